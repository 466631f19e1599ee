import { Kysely, PostgresDialect } from 'kysely';
import type { Dialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { Pool } from 'pg';
import { sqliteDialect } from '#projections/sqlite-dialect';
import { Line } from '#projections/sqlite-line';
import type { Settings } from '#settings/settings';
import { signInAddress } from '#sign-in/sign-in-address';
import { migrations } from '#sign-in/migrations';
import type { SignInTables } from '#sign-in/migrations';

/**
 * Who can sign in, and who has: in a database of its own, apart from the events, since nothing of it is
 * history.
 */
export type SignInDatabase = Kysely<SignInTables>;

const schema = 'tallystick_sign_in';

/**
 * Opens it where the rest of the data is, and brings it up to this version. Close with `destroy()`.
 *
 * @throws what the database throws, when it is of no use
 */
export async function openSignIn(settings: Settings): Promise<SignInDatabase> {
  const address = signInAddress(settings);
  return address.engine === 'postgres'
    ? migrated(postgres(address.url), schema)
    : migrated(sqlite(address.file));
}

/** In memory, and gone with the test that holds it. */
export async function openSignInInMemory(): Promise<SignInDatabase> {
  return migrated(sqlite(':memory:'));
}

async function migrated(dialect: Dialect, migrationTableSchema?: string): Promise<SignInDatabase> {
  const db = new Kysely<SignInTables>({ dialect });
  const provider = { getMigrations: async () => migrations };
  const options = migrationTableSchema === undefined ? {} : { migrationTableSchema };
  const { error } = await new Migrator({ db, provider, ...options }).migrateToLatest();
  if (error === undefined) return db;
  await db.destroy();
  throw new Error('The database of sign-ins cannot be brought up to this version.', { cause: error });
}

/** Sign-ins are few, so each is synced: nobody who was signed out is signed in again by a power cut. */
function sqlite(file: string): Dialect {
  const pragmas = ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON'];
  return sqliteDialect(() => new Line({ file, pragmas, busyMs: 10_000 }));
}

function postgres(url: string): Dialect {
  const pool = new Pool({
    connectionString: url,
    application_name: 'tallystick sign-in',
    options: `-c search_path=${schema}`,
  });
  // A connection that breaks while nobody uses it is replaced by the next that is needed.
  pool.on('error', () => undefined);
  return new PostgresDialect({ pool });
}
