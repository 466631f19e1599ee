import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { meeting } from '#funding/meeting/meeting';
import type { MeetingAsk } from '#funding/meeting/meeting.asks';
import type { ItemDecision, MeetingEvent } from '#funding/meeting/meeting.events';
import type { MeetingState } from '#funding/meeting/state';
import { fold, isRefused } from '#kernel/decider';
import {
  asking,
  bidItem,
  called,
  came,
  decide,
  decided,
  declared,
  left,
  meetingDay,
  members,
  memberThere,
  onAgenda,
  opened,
  quorum,
  steppedOut,
  substitutes,
} from '#testing/meetings';

/** The people of the tasking group, and some who have no seat in it. */
const people = [...members.map(({ person }) => person), 'fire-sub', 'other-fire-sub', 'guest'];
const owner = 'health';
const leadAgency = 'police';
const second = onAgenda({ item: 'bid-2', kind: 'bid', project: 'alley-gates' });

const person = fc.constantFrom(...people);
const item = fc.constantFrom('bid-1', 'bid-2');
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const attendance = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...members.map((member) => ({ person: member.person, capacity: 'member' as const })),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      person: fc.constantFrom('fire-sub', 'other-fire-sub'),
      capacity: fc.constant('substitute' as const),
      insteadOf: fc.constantFrom('fire', 'probation'),
    }),
  },
  { weight: 1, arbitrary: person.map((who) => ({ person: who, capacity: 'in-attendance' as const })) },
);
type Choice = 'for' | 'against' | 'abstained' | undefined;
/** How each of them would vote; somebody is in it twice now and then. */
const choices = fc.array(
  fc.tuple(person, fc.constantFrom<Choice[]>('for', 'for', 'against', 'abstained', undefined)),
  { minLength: 1, maxLength: 8, size: 'max' },
);
const ballot = fc.record({
  choices: fc.oneof(
    { weight: 3, arbitrary: choices.map((all) => [...new Map(all)]) },
    { weight: 1, arbitrary: choices },
  ),
  castingVote: seldom(fc.constantFrom('for' as const, 'against' as const)),
});
const decision = fc.record({
  item,
  outcome: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('approved' as const, 'refused' as const) },
    { weight: 1, arbitrary: fc.constant('deferred' as const) },
  ),
  ballot: optional(ballot),
  dissent: seldom(fc.subarray(['fire', 'health'])),
  chairedBy: seldom(person),
  reasons: fc.constantFrom('For one reason.', 'For another.'),
});
const attend = attendance.map((who) => asking({ type: 'RecordAttendance', meeting: 'july', ...who }));
const leave = person.map((who) => asking({ type: 'RecordDeparture', meeting: 'july', person: who }));
const declare = fc
  .tuple(
    item,
    fc.constantFrom('deputy', ...people),
    fc.constantFrom('interest' as const, 'none' as const, 'none' as const),
  )
  .map(([about, who, declares]) =>
    asking({ type: 'DeclareInterest', meeting: 'july', item: about, person: who, declares }),
  );
const stepOut = fc
  .tuple(item, person)
  .map(([about, who]) => asking({ type: 'StepOut', meeting: 'july', item: about, person: who }));
const putToDecision = decision.map(({ item: about, ballot: votes, dissent, chairedBy, ...said }) =>
  decide({
    item: about,
    project: about === 'bid-1' ? 'youth-bus' : 'alley-gates',
    owners: [owner],
    leadAgencies: [leadAgency],
    ...said,
    ...(votes === undefined ? {} : { ballot: plain(votes) }),
    ...(dissent === undefined ? {} : { dissent }),
    ...(chairedBy === undefined ? {} : { chairedBy }),
  }),
);
const command: fc.Arbitrary<MeetingAsk> = fc.oneof(
  { weight: 16, arbitrary: attend },
  { weight: 3, arbitrary: leave },
  { weight: 8, arbitrary: declare },
  { weight: 3, arbitrary: stepOut },
  { weight: 4, arbitrary: putToDecision },
  { weight: 1, arbitrary: fc.constant(asking({ type: 'CloseMeeting', meeting: 'july' })) },
);

interface AnyBallot {
  readonly choices: readonly (readonly [string, Choice])[];
  readonly castingVote: 'for' | 'against' | undefined;
}

function plain({ choices: all, castingVote }: AnyBallot) {
  const of = (wanted: Choice) => all.flatMap(([who, choice]) => (choice === wanted ? who : []));
  const casting = castingVote === undefined ? {} : { castingVote };
  return { for: of('for'), against: of('against'), abstained: of('abstained'), ...casting };
}

/**
 * A ballot of those who came, as anyone would take it who does not know the rules: also of whoever owns the
 * bid or has stepped out.
 */
function ofThosePresent(asked: MeetingAsk, state: MeetingState): MeetingAsk {
  if (asked.type !== 'DecideItem' || asked.ballot === undefined || state.status !== 'open') return asked;
  const there = new Set(state.attendees.map(({ attendance: { person: who } }) => who));
  const { abstained = [], ...votes } = asked.ballot;
  const cut = (all: readonly string[]) => all.filter((who) => there.has(who));
  const kept = { for: cut(votes.for), against: cut(votes.against), abstained: cut(abstained) };
  return { ...asked, ballot: { ...votes, ...kept } };
}

/** People come; then anything happens; then there are decisions. Long enough for something to be decided. */
const history = fc
  .tuple(
    fc.array(attend, { minLength: 8, maxLength: 20, size: 'max' }),
    fc.subarray(
      ['bid-1', 'bid-2'].map((about) =>
        asking({ type: 'DeclareInterest', meeting: 'july', item: about, person: 'deputy', declares: 'none' }),
      ),
    ),
    fc.array(command, { maxLength: 20, size: 'max' }),
    fc.array(putToDecision, { minLength: 1, maxLength: 10, size: 'max' }),
  )
  .map((parts) => parts.flat());

