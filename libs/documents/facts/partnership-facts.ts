import type { DecodedEvent } from '#eventing/decoding';
import { defaultFullForm, defaultShortForm } from '#funding/partnership/defaults';
import { partnership as partnershipDecider } from '#funding/partnership/partnership';
import type { PartnershipState } from '#funding/partnership/state';
import type { EventOf } from '#kernel/asking';
import type {
  ClosedYear,
  EvaluationFormTerms,
  GroupTerms,
  PartnershipEvent,
  PriorityTerms,
  RoleTerms,
} from '#funding/partnership/partnership.events';
import type { LocalDate } from '#kernel/local-date';

/** What a document can say of a partnership itself at its moment. */
export interface PartnershipFacts {
  readonly partnership: string;
  /** As its own rules fold it, for what they say of members, substitutes and policies. */
  state: PartnershipState;
  name: string;
  example: boolean;
  /** Everybody who ever had a role here, by id. */
  readonly people: Set<string>;
  readonly agencies: Map<string, string>;
  readonly groups: Map<string, GroupTerms>;
  readonly objectives: Map<string, string>;
  /** In the order in which they were adopted; those that were retired too, for old projects serve them. */
  readonly priorities: Map<string, PriorityTerms>;
  /** The wording of each evaluation form, by its kind and version: `full 1`. */
  readonly forms: Map<string, EvaluationFormTerms>;
  readonly closedYears: Map<string, ClosedYear & { readonly on: LocalDate }>;
  /** The roles that are held, in the order in which they were given. */
  roles: readonly RoleTerms[];
  /** From when a figure that misses its target by so much is amber and not red, as policies said it. */
  readonly amberMargins: { readonly from: LocalDate; readonly withinPercent: number }[];
  /** On which day of the next month an update is due, by the policies in the order in which they came. */
  readonly updateDays: { readonly from: LocalDate; readonly day: number }[];
}

export function newPartnership(partnership: string): PartnershipFacts {
  return {
    partnership,
    state: partnershipDecider.initialState,
    name: partnership,
    example: false,
    people: new Set(),
    agencies: new Map(),
    groups: new Map(),
    objectives: new Map(),
    priorities: new Map(),
    forms: new Map([defaultShortForm, defaultFullForm].map((form) => [formKey(form), form])),
    closedYears: new Map(),
    roles: [],
    amberMargins: [],
    updateDays: [],
  };
}

/** Tells a partnership what happened to it. */
export function tellPartnership(to: PartnershipFacts, event: DecodedEvent): void {
  const handler = handlers[event.type as PartnershipEvent['type']] as Handler | undefined;
  handler?.(to, event.data as never, event);
  // The decoding gave today's shape, and a partnership's stream holds a partnership's events.
  to.state = partnershipDecider.evolve(to.state, event as unknown as PartnershipEvent);
}

type Handler<Data = never> = (to: PartnershipFacts, data: Data, event: DecodedEvent) => void;
type DataOf<Type, Event = PartnershipEvent> =
  Event extends EventOf<infer T, infer D> ? (Type extends T ? D : never) : never;

const handlers: { readonly [Type in PartnershipEvent['type']]?: Handler<DataOf<Type>> } = {
  PartnershipFounded(to, { name, example, administrator }) {
    Object.assign(to, { name, example });
    to.people.add(administrator);
  },
  SubstituteNamed: (to, { substitute }) => void to.people.add(substitute),
  AgencyAdmitted: (to, { agency, name }) => void to.agencies.set(agency, name),
  GroupFormed: (to, group) => void to.groups.set(group.group, group),
  ObjectiveAdopted: (to, { objective, name }) => void to.objectives.set(objective, name),
  PriorityAdopted: (to, priority) => void to.priorities.set(priority.priority, priority),
  EvaluationFormAdopted: (to, form) => void to.forms.set(formKey(form), form),
  RoleGiven(to, role) {
    to.roles = [...to.roles, role];
    to.people.add(role.person);
  },
  RoleEnded: (to, { person, role, group }) => {
    to.roles = to.roles.filter(
      (held) => held.person !== person || held.role !== role || held.group !== group,
    );
  },
  PolicyAdopted(to, { from, amberWithinPercent: withinPercent, updatesDueOnDay: day }) {
    to.updateDays.push({ from, day });
    if (withinPercent !== undefined) to.amberMargins.push({ from, withinPercent });
  },
  YearClosed: (to, closed, { effectiveOn: on }) => void to.closedYears.set(closed.year, { ...closed, on }),
};

function formKey({ form, version }: EvaluationFormTerms): string {
  return `${form} ${version}`;
}
