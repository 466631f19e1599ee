import { describe, expect, it } from '@jest/globals';
import { meeting } from '#funding/meeting/meeting';
import type { ItemOutcome, MeetingEvent } from '#funding/meeting/meeting.events';
import { given } from '#testing/given';
import {
  bidItem,
  bySupport,
  called,
  came,
  decide,
  decided,
  declared,
  left,
  memberThere,
  members,
  onAgenda,
  opened,
  sitting,
  steppedOut,
  substituteThere,
} from '#testing/meetings';

const closed: MeetingEvent = { type: 'MeetingClosed', data: {} };
const three = ['chair', 'deputy', 'fire'];
const four = [...three, 'health'];
const quorumOf = (people: number, agencies = people) => ({
  peopleNeeded: 3,
  agenciesNeeded: 2,
  people,
  agencies,
});
const ofThree = given(meeting, ...sitting(...three));
const ofFour = given(meeting, ...sitting(...four));
const ballot = (inFavour: string[], against: string[] = [], abstained: string[] = []) => ({
  for: inFavour,
  against,
  abstained,
});

const ownedBy = (person: string, role: string) => ({
  ...decide({ owners: ['lead', 'once-lead'] }),
  by: { person, role },
});
/** So many voting members, from so many agencies in turn. */
const roll = (count: number, agencies: number) =>
  Array.from({ length: count }, (_, at) => ({ person: `m${at}`, agency: `a${at % agencies}` }));

const meetingOf = (voting: ReturnType<typeof roll>, present: number) =>
  given(
    meeting,
    called(),
    onAgenda(bidItem),
    opened({ members: voting }),
    ...voting.slice(0, present).map((member) => came({ ...member, capacity: 'member' })),
  );

describe('deciding an item', () => {
  it('is agreed without a vote, and says who was there', () => {
    ofThree.when(decide()).yields(decided({ present: three.map(memberThere) }));
  });

  it('carries the votes, the dissent, the conditions and the reasons', () => {
    const votes = ballot(['chair', 'deputy'], ['fire'], ['health']);
    const said = { dissent: ['fire'], conditions: ['A report in May.'], reasons: 'Two priorities.' };
    ofFour.when(decide({ outcome: 'approved-in-part', ballot: votes, ...said })).yields(
      decided({
        outcome: 'approved-in-part',
        present: four.map(memberThere),
        ballot: votes,
        agreedWithoutVote: false,
        ...said,
      }),
    );
  });

  it('names what it decides, where its project has several', () => {
    const [event] = given(meeting, ...sitting(...three), {
      type: 'ItemPutOnAgenda',
      data: { item: 'waive', kind: 'condition', project: 'youth-bus' },
    }).when(decide({ item: 'waive', kinds: ['condition'], outcome: 'waived', subject: 'c-1' })).events;
    expect(event).toMatchObject({ data: { subject: 'c-1' } });
  });

  it('changes nothing when it is said again, also once the meeting is closed', () => {
    const made = decided({ present: three.map(memberThere) });
    ofThree.and(made).when(decide()).changesNothing();
    ofThree.and(made, left('chair'), closed).when(decide()).changesNothing();
  });

  it.each<[string, Parameters<typeof decide>[0]]>([
    ['outcome', { outcome: 'refused' }],
    ['reason', { reasons: 'For other reasons.' }],
    ['vote', { ballot: ballot(['chair', 'deputy', 'fire']) }],
    ['condition', { conditions: ['A report in May.'] }],
    ['dissent', { dissent: ['fire'] }],
    ['subject', { subject: 'another' }],
  ])('is not followed by another %s', (_, otherwise) => {
    const made = decided({ present: three.map(memberThere) });
    ofThree.and(made).when(decide(otherwise)).refuses('already-decided', { outcome: 'approved' });
  });

  it('follows no deferral in the same meeting', () => {
    const deferred = decided({ present: [], outcome: 'deferred' });
    ofThree.and(deferred).when(decide()).refuses('already-decided', { outcome: 'deferred' });
  });

  it('is about what is on the agenda', () => {
    ofThree.when(decide({ item: 'other' })).refuses('no-such-item');
    ofThree.when(decide({ project: 'alley-gates' })).refuses('about-another-project');
    ofThree.when(decide({ source: 'grant' })).refuses('about-another-source');
    ofThree.when(decide({ kinds: ['variation'] })).refuses('another-kind-of-item', { kind: 'bid' });
    const off: MeetingEvent = { type: 'ItemTakenOffAgenda', data: { item: 'bid-1', reason: 'Later.' } };
    ofThree.and(off).when(decide()).refuses('item-taken-off');
  });

  it('is made while the meeting is open, and dated its day', () => {
    ofThree.and(closed).when(decide()).refuses('meeting-closed');
    ofThree
      .when({ ...decide(), on: '2011-07-15' })
      .refuses('not-the-meeting-day', { heldOn: '14 July 2011' });
  });
});

