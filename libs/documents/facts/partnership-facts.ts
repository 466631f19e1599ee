import type { DecodedEvent } from '#eventing/decoding';
import { partnership as partnershipDecider } from '#funding/partnership/partnership';
import type { GroupTerms, PartnershipEvent, PriorityTerms } from '#funding/partnership/partnership.events';
import { peopleKnown } from '#funding/partnership/queries';
import type { Founded, PartnershipState } from '#funding/partnership/state';
import type { LocalDate } from '#kernel/local-date';

/** What a document can say of a partnership itself at its moment. */
export interface PartnershipFacts {
  /** As its own rules fold it, for what they say of members, roles, policies and forms. */
  readonly state: PartnershipState;
  readonly name: string;
  /** Everybody who ever had a role here, or was named to sit in a member's place, by id. */
  readonly people: ReadonlySet<string>;
  readonly agencies: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, GroupTerms>;
  /** In the order in which they were adopted; those that were retired too, for old projects serve them. */
  readonly priorities: ReadonlyMap<string, PriorityTerms>;
  /** On which day each year was closed. */
  readonly closedOn: ReadonlyMap<string, LocalDate>;
}

/** A partnership as it is told what happened to it. */
export class PartnershipTold {
  private readonly id: string;
  private state = partnershipDecider.initialState;
  private readonly closedOn = new Map<string, LocalDate>();

  constructor(id: string) {
    this.id = id;
  }

  see(event: DecodedEvent): void {
    // The decoding gave today's shape, and a partnership's stream holds a partnership's events.
    const said = event as unknown as PartnershipEvent;
    this.state = partnershipDecider.evolve(this.state, said);
    if (said.type === 'YearClosed') this.closedOn.set(said.data.year, event.effectiveOn);
  }

  get facts(): PartnershipFacts {
    const { id, state, closedOn } = this;
    const { name, agencies, groups, priorities } = state.status === 'founded' ? state : unfounded(id);
    return {
      state,
      name,
      people: new Set(peopleKnown(state)),
      agencies: new Map(agencies.map((known) => [known.agency, known.name])),
      groups: new Map(groups.map((known) => [known.group, known])),
      priorities: new Map(priorities.map((known) => [known.priority, known])),
      closedOn,
    };
  }
}

/** At a moment before it was founded it has nothing, and is known by its id. */
function unfounded(id: string): Pick<Founded, 'name' | 'agencies' | 'groups' | 'priorities'> {
  return { name: id, agencies: [], groups: [], priorities: [] };
}
