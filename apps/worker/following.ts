import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Decoding } from '#eventing/decoding';
import type { EventStore } from '#eventing/event-store';
import { whileLeading } from '#projections/postgres-leader';
import { readModels } from '#projections/read-models';
import { ProjectionRunner } from '#projections/runner';
import type { BesideAddress } from '#settings/addresses';
import { openReadModels } from '#settings/opening';

export interface FollowingOptions {
  readonly store: EventStore;
  readonly decoding: Decoding;
  readonly address: BesideAddress;
  readonly log: Logger;
}

const againAfterMs = 5_000;

/**
 * Keeps the read models up with the events for as long as the worker runs. Of several workers one leads where
 * they are in PostgreSQL; in a file of this machine each does a page whenever it comes first.
 */
export class Following {
  /** Whether it is this worker that brings them up. */
  leads = false;
  /** Why they could not be brought up the last time, in words; undefined when they were. */
  trouble: string | undefined;
  private readonly options: FollowingOptions;

  constructor(options: FollowingOptions) {
    this.options = options;
  }

  /** Returns when the signal is given. What goes wrong is logged and tried again. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.followOrWait(signal);
      } catch (error) {
        this.trouble = (error as Error).message;
        this.options.log.error({ err: error }, 'The read models cannot be brought up');
      }
      await wait(againAfterMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async followOrWait(signal: AbortSignal): Promise<void> {
    const { address } = this.options;
    if (address.engine === 'sqlite') return this.lead(signal);
    return whileLeading({ url: address.url, signal }, async (leading) => this.lead(leading));
  }

  private async lead(signal: AbortSignal): Promise<void> {
    const { store, decoding, address, log } = this.options;
    this.leads = true;
    log.info('Brings up the read models');
    // In a thread of its own, so that the rest is answered while they are built for the first time.
    const db = await openReadModels(address, { thread: true });
    const onPage = (): void => void (this.trouble = undefined);
    try {
      const runner = new ProjectionRunner({ store, decoding, db, projections: readModels, onPage });
      await runner.follow(signal);
    } finally {
      this.leads = false;
      await db.destroy();
    }
  }
}
