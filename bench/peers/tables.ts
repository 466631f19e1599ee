import { spreadOf, timesOf } from '../benchmark.ts';
import type { Spread } from '../benchmark.ts';
import { inWords, markdownOf } from '../table.ts';
import { clientCounts, others, sizes, streamKinds } from './appends-on-postgres.ts';
import type { Result } from './appends-on-postgres.ts';
import type { SqliteResult } from './appends-on-sqlite.ts';
import type { DecisionsMade } from './decisions-on-postgres.ts';
import { decisionsAtOnce } from './decisions-on-postgres.ts';
import { maximumClients } from './clients.ts';
import { tallystick, tallystickAhead } from './tallystick.ts';

/** What a filled store is called. */
export type Sizes = Readonly<Record<(typeof sizes)[number], string>>;

type Crowd = Pick<Result, 'streams' | 'clients'>;

const goalOfOne = 1;
const goalOfAll = 3;
const decisionsGoal = 1_000;

/** What each did: a table for each kind of stream and each size of store. */
export function appendTables(results: readonly Result[], sizeNames: Sizes): string {
  const tables = streamKinds.flatMap((streams) =>
    sizes.map((size) =>
      appendTable(
        `${streams}, ${sizeNames[size]}`,
        results.filter((each) => each.streams === streams && each.size === size),
      ),
    ),
  );
  return tables.join('\n\n');
}

function appendTable(title: string, results: readonly Result[]): string {
  const names = [...new Set(results.map(({ peer }) => peer.name))];
  const rows = names.map((name) => {
    const own = results.filter(({ peer }) => peer.name === name);
    return [name, ...own.map(figureOf)];
  });
  return markdownOf([title, ...clientCounts.map(clientsInWords)], rows);
}

function figureOf({ perSecond, conflicts, streams, clients }: Result): string {
  const figure = inWords(spreadOf(perSecond), 0);
  return streams === 'one hot stream' && clients > 1
    ? `${figure}, ${conflicts.toFixed(1)} conflicts each`
    : figure;
}

function clientsInWords(clients: number): string {
  return clients === 1 ? '1 client' : `${clients} clients`;
}

/** What was aimed at, and what came of it. */
export function goalTable(results: readonly Result[], sizeNames: Sizes): string {
  const crowds = streamKinds.flatMap((streams) => clientCounts.map((clients) => ({ streams, clients })));
  const rows = [
    ...crowds.flatMap((crowd) => sizes.map((size) => besideBest(results, crowd, size, sizeNames))),
    ...crowds.map((crowd) => filledBesideEmpty(results, crowd, sizeNames)),
  ];
  return markdownOf(['Tallystick', 'held against', 'times', 'goal', ''], rows);
}

export function decisionTable({ onOneSource, oneByOne, onManySources }: DecisionsMade): string {
  const perSecond = spreadOf(onOneSource);
  const verdict = perSecond.median >= decisionsGoal ? 'met' : 'missed';
  return markdownOf(
    ['decisions on PostgreSQL', 'a second', 'goal', ''],
    [
      [
        `${decisionsAtOnce} at once on one source`,
        inWords(perSecond, 0),
        `≥ ${decisionsGoal} a second`,
        verdict,
      ],
      ['one after another on one source', inWords(spreadOf(oneByOne), 0), '', ''],
      ['16 at once, each on a source of its own', inWords(spreadOf(onManySources), 0), '', ''],
    ],
  );
}

export function sqliteTable(results: readonly SqliteResult[]): string {
  const rows = results.map(({ streams, clients, emmett, ours }) => {
    const times = timesOf(ours, emmett);
    const goal = goalOf(clients);
    const words = [spreadOf(emmett), spreadOf(ours)].map((spread) => inWords(spread, 0));
    return [
      `${streams}, ${clientsInWords(clients)}`,
      ...words,
      inWords(times, 2),
      goalInWords(goal),
      verdictOn(times, goal),
    ];
  });
  return markdownOf(['SQLite, empty', 'Emmett', 'Tallystick', 'times', 'goal', ''], rows);
}

function besideBest(
  results: readonly Result[],
  crowd: Crowd,
  size: Result['size'],
  sizeNames: Sizes,
): readonly string[] {
  const there = results.filter((each) => each.size === size && isOf(each, crowd));
  const best = there
    .filter(({ peer }) => others.includes(peer))
    .toSorted((one, other) => spreadOf(other.perSecond).median - spreadOf(one.perSecond).median)[0];
  const times = timesOf(ownOf(there, crowd), best?.perSecond ?? []);
  const goal = goalOf(crowd.clients);
  const where = `${crowd.streams}, ${clientsInWords(crowd.clients)}, ${sizeNames[size]}`;
  return [where, best?.peer.name ?? '', inWords(times, 2), goalInWords(goal), verdictOn(times, goal)];
}

function filledBesideEmpty(results: readonly Result[], crowd: Crowd, sizeNames: Sizes): readonly string[] {
  const of = (size: Result['size']): readonly number[] =>
    ownOf(
      results.filter((each) => each.size === size && isOf(each, crowd)),
      crowd,
    );
  const times = timesOf(of('filled'), of('empty'));
  const where = `${crowd.streams}, ${clientsInWords(crowd.clients)}, ${sizeNames.filled}`;
  return [where, `itself, ${sizeNames.empty}`, inWords(times, 2), goalInWords(1), verdictOn(times, 1)];
}

function isOf(result: Result, { streams, clients }: Crowd): boolean {
  return result.streams === streams && result.clients === clients;
}

/** On one hot stream ours is what the application does there. */
function ownOf(results: readonly Result[], { streams }: Crowd): readonly number[] {
  const own = streams === 'one hot stream' ? tallystickAhead : tallystick;
  return results.find(({ peer }) => peer === own)?.perSecond ?? [];
}

function goalOf(clients: number): number | undefined {
  if (clients === 1) return goalOfOne;
  return clients === maximumClients ? goalOfAll : undefined;
}

function goalInWords(goal: number | undefined): string {
  return goal === undefined ? '' : `≥ ${goal}`;
}

function verdictOn({ median, most }: Spread, goal: number | undefined): string {
  if (goal === undefined) return '';
  if (median >= goal) return 'met';
  return most >= goal ? 'missed, within the spread' : 'missed';
}