describe('the tasking group alone', () => {
  const thematic = [
    called('thematic'),
    onAgenda({ item: 'x', kind: 'other', title: 'X', project: 'youth-bus' }),
  ];
  const group = { group: 'thematic' };

  it('decides money, whatever the item is called', () => {
    const there = three.map((person) => came(memberThere(person)));
    given(meeting, called('thematic'), onAgenda(bidItem), opened(), ...there)
      .when(decide())
      .refuses('not-the-tasking-group', group);
    given(meeting, ...thematic, opened(), ...there)
      .when(decide({ item: 'x', kinds: ['other', 'variation'], outcome: 'varied' }))
      .refuses('not-the-tasking-group', group);
  });

  it('leaves the rest to other groups', () => {
    const there = three.map((person) => came(memberThere(person)));
    const { events } = given(meeting, ...thematic, opened(), ...there).when(
      decide({ item: 'x', kinds: ['other'], outcome: 'accepted' }),
    );
    expect(events).toHaveLength(1);
  });
});

describe("one's own bid", () => {
  it('is recorded by somebody else, in whatever role', () => {
    ofThree.when(ownedBy('lead', 'support-officer')).refuses('own-bid');
    ofThree.when(ownedBy('once-lead', 'administrator')).refuses('own-bid');
    ofThree.when({ ...decide({ owners: ['support-1'] }), by: bySupport.by }).refuses('own-bid');
  });

  it('makes its owners step out in the same answer, also who has no vote', () => {
    const lead = { person: 'lead', capacity: 'in-attendance' } as const;
    given(meeting, ...sitting(...four), came(lead))
      .when(decide({ owners: ['fire', 'lead', 'elsewhere'] }))
      .yields(
        steppedOut('fire', 'lead-officer'),
        steppedOut('lead', 'lead-officer'),
        decided({
          present: [...four.map(memberThere), lead],
          steppedOut: ['fire', 'lead'],
          quorum: quorumOf(3),
        }),
      );
  });

  it('records no second stepping out of its owner', () => {
    ofFour
      .and(steppedOut('fire'))
      .when(decide({ owners: ['fire'] }))
      .yields(decided({ present: four.map(memberThere), steppedOut: ['fire'], quorum: quorumOf(3) }));
  });

  it('gets no vote of its owner', () => {
    ofFour
      .when(decide({ owners: ['fire'], ballot: ballot(['chair', 'deputy', 'fire']) }))
      .refuses('may-not-vote', { person: 'fire' });
    ofFour.when(decide({ owners: ['fire'], dissent: ['fire'] })).refuses('may-not-vote', { person: 'fire' });
  });
});

