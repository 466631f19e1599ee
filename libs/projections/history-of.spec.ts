import { beforeAll, describe, expect, it } from '@jest/globals';
import { historyOf, streamsNamed } from '#projections/history-of';
import type { HistoryEntry } from '#projections/history-of';
import { administrator, finance, foundPartnership, fund, propose } from '#testing/desk-story';
import { aPartnership, pay } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';

let story: ReadStory;

/** Two partnerships in one store, with the same ids in each. */
beforeAll(async () => {
  story = await aPartnership();
  await fund(story, 'bus', 300_000);
  await pay(story, 'bus', 320_000, { paidOn: '2011-07-01' });
  story.partnership = 'hillside';
  await foundPartnership(story);
  await propose(story, 'bus', 90_000);
  story.partnership = 'riverside';
});

async function history(stream: string): Promise<readonly HistoryEntry[]> {
  return historyOf(await story.read(), stream);
}

async function typesOf(stream: string): Promise<readonly string[]> {
  return (await history(stream)).map(({ type }) => type);
}

/** Where somebody of the same id in each partnership proposed something. */
async function proposalsIn(partnership: string): Promise<readonly string[]> {
  const entries = await history(`person-${partnership}.lead-1`);
  return entries.filter(({ type }) => type === 'ProjectProposed').map(({ stream }) => stream);
}

describe('The history of a project', () => {
  it('has its own events and those of others that are about it, in the order of recording', async () => {
    const entries = await history('project-riverside.bus');
    const told = [
      'ProjectProposed',
      'ProjectFunded',
      'AwardAllocated',
      'AwardAccepted',
      'ExpenditureRecorded',
    ];
    expect(entries.map(({ type }) => type)).toEqual(expect.arrayContaining(told));
    expect([...new Set(entries.map(({ stream }) => stream))].toSorted()).toEqual([
      'meeting-riverside.tasking-2011-05-12',
      // The overspend is a matter that was raised for the next agenda.
      'partnership-riverside',
      'project-riverside.bus',
      'source-riverside.home-office',
    ]);
    const positions = entries.map(({ position }) => position);
    expect(positions).toEqual([...new Set(positions)].toSorted((a, b) => a - b));
  });

  it('is read in part, after a position or of the newest, in the same order', async () => {
    const whole = await history('project-riverside.bus');
    const db = await story.read();
    expect(await historyOf(db, 'project-riverside.bus', { newest: 3 })).toEqual(whole.slice(-3));
    const after = whole[1]?.position ?? 0;
    expect(await historyOf(db, 'project-riverside.bus', { after, limit: 2 })).toEqual(whole.slice(2, 4));
  });

  it('says who, in what role, when it was true and when it was recorded, and under which item', async () => {
    const funded = (await history('project-riverside.bus')).find(({ type }) => type === 'ProjectFunded');
    expect(funded).toMatchObject({
      person: 'support-1',
      role: 'support-officer',
      effectiveOn: '2011-05-12',
      recordedAt: '2011-05-12T09:00:00.000Z',
      meeting: 'tasking-2011-05-12',
      item: 'bus',
      moved: [],
    });
  });

  it('has the money moved at the event that moved it, account by account', async () => {
    const charged = (await history('project-riverside.bus')).find(
      ({ type }) => type === 'ExpenditureCharged',
    );
    const at = { source: 'home-office', fundingType: 'revenue' };
    expect(charged?.moved).toEqual([
      { ...at, account: 'committed', project: 'bus', amountPence: -300_000 },
      { ...at, account: 'spent', project: 'bus', amountPence: 300_000 },
      { ...at, account: 'uncommitted', project: null, amountPence: -20_000 },
      { ...at, account: 'spent', project: 'bus', amountPence: 20_000 },
    ]);
  });

  it('has nothing of a project of the same id in another partnership', async () => {
    expect(await typesOf('project-hillside.bus')).toEqual(['ProjectProposed']);
    const all = await history('project-riverside.bus');
    expect(all.filter(({ stream }) => !stream.includes('-riverside'))).toEqual([]);
  });
});

describe('The history of a source', () => {
  it('has what came, what was awarded and what was paid', async () => {
    expect(await typesOf('source-riverside.home-office')).toEqual([
      'FundingSourceOpened',
      'FundingSourceRegistered',
      'FundingConfirmed',
      'AwardAllocated',
      'ExpenditureCharged',
    ]);
  });
});

describe('Money that a decision moved', () => {
  it('stands under the meeting and the item of that decision', async () => {
    const entries = await history('source-riverside.home-office');
    expect(entries.find(({ type }) => type === 'AwardAllocated')).toMatchObject({
      meeting: 'tasking-2011-05-12',
      item: 'bus',
    });
  });
});

describe('The history of a meeting', () => {
  it('has its events alone, each under that meeting', async () => {
    const entries = await history('meeting-riverside.tasking-2011-05-12');
    expect(entries[0]?.type).toBe('MeetingCalled');
    expect(entries.at(-1)?.type).toBe('MeetingClosed');
    expect(new Set(entries.map(({ meeting }) => meeting))).toEqual(new Set(['tasking-2011-05-12']));
  });
});

describe('The history of a person', () => {
  it('has the roles that they were given, and what they did', async () => {
    const entries = await history('person-riverside.lead-1');
    const told = entries.map(({ type, person }) => [type, person]);
    expect(told).toContainEqual(['RoleGiven', 'admin-1']);
    expect(told).toContainEqual(['ProjectProposed', 'lead-1']);
    expect(told).toContainEqual(['AwardAccepted', 'lead-1']);
    expect(told).not.toContainEqual(['FundingConfirmed', 'finance-1']);
  });

  it('never has what somebody of the same id did in another partnership', async () => {
    expect(await proposalsIn('riverside')).toEqual(['project-riverside.bus']);
    expect(await proposalsIn('hillside')).toEqual(['project-hillside.bus']);
  });
});

describe('The streams that an id names', () => {
  it('are of every noun that has it, in its own partnership', async () => {
    await story.do(administrator, 'RegisterPerson', { person: 'home-office', name: 'A person of this id' });
    const named = await streamsNamed(await story.read(), 'riverside', 'home-office');
    expect(named).toEqual(['person-riverside.home-office', 'source-riverside.home-office']);
    expect(await streamsNamed(await story.read(), 'hillside', 'home-office')).toEqual([
      'source-hillside.home-office',
    ]);
  });

  it('are of the partnership itself by its own id alone', async () => {
    const db = await story.read();
    expect(await streamsNamed(db, 'riverside', 'riverside')).toEqual(['partnership-riverside']);
    expect(await streamsNamed(db, 'riverside', 'hillside')).toEqual([]);
  });

  it('are none for what nobody has told of', async () => {
    expect(await streamsNamed(await story.read(), 'riverside', 'nowhere')).toEqual([]);
  });
});

describe('A long history', () => {
  it('has the money of every event, however many there are', async () => {
    const long = await aPartnership();
    for (let number = 1; number <= 510; number += 1) {
      const entry = {
        source: 'home-office',
        entry: `e-${number}`,
        fundingType: 'revenue',
        amountPence: number,
      };
      await long.do(finance, 'ConfirmFunding', { ...entry, reference: 'HO', reason: 'A letter.' });
    }
    const entries = await historyOf(await long.read(), 'source-riverside.home-office');
    expect(entries.filter(({ moved }) => moved.length === 2)).toHaveLength(511);
  });
});
