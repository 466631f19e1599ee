import { describe, expect, it } from '@jest/globals';
import { fundingSource } from '#funding/funding-source/funding-source';
import { outstandingPence, uncommittedPence } from '#funding/funding-source/state';
import { matterId } from '#funding/plans/decisions.plans';
import { openMatters } from '#funding/partnership/queries';
import { partnership } from '#funding/partnership/partnership';
import { project } from '#funding/project/project';
import { isId } from '#kernel/ids';
import { charged, closeIntoOne } from '#testing/closed-into-one';
import {
  DeskStory,
  administrator,
  awardOf,
  bidOf,
  decisionAt,
  finance,
  foundPartnership,
  fund,
  lead,
  openMeetingOn,
  openSource,
  propose,
  refuses,
  support,
} from '#testing/desk-story';

type Reply = Awaited<ReturnType<DeskStory['do']>>;

const bus = { project: 'youth-bus' };
const source = 'source-riverside.home-office';
const busStream = 'project-riverside.youth-bus';

async function founded(): Promise<DeskStory> {
  const story = new DeskStory();
  await foundPartnership(story);
  return story;
}

/** With an award of £4,000 from a source of £10,000. */
async function funded(): Promise<DeskStory> {
  const story = await founded();
  await fund(story, 'youth-bus', 400_000);
  return story;
}

function told(reply: Reply): string[] {
  return reply.events.map(({ type, stream }) => `${type} in ${stream.replace('-riverside', '')}`);
}

async function uncommitted(story: DeskStory): Promise<number> {
  return uncommittedPence(await story.state(source, fundingSource), 'revenue');
}

describe('A bid that is not approved is put to the meeting and the project', () => {
  it.each([
    ['DeferBid', 'BidDeferred', { until: '2011-06-09' }, 'deferred'],
    ['RefuseBid', 'BidRefused', {}, 'refused'],
  ] as const)('%s', async (command, event, more, outcome) => {
    const story = await founded();
    await propose(story, 'youth-bus', 400_000);
    const meeting = await openMeetingOn(story, '2011-05-12', [{ item: 'item-1', kind: 'bid', ...bus }]);
    const decided = { ...bus, decision: decisionAt(meeting, 'item-1'), ...more };
    const reply = await story.do(support, command, decided);
    expect(told(reply)).toEqual([`${event} in project.youth-bus`, `ItemDecided in meeting.${meeting}`]);
    const minutes = await Array.fromAsync(story.store.readStream(`meeting-riverside.${meeting}`));
    expect(minutes.at(-1)?.body).toContain(`"outcome":"${outcome}"`);
    expect(await story.send(support, command, decided)).toMatchObject({ outcome: 'unchanged' });
  });
});

describe('Whose bid it is', () => {
  it('steps out for it, also when they lead it no longer', async () => {
    const story = await founded();
    await story.do(administrator, 'GiveRole', { person: 'police-1', role: 'lead-officer' });
    await propose(story, 'youth-bus', 400_000, { leadOfficer: 'police-1', leadAgency: 'police' });
    const change = { ...bus, leadOfficer: 'fire-1', leadAgency: 'fire', reason: 'Moved on.' };
    await story.do(support, 'ChangeLeadOfficer', change);
    const meeting = await openMeetingOn(story, '2011-05-12', [{ item: 'item-1', kind: 'bid', ...bus }]);
    const funding = { ...bus, decision: decisionAt(meeting, 'item-1'), award: awardOf(400_000) };
    await refuses(story, 'not-quorate', support, 'FundProject', funding);
    const deferral = { ...bus, decision: decisionAt(meeting, 'item-1') };
    const reply = await story.do(support, 'DeferBid', deferral);
    const leaving = told(reply).filter((event) => event.startsWith('MemberSteppedOut'));
    expect(leaving).toHaveLength(2);
  });
});

