import { join } from 'node:path';
import { SqliteStore } from '#stores/sqlite/sqlite-store';
import { inTurn, spreadOf, timesOf } from './benchmark.ts';
import type { Benchmark, Contestant, Figure } from './benchmark.ts';
import { driverAt, insertEvent, insertEventAndAnswer, removeDatabase } from './driver.ts';
import { nextOf, sampleLines } from './sample-appends.ts';
import type { SampleAppend } from './sample-appends.ts';

const rounds = 15;
/** A round is half a second of each contestant, in portions. */
const portions = 20;
const portionMs = 25;
const commandsAtOnce = 64;
/** As many as nothing gets through in a round. */
const appendsOfRound = 64_000;

/** Appends a second with a sync a commit, against the driver with nothing of ours around it. */
export const appends: Benchmark = {
  name: 'appends',
  about:
    'Appends a second on SQLite with synchronous=FULL: one event of about 700 bytes, and the answer to its ' +
    'command. The driver commits each event. The store also checks revisions, event ids and command ids, ' +
    'and lets commands that come at the same time share a commit.',
  against: 'the driver, event and answer',
  async run(folder) {
    const [alone = []] = sampleLines(1, appendsOfRound);
    const atOnce = sampleLines(commandsAtOnce, appendsOfRound / commandsAtOnce);
    const file = (name: string): string => join(folder, `${name}.db`);
    const measured = await inTurn(
      { rounds, portions },
      {
        driver: async () => driverAt(file('driver'), alone, portionMs, insertEventAndAnswer),
        bare: async () => driverAt(file('bare'), alone, portionMs, insertEvent),
        one: async () => storeAt(file('one'), [alone]),
        many: async () => storeAt(file('many'), atOnce),
      },
    );
    return figuresOf(measured);
  },
};

function figuresOf(
  measured: Readonly<Record<'bare' | 'driver' | 'one' | 'many', readonly number[]>>,
): Figure[] {
  const { bare, driver, one, many } = measured;
  const held = (each: readonly number[]): Pick<Figure, 'perSecond' | 'times'> => ({
    perSecond: spreadOf(each),
    times: timesOf(each, driver),
  });
  return [
    { measured: 'driver, event and answer', perSecond: spreadOf(driver) },
    { measured: 'driver, event alone', ...held(bare) },
    { measured: 'store, 1 command at a time', ...held(one), goal: { times: 0.8 } },
    { measured: `store, ${commandsAtOnce} commands at once`, ...held(many), goal: { times: 5 } },
  ];
}

async function storeAt(file: string, lines: readonly (readonly SampleAppend[])[]): Promise<Contestant> {
  removeDatabase(file);
  const store = SqliteStore.open({ file });
  const left = lines.map((line) => line.values());
  return {
    async portion() {
      const endsAt = performance.now() + portionMs;
      const counts = await Promise.all(left.map(async (line) => appendUntil(endsAt, store, line)));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    async close() {
      await store.close();
    },
  };
}

/** One caller, who sends the next command when the last was answered. */
async function appendUntil(
  endsAt: number,
  store: SqliteStore,
  line: Iterator<SampleAppend>,
): Promise<number> {
  let appended = 0;
  for (; performance.now() < endsAt; appended += 1) {
    const { stream, version, event, answer } = nextOf(line);
    const expected = version === 0 ? 'no-stream' : version - 1;
    const { outcome } = await store.append([{ stream, expected, events: [event] }], answer);
    if (outcome !== 'appended') throw new Error(`An append to ${stream} came to ${outcome}.`);
  }
  return appended;
}
