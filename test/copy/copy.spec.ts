import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '#eventing/clock';
import { compareHistories } from '#eventing/copying';
import type { EventStore } from '#eventing/event-store';
import { storeAddress } from '#settings/addresses';
import { openStore } from '#settings/opening';
import { StandInForKurrentDb } from '#stores/kurrentdb/stand-in/stand-in-for-kurrent-db';
import { startPostgres } from '#testing/postgres-server';
import type { PostgresServer } from '#testing/postgres-server';
import { CommandLine, yearFile } from '../cli/command-line.js';
import type { Ended, Settings, Started } from '../cli/command-line.js';
import { makeLongHistory } from './long-history.js';

const cli = new CommandLine();
let server: PostgresServer;
let standIn: StandInForKurrentDb;

beforeAll(async () => {
  server = await startPostgres();
  standIn = await StandInForKurrentDb.start();
});
afterAll(async () => {
  cli.remove();
  await server.stop();
  await standIn.stop();
});

/** Where a copy goes, by the engine's name, as `--to` takes it. */
const targets: Readonly<Record<string, (name: string) => Promise<string>>> = {
  SQLite: async (name) => `sqlite:${cli.at(name)}`,
  PostgreSQL: async (name) => server.createDatabase(`test_${name}`),
  'a stand-in for KurrentDB': async () => {
    standIn.forget();
    return standIn.url;
  },
};

async function go(args: readonly string[], settings: Settings): Promise<Ended> {
  return cli.start(args, settings).ended;
}

async function opened(address: string): Promise<EventStore> {
  return openStore(storeAddress(address, '--to'), 'real', { clock: systemClock });
}

async function openedWhenThere(address: string): Promise<EventStore> {
  for (;;) {
    try {
      return await opened(address);
    } catch {
      await wait(20);
    }
  }
}

describe.each(Object.keys(targets))('A year that is copied to %s', (engine) => {
  const year = { TALLYSTICK_DATA: 'year' };
  const at: Record<string, string> = {};
  let there: Settings;

  beforeAll(async () => {
    at['to'] = (await targets[engine]?.(`year_${engine.toLowerCase().replaceAll(' ', '_')}`)) ?? '';
    there = {
      TALLYSTICK_STORE: at['to'],
      TALLYSTICK_KEYS: `sqlite:${cli.at('year/keys.db')}`,
      // With PostgreSQL they lie in the same database by themselves.
      ...(engine === 'PostgreSQL' ? {} : { TALLYSTICK_READ_MODELS: `sqlite:${cli.at(`${engine}.db`)}` }),
    };
    await go(['run', yearFile], year);
  });

  it('tells what was copied, where the keys are and what to do next', async () => {
    const { code, out, err } = await go(['copy', '--to', 'env:TO'], { ...year, TO: at['to'] ?? '' });
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/now holds what year holds: 7\d\d events and 5\d\d answers\./);
    expect(out).toContain(`TALLYSTICK_KEYS=sqlite:${cli.at('year/keys.db')}`);
    expect(out).not.toContain('notched-hazel');
    const again = await go(['copy', '--to', 'env:TO'], { ...year, TO: at['to'] ?? '' });
    expect(again.out).toContain(' answers. Nothing was changed.');
  });

  it('is equal, byte for byte, and right in every check', async () => {
    const { code, out } = await go(['verify', '--against', 'sqlite:year'], there);
    expect(out).toMatch(/right +year holds the same +1,2\d\d +events and answers, byte for byte/);
    expect(code).toBe(0);
  });

  it('reads the same, with every name', async () => {
    for (const read of [['budget'], ['history', 'idva']]) {
      const [before, after] = [await go(read, year), await go(read, there)];
      expect(after).toEqual(before);
    }
  });

  it('knows every command again', async () => {
    const { code, out } = await go(['run', yearFile], there);
    expect(code).toBe(0);
    expect(out.match(/"repeated":true/g)).toHaveLength(out.trim().split('\n').length);
  });

  it('is not used with other keys', async () => {
    const { code, err } = await go(['budget'], { TALLYSTICK_STORE: at['to'] ?? '' });
    expect(code).toBe(2);
    expect(err).toContain('Say in TALLYSTICK_KEYS where they are.');
  });

  it('is no longer equal when the copy goes on alone, and then takes no more', async () => {
    const actor = { person: 'administrator', role: 'administrator' };
    const more = {
      command: 'AdmitAgency',
      id: 'more',
      partnership: 'thurrock',
      actor,
      agency: 'a',
      name: 'A',
    };
    const { ended } = cli.start(['run', cli.write('more.ndjson', JSON.stringify(more))], there);
    await ended;
    const { code, out } = await go(['verify', '--against', 'sqlite:year'], there);
    expect(code).toBe(1);
    expect(out).toContain('The other ends before the answer to thurrock/more.');
    const again = await go(['copy', '--to', 'env:TO'], { ...year, TO: at['to'] ?? '' });
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('thurrock/more, which is not here')]);
  });
});

/** Kills a copy when so many answers are there. @returns how many there are then */
async function killedAfter(copying: Started, to: string, answers: number): Promise<number> {
  const store = await openedWhenThere(to);
  let [there, last] = [0, 0];
  const look = async (): Promise<void> => {
    for await (const { sequence } of store.readAnswers(last)) [there, last] = [there + 1, sequence];
  };
  try {
    for (await look(); there < answers; await look()) await wait(25);
    copying.kill();
    await copying.ended;
    await look();
    return there;
  } finally {
    await store.close();
  }
}

describe.each([
  ['SQLite', 6_000],
  ['PostgreSQL', 6_000],
  // Its appends go one after another, and each asks the server several times.
  ['a stand-in for KurrentDB', 300],
])('A copy to %s that is killed again and again', (engine, answers) => {
  it('goes on until all of it is there, and is used by nobody before', async () => {
    const folder = `long-${answers}`;
    await makeLongHistory(cli.at(folder), answers);
    const to = (await targets[engine]?.(`long_${engine.toLowerCase().replaceAll(' ', '_')}`)) ?? '';
    const half = { TALLYSTICK_STORE: to, TALLYSTICK_KEYS: `sqlite:${cli.at(folder)}/keys.db` };
    const copy = ['copy', '--from', `sqlite:${folder}`, '--to', 'env:TO'];
    // Early, so that most of it is left however late this process gets round to killing it.
    for (const part of [1, 2, 3]) {
      const reached = await killedAfter(cli.start(copy, { TO: to }), to, (part * answers) / 24);
      expect(reached).toBeLessThan(answers);
      expect((await go(['budget'], half)).code).not.toBe(0);
    }
    const { code, out } = await go(copy, { TO: to });
    const counts = `${answers.toLocaleString('en-GB')} answers, of which`;
    expect([code, out]).toEqual([0, expect.stringContaining(counts)]);
    expect(out).toContain('answers were there before');
    const [one, other] = [await opened(`sqlite:${cli.at(folder)}`), await opened(to)];
    const same = { events: (answers * 4) / 3, answers, difference: undefined };
    expect(await compareHistories(one, other)).toEqual(same);
    await one.close();
    await other.close();
  });
});