describe('An award that comes to an end gives back to its sources what is unpaid', () => {
  it('when it is declined', async () => {
    const story = await funded();
    const reply = await story.do(lead, 'DeclineAward', { ...bus, reason: 'Too small.' });
    expect(told(reply)).toEqual([
      'AwardDeclined in project.youth-bus',
      'CommitmentReleased in source.home-office',
    ]);
    expect(await uncommitted(story)).toBe(1_000_000);
  });

  it('when nobody answers it in time', async () => {
    const story = await founded();
    await propose(story, 'youth-bus', 400_000);
    const meeting = await openMeetingOn(story, '2011-05-12', [{ item: 'item-1', kind: 'bid', ...bus }]);
    const decision = decisionAt(meeting, 'item-1');
    await story.do(support, 'FundProject', { ...bus, decision, award: awardOf(400_000) });
    await refuses(story.on('2011-05-26'), 'acceptance-not-overdue', 'tallystick/clock', 'LapseAward', bus);
    const reply = await story.on('2011-05-27').do('tallystick/clock', 'LapseAward', bus);
    expect(told(reply)).toEqual([
      'AwardLapsed in project.youth-bus',
      'CommitmentReleased in source.home-office',
    ]);
    expect(await uncommitted(story)).toBe(1_000_000);
  });

  it('when the tasking group rescinds it', async () => {
    const story = await funded();
    const meeting = await openMeetingOn(story, '2011-06-09', [{ item: 'item-1', kind: 'variation', ...bus }]);
    const reply = await story.do(support, 'RescindAward', {
      ...bus,
      decision: decisionAt(meeting, 'item-1'),
    });
    expect(told(reply)).toEqual([
      'AwardRescinded in project.youth-bus',
      `ItemDecided in meeting.${meeting}`,
      'CommitmentReleased in source.home-office',
    ]);
    expect(await uncommitted(story)).toBe(1_000_000);
  });
});

describe('An award that is varied', () => {
  it('moves from one source to another, what is freed first', async () => {
    const story = await funded();
    await openSource(story, 'council', 100_000);
    const meeting = await openMeetingOn(story, '2011-06-09', [{ item: 'item-1', kind: 'variation', ...bus }]);
    const change = { fundingType: 'revenue', amountPence: 100_000 };
    const reply = await story.do(support, 'VaryAward', {
      ...bus,
      decision: decisionAt(meeting, 'item-1'),
      changes: [
        { ...change, source: 'council', change: 'more' },
        { ...change, source: 'home-office', change: 'less' },
      ],
    });
    expect(told(reply)).toEqual([
      'AwardVaried in project.youth-bus',
      `ItemDecided in meeting.${meeting}`,
      'CommitmentReleased in source.home-office',
      'AwardAllocated in source.council',
    ]);
    expect(await uncommitted(story)).toBe(700_000);
  });

  it('takes back all that it says where one source took over from two', async () => {
    const story = await founded();
    await closeIntoOne(story);
    const items = [{ item: 'item-1', kind: 'variation', ...bus }];
    const meeting = await openMeetingOn(story, '2012-04-19', items);
    const changes = charged([50_000, 50_000]).map((one) => ({ ...one, change: 'less' }));
    await story.do(support, 'VaryAward', { ...bus, decision: decisionAt(meeting, 'item-1'), changes });
    const next = await story.state('source-riverside.next', fundingSource);
    expect(outstandingPence(next, 'youth-bus', 'revenue')).toBe(300_000);
    expect(uncommittedPence(next, 'revenue')).toBe(100_000);
  });

  it('is not enlarged beyond what is there', async () => {
    const story = await funded();
    const meeting = await openMeetingOn(story, '2011-06-09', [{ item: 'item-1', kind: 'variation', ...bus }]);
    const more = { source: 'home-office', fundingType: 'revenue', change: 'more', amountPence: 600_001 };
    const decision = decisionAt(meeting, 'item-1');
    await refuses(story, 'more-than-uncommitted', support, 'VaryAward', {
      ...bus,
      decision,
      changes: [more],
    });
  });
});

describe('A condition', () => {
  it('is waived by the meeting and the project', async () => {
    const story = await founded();
    await propose(story, 'youth-bus', 400_000);
    const first = await openMeetingOn(story, '2011-05-12', [{ item: 'item-1', kind: 'bid', ...bus }]);
    const condition = { condition: 'insurance', when: 'before-payment', text: 'Send the certificate.' };
    const award = { ...awardOf(400_000), conditions: [condition] };
    await story.do(support, 'FundProject', { ...bus, decision: decisionAt(first, 'item-1'), award });
    const meeting = await openMeetingOn(story, '2011-06-09', [{ item: 'item-1', kind: 'condition', ...bus }]);
    const decision = decisionAt(meeting, 'item-1');
    const reply = await story.do(support, 'WaiveCondition', { ...bus, condition: 'insurance', decision });
    expect(told(reply)).toEqual([
      'ConditionWaived in project.youth-bus',
      `ItemDecided in meeting.${meeting}`,
    ]);
    const other = { ...bus, condition: 'another', decision };
    await refuses(story, 'no-such-condition', support, 'WaiveCondition', other);
  });
});

describe('A project that is taken on', () => {
  it('is charged to its sources as it was decided, without a meeting', async () => {
    const story = await founded();
    const reply = await story.do(support, 'TakeOnProject', {
      ...bus,
      bid: bidOf(400_000),
      takenOn: { decidedOn: '2011-03-08', reference: 'Register of 2011/12' },
      award: awardOf(400_000),
    });
    expect(told(reply)).toEqual([
      'ProjectTakenOn in project.youth-bus',
      'EvaluationFormIssued in project.youth-bus',
      'AwardAllocated in source.home-office',
    ]);
    expect(await uncommitted(story)).toBe(600_000);
  });
});

