import { Pool } from 'pg';
import type { ClientBase } from 'pg';

/** How long to wait for a connection, in milliseconds. */
const connectTimeoutMs = 5_000;

/**
 * What holds in every session, whatever the server, the database or the role has as its default.
 *
 * The statements here look up few rows by an index, in tables that begin empty: without the last settings a
 * plan that was made for ten rows would be used on a million.
 */
const settings: Readonly<Record<string, string>> = {
  default_transaction_isolation: 'read committed',
  default_transaction_deferrable: 'off',
  search_path: 'pg_catalog',
  statement_timeout: '30s',
  lock_timeout: '10s',
  idle_in_transaction_session_timeout: '60s',
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  jit: 'off',
};

export interface PoolOptions {
  readonly url: string;
  /** What the server shows beside a session, after "tallystick". */
  readonly purpose: string;
  /** The most connections at once. */
  readonly max: number;
}

/**
 * Connections to a server, each made when it is first needed and made anew when it was lost.
 */
export function openPool({ url, purpose, max }: PoolOptions): Pool {
  const pool = new Pool({
    connectionString: url,
    application_name: `tallystick ${purpose}`,
    max,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    // The pool waits for it before it gives the connection out, though its type does not say so.
    onConnect: (client): unknown => prepare(client),
  });
  // An idle connection was lost: the pool has dropped it, and the next to ask gets a new one.
  pool.on('error', () => undefined);
  return pool;
}

/** Where a database is, without the user and the password. */
export function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'the database';
  const { hostname, port, pathname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? (hostname === '' ? 'this machine' : hostname);
  const name = decodeURIComponent(pathname.slice(1));
  return `the database ${name === '' ? 'of the user' : name} on ${host}:${port === '' ? '5432' : port}`;
}

async function prepare(client: ClientBase): Promise<void> {
  // A connection that is lost in use fails the query that is under way, and that is where it is answered.
  client.on('error', () => undefined);
  await applySettings(client);
}

/** A server that waits for its copies to have applied a commit goes on doing so. */
const durability = `set_config('synchronous_commit',
  CASE current_setting('synchronous_commit') WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false)`;

/** Sets in a session what has to hold in every one. */
export async function applySettings(client: ClientBase): Promise<void> {
  const calls = Object.keys(settings).map((_, at) => `set_config($${2 * at + 1}, $${2 * at + 2}, false)`);
  await client.query(`SELECT ${[durability, ...calls].join(', ')}`, Object.entries(settings).flat());
}
