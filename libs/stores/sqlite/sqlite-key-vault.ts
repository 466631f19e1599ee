import { randomBytes } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { systemClock } from '#eventing/clock';
import type { Clock } from '#eventing/clock';
import { keyBytes, KeyDestroyed } from '#eventing/key-vault';
import type { Erasure, KeyVault } from '#eventing/key-vault';
import { backUp } from '#stores/sqlite/sqlite-backup';
import { openSqliteFile } from '#stores/sqlite/sqlite-file';

/** "TalK" in ASCII. */
const keysApplicationId = 0x54616c4b;

const migrations = [
  `
  -- A person without a key was forgotten: the row stays as the tombstone that a restore replays.
  CREATE TABLE person_keys (
    person       TEXT PRIMARY KEY,
    key          BLOB CHECK (key IS NULL OR length(key) = 32),
    destroyed_at TEXT,
    CHECK ((key IS NULL) = (destroyed_at IS NOT NULL))
  ) STRICT;

  CREATE TRIGGER person_keys_refuse_delete BEFORE DELETE ON person_keys
  BEGIN SELECT RAISE(ABORT, 'a person who was forgotten stays forgotten'); END;

  CREATE TRIGGER person_keys_refuse_change BEFORE UPDATE ON person_keys
  WHEN NEW.key IS NOT NULL OR NEW.person <> OLD.person OR OLD.destroyed_at IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a key is never changed, only destroyed'); END;

  CREATE TABLE command_key (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    key BLOB NOT NULL CHECK (length(key) = 32)
  ) STRICT;
  `,
];

interface KeyRow {
  readonly key: Uint8Array | null;
}

/**
 * The keys of one data folder, in a SQLite file of their own beside the events, kept as durably as they are.
 */
export class SqliteKeyVault implements KeyVault {
  private readonly database: DatabaseSync;
  private readonly clock: Clock;
  private readonly keyOf: StatementSync;

  /**
   * Opens a vault, making its file when it is not there. @throws StoreUnusable with a sentence for the
   * operator.
   */
  static open(options: { readonly file: string; readonly clock?: Clock }): SqliteKeyVault {
    const kind = { holds: 'keys', applicationId: keysApplicationId, migrations };
    // Destroyed keys are overwritten, not only unlinked from their page.
    const database = openSqliteFile(options.file, { ...kind, pragmas: ['secure_delete = ON'] });
    return new SqliteKeyVault(database, options.clock ?? systemClock);
  }

  private constructor(database: DatabaseSync, clock: Clock) {
    this.database = database;
    this.clock = clock;
    this.keyOf = database.prepare('SELECT key FROM person_keys WHERE person = ?');
  }

  async keyFor(person: string): Promise<Uint8Array> {
    const known = this.rowOf(person) ?? this.make(person);
    if (known.key === null) throw new KeyDestroyed(person);
    return known.key;
  }

  async find(person: string): Promise<Uint8Array | undefined> {
    return this.rowOf(person)?.key ?? undefined;
  }

  async destroy(person: string, at: string = this.clock()): Promise<void> {
    this.run(
      `INSERT INTO person_keys (person, key, destroyed_at) VALUES (?, NULL, ?)
       ON CONFLICT (person) DO UPDATE SET key = NULL, destroyed_at = excluded.destroyed_at
       WHERE destroyed_at IS NULL`,
      person,
      at,
    );
    this.emptyLog(person);
  }

  async erasures(): Promise<readonly Erasure[]> {
    const rows = this.database.prepare(
      `SELECT person, destroyed_at AS destroyedAt FROM person_keys
       WHERE destroyed_at IS NOT NULL ORDER BY destroyed_at, person`,
    );
    return rows.all() as unknown as Erasure[];
  }

  async commandKey(): Promise<Uint8Array> {
    this.run(
      'INSERT INTO command_key (one, key) VALUES (1, ?) ON CONFLICT DO NOTHING',
      randomBytes(keyBytes),
    );
    const { key } = this.database.prepare('SELECT key FROM command_key').get() as unknown as {
      key: Uint8Array;
    };
    return key;
  }

  /**
   * Copies the vault into a new file, as `SqliteStore.backup` does. Keep it apart from the copies of the
   * events.
   */
  async backup(file: string): Promise<void> {
    backUp(this.database, file);
  }

  async close(): Promise<void> {
    if (this.database.isOpen) this.database.close();
  }

  /**
   * The write-ahead log holds the page with the key until it is emptied, which waits for whoever is reading.
   */
  private emptyLog(person: string): void {
    const emptied = this.database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
    if (emptied?.['busy'] === 0) return;
    throw new Error(
      `The key of ${person} is destroyed, but a trace of it stays in the log, because another process ` +
        'is reading it. Destroy it again to remove the trace.',
    );
  }

  private rowOf(person: string): KeyRow | undefined {
    return this.keyOf.get(person) as KeyRow | undefined;
  }

  /** Another process may make the same person's key at the same moment: whoever came first has made it. */
  private make(person: string): KeyRow {
    this.run(
      'INSERT INTO person_keys (person, key) VALUES (?, ?) ON CONFLICT DO NOTHING',
      person,
      randomBytes(keyBytes),
    );
    const made = this.rowOf(person);
    if (made === undefined) throw new Error(`The key of ${person} was made and is not there.`);
    return made;
  }

  private run(sql: string, ...parameters: (string | Uint8Array)[]): void {
    this.database.prepare(sql).run(...parameters);
  }
}
