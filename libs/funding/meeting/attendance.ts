import { isRefused, refuse, unreachable } from '#kernel/decider';
import type { Refused } from '#kernel/decider';
import { decidedAlready, notOnAgenda } from './agenda.js';
import type { Attendance, Declaration, Member, MeetingEvent, OpeningTerms } from './meeting.events.js';
import type { Asked, InTheWay, MeetingOutcome, MeetingRefusal } from './refusals.js';
import { itemOf, presentAt } from './state.js';
import type { AgendaItem, Sitting } from './state.js';
import { sameContent } from '#funding/same-content';

export function recordAttendance(command: Asked<'RecordAttendance'>, state: Sitting): MeetingOutcome {
  const attendance = attendanceOf(command, state.opening);
  if (isRefused(attendance)) return attendance;
  const there = presentAt(state).find(({ person }) => person === command.person);
  if (there !== undefined) return sameContent(there, attendance) ? [] : refuse('attendance-differs');
  const inTheWay = noLongerOpen(state) ?? seatIsFilled(attendance, state);
  return inTheWay ?? [{ type: 'AttendanceRecorded', data: attendance }];
}

export function recordDeparture({ person }: Asked<'RecordDeparture'>, state: Sitting): MeetingOutcome {
  const attendee = state.attendees.find(({ attendance }) => attendance.person === person);
  if (attendee === undefined) return refuse('not-present');
  if (attendee.left) return [];
  return noLongerOpen(state) ?? [{ type: 'DepartureRecorded', data: { person } }];
}

/** Anyone there may declare, also without a vote. From an interest there is no way back for this item. */
export function declareInterest(command: Asked<'DeclareInterest'>, state: Sitting): MeetingOutcome {
  const { item, person, declares, nature } = command;
  const declaration = { person, declares, ...(nature === undefined ? {} : { nature }) };
  const known = itemOf(state, item);
  if (known === undefined) return refuse('no-such-item');
  const earlier = known.declared.find((other) => other.person === person);
  if (earlier !== undefined && sameContent(earlier, declaration)) return [];
  return (
    outOfReach(known, person, state) ??
    declaredAlready(earlier, declaration) ?? [
      { type: 'InterestDeclared', data: { item, ...declaration } },
      ...(declares === 'interest' ? stepOutFor(known, [person], 'interest') : []),
    ]
  );
}

export function stepOut({ item, person }: Asked<'StepOut'>, state: Sitting): MeetingOutcome {
  const known = itemOf(state, item);
  if (known === undefined) return refuse('no-such-item');
  const steps = stepOutFor(known, [person], 'own-choice');
  return steps.length === 0 ? [] : (outOfReach(known, person, state) ?? steps);
}

type SteppedOut = Extract<MeetingEvent, { type: 'MemberSteppedOut' }>;

/** Those of them who have not stepped out yet, stepping out. */
export function stepOutFor(
  item: AgendaItem,
  people: readonly string[],
  why: SteppedOut['data']['why'],
): readonly SteppedOut[] {
  const out = new Set(item.steppedOut.map(({ person }) => person));
  return people
    .filter((person) => !out.has(person))
    .map((person) => ({ type: 'MemberSteppedOut', data: { item: item.terms.item, person, why } }));
}

export function noLongerOpen({ status }: Sitting): InTheWay {
  return status === 'open' ? undefined : refuse('meeting-closed');
}

function outOfReach(item: AgendaItem, person: string, state: Sitting): InTheWay {
  const present = presentAt(state).some((other) => other.person === person);
  const inTheWay = noLongerOpen(state) ?? notOnAgenda(item) ?? decidedAlready(item);
  return inTheWay ?? (present ? undefined : refuse('not-present'));
}

/** Someone who first saw no interest may still find one; nothing else is taken back. */
function declaredAlready(earlier: Declaration | undefined, now: Declaration): InTheWay {
  if (earlier === undefined) return undefined;
  const foundOne = earlier.declares === 'none' && now.declares === 'interest';
  return foundOne ? undefined : refuse('already-declared');
}

/** In which capacity someone comes, by the roll as it was when the meeting was opened. */
function attendanceOf(
  command: Asked<'RecordAttendance'>,
  opening: OpeningTerms,
): Attendance | Refused<MeetingRefusal> {
  switch (command.capacity) {
    case 'member':
      return asMember(command, opening);
    case 'substitute':
      return asSubstitute(command, opening);
    case 'in-attendance': {
      const { person, agency, capacity } = command;
      if (memberOf(opening, person) !== undefined) return refuse('is-a-voting-member');
      return { person, ...(agency === undefined ? {} : { agency }), capacity };
    }
    default:
      return unreachable(command.capacity);
  }
}

function asMember(
  { person, agency }: Asked<'RecordAttendance'>,
  opening: OpeningTerms,
): Attendance | Refused<MeetingRefusal> {
  const member = memberOf(opening, person);
  if (member === undefined) return refuse('not-a-member-of-the-meeting');
  return anotherAgency(agency, member.agency) ?? { person, agency: member.agency, capacity: 'member' };
}

/** A voting member has a place of their own, so that nobody counts twice. */
function asSubstitute(
  { person, agency, insteadOf }: Asked<'RecordAttendance'>,
  opening: OpeningTerms,
): Attendance | Refused<MeetingRefusal> {
  if (insteadOf === undefined) return refuse('instead-of-whom');
  if (memberOf(opening, person) !== undefined) return refuse('is-a-voting-member');
  const named = opening.substitutes.find(({ substitute, member }) => {
    return substitute === person && member === insteadOf;
  });
  if (named === undefined) return refuse('not-named-as-substitute', { member: insteadOf });
  const capacity = 'substitute';
  return anotherAgency(agency, named.agency) ?? { person, agency: named.agency, capacity, insteadOf };
}

function anotherAgency(given: string | undefined, recorded: string): InTheWay {
  const differs = given !== undefined && given !== recorded;
  return differs ? refuse('another-agency', { agency: recorded }) : undefined;
}

/** A place is filled once: by its member, or by one substitute. */
function seatIsFilled({ person, capacity, insteadOf }: Attendance, state: Sitting): InTheWay {
  const member = capacity === 'member' ? person : insteadOf;
  if (capacity === 'in-attendance' || member === undefined) return undefined;
  const present = presentAt(state);
  if (present.some((other) => other.person === member)) return refuse('member-is-present', { member });
  const sitting = present.find((other) => other.insteadOf === member);
  return sitting && refuse('substitute-is-sitting', { substitute: sitting.person, member });
}

function memberOf(opening: OpeningTerms, person: string): Member | undefined {
  return opening.members.find((member) => member.person === person);
}
