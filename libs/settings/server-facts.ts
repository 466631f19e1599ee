import type { Client } from 'pg';
import type { Address } from '#settings/addresses';

type ServerAddress = Exclude<Address, { readonly engine: 'sqlite' }>;

/** What a server says of itself. */
export interface ServerFacts {
  /** Its engine and version: "PostgreSQL 18.1". */
  readonly engine: string;
  /** What it holds for us takes so many bytes on its disk; undefined where it does not say. */
  readonly bytes: number | undefined;
  /**
   * How far its clock is ahead of this machine's, in milliseconds, at least; below nil when it is behind;
   * undefined where it does not say.
   */
  readonly aheadMs: number | undefined;
}

const question = `
  SELECT current_setting('server_version') AS version,
         pg_database_size(current_database())::text AS bytes,
         (extract(epoch FROM clock_timestamp()) * 1000)::bigint::text AS now_ms`;

/** Asks the server at an address. @throws what its client throws */
export async function factsOf(address: ServerAddress): Promise<ServerFacts> {
  return address.engine === 'postgres' ? factsOfPostgres(address.url) : factsOfKurrent(address.url);
}

/** Opening it has compared the clocks already. */
async function factsOfKurrent(url: string): Promise<ServerFacts> {
  const { KurrentStore } = await import('#stores/kurrentdb/kurrent-store');
  const store = await KurrentStore.open({ url });
  await store.close();
  return { engine: `KurrentDB ${store.server.version}`, bytes: undefined, aheadMs: undefined };
}

async function factsOfPostgres(url: string): Promise<ServerFacts> {
  const { Client } = await import('pg');
  const client = new Client({ connectionString: url, application_name: 'tallystick doctor' });
  await client.connect();
  try {
    return await factsFrom(client);
  } finally {
    await client.end();
  }
}

async function factsFrom(client: Client): Promise<ServerFacts> {
  // What the first question takes may be for other reasons, so the clocks are compared by a second.
  await client.query(question);
  const before = Date.now();
  const { rows } = await client.query<{ version: string; bytes: string; now_ms: string }>(question);
  const after = Date.now();
  const [row] = rows;
  if (row === undefined) throw new Error('The server says nothing of itself.');
  const now = Number(row.now_ms);
  const aheadMs = now > after ? now - after : Math.min(0, now - before);
  return { engine: `PostgreSQL ${row.version}`, bytes: Number(row.bytes), aheadMs };
}
