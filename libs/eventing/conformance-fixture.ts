import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach } from '@jest/globals';
import type { Clock } from '#eventing/clock';
import type { Appended, EventStore, KeptAnswer, NewAnswer, NewEvent, Write } from '#eventing/event-store';

/** An empty store that an example may close, open again, and open a second time beside the first. */
export interface StoreUnderTest {
  readonly store: EventStore;
  /** Opens a second store on the same data, as another process would; the first stays open. */
  alongside(): Promise<EventStore>;
  /** Closes every store that is open on the data and opens one anew. */
  reopen(): Promise<EventStore>;
  /** Closes everything and removes the data. */
  destroy(): Promise<void>;
}

/**
 * A store under test, from a way to open one more store on its data and a way to remove the data.
 *
 * @param open is given how many were opened before
 */
export async function storeUnderTest(
  open: (before: number) => EventStore | Promise<EventStore>,
  remove: () => void | Promise<void>,
): Promise<StoreUnderTest> {
  const stores: EventStore[] = [];
  const openOne = async (): Promise<EventStore> => {
    const store = await open(stores.length);
    stores.push(store);
    return store;
  };
  const closeAll = async (): Promise<void> => {
    for (const store of stores) await store.close();
  };
  return {
    store: await openOne(),
    alongside: openOne,
    reopen: async () => {
      await closeAll();
      return openOne();
    },
    destroy: async () => {
      await closeAll();
      await remove();
    },
  };
}

export type OpenStoreUnderTest = (clock: Clock) => Promise<StoreUnderTest>;

/** What an example works with: a store of its own and a clock that it sets. */
export interface Bench {
  readonly store: EventStore;
  now: string;
  alongside(): Promise<EventStore>;
  reopen(): Promise<EventStore>;
  /** A second, empty store with data of its own. */
  another(): Promise<EventStore>;
}

export const morning = '2011-04-12T09:00:00.000Z';

/** Gives each example of a `describe` a fresh store. */
export function benchFor(open: OpenStoreUnderTest): Bench {
  let opened: StoreUnderTest[] = [];
  const bench = {
    now: morning,
    get store(): EventStore {
      return opened[0]!.store;
    },
    alongside: async () => opened[0]!.alongside(),
    reopen: async () => opened[0]!.reopen(),
    another: async () => {
      const other = await open(() => bench.now);
      opened.push(other);
      return other.store;
    },
  };
  beforeEach(async () => {
    bench.now = morning;
    opened = [await open(() => bench.now)];
  });
  afterEach(async () => {
    for (const one of opened) await one.destroy();
  });
  return bench;
}

export function anEvent(given: Partial<NewEvent> = {}): NewEvent {
  return { id: randomUUID(), type: 'ProjectFunded', body: '{"awardedPence":1500000}', ...given };
}

export function events(count: number): NewEvent[] {
  return Array.from({ length: count }, (_, index) => anEvent({ body: `{"index":${index}}` }));
}

export function anAnswer(given: Partial<NewAnswer> = {}): NewAnswer {
  return {
    command: `thurrock/${randomUUID()}`,
    hash: 'c0ffee',
    outcome: 'accepted',
    body: '{"type":"FundProject"}',
    ...given,
  };
}

export function aWrite(stream: string, expected: Write['expected'], count = 1): Write {
  return { stream, expected, events: events(count) };
}

/** Appends so many events to a new stream in one append, and fails the example if they were not taken. */
export async function started(store: EventStore, stream: string, count = 1): Promise<AppendedNow> {
  return accepted(store.append([aWrite(stream, 'no-stream', count)], anAnswer()));
}

export type AppendedNow = Extract<Appended, { outcome: 'appended' }>;

/** What was appended, or the example fails. */
export async function accepted(appending: Promise<Appended>): Promise<AppendedNow> {
  const appended = await appending;
  if (appended.outcome !== 'appended')
    throw new Error(`Expected it to be appended: ${JSON.stringify(appended)}`);
  return appended;
}

/** Keeps a refusal without any event. */
export async function refused(store: EventStore): Promise<AppendedNow> {
  return accepted(store.append([], anAnswer({ outcome: 'refused', body: '{"refusal":"more-than-bid"}' })));
}

export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** Everything a store holds, to show that something left it as it was. */
export async function everythingIn(store: EventStore): Promise<{ events: unknown[]; answers: KeptAnswer[] }> {
  return { events: await all(store.readAll(0)), answers: await all(store.readAnswers(0)) };
}
