import type {
  Attendance,
  Declaration,
  ItemDecision,
  ItemTerms,
  MeetingTerms,
  OpeningTerms,
  WhySteppedOut,
} from './meeting.events.js';

/** What a meeting is: called, then open, then closed, and at last its minutes are approved. */
export type MeetingState = { readonly status: 'none' } | Waiting | Sitting;

/** A meeting that has not been opened. */
export interface Waiting extends Called {
  readonly status: 'called' | 'cancelled';
}

/** A meeting that has been opened: who votes in it is fixed. */
export interface Sitting extends Called {
  readonly status: 'open' | 'closed' | 'minutes-approved';
  readonly opening: OpeningTerms;
  /** Everyone who came, in the order in which they did; those who left stay here, marked. */
  readonly attendees: readonly Attendee[];
  /** The later meeting that approved the minutes, where that was said. */
  readonly minutesApprovedAt?: string;
}

interface Called {
  /** As it was called, so that a repeat is known for one after it has been moved. */
  readonly called: MeetingTerms;
  /** The day of the meeting, its time and its place, as last moved. */
  readonly heldOn: string;
  readonly startsAt?: string;
  readonly place?: string;
  /** In the order in which they were put on the agenda. Items taken off stay here, marked. */
  readonly items: readonly AgendaItem[];
}

export interface AgendaItem {
  readonly terms: ItemTerms;
  readonly takenOff: boolean;
  readonly declared: readonly Declaration[];
  readonly steppedOut: readonly { readonly person: string; readonly why: WhySteppedOut }[];
  /** Left out until it is decided. */
  readonly decision?: ItemDecision;
}

export interface Attendee {
  readonly attendance: Attendance;
  readonly left: boolean;
}

export const notCalled: MeetingState = { status: 'none' };

/** Whether the meeting was opened, and may be closed by now. */
export function isSitting(state: MeetingState): state is Sitting {
  return 'attendees' in state;
}

/** The item with this id, whether or not it was taken off; undefined when there is none. */
export function itemOf(state: MeetingState, item: string): AgendaItem | undefined {
  return itemsOf(state).find(({ terms }) => terms.item === item);
}

/**
 * Items on the agenda that have not been decided, in its order. When the meeting closes they are deferred.
 */
export function openItems(state: MeetingState): readonly AgendaItem[] {
  return itemsOf(state).filter(({ takenOff, decision }) => !takenOff && decision === undefined);
}

/** Who is there now, in the order in which they came. */
export function presentAt(state: Sitting): readonly Attendance[] {
  return state.attendees.filter(({ left }) => !left).map(({ attendance }) => attendance);
}

function itemsOf(state: MeetingState): readonly AgendaItem[] {
  return state.status === 'none' ? [] : state.items;
}

/** The state after a change that only a meeting not yet opened can undergo. */
export function whenWaiting(state: MeetingState, change: (waiting: Waiting) => MeetingState): MeetingState {
  return state.status === 'none' || isSitting(state) ? state : change(state);
}

/** The state after a change that only a meeting that was opened can undergo. */
export function whenSitting(state: MeetingState, change: (sitting: Sitting) => Sitting): MeetingState {
  return isSitting(state) ? change(state) : state;
}

export function withItem(state: MeetingState, terms: ItemTerms): MeetingState {
  if (state.status === 'none') return state;
  const item = { terms, takenOff: false, declared: [], steppedOut: [] };
  return { ...state, items: [...state.items, item] };
}

export function withChangedItem(
  state: MeetingState,
  id: string,
  change: (item: AgendaItem) => Partial<AgendaItem>,
): MeetingState {
  if (state.status === 'none') return state;
  const items = state.items.map((item) => (item.terms.item === id ? { ...item, ...change(item) } : item));
  return { ...state, items };
}

/** Someone who comes back is there in the capacity in which they come now. */
export function withAttendance(state: Sitting, attendance: Attendance): Sitting {
  const others = state.attendees.filter((other) => other.attendance.person !== attendance.person);
  return { ...state, attendees: [...others, { attendance, left: false }] };
}

export function withDeparture(state: Sitting, person: string): Sitting {
  const attendees = state.attendees.map((attendee) =>
    attendee.attendance.person === person ? { ...attendee, left: true } : attendee,
  );
  return { ...state, attendees };
}
