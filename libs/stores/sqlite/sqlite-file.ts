import { accessSync, closeSync, constants, existsSync, fsyncSync, openSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreUnusable } from '#eventing/event-store';
import { cannotOpenCode, explain, failedCode, readOnlyCode, sqliteCode } from '#stores/sqlite/sqlite-errors';

export interface FileKind {
  /** What the file holds, in an error: "events". */
  readonly holds: string;
  /** The mark in its header, see https://www.sqlite.org/pragma.html#pragma_application_id. */
  readonly applicationId: number;
  /** SQL from one version to the next; the version of a file is the number of steps it has had. */
  readonly migrations: readonly string[];
  /** Pragmas of this kind, run before the first write. */
  readonly pragmas?: readonly string[];
}

/** How long SQLite waits for another process that is writing, in milliseconds. */
const busyTimeoutMs = 5_000;

/** What a new file takes with its log and its index, with room to spare. */
const roomNeededBytes = 256 * 1024;

/**
 * Opens a file so that a commit survives a power cut, making it when it is not there: write-ahead log and
 * `synchronous=FULL`. With the first sync of its log SQLite also syncs the folder, so the names survive too.
 *
 * @throws StoreUnusable with a sentence for the operator, leaving the file as it was, when it is another
 *   program's, a newer version's, damaged, on a disk that cannot be written to, or cannot be kept safely.
 */
export function openSqliteFile(file: string, kind: FileKind): DatabaseSync {
  const database = connect(file, kind);
  try {
    insistOurs(database, file, kind);
    insistDurable(database, file);
    for (const setting of kind.pragmas ?? []) database.exec(`PRAGMA ${setting}`);
    migrate(database, file, kind);
    return database;
  } catch (error) {
    database.close();
    throw unusable(error, file, kind);
  }
}

/**
 * Opens a file that is open already, to read through what is committed in it: with little in memory, since
 * nothing is read twice.
 */
export function openToReadThrough(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true, timeout: busyTimeoutMs, allowExtension: false });
  database.exec('PRAGMA cache_size = -2048');
  return database;
}

/** Makes what was created or renamed in a folder survive a power cut. */
export function syncFolder(folder: string): void {
  sync(folder);
}

/** Makes the content of a file survive a power cut. */
export function syncFile(file: string): void {
  sync(file);
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function connect(file: string, kind: FileKind): DatabaseSync {
  if (!existsSync(dirname(file)))
    throw new StoreUnusable(`There is no folder ${dirname(file)} for the ${kind.holds}.`);
  try {
    return new DatabaseSync(file, { timeout: busyTimeoutMs, allowExtension: false });
  } catch (error) {
    throw unusable(error, file, kind);
  }
}

function unusable(error: unknown, file: string, kind: FileKind): StoreUnusable {
  if (error instanceof StoreUnusable) return error;
  const words = (saysLittle(error) ? diskTrouble(dirname(file)) : undefined) ?? explain(error);
  return new StoreUnusable(`Cannot keep ${kind.holds} in ${file}: ${words}.`, { cause: error });
}

/**
 * That a file cannot be opened, read or written is all that SQLite says, where the disk itself can say why.
 */
function saysLittle(error: unknown): boolean {
  return [cannotOpenCode, failedCode, readOnlyCode].includes(sqliteCode(error) ?? 0);
}

function diskTrouble(folder: string): string | undefined {
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    return `the disk or the folder ${folder} can only be read`;
  }
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < roomNeededBytes ? 'the disk is full' : undefined;
}

function insistOurs(database: DatabaseSync, file: string, kind: FileKind): void {
  const { mark, isEmpty } = glance(database);
  if (mark !== kind.applicationId && !(mark === 0 && isEmpty)) {
    throw new StoreUnusable(
      `${file} does not hold Tallystick's ${kind.holds}: it belongs to another program.`,
    );
  }
  const version = numberOf(database, 'user_version');
  if (version > kind.migrations.length) {
    throw new StoreUnusable(
      `${file} was written by a newer Tallystick: its tables have version ${version}, ` +
        `and this one knows them up to ${kind.migrations.length}.`,
    );
  }
}

/**
 * A file that was made and then left, by a crash before its tables, has a page and nothing on it. Both are
 * read in one statement: between two, another process may give a new file its mark and its tables.
 */
function glance(database: DatabaseSync): { readonly mark: number; readonly isEmpty: boolean } {
  const tables = 'SELECT count(*) FROM sqlite_schema';
  const row = database.prepare(
    `SELECT application_id AS mark, (${tables}) AS tables FROM pragma_application_id`,
  );
  const { mark, tables: made } = row.get() ?? {};
  if (typeof mark !== 'number') throw new StoreUnusable('SQLite does not say its application_id.');
  return { mark, isEmpty: made === 0 };
}

/**
 * With `synchronous=NORMAL` a power cut loses commits that were acknowledged, so what was set is read back.
 */
function insistDurable(database: DatabaseSync, file: string): void {
  const mode = textOf(database, 'journal_mode = WAL');
  if (mode !== 'wal') {
    throw new StoreUnusable(
      `${file} cannot be kept safely: its journal mode is "${mode}" where it must be "wal".`,
    );
  }
  database.exec('PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON');
  const synchronous = numberOf(database, 'synchronous');
  if (synchronous !== 2) {
    throw new StoreUnusable(
      `${file} cannot be kept safely: SQLite syncs at level ${synchronous} where it must be 2.`,
    );
  }
}

/** Another process may be opening the same new file, so the version is read again under the lock. */
function migrate(database: DatabaseSync, file: string, kind: FileKind): void {
  if (numberOf(database, 'user_version') === kind.migrations.length) return;
  database.exec('BEGIN IMMEDIATE');
  insistOurs(database, file, kind);
  for (const step of kind.migrations.slice(numberOf(database, 'user_version'))) database.exec(step);
  database.exec(
    `PRAGMA application_id = ${kind.applicationId}; PRAGMA user_version = ${kind.migrations.length}`,
  );
  database.exec('COMMIT');
}

function pragma(database: DatabaseSync, text: string): unknown {
  const row = database.prepare(`PRAGMA ${text}`).get();
  return row === undefined ? undefined : Object.values(row)[0];
}

function numberOf(database: DatabaseSync, name: string): number {
  const value = pragma(database, name);
  if (typeof value !== 'number') throw new StoreUnusable(`SQLite does not say its ${name}.`);
  return value;
}

function textOf(database: DatabaseSync, text: string): string {
  return String(pragma(database, text));
}
