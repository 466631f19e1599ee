import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anAnswer, anEvent, everythingIn, morning } from '#eventing/conformance-fixture';
import { compareHistories, copyHistory, historyOf } from '#eventing/copying';
import { eventIdOf } from '#eventing/envelope';
import type { AppendOptions, Appended, EventStore, NewAnswer, NewEvent, Write } from '#eventing/event-store';
import { MemoryStore } from '#stores/memory/memory-store';
import { SqliteStore } from '#stores/sqlite/sqlite-store';

/** The same each time. */
function eventsOf(command: string, stream: string, count: number, body: string): NewEvent[] {
  return Array.from({ length: count }, (_, index) =>
    anEvent({ id: eventIdOf(`${command} ${stream}`, index), body }),
  );
}

/** What one command of a random history did: how many events on which streams, or none. */
type Did = Readonly<Record<string, number>>;

const streams = ['project-p.a', 'project-p.b', 'source-p.s', 'meeting-p.m'];
const anyDid = fc.dictionary(fc.constantFrom(...streams), fc.integer({ min: 1, max: 3 }), { maxKeys: 3 });
const anyHistory = fc.array(anyDid, { maxLength: 40 });

describe('A copy of a history', () => {
  let folder: string;
  let opened: EventStore[];
  let now = morning;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tallystick-copying-'));
    opened = [];
    now = morning;
  });
  afterEach(async () => {
    for (const store of opened) await store.close();
    rmSync(folder, { recursive: true });
  });

  function memory(): MemoryStore {
    const store = new MemoryStore(() => now);
    opened.push(store);
    return store;
  }

  function sqlite(name: string): SqliteStore {
    const store = SqliteStore.open({ file: join(folder, name), clock: () => now });
    opened.push(store);
    return store;
  }

  /** Gives a store a history, a second for each command, of which the empty ones are refused. */
  async function play(store: EventStore, history: readonly Did[]): Promise<void> {
    const versions = new Map<string, number>();
    for (const [index, did] of history.entries()) {
      now = new Date(Date.parse(morning) + index * 1000).toISOString();
      const command = `p/${index}`;
      const writes = Object.entries(did).map(([stream, count]): Write => {
        const expected = versions.get(stream) ?? 'no-stream';
        versions.set(stream, (versions.get(stream) ?? -1) + count);
        const body = JSON.stringify({ command, text: 'é £ \u{1F600}' });
        return { stream, expected, events: eventsOf(command, stream, count, body) };
      });
      const outcome = writes.length === 0 ? 'refused' : 'accepted';
      const appended = await store.append(writes, anAnswer({ command, outcome, body: `{"n":${index}}` }));
      expect(appended.outcome).toBe('appended');
    }
  }

  /** A history with a bit of everything. */
  async function someHistory(store: EventStore, length = 30): Promise<void> {
    const did = [{ 'project-p.a': 2 }, {}, { 'project-p.a': 1, 'source-p.s': 2 }, { 'meeting-p.m': 1 }];
    await play(
      store,
      Array.from({ length }, (_, index) => did[index % did.length] ?? {}),
    );
  }

  it('holds what the other holds, but for positions, whatever happened', async () => {
    let number = 0;
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const [from, file, back] = [memory(), sqlite(`${(number += 1)}.db`), memory()];
        await play(from, history);
        const copied = await copyHistory(from, file);
        await copyHistory(file, back);
        expect(await everythingIn(back)).toEqual(await everythingIn(from));
        const { events, answers } = await everythingIn(from);
        expect(copied).toEqual({ events: events.length, answers: answers.length, answersThereBefore: 0 });
        expect(await compareHistories(from, file)).toEqual({
          events: events.length,
          answers: answers.length,
          difference: undefined,
        });
      }),
      { numRuns: 30 },
    );
  });

  it('keeps each append with its answer and its moment, although the clock is another', async () => {
    const [from, to] = [memory(), sqlite('to.db')];
    await someHistory(from);
    now = '2030-01-01T00:00:00.000Z';
    await copyHistory(from, to);
    const steps = await Array.fromAsync(historyOf(to));
    expect(steps.map(({ events }) => events.length)).toEqual(
      (await Array.fromAsync(historyOf(from))).map(({ events }) => events.length),
    );
    expect(steps.at(-1)?.answer.recordedAt).toBe('2011-04-12T09:00:29.000Z');
  });

  it.each([0, 1, 7, 29])('goes on after it was stopped with %i appends written', async (written) => {
    const [from, to] = [memory(), memory()];
    await someHistory(from);
    const failing = new FailingAfter(to, written);
    await expect(copyHistory(from, failing.store)).rejects.toThrow('the disk is full');
    expect((await everythingIn(to)).answers).toHaveLength(written);
    const copied = await copyHistory(from, to);
    expect(copied).toMatchObject({ answers: 30, answersThereBefore: written });
    expect(await everythingIn(to)).toEqual(await everythingIn(from));
  });

  it('brings what came since, a second time', async () => {
    const [from, to] = [memory(), sqlite('to.db')];
    await someHistory(from, 10);
    await copyHistory(from, to);
    await from.append([], anAnswer({ command: 'p/later', outcome: 'refused' }));
    expect(await copyHistory(from, to)).toMatchObject({ answers: 11, answersThereBefore: 10 });
  });

  it('is refused by a store that holds something else, from its first append to its last', async () => {
    for (const other of [1, 5, 11]) {
      const [from, to] = [memory(), memory()];
      await someHistory(from, 10);
      await someHistory(to, other - 1);
      await to.append([], anAnswer({ command: 'q/other', outcome: 'refused' }));
      const before = await everythingIn(to);
      await expect(copyHistory(from, to)).rejects.toThrow('q/other');
      expect(await everythingIn(to)).toEqual(before);
    }
  });

  it.each([
    ['the same command', morning, 'p/500'],
    ['something at a later moment', '2030-01-01T00:00:00.000Z', 'q/other'],
  ])('is refused when someone else writes %s to the store meanwhile', async (_, at, command) => {
    const from = memory();
    const to = new MemoryStore(() => at);
    await someHistory(from, 600);
    let intruded = false;
    const onStep = (position: number): void => {
      if (position >= 400 && !intruded) void to.append([], anAnswer({ command, outcome: 'refused' }));
      intruded ||= position >= 400;
    };
    await expect(copyHistory(from, to, { onStep })).rejects.toThrow('Someone else wrote');
    await expect(copyHistory(from, to)).rejects.toThrow('holds something else');
  });

  it('leaves what tells of a place where it is', async () => {
    const [from, to] = [memory(), memory()];
    await from.append([], anAnswer({ command: '.place', outcome: 'unchanged' }));
    await someHistory(from, 5);
    await copyHistory(from, to);
    expect((await everythingIn(to)).answers).toHaveLength(5);
    expect(await compareHistories(from, to)).toMatchObject({ answers: 5, difference: undefined });
  });

  it('is not made of a store whose events do not stand with their answers', async () => {
    const from = memory();
    const body = JSON.stringify({ command: 'p/another' });
    await from.append(
      [{ stream: 'project-p.a', expected: 'no-stream', events: [anEvent({ body })] }],
      anAnswer(),
    );
    await expect(copyHistory(from, memory())).rejects.toThrow('is not its own');
  });
});

