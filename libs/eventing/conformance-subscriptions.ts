import { describe, expect, it } from '@jest/globals';
import { aWrite, accepted, all, anAnswer, benchFor, refused, started } from '#eventing/conformance-fixture';
import type { OpenStoreUnderTest } from '#eventing/conformance-fixture';
import type { EventStore, Recorded } from '#eventing/event-store';

const project = 'project-thurrock.leaflet';

export function describeSubscriptions(open: OpenStoreUnderTest): void {
  describe('subscribing', () => {
    const bench = benchFor(open);

    it('gives what is there, in order', async () => {
      const { events } = await started(bench.store, project, 5);
      expect(await firstOf(bench.store, 5)).toEqual(events);
    });

    it('gives what comes', async () => {
      const coming = firstOf(bench.store, 3);
      const { events } = await started(bench.store, project, 3);
      expect(await coming).toEqual(events);
    });

    it('goes over from what is there to what comes', async () => {
      await started(bench.store, project, 2);
      const coming = firstOf(bench.store, 6);
      await turns(3);
      for (let version = 1; version < 5; version += 1)
        await bench.store.append([aWrite(project, version)], anAnswer());
      expect(await coming).toEqual(await all(bench.store.readAll(0)));
    });

    it('goes on after a checkpoint, exclusive', async () => {
      const { events } = await started(bench.store, project, 5);
      expect(await firstOf(bench.store, 2, { after: events[2]!.position })).toEqual(events.slice(3));
    });

    it('gives only what is new after the last position', async () => {
      const { position } = await started(bench.store, project, 5);
      const coming = firstOf(bench.store, 1, { after: position });
      await turns(3);
      const { events } = await accepted(bench.store.append([aWrite(project, 4)], anAnswer()));
      expect(await coming).toEqual(events);
    });

    it.each([1, 2, 3])('gives pages of at most %d, none of them empty', async (pageSize) => {
      await started(bench.store, project, 5);
      const ending = new AbortController();
      const sizes: number[] = [];
      for await (const page of bench.store.subscribe(0, { signal: ending.signal, pageSize })) {
        sizes.push(page.length);
        if (page.at(-1)?.version === 4) ending.abort();
      }
      expect(Math.max(...sizes)).toBeLessThanOrEqual(pageSize);
      expect(Math.min(...sizes)).toBeGreaterThan(0);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(5);
    });

    it('is not woken by a refusal', async () => {
      const ending = new AbortController();
      const pages: number[] = [];
      const following = (async () => {
        for await (const page of bench.store.subscribe(0, { signal: ending.signal })) pages.push(page.length);
      })();
      await refused(bench.store);
      await turns(3);
      ending.abort();
      await following;
      expect(pages).toEqual([]);
    });

    it('misses nothing and gives nothing twice while appends race it', async () => {
      const racing = race(bench.store, 200);
      const seen = await firstOf(bench.store, 400, { pageSize: 7 });
      await racing;
      expect(seen).toEqual(await all(bench.store.readAll(0)));
    });

    it('misses nothing when it begins in the midst of appends', async () => {
      const racing = race(bench.store, 200);
      const subscribers: Promise<Recorded[]>[] = [];
      for (let index = 0; index < 10; index += 1) {
        await turns(1);
        subscribers.push(firstOf(bench.store, 400, { pageSize: 1 + index }));
      }
      await racing;
      const every = await all(bench.store.readAll(0));
      for (const seen of await Promise.all(subscribers)) expect(seen).toEqual(every);
    });

    it('misses nothing and gives nothing twice over many ends and new beginnings', async () => {
      const racing = race(bench.store, 100);
      const seen: Recorded[] = [];
      while (seen.length < 200) {
        const after = seen.at(-1)?.position ?? 0;
        seen.push(...(await firstOf(bench.store, 1, { after, pageSize: 9 })));
      }
      await racing;
      expect(seen).toEqual(await all(bench.store.readAll(0)));
    });

    it('misses nothing when it is slower than the appends', async () => {
      const racing = race(bench.store, 50);
      const ending = new AbortController();
      const seen: Recorded[] = [];
      for await (const page of bench.store.subscribe(0, { signal: ending.signal, pageSize: 10 })) {
        seen.push(...page);
        await turns(5);
        if (seen.length === 100) ending.abort();
      }
      await racing;
      expect(seen).toEqual(await all(bench.store.readAll(0)));
    });

    it('may append itself', async () => {
      await started(bench.store, project);
      const ending = new AbortController();
      const versions: number[] = [];
      for await (const page of bench.store.subscribe(0, { signal: ending.signal })) {
        versions.push(...page.map((event) => event.version));
        const last = versions.at(-1)!;
        if (last === 5) ending.abort();
        else await accepted(bench.store.append([aWrite(project, last)], anAnswer()));
      }
      expect(versions).toEqual([0, 1, 2, 3, 4, 5]);
    });

    it('gives what another process appends', async () => {
      const other = await bench.alongside();
      const coming = firstOf(bench.store, 3);
      await turns(3);
      const { events } = await started(other, project, 3);
      expect(await coming).toEqual(events);
    });

    it('gives what two processes append at once, in the order of commit', async () => {
      const other = await bench.alongside();
      const coming = firstOf(bench.store, 200);
      await Promise.all([race(bench.store, 50, 'a'), race(other, 50, 'b')]);
      expect(await coming).toEqual(await all(bench.store.readAll(0)));
    });
  });

  describe('the end of a subscription', () => {
    const bench = benchFor(open);

    it('comes with the signal while it waits', async () => {
      const ending = new AbortController();
      const pages = all(bench.store.subscribe(0, { signal: ending.signal }));
      await turns(3);
      ending.abort();
      expect(await pages).toEqual([]);
    });

    it('comes at once when the signal was given before', async () => {
      await started(bench.store, project);
      expect(await all(bench.store.subscribe(0, { signal: AbortSignal.abort() }))).toEqual([]);
    });

    it('comes between two pages', async () => {
      await started(bench.store, project, 5);
      const ending = new AbortController();
      const seen: number[] = [];
      for await (const page of bench.store.subscribe(0, { signal: ending.signal, pageSize: 1 })) {
        seen.push(page[0]!.version);
        if (seen.length === 2) ending.abort();
      }
      expect(seen).toEqual([0, 1]);
    });

    it('comes when the store is closed', async () => {
      const pages = all(bench.store.subscribe(0, { signal: new AbortController().signal }));
      await turns(3);
      await bench.store.close();
      expect(await pages).toEqual([]);
    });

    it('leaves the store and the other subscriptions as they are', async () => {
      await started(bench.store, project, 3);
      const other = firstOf(bench.store, 4);
      for await (const page of bench.store.subscribe(0, {
        signal: new AbortController().signal,
        pageSize: 1,
      })) {
        if (page[0]!.version === 1) break;
      }
      await accepted(bench.store.append([aWrite(project, 2)], anAnswer()));
      expect(await other).toHaveLength(4);
    });
  });
}

/** The first events that a subscription gives, whole pages at a time, and then its end. */
async function firstOf(
  store: EventStore,
  count: number,
  options: { readonly after?: number; readonly pageSize?: number } = {},
): Promise<Recorded[]> {
  const ending = new AbortController();
  const { after = 0, ...paging } = options;
  const seen: Recorded[] = [];
  for await (const page of store.subscribe(after, { signal: ending.signal, ...paging })) {
    seen.push(...page);
    if (seen.length >= count) ending.abort();
  }
  return seen;
}

/** Appends two events to each of so many new streams, some at once and some after another. */
async function race(store: EventStore, count: number, prefix = 'p'): Promise<void> {
  for (let index = 0; index < count; index += 10) {
    const batch = Array.from({ length: 10 }, (_, offset) => `project-thurrock.${prefix}${index + offset}`);
    await Promise.all(batch.map(async (stream) => started(store, stream, 2)));
    if (index % 30 === 0) await turns(1);
  }
}

async function turns(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await new Promise((resolve) => setImmediate(resolve));
}
