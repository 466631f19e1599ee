import { createHash } from 'node:crypto';
import { Kysely } from 'kysely';
import { Pool, types } from 'pg';
import type { ClientBase, PoolConfig } from 'pg';
import { postgresDialect } from '#projections/postgres-dialect';
import type { ReadModels, ReadModelTables } from '#projections/read-models';
import { ReadModelsUnusable } from '#projections/read-models-unusable';

export interface PostgresReadModelsOptions {
  /** `postgres://user:password@host:port/database`: the database may hold other things too. */
  readonly url: string;
  /** The schema that holds the read models and nothing else; `tallystick_read` when not given. */
  readonly schema?: string;
}

/** What the comment of a schema of read models says. */
const mark = 'The read models of Tallystick.';
const oldestVersion = 140_000;

/**
 * Opens the read models in a schema of their own of a PostgreSQL database, making it when it is not there.
 * Close with `destroy()`.
 *
 * A commit is not waited for until it is on the disk: after a crash of the server they may be some events
 * behind, never wrong, since rows and checkpoint are kept or lost together, and the runner goes on from
 * there.
 *
 * @throws ReadModelsUnusable at the first query, when the server, the database or the schema is of no use.
 */
export function openPostgresReadModels(options: PostgresReadModelsOptions): ReadModels {
  const { schema = 'tallystick_read' } = options;
  const open = async (): Promise<Pool> => openPool({ ...options, schema });
  const writersLock = lockOf(schema, 'writes');
  return new Kysely<ReadModelTables>({ dialect: postgresDialect({ open, writersLock }) });
}

/**
 * The number of a lock in the server: each schema has its own, for each thing that one may do at a time.
 *
 * @returns a whole number of 64 bits, in decimal
 */
export function lockOf(schema: string, what: 'writes' | 'leads'): string {
  return createHash('sha256').update(`tallystick ${what} ${schema}`).digest().readBigInt64BE().toString();
}

/** What a connection is opened with. @throws ReadModelsUnusable when the URL is none. */
export function connectionOf(url: string): PoolConfig {
  if (!URL.canParse(url))
    throw new ReadModelsUnusable('The place of the read models is no URL of a PostgreSQL database.');
  return {
    connectionString: url,
    application_name: 'tallystick read models',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: { getTypeParser: parserOf },
  };
}

/** Where that is, without user and password. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

async function openPool({ url, schema }: Required<PostgresReadModelsOptions>): Promise<Pool> {
  // What the types of the driver leave out: that statements need not wait for each other, and that the pool
  // waits until a connection is settled.
  const config: object = {
    ...connectionOf(url),
    pipeline: true,
    onConnect: async (client: ClientBase) => settle(client, schema),
  };
  const pool = new Pool(config);
  // A connection that breaks while nobody uses it is replaced by the next that is needed.
  pool.on('error', () => undefined);
  try {
    const client = await pool.connect();
    try {
      await insistOurs(client, schema);
    } finally {
      client.release();
    }
    return pool;
  } catch (error) {
    await pool.end();
    throw unusable(`${placeOf(url)}, schema ${schema},`, error);
  }
}

async function settle(client: ClientBase, schema: string): Promise<void> {
  // One that is lost in use fails the query that is under way, and that is where it is answered.
  client.on('error', () => undefined);
  await client.query(
    `set search_path = ${client.escapeIdentifier(schema)}; set synchronous_commit = off; set jit = off`,
  );
}

interface Found {
  readonly version: number;
  readonly encoding: string;
  readonly is_there: boolean;
  readonly comment: string | null;
  readonly is_used: boolean;
}

async function insistOurs(client: ClientBase, schema: string): Promise<void> {
  await client.query(`begin; select pg_advisory_xact_lock(${lockOf(schema, 'writes')})`);
  const { rows } = await client.query<Found>(
    `select current_setting('server_version_num')::int8 as version,
      current_setting('server_encoding') as encoding,
      place is not null as is_there,
      obj_description(place, 'pg_namespace') as comment,
      exists (select from pg_class where relnamespace = place) as is_used
    from (select to_regnamespace(quote_ident($1))::oid) as named (place)`,
    [schema],
  );
  const [found] = rows as [Found];
  const complaint = complaintAbout(found);
  if (complaint !== undefined) {
    await client.query('rollback');
    throw new ReadModelsUnusable(complaint);
  }
  if (found.comment !== mark) await make(client, schema, found.is_there);
  await client.query('commit');
}

function complaintAbout({ version, encoding, comment, is_used }: Found): string | undefined {
  if (version < oldestVersion) return `the server is older than version ${oldestVersion / 10_000}`;
  if (encoding !== 'UTF8') return `its encoding is ${encoding} and not UTF8`;
  if (comment !== mark && is_used) return 'it holds something else';
  return undefined;
}

async function make(client: ClientBase, schema: string, isThere: boolean): Promise<void> {
  const name = client.escapeIdentifier(schema);
  if (!isThere) await client.query(`create schema ${name}`);
  await client.query(`comment on schema ${name} is ${client.escapeLiteral(mark)}`);
}

function unusable(place: string, error: unknown): ReadModelsUnusable {
  const { message, code } = error as { readonly message: string; readonly code?: string };
  const why = message === '' ? code : message;
  return new ReadModelsUnusable(`${place} cannot be opened as read models: ${why}.`, { cause: error });
}

/**
 * The numbers of PostgreSQL's types (pg_type.dat) that hold whole numbers: int8, and numeric, which sums are.
 */
const wholeNumbers = new Set([20, 1700]);

function parserOf(oid: number): (value: string) => unknown {
  return wholeNumbers.has(oid) ? wholeNumberOf : (types.getTypeParser(oid) as (value: string) => unknown);
}

/** @throws RangeError when a number would not come out as it is stored. */
function wholeNumberOf(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number))
    throw new RangeError(`The number ${value} is too large, or is not whole.`);
  return number;
}
