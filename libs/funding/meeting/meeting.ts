import { refuse } from '#kernel/decider';
import type { Decider } from '#kernel/decider';
import { formatDate } from '#kernel/local-date';
import { itemsForMatters, putOnAgenda, takeOffAgenda } from './agenda.js';
import { declareInterest, recordAttendance, recordDeparture, stepOut } from './attendance.js';
import { decideItem, noteItem } from './decisions.js';
import type { Asked, MeetingOutcome, MeetingRefusal } from './refusals.js';
import {
  isSitting,
  notCalled,
  whenSitting,
  whenWaiting,
  withAttendance,
  withChangedItem,
  withDeparture,
  withItem,
} from './state.js';
import type { MeetingState, Sitting, Waiting } from './state.js';
import type { MeetingAsk } from './meeting.asks.js';
import type { MeetingEvent, MeetingTerms, MovedTo } from './meeting.events.js';
import { sameContent } from '#funding/same-content';

export type { MeetingRefusal } from './refusals.js';
export { meetingRefusalMessages } from './refusals.js';
export type { MeetingState } from './state.js';
export { openItems } from './state.js';

/** A meeting of a group: its agenda, who came and who stepped out, what it decided, and its minutes. */
export const meeting: Decider<MeetingState, MeetingAsk, MeetingEvent, MeetingRefusal> = {
  initialState: notCalled,
  decide,
  evolve,
};

type Deciding<State, Type extends MeetingAsk['type']> = {
  readonly [Name in Type]: (command: Asked<Name>, state: State) => MeetingOutcome;
};
type AnyDeciding<State> = (command: MeetingAsk, state: State) => MeetingOutcome;
type OnceCalled = 'MoveMeeting' | 'CancelMeeting' | 'PutOnAgenda' | 'TakeOffAgenda' | 'OpenWith';
type OnceOpened = Exclude<MeetingAsk['type'], 'CallMeeting' | OnceCalled>;

/** What decides each command. One that is missing does not compile. */
const onceCalled: Deciding<Waiting | Sitting, OnceCalled> = {
  MoveMeeting: move,
  CancelMeeting: cancel,
  PutOnAgenda: putOnAgenda,
  TakeOffAgenda: takeOffAgenda,
  OpenWith: open,
};
const onceOpened: Deciding<Sitting, OnceOpened> = {
  RecordAttendance: recordAttendance,
  RecordDeparture: recordDeparture,
  DeclareInterest: declareInterest,
  StepOut: stepOut,
  DecideItem: decideItem,
  NoteItem: noteItem,
  CloseMeeting: close,
  ApproveMinutes: approveMinutes,
};

function decide(command: MeetingAsk, state: MeetingState): MeetingOutcome {
  if (command.type === 'CallMeeting') return call(command, state);
  if (state.status === 'none') return refuse('no-such-meeting');
  if (isOnceCalled(command)) {
    return (onceCalled[command.type] as AnyDeciding<Waiting | Sitting>)(command, state);
  }
  if (!isSitting(state)) return refuse(state.status === 'called' ? 'not-open' : 'meeting-cancelled');
  return (onceOpened[command.type] as AnyDeciding<Sitting>)(command, state);
}

function isOnceCalled(command: MeetingAsk): command is Asked<OnceCalled> {
  return Object.hasOwn(onceCalled, command.type);
}

function call(command: Asked<'CallMeeting'>, state: MeetingState): MeetingOutcome {
  const { group, facts } = command;
  if (facts.groupKind === undefined) return refuse('group-not-found', { group });
  const terms = termsOf(command, facts.groupKind);
  if (state.status === 'none') return [{ type: 'MeetingCalled', data: terms }];
  return sameContent(state.called, terms) ? [] : refuse('meeting-differs');
}

function move({ reason, ...to }: Asked<'MoveMeeting'>, state: Waiting | Sitting): MeetingOutcome {
  if (state.status === 'cancelled') return refuse('meeting-cancelled');
  const moved = heldAt(to);
  if (sameContent({ ...heldAt(state), ...moved }, heldAt(state))) return [];
  return state.status === 'called'
    ? [{ type: 'MeetingMoved', data: { ...moved, reason } }]
    : refuse('already-open');
}

/** When and where a meeting is, as far as that is said. */
function heldAt({ heldOn, startsAt, place }: MovedTo): MovedTo {
  return {
    heldOn,
    ...(startsAt === undefined ? {} : { startsAt }),
    ...(place === undefined ? {} : { place }),
  };
}