describe('A reserve', () => {
  const reserve = {
    source: 'home-office',
    reserve: 'review',
    fundingType: 'revenue',
    amountPence: 200_000,
    purpose: 'A review',
  };

  it('is held by the meeting and the source', async () => {
    const story = await founded();
    const item = { item: 'item-1', kind: 'reserve', source: 'home-office' };
    const meeting = await openMeetingOn(story, '2011-05-12', [item]);
    const decision = decisionAt(meeting, 'item-1');
    const reply = await story.do(support, 'HoldReserve', { ...reserve, decision });
    expect(told(reply)).toEqual(['ReserveHeld in source.home-office', `ItemDecided in meeting.${meeting}`]);
  });

  it('decided before is held by the source alone, and without a decision by nobody', async () => {
    const story = await founded();
    await refuses(story, 'reserve-without-decision', finance, 'HoldReserve', reserve);
    const takenOn = { decidedOn: '2011-03-08', reference: 'Register of 2011/12' };
    const reply = await story.do(finance, 'HoldReserve', { ...reserve, takenOn });
    expect(told(reply)).toEqual(['ReserveHeld in source.home-office']);
  });

  it('is called by a decision that allocates it', async () => {
    const story = await founded();
    const takenOn = { decidedOn: '2011-03-08', reference: 'Register of 2011/12' };
    await story.do(finance, 'HoldReserve', { ...reserve, takenOn });
    await propose(story, 'youth-bus', 150_000);
    const meeting = await openMeetingOn(story, '2011-05-12', [{ item: 'item-1', kind: 'bid', ...bus }]);
    const called = {
      source: 'home-office',
      fundingType: 'revenue',
      amountPence: 150_000,
      fromReserve: 'review',
    };
    const award = { awardPence: 150_000, allocations: [called] };
    const reply = await story.do(support, 'FundProject', {
      ...bus,
      decision: decisionAt(meeting, 'item-1'),
      award,
    });
    expect(told(reply)).toContain('ReserveCalled in source.home-office');
    expect(await uncommitted(story)).toBe(800_000);
  });
});

describe('Money that is ring-fenced', () => {
  it('pays only for the priorities that it is for', async () => {
    const story = await founded();
    await story.do(support, 'AdoptPriority', { priority: 'crime', name: 'Serious crime' });
    await openSource(story, 'fenced', 500_000, { ringFence: { priorities: ['crime'] } });
    await propose(story, 'youth-bus', 400_000);
    const meeting = await openMeetingOn(story, '2011-05-12', [{ item: 'item-1', kind: 'bid', ...bus }]);
    const funding = { ...bus, decision: decisionAt(meeting, 'item-1'), award: awardOf(400_000, 'fenced') };
    await refuses(story, 'ring-fenced', support, 'FundProject', funding);
  });
});

describe('A bid that leaves the agenda', () => {
  it('is closed as a duplicate of one that there is, and taken off', async () => {
    const story = await founded();
    await propose(story, 'youth-bus', 400_000);
    await propose(story, 'bus-for-youth', 400_000);
    await story.do(support, 'CallMeeting', { meeting: 'june', group: 'tasking', heldOn: '2011-06-09' });
    const item = { meeting: 'june', item: 'item-1', kind: 'bid', project: 'bus-for-youth' };
    await story.do(support, 'PutOnAgenda', item);
    const duplicate = { project: 'bus-for-youth', of: 'nobody' };
    await refuses(story, 'no-such-duplicate', support, 'CloseAsDuplicate', duplicate);
    const reply = await story.do(support, 'CloseAsDuplicate', { ...duplicate, of: 'youth-bus' });
    expect(told(reply)).toEqual([
      'BidWithdrawn in project.bus-for-youth',
      'ItemTakenOffAgenda in meeting.june',
    ]);
  });

  it('waits for another meeting when this one is cancelled, or takes it off', async () => {
    const story = await founded();
    await propose(story, 'youth-bus', 400_000);
    for (const meeting of ['june', 'july']) {
      await story.do(support, 'CallMeeting', { meeting, group: 'tasking', heldOn: '2011-06-09' });
      await story.do(support, 'PutOnAgenda', { meeting, item: 'item-1', kind: 'bid', ...bus });
      const leaves = meeting === 'june' ? { meeting } : { meeting, item: 'item-1' };
      const command = meeting === 'june' ? 'CancelMeeting' : 'TakeOffAgenda';
      const reply = await story.do(support, command, { ...leaves, reason: 'Too few can come.' });
      expect(told(reply).at(-1)).toBe('BidTakenOffAgenda in project.youth-bus');
      expect(await story.state(busStream, project)).toMatchObject({ status: 'proposed' });
    }
  });

  it('is on one agenda at a time', async () => {
    const story = await founded();
    await propose(story, 'youth-bus', 400_000);
    for (const meeting of ['june', 'july']) {
      await story.do(support, 'CallMeeting', { meeting, group: 'tasking', heldOn: '2011-06-09' });
    }
    await story.do(support, 'PutOnAgenda', { meeting: 'june', item: 'item-1', kind: 'bid', ...bus });
    const again = { meeting: 'july', item: 'item-1', kind: 'bid', ...bus };
    await refuses(story, 'on-another-agenda', support, 'PutOnAgenda', again);
  });
});

