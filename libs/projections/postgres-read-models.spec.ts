import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { CompiledQuery, sql } from 'kysely';
import { askTogether, runAhead, runAll } from '#projections/batches';
import { digestOf } from '#projections/digest';
import { openPostgresReadModels } from '#projections/postgres-read-models';
import { PostgresRows } from '#projections/postgres-rows';
import { readModels } from '#projections/read-models';
import type { ReadModels } from '#projections/read-models';
import { ReadModelsUnusable } from '#projections/read-models-unusable';
import { ProjectionRunner } from '#projections/runner';
import { tableCreation, integer, standing, text } from '#projections/table';
import type { AnyDatabase } from '#projections/table';
import { startPostgres } from '#testing/postgres-server';
import type { PostgresServer } from '#testing/postgres-server';
import { decoding, emptyModels, everyCommandPlayed } from '#testing/read-story';

let server: PostgresServer;
let url: string;
const opened: ReadModels[] = [];
let schemas = 0;

beforeAll(async () => {
  server = await startPostgres();
  url = await server.createDatabase('read_models_test');
});

afterEach(async () => {
  for (const db of opened.splice(0)) await db.destroy();
});

afterAll(async () => server.stop());

function open(options: { url?: string; schema?: string } = {}): ReadModels {
  schemas += 1;
  const db = openPostgresReadModels({ url, schema: `read_${schemas}`, ...options });
  opened.push(db);
  return db;
}

async function failureOf(db: AnyDatabase): Promise<ReadModelsUnusable> {
  const failed: unknown = await sql`select 1`.execute(db).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(ReadModelsUnusable);
  return failed as ReadModelsUnusable;
}

const words = standing(
  'words',
  { partnership: text, word: text, number: integer },
  {
    owner: 'partnership',
    and: ['word'],
  },
);

function put(word: string): CompiledQuery {
  return CompiledQuery.raw('insert into words values ($1, $2, $3)', ['p', word, 1]);
}

async function withWords(...given: readonly string[]): Promise<AnyDatabase> {
  const db: AnyDatabase = open();
  await db.executeQuery(tableCreation(db, words, 'words'));
  for (const word of given)
    await db.insertInto('words').values({ partnership: 'p', word, number: 1 }).execute();
  return db;
}

describe('Read models on PostgreSQL', () => {
  it('are to the last byte those on SQLite, live in small pages and built anew', async () => {
    const { store } = await everyCommandPlayed();
    const onSqlite = emptyModels();
    const common = { store, decoding, projections: readModels };
    await new ProjectionRunner({ ...common, db: onSqlite }).catchUp();
    const db = open();
    const live = new ProjectionRunner({ ...common, db, pageSize: 7 });
    await live.catchUp(10);
    await live.catchUp();
    for (const projection of readModels)
      expect(await digestOf(db, projection)).toBe(await digestOf(onSqlite, projection));
    await new ProjectionRunner({ ...common, db }).rebuild();
    for (const projection of readModels)
      expect(await digestOf(db, projection)).toBe(await digestOf(onSqlite, projection));
    await onSqlite.destroy();
  });

  it('are read on when others have taken their place, whatever columns those have', async () => {
    const db = await withWords('old');
    const asked = db.selectFrom('words').selectAll().where('partnership', '=', 'p');
    const together = async (): Promise<unknown> => askTogether(db, [asked, asked.where('word', '!=', 'old')]);
    for (let time = 0; time < 8; time += 1) {
      expect(await asked.execute()).toHaveLength(1);
      expect(await together()).toEqual([[expect.anything()], []]);
    }
    await db.executeQuery(tableCreation(db, words, 'build2_words'));
    await db.insertInto('build2_words').values({ partnership: 'p', word: 'new', number: 2 }).execute();
    await sql`alter table build2_words add column more text`.execute(db);
    await sql`drop table words`.execute(db);
    await sql`alter table build2_words rename to words`.execute(db);
    const read = [{ partnership: 'p', word: 'new', number: 2, more: null }];
    expect(await together()).toEqual([read, read]);
    for (let time = 0; time < 2; time += 1) expect(await asked.execute()).toEqual(read);
  });

  it('sort texts by their bytes, as SQLite does, whatever the language of the server', async () => {
    const db = await withWords('émile', 'Zoë', 'anna', 'zoë', 'Anna', 'a-b', 'ab', '\u{1F600}', '\uFF5E');
    const sorted = await db.selectFrom('words').select('word').orderBy('word').execute();
    const expected = sorted.map(({ word }) => Buffer.from(word)).toSorted((a, b) => Buffer.compare(a, b));
    expect(sorted.map(({ word }) => Buffer.from(word))).toEqual(expected);
    const { rows } = await sql<{ icu: boolean }>`select 'a' < 'B' collate "en-x-icu" as icu`.execute(db);
    expect(rows).toEqual([{ icu: true }]);
  });

  it('keep every whole number exact, sums too, or throw', async () => {
    const db = await withWords('safe');
    const number = Number.MAX_SAFE_INTEGER;
    await db.updateTable('words').set({ number }).execute();
    expect(await db.selectFrom('words').select('number').execute()).toEqual([{ number }]);
    const sum = db.selectFrom('words').select((of) => of.fn.sum('number').as('sum'));
    expect(await sum.execute()).toEqual([{ sum: number }]);
    await sql`insert into words values ('p', 'beyond', 1)`.execute(db);
    await expect(sum.execute()).rejects.toThrow('The number 9007199254740992 is too large');
  });

  it('give texts back as they were, in lists and alone', async () => {
    const odd = [
      '',
      ' ',
      'null',
      'NULL',
      '{}',
      '"',
      '\\',
      '\\"',
      'a,b',
      "o'clock",
      'line\nline',
      '\t',
      '\u{1F600}é',
    ];
    const db: AnyDatabase = open();
    await db.executeQuery(tableCreation(db, words, 'words'));
    const rows = new PostgresRows(db, ({ name }) => name);
    const values = odd.flatMap((word, number) => ['p', word, number]);
    await runAll(db, rows.write(words, values, 'everything').statements);
    const [found] = await runAll(db, rows.read(words, [['p']]));
    expect(found).toHaveLength(odd.length);
    expect(new Set((found as { word: string }[]).map(({ word }) => word))).toEqual(new Set(odd));
    await runAll(
      db,
      rows.remove(
        words,
        odd.slice(1).map((word) => ({ partnership: 'p', word })),
      ),
    );
    expect(await db.selectFrom('words').select('word').execute()).toEqual([{ word: '' }]);
  });

  it('undo a transaction that fails, many statements at once and all, and go on', async () => {
    const db = await withWords();
    const failing = db.transaction().execute(async (transaction) => {
      await runAll(transaction, [put('a')]);
      await runAll(transaction, [put('b'), put('a'), put('c')]);
    });
    await expect(failing).rejects.toThrow('duplicate key');
    expect(await db.selectFrom('words').selectAll().execute()).toEqual([]);
    expect(await runAll(db, [put('a'), CompiledQuery.raw('select word from words')])).toEqual([
      [],
      [{ word: 'a' }],
    ]);
  });
});

