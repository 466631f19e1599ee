import { setTimeout as wait } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PatientConnection } from '#reminders/redis/connection';
import { RedisScheduler } from '#reminders/redis/redis-scheduler';
import type { Witness } from '#reminders/scheduling';
import { DispatchingInMemory, RowsInMemory } from '#testing/dispatching-in-memory';
import { startRedis } from '#testing/redis-server';
import type { RedisServer } from '#testing/redis-server';
import { until } from '#testing/until';

let redis: RedisServer;
let rows: RowsInMemory;
let running: { readonly ending: AbortController; readonly ended: Promise<void> }[] = [];

beforeAll(async () => {
  redis = await startRedis();
});
beforeEach(async () => {
  rows = new RowsInMemory();
  await redis.flush();
});
afterEach(async () => {
  for (const { ending } of running) ending.abort();
  await Promise.all(running.map(async ({ ended }) => ended));
  running = [];
});
afterAll(async () => redis.kill9());

const now = (): string => new Date().toISOString();
const soon = (ms: number): string => new Date(Date.now() + ms).toISOString();

/** A worker whose ticks are so many milliseconds apart. */
function start(name: string, { everyMs = 100, sendMs = 1 } = {}) {
  const told = { byJobs: 0, failures: [] as string[] };
  const witness: Witness = {
    passed: () => undefined,
    dealtWith: (outcome, count) => void (told.byJobs += outcome === 'handed-over' ? count : 0),
    failed: (what) => void told.failures.push(what),
  };
  const dispatching = new DispatchingInMemory(rows, name, sendMs);
  const pause = async (_: number, signal: AbortSignal): Promise<void> =>
    wait(everyMs, undefined, { signal }).catch(() => undefined);
  const scheduler = new RedisScheduler({ dispatching, now, witness, pause, url: redis.url });
  const ending = new AbortController();
  running.push({ ending, ended: scheduler.run(ending.signal) });
  return { scheduler, dispatching, told, ending };
}

/** A worker that never ticks a second time, so that what it does it does for a job. */
const never = 600_000;

describe('Workers with Redis', () => {
  it('send each message once, all of them at the work', async () => {
    for (const name of ['one', 'two', 'three']) start(name);
    rows.add(300, now());
    await until(() => rows.sums.taken === 300);
    expect(rows.sums.twice).toBe(0);
    expect(new Set([...rows.taken.values()].flat())).toEqual(new Set(['one', 'two', 'three']));
  });

  it('are woken at the time, one of them', async () => {
    rows.add(5, soon(6_000));
    const workers = ['one', 'two', 'three'].map((name) => start(name, { everyMs: never }));
    await until(() => rows.sums.taken === 5);
    const claims = workers.map(({ dispatching }) => dispatching.claims);
    // Each at its start, and then one of them for the job.
    expect(claims.toSorted((a, b) => a - b)).toEqual([1, 1, 2]);
  });

  it('leave nothing in Redis when all is done', async () => {
    const { scheduler } = start('one');
    rows.add(20, now());
    await until(() => rows.sums.taken === 20);
    await until(async () => {
      const { completed, failed, active, waiting } = await scheduler.jobs();
      return [completed, failed, active, waiting].every((count) => count === 0);
    });
  });

  it('send all the same when Redis loses everything again and again', async () => {
    for (const name of ['one', 'two']) start(name, { sendMs: 5 });
    rows.add(400, now());
    while (rows.sums.taken < 400) await redis.flush();
    expect(rows.sums).toEqual({ taken: 400, twice: 0 });
  });

  it('send themselves what a job carried that nobody ends', async () => {
    const connection = new PatientConnection(redis.url);
    const queue = new Queue('tallystick-reminders', { connection, prefix: 'tallystick' });
    const dead = new Worker('tallystick-reminders', null, { connection, prefix: 'tallystick' });
    rows.queued.add('message-0');
    await queue.add('send', {}, { jobId: 'riverside.message-0' });
    await dead.getNextJob('of a worker that died');
    start('one');
    await until(() => rows.sums.taken === 1);
    await dead.close(true);
    connection.closeAll();
  });

  it('send what is queued already when they start', async () => {
    rows.queued.add('message-left-over');
    start('one', { everyMs: never });
    await until(() => rows.sums.taken === 1);
  });

  it('end when they are told to, with what is in hand', async () => {
    const { ending } = start('one', { everyMs: never, sendMs: 300 });
    rows.add(1, soon(1_000));
    await until(() => rows.due.size === 0 && rows.queued.size === 0);
    ending.abort();
    await running[0]?.ended;
    expect(rows.sums).toEqual({ taken: 1, twice: 0 });
  });
});

describe('Workers whose Redis fails', () => {
  afterEach(async () => {
    redis.resume();
    await redis.kill9();
    await redis.start();
  });

  it('go on by the clock while it is away from the start, and with it when it comes', async () => {
    await redis.kill9();
    const { scheduler, told } = start('one');
    rows.add(10, now());
    await until(() => rows.sums.taken === 10);
    await expect(scheduler.facts()).rejects.toThrow();
    await redis.start();
    await until(async () =>
      scheduler.facts().then(
        () => true,
        () => false,
      ),
    );
    const before = told.byJobs;
    rows.add(10, now());
    await until(() => rows.sums.taken === 20);
    expect(told.byJobs - before).toBe(10);
    expect(rows.sums.twice).toBe(0);
  });

  it('lose nothing when it is killed in the middle and comes back empty', async () => {
    for (const name of ['one', 'two']) start(name, { sendMs: 5 });
    rows.add(300, now());
    await until(() => rows.sums.taken > 50);
    await redis.kill9();
    await until(() => rows.sums.taken === 300);
    await redis.start();
    rows.add(50, now());
    await until(() => rows.sums.taken === 350);
    expect(rows.sums.twice).toBe(0);
  });

  it('go on when it takes connections and answers nobody', async () => {
    start('one', { sendMs: 5 });
    rows.add(200, now());
    await until(() => rows.sums.taken > 20);
    redis.pause();
    rows.add(20, now());
    await until(() => rows.sums.taken === 220);
    redis.resume();
    rows.add(20, now());
    await until(() => rows.sums.taken === 240);
    expect(rows.sums.twice).toBe(0);
  });

  it('end while it is away', async () => {
    const { ending } = start('one');
    await redis.kill9();
    ending.abort();
    await running[0]?.ended;
    expect(rows.sums.taken).toBe(0);
  });
});

describe('What Redis says of itself', () => {
  it.each([
    [{}, { keeps: false, evicts: false, policy: 'noeviction' }],
    [{ appendonly: 'yes' }, { keeps: true }],
    [{ save: '3600 1' }, { keeps: true }],
    [{ 'maxmemory-policy': 'allkeys-lru' }, { evicts: true, policy: 'allkeys-lru' }],
  ])('with %j is %j', async (settings, facts) => {
    const other = await startRedis(settings);
    const quiet: Witness = { passed: () => undefined, dealtWith: () => undefined, failed: () => undefined };
    const dispatching = new DispatchingInMemory(rows, 'one');
    const scheduler = new RedisScheduler({ dispatching, now, witness: quiet, url: other.url });
    const ending = new AbortController();
    const ended = scheduler.run(ending.signal);
    await until(async () =>
      scheduler.facts().then(
        () => true,
        () => false,
      ),
    );
    expect(await scheduler.facts()).toMatchObject(facts);
    ending.abort();
    await ended;
    await other.kill9();
  });
});