/** What came of commands given one after the other, each given twice. */
function happen(commands: readonly MeetingAsk[]): { state: MeetingState; events: MeetingEvent[] } {
  const events = [called(), onAgenda(bidItem), second, opened()];
  let state = fold(meeting, events);
  for (const given of commands) {
    const each = ofThosePresent(given, state);
    const outcome = meeting.decide(each, state);
    if (isRefused(outcome)) continue;
    state = fold(meeting, outcome, state);
    events.push(...outcome);
    expect(meeting.decide(each, state)).toEqual([]);
  }
  return { state, events };
}

function decisionsIn(events: readonly MeetingEvent[]): readonly ItemDecision[] {
  return events.flatMap((event) => (event.type === 'ItemDecided' ? event.data : []));
}

/**
 * Who could vote, worked out anew from the events alone: whoever came last in a place that votes, has not
 * left, and has not stepped out of this item.
 */
function votersFrom(events: readonly MeetingEvent[], until: MeetingEvent, about: string): Set<string> {
  const voting = new Set<string>();
  for (const event of events.slice(0, events.indexOf(until))) {
    if (event.type === 'AttendanceRecorded' && event.data.capacity !== 'in-attendance')
      voting.add(event.data.person);
    if (event.type === 'DepartureRecorded') voting.delete(event.data.person);
  }
  for (const event of events.slice(0, events.indexOf(until))) {
    if (event.type === 'MemberSteppedOut' && event.data.item === about) voting.delete(event.data.person);
  }
  return voting;
}

const agencyOf = new Map([
  ...members.map((member) => [member.person, member.agency] as const),
  ...substitutes.map(({ substitute, agency }) => [substitute, agency] as const),
]);

describe('whatever happens in a meeting', () => {
  const runs = { numRuns: 1000 };

  it('nothing but a deferral is decided by fewer than the quorum', () => {
    let quorate = 0;
    fc.assert(
      fc.property(history, (commands) => {
        const { events } = happen(commands);
        for (const event of events) {
          if (event.type !== 'ItemDecided' || event.data.outcome === 'deferred') continue;
          const voters = votersFrom(events, event, event.data.item);
          expect(voters.size).toBeGreaterThanOrEqual(quorum.atLeastPeople);
          expect(new Set([...voters].map((who) => agencyOf.get(who))).size).toBeGreaterThanOrEqual(2);
          quorate += 1;
        }
      }),
      runs,
    );
    // The commands would show nothing if they never came to a decision.
    expect(quorate).toBeGreaterThan(100);
  });

  it('nobody votes, chairs or dissents who owns the bid, has left, or has stepped out', () => {
    let ballots = 0;
    fc.assert(
      fc.property(history, (commands) => {
        const { events } = happen(commands);
        for (const event of events) {
          if (event.type !== 'ItemDecided') continue;
          const { ballot: votes, chairedBy = [], dissent, item: about } = event.data;
          const cast = votes === undefined ? [] : [...votes.for, ...votes.against, ...votes.abstained];
          const taking = [...cast, ...dissent, ...[chairedBy].flat()];
          const voters = votersFrom(events, event, about);
          expect(taking.filter((who) => who === owner || !voters.has(who))).toEqual([]);
          expect(new Set(cast).size).toBe(cast.length);
          ballots += cast.length > 0 ? 1 : 0;
        }
      }),
      runs,
    );
    expect(ballots).toBeGreaterThan(50);
  });

  it('a vote is carried by more than half of those cast, or on a tie by the casting vote', () => {
    fc.assert(
      fc.property(history, (commands) => {
        for (const { ballot: votes } of decisionsIn(happen(commands).events)) {
          if (votes === undefined) continue;
          const ahead = votes.for.length - votes.against.length;
          expect(ahead > 0 || (ahead === 0 && votes.castingVote === 'for')).toBe(true);
        }
      }),
      runs,
    );
  });

  it('an item is decided once, and no member of the lead agency has kept silent', () => {
    fc.assert(
      fc.property(history, (commands) => {
        const made = decisionsIn(happen(commands).events);
        expect(new Set(made.map((each) => each.item)).size).toBe(made.length);
        for (const { quorate, present, steppedOut: out, declared: said } of made) {
          const silent = present.filter(
            ({ person: who, agency, capacity }) =>
              quorate &&
              capacity !== 'in-attendance' &&
              agency === leadAgency &&
              !out.includes(who) &&
              !said.some((declaration) => declaration.person === who),
          );
          expect(silent).toEqual([]);
        }
      }),
      runs,
    );
  });

  it('any history folds, in whatever order', () => {
    const anyEvent = fc.constantFrom<MeetingEvent>(
      called(),
      { type: 'MeetingMoved', data: { heldOn: meetingDay, reason: 'Away.' } },
      { type: 'MeetingCancelled', data: { reason: 'Too few.' } },
      onAgenda(bidItem),
      { type: 'ItemTakenOffAgenda', data: { item: 'bid-1', reason: 'Later.' } },
      opened(),
      came(memberThere('chair')),
      left('chair'),
      declared('chair', 'interest'),
      steppedOut('chair', 'interest'),
      decided({ present: [memberThere('chair')] }),
      { type: 'MeetingClosed', data: {} },
      { type: 'MinutesApproved', data: {} },
    );
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        expect(fold(meeting, events)).toHaveProperty('status');
      }),
    );
  });
});