describe('A comparison of two histories', () => {
  const id = '00000000-0000-8000-8000-000000000001';
  const answer = anAnswer({ command: 'p/1', hash: 'aa' });
  const event = anEvent({ id, body: '{}' });

  async function storeWith(
    kept: NewAnswer = answer,
    writes: readonly Write[] = [{ stream: 'project-p.a', expected: 'no-stream', events: [event] }],
    recordedAt = morning,
  ): Promise<EventStore> {
    const store = new MemoryStore(() => recordedAt);
    await store.append(writes, kept);
    return store;
  }

  const write = (stream: string, changed: object): Write[] => [
    { stream, expected: 'no-stream', events: [{ ...event, ...changed }] },
  ];

  it.each([
    ['another hash', storeWith({ ...answer, hash: 'ab' }), 'The answer to p/1 has another hash.'],
    ['another answer', storeWith({ ...answer, body: '{} ' }), 'The answer to p/1 has another body.'],
    ['another moment', storeWith(answer, undefined, '2011-04-12T09:00:00.001Z'), 'another recordedAt'],
    ['another command', storeWith({ ...answer, command: 'p/2' }), 'the other has that to p/2'],
    [
      'one byte more',
      storeWith(answer, write('project-p.a', { body: '{} ' })),
      `${id} of project-p.a has another body`,
    ],
    ['another type', storeWith(answer, write('project-p.a', { type: 'Other' })), 'has another type'],
    ['another stream', storeWith(answer, write('project-p.b', {})), 'has another stream'],
    ['no event', storeWith(answer, []), 'has 1 events in the one and 0 in the other'],
    ['nothing', Promise.resolve(new MemoryStore(() => morning)), 'The other ends before the answer to p/1.'],
  ])('tells of %s', async (_, changed, words) => {
    const [one, other] = [await storeWith(), await changed];
    expect((await compareHistories(one, other)).difference).toContain(words);
    expect((await compareHistories(other, one)).difference).toBeDefined();
  });

  it('finds a store equal to itself', async () => {
    const store = await storeWith();
    expect(await compareHistories(store, store)).toEqual({ events: 1, answers: 1, difference: undefined });
  });
});

/** A store whose disk is full after so many appends, as one that is killed there would leave it. */
class FailingAfter {
  readonly store: EventStore;
  private left: number;

  constructor(store: EventStore, appends: number) {
    this.left = appends;
    this.store = Object.assign(Object.create(store) as EventStore, {
      append: async (
        writes: readonly Write[],
        answer: NewAnswer,
        options?: AppendOptions,
      ): Promise<Appended> => {
        this.left -= 1;
        if (this.left < 0) throw new Error('the disk is full');
        return store.append(writes, answer, options);
      },
    });
  }
}
