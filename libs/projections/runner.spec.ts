import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { decodingOf } from '#eventing/decoding';
import type { Decoding } from '#eventing/decoding';
import { bodyOf, eventIdOf } from '#eventing/envelope';
import type { ProjectionStopped } from '#projections/applying';
import { readCheckpoints } from '#projections/checkpoints';
import { digestOf } from '#projections/digest';
import { openPostgresReadModels } from '#projections/postgres-read-models';
import type { Projection } from '#projections/projection';
import type { ReadModels } from '#projections/read-models';
import { ProjectionRunner, ReadModelsNewer } from '#projections/runner';
import type { RunnerOptions } from '#projections/runner';
import { openSqliteReadModels } from '#projections/sqlite-read-models';
import { integer, journal, pence, standing, text } from '#projections/table';
import type { AnyDatabase } from '#projections/table';
import { MemoryStore } from '#stores/memory/memory-store';
import { startPostgres } from '#testing/postgres-server';
import type { PostgresServer } from '#testing/postgres-server';

const today = '2011-05-12';
const partnership = 'riverside';

const expected = standing(
  'expected',
  { partnership: text, project: text, year: text, amount_pence: pence, told: integer },
  { owner: 'project', and: ['year'] },
);
const told = journal(
  'told',
  { position: integer, project: text, amount_pence: pence },
  { key: ['position'] },
);

/** Adds up what was ever forecast: a sum that shows when an event was applied twice, or not at all. */
const sums: Projection = {
  name: 'sums',
  version: 1,
  tables: [expected],
  on: {
    project: {
      ForecastRecorded({ stream, subject: project, data: { year, amountPence } }, write) {
        const { amount_pence = 0, told: times = 0 } = write.one(expected, stream, year) ?? {};
        const sum = { amount_pence: amount_pence + amountPence, told: times + 1 };
        write.put(expected, { partnership, project, year, ...sum });
      },
    },
  },
};
const journalled: Projection = {
  name: 'journalled',
  version: 1,
  tables: [told],
  on: {
    project: {
      ForecastRecorded({ position, subject: project, data: { amountPence } }, write) {
        write.add(told, { position, project, amount_pence: amountPence });
      },
    },
  },
};
const both = [sums, journalled];
const knowsForecasts = decodingOf({ ForecastRecorded: 1 });

/** An engine of read models, with a place of its own for each test. */
interface Engine {
  start(): Promise<void>;
  stop(): Promise<void>;
  begin(): void;
  end(): void;
  open(name: string, thread: boolean): ReadModels;
  /** Whether a table of this schema is one of the test's. */
  isOwn(schema: string | undefined): boolean;
}

class Sqlite implements Engine {
  private folder = '';

  async start(): Promise<void> {
    // Its files are made for each test.
  }

  async stop(): Promise<void> {
    // Nothing runs.
  }

  begin(): void {
    this.folder = mkdtempSync(join(tmpdir(), 'runner-'));
  }

  end(): void {
    rmSync(this.folder, { recursive: true });
  }

  open(name: string, thread: boolean): ReadModels {
    return openSqliteReadModels({ file: join(this.folder, `${name}.db`), thread });
  }

  isOwn(): boolean {
    return true;
  }
}

class Postgres implements Engine {
  private server: PostgresServer | undefined;
  private url = '';
  private tests = 0;

  async start(): Promise<void> {
    this.server = await startPostgres();
    this.url = await this.server.createDatabase('runner_test');
  }

  async stop(): Promise<void> {
    await this.server?.stop();
  }

  begin(): void {
    this.tests += 1;
  }

  end(): void {
    // What is there goes with the server.
  }

  open(name: string): ReadModels {
    return openPostgresReadModels({ url: this.url, schema: `${name} of test ${this.tests}` });
  }

  isOwn(schema = ''): boolean {
    return schema.endsWith(` of test ${this.tests}`);
  }
}

let store: MemoryStore;

