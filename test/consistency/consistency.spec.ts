import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AppendOptions, EventStore, NewAnswer, Write } from '#eventing/event-store';
import { StandInForKurrentDb } from '#stores/kurrentdb/stand-in/stand-in-for-kurrent-db';
import { Memory, MemoryStore } from '#stores/memory/memory-store';
import { startPostgres } from '#testing/postgres-server';
import { decideAtOnce } from './crowd.ts';
import { openAt } from './opening.ts';
import { judge } from './oracle.ts';
import type { Told } from './oracle.ts';
import { decideOn, deskAt } from './purses.ts';

const decisions = 10_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tallystick-consistency-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Of every ten decisions one is sent twice, and is told the same twice. */
async function expectRight(store: EventStore, told: Told, count = decisions): Promise<void> {
  const verdict = await judge(store, told);
  await store.close();
  expect(verdict.complaints).toEqual([]);
  expect(told).toHaveLength(count * 1.1);
  expect(new Set(told.map(({ n }) => n)).size).toBe(count);
  expect(verdict.accepted + verdict.refused).toBe(count);
  expect(verdict.accepted).toBeGreaterThan(count / 4);
  expect(verdict.refused).toBeGreaterThan(count / 20);
}

/** What several connections of one process add shows in a fifth of the decisions. */
const crowds = [
  ['8 processes', decisions, { processes: 8, connections: 1, atOnce: 4 }],
  ['2 processes with 8 connections, a fifth', decisions / 5, { processes: 2, connections: 4, atOnce: 4 }],
] as const;

describe('Ten thousand decisions on three hot sources, each right when it was made', () => {
  it.each(crowds)('on SQLite, by %s', async (_, count, crowd) => {
    const told = await decideAtOnce({ store: `sqlite:${folder}`, decisions: count, ...crowd });
    await expectRight(await openAt(`sqlite:${folder}`), told, count);
  });

  it.each(crowds)('on PostgreSQL, by %s', async (_, count, crowd) => {
    const server = await startPostgres();
    try {
      const url = await server.createDatabase('consistency_test');
      const told = await decideAtOnce({ store: url, decisions: count, ...crowd });
      await expectRight(await openAt(url), told, count);
    } finally {
      await server.stop();
    }
  });

  // Each append ticks the one clock of the store, so of eight processes one is written and the others look
  // again: about three appends and ten reads a decision. Here it has a tenth of them; `npm run consistency`
  // gives it all.
  it('on the stand-in for KurrentDB, by 8 processes, a tenth of them', async () => {
    const standIn = await StandInForKurrentDb.start();
    try {
      const crowd = { processes: 8, atOnce: 4 };
      const told = await decideAtOnce({ store: standIn.url, decisions: decisions / 10, ...crowd });
      await expectRight(await openAt(standIn.url), told, decisions / 10);
    } finally {
      await standIn.stop();
    }
  });

  it('in memory, by 8 connections', async () => {
    const memory = new Memory();
    const told = await decideInMemory(() => memoryStore(memory));
    await expectRight(memoryStore(memory), told);
  });
});

describe('The oracle', () => {
  it('finds out a store that does not compare revisions', async () => {
    const memory = new Memory();
    const told = await decideInMemory(() => new Careless(clock, memory));
    const { complaints } = await judge(memoryStore(memory), told);
    expect(complaints.some((complaint) => complaint.includes('was decided on'))).toBe(true);
    expect(complaints.some((complaint) => complaint.includes('is below nothing'))).toBe(true);
  });

  it('finds out an acknowledged decision that is lost, and one that is told otherwise', async () => {
    const memory = new Memory();
    const store = memoryStore(memory);
    const { outcome } = await decideOn(deskAt(store), 1);
    const { complaints } = await judge(store, [
      { n: 1, outcome: outcome === 'accepted' ? 'refused' : 'accepted' },
      { n: 2, outcome: 'accepted' },
    ]);
    expect(complaints).toHaveLength(2);
  });
});

const clock = (): string => '2011-04-12T09:00:00.000Z';

function memoryStore(memory: Memory): MemoryStore {
  return new MemoryStore(clock, memory);
}

/** Eight desks on one memory, which reach it in turns that a random wait decides. */
async function decideInMemory(open: () => EventStore): Promise<Told> {
  const numbers = Array.from({ length: decisions }, (_, n) => n).values();
  const again = Array.from({ length: decisions / 10 }, (_, n) => n * 10).values();
  const told: { n: number; outcome: string }[] = [];
  const deciding = Array.from({ length: 8 }, async (_, index) => {
    const desk = deskAt(open());
    for (const n of index === 7 ? again : numbers)
      told.push({ n, outcome: (await decideOn(desk, n)).outcome });
  });
  await Promise.all(deciding);
  return told;
}

/** What a store would be that trusts its callers: it writes at whatever revision it finds. */
class Careless extends MemoryStore {
  override async append(
    writes: readonly Write[],
    answer: NewAnswer,
    options?: AppendOptions,
  ): ReturnType<MemoryStore['append']> {
    const appended = await super.append(writes, answer, options);
    if (appended.outcome !== 'conflict') return appended;
    const moved = await Promise.all(writes.map(async (write) => this.atWhatIsThere(write)));
    return this.append(moved, answer, options);
  }

  private async atWhatIsThere(write: Write): Promise<Write> {
    const { length } = await Array.fromAsync(this.readStream(write.stream));
    return { ...write, expected: length === 0 ? 'no-stream' : length - 1 };
  }
}
