import { setImmediate } from 'node:timers/promises';
import type { ControlledTransaction } from 'kysely';
import type { Recorded } from '#eventing/event-store';
import type { Applying, Reckoned } from '#projections/applying';
import { insistThere, moveCheckpoints } from '#projections/checkpoints';
import type { Checkpoint } from '#projections/checkpoints';
import { runAhead } from '#projections/batches';
import type { AnyDatabase } from '#projections/table';

type Transaction = ControlledTransaction<unknown>;

/** How many pages may wait to be written, at most, such as while a transaction is committed. */
const pagesWaiting = 8;

interface Open {
  readonly transaction: Transaction;
  /** Of the last event that was written in it. */
  readonly position: number | undefined;
}

export interface FillingOptions {
  readonly crew: Applying;
  readonly from: readonly Checkpoint[];
  /** About how many share a transaction. */
  readonly events: number;
}

/**
 * Fills what is built beside: pages are written while the next are read and reckoned, and many share a
 * transaction, since what each changes in the file is logged with every commit. What stands is written once a
 * transaction, however often it changed.
 */
export class Filling {
  private readonly db: AnyDatabase;
  private readonly crew: Applying;
  private readonly eventsOfATransaction: number;
  private checkpoints: readonly Checkpoint[];
  private open: Open | undefined;
  /** How many events were reckoned since the last of a transaction. */
  private events = 0;
  /** The pages that are being written, in their order. */
  private readonly writing: Promise<void>[] = [];

  constructor(db: AnyDatabase, { crew, from, events }: FillingOptions) {
    this.db = db;
    this.crew = crew;
    this.checkpoints = from;
    this.eventsOfATransaction = events;
  }

  /** What is committed so far. */
  get reached(): readonly Checkpoint[] {
    return this.checkpoints;
  }

  /**
   * Takes the next page. @throws ProjectionStopped, CheckpointMoved, for this page or one before: then
   * `abandon`, and go on from what is `reached`.
   */
  async take(page: readonly Recorded[]): Promise<void> {
    const decoded = this.crew.decode(page);
    if (decoded.stopped !== undefined || this.crew.needsWholePartnership(decoded))
      return this.takeAlone(page);
    await this.read(this.crew.unread(decoded));
    this.events += decoded.events.length;
    const isLast = this.events >= this.eventsOfATransaction;
    if (isLast) this.events = 0;
    const reckoned = this.crew.reckon(decoded, isLast ? 'everything' : 'whole statements');
    this.writeAfterOthers(reckoned, isLast);
    if (this.writing.length > pagesWaiting) await this.writing.shift();
    // Lets what waits go on, and be heard, before this thread is busy again.
    await setImmediate();
  }

  /** Writes and commits what is left. Answers with where it came to. */
  async end(): Promise<readonly Checkpoint[]> {
    await this.written();
    if (this.open !== undefined) await runAhead(this.open.transaction, this.crew.leftOver());
    await this.commit();
    this.events = 0;
    return this.checkpoints;
  }

  /** Undoes what is not committed, after an error. */
  async abandon(): Promise<void> {
    await this.written().catch(() => undefined);
    this.crew.forget();
    const { open } = this;
    this.open = undefined;
    await open?.transaction.rollback().execute();
  }

  /** Reads rows after everything that was written before. */
  private async read(streams: readonly string[]): Promise<void> {
    if (streams.length === 0) return;
    await this.written();
    await this.crew.read(await this.transaction(), streams);
  }

  /** A page in a transaction of its own, which says exactly where it has to stop. */
  private async takeAlone(page: readonly Recorded[]): Promise<void> {
    await this.end();
    this.checkpoints = await this.crew.page(this.checkpoints, page);
  }

  private async transaction(): Promise<Transaction> {
    if (this.open !== undefined) return this.open.transaction;
    const transaction = await this.db.startTransaction().execute();
    this.open = { transaction, position: undefined };
    // Another runner may have gone on meanwhile, and put what is built in its place.
    await insistThere(transaction, this.checkpoints);
    return transaction;
  }

  private writeAfterOthers(reckoned: Reckoned, isLast: boolean): void {
    const before = this.writing.at(-1) ?? Promise.resolve();
    const writing = before.then(async () => this.write(reckoned, isLast));
    // It is waited for later, and must not count as unheard until then.
    writing.catch(() => undefined);
    this.writing.push(writing);
  }

  /** Returns when every page was written that was reckoned. @throws what went wrong with one of them */
  private async written(): Promise<void> {
    const last = this.writing.at(-1);
    this.writing.length = 0;
    await last;
  }

  private async write({ statements, position }: Reckoned, isLast: boolean): Promise<void> {
    const transaction = await this.transaction();
    await runAhead(transaction, statements);
    this.open = { transaction, position };
    if (isLast) await this.commit();
  }

  private async commit(): Promise<void> {
    if (this.open === undefined) return;
    const { transaction, position } = this.open;
    if (position !== undefined) {
      await moveCheckpoints(transaction, this.checkpoints, position);
      this.checkpoints = this.checkpoints.map((checkpoint) => ({ ...checkpoint, position }));
    }
    await transaction.commit().execute();
    this.open = undefined;
  }
}
