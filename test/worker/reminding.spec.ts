import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startRedis } from '#testing/redis-server';
import type { RedisServer } from '#testing/redis-server';
import { until } from '#testing/until';
import { CommandLine } from '../cli/command-line.js';
import { SharedClock } from '../clock/shared-clock.js';
import { aPartnershipThatOwes } from './owing.js';
import { WorkerProcess } from './worker-process.js';

let cli: CommandLine;
let redis: RedisServer;
let workers: WorkerProcess[] = [];
let clock: SharedClock;
let places = 0;

beforeAll(async () => {
  cli = new CommandLine();
  redis = await startRedis({ 'maxmemory-policy': 'allkeys-lru' });
});
afterEach(async () => {
  await Promise.all(workers.map(async (one) => one.end('SIGKILL')));
  workers = [];
  await clock.close();
});
afterAll(async () => {
  cli.remove();
  await redis.kill9();
});

const projects = [1, 2, 3, 4].map((at) => {
  const terms = { startsOn: '2011-01-01', finishesOn: '2011-06-30' };
  return {
    project: `project-${at}`,
    leadOfficer: `lead-${(at % 2) + 1}`,
    ...terms,
  };
});

/** A partnership whose first updates are due on 7 April 2011, and are reminded of three days before. */
async function owing(): Promise<{
  readonly TALLYSTICK_DATA: string;
  readonly letters: () => readonly string[];
}> {
  places += 1;
  const folder = cli.at(`place-${places}`);
  clock = await SharedClock.at('2011-03-06T12:00:00.000Z');
  await aPartnershipThatOwes(folder, clock, { leads: 2, projects });
  const mail = `${folder}/mail`;
  return {
    TALLYSTICK_DATA: folder,
    letters: () => (existsSync(mail) ? readdirSync(mail).filter((name) => name.endsWith('.eml')) : []),
  };
}

function start(settings: Readonly<Record<string, string>>): WorkerProcess {
  const worker = new WorkerProcess({ ...clock.settings, ...settings });
  workers.push(worker);
  return worker;
}

describe('The reminders of a worker', () => {
  it.each([
    ['its own clock', {}],
    ['jobs in Redis', { TALLYSTICK_REDIS: 'the server of the test' }],
  ])('go by %s: into a folder, one a person, when the offices open', async (_, given) => {
    const { TALLYSTICK_DATA, letters } = await owing();
    const settings = 'TALLYSTICK_REDIS' in given ? { TALLYSTICK_REDIS: redis.url } : {};
    const both = [1, 2].map(() => start({ TALLYSTICK_DATA, TALLYSTICK_LOG_LEVEL: 'debug', ...settings }));
    await until(
      async () => (await both[0]?.ready())?.ready === true && (await both[1]?.ready())?.ready === true,
    );
    clock.passUntil('2011-04-04T07:59:59.000Z');
    expect(letters()).toEqual([]);
    // Nine in London, where the summer time has begun.
    clock.passUntil('2011-04-04T08:00:00.000Z');
    clock.pass(15_000);
    // A letter has its name in the folder a moment before it has its text.
    const texts = (): string[] =>
      letters().map((name) => readFileSync(`${TALLYSTICK_DATA}/mail/${name}`, 'utf8'));
    await until(() => texts().filter((text) => text.includes('To: "Officer lead-')).length === 2);
    expect(letters()).toHaveLength(2);
    // And it is there before the worker has written down that it handed it over, and before what the worker
    // logs has come here.
    const logs = (): string => both.map(({ out }) => out).join('');
    await until(async () => /"command":"ClaimMessage","id":"claimmessage-[\w-]+"/.test(logs()));
    const figures = async (): Promise<string> => (await (await both[0]?.get('/metrics'))?.text()) ?? '';
    await until(async () => (await figures()).includes('tallystick_messages{status="handed-over"} 2'));
    expect(await figures()).not.toMatch(/lead-|riverside/);
    expect(logs()).not.toMatch(/Officer|@/);
    for (const worker of both) expect(await worker.end()).toBe(0);
  });

  it('are written about in the health of the worker, and Redis with what is wrong with it', async () => {
    const { TALLYSTICK_DATA } = await owing();
    const worker = start({ TALLYSTICK_DATA, TALLYSTICK_REDIS: redis.url });
    await until(async () => (await worker.ready()).ready);
    const { findings } = await worker.ready();
    expect(findings.map(({ check, state }) => `${check}: ${state}`)).toEqual([
      'Read models: well',
      'Reminders: well',
      'Redis: soon',
    ]);
    expect(findings[2]?.words).toMatch(/keeps nothing.*may throw jobs out \(allkeys-lru\)/);
    await redis.kill9();
    await until(async () => (await worker.ready()).findings[2]?.words.startsWith('Does not answer') === true);
    expect((await worker.ready()).ready).toBe(true);
    expect(await (await worker.get('/metrics')).text()).toContain('tallystick_redis_up 0');
    await redis.start();
    await until(async () => (await worker.ready()).findings[2]?.words.startsWith('Redis 7') === true);
  });
});

describe('The dashboard of queues', () => {
  const login = 'operator:hazel-and-notches';
  const authorization = `Basic ${Buffer.from(login).toString('base64')}`;

  it('is shown to whoever has the password, and changes nothing', async () => {
    const { TALLYSTICK_DATA } = await owing();
    const worker = start({
      TALLYSTICK_DATA,
      TALLYSTICK_REDIS: redis.url,
      TALLYSTICK_DASHBOARD: login,
    });
    const page = await worker.get('/queues', { authorization });
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<title>')]);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    const queues = await worker.get('/queues/api/queues', { authorization });
    expect(await queues.text()).toContain('"readOnlyMode":true');
    for (const given of [{}, { authorization: 'Basic b3BlcmF0b3I6d3Jvbmc=' }]) {
      expect((await worker.get('/queues', given)).status).toBe(401);
      expect((await worker.get('/queues/api/queues', given)).status).toBe(401);
    }
    const { url } = await worker.get('/health/live');
    const pausing = await fetch(new URL('/queues/api/queues/tallystick-reminders/pause', url), {
      method: 'PUT',
      headers: { authorization },
    });
    expect(pausing.status).toBe(405);
  });

  it('is not there unless it is asked for', async () => {
    const { TALLYSTICK_DATA } = await owing();
    const worker = start({ TALLYSTICK_DATA, TALLYSTICK_REDIS: redis.url });
    expect((await worker.get('/queues', { authorization })).status).toBe(404);
  });
});

describe('A worker on an example', () => {
  it('sends nothing to the addresses of invented people', async () => {
    clock = await SharedClock.at('2011-03-06T12:00:00.000Z');
    const TALLYSTICK_DATA = cli.at('example');
    const founding = {
      command: 'FoundPartnership',
      id: 'found',
      partnership: 'riverside',
      name: 'Riverside',
    };
    const input = JSON.stringify({
      ...founding,
      actor: { person: 'a', role: 'administrator' },
      example: true,
    });
    expect(cli.run(['run', '-'], { settings: { TALLYSTICK_DATA }, input }).code).toBe(0);
    const mail = {
      TALLYSTICK_MAIL: 'smtp://127.0.0.1:25',
      TALLYSTICK_MAIL_FROM: 'a@council.example',
    };
    const worker = start({ TALLYSTICK_DATA, ...mail });
    expect(await worker.code()).toBe(2);
    expect(worker.err).toContain('is an example, whose mail is written into a folder alone');
  });
});
