import { execFile } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startRedis } from '#testing/redis-server';
import { spreadOf } from './benchmark.ts';
import type { Benchmark, Figure } from './benchmark.ts';
import type { RemindedOnce } from './reminders-once.main.ts';
import { ReminderScene } from './reminders-scene.ts';
import type { Size } from './reminders-scene.ts';

/** Each project has two rungs due on the day, and each lead officer four projects: eight rungs a message. */
const busy: Size = { partnerships: 50, projectsEach: 1000, projectsALead: 4 };
const vast: Size = { partnerships: 330, projectsEach: 3031, projectsALead: 10 };

/** From what is recorded to what has gone: rows, rounds and messages, by the clock and by jobs in Redis. */
export const reminders: Benchmark = {
  name: 'reminders',
  about:
    'Reminders on SQLite, each line by a process of its own: the memory is the most that it ever held. ' +
    'To schedule is to write all read models from the events, and with them the rows that say what is ' +
    'due. To reconcile is to look through all of those rows and sort them by whom they tell. To ' +
    'dispatch is all of it: claimed in one append each, begun, composed, handed to a channel that keeps ' +
    'nothing, and recorded, with the read models kept up; by the clock in a round, or by jobs in a ' +
    'Redis on the same machine, as a worker does it. The round with nothing due is what a worker does ' +
    'every minute; its rounds a second are of each alone.',
  against: 'nothing',
  async run(folder) {
    return [...(await busyDay(folder)), ...(await quietMinute(folder))];
  },
};

async function busyDay(folder: string): Promise<readonly Figure[]> {
  const projects = busy.partnerships * busy.projectsEach;
  const place = await told(folder, 'busy', busy);
  const scheduled = await measuredBy('schedule', place);
  const reconciled = await measuredBy('reconcile', place);
  const quiet = await measuredBy('quiet', place);
  const byClock = await measuredBy('clock', copyOf(place, 'clock'));
  const byJobs = await withRedis(async (url) => measuredBy('redis', copyOf(place, 'redis'), url));
  return [
    figure('schedule', `${counted(projects)} projects`, projects, scheduled),
    figure('reconcile', `${counted(reconciled.rungs)} due rungs`, reconciled.rungs, reconciled),
    { ...dispatch('by the clock', byClock), goal: { perSecond: 1000 } },
    { ...dispatch('by jobs in Redis', byJobs), goal: { perSecond: 2000 } },
    quietFigure(projects, quiet),
  ];
}

async function quietMinute(folder: string): Promise<readonly Figure[]> {
  const projects = vast.partnerships * vast.projectsEach;
  const place = await told(folder, 'vast', vast);
  const scheduled = await measuredBy('schedule', place);
  const quiet = quietFigure(projects, await measuredBy('quiet', place));
  // Under 50 ms.
  return [
    figure('schedule', `${counted(projects)} projects`, projects, scheduled),
    { ...quiet, goal: { perSecond: 20 } },
  ];
}

/** A folder with a scene of this size, of which nothing is in the read models yet. */
async function told(folder: string, name: string, size: Size): Promise<string> {
  const place = join(folder, name);
  mkdirSync(place);
  await ReminderScene.tell(place, size);
  return place;
}

function copyOf(place: string, name: string): string {
  const copy = `${place}-${name}`;
  cpSync(place, copy, { recursive: true });
  return copy;
}

async function withRedis(work: (url: string) => Promise<RemindedOnce>): Promise<RemindedOnce> {
  const redis = await startRedis();
  try {
    return await work(redis.url);
  } finally {
    await redis.kill9();
  }
}

const run = promisify(execFile);

async function measuredBy(...given: readonly string[]): Promise<RemindedOnce> {
  const program = join(import.meta.dirname, 'reminders-once.main.ts');
  // As the launcher `tallystick-worker` runs it.
  const flags = [
    '--disable-warning=ExperimentalWarning',
    '--heap-growing-percent=40',
    '--max-semi-space-size=8',
  ];
  const { stdout } = await run(process.execPath, [...flags, program, ...given]);
  return JSON.parse(stdout) as RemindedOnce;
}

function dispatch(how: string, found: RemindedOnce): Figure {
  const what = `${counted(found.rungs)} due rungs in ${counted(found.messages)} messages, ${how}`;
  return figure('dispatch', what, found.rungs, found);
}

function figure(does: string, what: string, many: number, found: RemindedOnce): Figure {
  const seconds = (spreadOf(found.ms).median / 1000).toFixed(1);
  return {
    measured: `${does} ${what}, ${seconds} s, ${found.mebibytes} MB`,
    perSecond: spreadOf(found.ms.map((ms) => (many / ms) * 1000)),
  };
}

function quietFigure(projects: number, { ms, mebibytes }: RemindedOnce): Figure {
  const took = `${spreadOf(ms).median.toFixed(1)} ms, ${mebibytes} MB`;
  return {
    measured: `a round with nothing due, ${counted(projects)} projects, ${took}`,
    perSecond: spreadOf(ms.map((one) => 1000 / one)),
  };
}

function counted(many: number): string {
  return many.toLocaleString('en-GB');
}
