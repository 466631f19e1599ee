import type { Logger } from 'pino';
import { Counter, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Witness } from '#reminders/scheduling';

type Passed = Parameters<Witness['passed']>;
type Dealt = Parameters<Witness['dealtWith']>;

/** Counts what a worker did, and logs it. */
export class Tally implements Witness {
  private readonly log: Logger;
  private readonly messages: Counter<'outcome'>;
  private readonly rungs: Counter;
  private readonly failures: Counter;
  private readonly seconds: Histogram;

  constructor(log: Logger, registry: Registry) {
    const registers = [registry];
    this.log = log;
    this.messages = new Counter({
      name: 'tallystick_messages_total',
      help: 'Messages that this worker dealt with, by what came of them',
      labelNames: ['outcome'],
      registers,
    });
    this.rungs = new Counter({
      name: 'tallystick_rungs_claimed_total',
      help: 'Rungs of ladders that this worker claimed',
      registers,
    });
    this.failures = new Counter({
      name: 'tallystick_failures_total',
      help: 'What could not be done and is tried again',
      registers,
    });
    this.seconds = new Histogram({
      name: 'tallystick_pass_seconds',
      help: 'How long a pass over what is due took',
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
      registers,
    });
  }

  passed(pass: Passed[0], seconds: Passed[1]): void {
    this.rungs.inc(pass.rungs);
    this.seconds.observe(seconds);
    const { claimed, rungs, takenUp, settled } = pass;
    if (claimed + rungs + takenUp + settled === 0) return;
    this.log.info({ claimed, rungs, takenUp, settled, seconds }, 'Went through what is due');
  }

  dealtWith(outcome: Dealt[0], count: Dealt[1]): void {
    if (count === 0) return;
    this.messages.inc({ outcome }, count);
    this.log.debug({ outcome, count }, 'Messages');
  }

  failed(what: string, error: unknown): void {
    this.failures.inc();
    this.log.error({ err: error }, what);
  }
}
