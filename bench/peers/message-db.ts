import { readdirSync, readFileSync } from 'node:fs';
import { Pool } from 'pg';
import { fillBy, queryOn, runIn } from './databases.ts';
import { folderOf } from './packages.ts';
import { digits, filledInSql, sampleInSql } from './peer.ts';
import type { OpenPeer, Peer } from './peer.ts';

/** In the order of its own `install.sh`, without the role and its rights: here its owner calls it. */
const scripts = ['schema', 'extensions', 'tables', 'types', 'functions', 'indexes', 'views'];
/** Functions that others name when they are made come first. */
const firstFunctions = ['hash-64', 'acquire-lock', 'category', 'is-category', 'id', 'cardinal-id'];

/** Its functions name each other without their schema. */
const searchPath = '-c search_path=message_store,public';

const write = {
  name: 'write',
  text: 'SELECT message_store.write_message($1, $2, $3, $4, NULL, $5)',
};
const last = { name: 'last', text: 'SELECT position FROM message_store.get_last_stream_message($1)' };

/** As many categories as there are clients at most: streams of one category wait for each other. */
const categories = 64;

export const messageDb: Peer = {
  name: 'message-db',
  does:
    '1 round trip, 1 prepared call of its function, its own commit, a pool of a connection a client; ' +
    'jsonb, 4 indexes; an advisory lock on the category held to the commit, and here each client has a ' +
    'category of its own, which is its best case; positions of a sequence',
  async prepare(url) {
    await runIn(url, ...scripts.flatMap(textsOf));
  },
  async fill(url, filled) {
    const { stream, count } = filledInSql(filled);
    const name = `'project' || (${stream} % ${categories}) || '-' || lpad(${stream}::text, 8, '0')`;
    const lastEvent = filled.streams * filled.eventsOfStream - 1;
    await fillBy(
      url,
      'SET search_path = message_store, public',
      `INSERT INTO messages (stream_name, position, type, data)
       SELECT ${name}, ${count}, 'PerformanceUpdateSubmitted', ${sampleInSql('i', stream)}::jsonb
       FROM generate_series(0, ${lastEvent}) AS i`,
    );
  },
  async open(url, clients) {
    const connection = { connectionString: url, options: searchPath };
    return openAt(new Pool({ ...connection, max: clients, idleTimeoutMillis: 0 }));
  },
};

function openAt(pool: Pool): OpenPeer {
  return {
    async append(stream, count, sample) {
      const values = [sample.id, nameOf(stream), sample.type, JSON.stringify(sample), count - 1];
      try {
        await queryOn(pool, { ...write, values });
        return true;
      } catch (error) {
        if (error instanceof Error && error.message.startsWith('Wrong expected version')) return false;
        throw error;
      }
    },
    async countOf(stream) {
      const { rows } = await queryOn<{ position: string }>(pool, { ...last, values: [nameOf(stream)] });
      return Number(rows[0]?.position ?? -1) + 1;
    },
    close: async () => pool.end(),
  };
}

function nameOf(stream: number): string {
  return `project${stream % categories}-${digits(stream)}`;
}

/** The scripts of one folder. A function is made after those that its body names. */
function textsOf(folder: string): string[] {
  const place = new URL(`database/${folder}/`, folderOf('@eventide/message-db'));
  return readdirSync(place)
    .toSorted((one, other) => rankOf(one) - rankOf(other))
    .map((file) => readFileSync(new URL(file, place), 'utf8'));
}

function rankOf(file: string): number {
  const rank = firstFunctions.indexOf(file.replace('.sql', ''));
  return rank === -1 ? firstFunctions.length : rank;
}
