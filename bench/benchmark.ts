/** The middle of several measurements, and how far apart they lie. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** One line of a benchmark's table. */
export interface Figure {
  readonly measured: string;
  /** How many a second. */
  readonly perSecond: Spread;
  /** How many times the line it is held against, round by round. Left out by that line itself. */
  readonly times?: Spread;
  /** The least that one of the medians should be. */
  readonly goal?: { readonly times: number } | { readonly perSecond: number };
}

export interface Benchmark {
  readonly name: string;
  /** What the figures say, above the table. */
  readonly about: string;
  /** What the column of ratios is held against. */
  readonly against: string;
  /** Measures in an empty folder on a real disk. */
  run(folder: string): Promise<readonly Figure[]>;
}

/** Something to measure, opened anew for each round. */
export interface Contestant {
  /** Does one portion of the round, by number from 0. Answers with how many it did. */
  portion(number: number): Promise<number>;
  close(): Promise<void>;
}

/**
 * Measures round after round. In a round the contestants take turns, a small portion each, so that whatever
 * else the machine does befalls all of them.
 *
 * The first round is thrown away: it also compiles.
 *
 * @param open opens each contestant, for one round
 * @returns how many a second each did, round by round
 */
export async function inTurn<Name extends string>(
  { rounds, portions }: { readonly rounds: number; readonly portions: number },
  open: Readonly<Record<Name, () => Promise<Contestant>>>,
): Promise<Record<Name, readonly number[]>> {
  const names = Object.keys(open) as Name[];
  const measured = {} as Record<Name, number[]>;
  for (const name of names) measured[name] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const contestants = await Promise.all(names.map(async (name) => open[name]()));
    const perSecond = await runRound(contestants, portions);
    if (round > 0)
      for (const name of names) measured[name].push(perSecond[names.indexOf(name)] ?? Number.NaN);
  }
  return measured;
}

/** Answers with how many a second each did. */
async function runRound(contestants: readonly Contestant[], portions: number): Promise<readonly number[]> {
  const runners = contestants.map((contestant) => new Runner(contestant));
  globalThis.gc?.();
  for (let number = 0; number < portions; number += 1) {
    for (const runner of runners) await runner.run(number);
  }
  return Promise.all(runners.map(async (runner) => runner.end()));
}

class Runner {
  private readonly contestant: Contestant;
  private done = 0;
  private spentMs = 0;

  constructor(contestant: Contestant) {
    this.contestant = contestant;
  }

  async run(number: number): Promise<void> {
    const start = performance.now();
    this.done += await this.contestant.portion(number);
    this.spentMs += performance.now() - start;
  }

  /** Answers with how many a second it did. */
  async end(): Promise<number> {
    await this.contestant.close();
    return (this.done / this.spentMs) * 1000;
  }
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (place: number): number => sorted[place] ?? Number.NaN;
  const last = sorted.length - 1;
  return {
    median: (at(Math.floor(last / 2)) + at(Math.ceil(last / 2))) / 2,
    least: at(0),
    most: at(last),
  };
}

/** How many times the one is the other, each round held against the same round. */
export function timesOf(measured: readonly number[], against: readonly number[]): Spread {
  return spreadOf(measured.map((value, round) => value / (against[round] ?? Number.NaN)));
}
