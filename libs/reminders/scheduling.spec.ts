import { describe, expect, it } from '@jest/globals';
import { ClockScheduler, tickMs } from '#reminders/scheduling';
import type { Witness } from '#reminders/scheduling';
import { DispatchingInMemory, RowsInMemory } from '#testing/dispatching-in-memory';

/** A worker that goes by a clock which the test sets, and by pauses of which each is a step of the test. */
function byTheClock(nowAt: string) {
  const rows = new RowsInMemory();
  const ending = new AbortController();
  const told = { passes: 0, failures: 0, sent: 0 };
  const pauses: number[] = [];
  const steps: (() => void)[] = [];
  const clock = { now: nowAt };
  const witness: Witness = {
    passed: () => void (told.passes += 1),
    dealtWith: (outcome, count) => void (told.sent += outcome === 'handed-over' ? count : 0),
    failed: () => void (told.failures += 1),
  };
  const dispatching = new DispatchingInMemory(rows, 'one');
  const pause = async (ms: number): Promise<void> => {
    pauses.push(ms);
    const step = steps.shift();
    if (step === undefined) ending.abort();
    step?.();
  };
  const scheduler = new ClockScheduler({ dispatching, now: () => clock.now, witness, pause });
  const run = async (...given: readonly (() => void)[]): Promise<void> => {
    steps.push(...given);
    await scheduler.run(ending.signal);
  };
  return { rows, clock, told, pauses, dispatching, run };
}

describe('A worker that goes by its own clock', () => {
  it('sleeps until the next thing to do, and does it', async () => {
    const { rows, clock, told, pauses, run } = byTheClock('2011-04-12T09:00:00.000Z');
    rows.add(3, '2011-04-12T09:00:10.000Z');
    await run(() => (clock.now = '2011-04-12T09:00:10.000Z'));
    expect(pauses).toEqual([10_000, tickMs]);
    expect(told).toEqual({ passes: 2, failures: 0, sent: 3 });
    expect(rows.sums).toEqual({ taken: 3, twice: 0 });
  });

  it('never sleeps for longer than a tick, however far the next thing is', async () => {
    const { rows, pauses, run } = byTheClock('2011-04-12T09:00:00.000Z');
    rows.add(1, '2012-04-12T09:00:00.000Z');
    await run(
      () => undefined,
      () => undefined,
    );
    expect(tickMs).toBeLessThanOrEqual(60_000);
    expect(pauses).toEqual([tickMs, tickMs, tickMs]);
  });

  it('does what is due after the clock jumped a day forward, and waits again after it went back', async () => {
    const { rows, clock, told, pauses, run } = byTheClock('2011-04-12T09:00:00.000Z');
    rows.add(2, '2011-04-13T08:00:00.000Z');
    rows.add(1, '2011-04-13T09:00:00.000Z');
    await run(
      () => (clock.now = '2011-04-13T08:30:00.000Z'),
      () => (clock.now = '2011-04-13T07:30:00.000Z'),
      () => (clock.now = '2011-04-13T09:00:00.000Z'),
    );
    expect(told.sent).toBe(3);
    expect(rows.sums).toEqual({ taken: 3, twice: 0 });
    expect(pauses.every((ms) => ms === tickMs)).toBe(true);
  });

  it('does not spin on a time that has come and is not used up', async () => {
    const { dispatching, pauses, run } = byTheClock('2011-04-12T09:00:00.000Z');
    dispatching.nextAt = async () => '2011-04-12T08:00:00.000Z';
    await run();
    expect(pauses).toEqual([250]);
  });

  it('says what went wrong and tries again soon', async () => {
    const { rows, told, pauses, dispatching, run } = byTheClock('2011-04-12T09:00:00.000Z');
    rows.add(1, '2011-04-12T09:00:00.000Z');
    const sendable = dispatching.sendable.bind(dispatching);
    dispatching.sendable = async () => Promise.reject(new Error('The server is away.'));
    await run(() => (dispatching.sendable = sendable));
    expect(told).toEqual({ passes: 1, failures: 1, sent: 1 });
    expect(pauses).toEqual([5_000, tickMs]);
  });
});
