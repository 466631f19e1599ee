import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { eventIdOf } from '#eventing/envelope';
import { StoreUnusable } from '#eventing/event-store';
import type { Appended } from '#eventing/event-store';
import { openSqliteFile } from '#stores/sqlite/sqlite-file';
import { SqliteKeyVault } from '#stores/sqlite/sqlite-key-vault';
import { SqliteStore } from '#stores/sqlite/sqlite-store';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tallystick-file-'));
  file = join(folder, 'events.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

let appended = 0;
async function append(store: SqliteStore, stream: string, body = '{}'): Promise<Appended> {
  appended += 1;
  const event = { id: eventIdOf('a', appended), type: 'ProjectFunded', body };
  const answer = {
    command: `thurrock/row-${appended}`,
    hash: 'ab',
    outcome: 'accepted',
    body: '{}',
  } as const;
  return store.append([{ stream, expected: 'no-stream', events: [event] }], answer);
}

async function withHistory(): Promise<void> {
  const store = SqliteStore.open({ file });
  for (const name of ['a', 'b']) await append(store, `project-thurrock.${name}`);
  await store.close();
}

type Exec = (this: DatabaseSync, sql: string) => void;
type Prepare = (this: DatabaseSync, sql: string) => StatementSync;

const pragma = (database: DatabaseSync, name: string): unknown =>
  Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];

