import { setImmediate } from 'node:timers/promises';
import type { ControlledTransaction } from 'kysely';
import type { Recorded } from '#eventing/event-store';
import type { Applying, Decoded, Reckoned } from '#projections/applying';
import { insistThere, moveCheckpoints } from '#projections/checkpoints';
import type { Checkpoint } from '#projections/checkpoints';
import { runAhead } from '#projections/batches';
import type { AnyDatabase } from '#projections/table';

type Transaction = ControlledTransaction<unknown>;

/** How many pages may wait for the database, at most, such as while a transaction is committed. */
const pagesWaiting = 24;

interface Open {
  readonly transaction: Transaction;
  /** Of the last event that was written in it. */
  readonly position: number | undefined;
}

interface Next {
  readonly decoded: Decoded;
  readonly reading: Promise<void> | undefined;
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
  /** What is asked of the database, in its order. */
  private readonly waiting: Promise<void>[] = [];
  /** The page that was taken last, while rows are read for it. */
  private next: Next | undefined;

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
   * Takes the next page, and reckons it unless something has to be read for it: then that is read while the
   * next one is taken. @throws ProjectionStopped, CheckpointMoved, for a page
   * that was taken: then `abandon`, and go on from what is `reached`.
   */
  async take(page: readonly Recorded[]): Promise<void> {
    const decoded = this.crew.decode(page);
    if (decoded.stopped !== undefined || this.crew.needsWholePartnership(decoded))
      return this.takeAlone(page);
    await this.next?.reading;
    const unread = this.crew.unread(decoded);
    // What is forgotten is written when it is, so what is read now is as the pages before have left it.
    if (unread.length > 0) this.inTurn(async () => this.crew.read(await this.transaction(), unread));
    const reading = unread.length > 0 ? this.waiting.at(-1) : undefined;
    await this.reckonNext();
    this.next = { decoded, reading };
    if (reading === undefined) await this.reckonNext();
  }

  /** Reckons, writes and commits what is left. Answers with where it came to. */
  async end(): Promise<readonly Checkpoint[]> {
    await this.reckonNext();
    await this.done();
    if (this.open !== undefined) await runAhead(this.open.transaction, this.crew.leftOver());
    await this.commit();
    this.events = 0;
    return this.checkpoints;
  }

  /** Undoes what is not committed, after an error. */
  async abandon(): Promise<void> {
    await this.done().catch(() => undefined);
    this.next = undefined;
    this.crew.forget();
    const { open } = this;
    this.open = undefined;
    await open?.transaction.rollback().execute();
  }

  private async reckonNext(): Promise<void> {
    const { next } = this;
    this.next = undefined;
    if (next === undefined) return;
    await next.reading;
    this.events += next.decoded.events.length;
    const isLast = this.events >= this.eventsOfATransaction;
    if (isLast) this.events = 0;
    const reckoned = this.crew.reckon(next.decoded, isLast ? 'everything' : 'whole statements');
    this.inTurn(async () => this.write(reckoned, isLast));
    if (this.waiting.length > pagesWaiting) await this.waiting.shift();
    // Lets what waits go on, and be heard, before this thread is busy again.
    await setImmediate();
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

  /** Asks something of the database when everything before it was asked, and nothing of it failed. */
  private inTurn(ask: () => Promise<void>): void {
    const before = this.waiting.at(-1) ?? Promise.resolve();
    const asked = before.then(ask);
    // It is waited for later, and must not count as unheard until then.
    asked.catch(() => undefined);
    this.waiting.push(asked);
  }

  /** Returns when everything was asked. @throws what went wrong with some of it */
  private async done(): Promise<void> {
    const last = this.waiting.at(-1);
    this.waiting.length = 0;
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
