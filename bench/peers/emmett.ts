import { Pool } from 'pg';
import { fillBy } from './databases.ts';
import { load } from './packages.ts';
import { digits, filledInSql, sampleInSql } from './peer.ts';
import type { OpenPeer, Peer, Sample } from './peer.ts';

/** What is used of an event store of Emmett's, on PostgreSQL or on SQLite. */
export interface EmmettStore {
  readonly schema: { migrate(): Promise<unknown> };
  appendToStream(
    stream: string,
    events: readonly { readonly type: string; readonly data: Sample }[],
    options: { readonly expectedStreamVersion: bigint },
  ): Promise<unknown>;
  readStream(
    stream: string,
    options: { readonly from: bigint },
  ): Promise<{ readonly currentStreamVersion: bigint }>;
}

/** What is used of `@event-driven-io/emmett-postgresql`. */
interface EmmettPostgresql {
  readonly getPostgreSQLEventStore: (
    url: string,
    options: {
      readonly connectionOptions: { readonly pool: Pool };
      readonly schema: { readonly autoMigration: 'CreateOrUpdate' | 'None' };
    },
  ) => EmmettStore;
}

const packageName = '@event-driven-io/emmett-postgresql';
const preconditionFailed = 412;

export const emmett: Peer = {
  name: 'Emmett',
  does:
    '3 round trips (BEGIN, one function call written out as text and planned anew each time, COMMIT), a ' +
    'pool of a connection a client; jsonb, partitioned tables, 3 indexes; a row of the stream is updated ' +
    'and locked to the commit; positions of a sequence, by which its readers wait for whoever is late',
  async prepare(url) {
    const { getPostgreSQLEventStore } = await load<EmmettPostgresql>(packageName);
    const pool = new Pool({ connectionString: url, max: 2 });
    const options = { connectionOptions: { pool }, schema: { autoMigration: 'CreateOrUpdate' as const } };
    await getPostgreSQLEventStore(url, options).schema.migrate();
    await pool.end();
  },
  async fill(url, filled) {
    const { stream, count } = filledInSql(filled);
    const name = `('${emmettNameOf(0).slice(0, -8)}' || lpad(${stream}::text, 8, '0'))`;
    const last = filled.streams * filled.eventsOfStream - 1;
    await fillBy(
      url,
      `INSERT INTO emt_messages (stream_id, stream_position, partition, message_data, message_metadata,
         message_schema_version, message_type, message_kind, message_id, transaction_id)
       SELECT ${name}, ${count} + 1, 'emt:default', ${sampleInSql('i', stream)}::jsonb, '{}', '1',
              'PerformanceUpdateSubmitted', 'E', gen_random_uuid()::text, pg_current_xact_id()
       FROM generate_series(0, ${last}) AS i`,
      `INSERT INTO emt_streams
         (stream_id, stream_position, partition, stream_type, stream_metadata, is_archived)
       SELECT ${name}, ${filled.eventsOfStream}, 'emt:default', 'project', '{}', false
       FROM generate_series(0, ${filled.streams - 1}) AS i`,
    );
  },
  async open(url, clients) {
    const { getPostgreSQLEventStore } = await load<EmmettPostgresql>(packageName);
    const pool = new Pool({ connectionString: url, max: clients, idleTimeoutMillis: 0 });
    const options = { connectionOptions: { pool }, schema: { autoMigration: 'None' as const } };
    return openEmmett(getPostgreSQLEventStore(url, options), async () => pool.end());
  },
};

/** Emmett counts the events of a stream from 1, so its version is our count. */
export function openEmmett(store: EmmettStore, close: () => Promise<void>): OpenPeer {
  return {
    async append(stream, count, sample) {
      const events = [{ type: sample.type, data: sample }];
      const options = { expectedStreamVersion: BigInt(count) };
      try {
        await store.appendToStream(emmettNameOf(stream), events, options);
        return true;
      } catch (error) {
        if (isConflict(error)) return false;
        throw error;
      }
    },
    async countOf(stream, known) {
      const { currentStreamVersion } = await store.readStream(emmettNameOf(stream), { from: BigInt(known) });
      return Number(currentStreamVersion);
    },
    close,
  };
}

function isConflict(error: unknown): boolean {
  return error instanceof Error && 'errorCode' in error && error.errorCode === preconditionFailed;
}

function emmettNameOf(stream: number): string {
  return `project-riverside.register-2011-12-${digits(stream)}`;
}
