import type { Client } from 'pg';
import { StoreUnusable } from '#eventing/event-store';

export interface DatabaseKind {
  /** What the database holds, in an error: "events". */
  readonly holds: string;
  /** The schema that is ours. */
  readonly schema: string;
  /** SQL from one version to the next. */
  readonly migrations: readonly string[];
  /** What the user must be allowed to do with each table of the schema. */
  readonly needs: Readonly<Record<string, readonly string[]>>;
}

/** The advisory lock under which schemas are made, so that two processes may start at once: "TallyDDL". */
const migrationLock = '6080784409155060812';

/** Brings what is ours in a database up to date, in one transaction. */
export async function migrate(client: Client, place: string, kind: DatabaseKind): Promise<void> {
  if ((await versionOf(client, place, kind)) < kind.migrations.length) {
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
    await client.query("SELECT set_config('synchronous_commit', 'on', true)");
    await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    // Another process may have made it meanwhile.
    await takeSteps(client, await versionOf(client, place, kind), kind);
    await client.query('COMMIT');
  }
  await insistRights(client, place, kind);
}

async function takeSteps(client: Client, from: number, { schema, migrations }: DatabaseKind): Promise<void> {
  if (from === 0) {
    await client.query(`CREATE SCHEMA ${schema}`);
    await client.query(
      `CREATE TABLE ${schema}.migrations (version int PRIMARY KEY, made_at timestamptz NOT NULL)`,
    );
  }
  for (const [index, step] of migrations.entries()) {
    if (index < from) continue;
    await client.query(step);
    await client.query(`INSERT INTO ${schema}.migrations VALUES ($1, clock_timestamp())`, [index + 1]);
  }
}

interface State {
  readonly has_schema: boolean;
  readonly has_versions: boolean;
  readonly stranger: string | null;
  readonly may_create: boolean;
  readonly may_use: boolean | null;
  readonly may_read: boolean | null;
}

/** Tables of others: not those of our own schemas, nor what an extension brought. */
const strangers = `
  SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f', 'S') AND n.nspname NOT LIKE 'pg\\_%'
    AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'tallystick%'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
  ORDER BY 1 LIMIT 1`;

const look = `
  SELECT to_regnamespace($1) IS NOT NULL AS has_schema,
         EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace($1) AND relname = 'migrations')
           AS has_versions,
         (${strangers}) AS stranger,
         has_database_privilege(current_database(), 'CREATE') AS may_create,
         (SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = $1) AS may_use,
         (SELECT has_table_privilege(oid, 'SELECT') FROM pg_class
          WHERE relnamespace = to_regnamespace($1) AND relname = 'migrations') AS may_read`;

/**
 * How many steps our part of a database has had, 0 when there is none and one may be made.
 *
 * @throws StoreUnusable when it is another program's, a newer one's, or out of reach.
 */
async function versionOf(client: Client, place: string, kind: DatabaseKind): Promise<number> {
  const { rows } = await client.query<State>(look, [kind.schema]);
  const [state] = rows;
  const wrong = state === undefined ? 'it says nothing of itself' : wrongState(state, kind);
  if (wrong !== undefined) throw new StoreUnusable(`Cannot keep ${kind.holds} in ${place}: ${wrong}.`);
  if (state?.has_versions !== true) return 0;
  const versions = await client.query<{ version: number | null }>(
    `SELECT max(version) AS version FROM ${kind.schema}.migrations`,
  );
  const version = versions.rows[0]?.version ?? 0;
  if (version <= kind.migrations.length) return version;
  throw new StoreUnusable(
    `${place} was written by a newer Tallystick: its tables have version ${version}, and this one knows them up to ${kind.migrations.length}.`,
  );
}

function wrongState(state: State, { schema }: DatabaseKind): string | undefined {
  if (state.has_schema) return wrongSchema(state, schema);
  if (state.stranger !== null) {
    return `it is not empty and belongs to another program (it has ${state.stranger}); name a database of its own`;
  }
  return state.may_create ? undefined : 'the user lacks the right CREATE on the database';
}

function wrongSchema(state: State, schema: string): string | undefined {
  if (!state.has_versions) return `it has a schema ${schema} that belongs to another program`;
  if (state.may_use !== true) return `the user lacks the right USAGE on the schema ${schema}`;
  return state.may_read === true ? undefined : `the user lacks the right SELECT on ${schema}.migrations`;
}

/** Who may not write should hear so at the start, and not at the first append. */
async function insistRights(client: Client, place: string, kind: DatabaseKind): Promise<void> {
  const wanted = Object.entries(kind.needs).flatMap(([table, rights]) =>
    rights.map((right) => ({ table: `${kind.schema}.${table}`, right })),
  );
  const { rows } = await client.query<{ lacking: string }>(
    `SELECT format('%s on %s', name, place) AS lacking
     FROM unnest($1::text[], $2::text[]) AS given (place, name)
     WHERE NOT has_table_privilege(place, name)`,
    [wanted.map(({ table }) => table), wanted.map(({ right }) => right)],
  );
  if (rows.length === 0) return;
  const rights = rows.map(({ lacking }) => lacking).join(', ');
  throw new StoreUnusable(`Cannot keep ${kind.holds} in ${place}: the user lacks the right ${rights}.`);
}
