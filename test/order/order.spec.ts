import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { all, anAnswer, aWrite, started } from '#eventing/conformance-fixture';
import type { NewAnswer } from '#eventing/event-store';
import { Batch } from '#stores/postgres/batch';
import type { Call } from '#stores/postgres/calls';
import { PostgresStore } from '#stores/postgres/postgres-store';
import { shortWay } from '#stores/postgres/short-ways';
import { PostgresDatabases } from '#testing/postgres-databases';
import { startPostgres } from '#testing/postgres-server';
import type { PostgresServer } from '#testing/postgres-server';
import { NaiveLog, slowCommits } from './naive-log.ts';

/** The functions by which appends come to their positions. */
const ways = ['append', 'append_one', 'append_all'] as const;
type Way = (typeof ways)[number];

let server: PostgresServer;
let databases: PostgresDatabases;
beforeAll(async () => {
  server = await startPostgres();
  databases = new PostgresDatabases(await server.createDatabase('tallystick_test'));
});
afterAll(async () => server.stop());

describe('A transaction that has its position and commits late', () => {
  let url: string;
  let late: Client;
  beforeEach(async () => {
    url = await databases.take();
    late = new Client({ connectionString: url });
    await late.connect();
  });
  afterEach(async () => late.end());

  it('is skipped by a naive reader over a sequence', async () => {
    const log = new NaiveLog(url);
    await log.make();
    await late.query('BEGIN');
    await late.query("INSERT INTO log (body) VALUES ('the first, and late')");
    await log.append('the second, and soon');
    const seen = await log.positionsAfter(0);
    await late.query('COMMIT');
    seen.push(...(await log.positionsAfter(seen.at(-1) ?? 0)));
    expect(seen).toEqual([2]);
    expect(await log.positionsAfter(0)).toEqual([1, 2]);
    await log.close();
  });

  it.each(ways)('by %s holds back whoever comes later, so that no reader of ours skips it', async (way) => {
    const store = await PostgresStore.open({ url });
    await beginLate(late, way);
    const appending = started(store, 'project-thurrock.soon');
    await waitingFor('advisory');
    const seen = await all(store.readAll(0));
    await late.query('COMMIT');
    const { position } = await appending;
    seen.push(...(await all(store.readAll(seen.at(-1)?.position ?? 0))));
    const streams = [...lateStreams(way), 'project-thurrock.soon'];
    expect(seen.map((event) => event.stream)).toEqual(streams);
    expect(position).toBe(streams.length);
    await store.close();
  });

  it.each(ways)('by %s gives its position to the next when it does not commit at all', async (way) => {
    const store = await PostgresStore.open({ url });
    await beginLate(late, way);
    const appending = started(store, 'project-thurrock.soon');
    await waitingFor('advisory');
    await late.query('ROLLBACK');
    expect((await appending).position).toBe(1);
    expect(await all(store.readStream('project-thurrock.late'))).toEqual([]);
    await store.close();
  });

  it('holds back nobody on other streams before it has its position', async () => {
    const store = await PostgresStore.open({ url });
    await late.query('BEGIN');
    await late.query("SELECT tallystick.lock_streams('{project-thurrock.late}', '{project-thurrock.late}')");
    expect((await started(store, 'project-thurrock.soon')).position).toBe(1);
    const sameStream = started(store, 'project-thurrock.late');
    await waitingFor('transactionid');
    await late.query('ROLLBACK');
    expect((await sameStream).position).toBe(2);
    await store.close();
  });
});

describe('Two hundred appends in eight processes that take their time to commit', () => {
  it('are all seen by readers who follow them, where a naive reader skips', async () => {
    const url = await databases.take();
    const stores = await Promise.all(Array.from({ length: 8 }, async () => PostgresStore.open({ url })));
    const log = new NaiveLog(await databases.take());
    await log.make();
    await server.run(slowCommits('tallystick.events', 4), new URL(url).pathname.slice(1));
    await log.pool.query(slowCommits('public.log', 4));

    const ours = follow(async (after) =>
      (await all(stores[0]!.readAll(after))).map((event) => event.position),
    );
    const naive = follow(async (after) => log.positionsAfter(after));
    await Promise.all([
      ...stores.map(async (store, process) => {
        for (let n = 0; n < 25; n += 1) await started(store, `project-thurrock.p${process}-${n}`);
      }),
      ...stores.map(async () => {
        for (let n = 0; n < 25; n += 1) await log.append('an event');
      }),
    ]);
    expect(await ours.end()).toHaveLength(200);
    expect((await naive.end()).length).toBeLessThan(200);
    expect(await log.positionsAfter(0)).toHaveLength(200);
    for (const store of stores) await store.close();
    await log.close();
  });
});

/** Appends through one of our functions, and leaves the transaction open with the position that it has. */
async function beginLate(client: Client, way: Way): Promise<void> {
  const call = callBy(way, batchOn(lateStreams(way)));
  if (call?.name !== way) throw new Error(`The batch does not go by ${way}.`);
  await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
  expect((await client.query(call)).rows).toHaveLength(1);
}

/** The streams of a batch that goes that way. */
function lateStreams(way: Way): readonly string[] {
  return ['project-thurrock.late', ...(way === 'append_all' ? ['project-thurrock.late-too'] : [])];
}

function callBy(way: Way, batch: Batch): Call | undefined {
  const written = new WeakSet<NewAnswer>();
  return way === 'append' ? batch.callOfEach(undefined, false, written) : shortWay(batch, undefined, written);
}

function batchOn(streams: readonly string[]): Batch {
  const members = streams.map((stream) => {
    const answer = anAnswer();
    return { writes: [aWrite(stream, 'no-stream')], answer, given: answer, after: [] };
  });
  return new Batch(
    members.map((member) => ({ ...member, recordedAt: undefined, resolve: ignore, reject: ignore })),
  );
}

/** Returns when a session waits for a lock of a kind. */
async function waitingFor(kind: string): Promise<void> {
  const query = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND wait_event = '${kind}'`;
  while ((await server.run(query)).length === 0) await wait(5);
}

/** Looks again and again for what is above the last position seen, until it is told to end. */
function follow(positionsAfter: (position: number) => Promise<number[]>): { end(): Promise<number[]> } {
  const seen: number[] = [];
  let isEnding = false;
  const following = (async () => {
    while (!isEnding) seen.push(...(await positionsAfter(seen.at(-1) ?? 0)));
    seen.push(...(await positionsAfter(seen.at(-1) ?? 0)));
  })();
  return {
    end: async () => {
      isEnding = true;
      await following;
      return seen;
    },
  };
}

function ignore(): void {
  // Nobody waits for it: the test asks the server itself.
}
