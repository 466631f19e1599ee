import { Pool } from 'pg';
import { fillBy, isUniqueViolation, queryOn, runIn } from './databases.ts';
import { filledInSql, nameOf, sampleInSql } from './peer.ts';
import type { OpenPeer, Peer } from './peer.ts';

const table = `
  CREATE TABLE events (
    position    bigserial PRIMARY KEY,
    id          uuid NOT NULL UNIQUE,
    stream      text COLLATE "C" NOT NULL,
    version     bigint NOT NULL,
    type        text COLLATE "C" NOT NULL,
    body        text COLLATE "C" NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (stream, version)
  )`;

const insert = {
  name: 'insert',
  text: `INSERT INTO events (id, stream, version, type, body) VALUES ($1, $2, $3, $4, $5)
         RETURNING position, recorded_at`,
};

const count = {
  name: 'count',
  text: 'SELECT coalesce(max(version) + 1, 0) AS count FROM events WHERE stream = $1',
};

/** The least that an append can be with one statement each: no answer kept, and an order that skips. */
export const insertReturning: Peer = {
  name: 'INSERT … RETURNING',
  does:
    '1 round trip, 1 prepared statement, its own commit, a pool of a connection a client; text, 3 unique ' +
    'indexes of which one is the check; no lock but the index; positions of a sequence, so a reader may skip',
  prepare: async (url) => runIn(url, table),
  async fill(url, filled) {
    const { stream, count: version } = filledInSql(filled);
    const last = filled.streams * filled.eventsOfStream - 1;
    await fillBy(
      url,
      `INSERT INTO events (id, stream, version, type, body)
       SELECT gen_random_uuid(), '${nameOf(0).slice(0, -8)}' || lpad(${stream}::text, 8, '0'), ${version},
              'PerformanceUpdateSubmitted', ${sampleInSql('i', stream)}
       FROM generate_series(0, ${last}) AS i`,
    );
  },
  open: async (url, clients) =>
    openAt(new Pool({ connectionString: url, max: clients, idleTimeoutMillis: 0 })),
};

function openAt(pool: Pool): OpenPeer {
  return {
    async append(stream, version, sample) {
      const values = [sample.id, nameOf(stream), version, sample.type, JSON.stringify(sample)];
      try {
        await queryOn(pool, { ...insert, values });
        return true;
      } catch (error) {
        if (isUniqueViolation(error)) return false;
        throw error;
      }
    },
    async countOf(stream) {
      const { rows } = await queryOn<{ count: string }>(pool, { ...count, values: [nameOf(stream)] });
      return Number(rows[0]?.count);
    },
    close: async () => pool.end(),
  };
}
