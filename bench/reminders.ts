import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { spreadOf } from './benchmark.ts';
import type { Benchmark, Figure } from './benchmark.ts';
import { ReminderScene } from './reminders-scene.ts';
import type { Size } from './reminders-scene.ts';

/** Each project has two rungs due on the day, and each lead officer four projects: eight rungs a message. */
const busy: Size = { partnerships: 50, projectsEach: 1000, projectsALead: 4 };
const vast: Size = { partnerships: 330, projectsEach: 3031, projectsALead: 10 };

/** From what is recorded to what has gone: rows, rounds and messages, with no Redis. */
export const reminders: Benchmark = {
  name: 'reminders',
  about:
    'Reminders on SQLite in one process. To schedule is to write all read models from the events, and with them ' +
    'the rows that say what is due. To dispatch is a whole round: claimed in one append each, begun, composed, ' +
    'handed to a channel that keeps nothing, and recorded, with the read models kept up. The round with nothing ' +
    'due is what a worker does every minute; its rounds a second are of each alone.',
  against: 'nothing',
  async run(folder) {
    return [...(await busyDay(join(folder, 'busy'))), ...(await quietMinute(join(folder, 'vast')))];
  },
};

async function busyDay(folder: string): Promise<readonly Figure[]> {
  mkdirSync(folder);
  const scene = await ReminderScene.tell(folder, busy);
  try {
    const projects = busy.partnerships * busy.projectsEach;
    const scheduledMs = await timed(async () => scene.schedule());
    const quietMs = await rounds(scene, ReminderScene.quiet);
    globalThis.gc?.();
    let [rungs, messages] = [0, 0];
    const sentMs = await timed(async () => {
      const round = await scene.dispatcher.round(ReminderScene.due);
      rungs = round.rungs;
      messages = round.sent['handed-over'];
    });
    const memory = Math.round(process.memoryUsage().rss / 2 ** 20);
    const dispatched = `dispatch ${counted(rungs)} due rungs in ${counted(messages)} messages, ${memory} MB`;
    return [
      figure(`schedule ${counted(projects)} projects`, projects, [scheduledMs]),
      { ...figure(dispatched, rungs, [sentMs]), goal: { perSecond: 1000 } },
      figure(`a round with nothing due, ${counted(projects)} projects, ${inMs(quietMs)}`, 1, quietMs),
    ];
  } finally {
    await scene.close();
  }
}

async function quietMinute(folder: string): Promise<readonly Figure[]> {
  mkdirSync(folder);
  const scene = await ReminderScene.tell(folder, vast);
  try {
    const projects = vast.partnerships * vast.projectsEach;
    const scheduledMs = await timed(async () => scene.schedule());
    const quietMs = await rounds(scene, ReminderScene.quiet);
    const quiet = `a round with nothing due, ${counted(projects)} projects, ${inMs(quietMs)}`;
    return [
      figure(`schedule ${counted(projects)} projects`, projects, [scheduledMs]),
      // Under 50 ms.
      { ...figure(quiet, 1, quietMs), goal: { perSecond: 20 } },
    ];
  } finally {
    await scene.close();
  }
}

/** How long each of some rounds takes, in milliseconds; the first, which also compiles, is thrown away. */
async function rounds(scene: ReminderScene, now: string): Promise<readonly number[]> {
  const spent: number[] = [];
  for (let round = 0; round <= 20; round += 1)
    spent.push(await timed(async () => void (await scene.dispatcher.round(now))));
  return spent.slice(1);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function figure(measured: string, many: number, spentMs: readonly number[]): Figure {
  return { measured, perSecond: spreadOf(spentMs.map((ms) => (many / ms) * 1000)) };
}

function inMs(spentMs: readonly number[]): string {
  return `${spreadOf(spentMs).median.toFixed(1)} ms`;
}

function counted(many: number): string {
  return many.toLocaleString('en-GB');
}
