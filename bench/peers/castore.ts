import { fillBy } from './databases.ts';
import { load } from './packages.ts';
import { digits, filledInSql, sampleInSql } from './peer.ts';
import type { OpenPeer, Peer, Sample } from './peer.ts';

/** What is used of `@castore/core`. */
interface Core {
  readonly EventStore: new (options: {
    readonly eventStoreId: string;
    readonly eventTypes: readonly unknown[];
    readonly reducer: (aggregate: unknown) => unknown;
    readonly eventStorageAdapter: unknown;
  }) => Store;
}

interface Store {
  pushEvent(event: {
    readonly aggregateId: string;
    readonly version: number;
    readonly type: string;
    readonly payload: Sample;
  }): Promise<unknown>;
  getEvents(
    aggregateId: string,
    options: { readonly reverse: boolean; readonly limit: number },
  ): Promise<{ readonly events: readonly { readonly version: number }[] }>;
}

/** What is used of `@castore/event-storage-adapter-postgres`. */
interface Adapter {
  readonly PostgresEventStorageAdapter: {
    new (options: { readonly connectionString: string }): object;
    createEventTable(options: { readonly connectionString: string }): Promise<unknown>;
  };
}

/** What is used of `postgres`, the driver that castore brings. */
interface Driver {
  readonly default: (url: string, options: { readonly max: number }) => Sql;
}

interface Sql {
  end(): Promise<void>;
}

const storeId = 'project';
/** Where its adapter keeps its driver. */
const ownDriver = '_sql';
const adapterPackage = '@castore/event-storage-adapter-postgres';

export const castore: Peer = {
  name: 'castore',
  does:
    '1 round trip, 1 prepared `INSERT … RETURNING *`, its own commit, a pool of a connection a client ' +
    '(set from outside: it has 10 by itself and offers no way); jsonb, 5 indexes of which one is the ' +
    'check; no lock but the index; positions of a sequence, no event ids',
  async prepare(url) {
    const { PostgresEventStorageAdapter } = await load<Adapter>(adapterPackage);
    await PostgresEventStorageAdapter.createEventTable({ connectionString: url });
  },
  async fill(url, filled) {
    const { stream, count } = filledInSql(filled);
    const last = filled.streams * filled.eventsOfStream - 1;
    await fillBy(
      url,
      `INSERT INTO event (aggregate_name, aggregate_id, version, type, data)
       SELECT '${storeId}', ('${idOf(0).slice(0, -8)}' || lpad(${stream}::text, 8, '0'))::uuid, ${count} + 1,
              'PerformanceUpdateSubmitted', ${sampleInSql('i', stream)}::jsonb
       FROM generate_series(0, ${last}) AS i`,
    );
  },
  async open(url, clients) {
    const { EventStore } = await load<Core>('@castore/core');
    const { PostgresEventStorageAdapter } = await load<Adapter>(adapterPackage);
    const driver = await load<Driver>('postgres');
    const eventStorageAdapter = new PostgresEventStorageAdapter({ connectionString: url });
    await (Reflect.get(eventStorageAdapter, ownDriver) as Sql).end();
    const sql = driver.default(url, { max: clients });
    Reflect.set(eventStorageAdapter, ownDriver, sql);
    const options = { eventStoreId: storeId, eventTypes: [], reducer: (aggregate: unknown) => aggregate };
    const store = new EventStore({ ...options, eventStorageAdapter });
    return openAt(store, async () => sql.end());
  },
};

function openAt(store: Store, close: () => Promise<void>): OpenPeer {
  return {
    async append(stream, count, payload) {
      try {
        await store.pushEvent({ aggregateId: idOf(stream), version: count + 1, type: payload.type, payload });
        return true;
      } catch (error) {
        if (isConflict(error)) return false;
        throw error;
      }
    },
    async countOf(stream) {
      const { events } = await store.getEvents(idOf(stream), { reverse: true, limit: 1 });
      return events[0]?.version ?? 0;
    },
    close,
  };
}

function isConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EventAlreadyExistsError';
}

/** Its streams have UUIDs for names, as its table has when nothing else is asked for. */
function idOf(stream: number): string {
  return `00000000-0000-4000-8000-0000${digits(stream)}`;
}
