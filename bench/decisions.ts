import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { carryOut } from '#desk/carrying-out';
import type { DeskTools } from '#desk/desk-tools';
import type { Reply } from '#desk/reply';
import { SqliteStore } from '#stores/sqlite/sqlite-store';
import { inTurn, spreadOf, timesOf } from './benchmark.ts';
import type { Benchmark, Contestant, Figure } from './benchmark.ts';
import { bidsOfPartnership, decisionOn, deskWith, setScene, shapeOf, toolsAt } from './decision-scene.ts';
import { driverAt, insertEventAndAnswer, removeDatabase } from './driver.ts';
import { sampleLines } from './sample-appends.ts';

const rounds = 9;
const portionMs = 20;
const partnerships = Array.from({ length: 64 }, (_, number) => `riverside-${number}`);
/** The first bid of each partnership is decided before the time starts, as in an office that is at work. */
const bids = Array.from({ length: bidsOfPartnership - 1 }, (_, number) => number + 1);

/** Decisions a second on sources that pay for 50 projects each, through all that a decision passes. */
export const decisions: Benchmark = {
  name: 'decisions',
  about:
    'Decisions a second (`FundProject`: the meeting, the project and the source in one append) at sources ' +
    'that pay for 50 projects each, on SQLite with synchronous=FULL. The handler looks at the role and ' +
    'puts the command to the real deciders through `handle()`; the desk checks its shape before. ' +
    'Decisions on one source are made one after another, each on what the one before it will leave, and ' +
    'share a commit.',
  against: 'the driver, event and answer',
  async run(folder) {
    const scene = join(folder, 'scene.db');
    const store = SqliteStore.open({ file: scene });
    await setScene(store, partnerships);
    await store.close();
    const [samples = []] = sampleLines(1, 16_000);
    const file = (name: string): string => join(folder, `${name}.db`);
    const through = async (name: string, way: Through, order: Order): Promise<Contestant> => {
      removeDatabase(file(name));
      copyFileSync(scene, file(name));
      return decisionsAt(file(name), way, order);
    };
    const measured = await inTurn(
      { rounds, portions: bids.length },
      {
        driver: async () => driverAt(file('driver'), samples, portionMs, insertEventAndAnswer),
        one: async () => through('one', handler, oneByOne),
        same: async () => through('same', handler, allOnOneSource),
        many: async () => through('many', handler, oneOnEachSource),
        desk: async () => through('desk', desk, oneOnEachSource),
      },
    );
    return figuresOf(measured);
  },
};

type Measured = 'driver' | 'one' | 'same' | 'many' | 'desk';

function figuresOf(measured: Readonly<Record<Measured, readonly number[]>>): Figure[] {
  const held = (each: readonly number[]): Pick<Figure, 'perSecond' | 'times'> => ({
    perSecond: spreadOf(each),
    times: timesOf(each, measured.driver),
  });
  const atOnce = `${partnerships.length} at once, each on a source of its own`;
  return [
    { measured: 'driver, event and answer', perSecond: spreadOf(measured.driver) },
    { measured: 'handler, 1 at a time', ...held(measured.one) },
    {
      measured: `handler, ${bids.length} at once on one source`,
      ...held(measured.same),
      goal: { perSecond: 2_000 },
    },
    { measured: `handler, ${atOnce}`, ...held(measured.many), goal: { perSecond: 2_000 } },
    { measured: `desk and handler, ${atOnce}`, ...held(measured.desk) },
  ];
}

/** What a decision goes through. */
type Through = (tools: DeskTools) => (partnership: string, bid: number) => Promise<Reply>;

const handler: Through = (tools) => {
  const shaped = new Map(
    partnerships.map((partnership) => [
      partnership,
      [0, ...bids].map((bid) => shapeOf(decisionOn(partnership, bid))),
    ]),
  );
  return async (partnership, bid) => {
    const given = shaped.get(partnership)?.[bid];
    if (given === undefined) throw new Error(`There is no bid ${bid} in ${partnership}.`);
    return carryOut(tools, given);
  };
};

const desk: Through = (tools) => {
  const commandDesk = deskWith(tools);
  return async (partnership, bid) => commandDesk.send(decisionOn(partnership, bid));
};

/** Makes one portion of all the decisions. Answers with how many. */
type Order = (
  decide: (partnership: string, bid: number) => Promise<void>,
  portion: number,
) => Promise<number>;

const oneByOne: Order = async (decide, portion) => {
  for (const partnership of partnerships) await decide(partnership, portion + 1);
  return partnerships.length;
};

const oneOnEachSource: Order = async (decide, portion) => {
  await Promise.all(partnerships.map(async (partnership) => decide(partnership, portion + 1)));
  return partnerships.length;
};

/** All the bids of some partnerships, one partnership after another. */
const allOnOneSource: Order = async (decide, portion) => {
  const some = partnerships.filter((_, number) => number % bids.length === portion);
  for (const partnership of some) await Promise.all(bids.map(async (bid) => decide(partnership, bid)));
  return some.length * bids.length;
};

async function decisionsAt(file: string, through: Through, order: Order): Promise<Contestant> {
  const store = SqliteStore.open({ file });
  const send = through(toolsAt(store));
  const decide = async (partnership: string, bid: number): Promise<void> => {
    const { outcome } = await send(partnership, bid);
    if (outcome !== 'accepted')
      throw new Error(`The bid ${bid} in ${partnership} was answered "${outcome}".`);
  };
  await Promise.all(partnerships.map(async (partnership) => decide(partnership, 0)));
  return {
    portion: async (number) => order(decide, number),
    close: async () => store.close(),
  };
}
