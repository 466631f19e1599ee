import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { aWrite, accepted, all, anAnswer, anEvent, started } from '#eventing/conformance-fixture';
import { EventIdTaken, NotWritten } from '#eventing/event-store';
import type { Appended, Write } from '#eventing/event-store';
import { PostgresStore } from '#stores/postgres/postgres-store';
import { PostgresDatabases } from '#testing/postgres-databases';
import { startPostgres } from '#testing/postgres-server';
import type { PostgresServer } from '#testing/postgres-server';

const project = 'project-thurrock.leaflet';

let server: PostgresServer;
let databases: PostgresDatabases;
beforeAll(async () => {
  server = await startPostgres();
  databases = new PostgresDatabases(await server.createDatabase('tallystick_test'));
});
afterAll(async () => server.stop());

let url: string;
let store: PostgresStore;
let other: PostgresStore;
beforeEach(async () => {
  url = await databases.take();
  store = await PostgresStore.open({ url, pollMs: 600_000 });
  other = await PostgresStore.open({ url, pollMs: 600_000 });
});
afterEach(async () => {
  await store.close();
  await other.close();
});

async function run(sql: string): Promise<Record<string, unknown>[]> {
  return server.run(sql, new URL(url).pathname.slice(1));
}

describe('A batch of appends', () => {
  it('is one transaction for all that was asked while the last one was under way', async () => {
    const streams = Array.from({ length: 200 }, (_, index) => `project-thurrock.p${index}`);
    await Promise.all(streams.map(async (stream) => started(store, stream)));
    expect(await run('SELECT count(DISTINCT xmin::text) FROM tallystick.events')).toEqual([{ count: '1' }]);
  });

  it('goes on without the one that the server cannot take', async () => {
    await run(`
      CREATE FUNCTION public.choke() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'too much'; END $$;
      CREATE TRIGGER choke BEFORE INSERT ON tallystick.events FOR EACH ROW WHEN (NEW.type = 'Poison')
      EXECUTE FUNCTION public.choke()`);
    const poison = { stream: project, expected: 'no-stream', events: [anEvent({ type: 'Poison' })] } as const;
    const [first, bad, last] = await Promise.allSettled([
      started(store, 'project-thurrock.a'),
      store.append([poison], anAnswer()),
      started(store, 'project-thurrock.b'),
    ]);
    expect([first?.status, last?.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(bad).toMatchObject({
      status: 'rejected',
      reason: new NotWritten('Nothing was written: too much.'),
    });
    expect(await all(store.readAll(0))).toHaveLength(2);
  });

  it('that cannot be written whole is answered one by one', async () => {
    const kept = anAnswer();
    await store.append([aWrite('project-thurrock.a', 'no-stream')], kept);
    const outcomes = await Promise.all([
      store.append([aWrite('project-thurrock.b', 'no-stream')], anAnswer()),
      store.append([aWrite('project-thurrock.a', 'no-stream')], anAnswer()),
      store.append([aWrite('project-thurrock.c', 'no-stream')], { ...kept }),
      store.append([aWrite('project-thurrock.d', 4)], anAnswer()),
      store.append([aWrite('project-thurrock.b', 0)], anAnswer()),
    ]);
    expect(outcomes).toMatchObject([
      { outcome: 'appended', position: 2 },
      { outcome: 'conflict', stream: 'project-thurrock.a' },
      { outcome: 'already-answered', answer: { command: kept.command } },
      { outcome: 'conflict', stream: 'project-thurrock.d' },
      { outcome: 'appended', position: 3 },
    ]);
  });

  it('that expects a stream to be further than it is leaves no gap in it', async () => {
    const ahead = ['project-thurrock.a', 'project-thurrock.b'].map((stream) => [aWrite(stream, 4)]);
    const outcomes = await Promise.all(ahead.map(async (writes) => store.append(writes, anAnswer())));
    expect(count(outcomes)).toEqual({ conflict: 2 });
    expect(await all(store.readAll(0))).toEqual([]);
  });

  it('takes ten thousand streams in one append', async () => {
    const writes = Array.from({ length: 10_000 }, (_, index) => aWrite(`project-a.p${index}`, 'no-stream'));
    expect((await accepted(store.append(writes, anAnswer()))).position).toBe(10_000);
  });

  it.each([
    ['append', 19],
    ['append_one', 10],
    ['append_all', 14],
  ])(
    'is refused whole by %s in a transaction that does not read what others commit',
    async (name, parameters) => {
      const call = `SELECT tallystick.${name}(${Array.from({ length: parameters }, () => 'NULL').join(', ')})`;
      await expect(run(`BEGIN ISOLATION LEVEL REPEATABLE READ; ${call}`)).rejects.toThrow('reads committed');
    },
  );

  it('that finds nothing to write takes no position', async () => {
    await started(store, project);
    expect(await store.append([aWrite(project, 'no-stream')], anAnswer())).toMatchObject({
      outcome: 'conflict',
    });
    expect((await started(store, 'project-thurrock.next')).position).toBe(2);
  });
});

describe('Two processes at the same moment', () => {
  it('answer one command once, with events or without', async () => {
    for (let round = 0; round < 20; round += 1) {
      const answer = anAnswer();
      const writes = round % 2 === 0 ? [] : [aWrite(`project-thurrock.r${round}`, 'no-stream')];
      const outcomes = await Promise.all(
        [store, other, store, other].map(async (one) => one.append(writes, { ...answer })),
      );
      expect(count(outcomes)).toEqual({ appended: 1, 'already-answered': 3 });
    }
  });

  it('give one event id to one of them', async () => {
    for (let round = 0; round < 10; round += 1) {
      const event = anEvent();
      const settled = await Promise.allSettled(
        [store, other].map(async (one, index) => {
          const write = { stream: `project-thurrock.r${round}-${index}`, expected: 'no-stream' as const };
          return one.append([{ ...write, events: [event] }], anAnswer());
        }),
      );
      const refused = settled.filter((one) => one.status === 'rejected');
      expect(refused).toMatchObject([{ reason: expect.any(EventIdTaken) }]);
    }
  });

  it('never wait for each other in a circle, whichever way round they name their streams', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `project-thurrock.s${index}`);
    await accepted(store.append(writesTo(names, 'no-stream'), anAnswer()));
    const holder = new Client({ connectionString: url });
    await holder.connect();
    for (let round = 0; round < 8; round += 1) {
      // Both have to stop in the midst of their locks, each with those that it has.
      await holder.query('BEGIN');
      await holder.query(`SELECT FROM tallystick.streams WHERE stream = '${names[4]}' FOR UPDATE`);
      const writing = [
        store.append(writesTo(names, round), anAnswer()),
        other.append(writesTo(names.toReversed(), round), anAnswer()),
      ];
      await untilSessions(2, "wait_event_type = 'Lock'");
      await holder.query('COMMIT');
      expect(count(await Promise.all(writing))).toEqual({ appended: 1, conflict: 1 });
    }
    await holder.end();
    expect(server.log).not.toContain('deadlock detected');
  });

  it('wake each other, without waiting to look', async () => {
    const pages = other.subscribe(0, { signal: new AbortController().signal })[Symbol.asyncIterator]();
    const coming = pages.next();
    await untilSessions(1, "query = 'LISTEN tallystick' AND state = 'idle'");
    const { events } = await started(store, project, 2);
    expect((await coming).value).toEqual(events);
  });
});

