import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CompiledQuery, sql } from 'kysely';
import { runAhead, runAll } from '#projections/batches';
import { ReadModelsUnusable } from '#projections/read-models-unusable';
import { openSqliteReadModels } from '#projections/sqlite-read-models';
import type { AnyDatabase } from '#projections/table';

let folder: string;
let file: string;
let opened: AnyDatabase[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dialect-'));
  file = join(folder, 'read-models.db');
  opened = [];
});

afterEach(async () => {
  for (const db of opened) await db.destroy();
  rmSync(folder, { recursive: true });
});

const putBoth = (values: unknown[]): CompiledQuery =>
  CompiledQuery.raw('insert into sums (name, pence) values (?, ?)', values);
const put = (name: unknown, pence: unknown = 1): CompiledQuery => putBoth([name, pence]);

async function count(db: AnyDatabase): Promise<unknown> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from sums`.execute(db);
  return rows[0]?.count;
}

describe.each([
  ['in this thread', false],
  ['in a thread of its own', true],
])('SQLite %s', (_, thread) => {
  function open(): AnyDatabase {
    const db: AnyDatabase = openSqliteReadModels({ file, thread });
    opened.push(db);
    return db;
  }

  async function withTable(): Promise<AnyDatabase> {
    const db = open();
    await db.schema
      .createTable('sums')
      .addColumn('name', 'text', (of) => of.primaryKey())
      .addColumn('pence', 'int8')
      .execute();
    return db;
  }

  it('says how many rows a statement changed, and gives those that it read', async () => {
    const db = await withTable();
    await db
      .insertInto('sums')
      .values([
        { name: 'a', pence: 1 },
        { name: 'b', pence: null },
      ])
      .execute();
    const { numUpdatedRows } = await db.updateTable('sums').set({ pence: 5 }).executeTakeFirstOrThrow();
    expect(numUpdatedRows).toBe(2n);
    expect(await db.selectFrom('sums').selectAll().orderBy('name').execute()).toEqual([
      { name: 'a', pence: 5 },
      { name: 'b', pence: 5 },
    ]);
  });

  it.each([
    ['a Date', new Date(0), 'a Date'],
    ['an object', { name: 'a' }, 'a Object'],
    ['a truth value', true, 'a value of type boolean'],
    ['nothing at all', undefined, 'a value of type undefined'],
  ])('refuses %s, which SQLite would take for something else', async (__, value, words) => {
    const db = await withTable();
    for (const statement of [putBoth([value, 1]), putBoth(['a', value])]) {
      await expect(db.executeQuery(statement)).rejects.toThrow(
        `SQLite is given ${words}, which it cannot bind.`,
      );
      await expect(runAll(db, [statement])).rejects.toThrow(TypeError);
    }
    expect(await count(db)).toBe(0);
  });

  it('keeps every whole number exact, or throws', async () => {
    const db = await withTable();
    await db.executeQuery(put('safe', Number.MAX_SAFE_INTEGER));
    expect(await db.selectFrom('sums').select('pence').execute()).toEqual([
      { pence: Number.MAX_SAFE_INTEGER },
    ]);
    await db.executeQuery(put('beyond', 2n ** 53n));
    await expect(db.selectFrom('sums').selectAll().execute()).rejects.toThrow('too large');
  });

  it('undoes a transaction that fails, many statements at once and all', async () => {
    const db = await withTable();
    const failing = db.transaction().execute(async (transaction) => {
      await transaction.executeQuery(put('a'));
      await runAll(transaction, [put('b'), put('a'), put('c')]);
    });
    await expect(failing).rejects.toThrow('UNIQUE constraint failed');
    expect(await count(db)).toBe(0);
    await db.executeQuery(put('a'));
    expect(await count(db)).toBe(1);
  });

  it('runs what nobody waits for in its order, before what is asked next', async () => {
    const db = await withTable();
    await db.transaction().execute(async (transaction) => {
      for (let number = 0; number < 40; number += 1) {
        await runAhead(transaction, [put(`a${number}`), put(`b${number}`)]);
        if (number % 13 === 0) expect(await count(transaction)).toBe(2 * (number + 1));
      }
    });
    expect(await count(db)).toBe(80);
  });

  it('undoes a transaction when something fails that nobody waited for, even if it undid itself', async () => {
    const db = await withTable();
    const noX = "when new.name = 'x' begin select raise(rollback, 'no x'); end";
    await db.executeQuery(CompiledQuery.raw(`create trigger no_x before insert on sums ${noX}`));
    for (const ending of [async () => undefined, async () => Promise.reject(new Error('something else'))]) {
      const failing = db.transaction().execute(async (transaction) => {
        await runAhead(transaction, [put('a')]);
        await runAhead(transaction, [put('x'), put('b')]);
        await runAhead(transaction, [put('c')]);
        await ending();
      });
      await expect(failing).rejects.toThrow(/no x|something else/);
      expect(await count(db)).toBe(0);
    }
    await db.executeQuery(put('a'));
    expect(await count(db)).toBe(1);
  });

  it('gives the rows of each of many statements', async () => {
    const db = await withTable();
    const read = CompiledQuery.raw('select name from sums order by name');
    expect(await runAll(db, [put('b'), read, put('a'), read])).toEqual([
      [],
      [{ name: 'b' }],
      [],
      [{ name: 'a' }, { name: 'b' }],
    ]);
  });

  it('reads a long answer bit by bit, while others are asked', async () => {
    const db = await withTable();
    await runAll(
      db,
      Array.from({ length: 25 }, (__, index) => put(`name-${String(index).padStart(2, '0')}`)),
    );
    const names: string[] = [];
    for await (const row of db.selectFrom('sums').select('name').orderBy('name').stream(10)) {
      names.push(String(row['name']));
    }
    expect(names).toHaveLength(25);
    expect(names).toEqual(names.toSorted());
  });

  it('waits for its turn to write, and lets others read meanwhile', async () => {
    const db = await withTable();
    const [other, reader] = [open(), open()];
    let writing: Promise<unknown> = Promise.resolve();
    await db.transaction().execute(async (transaction) => {
      await transaction.executeQuery(put('a'));
      writing = other.transaction().execute(async (later) => {
        expect(await count(later)).toBe(1);
        await later.executeQuery(put('b'));
      });
      const reading = reader.transaction().setAccessMode('read only');
      expect(await reading.execute(async (before) => count(before))).toBe(0);
    });
    await writing;
    expect(await count(db)).toBe(2);
  });

  it('refuses a file of something else, and leaves it as it is', async () => {
    const foreign = new DatabaseSync(file);
    foreign.exec('create table theirs (name text)');
    foreign.close();
    await expect(count(open())).rejects.toThrow(ReadModelsUnusable);
    await expect(count(open())).rejects.toThrow('is no file of read models');
    const again = new DatabaseSync(file);
    expect(again.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'delete' });
    again.close();
  });

  it('says in a sentence that it cannot open what is no database, or no file', async () => {
    writeFileSync(file, 'Not a database, but long enough to be taken for the header of one. '.repeat(20));
    await expect(count(open())).rejects.toThrow(
      'cannot be opened as a file of read models: file is not a database.',
    );
    rmSync(file);
    mkdirSync(file);
    await expect(count(open())).rejects.toThrow('cannot be opened as a file of read models: unable to open');
    rmSync(file, { recursive: true });
  });
});
