import { setImmediate } from 'node:timers/promises';
import type { ControlledTransaction } from 'kysely';
import type { Recorded } from '#eventing/event-store';
import type { Applying, Reckoned } from '#projections/applying';
import { moveCheckpoint } from '#projections/checkpoints';
import type { Checkpoint } from '#projections/checkpoints';
import { runAll } from '#projections/sqlite-dialect';
import type { AnyDatabase } from '#projections/table';

/** About how many events share a transaction while nobody reads what is being built. */
const eventsOfATransaction = 50_000;

interface Open {
  readonly transaction: ControlledTransaction<unknown>;
  /** Of the last event that was written in it. */
  readonly position: number | undefined;
  readonly events: number;
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
  private writing: Promise<void> = Promise.resolve();

  constructor(db: AnyDatabase, crew: Applying, from: readonly Checkpoint[]) {
    this.db = db;
    this.crew = crew;
    this.checkpoints = from;
  }

  /** Takes the next page. @throws ProjectionStopped, CheckpointMoved, for this page or one before. */
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
    try {
      this.reckoned = this.crew.reckon(decoded);
    } catch {
      this.crew.forget();
      await this.takeAlone(page);
    }
  }

  /** Writes and commits what is left. Answers with where it came to. */
  async end(): Promise<readonly Checkpoint[]> {
    await this.writing;
    await this.writeReckoned();
    await this.commit();
    return this.checkpoints;
  }

  /** Undoes what is not committed, after an error. */
  async abandon(): Promise<void> {
    await this.writing.catch(() => undefined);
    const { open } = this;
    this.open = undefined;
    await open?.transaction.rollback().execute();
  }

  /** A page in a transaction of its own, which says exactly where it has to stop. */
  private async takeAlone(page: readonly Recorded[]): Promise<void> {
    await this.end();
    this.checkpoints = await this.crew.page(this.checkpoints, page);
  }

  private async transaction(): Promise<AnyDatabase> {
    this.open ??= { transaction: await this.db.startTransaction().execute(), position: undefined, events: 0 };
    return this.open.transaction;
  }

  private async writeReckoned(): Promise<void> {
    const { reckoned } = this;
    this.reckoned = undefined;
    if (reckoned === undefined) return;
    const { statements, position } = reckoned;
    await runAll(await this.transaction(), statements);
    if (this.open === undefined) return;
    this.open = { ...this.open, position, events: this.open.events + reckoned.events };
    if (this.open.events >= eventsOfATransaction) await this.commit();
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