describe('What is recorded', () => {
  it.each([
    ['changed', 'UPDATE tallystick.events SET body = body'],
    ['deleted', 'DELETE FROM tallystick.events'],
    ['emptied', 'TRUNCATE tallystick.events'],
    ['changed in an answer', "UPDATE tallystick.answers SET outcome = 'refused'"],
    ['deleted from the answers', 'DELETE FROM tallystick.answers WHERE false'],
    ['emptied of answers', 'TRUNCATE tallystick.answers'],
    ['emptied with all that is there', 'TRUNCATE tallystick.streams, tallystick.events, tallystick.answers'],
  ])('is never %s, whoever asks for it', async (_, sql) => {
    const { events } = await started(store, project);
    await expect(run(sql)).rejects.toThrow(/what is recorded in tallystick\.\w+ is never changed/);
    expect(await all(store.readAll(0))).toEqual(events);
  });

  it.each([
    ['version of a stream', 'gen_random_uuid()', "'project-thurrock.leaflet'", 0, /events_version_is_new/],
    ['event id', 'id', "'project-thurrock.other'", 0, /events_id_is_new/],
  ])('has no %s twice, whoever writes it', async (_, id, stream, version, words) => {
    await started(store, project);
    const twice = `INSERT INTO tallystick.events
      SELECT 99, ${id}, ${stream}, ${version}, type, body, recorded_at FROM tallystick.events`;
    await expect(run(twice)).rejects.toThrow(words);
  });

  it('has the time of the server, and never an earlier one than was recorded before', async () => {
    const [row] = await run('SELECT clock_timestamp() AS before');
    const now = (await started(store, project)).recordedAt;
    const [then] = await run('SELECT clock_timestamp() AS after');
    const moments = [row?.['before'], now, then?.['after']].map(
      (moment) => new Date(moment as string | Date),
    );
    expect(moments.toSorted((a, b) => a.getTime() - b.getTime())).toEqual(moments);
    const later = new Date(Date.parse(now) + 3_600_000).toISOString();
    await store.append([aWrite(project, 0)], anAnswer(), { recordedAt: later });
    expect((await accepted(other.append([aWrite(project, 1)], anAnswer()))).recordedAt).toBe(later);
  });

  it('sorts by bytes where people would sort otherwise', async () => {
    const [row] = await run(`SELECT collation_name AS sorting FROM information_schema.columns
      WHERE table_schema = 'tallystick' AND data_type = 'text' GROUP BY 1`);
    expect(row).toEqual({ sorting: 'C' });
    expect(await run("SELECT 'b' < 'C' AS as_people_do")).toEqual([{ as_people_do: true }]);
  });
});

it('Each function has a file of its name', () => {
  const folder = join(import.meta.dirname, 'sql');
  const files = readdirSync(folder).filter((name) => !name.includes('tables'));
  for (const file of files) {
    const functions = readFileSync(join(folder, file), 'utf8').match(/(?<=CREATE FUNCTION \w+\.)\w+/g);
    expect(functions).toEqual([file.replace('.sql.ts', '').replaceAll('-', '_')]);
  }
  expect(files.length).toBeGreaterThan(4);
});

function count(outcomes: readonly Appended[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

function writesTo(streams: readonly string[], expected: Write['expected']): Write[] {
  return streams.map((stream) => aWrite(stream, expected));
}

/** Returns when so many sessions are as is asked for. */
async function untilSessions(sessions: number, are: string): Promise<void> {
  const query = `SELECT FROM pg_stat_activity WHERE ${are}`;
  while ((await run(query)).length < sessions) await new Promise((resolve) => setTimeout(resolve, 5));
}
