import { awardHandlers } from '#projections/award-handlers';
import { awardRowHandlers } from '#projections/award-rows';
import { bidHandlers } from '#projections/bid-handlers';
import { deliveryHandlers } from '#projections/delivery-handlers';
import { evaluationRowHandlers } from '#projections/evaluation-rows';
import { reckonAnew } from '#projections/obligation-rows';
import type { EventsOfNouns, HandlersOf, Projection } from '#projections/projection';
import { ladders, obligations, projectTables } from '#projections/projects.tables';
import { reclaimHandlers } from '#projections/reclaim-handlers';

const nothing = (): void => {
  // Said in another read model, or in none.
};

/** What each event of a project makes of its rows. An event that is missing here does not compile. */
const projectHandlers: Required<HandlersOf<EventsOfNouns['project']>> = {
  ...bidHandlers,
  ...awardHandlers,
  ...awardRowHandlers,
  ...deliveryHandlers,
  ...evaluationRowHandlers,
  ExpenditureClaimed: nothing,
  ClaimDeclined: nothing,
  HeadingsVired: nothing,
  InKindInputRecorded: nothing,
  ProjectVaried: nothing,
};

/**
 * The register: what there is of projects, who leads each, how far it is, what it was given and has spent;
 * and what each owes by when, with the reminders that went out. A rebuild sends nothing: it only writes these
 * rows.
 */
export const projectsProjection: Projection<typeof projectTables> = {
  name: 'projects',
  version: 5,
  tables: projectTables,
  on: {
    partnership: {
      PolicyAdopted(event, write) {
        const { version, from: from_on, updatesDueOnDay: updates_due_on_day, ladder } = event.data;
        const terms = { version, from_on, updates_due_on_day, ladder: JSON.stringify(ladder) };
        write.put(ladders, { partnership: event.partnership, ...terms });
        reckonAnew(event, write);
      },
    },
    project: projectHandlers,
    source: reclaimHandlers,
  },
  wholePartnership: ({ type }) => (type === 'PolicyAdopted' ? [obligations] : []),
};
