import { join } from 'node:path';
import { systemClock } from '#eventing/clock';
import { decodingOf } from '#eventing/decoding';
import { eventSchemas } from '#funding/event-schemas';
import { readModels } from '#projections/read-models';
import { ProjectionRunner } from '#projections/runner';
import { openSqliteReadModels } from '#projections/sqlite-read-models';
import { SqliteStore } from '#stores/sqlite/sqlite-store';
import { spreadOf } from './benchmark.ts';
import type { Benchmark, Figure } from './benchmark.ts';
import { tellYears } from './partnership-years.ts';

const sizes = [
  { events: 10_000, rounds: 5 },
  { events: 100_000, rounds: 3 },
  { events: 1_000_000, rounds: 1 },
] as const;

/** Every read model built from nothing, as an upgrade or `tallystick rebuild` does it. */
export const rebuild: Benchmark = {
  name: 'rebuild',
  about:
    'Events a second, applied to every read model at once, from an empty database to all tables with their ' +
    'indexes. The memory is the most that the whole process has held so far.',
  against: '10,000 events',
  async run(folder) {
    const figures: Figure[] = [];
    for (const { events, rounds } of sizes) figures.push(await measure(folder, events, rounds));
    return figures;
  },
};

async function measure(folder: string, atLeast: number, rounds: number): Promise<Figure> {
  const store = SqliteStore.open({ file: join(folder, `${atLeast}.db`), clock: systemClock });
  try {
    const events = await tellYears(store, atLeast);
    const perSecond: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      perSecond.push(await rebuildOnce(store, join(folder, `${atLeast}-${round}.db`), events));
    }
    const mebibytes = Math.round(process.resourceUsage().maxRSS / 1024);
    const measured = `${events.toLocaleString('en-GB')} events, at most ${mebibytes} MB`;
    return { measured, perSecond: spreadOf(perSecond), goal: { perSecond: 50_000 } };
  } finally {
    await store.close();
  }
}

/** Answers with how many events a second. */
async function rebuildOnce(store: SqliteStore, file: string, events: number): Promise<number> {
  const db = openSqliteReadModels({ file, thread: true });
  try {
    const decoding = decodingOf(eventSchemas);
    const runner = new ProjectionRunner({ store, decoding, db, projections: readModels });
    const start = performance.now();
    await runner.catchUp();
    return (events / (performance.now() - start)) * 1000;
  } finally {
    await db.destroy();
  }
}
