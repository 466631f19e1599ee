import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { systemClock } from '#eventing/clock';
import { SqliteStore } from '#stores/sqlite/sqlite-store';
import { startPostgres } from '#testing/postgres-server';
import type { PostgresServer } from '#testing/postgres-server';
import { spreadOf } from './benchmark.ts';
import type { Benchmark, Figure } from './benchmark.ts';
import { tellYears } from './partnership-years.ts';
import type { Rebuilt } from './rebuild-once.main.ts';

const sizes = [
  { events: 10_000, rounds: 5 },
  { events: 100_000, rounds: 3 },
  { events: 1_000_000, rounds: 1 },
] as const;

const goals = { sqlite: 50_000, postgres: 25_000 } as const;
type Engine = keyof typeof goals;

/** Every read model built from nothing, as an upgrade or `tallystick rebuild` does it. */
export const rebuild: Benchmark = {
  name: 'rebuild',
  about:
    'Events a second from a SQLite store, applied to every read model at once, from an empty database to all ' +
    'tables with their indexes. Each rebuild is a process of its own: the memory is the most that it ever ' +
    'held, and the microseconds are of its own processor time, without what a server takes beside it.',
  against: '10,000 events on SQLite',
  async run(folder) {
    const server = await startPostgres({ parent: folder });
    try {
      const figures: Figure[] = [];
      for (const { events, rounds } of sizes) {
        const file = join(folder, `${events}.db`);
        const told = await tell(file, events);
        for (const engine of ['sqlite', 'postgres'] as const) {
          figures.push(await measure({ server, folder, file, told, engine }, rounds));
        }
      }
      return figures;
    } finally {
      await server.stop();
    }
  },
};

interface Place {
  readonly server: PostgresServer;
  readonly folder: string;
  /** The events, and how many they are. */
  readonly file: string;
  readonly told: number;
  readonly engine: Engine;
}

async function tell(file: string, atLeast: number): Promise<number> {
  const store = SqliteStore.open({ file, clock: systemClock });
  try {
    return await tellYears(store, atLeast);
  } finally {
    await store.close();
  }
}

async function measure({ told, ...place }: Place, rounds: number): Promise<Figure> {
  const all: Rebuilt[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await rebuildOnce({ told, ...place }, round));
  const mebibytes = Math.max(...all.map((one) => one.mebibytes));
  const microseconds = Math.min(...all.map((one) => one.processorSeconds)) * (1e6 / told);
  const name = place.engine === 'sqlite' ? 'SQLite' : 'PostgreSQL';
  const events = `${told.toLocaleString('en-GB')} events`;
  return {
    measured: `${name}, ${events}, ${microseconds.toFixed(0)} µs each, ${mebibytes} MB`,
    perSecond: spreadOf(all.map(({ seconds }) => told / seconds)),
    goal: { perSecond: goals[place.engine] },
  };
}

const run = promisify(execFile);

async function rebuildOnce({ server, folder, file, told, engine }: Place, round: number): Promise<Rebuilt> {
  const name = `test_${told}_${round}`;
  const into = engine === 'sqlite' ? join(folder, `${name}.db`) : await server.createDatabase(name);
  const program = join(import.meta.dirname, 'rebuild-once.main.ts');
  // As the launcher `tallystick` runs it.
  const { stdout } = await run(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '--heap-growing-percent=40',
    '--max-semi-space-size=8',
    program,
    file,
    into,
  ]);
  return JSON.parse(stdout) as Rebuilt;
}
