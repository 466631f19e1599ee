import type { WhoseProject } from '#funding/plans/recipients';
import { londonDateOf } from '#kernel/local-date';
import type { Instant } from '#kernel/local-date';
import { monthsReported, policiesOf } from '#projections/obligations-owed';
import type { PolicyTerms } from '#projections/obligation-rows';
import type { obligations } from '#projections/projects.tables';
import type { ReadModels } from '#projections/read-models';
import { rungsSent } from '#projections/rungs-sent';
import type { RungsSent } from '#projections/rungs-sent';
import type { RowOf } from '#projections/table';

/** What the rows say of a partnership in which something is due. */
export interface DueRows {
  readonly partnership: string;
  /** Those whose next reminder is due. */
  readonly owed: readonly RowOf<typeof obligations>[];
  readonly policies: readonly PolicyTerms[];
  readonly reported: ReadonlySet<string>;
  /** The rungs of these projects that were sent, by what is owed. */
  readonly sent: RungsSent;
  readonly projects: ReadonlyMap<string, WhoseProject>;
  /** Messages that did not arrive, of which the support officer is still to be told. */
  readonly failed: readonly string[];
  readonly toldToday: ReadonlySet<string>;
}

/** Of how many rows that are due a claim looks at once in which partnerships they are. */
const lookedAtMost = 50_000;
/** The same for whoever counts them: more than are ever due at once. */
export const allOfThem = 2_000_000;

/** How many values one statement names. */
const namedAtMost = 500;

/** The partnerships in which something is due at an instant, the longest waiting first. */
export async function partnershipsWithDue(
  db: ReadModels,
  now: Instant,
  atMost = lookedAtMost,
): Promise<readonly string[]> {
  // Without the limit a database may count through every partnership there is to find that nothing is due.
  const due = await db
    .selectFrom((all) =>
      all
        .selectFrom('obligations')
        .select(['partnership', 'next_send_at'])
        .where('next_send_at', '<=', now)
        .orderBy('next_send_at')
        .limit(atMost)
        .as('due'),
    )
    .select('due.partnership')
    .select(({ fn }) => fn.min('due.next_send_at').as('since'))
    .groupBy('due.partnership')
    .orderBy('since')
    .execute();
  const failed = await db
    .selectFrom('messages')
    .select('partnership')
    .distinct()
    .where('to_tell', '=', 1)
    .execute();
  return [...new Set([...due, ...failed].map(({ partnership }) => partnership))];
}

/** What is due in one partnership at an instant, with all that it takes to say whom it tells. */
export async function dueRowsOf(db: ReadModels, partnership: string, now: Instant): Promise<DueRows> {
  const owed = await db
    .selectFrom('obligations')
    .selectAll()
    .where('partnership', '=', partnership)
    .where('next_send_at', '<=', now)
    .orderBy('next_send_at')
    .execute();
  const ids = [...new Set(owed.map(({ project }) => project))];
  const follows = owed.some(({ further_months: further }) => further === 1);
  return {
    partnership,
    owed,
    policies: await policiesOf(db, partnership),
    reported: follows ? await monthsReported(db, partnership) : new Set(),
    sent: await sentTo(db, partnership, ids),
    projects: await projectsOf(db, partnership, ids),
    failed: await failedIn(db, partnership),
    toldToday: await toldOn(db, partnership, now),
  };
}

async function sentTo(db: ReadModels, partnership: string, projects: readonly string[]): Promise<RungsSent> {
  const lots = await Promise.all(inLots(projects).map(async (some) => rungsSent(db, partnership, some)));
  return new Map(lots.flatMap((lot) => [...lot]));
}

async function projectsOf(
  db: ReadModels,
  partnership: string,
  projects: readonly string[],
): Promise<DueRows['projects']> {
  const found = new Map<string, WhoseProject>();
  for (const some of inLots(projects)) {
    const rows = await db
      .selectFrom('projects')
      .select(['project', 'lead_officer', 'deputy', 'thematic_group'])
      .where('partnership', '=', partnership)
      .where('project', 'in', some)
      .execute();
    for (const { project, lead_officer: lead, deputy, thematic_group: group } of rows) {
      found.set(project, {
        leadOfficer: lead ?? undefined,
        deputy: deputy ?? undefined,
        thematicGroup: group ?? undefined,
      });
    }
  }
  return found;
}

async function failedIn(db: ReadModels, partnership: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('messages')
    .select('message')
    .where('to_tell', '=', 1)
    .where('partnership', '=', partnership)
    .orderBy('message')
    .limit(100)
    .execute();
  return rows.map(({ message }) => message);
}

async function toldOn(db: ReadModels, partnership: string, now: Instant): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('messages')
    .select('person')
    .where('partnership', '=', partnership)
    .where('claimed_on', '=', londonDateOf(now))
    .execute();
  return new Set(rows.map(({ person }) => person));
}

function inLots(ids: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / namedAtMost) }, (_, lot) =>
    ids.slice(lot * namedAtMost, (lot + 1) * namedAtMost),
  );
}
