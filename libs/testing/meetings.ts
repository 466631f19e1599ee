import type { MeetingAsk } from '#funding/meeting/meeting.asks';
import type {
  Attendance,
  GroupKind,
  ItemDecision,
  ItemTerms,
  MeetingEvent,
  Member,
  NamedSubstitute,
  QuorumRule,
} from '#funding/meeting/meeting.events';
import type { Circumstances } from '#kernel/asking';

/** A meeting of a tasking group of six agencies, for the specs of meetings. Everybody in it is made up. */
export const meetingDay = '2011-07-14';

export const bySupport: Circumstances = {
  by: { person: 'support-1', role: 'support-officer' },
  partnership: 'riverside',
  on: meetingDay,
  today: meetingDay,
};

type Bare<Ask> = Ask extends MeetingAsk ? Omit<Ask, keyof Circumstances> & Partial<Circumstances> : never;
export type BareMeetingAsk = Bare<MeetingAsk>;

/** Something asked of the meeting by the support officer on its day, unless it says otherwise. */
export function asking(asked: BareMeetingAsk): MeetingAsk {
  return { ...bySupport, ...asked };
}

/** Six voting members from six agencies: a third is two, so that the least of three people is the quorum. */
export const members: readonly Member[] = [
  { person: 'chair', agency: 'council', office: 'chair' },
  { person: 'deputy', agency: 'police', office: 'deputy-chair' },
  { person: 'fire', agency: 'fire-service' },
  { person: 'health', agency: 'health-trust' },
  { person: 'probation', agency: 'probation-trust' },
  { person: 'voluntary', agency: 'voluntary-council' },
];

export const substitutes: readonly NamedSubstitute[] = [
  { substitute: 'fire-sub', member: 'fire', agency: 'fire-service' },
  { substitute: 'fire-sub', member: 'probation', agency: 'fire-service' },
  { substitute: 'other-fire-sub', member: 'fire', agency: 'fire-service' },
];

export const quorum: QuorumRule = { numerator: 1, denominator: 3, atLeastPeople: 3, atLeastAgencies: 2 };

export function called(groupKind: GroupKind = 'tasking'): MeetingEvent {
  return {
    type: 'MeetingCalled',
    data: { meeting: 'july', group: groupKind, groupKind, heldOn: meetingDay },
  };
}

export function onAgenda(terms: ItemTerms): MeetingEvent {
  return { type: 'ItemPutOnAgenda', data: terms };
}

/** A bid of the police, on the agenda. */
export const bidItem: ItemTerms = { item: 'bid-1', kind: 'bid', project: 'youth-bus' };

export function opened(changed: { members?: readonly Member[]; quorum?: QuorumRule } = {}): MeetingEvent {
  return { type: 'MeetingOpened', data: { members, substitutes, quorum, ...changed } };
}

/** A member as they come, by the roll above. */
export function memberThere(person: string): Attendance {
  const agency = members.find((member) => member.person === person)?.agency;
  if (agency === undefined) throw new Error(`No such member in the specs: ${person}`);
  return { person, agency, capacity: 'member' };
}

export function substituteThere(person: string, insteadOf: string): Attendance {
  const named = substitutes.find(({ substitute, member }) => substitute === person && member === insteadOf);
  if (named === undefined) throw new Error(`No such substitute in the specs: ${person}`);
  return { person, agency: named.agency, capacity: 'substitute', insteadOf };
}

export function came(attendance: Attendance): MeetingEvent {
  return { type: 'AttendanceRecorded', data: attendance };
}

export function left(person: string): MeetingEvent {
  return { type: 'DepartureRecorded', data: { person } };
}

export function declared(person: string, declares: 'interest' | 'none', item = 'bid-1'): MeetingEvent {
  return { type: 'InterestDeclared', data: { item, person, declares } };
}

export function steppedOut(
  person: string,
  why: 'interest' | 'lead-officer' | 'own-choice' = 'own-choice',
): MeetingEvent {
  return { type: 'MemberSteppedOut', data: { item: 'bid-1', person, why } };
}

/** An open meeting with the bid on its agenda and these members there. */
export function sitting(...people: string[]): MeetingEvent[] {
  return [called(), onAgenda(bidItem), opened(), ...people.map((person) => came(memberThere(person)))];
}

/** The decision on the bid, as the minutes give it: approved without a vote by whoever is told. */
export function decided(changed: Partial<ItemDecision> & Pick<ItemDecision, 'present'>): MeetingEvent {
  const { present } = changed;
  const people = present.length;
  return {
    type: 'ItemDecided',
    data: {
      item: 'bid-1',
      outcome: 'approved',
      project: 'youth-bus',
      quorate: true,
      quorum: { peopleNeeded: 3, agenciesNeeded: 2, people, agencies: people },
      chairedBy: 'chair',
      steppedOut: [],
      declared: [],
      agreedWithoutVote: true,
      dissent: [],
      conditions: [],
      reasons: 'It serves two priorities.',
      ...changed,
    },
  };
}

/** The bid put to the meeting: approved without a vote, on a bid of nobody there, unless told otherwise. */
export function decide(
  changed: Partial<Extract<BareMeetingAsk, { type: 'DecideItem' }>> = {},
): Extract<MeetingAsk, { type: 'DecideItem' }> {
  return {
    ...bySupport,
    type: 'DecideItem',
    item: 'bid-1',
    outcome: 'approved',
    kinds: ['bid'],
    project: 'youth-bus',
    owners: ['lead'],
    leadAgencies: [],
    conditions: [],
    reasons: 'It serves two priorities.',
    ...changed,
  };
}
