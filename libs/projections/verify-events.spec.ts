import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventStore } from '#eventing/event-store';
import type { DataOf, FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import { verifyEvents } from '#projections/verify-events';
import { SqliteStore } from '#stores/sqlite/sqlite-store';
import { finance, fund } from '#testing/desk-story';
import { forgeEvent } from '#testing/forged-event';
import { aPartnership, decoding, everyCommandPlayed, pay } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';

const decodes = 'Every event decodes';
const order = 'Positions rise, versions are dense, times never go back';
const sums = 'Postings sum to zero at every point';
const below = 'No decision takes a balance below nil';
const given = 'Every command was given in a role that its giver held';

async function complaints(store: EventStore): Promise<Readonly<Record<string, readonly string[]>>> {
  const verdicts = await verifyEvents(store, decoding);
  const wrong = verdicts.filter((verdict) => verdict.complaints.length > 0);
  return Object.fromEntries(wrong.map(({ check, complaints: words }) => [check, words]));
}

const stream = 'source-riverside.home-office';

/** An event of the source that no rule has decided. */
async function forge<Type extends FundingSourceEvent['type']>(
  story: ReadStory,
  type: Type,
  data: DataOf<Type> | Readonly<Record<string, unknown>>,
): Promise<void> {
  await forgeEvent(story, { stream, type, data, by: finance });
}

const line = { project: 'bus', decision: 'tasking-2011-05-12/bus', fundingType: 'revenue' } as const;

describe('The check of the events', () => {
  it('has no complaint of a partnership in which everything happened, and says how much it looked at', async () => {
    const { store, memory } = await everyCommandPlayed();
    const seen: number[] = [];
    const verdicts = await verifyEvents(store, decoding, (position) => seen.push(position));
    expect(verdicts.flatMap((verdict) => verdict.complaints)).toEqual([]);
    const { length } = memory.events;
    expect(verdicts.map(({ check, counted }) => [check, counted])).toEqual([
      [decodes, length],
      [order, length],
      [sums, expect.any(Number)],
      [below, expect.any(Number)],
      [given, expect.any(Number)],
    ]);
    expect(verdicts[2]?.counted).toBeGreaterThan(50);
    expect(seen).toHaveLength(length);
  });

  it('has no complaint of what rules 9 and 10 let a balance go below nil for', async () => {
    const story = await aPartnership();
    await fund(story, 'bus', 300_000);
    await pay(story, 'bus', 320_000, { paidOn: '2011-07-01' });
    const cut = { source: 'home-office', entry: 'cut', fundingType: 'revenue', amountPence: 700_000 };
    await story.do(finance, 'CutFunding', { ...cut, reference: 'HO/2', reason: 'A cut.' });
    expect(await complaints(story.store)).toEqual({});
  });

  it('complains of an award beyond what the source had', async () => {
    const story = await aPartnership();
    await forge(story, 'AwardAllocated', { ...line, amountPence: 1_000_001 });
    const [complaint] = (await complaints(story.store))[below] ?? [];
    expect(complaint).toContain(`${stream}: AwardAllocated takes its revenue balance to -£0.01.`);
  });

  it('complains of an award that was covered with money that had not come', async () => {
    const story = await aPartnership();
    await forge(story, 'AwardAllocatedSubjectToFunding', { ...line, amountPence: 1_200_000 });
    expect(await complaints(story.store)).toEqual({});
    const covered = [{ project: 'bus', decision: line.decision, amountPence: 1_200_000 }];
    await forge(story, 'AllocationsCovered', { fundingType: 'revenue', covered });
    const wrong = await complaints(story.store);
    expect(wrong[below]).toEqual([expect.stringContaining('AllocationsCovered takes its revenue balance')]);
  });

  it('complains of money sent elsewhere that was not there', async () => {
    const story = await aPartnership();
    const ends = { from: { source: 'home-office' }, to: { source: 'council' } };
    const sent = { virement: 'v-1', fundingType: 'revenue', amountPence: 1_000_100, lines: [] };
    await forge(story, 'VirementSent', { ...sent, ...ends });
    expect((await complaints(story.store))[below]).toEqual([expect.stringContaining('-£1.00')]);
  });

  it('complains of a payment that met more than was committed', async () => {
    const story = await aPartnership();
    await fund(story, 'bus', 300_000);
    const met = [{ decision: line.decision, amountPence: 300_100 }];
    const charge = { project: 'bus', payment: 'p-1', fundingType: 'revenue', amountPence: 300_100 };
    await forge(story, 'ExpenditureCharged', { ...charge, met, overspendPence: 0 });
    const wrong = await complaints(story.store);
    expect(wrong[below]).toEqual([expect.stringContaining('what is committed in revenue to bus to -£1.00')]);
  });

  it('complains of an overspend while its commitment was not used up', async () => {
    const story = await aPartnership();
    await fund(story, 'bus', 300_000);
    const charge = { project: 'bus', payment: 'p-1', fundingType: 'revenue', amountPence: 100_000 };
    await forge(story, 'ExpenditureCharged', { ...charge, met: [], overspendPence: 100_000 });
    const wrong = await complaints(story.store);
    expect(wrong[below]).toEqual([expect.stringContaining('overspent while £3,000.00 is committed to bus')]);
  });

  it('complains of an amount that is no amount, or is not there, and goes on', async () => {
    const story = await aPartnership();
    await forge(story, 'AwardAllocated', { ...line, amountPence: 'a lot' });
    await forge(story, 'AllocationsCovered', { fundingType: 'revenue' });
    await forge(story, 'AwardAllocated', { ...line, amountPence: 1_000_001 });
    const wrong = await complaints(story.store);
    expect(wrong[sums]).toHaveLength(2);
    expect(wrong[sums]?.[0]).toContain('its money cannot be read in whole pence');
    expect(wrong[below]).toHaveLength(1);
  });

  it('tells no more than twenty complaints of one check', async () => {
    const story = await aPartnership();
    for (let number = 0; number < 25; number += 1) {
      await forge(story, 'AwardAllocated', { ...line, decision: `d-${number}`, amountPence: 1_000_001 });
    }
    expect((await complaints(story.store))[below]).toHaveLength(20);
  });
});

/** Writes the story of a partnership into a file, event by event. */
async function copyInto(target: string): Promise<void> {
  const story = await aPartnership();
  const store = SqliteStore.open({ file: target });
  for (const { stream: to, version, id, type, body, recordedAt } of story.memory.events) {
    const write = { stream: to, expected: version === 0 ? ('no-stream' as const) : version - 1 };
    const answer = { command: `riverside/${id}`, hash: '00', outcome: 'accepted', body: '{}' } as const;
    await store.append([{ ...write, events: [{ id, type, body }] }], answer, { recordedAt });
  }
  await store.close();
}

describe('The check of a file that somebody has been at', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'verify-events-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Copies the story into a file, and changes the file behind the store's back. */
  async function afterTampering(
    name: string,
    sql: string,
  ): Promise<Readonly<Record<string, readonly string[]>>> {
    const file = join(folder, `${name}.db`);
    await copyInto(file);
    const database = new DatabaseSync(file);
    for (const trigger of ['events_refuse_update', 'events_refuse_delete', 'events_refuse_replace'])
      database.exec(`DROP TRIGGER ${trigger}`);
    database.exec(sql);
    database.close();
    const store = SqliteStore.open({ file });
    try {
      return await complaints(store);
    } finally {
      await store.close();
    }
  }

  it('has no complaint of the file as it was', async () => {
    expect(await afterTampering('as-it-was', 'SELECT 1')).toEqual({});
  });

  it('complains of a body that says another stream than the one it lies in', async () => {
    const sql = `UPDATE events SET body = replace(body, '${stream}', 'source-riverside.elsewhere') WHERE type = 'FundingConfirmed'`;
    const wrong = await afterTampering('moved', sql);
    expect(wrong[decodes]).toEqual([expect.stringContaining('source-riverside.elsewhere')]);
  });

  it('complains of a body that is no longer JSON', async () => {
    const wrong = await afterTampering(
      'torn',
      "UPDATE events SET body = '{' WHERE type = 'FundingConfirmed'",
    );
    expect(wrong[decodes]).toHaveLength(1);
  });

  it('complains of a type that nobody knows', async () => {
    const sql = `UPDATE events
      SET type = 'FundingGranted', body = replace(body, 'FundingConfirmed', 'FundingGranted')
      WHERE type = 'FundingConfirmed'`;
    expect((await afterTampering('unknown', sql))[decodes]).toEqual([
      expect.stringContaining('FundingGranted'),
    ]);
  });

  it('complains of an event that was taken out', async () => {
    const wrong = await afterTampering(
      'gap',
      "DELETE FROM events WHERE type = 'AgencyAdmitted' AND version = 2",
    );
    expect(wrong[order]).toEqual([expect.stringContaining('version 3 stands where 2 belongs')]);
  });

  it('complains of a time that goes back', async () => {
    const sql = "UPDATE events SET recorded_at = '2011-01-01T00:00:00.000Z' WHERE type = 'FundingConfirmed'";
    const wrong = await afterTampering('back', sql);
    expect(wrong[order]).toEqual([expect.stringContaining('recorded before the event that it follows')]);
  });

  it('complains of an amount that is no amount any more', async () => {
    const sql = `UPDATE events SET body = replace(body, '"amountPence":1000000', '"amountPence":"a lot"')
      WHERE type = 'FundingConfirmed'`;
    expect((await afterTampering('amount', sql))[sums]).toHaveLength(1);
  });
});