function cancel({ reason }: Asked<'CancelMeeting'>, state: Waiting | Sitting): MeetingOutcome {
  if (state.status === 'cancelled') return [];
  return state.status === 'called'
    ? [{ type: 'MeetingCancelled', data: { reason } }]
    : refuse('already-open');
}

function open(command: Asked<'OpenWith'>, state: Waiting | Sitting): MeetingOutcome {
  const { members, substitutes, quorum, matters, on } = command;
  if (state.status === 'cancelled') return refuse('meeting-cancelled');
  if (state.status !== 'called') return [];
  if (on < state.heldOn) return refuse('not-its-day-yet', { heldOn: formatDate(state.heldOn) });
  if (members.length === 0) return refuse('no-voting-members');
  const opened = { type: 'MeetingOpened', data: { members, substitutes, quorum } } as const;
  return [opened, ...itemsForMatters(matters, state)];
}

function close(_: Asked<'CloseMeeting'>, { status }: Sitting): MeetingOutcome {
  return status === 'open' ? [{ type: 'MeetingClosed', data: {} }] : [];
}

function approveMinutes({ laterMeeting: at }: Asked<'ApproveMinutes'>, state: Sitting): MeetingOutcome {
  if (state.status === 'open') return refuse('not-closed');
  if (state.status === 'minutes-approved') {
    return state.minutesApprovedAt === at ? [] : refuse('minutes-approved-elsewhere');
  }
  if (at === state.called.meeting) return refuse('own-minutes');
  return [{ type: 'MinutesApproved', data: at === undefined ? {} : { at } }];
}

function termsOf(command: Asked<'CallMeeting'>, groupKind: MeetingTerms['groupKind']): MeetingTerms {
  const { meeting: id, group, exampleOnly } = command;
  const details = exampleOnly === undefined ? {} : { exampleOnly };
  return { meeting: id, group, groupKind, ...heldAt(command), ...details };
}

type Happening = MeetingEvent['type'];
type DataOf<Type extends Happening> = Extract<MeetingEvent, { type: Type }>['data'];

/** What each event changes. One that is missing does not compile. */
const changes: {
  readonly [Type in Happening]: (state: MeetingState, data: DataOf<Type>) => MeetingState;
} = {
  MeetingCalled: (_, data) => ({ status: 'called', called: data, ...heldAt(data), items: [] }),
  MeetingMoved: (state, to) => whenWaiting(state, (waiting) => ({ ...waiting, ...heldAt(to) })),
  MeetingCancelled: (state) => whenWaiting(state, (waiting) => ({ ...waiting, status: 'cancelled' })),
  ItemPutOnAgenda: (state, terms) => withItem(state, terms),
  ItemTakenOffAgenda: (state, { item }) => withChangedItem(state, item, () => ({ takenOff: true })),
  MeetingOpened: (state, opening) =>
    whenWaiting(state, (waiting) => ({ ...waiting, status: 'open', opening, attendees: [] })),
  AttendanceRecorded: (state, attendance) =>
    whenSitting(state, (sitting) => withAttendance(sitting, attendance)),
  DepartureRecorded: (state, { person }) => whenSitting(state, (sitting) => withDeparture(sitting, person)),
  InterestDeclared: (state, { item, ...declaration }) =>
    withChangedItem(state, item, ({ declared }) => ({
      declared: [...declared.filter(({ person }) => person !== declaration.person), declaration],
    })),
  MemberSteppedOut: (state, { item, person, why }) =>
    withChangedItem(state, item, ({ steppedOut }) => ({ steppedOut: [...steppedOut, { person, why }] })),
  ItemDecided: (state, decision) => withChangedItem(state, decision.item, () => ({ decision })),
  MeetingClosed: (state) => whenSitting(state, (sitting) => ({ ...sitting, status: 'closed' })),
  MinutesApproved: (state, { at }) =>
    whenSitting(state, (sitting) => {
      const where = at === undefined ? {} : { minutesApprovedAt: at };
      return { ...sitting, status: 'minutes-approved', ...where };
    }),
};

function evolve(state: MeetingState, event: MeetingEvent): MeetingState {
  const change = changes[event.type] as (state: MeetingState, data: typeof event.data) => MeetingState;
  return change(state, event.data);
}
