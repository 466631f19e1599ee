import { setImmediate } from 'node:timers/promises';
import type { ControlledTransaction } from 'kysely';
import type { Recorded } from '#eventing/event-store';
import type { Applying, Reckoned } from '#projections/applying';
import { insistThere, moveCheckpoint } from '#projections/checkpoints';
import type { Checkpoint } from '#projections/checkpoints';
import { runAll } from '#projections/batches';
import type { AnyDatabase } from '#projections/table';

/** About how many events share a transaction while nobody reads what is being built. */
const eventsOfATransaction = 50_000;

interface Open {
  readonly transaction: ControlledTransaction<unknown>;
  /** Of the last event that was written in it. */
  readonly position: number | undefined;
}

/**
 * Fills what is built beside: each page is written while the next is read and reckoned, and many share a
 * transaction, since what each changes in the file is logged with every commit.
 */
export class Filling {
  private readonly db: AnyDatabase;
  private readonly crew: Applying;
  private checkpoints: readonly Checkpoint[];
  private open: Open | undefined;
  /** What was reckoned last, and is written while the next is reckoned. */
  private reckoned: Reckoned | undefined;
  /** How many events were reckoned since the last of a transaction. */
  private events = 0;
  private writing: Promise<void> = Promise.resolve();

  constructor(db: AnyDatabase, crew: Applying, from: readonly Checkpoint[]) {
    this.db = db;
    this.crew = crew;
    this.checkpoints = from;
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
    await this.writing;
    if (decoded.stopped !== undefined || this.crew.needsWholePartnership(decoded))
      return this.takeAlone(page);
    // What is read for this page is not what the last one changed: that is at hand. So it is read before.
    const reading = this.crew.read(await this.transaction(), decoded);
    this.writing = this.writeReckoned();
    // It is waited for with the next page, and must not count as unheard until then.
    this.writing.catch(() => undefined);
    await reading;
    // Lets the statements go to the other thread before this one is busy again.
    await setImmediate();
    this.events += decoded.events.length;
    this.reckoned = this.crew.reckon(decoded, this.isFull() ? 'everything' : 'whole statements');
  }

  /** Writes and commits what is left. Answers with where it came to. */
  async end(): Promise<readonly Checkpoint[]> {
    await this.writing;
    await this.writeReckoned();
    if (this.open !== undefined) await runAll(this.open.transaction, this.crew.leftOver());
    await this.commit();
    this.events = 0;
    return this.checkpoints;
  }

  /** Undoes what is not committed, after an error. */
  async abandon(): Promise<void> {
    await this.writing.catch(() => undefined);
    this.crew.forget();
    const { open } = this;
    this.open = undefined;
    await open?.transaction.rollback().execute();
  }

  /** Whether what is reckoned now is the last of its transaction. */
  private isFull(): boolean {
    return this.events >= eventsOfATransaction;
  }

  /** A page in a transaction of its own, which says exactly where it has to stop. */
  private async takeAlone(page: readonly Recorded[]): Promise<void> {
    await this.end();
    this.checkpoints = await this.crew.page(this.checkpoints, page);
  }

  private async transaction(): Promise<AnyDatabase> {
    if (this.open !== undefined) return this.open.transaction;
    const transaction = await this.db.startTransaction().execute();
    this.open = { transaction, position: undefined };
    // Another runner may have gone on meanwhile, and put what is built in its place.
    for (const checkpoint of this.checkpoints) await insistThere(transaction, checkpoint);
    return transaction;
  }

  private async writeReckoned(): Promise<void> {
    const { reckoned } = this;
    const isLast = this.isFull();
    if (isLast) this.events = 0;
    this.reckoned = undefined;
    if (reckoned === undefined) return;
    const { statements, position } = reckoned;
    await runAll(await this.transaction(), statements);
    if (this.open === undefined) return;
    this.open = { ...this.open, position };
    if (isLast) await this.commit();
  }

  private async commit(): Promise<void> {
    if (this.open === undefined) return;
    const { transaction, position } = this.open;
    if (position !== undefined) {
      for (const checkpoint of this.checkpoints) await moveCheckpoint(transaction, checkpoint, position);
      this.checkpoints = this.checkpoints.map((checkpoint) => ({ ...checkpoint, position }));
    }
    await transaction.commit().execute();
    this.open = undefined;
  }
}
