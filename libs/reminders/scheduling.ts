import { setTimeout as wait } from 'node:timers/promises';
import type { Instant } from '#kernel/local-date';
import type { Dispatching, RoundResult, SendResult } from '#reminders/dispatching';

/** What has the reminders dispatched when it is time: the process's own clock, or jobs in Redis beside it. */
export interface Scheduler {
  /**
   * Works until the signal is given, and returns when what was in hand is done. Never throws: what goes wrong
   * is told, and done at the next tick.
   */
  run(signal: AbortSignal): Promise<void>;
}

/** Whoever counts what is done. */
export interface Witness {
  /** A pass over the rows ended, whatever it found. */
  passed(pass: Pick<RoundResult, 'claimed' | 'rungs' | 'takenUp' | 'settled'>, seconds: number): void;
  /** So many messages were dealt with. */
  dealtWith(outcome: SendResult['outcome'], count: number): void;
  /** Something could not be done, and is tried again. */
  failed(what: string, error: unknown): void;
}

export interface SchedulingOptions {
  readonly dispatching: Dispatching;
  /** What time it is. It may jump, forward and back. */
  readonly now: () => Instant;
  readonly witness: Witness;
  /** Waits so many milliseconds, or until the signal; by the machine when not given. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * How long a scheduler sleeps at most, in milliseconds. Whatever it did not see coming, such as a clock that
 * was set or a mail server that is back, it sees within a quarter of a minute.
 *
 * Never one sleep until a time that is known: a timer of Node's fires at once past 24.8 days, and knows
 * nothing of a clock that jumps.
 */
export const tickMs = 15_000;

/** Between two passes, so that a time which has come and is not used up does not make them spin. */
const leastMs = 250;

/** After something failed. */
const soonMs = 5_000;

/** Sleeps until an instant, for a tick at most, or until the signal. */
export async function sleepUntil(
  nextAt: Instant,
  { now, pause = waitOnMachine }: Pick<SchedulingOptions, 'now' | 'pause'>,
  signal: AbortSignal,
): Promise<void> {
  await pause(Math.min(tickMs, Math.max(leastMs, Date.parse(nextAt) - Date.parse(now()))), signal);
}

/** Waits so many milliseconds, or until the signal. */
export async function waitOnMachine(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined);
}

/** Dispatches by the process's own clock, from the rows: for a machine without Redis. */
export class ClockScheduler implements Scheduler {
  private readonly options: SchedulingOptions;

  constructor(options: SchedulingOptions) {
    this.options = options;
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const nextAt = await oneRound(this.options, signal);
      await sleepUntil(nextAt, this.options, signal);
    }
  }
}

/**
 * One round of everything, told to the witness.
 *
 * @returns when there is something to do again: after a failure, soon
 */
export async function oneRound(options: SchedulingOptions, signal: AbortSignal): Promise<Instant> {
  const { dispatching, now, witness } = options;
  const startedAt = performance.now();
  try {
    const result = await dispatching.round(now(), signal);
    for (const [outcome, count] of Object.entries(result.sent))
      witness.dealtWith(outcome as SendResult['outcome'], count);
    witness.passed(result, (performance.now() - startedAt) / 1000);
    return result.nextAt;
  } catch (error) {
    witness.failed('The reminders cannot be dispatched', error);
    return new Date(Date.parse(now()) + soonMs).toISOString();
  }
}