describe('the chair is the lead officer', () => {
  const owned = { owners: ['chair'] };

  it('and the deputy chairs the item', () => {
    ofFour.when(decide(owned)).yields(
      steppedOut('chair', 'lead-officer'),
      decided({
        present: four.map(memberThere),
        steppedOut: ['chair'],
        quorum: quorumOf(3),
        chairedBy: 'deputy',
      }),
    );
  });

  it('and without a deputy those present choose', () => {
    const without = given(meeting, ...sitting('chair', 'fire', 'health', 'probation'));
    without.when(decide(owned)).refuses('chair-needed');
    without.when(decide({ ...owned, chairedBy: 'chair' })).refuses('may-not-chair', { person: 'chair' });
    without.when(decide({ ...owned, chairedBy: 'deputy' })).refuses('may-not-chair', { person: 'deputy' });
    const { events } = without.when(decide({ ...owned, chairedBy: 'health' }));
    expect(events.at(-1)).toMatchObject({ data: { chairedBy: 'health' } });
  });

  it('and nobody else takes the chair from one who is there', () => {
    ofFour.when(decide({ chairedBy: 'health' })).refuses('chair-is-there', { person: 'chair' });
    ofFour.when(decide({ ...owned, chairedBy: 'health' })).refuses('chair-is-there', { person: 'deputy' });
    expect(ofFour.when(decide({ chairedBy: 'chair' })).events).toHaveLength(1);
  });
});

describe('a meeting loses its quorum when members step out', () => {
  const facts = { people: '2', peopleNeeded: '3', agencies: '2', agenciesNeeded: '2' };
  const outcomes: ItemOutcome[] = [
    'approved',
    'approved-in-part',
    'refused',
    'ratified',
    'authorised',
    'varied',
  ];

  it.each(outcomes)('and the item cannot be %s', (outcome) => {
    ofThree.and(steppedOut('fire')).when(decide({ outcome })).refuses('not-quorate', facts);
    ofThree.and(left('fire')).when(decide({ outcome })).refuses('not-quorate', facts);
    ofThree.when(decide({ outcome, owners: ['fire'] })).refuses('not-quorate', facts);
  });

  it('and the item can be deferred, which nobody voted for', () => {
    ofThree
      .and(steppedOut('fire'))
      .when(decide({ outcome: 'deferred' }))
      .yields(
        decided({
          outcome: 'deferred',
          present: three.map(memberThere),
          steppedOut: ['fire'],
          quorate: false,
          quorum: quorumOf(2),
          agreedWithoutVote: false,
        }),
      );
    ofThree
      .and(steppedOut('fire'))
      .when(decide({ outcome: 'deferred', ballot: ballot(['chair', 'deputy']) }))
      .refuses('no-vote-without-quorum');
  });

  it('and nobody has to be chosen to chair that', () => {
    const [event] = given(meeting, ...sitting('fire', 'health')).when(decide({ outcome: 'deferred' })).events;
    expect(event).toMatchObject({ data: { quorate: false } });
    expect(event?.data).not.toHaveProperty('chairedBy');
  });

  it('and other items are as quorate as before', () => {
    const second = onAgenda({ item: 'bid-2', kind: 'bid', project: 'alley-gates' });
    const { events } = ofThree
      .and(second, steppedOut('fire'))
      .when(decide({ item: 'bid-2', project: 'alley-gates' }));
    expect(events).toMatchObject([{ data: { quorate: true } }]);
  });
});

describe('the quorum', () => {
  const asked = decide({ chairedBy: 'm0' });

  it.each([
    [9, 3],
    [10, 4],
    [12, 4],
    [13, 5],
  ])('of %i voting members is a third, rounded up: %i', (count, needed) => {
    const voting = roll(count, 4);
    meetingOf(voting, needed - 1)
      .when(asked)
      .refuses('not-quorate');
    expect(meetingOf(voting, needed).when(asked).events).toMatchObject([
      { data: { quorate: true, quorum: { peopleNeeded: needed, people: needed } } },
    ]);
  });

  it('is of at least three people', () => {
    meetingOf(roll(4, 4), 2).when(asked).refuses('not-quorate');
  });

  it('is of at least two agencies', () => {
    meetingOf(roll(6, 1), 6)
      .when(asked)
      .refuses('not-quorate', { people: '6', peopleNeeded: '3', agencies: '1', agenciesNeeded: '2' });
  });

  it('is the one that was fixed at the opening', () => {
    const half = { numerator: 1, denominator: 2, atLeastPeople: 1, atLeastAgencies: 1 };
    const there = [called(), onAgenda(bidItem), opened({ quorum: half })];
    const people = three.map((person) => came(memberThere(person)));
    given(meeting, ...there, ...people.slice(1))
      .when(decide())
      .refuses('not-quorate');
    expect(given(meeting, ...there, ...people).when(decide()).events).toHaveLength(1);
  });

  it('counts nobody who is there without a vote', () => {
    const guest = came({ person: 'guest', agency: 'health-trust', capacity: 'in-attendance' });
    given(meeting, ...sitting('chair', 'deputy'), guest)
      .when(decide())
      .refuses('not-quorate');
  });
});

