import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { systemClock } from '#eventing/clock';
import type { Clock } from '#eventing/clock';
import { keyBytes, KeyDestroyed } from '#eventing/key-vault';
import type { Erasure, KeyVault } from '#eventing/key-vault';
import { Gathering } from '#stores/postgres/gathering';
import { openDatabase } from '#stores/postgres/opening';
import { explain } from '#stores/postgres/postgres-errors';
import { openPool } from '#stores/postgres/sessions';
import { keyGuards, keyTables } from '#stores/postgres/sql/key-tables.sql';
import { refuseKeyChange } from '#stores/postgres/sql/refuse-key-change.sql';

const migrations = [[keyTables, refuseKeyChange, keyGuards].join('\n')];

const needs = {
  person_keys: ['SELECT', 'INSERT', 'UPDATE'],
  command_key: ['SELECT', 'INSERT'],
} as const;

/** So many keys are asked for by one question. */
const mostAtOnce = 500;

interface KeyRow {
  readonly key: Uint8Array | null;
}

/**
 * The keys in a schema of their own, which may lie in another database than the events, and should: whoever
 * copies one should not have the other.
 */
export class PostgresKeyVault implements KeyVault {
  private readonly pool: Pool;
  private readonly clock: Clock;
  private readonly rows = new Gathering(async (people: readonly string[]) => this.rowsOf(people), mostAtOnce);
  private ended: Promise<void> | undefined;

  /**
   * Opens a vault, making its tables where they are not there. @throws StoreUnusable with a sentence for the
   * operator.
   */
  static async open(options: { readonly url: string; readonly clock?: Clock }): Promise<PostgresKeyVault> {
    await openDatabase(options.url, { holds: 'keys', schema: 'tallystick_keys', migrations, needs });
    return new PostgresKeyVault(options.url, options.clock ?? systemClock);
  }

  private constructor(url: string, clock: Clock) {
    this.pool = openPool({ url, purpose: 'keys', max: 4 });
    this.clock = clock;
  }

  async keyFor(person: string): Promise<Uint8Array> {
    const known = (await this.rowOf(person)) ?? (await this.make(person));
    if (known.key === null) throw new KeyDestroyed(person);
    return known.key;
  }

  async find(person: string): Promise<Uint8Array | undefined> {
    return (await this.rowOf(person))?.key ?? undefined;
  }

  /**
   * Rewrites the table, so that the key is in none of its files. It may still be in the server's log of what
   * it wrote (WAL), its archive and its copies, until they are thrown away.
   */
  async destroy(person: string, at: string = this.clock()): Promise<void> {
    await this.pool.query(
      `INSERT INTO tallystick_keys.person_keys AS known (person, key, destroyed_at) VALUES ($1, NULL, $2)
       ON CONFLICT (person) DO UPDATE SET key = NULL, destroyed_at = excluded.destroyed_at
       WHERE known.destroyed_at IS NULL`,
      [person, at],
    );
    await this.removeTraces(person);
  }

  async erasures(): Promise<readonly Erasure[]> {
    const { rows } = await this.pool.query<Erasure>(
      `SELECT person, destroyed_at AS "destroyedAt" FROM tallystick_keys.person_keys
       WHERE destroyed_at IS NOT NULL ORDER BY destroyed_at, person`,
    );
    return rows;
  }

  async commandKey(): Promise<Uint8Array> {
    await this.pool.query(
      'INSERT INTO tallystick_keys.command_key (one, key) VALUES (1, $1) ON CONFLICT DO NOTHING',
      [randomBytes(keyBytes)],
    );
    const { rows } = await this.pool.query<{ key: Uint8Array }>(
      'SELECT key FROM tallystick_keys.command_key',
    );
    const [row] = rows;
    if (row === undefined) throw new Error('The key for commands was made and is not there.');
    return row.key;
  }

  async close(): Promise<void> {
    this.ended ??= this.pool.end();
    await this.ended;
  }

  private async removeTraces(person: string): Promise<void> {
    try {
      await this.pool.query('VACUUM (FULL) tallystick_keys.person_keys');
    } catch (error) {
      throw new Error(
        `The key of ${person} is destroyed, but a trace of it stays on the server's disk. Destroy it again to remove it. (${explain(error)})`,
        { cause: error },
      );
    }
  }

  /** The keys of a page's people are asked for in one turn, and read by one question. */
  private async rowOf(person: string): Promise<KeyRow | undefined> {
    return this.rows.answerTo(person);
  }

  private async rowsOf(people: readonly string[]): Promise<(KeyRow | undefined)[]> {
    const { rows } = await this.pool.query<KeyRow & { readonly person: string }>({
      name: 'keys of people',
      text: 'SELECT person, key FROM tallystick_keys.person_keys WHERE person = ANY($1::text[])',
      values: [people],
    });
    const byPerson = new Map(rows.map((row) => [row.person, row]));
    return people.map((person) => byPerson.get(person));
  }

  /** Another process may make the same person's key at the same moment: whoever came first has made it. */
  private async make(person: string): Promise<KeyRow> {
    await this.pool.query(
      'INSERT INTO tallystick_keys.person_keys (person, key) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [person, randomBytes(keyBytes)],
    );
    const made = await this.rowOf(person);
    if (made === undefined) throw new Error(`The key of ${person} was made and is not there.`);
    return made;
  }
}