/** Records so many forecasts, each a penny more than the one before, of three projects in turn. */
async function tell(count: number, type = 'ForecastRecorded'): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    const at = (await store.lastPosition()) + 1;
    const stream = `project-${partnership}.project-${at % 3}`;
    const command = `${partnership}/command-${at}`;
    const links = { command, causation: command, correlation: command };
    const actor = { person: 'finance-1', role: 'finance-officer' };
    const envelope = { id: eventIdOf(command, 0), stream, type, schema: 1, effectiveOn: today, partnership };
    const body = bodyOf({ ...envelope, actor, ...links, data: { year: '2011-12', amountPence: at } });
    let version = -1;
    for await (const event of store.readStream(stream)) ({ version } = event);
    const write = { stream, expected: version < 0 ? ('no-stream' as const) : version };
    const answer = { command, hash: 'a0'.repeat(32), outcome: 'accepted' as const, body: '{}' };
    await store.append([{ ...write, events: [{ id: envelope.id, type, body }] }], answer);
  }
}

function runnerOn(db: ReadModels, more: Partial<RunnerOptions> = {}): ProjectionRunner {
  return new ProjectionRunner({ store, decoding: knowsForecasts, db, projections: both, ...more });
}

/** What was told in all, in pence: of the sums, and row by row. */
async function totals(db: AnyDatabase): Promise<{ sums: number; rows: number; told: number }> {
  const { sum, times } = (await db
    .selectFrom('expected')
    .select((eb) => [eb.fn.sum('amount_pence').as('sum'), eb.fn.sum('told').as('times')])
    .executeTakeFirstOrThrow()) as { sum: number | null; times: number | null };
  const { rows } = (await db
    .selectFrom('told')
    .select((eb) => eb.fn.sum('amount_pence').as('rows'))
    .executeTakeFirstOrThrow()) as { rows: number | null };
  return { sums: sum ?? 0, rows: rows ?? 0, told: times ?? 0 };
}

const killAtSix = (position: number): void => {
  if (position === 6) throw new Error('killed');
};

/** Of 1 to a number, added up. */
const upTo = (count: number): number => (count * (count + 1)) / 2;

function everyOne(count: number): Awaited<ReturnType<typeof totals>> {
  return { sums: upTo(count), rows: upTo(count), told: count };
}

async function stopOf(work: Promise<unknown>): Promise<ProjectionStopped> {
  return (await work.then(
    () => undefined,
    (error: unknown) => error,
  )) as ProjectionStopped;
}

const engines: readonly [string, Engine][] = [
  ['SQLite', new Sqlite()],
  ['PostgreSQL', new Postgres()],
];