describe('a substitute counts once', () => {
  it('and has the vote of the place', () => {
    const sub = substituteThere('fire-sub', 'fire');
    given(meeting, ...sitting('chair', 'deputy'), came(sub))
      .when(decide({ ballot: ballot(['deputy', 'fire-sub'], ['chair']) }))
      .yields(
        decided({
          present: [memberThere('chair'), memberThere('deputy'), sub],
          quorum: quorumOf(3),
          ballot: ballot(['deputy', 'fire-sub'], ['chair']),
          agreedWithoutVote: false,
        }),
      );
  });

  it('and the member for whom they sit has none meanwhile', () => {
    given(meeting, ...sitting('chair', 'deputy'), came(substituteThere('fire-sub', 'fire')))
      .when(decide({ ballot: ballot(['deputy', 'fire-sub', 'fire']) }))
      .refuses('may-not-vote', { person: 'fire' });
  });

  it('and makes no agency more of one that is there', () => {
    const fireService = { person: 'health', agency: 'fire-service' };
    const { events } = given(
      meeting,
      called(),
      onAgenda(bidItem),
      opened({ members: [...members.filter(({ person }) => person !== 'health'), fireService] }),
      came(memberThere('chair')),
      came({ ...fireService, capacity: 'member' }),
      came(substituteThere('fire-sub', 'fire')),
    ).when(decide());
    expect(events).toMatchObject([{ data: { quorum: { people: 3, agencies: 2 } } }]);
  });

  it('and declares for the lead agency like a member', () => {
    given(meeting, ...sitting('chair', 'deputy'), came(substituteThere('fire-sub', 'fire')))
      .when(decide({ leadAgencies: ['fire-service'] }))
      .refuses('interest-not-declared', { people: 'fire-sub' });
  });
});

describe('members of the lead agency', () => {
  const asked = decide({ leadAgencies: ['police'] });

  it('declare before anything is decided', () => {
    ofFour.when(asked).refuses('interest-not-declared', { people: 'deputy' });
    const declaration = { person: 'deputy', declares: 'none' } as const;
    ofFour
      .and(declared('deputy', 'none'))
      .when(asked)
      .yields(decided({ present: four.map(memberThere), declared: [declaration] }));
  });

  it('have stepped out where they have an interest', () => {
    const { events } = ofFour
      .and(declared('deputy', 'interest'), steppedOut('deputy', 'interest'))
      .when(asked);
    expect(events).toMatchObject([{ data: { steppedOut: ['deputy'], quorum: { people: 3 } } }]);
  });

  it('need not declare where they take no part', () => {
    expect(ofFour.and(steppedOut('deputy')).when(asked).events).toHaveLength(1);
    expect(ofFour.and(left('deputy')).when(asked).events).toHaveLength(1);
    expect(ofFour.when({ ...asked, owners: ['deputy'] }).events).toHaveLength(2);
  });

  it('are of each agency where two projects are decided on at once', () => {
    ofFour
      .when(decide({ leadAgencies: ['police', 'fire-service'] }))
      .refuses('interest-not-declared', { people: 'deputy, fire' });
  });
});

