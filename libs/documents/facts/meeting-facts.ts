import type { DecodedEvent } from '#eventing/decoding';
import type { EventOf } from '#kernel/asking';
import type {
  Attendance,
  Declaration,
  ItemDecision,
  ItemTerms,
  MeetingEvent,
  Member,
  NamedSubstitute,
  QuorumRule,
  WhySteppedOut,
} from '#funding/meeting/meeting.events';
import type { LocalDate } from '#kernel/local-date';

export interface ItemFacts extends ItemTerms {
  readonly declared: readonly Declaration[];
  readonly steppedOut: readonly { readonly person: string; readonly why: WhySteppedOut }[];
  readonly decision?: ItemDecision & { readonly position: number };
}

/** What a document can say of a meeting at its moment. */
export interface MeetingFacts {
  readonly meeting: string;
  group: string | undefined;
  heldOn: LocalDate | undefined;
  /** By the clocks of London: `14:00`. */
  startsAt: string | undefined;
  place: string | undefined;
  exampleOnly: boolean;
  stage: 'called' | 'open' | 'closed' | 'cancelled';
  cancelledBecause: string | undefined;
  /** Who votes in it, who may sit in whose place, and how many it takes, once it was opened. */
  members: readonly Member[];
  substitutes: readonly NamedSubstitute[];
  quorum: QuorumRule | undefined;
  readonly attendance: Map<string, Attendance>;
  readonly left: Set<string>;
  /** In agenda order. */
  readonly items: Map<string, ItemFacts>;
  minutesApproved: LocalDate | undefined;
  /** The later meeting that approved them, where that was said. */
  minutesApprovedAt: string | undefined;
}

export function newMeeting(meeting: string): MeetingFacts {
  return {
    meeting,
    group: undefined,
    heldOn: undefined,
    startsAt: undefined,
    place: undefined,
    exampleOnly: false,
    stage: 'called',
    cancelledBecause: undefined,
    members: [],
    substitutes: [],
    quorum: undefined,
    attendance: new Map(),
    left: new Set(),
    items: new Map(),
    minutesApproved: undefined,
    minutesApprovedAt: undefined,
  };
}

/** Tells a meeting what happened to it. */
export function tellMeeting(to: MeetingFacts, event: DecodedEvent): void {
  const handler = handlers[event.type as MeetingEvent['type']] as Handler | undefined;
  handler?.(to, event.data as never, event);
}

type Handler<Data = never> = (to: MeetingFacts, data: Data, event: DecodedEvent) => void;
type DataOf<Type, Event = MeetingEvent> =
  Event extends EventOf<infer T, infer D> ? (Type extends T ? D : never) : never;

const handlers: { readonly [Type in MeetingEvent['type']]?: Handler<DataOf<Type>> } = {
  MeetingCalled(to, { group, heldOn, startsAt, place, exampleOnly = false }) {
    Object.assign(to, { group, heldOn, startsAt, place, exampleOnly });
  },
  MeetingMoved(to, { heldOn, startsAt = to.startsAt, place = to.place }) {
    Object.assign(to, { heldOn, startsAt, place });
  },
  MeetingCancelled: (to, { reason }) =>
    void Object.assign(to, { stage: 'cancelled', cancelledBecause: reason }),
  ItemPutOnAgenda: (to, item) => void to.items.set(item.item, { ...item, declared: [], steppedOut: [] }),
  ItemTakenOffAgenda: (to, { item }) => void to.items.delete(item),
  MeetingOpened: (to, opening) => void Object.assign(to, { stage: 'open', ...opening }),
  AttendanceRecorded: (to, attendance) => void to.attendance.set(attendance.person, attendance),
  DepartureRecorded: (to, { person }) => void to.left.add(person),
  InterestDeclared: (to, { item, ...declaration }) =>
    changeItem(to, item, ({ declared }) => ({ declared: [...declared, declaration] })),
  MemberSteppedOut: (to, { item, person, why }) =>
    changeItem(to, item, ({ steppedOut }) => ({ steppedOut: [...steppedOut, { person, why }] })),
  ItemDecided: (to, decision, { position }) =>
    changeItem(to, decision.item, () => ({ decision: { ...decision, position } })),
  MeetingClosed: (to) => void Object.assign(to, { stage: 'closed' }),
  MinutesApproved: (to, { at: minutesApprovedAt }, { effectiveOn: minutesApproved }) =>
    void Object.assign(to, { minutesApproved, minutesApprovedAt }),
};

function changeItem(to: MeetingFacts, item: string, change: (item: ItemFacts) => Partial<ItemFacts>): void {
  const known = to.items.get(item);
  if (known !== undefined) to.items.set(item, { ...known, ...change(known) });
}
