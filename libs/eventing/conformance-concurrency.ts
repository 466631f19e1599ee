import { describe, expect, it } from '@jest/globals';
import { aWrite, all, anAnswer, anEvent, benchFor, started } from '#eventing/conformance-fixture';
import type { OpenStoreUnderTest } from '#eventing/conformance-fixture';
import { EventIdTaken, InvalidAppend, NotWritten, StoreClosed } from '#eventing/event-store';
import type { Appended, EventStore, Recorded, Write } from '#eventing/event-store';

const project = 'project-thurrock.leaflet';
const source = 'source-thurrock.basic-command-unit-fund';
const threeStreams = [project, source, 'meeting-thurrock.april'] as const;

export function describeConcurrency(open: OpenStoreUnderTest): void {
  describe('appends at once', () => {
    const bench = benchFor(open);

    it('let one of 64 begin a stream', async () => {
      const outcomes = await atOnce(64, async () =>
        bench.store.append([aWrite(project, 'no-stream')], anAnswer()),
      );
      expect(count(outcomes)).toEqual({ appended: 1, conflict: 63 });
      expect(await all(bench.store.readStream(project))).toHaveLength(1);
    });

    it('let one of 64 follow a revision', async () => {
      await started(bench.store, project, 3);
      const outcomes = await atOnce(64, async () => bench.store.append([aWrite(project, 2)], anAnswer()));
      expect(count(outcomes)).toEqual({ appended: 1, conflict: 63 });
      expect(await all(bench.store.readStream(project))).toHaveLength(4);
    });

    it('let one of 64 follow a revision when two processes send them', async () => {
      const stores = [bench.store, await bench.alongside()];
      await started(bench.store, project, 3);
      const outcomes = await atOnce(64, async (index) =>
        stores[index % 2]!.append([aWrite(project, 2)], anAnswer()),
      );
      expect(count(outcomes)).toEqual({ appended: 1, conflict: 63 });
    });

    it('let one of 64 through that share one stream of several', async () => {
      await started(bench.store, source);
      const outcomes = await atOnce(64, async (index) =>
        bench.store.append(
          [aWrite(`project-thurrock.p${index}`, 'no-stream'), aWrite(source, 0)],
          anAnswer(),
        ),
      );
      expect(count(outcomes)).toEqual({ appended: 1, conflict: 63 });
      expect(await all(bench.store.readAll(0))).toHaveLength(3);
    });

    it('let all of 64 through that have nothing in common', async () => {
      const outcomes = await atOnce(64, async (index) =>
        started(bench.store, `project-thurrock.p${index}`, 2),
      );
      const read = await all(bench.store.readAll(0));
      expect(read).toHaveLength(128);
      const told = outcomes.flatMap((outcome) => outcome.events);
      expect(read).toEqual(told.toSorted((one, other) => one.position - other.position));
    });

    it('let a chain through that is sent without waiting, in the order it is sent', async () => {
      const outcomes = await atOnce(20, async (index) =>
        bench.store.append([aWrite(project, index === 0 ? 'no-stream' : index - 1)], anAnswer()),
      );
      expect(count(outcomes)).toEqual({ appended: 20 });
    });

    it('are each answered alone: a conflict, a taken id and a bug leave the others as they are', async () => {
      const taken = anEvent();
      await bench.store.append([{ stream: project, expected: 'no-stream', events: [taken] }], anAnswer());
      const outcomes = await Promise.allSettled([
        started(bench.store, 'project-thurrock.a'),
        bench.store.append([aWrite(project, 'no-stream')], anAnswer()),
        bench.store.append([{ stream: source, expected: 'no-stream', events: [taken] }], anAnswer()),
        bench.store.append([aWrite('nonsense', 'no-stream')], anAnswer()),
        bench.store.append([aWrite(source, 'no-stream')], anAnswer(), {
          recordedAt: '2001-01-01T00:00:00.000Z',
        }),
        started(bench.store, 'project-thurrock.b'),
      ]);
      expect(outcomes).toEqual([
        value('appended'),
        value('conflict'),
        reason(EventIdTaken),
        reason(InvalidAppend),
        reason(InvalidAppend),
        value('appended'),
      ]);
      expect(await all(bench.store.readAll(0))).toHaveLength(3);
      expect(await all(bench.store.readAnswers(0))).toHaveLength(3);
    });

    it('lose nothing when 32 writers try again after each conflict', async () => {
      await Promise.all(Array.from({ length: 32 }, async (_, writer) => insist(bench.store, writer, 5)));
      await expectDense(bench.store, 32 * 5);
    });

    it('lose nothing when 16 writers in two processes try again after each conflict', async () => {
      const stores = [bench.store, await bench.alongside()];
      await Promise.all(
        Array.from({ length: 16 }, async (_, writer) => insist(stores[writer % 2]!, writer, 5)),
      );
      await expectDense(bench.store, 16 * 5);
    });

    it('each rest on exactly what their writer saw, shown by the whole log', async () => {
      const stores = [bench.store, await bench.alongside()];
      await Promise.all(
        Array.from({ length: 16 }, async (_, writer) => writeWhatWasSeen(stores[writer % 2]!, writer)),
      );
      const heights = new Map<string, number>();
      const read = await all(bench.store.readAll(0));
      for (const batch of Map.groupBy(read, (event) => batchOf(event)).values()) {
        for (const event of batch)
          expect(seenBy(event)).toEqual(Object.fromEntries(heightsOf(heights, event)));
        for (const event of batch) heights.set(event.stream, event.version);
      }
      expect(read.length).toBeGreaterThanOrEqual(16 * 5);
    });
  });

  describe('closing', () => {
    const bench = benchFor(open);

    it('waits for the appends that are under way', async () => {
      const appending = Array.from({ length: 20 }, async (_, index) =>
        bench.store.append([aWrite(`project-thurrock.p${index}`, 'no-stream')], anAnswer()),
      );
      await bench.store.close();
      const outcomes = await Promise.all(appending);
      expect(count(outcomes)).toEqual({ appended: 20 });
      const store = await bench.reopen();
      expect(await all(store.readAll(0))).toHaveLength(20);
    });

    it('is harmless twice', async () => {
      await bench.store.close();
      await bench.store.close();
      expect(await (await bench.reopen()).lastPosition()).toBe(0);
    });

    it('refuses appends from then on, and says that nothing was written', async () => {
      await bench.store.close();
      await expect(started(bench.store, project)).rejects.toThrow(NotWritten);
      expect(await (await bench.reopen()).lastPosition()).toBe(0);
    });

    it('refuses to read from then on', async () => {
      await started(bench.store, project);
      await bench.store.close();
      await expect(all(bench.store.readAll(0))).rejects.toThrow(StoreClosed);
      await expect(all(bench.store.readStream(project))).rejects.toThrow(StoreClosed);
      await expect(all(bench.store.readAnswers(0))).rejects.toThrow(StoreClosed);
      await expect(all(bench.store.readAnswersBack())).rejects.toThrow(StoreClosed);
      await expect(bench.store.answerTo('thurrock/row-1')).rejects.toThrow(StoreClosed);
      await expect(bench.store.lastPosition()).rejects.toThrow(StoreClosed);
    });
  });
}