describe('a vote', () => {
  it.each<[string[], string[], string[], string]>([
    [['chair'], ['deputy', 'fire'], ['health'], 'lost'],
    [[], ['chair'], [], 'lost against nobody'],
  ])('for %j against %j, %j abstaining, is %s', (inFavour, against, abstained) => {
    ofFour
      .when(decide({ ballot: ballot(inFavour, against, abstained) }))
      .refuses('vote-not-carried', { for: String(inFavour.length), against: String(against.length) });
  });

  it('is carried by the majority of the votes cast, and not of those present', () => {
    const votes = ballot(['fire'], [], ['chair', 'deputy', 'health']);
    expect(ofFour.when(decide({ ballot: votes })).events).toHaveLength(1);
  });

  it('carries every outcome, a refusal too', () => {
    ofFour
      .when(decide({ outcome: 'refused', ballot: ballot(['fire'], ['chair', 'deputy']) }))
      .refuses('vote-not-carried', { for: '1', against: '2' });
  });

  it('is of those who have one, each once', () => {
    ofFour
      .when(decide({ ballot: ballot(['chair', 'support-1']) }))
      .refuses('may-not-vote', { person: 'support-1' });
    ofFour.when(decide({ ballot: ballot(['probation']) })).refuses('may-not-vote', { person: 'probation' });
    ofFour.when(decide({ ballot: ballot(['chair'], ['chair']) })).refuses('votes-twice', { person: 'chair' });
    ofFour
      .when(decide({ ballot: ballot(['deputy', 'fire'], [], ['fire']) }))
      .refuses('votes-twice', { person: 'fire' });
  });

  it('is somebody voting', () => {
    ofFour.when(decide({ ballot: ballot([], [], four) })).refuses('no-votes-cast');
  });

  it('is not for what one dissents from', () => {
    ofFour
      .when(decide({ ballot: ballot(['chair', 'fire']), dissent: ['fire'] }))
      .refuses('dissents-from-own-vote', { person: 'fire' });
    expect(ofFour.when(decide({ dissent: ['fire'] })).events).toHaveLength(1);
  });
});

describe('a casting vote', () => {
  const tied = ballot(['chair', 'deputy'], ['fire', 'health']);

  it('decides a tie', () => {
    const casting = { ...tied, castingVote: 'for' } as const;
    ofFour
      .when(decide({ ballot: casting }))
      .yields(decided({ present: four.map(memberThere), ballot: casting, agreedWithoutVote: false }));
    ofFour
      .when(decide({ ballot: { ...tied, castingVote: 'against' } }))
      .refuses('vote-not-carried', { for: '2', against: '2' });
  });

  it('is missing on a tie without one', () => {
    ofFour.when(decide({ ballot: tied })).refuses('casting-vote-needed', { for: '2', against: '2' });
  });

  it('is for a tie alone', () => {
    const clear = { ...ballot(['chair', 'deputy'], ['fire']), castingVote: 'for' } as const;
    ofFour.when(decide({ ballot: clear })).refuses('casting-vote-without-tie', { for: '2', against: '1' });
  });
});

describe("a chair's action that is not ratified", () => {
  const item = onAgenda({
    item: 'ratify-7',
    kind: 'ratification',
    title: "Chair's action 7",
    project: 'youth-bus',
    matter: 'ratify-7',
  });
  const asked = decide({ item: 'ratify-7', kinds: ['ratification'], outcome: 'not-ratified', subject: '7' });

  it('is a decision like another, carried by those who did not ratify', () => {
    const votes = ballot(['deputy', 'fire', 'health'], ['chair']);
    const { events } = ofFour.and(item).when({ ...asked, ballot: votes });
    expect(events).toMatchObject([{ data: { outcome: 'not-ratified', subject: '7', ballot: votes } }]);
  });

  it('stays not ratified in that meeting', () => {
    const { subject, outcome } = { subject: '7', outcome: 'not-ratified' } as const;
    const made = decided({ item: 'ratify-7', outcome, subject, present: four.map(memberThere) });
    ofFour.and(item, made).when(asked).changesNothing();
    ofFour
      .and(item, made)
      .when({ ...asked, outcome: 'ratified' })
      .refuses('already-decided', { outcome: 'not ratified' });
  });

  it('is no decision on another action of the same project', () => {
    const made = decided({ item: 'ratify-7', outcome: 'not-ratified', subject: '7', present: [] });
    ofFour
      .and(item, made)
      .when({ ...asked, subject: '8' })
      .refuses('already-decided');
  });
});