describe.each(engines)('On %s,', (_, engine) => {
  let opened: ReadModels[];

  beforeAll(async () => engine.start());
  afterAll(async () => engine.stop());

  beforeEach(() => {
    engine.begin();
    store = new MemoryStore(() => `${today}T09:00:00.000Z`);
    opened = [];
  });

  afterEach(async () => {
    for (const db of opened) await db.destroy();
    engine.end();
  });

  function open(name = 'read-models', thread = false): ReadModels {
    const db = engine.open(name, thread);
    opened.push(db);
    return db;
  }

  describe('A runner', () => {
    it('applies each event once, whatever the pages', async () => {
      await tell(20);
      for (const pageSize of [1, 3, 7, 20, 100]) {
        const db = open(`pages-of-${pageSize}`);
        await expect(runnerOn(db, { pageSize }).catchUp()).resolves.toBe(20);
        expect(await totals(db)).toEqual(everyOne(20));
      }
    });

    it('stops where it is told to, and goes on from there', async () => {
      await tell(20);
      const db = open();
      const runner = runnerOn(db, { pageSize: 3 });
      await expect(runner.catchUp(11)).resolves.toBe(11);
      expect(await totals(db)).toEqual(everyOne(11));
      await expect(runner.catchUp()).resolves.toBe(20);
      expect(await totals(db)).toEqual(everyOne(20));
    });

    it('applies each event once, though it is told again to catch up while it reads a page', async () => {
      const db = open();
      const runner = runnerOn(db);
      await runner.catchUp();
      await tell(3);
      const readAll = store.readAll.bind(store);
      store.readAll = async function* (after, options) {
        store.readAll = readAll;
        const page = await Array.fromAsync(readAll(after, options));
        await tell(2);
        await runner.catchUp();
        yield* page;
      };
      await runner.catchUp();
      expect(await totals(db)).toEqual(everyOne(5));
    });

    it('goes on after it was killed between two pages, as if nothing had been', async () => {
      const db = open();
      await runnerOn(db).catchUp();
      await tell(20);
      await expect(runnerOn(db, { pageSize: 3, onPage: killAtSix }).catchUp()).rejects.toThrow('killed');
      expect(await totals(db)).toEqual(everyOne(6));
      await runnerOn(db, { pageSize: 4 }).catchUp();
      expect(await totals(db)).toEqual(everyOne(20));
    });

    it('never shows rows without their checkpoint, or a checkpoint without its rows', async () => {
      const db = open();
      await runnerOn(db).catchUp();
      await tell(60);
      const reader = open();
      const seen: [number, number][] = [];
      const working = runnerOn(db, { pageSize: 7 }).catchUp();
      for (let looks = 0; looks < 40; looks += 1) {
        const position = await reader
          .transaction()
          .setAccessMode('read only')
          .execute(async (transaction) => {
            const rows = await totals(transaction);
            const [at] = await readCheckpoints(transaction, 'live');
            seen.push([at?.position ?? 0, rows.told]);
            return at?.position;
          });
        if (position === 60) break;
      }
      await working;
      expect(seen.every(([position, rows]) => position === rows)).toBe(true);
      expect(seen.length).toBeGreaterThan(0);
    });

    it('follows what is recorded, and lets others wait until it is there', async () => {
      const db = open();
      const runner = runnerOn(db);
      const ending = new AbortController();
      const following = runner.follow(ending.signal);
      await tell(5);
      await expect(runnerOn(open()).waitFor(5, 5000)).resolves.toBe(true);
      expect(await totals(db)).toEqual(everyOne(5));
      await expect(runner.waitFor(6, 20)).resolves.toBe(false);
      await tell(1);
      await expect(runner.waitFor(6, 5000)).resolves.toBe(true);
      ending.abort();
      await following;
    });
  });

  describe('Several runners on one database', () => {
    it.each([
      ['in one thread', [false, false, false]],
      ['in threads of their own', [true, true, false]],
    ])('apply each event once between them, %s', async (__, threads) => {
      await runnerOn(open()).catchUp();
      await tell(40);
      const runners = threads.map((thread, index) => {
        return runnerOn(open('read-models', thread), { pageSize: index + 1 });
      });
      await Promise.all(runners.map(async (runner) => runner.catchUp()));
      expect(await totals(open())).toEqual(everyOne(40));
    });

    it('build side by side without building twice', async () => {
      await tell(40);
      await Promise.all([2, 3].map(async (pageSize) => runnerOn(open(), { pageSize }).catchUp()));
      expect(await totals(open())).toEqual(everyOne(40));
    });

    it('cannot write on where another has written since', async () => {
      await tell(4);
      const stray = runnerOn(open(), { pageSize: 2 });
      await stray.catchUp();
      await tell(4);
      // The stray has its rows in its memory as they were after four events.
      await runnerOn(open()).catchUp(6);
      await stray.catchUp();
      expect(await totals(open())).toEqual(everyOne(8));
    });
  });

  describe('An event that cannot be applied', () => {
    const grumpy: Projection = {
      ...journalled,
      on: {
        project: {
          ForecastRecorded({ position, subject: project, data: { amountPence } }, write) {
            write.add(told, { position, project, amount_pence: amountPence });
            if (position === 8) throw new Error('eight is too many');
          },
        },
      },
    };

    it.each([1, 3, 100])(
      'stops the runner there, in pages of %i, with all before it applied',
      async (pageSize) => {
        const db = open();
        await runnerOn(db).catchUp();
        await tell(12);
        const stopped = await stopOf(runnerOn(db, { projections: [sums, grumpy], pageSize }).catchUp());
        expect(stopped).toMatchObject({ name: 'ProjectionStopped', projection: 'journalled' });
        expect(stopped.event.position).toBe(8);
        expect(stopped.message).toMatch(/position 8, the ForecastRecorded .*: eight is too many$/);
        expect(await totals(db)).toEqual(everyOne(7));
        // Tried again it stops again, and what is right goes on from there.
        expect((await stopOf(runnerOn(db, { projections: [sums, grumpy] }).catchUp())).event.position).toBe(
          8,
        );
        await runnerOn(db).catchUp();
        expect(await totals(db)).toEqual(everyOne(12));
      },
    );

    it('stops a building too, and what people read stays', async () => {
      const db = open();
      await runnerOn(db).catchUp();
      await tell(12);
      await runnerOn(db).catchUp();
      const newer = { ...grumpy, version: 2 };
      expect((await stopOf(runnerOn(db, { projections: [sums, newer] }).catchUp())).event.position).toBe(8);
      expect(await totals(db)).toEqual(everyOne(12));
    });

    it.each([1, 3, 100])(
      'stops a building there, in pages of %i, and what comes after finds all before it',
      async (pageSize) => {
        const db = open();
        await tell(12);
        const stopped = await stopOf(runnerOn(db, { projections: [sums, grumpy], pageSize }).catchUp());
        expect(stopped.event.position).toBe(8);
        const begun = await readCheckpoints(db, 'building');
        expect(begun.map(({ position }) => position)).toEqual([7, 7]);
        await runnerOn(db).catchUp();
        expect(await totals(db)).toEqual(everyOne(12));
      },
    );

    it('stops the runner when nobody knows its type, and is not skipped later', async () => {
      const db = open();
      await tell(5);
      await tell(1, 'ProjectApplauded');
      await tell(2);
      const stopped = await stopOf(runnerOn(db, { pageSize: 3 }).catchUp());
      expect(stopped).toMatchObject({ name: 'ProjectionStopped', projection: undefined });
      expect(stopped.event).toMatchObject({ position: 6, type: 'ProjectApplauded' });
      const decoding: Decoding = decodingOf({ ForecastRecorded: 1, ProjectApplauded: 1 });
      await runnerOn(db, { decoding }).catchUp();
      expect(await totals(db)).toEqual({ sums: upTo(8) - 6, rows: upTo(8) - 6, told: 7 });
    });
  });

  describe('A new version of a projection', () => {
    /** Counts in pounds what the first counted in pence, by mistake. */
    const newer: Projection = {
      ...sums,
      version: 2,
      on: {
        project: {
          ForecastRecorded({ subject: project, stream, data: { year, amountPence } }, write) {
            const before = write.one(expected, stream, year)?.amount_pence ?? 0;
            write.put(expected, {
              partnership,
              project,
              year,
              amount_pence: before + 100 * amountPence,
              told: 1,
            });
          },
        },
      },
    };

    it('is built beside the old, which is read until it takes over', async () => {
      await tell(9);
      const db = open();
      await runnerOn(db).catchUp();
      const reader = open();
      const seen: unknown[] = [];
      const watched = Object.assign(Object.create(store) as MemoryStore, {
        async *readAll(...asked: Parameters<MemoryStore['readAll']>) {
          for await (const event of store.readAll(...asked)) {
            yield event;
            seen.push(await totals(reader));
          }
        },
      });
      const projections = [newer, journalled];
      await runnerOn(db, { store: watched, projections, pageSize: 3 }).catchUp();
      expect(seen).toEqual(Array.from({ length: 9 }, () => everyOne(9)));
      expect((await totals(db)).sums).toBe(100 * upTo(9));
    });

    it('leaves the others as they are, at the position at which they are', async () => {
      await tell(6);
      const db = open();
      await runnerOn(db).catchUp();
      await tell(3);
      await runnerOn(db, { projections: [newer, journalled] }).catchUp(6);
      expect(await runnerOn(db, { projections: [newer, journalled] }).position()).toBe(6);
      await runnerOn(db, { projections: [newer, journalled] }).catchUp();
      expect(await totals(db)).toMatchObject({ sums: 100 * upTo(9), rows: upTo(9) });
    });

    it('is begun anew or gone on with after it was killed, and comes to the same', async () => {
      await tell(9);
      const db = open();
      await runnerOn(db).catchUp();
      const killed = runnerOn(db, { projections: [newer, journalled], pageSize: 3, onPage: killAtSix });
      await expect(killed.catchUp()).rejects.toThrow('killed');
      expect(await totals(db)).toEqual(everyOne(9));
      await runnerOn(db, { projections: [newer, journalled] }).catchUp();
      const fresh = open('fresh');
      await runnerOn(fresh, { projections: [newer, journalled] }).catchUp();
      for (const projection of [newer, journalled]) {
        expect(await digestOf(db, projection)).toBe(await digestOf(fresh, projection));
      }
    });

    it('leaves nothing of the old behind', async () => {
      const db = open();
      await runnerOn(db).catchUp();
      await runnerOn(db, {
        projections: [
          { ...newer, tables: [told] },
          { ...journalled, version: 2, tables: [] },
        ],
      }).catchUp();
      const tables = await db.introspection.getTables();
      const own = tables.filter(({ schema }) => engine.isOwn(schema));
      expect(own.map(({ name }) => name).toSorted()).toEqual(['checkpoints', 'told']);
    });

    it('is not undone by an older program', async () => {
      await tell(3);
      const db = open();
      await runnerOn(db, { projections: [newer, journalled] }).catchUp();
      await expect(runnerOn(db).catchUp()).rejects.toThrow(ReadModelsNewer);
      expect((await totals(db)).sums).toBe(100 * upTo(3));
    });
  });

  describe('A rebuild', () => {
    it('gives to the last byte what ran live, of one projection or of all', async () => {
      const db = open();
      const runner = runnerOn(db, { pageSize: 2 });
      for (let turn = 0; turn < 5; turn += 1) {
        await tell(5);
        await runner.catchUp();
      }
      const live = [await digestOf(db, sums), await digestOf(db, journalled)];
      await runnerOn(db).rebuild('sums');
      expect([await digestOf(db, sums), await digestOf(db, journalled)]).toEqual(live);
      await runnerOn(db).rebuild();
      expect([await digestOf(db, sums), await digestOf(db, journalled)]).toEqual(live);
    });

    it.each([
      ['rows of one project at hand', { ownersAtHand: 1 }],
      ['four events to a transaction', { eventsOfBuilding: 4 }],
      ['both', { ownersAtHand: 1, eventsOfBuilding: 4 }],
    ])('comes to the same with %s', async (__, few) => {
      await tell(30);
      const db = open('live');
      await runnerOn(db, { pageSize: 7 }).catchUp(1);
      await runnerOn(db, { pageSize: 7 }).catchUp();
      const built = open('built', true);
      await runnerOn(built, { ...few, pageSize: 2 }).catchUp();
      for (const projection of both)
        expect(await digestOf(built, projection)).toBe(await digestOf(db, projection));
    });

    it('takes over only when it has come as far as the others have gone meanwhile', async () => {
      await tell(9);
      const db = open();
      await runnerOn(db).catchUp();
      let times = 2;
      const meanwhile = Object.assign(Object.create(store) as MemoryStore, {
        async *readAll(...asked: Parameters<MemoryStore['readAll']>) {
          yield* store.readAll(...asked);
          if (times === 0) return;
          times -= 1;
          await tell(3);
          await runnerOn(open()).catchUp();
        },
      });
      await runnerOn(db, { store: meanwhile }).rebuild('sums');
      expect(await totals(db)).toEqual({ sums: upTo(15), rows: upTo(15), told: 15 });
    });

    it('mends what was changed by hand', async () => {
      await tell(5);
      const db = open();
      await runnerOn(db).catchUp();
      const right = await digestOf(db, sums);
      await (db as AnyDatabase).updateTable('expected').set({ amount_pence: 1 }).execute();
      expect(await digestOf(db, sums)).not.toBe(right);
      await runnerOn(db).rebuild('sums');
      expect(await digestOf(db, sums)).toBe(right);
    });

    it('is refused for a projection that is not there', async () => {
      await expect(runnerOn(open()).rebuild('horoscope')).rejects.toThrow(
        'There is no projection horoscope.',
      );
    });
  });
});