describe('A matter', () => {
  it('is about a project or a source that there is', async () => {
    const story = await founded();
    const matter = { matter: 'm-1', kind: 'other', title: 'The roof' };
    await refuses(story, 'no-such-source', finance, 'RaiseMatter', { ...matter, source: 'nowhere' });
    await refuses(story, 'no-such-project', finance, 'RaiseMatter', { ...matter, project: 'nobody' });
    await story.do(finance, 'RaiseMatter', { ...matter, source: 'home-office' });
    expect(openMatters(await story.state('partnership-riverside', partnership))).toHaveLength(1);
  });

  it('is raised by a lead officer for a project of their own alone', async () => {
    const story = await funded();
    const matter = { matter: 'm-1', kind: 'other', title: 'An extension to March' };
    await refuses(story, 'not-lead-officer', 'lead-2/lead-officer', 'RaiseMatter', { ...matter, ...bus });
    await refuses(story, 'not-lead-officer', lead, 'RaiseMatter', matter);
    await story.do(lead, 'RaiseMatter', { ...matter, ...bus });
    expect(openMatters(await story.state('partnership-riverside', partnership))).toHaveLength(1);
  });

  it('has an identity of its own, however long the identities are that it is made of', () => {
    const long = 'a'.repeat(64);
    const ids = [
      matterId('overspend', 'bus', 'ap-1'),
      matterId('overspend', long, 'ap-1'),
      matterId('overspend', long, 'ap-2'),
    ];
    expect(ids[0]).toBe('overspend-bus-ap-1');
    expect(ids.every(isId)).toBe(true);
    expect(new Set(ids).size).toBe(3);
  });
});

describe('A reversal of a confirmation that leaves a source uncovered', () => {
  it('is a matter for the tasking group too', async () => {
    const story = await founded();
    const entry = {
      source: 'home-office',
      fundingType: 'revenue',
      amountPence: 100_000,
      reason: 'x',
      reference: 'x',
    };
    await story.do(finance, 'ConfirmFunding', { ...entry, entry: 'second' });
    await fund(story, 'youth-bus', 1_050_000);
    const reversal = { source: 'home-office', entry: 'second', reversal: 'r-1', reason: 'Entered twice.' };
    const reply = await story.do(finance, 'ReverseEntry', reversal);
    expect(told(reply)).toEqual(['EntryReversed in source.home-office', 'MatterRaised in partnership']);
    expect(outstandingPence(await story.state(source, fundingSource), 'youth-bus')).toBe(1_050_000);
  });
});

describe('An opened meeting', () => {
  it('has the members and the quorum of its day', async () => {
    const story = await founded();
    const quorum = { numerator: 1, denominator: 2, atLeastPeople: 3, atLeastAgencies: 3 };
    await story.do(administrator, 'AdoptPolicy', { version: 2, from: '2011-05-01', quorum });
    const meeting = await openMeetingOn(story, '2011-05-12', []);
    const events = await Array.fromAsync(story.store.readStream(`meeting-riverside.${meeting}`));
    const opened = JSON.parse(events.find(({ type }) => type === 'MeetingOpened')?.body ?? '{}') as {
      data: object;
    };
    expect(opened.data).toMatchObject({
      quorum,
      members: [
        { person: 'chair-1', agency: 'council', office: 'chair' },
        { person: 'deputy-1', agency: 'police', office: 'deputy-chair' },
        { person: 'police-1', agency: 'police' },
        { person: 'fire-1', agency: 'fire' },
      ],
    });
  });

  it('of another kind of group is asked nothing about money', async () => {
    const story = await founded();
    await story.do(support, 'CallMeeting', { meeting: 'asb-june', group: 'asb', heldOn: '2011-06-09' });
    await propose(story, 'youth-bus', 400_000);
    const item = { meeting: 'asb-june', item: 'item-1', kind: 'bid', ...bus };
    await refuses(story, 'not-the-tasking-group', support, 'PutOnAgenda', item);
  });
});
