import { setTimeout as wait } from 'node:timers/promises';
import { RedisScheduler } from '#reminders/redis/redis-scheduler';
import type { Witness } from '#reminders/scheduling';
import { instants, ReminderScene } from './reminders-scene.ts';

/** What one measurement came to, printed in JSON. */
export interface RemindedOnce {
  readonly ms: readonly number[];
  readonly rungs: number;
  readonly messages: number;
  /** Processor time of this process with its threads. That of Redis is its own. */
  readonly processorSeconds: number;
  /** The most that this process ever held: what is measured is all that it does. */
  readonly mebibytes: number;
}

type Counts = Pick<RemindedOnce, 'ms' | 'rungs' | 'messages'>;

const measures: Readonly<Record<string, (folder: string, redis: string) => Promise<Counts>>> = {
  schedule: async (folder) =>
    inScene(folder, async (scene) => nothingBut([await timed(async () => scene.schedule())])),
  reconcile: async (folder) =>
    inScene(folder, async ({ dispatcher }) => {
      const standing = async (): Promise<void> => void (await dispatcher.standing(instants.due));
      const { dueRungs: rungs } = await dispatcher.standing(instants.due);
      return { ...nothingBut([await timed(standing), await timed(standing), await timed(standing)]), rungs };
    }),
  quiet: async (folder) => inScene(folder, async (scene) => nothingBut(await quietRounds(scene))),
  clock: async (folder) =>
    inScene(folder, async ({ dispatcher }) => {
      let [rungs, messages] = [0, 0];
      const ms = await timed(async () => {
        const round = await dispatcher.round(instants.due);
        rungs = round.rungs;
        messages = round.sent['handed-over'];
      });
      return { ms: [ms], rungs, messages };
    }),
  redis: byJobs,
};

/** Starts the worker's own loop, and waits until no rung is left to claim and every message has gone. */
async function byJobs(folder: string, url: string): Promise<Counts> {
  const [ending, following] = [new AbortController(), new AbortController()];
  const { scene, followed } = ReminderScene.openFollowed(folder, following.signal);
  const counts = { claimed: -1, rungs: 0, messages: 0 };
  let failure: Error | undefined;
  const witness: Witness = {
    passed: ({ claimed, rungs }) => {
      counts.claimed = Math.max(0, counts.claimed) + claimed;
      counts.rungs += rungs;
    },
    dealtWith: (outcome, count) => void (counts.messages += outcome === 'handed-over' ? count : 0),
    failed: (what, error) => void (failure = new Error(what, { cause: error })),
  };
  const { dispatcher: dispatching } = scene;
  const scheduler = new RedisScheduler({ dispatching, now: () => instants.due, witness, url });
  const startedAt = performance.now();
  const ended = scheduler.run(ending.signal);
  while (counts.messages !== counts.claimed) {
    if (failure !== undefined) throw failure;
    await wait(2);
  }
  const ms = performance.now() - startedAt;
  ending.abort();
  await ended;
  following.abort();
  await followed;
  await scene.close();
  return { ms: [ms], rungs: counts.rungs, messages: counts.messages };
}

async function inScene(folder: string, work: (scene: ReminderScene) => Promise<Counts>): Promise<Counts> {
  const scene = ReminderScene.open(folder);
  try {
    return await work(scene);
  } finally {
    await scene.close();
  }
}

function nothingBut(ms: readonly number[]): Counts {
  return { ms, rungs: 0, messages: 0 };
}

/** How long each of some rounds takes; the first, which also compiles, is thrown away. */
async function quietRounds({ dispatcher }: ReminderScene): Promise<readonly number[]> {
  const spent: number[] = [];
  for (let round = 0; round <= 20; round += 1)
    spent.push(await timed(async () => void (await dispatcher.round(instants.quiet))));
  return spent.slice(1);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const [what = '', folder = '', redis = ''] = process.argv.slice(2);
const measure = measures[what];
if (measure === undefined) throw new Error(`Say what to measure: ${Object.keys(measures).join(', ')}.`);
const cpu = process.cpuUsage();
const counts = await measure(folder, redis);
const { user, system } = process.cpuUsage(cpu);
const reminded: RemindedOnce = {
  ...counts,
  processorSeconds: (user + system) / 1e6,
  mebibytes: Math.round(process.resourceUsage().maxRSS / 1024),
};
process.stdout.write(JSON.stringify(reminded));