describe('What nobody waits for on PostgreSQL', () => {
  it('is run in its order, and undone with its transaction when some of it fails', async () => {
    const db = await withWords();
    await db.transaction().execute(async (transaction) => {
      for (const word of ['a', 'b', 'c', 'd', 'e', 'f']) await runAhead(transaction, [put(word)]);
      expect(await transaction.selectFrom('words').selectAll().execute()).toHaveLength(6);
    });
    for (const ending of [async () => undefined, async () => Promise.reject(new Error('something else'))]) {
      const failing = db.transaction().execute(async (transaction) => {
        await runAhead(transaction, [put('g')]);
        await runAhead(transaction, [put('a')]);
        await runAhead(transaction, [put('h')]);
        await ending();
      });
      await expect(failing).rejects.toThrow(/duplicate key|something else/);
      expect(await db.selectFrom('words').selectAll().execute()).toHaveLength(6);
    }
  });
});

describe('Opening read models on PostgreSQL', () => {
  it('shares a database with other things, and touches none of them', async () => {
    await server.run('create table checkpoints (theirs text)', 'read_models_test');
    const { store } = await everyCommandPlayed();
    await new ProjectionRunner({ store, decoding, db: open(), projections: readModels }).catchUp();
    const theirs = await server.run(
      "select table_name, column_name from information_schema.columns where table_schema = 'public'",
      'read_models_test',
    );
    expect(theirs).toEqual([{ table_name: 'checkpoints', column_name: 'theirs' }]);
  });

  it('refuses a schema that holds something else, and leaves it as it is', async () => {
    await server.run('create schema theirs; create table theirs.sums (name text)', 'read_models_test');
    const { message } = await failureOf(open({ schema: 'theirs' }));
    expect(message).toMatch(/, schema theirs, cannot be opened as read models: it holds something else\.$/);
    const [found] = await server.run(
      "select obj_description('theirs'::regnamespace, 'pg_namespace') as comment",
      'read_models_test',
    );
    expect(found).toEqual({ comment: null });
  });

  it('takes an empty schema that was made for it, and several at once open a new one', async () => {
    await server.run('create schema made', 'read_models_test');
    await sql`select 1`.execute(open({ schema: 'made' }));
    await sql`select 1`.execute(open({ schema: 'made' }));
    const together = Array.from({ length: 4 }, () => open({ schema: 'Together, at once' }));
    await Promise.all(together.map(async (db) => sql`select 1`.execute(db)));
  });

  it('says in a sentence what is wrong, and never the password', async () => {
    const { password } = new URL(url);
    const wrong = [
      ['no-such-thing', 'The place of the read models is no URL of a PostgreSQL database.'],
      [url.replace('read_models_test', 'missing_test'), 'database "missing_test" does not exist'],
      [url.replace(password, 'a-wrong-word'), 'password authentication failed'],
      ['postgres://someone:a-wrong-word@127.0.0.1:1/nowhere_test', 'ECONNREFUSED'],
    ] as const;
    for (const [place, sentence] of wrong) {
      const { message, stack } = await failureOf(open({ url: place }));
      expect(message).toContain(sentence);
      expect(`${message} ${stack}`).not.toContain(password);
      expect(`${message} ${stack}`).not.toContain('a-wrong-word');
    }
    const latin = 'read_models_latin_test';
    await server.run(
      `create database ${latin} encoding latin1 locale 'C' template template0 locale_provider libc`,
    );
    expect((await failureOf(open({ url: server.url(latin) }))).message).toContain(
      'its encoding is LATIN1 and not UTF8',
    );
  });
});