function value(outcome: string): unknown {
  return { status: 'fulfilled', value: expect.objectContaining({ outcome }) };
}

function reason(kind: new (...words: never[]) => Error): unknown {
  return { status: 'rejected', reason: expect.any(kind) };
}

async function atOnce<Result>(times: number, task: (index: number) => Promise<Result>): Promise<Result[]> {
  return Promise.all(Array.from({ length: times }, async (_, index) => task(index)));
}

function count(outcomes: readonly Appended[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

/**
 * Reads where a stream stands and appends after it, again and again until it has been taken so many times.
 */
async function insist(store: EventStore, writer: number, times: number): Promise<void> {
  for (let taken = 0; taken < times;) {
    const event = anEvent({ body: JSON.stringify({ writer, taken }) });
    const write = { stream: project, expected: await revisionOf(store, project), events: [event] };
    const { outcome } = await store.append([write], anAnswer());
    if (outcome === 'appended') taken += 1;
  }
}

async function revisionOf(store: EventStore, stream: string): Promise<Write['expected']> {
  return (await all(store.readStream(stream))).at(-1)?.version ?? 'no-stream';
}

/** Every writer's every event is there once, and the versions have no gap. */
async function expectDense(store: EventStore, length: number): Promise<void> {
  const read = await all(store.readStream(project));
  expect(read.map((event) => event.version)).toEqual(Array.from({ length }, (_, index) => index));
  expect(new Set(read.map((event) => event.body)).size).toBe(length);
}

/** Appends to one, two or three streams and writes into each event where those streams stood. */
async function writeWhatWasSeen(store: EventStore, writer: number): Promise<void> {
  for (let taken = 0; taken < 5;) {
    const streams = threeStreams.filter(
      (_, index) => ((writer + taken + 1) >> index) % 2 === 1 || index === writer % 3,
    );
    const revisions = await Promise.all(streams.map(async (stream) => revisionOf(store, stream)));
    const seen = Object.fromEntries(streams.map((stream, index) => [stream, revisions[index]!]));
    const body = JSON.stringify({ batch: `${writer}-${taken}`, seen });
    const writes = streams.map((stream, index) => ({
      stream,
      expected: revisions[index]!,
      events: [anEvent({ body })],
    }));
    if ((await store.append(writes, anAnswer())).outcome === 'appended') taken += 1;
  }
}

type Seen = Record<string, Write['expected']>;

function batchOf(event: Recorded): string {
  return (JSON.parse(event.body) as { batch: string }).batch;
}

function seenBy(event: Recorded): Seen {
  return (JSON.parse(event.body) as { seen: Seen }).seen;
}

/** Where the streams stood that a batch wrote to, by the log up to it. */
function heightsOf(heights: ReadonlyMap<string, number>, event: Recorded): [string, Write['expected']][] {
  return Object.keys(seenBy(event)).map((stream) => [stream, heights.get(stream) ?? 'no-stream']);
}
