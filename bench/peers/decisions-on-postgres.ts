import { carryOut } from '../../libs/desk/carrying-out.ts';
import { PostgresStore } from '../../libs/stores/postgres/postgres-store.ts';
import type { PostgresServer } from '../../libs/testing/postgres-server.ts';
import { inTurn } from '../benchmark.ts';
import type { Contestant } from '../benchmark.ts';
import { bidsOfPartnership, decisionOn, setScene, shapeOf, toolsAt } from '../decision-scene.ts';
import type { Extent } from './measure.ts';

const scene = 'test_scene';
const portions = 8;
const partnerships = Array.from({ length: 16 }, (_, number) => `riverside-${number}`);
/** The first bid of each partnership is decided before the time starts, as in an office that is at work. */
const bids = Array.from({ length: bidsOfPartnership - 1 }, (_, number) => number + 1);

export const decisionsAtOnce = bids.length;

/** How many decisions a second, round by round. */
export interface DecisionsMade {
  /** All the bids of a source at once, one source after another. */
  readonly onOneSource: readonly number[];
  /** One decision after another, on one source after another. */
  readonly oneByOne: readonly number[];
  /** One decision at each source at once. */
  readonly onManySources: readonly number[];
}

/**
 * Measures `FundProject`, which looks at and adds to the meeting, the project and the source in one append,
 * by the real deciders through `handle()`. Each round has a copy of one scene.
 */
export async function decisionsOnPostgres(server: PostgresServer, extent: Extent): Promise<DecisionsMade> {
  const store = await PostgresStore.open({ url: await server.createDatabase(scene) });
  await setScene(store, partnerships);
  await store.close();
  return inTurn(
    { rounds: extent.rounds, portions },
    {
      onOneSource: async () => contestant(server, 'one_source', allOnOneSource),
      oneByOne: async () => contestant(server, 'one_by_one', oneByOne),
      onManySources: async () => contestant(server, 'many_sources', oneOnEachSource),
    },
  );
}

type Decide = (partnership: string, bid: number) => Promise<void>;

/** Makes one portion of all the decisions. Answers with how many. */
type Order = (decide: Decide, portion: number) => Promise<number>;

const allOnOneSource: Order = async (decide, portion) => {
  const some = partnershipsOf(portion);
  for (const partnership of some) await Promise.all(bids.map(async (bid) => decide(partnership, bid)));
  return some.length * bids.length;
};

const oneByOne: Order = async (decide, portion) => {
  const [partnership = ''] = partnershipsOf(portion);
  for (const bid of bids) await decide(partnership, bid);
  return bids.length;
};

const oneOnEachSource: Order = async (decide, portion) => {
  const some = bids.filter((bid) => bid % portions === portion);
  for (const bid of some) {
    await Promise.all(partnerships.map(async (partnership) => decide(partnership, bid)));
  }
  return some.length * partnerships.length;
};

function partnershipsOf(portion: number): readonly string[] {
  return partnerships.filter((_, number) => number % portions === portion);
}

async function contestant(server: PostgresServer, name: string, order: Order): Promise<Contestant> {
  const database = `test_decisions_${name}`;
  await server.run(`CREATE DATABASE ${database} TEMPLATE ${scene}`);
  const store = await PostgresStore.open({ url: server.url(database) });
  const tools = toolsAt(store);
  const decide: Decide = async (partnership, bid) => {
    const { outcome } = await carryOut(tools, shapeOf(decisionOn(partnership, bid)));
    if (outcome !== 'accepted') throw new Error(`The bid ${bid} in ${partnership} came to ${outcome}.`);
  };
  await Promise.all(partnerships.map(async (partnership) => decide(partnership, 0)));
  return {
    portion: async (number) => order(decide, number),
    async close() {
      await store.close();
      await server.dropDatabase(database);
    },
  };
}
