import { describe, expect, it } from '@jest/globals';
import { aWrite, accepted, all, anAnswer, benchFor, refused, started } from '#eventing/conformance-fixture';
import type { OpenStoreUnderTest } from '#eventing/conformance-fixture';
import type { EventStore, Recorded } from '#eventing/event-store';

const project = 'project-thurrock.leaflet';
const source = 'source-thurrock.basic-command-unit-fund';

export function describeReading(open: OpenStoreUnderTest): void {
  describe('reading a stream', () => {
    const bench = benchFor(open);

    it('gives nothing when it is not there', async () => {
      await started(bench.store, source);
      expect(await all(bench.store.readStream(project))).toEqual([]);
    });

    it.each([
      [0, [0, 1, 2, 3]],
      [1, [1, 2, 3]],
      [3, [3]],
      [4, []],
      [100, []],
    ])('from version %d gives the versions %j', async (from, versions) => {
      await started(bench.store, project, 4);
      const read = await all(bench.store.readStream(project, from));
      expect(read.map((event) => event.version)).toEqual(versions);
    });

    it('gives its own events alone, in order, however they were mixed with others', async () => {
      for (let index = 0; index < 5; index += 1) {
        const expected = index === 0 ? 'no-stream' : index - 1;
        await bench.store.append([aWrite(project, expected), aWrite(source, expected)], anAnswer());
      }
      const read = await all(bench.store.readStream(project));
      expect(read.map((event) => [event.stream, event.version])).toEqual(
        [0, 1, 2, 3, 4].map((version) => [project, version]),
      );
    });

    it('gives all of a stream of 1,201 events', async () => {
      await started(bench.store, project, 1201);
      const versions = (await all(bench.store.readStream(project))).map((event) => event.version);
      expect(versions).toEqual(Array.from({ length: 1201 }, (_, index) => index));
    });

    it('gives each its own of a hundred streams that are read at once, also one that is not there', async () => {
      await started(bench.store, project, 1201);
      const names = Array.from({ length: 97 }, (_, index) => `project-thurrock.p${index}`);
      for (const [index, name] of names.entries())
        if (index % 4 > 0) await started(bench.store, name, index % 4);
      const asked = [source, ...names, project, project];
      const read = await Promise.all(asked.map(async (name) => all(bench.store.readStream(name))));
      expect(read.map((events) => events.length)).toEqual([
        0,
        ...names.map((_, index) => index % 4),
        1201,
        1201,
      ]);
      for (const [index, events] of read.entries()) {
        expect(events.map((event) => event.stream)).toEqual(events.map(() => asked[index]));
        expect(events.map((event) => event.version)).toEqual(events.map((_, version) => version));
      }
    });

    it('reads on in each from its own version when several are read at once', async () => {
      for (const name of [project, source]) await started(bench.store, name, 4);
      const read = await Promise.all(
        [bench.store.readStream(project, 3), bench.store.readStream(source, 1)].map(async (one) => all(one)),
      );
      expect(read.map((events) => events.map((event) => event.version))).toEqual([[3], [1, 2, 3]]);
    });

    it('may be left halfway, and the store goes on', async () => {
      await started(bench.store, project, 10);
      for await (const event of bench.store.readStream(project)) if (event.version === 3) break;
      await accepted(bench.store.append([aWrite(project, 9)], anAnswer()));
      expect(await all(bench.store.readStream(project))).toHaveLength(11);
    });

    it('may be done twice at once', async () => {
      await started(bench.store, project, 5);
      await started(bench.store, source, 5);
      const pairs: string[][] = [];
      const other = bench.store.readStream(source)[Symbol.asyncIterator]();
      for await (const event of bench.store.readStream(project)) {
        const next = (await other.next()) as IteratorYieldResult<Recorded>;
        pairs.push([event.stream, next.value.stream]);
      }
      expect(pairs).toEqual(Array.from({ length: 5 }, () => [project, source]));
    });
  });

  describe('reading everything', () => {
    const bench = benchFor(open);

    it('gives nothing in an empty store', async () => {
      expect(await all(bench.store.readAll(0))).toEqual([]);
      expect(await bench.store.lastPosition()).toBe(0);
    });

    it('gives the order of commit over all streams', async () => {
      const appended = [];
      for (const name of ['c', 'a', 'b'])
        appended.push(await started(bench.store, `project-thurrock.${name}`, 2));
      expect(await all(bench.store.readAll(0))).toEqual(appended.flatMap((one) => one.events));
    });

    it('has positions above 0 that go up strictly', async () => {
      await everyWhichWay(bench.store);
      const positions = (await all(bench.store.readAll(0))).map((event) => event.position);
      expect(positions[0]).toBeGreaterThan(0);
      expect(positions).toEqual([...new Set(positions)].toSorted((one, other) => one - other));
    });

    it('gives each event as its stream gives it', async () => {
      await everyWhichWay(bench.store);
      const ofProject = (await all(bench.store.readAll(0))).filter((event) => event.stream === project);
      expect(await all(bench.store.readStream(project))).toEqual(ofProject);
    });

    it('goes on after a position, exclusive', async () => {
      await everyWhichWay(bench.store);
      const every = await all(bench.store.readAll(0));
      for (const [index, event] of every.entries()) {
        expect(await all(bench.store.readAll(event.position))).toEqual(every.slice(index + 1));
      }
    });

    it('gives nothing after the last position', async () => {
      const { position } = await started(bench.store, project, 3);
      expect(await all(bench.store.readAll(position))).toEqual([]);
      expect(await all(bench.store.readAll(position + 1000))).toEqual([]);
    });

    it('ends at a position, inclusive', async () => {
      const { events } = await started(bench.store, project, 5);
      const upTo = events[2]!.position;
      expect(await all(bench.store.readAll(0, { upTo }))).toEqual(events.slice(0, 3));
    });

    it('gives nothing when it is to end before it begins', async () => {
      const { events } = await started(bench.store, project, 5);
      const upTo = events[1]!.position;
      expect(await all(bench.store.readAll(events[3]!.position, { upTo }))).toEqual([]);
    });

    it.each([1, 2, 3, 7, 500])('reads the same in pages of %d', async (pageSize) => {
      await everyWhichWay(bench.store);
      const every = await all(bench.store.readAll(0));
      expect(await all(bench.store.readAll(0, { pageSize }))).toEqual(every);
    });

    it('reads the same part in pages of 2', async () => {
      await everyWhichWay(bench.store);
      const every = await all(bench.store.readAll(0));
      const part = bench.store.readAll(every[1]!.position, { upTo: every[6]!.position, pageSize: 2 });
      expect(await all(part)).toEqual(every.slice(2, 7));
    });

    it('gives all of 1,201 events', async () => {
      const { events } = await started(bench.store, project, 1201);
      expect(await all(bench.store.readAll(0))).toEqual(events);
    });

    it('gives the same twice', async () => {
      await everyWhichWay(bench.store);
      expect(await all(bench.store.readAll(0))).toEqual(await all(bench.store.readAll(0)));
    });

    it('knows the last position', async () => {
      const { position } = await started(bench.store, project, 3);
      await refused(bench.store);
      expect(await bench.store.lastPosition()).toBe(position);
    });

    it('reads what is appended while it reads', async () => {
      await started(bench.store, project, 3);
      const versions: number[] = [];
      for await (const event of bench.store.readAll(0, { pageSize: 2 })) {
        versions.push(event.version);
        if (event.version < 5) await bench.store.append([aWrite(project, event.version + 2)], anAnswer());
      }
      expect(versions).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    });

    it('does not read beyond its end what is appended while it reads', async () => {
      const { position } = await started(bench.store, project, 3);
      const versions: number[] = [];
      for await (const event of bench.store.readAll(0, { pageSize: 1, upTo: position })) {
        versions.push(event.version);
        await bench.store.append([aWrite(project, event.version + 2)], anAnswer());
      }
      expect(versions).toEqual([0, 1, 2]);
    });

    it('never sees a gap while others append', async () => {
      const appending = Array.from({ length: 100 }, async (_, index) =>
        bench.store.append([aWrite(`project-thurrock.p${index}`, 'no-stream', 3)], anAnswer()),
      );
      const appended = Promise.all(appending);
      let seen: Recorded[] = [];
      while (seen.length < 300) {
        const now = await all(bench.store.readAll(0, { pageSize: 10 }));
        expect(now.slice(0, seen.length)).toEqual(seen);
        expect(now.length % 3).toBe(0);
        seen = now;
        await new Promise((resolve) => setImmediate(resolve));
      }
      await appended;
    });
  });

  describe('opening a store again', () => {
    const bench = benchFor(open);

    it('finds everything as it was', async () => {
      await everyWhichWay(bench.store);
      const before = [await all(bench.store.readAll(0)), await all(bench.store.readAnswers(0))];
      const store = await bench.reopen();
      expect([await all(store.readAll(0)), await all(store.readAnswers(0))]).toEqual(before);
    });

    it('goes on after the last position and version', async () => {
      const { position } = await started(bench.store, project, 3);
      const store = await bench.reopen();
      const { events } = await accepted(store.append([aWrite(project, 2)], anAnswer()));
      expect(events[0]!.version).toBe(3);
      expect(events[0]!.position).toBeGreaterThan(position);
    });

    it('still finds a conflict', async () => {
      await started(bench.store, project, 3);
      const store = await bench.reopen();
      expect(await store.append([aWrite(project, 1)], anAnswer())).toMatchObject({ outcome: 'conflict' });
    });

    it('is harmless when nothing was written', async () => {
      const store = await bench.reopen();
      expect(await store.lastPosition()).toBe(0);
    });
  });

  describe('two processes on one store', () => {
    const bench = benchFor(open);

    it('each read what the other appended, and its answers', async () => {
      const other = await bench.alongside();
      await started(bench.store, project, 2);
      await refused(other);
      expect(await all(other.readStream(project))).toHaveLength(2);
      expect(await all(bench.store.readAnswers(0))).toHaveLength(2);
    });

    it('each find a conflict with the other', async () => {
      const other = await bench.alongside();
      await started(bench.store, project);
      expect(await other.append([aWrite(project, 'no-stream')], anAnswer())).toMatchObject({
        outcome: 'conflict',
      });
    });

    it('write one stream in turn without a gap', async () => {
      const stores = [bench.store, await bench.alongside()];
      await started(bench.store, project);
      for (let index = 0; index < 10; index += 1) {
        await accepted(stores[index % 2]!.append([aWrite(project, index)], anAnswer()));
      }
      const every = await all(bench.store.readAll(0));
      expect(every.map((event) => event.version)).toEqual(Array.from({ length: 11 }, (_, index) => index));
      expect(await all(stores[1]!.readAll(0))).toEqual(every);
    });
  });
}

/** A small history: two streams in turn, some appends of several events, a refusal between. */
async function everyWhichWay(store: EventStore): Promise<void> {
  await started(store, project, 2);
  await started(store, source);
  await refused(store);
  await store.append([aWrite(project, 1), aWrite(source, 0, 3)], anAnswer());
  await store.append([aWrite(project, 2, 2)], anAnswer());
}
