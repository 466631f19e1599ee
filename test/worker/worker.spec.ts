import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startPostgres } from '#testing/postgres-server';
import type { PostgresServer } from '#testing/postgres-server';
import { until } from '#testing/until';
import { CommandLine } from '../cli/command-line.js';
import { WorkerProcess } from './worker-process.js';

const administrator = { person: 'admin', role: 'administrator' };
const founding = {
  command: 'FoundPartnership',
  id: 'found',
  partnership: 'riverside',
  actor: administrator,
  name: 'Riverside',
};

function admission(agency: string): object {
  const { partnership, actor } = founding;
  return { command: 'AdmitAgency', id: `admit-${agency}`, partnership, actor, agency, name: agency };
}

let cli: CommandLine;
let workers: WorkerProcess[] = [];

beforeAll(() => {
  cli = new CommandLine();
});
afterEach(async () => {
  await Promise.all(workers.map(async (one) => one.end('SIGKILL')));
  workers = [];
});
afterAll(() => cli.remove());

function start(settings: Readonly<Record<string, string>>): WorkerProcess {
  const worker = new WorkerProcess(settings);
  workers.push(worker);
  return worker;
}

function run(settings: Readonly<Record<string, string>>, ...commands: readonly object[]): void {
  const input = commands.map((command) => `${JSON.stringify(command)}\n`).join('');
  const { code, err } = cli.run(['run', '-'], { settings, input });
  if (code !== 0) throw new Error(err);
}

async function leaders(): Promise<WorkerProcess[]> {
  const alive = workers.filter(({ process: { signalCode } }) => signalCode === null);
  const leads = await Promise.all(alive.map(async (one) => (await one.ready()).leads));
  return alive.filter((_, index) => leads[index]);
}

describe('A worker', () => {
  it('waits for a partnership to be founded, brings up the read models, and ends when it is told to', async () => {
    const settings = { TALLYSTICK_DATA: cli.at('waited-for') };
    const worker = start(settings);
    await until(() => worker.said('waiting for it'));
    run(settings, founding);
    expect(await (await worker.get('/health/live')).json()).toEqual({ live: true });
    await until(async () => (await worker.ready()).leads);
    run(settings, admission('council'), admission('police'));
    await until(async () => (await worker.ready()).findings[0]?.words === 'Up to the last event.');
    const { status, ready } = await worker.ready();
    expect([status, ready]).toEqual([200, true]);
    expect(await worker.end()).toBe(0);
    expect(worker.said('Ended')).toBe(true);
    expect(worker.err).toBe('');
  });

  it('counts for Prometheus', async () => {
    const settings = { TALLYSTICK_DATA: cli.at('counted') };
    run(settings, founding);
    const response = await start(settings).get('/metrics');
    expect(response.headers.get('content-type')).toContain('text/plain');
    const text = await response.text();
    expect(text).toMatch(/^tallystick_read_models_behind_seconds \d/m);
    expect(text).toContain('process_cpu_seconds_total');
    expect(text).not.toContain('riverside');
  });

  it.each([
    [{ TALLYSTICK_STORE: 'mysql://u:s3cret@h/d' }, 'TALLYSTICK_STORE is'],
    [{ TALLYSTICK_REDIS: 'http://s3cret@h' }, 'TALLYSTICK_REDIS is no address of Redis'],
    [{ TALLYSTICK_WORKER_LISTEN: 'here' }, 'TALLYSTICK_WORKER_LISTEN is HOST:PORT'],
  ])('ends with 2 and a sentence for settings that are wrong: %j', async (settings, words) => {
    const worker = start(settings);
    expect(await worker.code()).toBe(2);
    expect(worker.err).toContain(words);
    expect(worker.err).not.toMatch(/s3cret| {4}at /);
  });

  it('says when something else listens where it is to', async () => {
    const settings = { TALLYSTICK_DATA: cli.at('listening') };
    run(settings, founding);
    const first = start(settings);
    const { host } = new URL((await first.get('/health/live')).url);
    const second = start({ ...settings, TALLYSTICK_WORKER_LISTEN: host });
    expect(await second.code()).toBe(2);
    expect(second.err).toContain(`cannot listen at ${host}: something else listens there`);
  });
});

describe('Of several workers on PostgreSQL', () => {
  let server: PostgresServer;

  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server.stop();
  });

  it('one leads, another takes over when it is killed, and all know how far it is', async () => {
    const settings = { TALLYSTICK_STORE: await server.createDatabase('workers_test') };
    run(settings, founding);
    for (const _ of [1, 2, 3]) start(settings);
    await until(async () => (await leaders()).length === 1);
    const [leader] = await leaders();
    await leader?.end('SIGKILL');
    run(settings, admission('council'));
    await until(async () => (await leaders()).length === 1);
    const [one, other] = workers.filter((worker) => worker !== leader);
    await until(async () => {
      const both = await Promise.all([one?.ready(), other?.ready()]);
      return both.every((answer) => answer?.findings[0]?.words === 'Up to the last event.');
    });
  });

  it('a server that is away is survived', async () => {
    const url = await server.createDatabase('survived_test');
    run({ TALLYSTICK_STORE: url }, founding);
    const worker = start({ TALLYSTICK_STORE: url });
    await until(async () => (await worker.ready()).leads);
    await server.kill9();
    await until(async () => (await worker.ready()).status === 503);
    await server.start();
    run({ TALLYSTICK_STORE: url }, admission('council'));
    await until(async () => (await worker.ready()).findings[0]?.words === 'Up to the last event.');
    expect(await worker.end()).toBe(0);
  });
});