function otherDatabase(sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

describe('Opening a file', () => {
  it('makes it, with its mark and version in the header', () => {
    void SqliteStore.open({ file }).close();
    const database = new DatabaseSync(file);
    expect([pragma(database, 'application_id'), pragma(database, 'user_version')]).toEqual([0x54616c79, 1]);
    database.close();
  });

  it('keeps it in a write-ahead log that is synced at every commit, each time it is opened', () => {
    const kind = { holds: 'events', applicationId: 7, migrations: ['CREATE TABLE t (x)'] };
    for (let time = 0; time < 2; time += 1) {
      const database = openSqliteFile(file, kind);
      expect([pragma(database, 'journal_mode'), pragma(database, 'synchronous')]).toEqual(['wal', 2]);
      database.close();
    }
  });

  it('refuses when the journal mode cannot be "wal"', () => {
    expect(() => SqliteStore.open({ file: ':memory:' })).toThrow(
      'its journal mode is "memory" where it must be "wal"',
    );
  });

  it('refuses when SQLite does not sync as it is told', () => {
    const kind = { holds: 'events', applicationId: 7, migrations: [] };
    // What another build of SQLite or a patched driver might do: the setting does not take.
    const lax = jest.spyOn(DatabaseSync.prototype, 'exec').mockImplementationOnce(function set(
      this: DatabaseSync,
    ) {
      this.prepare('PRAGMA synchronous = NORMAL').run();
    });
    expect(() => openSqliteFile(file, kind)).toThrow('SQLite syncs at level 1 where it must be 2');
    lax.mockRestore();
  });

  it.each<[string, () => void, string]>([
    [
      'another program’s database',
      () => otherDatabase('CREATE TABLE t (x)'),
      'it belongs to another program',
    ],
    [
      'a database with another mark',
      () => otherDatabase('PRAGMA application_id = 99'),
      'it belongs to another program',
    ],
    ['a vault of keys', () => void SqliteKeyVault.open({ file }).close(), 'it belongs to another program'],
    ['a text', () => writeFileSync(file, 'Dear partnership,\n'.repeat(100)), 'it is not a SQLite database'],
  ])('refuses %s and leaves it as it is', (_, make, words) => {
    make();
    const before = readFileSync(file);
    expect(() => SqliteStore.open({ file })).toThrow(StoreUnusable);
    expect(() => SqliteStore.open({ file })).toThrow(words);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('refuses a file of a newer version', async () => {
    await withHistory();
    otherDatabase('PRAGMA user_version = 2');
    expect(() => SqliteStore.open({ file })).toThrow(
      'its tables have version 2, and this one knows them up to 1',
    );
  });

  it('refuses a folder that is not there, and a folder in the place of the file', () => {
    expect(() => SqliteStore.open({ file: join(folder, 'none', 'events.db') })).toThrow('There is no folder');
    expect(() => SqliteStore.open({ file: folder })).toThrow('the file cannot be opened');
  });

  it('goes on where another process makes the file between its look and its lock', async () => {
    const exec = Object.getOwnPropertyDescriptor(DatabaseSync.prototype, 'exec')?.value as Exec;
    let isFirst = true;
    const spied = jest.spyOn(DatabaseSync.prototype, 'exec');
    spied.mockImplementation(function raced(this: DatabaseSync, sql: string) {
      if (sql === 'BEGIN IMMEDIATE' && isFirst) {
        isFirst = false;
        void SqliteStore.open({ file }).close();
      }
      exec.call(this, sql);
    });
    const store = SqliteStore.open({ file });
    spied.mockRestore();
    expect(isFirst).toBe(false);
    expect(await append(store, 'project-thurrock.a')).toMatchObject({ outcome: 'appended', position: 1 });
    await store.close();
  });

  it('goes on where another process makes the file between its look at the mark and at the tables', () => {
    const prepare = Object.getOwnPropertyDescriptor(DatabaseSync.prototype, 'prepare')?.value as Prepare;
    let isFirst = true;
    const spied = jest.spyOn(DatabaseSync.prototype, 'prepare');
    spied.mockImplementation(function raced(this: DatabaseSync, sql: string) {
      if (sql.includes('sqlite_schema') && isFirst) {
        isFirst = false;
        void SqliteStore.open({ file }).close();
      }
      return prepare.call(this, sql);
    });
    const store = SqliteStore.open({ file });
    spied.mockRestore();
    expect(isFirst).toBe(false);
    return store.close();
  });

  it('goes on where a crash left an empty file', async () => {
    otherDatabase('PRAGMA journal_mode = WAL');
    const store = SqliteStore.open({ file });
    expect(await append(store, 'project-thurrock.a')).toMatchObject({ outcome: 'appended', position: 1 });
    await store.close();
  });
});

describe('What is recorded', () => {
  it.each([
    ["UPDATE events SET body = '{}'", 'events are never changed'],
    ['DELETE FROM events', 'events are never changed'],
    ['DELETE FROM events WHERE position = 2', 'events are never changed'],
    ["UPDATE answers SET outcome = 'refused'", 'answers are never changed'],
    ['DELETE FROM answers', 'answers are never changed'],
    [
      "INSERT OR REPLACE INTO events SELECT position, id, stream, version, type, '', recorded_at FROM events",
      'never changed',
    ],
    ["REPLACE INTO events SELECT NULL, id, stream, 9, type, 'x', recorded_at FROM events", 'never changed'],
    [
      "REPLACE INTO events SELECT position, 'x', 'x', 0, type, 'x', recorded_at FROM events LIMIT 1",
      'never changed',
    ],
    [
      "REPLACE INTO events SELECT NULL, 'x', stream, version, type, 'x', recorded_at FROM events LIMIT 1",
      'never changed',
    ],
    [
      "REPLACE INTO answers SELECT NULL, command, 'x', outcome, body, 1, recorded_at FROM answers",
      'never changed',
    ],
    [
      "REPLACE INTO answers SELECT sequence, 'x', 'x', outcome, body, 1, recorded_at FROM answers",
      'never changed',
    ],
    [
      "INSERT OR IGNORE INTO events SELECT NULL, id, stream, version, type, 'x', recorded_at FROM events",
      'never changed',
    ],
  ])('is not changed by %s', async (sql, words) => {
    await withHistory();
    const database = new DatabaseSync(file);
    const before = [
      database.prepare('SELECT * FROM events').all(),
      database.prepare('SELECT * FROM answers').all(),
    ];
    expect(() => database.exec(sql)).toThrow(words);
    const after = [
      database.prepare('SELECT * FROM events').all(),
      database.prepare('SELECT * FROM answers').all(),
    ];
    expect(after).toEqual(before);
    database.close();
  });

  it('keeps its positions though the last event was cut off by force', async () => {
    await withHistory();
    const database = new DatabaseSync(file);
    database.exec('DROP TRIGGER events_refuse_delete; DELETE FROM events WHERE position = 2');
    database.close();
    const store = SqliteStore.open({ file });
    expect(await append(store, 'project-thurrock.c')).toMatchObject({ position: 3 });
    await store.close();
  });
});

describe('A backup', () => {
  it('is a store of its own with everything in it, and the same bytes in each body', async () => {
    const store = SqliteStore.open({ file });
    for (const [index, body] of ['{"a":"\u2028🚒"}', ' {"b":1e400}'].entries()) {
      await append(store, `project-thurrock.p${index}`, body);
    }
    const copy = join(folder, 'copy.db');
    await store.backup(copy);
    await append(store, 'project-thurrock.later');
    const restored = SqliteStore.open({ file: copy });
    const every = await Array.fromAsync(store.readAll(0));
    expect(await Array.fromAsync(restored.readAll(0))).toEqual(every.slice(0, 2));
    expect(await Array.fromAsync(restored.readAnswers(0))).toHaveLength(2);
    expect(await append(restored, 'project-thurrock.later')).toMatchObject({
      outcome: 'appended',
      position: 3,
    });
    await restored.close();
    await store.close();
  });

  it('is one moment of the store while others write', async () => {
    const [store, other] = [SqliteStore.open({ file }), SqliteStore.open({ file })];
    const writing = Promise.all(
      Array.from({ length: 50 }, async (_, index) => append(other, `person-p${index}`)),
    );
    await store.backup(join(folder, 'copy.db'));
    await writing;
    const copy = SqliteStore.open({ file: join(folder, 'copy.db') });
    const copied = await Array.fromAsync(copy.readAll(0));
    expect(await Array.fromAsync(copy.readAnswers(0))).toHaveLength(copied.length);
    for (const one of [copy, store, other]) await one.close();
  });

  it('never overwrites anything', async () => {
    const store = SqliteStore.open({ file });
    writeFileSync(join(folder, 'copy.db'), 'precious');
    await expect(store.backup(join(folder, 'copy.db'))).rejects.toThrow('is there already');
    expect(readFileSync(join(folder, 'copy.db'), 'utf8')).toBe('precious');
    await store.close();
  });

  it('leaves nothing behind when it cannot be written', async () => {
    const store = SqliteStore.open({ file });
    await expect(store.backup(join(folder, 'none', 'copy.db'))).rejects.toThrow('The backup to');
    await store.close();
  });

  it('is looked through, so that what breaks a rule of the tables is not taken for a good copy', async () => {
    await withHistory();
    const insert = "INSERT INTO answers VALUES (9, 'x', 'x', 'perhaps', '{}', 2, 'x')";
    otherDatabase(`PRAGMA ignore_check_constraints = ON; ${insert}`);
    const store = SqliteStore.open({ file });
    await expect(store.backup(join(folder, 'copy.db'))).rejects.toThrow('CHECK constraint failed in answers');
    expect(store.check()).toEqual(['CHECK constraint failed in answers']);
    await store.close();
  });

  it('is not taken of what is damaged', async () => {
    await withHistory();
    const damaged = join(folder, 'damaged.db');
    copyFileSync(file, damaged);
    const bytes = readFileSync(damaged);
    bytes.fill(0x55, bytes.length - 4096);
    writeFileSync(damaged, bytes);
    const store = SqliteStore.open({ file: damaged });
    await expect(store.backup(join(folder, 'copy.db'))).rejects.toThrow('The backup to');
    await store.close();
  });
});
