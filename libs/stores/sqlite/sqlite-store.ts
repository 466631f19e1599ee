import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { checkAppend } from '#eventing/append-limits';
import { Arrivals } from '#eventing/arrivals';
import { systemClock } from '#eventing/clock';
import type { Clock } from '#eventing/clock';
import { StoreClosed } from '#eventing/event-store';
import type * as port from '#eventing/event-store';
import { defaultPageSize, oneByOne, pagesForEver } from '#eventing/paging';
import { Appending } from '#stores/sqlite/appending';
import { eventMigrations, eventsApplicationId } from '#stores/sqlite/event-tables';
import { GroupCommit } from '#stores/sqlite/group-commit';
import { backUp, damageIn } from '#stores/sqlite/sqlite-backup';
import { openSqliteFile, openToReadThrough } from '#stores/sqlite/sqlite-file';
import {
  answerOfRow,
  eventOf,
  pageInBatches,
  prepareEventsAfter,
  prepareStatements,
  rowsOfBatch,
} from '#stores/sqlite/sqlite-rows';
import type { Statements } from '#stores/sqlite/sqlite-rows';

export interface SqliteStoreOptions {
  readonly file: string;
  /** The clock of the machine when not given. */
  readonly clock?: Clock;
  /**
   * Called once when the disk failed under a commit. The process is to end: nothing is written any more, and
   * only a restart can tell what was kept. See `OutcomeUnknown`.
   */
  readonly onFatal?: (error: port.OutcomeUnknown) => void;
  /**
   * How often a subscription looks for what other processes appended, in milliseconds; 100 when not given.
   */
  readonly pollMs?: number;
}

/** The event store of one machine: a SQLite file, which several processes may have open. */
export class SqliteStore implements port.EventStore {
  private readonly database: DatabaseSync;
  private readonly statements: Statements;
  private readonly appending: Appending;
  private readonly commits: GroupCommit;
  private readonly arrivals = new Arrivals();
  private readonly closing = new AbortController();
  private readonly pollMs: number;
  private readonly file: string;
  /** The connection on which everything is read, once somebody wants that. */
  private through: { readonly database: DatabaseSync; readonly eventsAfter: StatementSync } | undefined;

  /**
   * Opens a store, making its file when it is not there. @throws StoreUnusable with a sentence for the
   * operator.
   */
  static open(options: SqliteStoreOptions): SqliteStore {
    const kind = { holds: 'events', applicationId: eventsApplicationId, migrations: eventMigrations };
    // A checkpoint each 16 MiB of log instead of each 4, and 64 MiB of pages in memory for the indexes.
    const pragmas = ['wal_autocheckpoint = 4000', 'journal_size_limit = 67108864', 'cache_size = -65536'];
    return new SqliteStore(openSqliteFile(options.file, { ...kind, pragmas }), options);
  }

  private constructor(database: DatabaseSync, options: SqliteStoreOptions) {
    this.database = database;
    this.statements = prepareStatements(database);
    this.appending = new Appending(this.statements, options.clock ?? systemClock);
    this.commits = new GroupCommit(database, options.onFatal ?? ignore);
    this.pollMs = options.pollMs ?? 100;
    this.file = options.file;
  }

  async append(
    writes: readonly port.Write[],
    answer: port.NewAnswer,
    options: port.AppendOptions = {},
  ): Promise<port.Appended> {
    checkAppend(writes, answer, options);
    const bytes = writes.reduce((sum, write) => sum + unitsOf(write), answer.body.length);
    const append = { writes, answer, options };
    const appended = await this.commits.submit(bytes, (transaction) =>
      this.appending.append(append, transaction),
    );
    if (appended.outcome === 'appended') this.arrivals.announce();
    return appended;
  }

  async answerTo(command: string): Promise<port.KeptAnswer | undefined> {
    this.insistOpen();
    return this.appending.answerTo(command);
  }

  /** Most streams are short: that a batch which is not full is the last saves half of the reads. */
  async *readStream(stream: string, from = 0): AsyncIterable<port.Recorded> {
    const { eventsOfStream } = this.statements;
    for (let after = from - 1; ;) {
      this.insistOpen();
      const batch = eventsOfStream.all(stream, after, rowsOfBatch).map(eventOf);
      yield* batch;
      if (batch.length < rowsOfBatch) return;
      after = batch.at(-1)?.version ?? after;
    }
  }

  readAll(after: number, options: port.ReadOptions = {}): AsyncIterable<port.Recorded> {
    return oneByOne(
      after,
      (place) => this.eventsAfter(this.readingThrough(), place, options),
      (event) => event.position,
    );
  }

  readAnswers(after: number, options: port.ReadOptions = {}): AsyncIterable<port.KeptAnswer> {
    const { upTo = Number.MAX_SAFE_INTEGER, pageSize = defaultPageSize } = options;
    const { answersAfter } = this.statements;
    const fetch = (place: number): port.KeptAnswer[] => {
      this.insistOpen();
      return pageInBatches(pageSize, (last: port.KeptAnswer | undefined, limit) =>
        answersAfter.all(last?.sequence ?? place, upTo, limit).map(answerOfRow),
      );
    };
    return oneByOne(after, fetch, (answer) => answer.sequence);
  }

  readAnswersBack(
    before: number = Number.MAX_SAFE_INTEGER,
    { pageSize = defaultPageSize }: port.ReadOptions = {},
  ): AsyncIterable<port.KeptAnswer> {
    const { answersBefore } = this.statements;
    const fetch = (place: number): port.KeptAnswer[] => {
      this.insistOpen();
      return pageInBatches(pageSize, (last: port.KeptAnswer | undefined, limit) =>
        answersBefore.all(last?.sequence ?? place, limit).map(answerOfRow),
      );
    };
    return oneByOne(before, fetch, (answer) => answer.sequence);
  }

  async lastPosition(): Promise<number> {
    this.insistOpen();
    return this.appending.last().position;
  }

  subscribe(after: number, options: port.SubscribeOptions): AsyncIterable<readonly port.Recorded[]> {
    const signal = AbortSignal.any([options.signal, this.closing.signal]);
    const { arrivals, pollMs } = this;
    const following = { signal, arrivals, pollMs };
    const { eventsAfter } = this.statements;
    const fetch = (place: number): port.Recorded[] => this.eventsAfter(eventsAfter, place, options);
    return pagesForEver(after, fetch, (event) => event.position, following);
  }

  /**
   * Copies the store as it stands into a new file that opens as a store of its own; others may go on writing
   * meanwhile. Returns when the copy would survive a power cut. Blocks this process while it copies.
   *
   * @throws StoreUnusable when the file is there already or cannot be written, leaving nothing behind.
   */
  async backup(file: string): Promise<void> {
    this.insistOpen();
    backUp(this.database, file);
  }

  /** What is wrong with the file, in SQLite's words; nothing when it is whole. Reads all of it. */
  check(): string[] {
    this.insistOpen();
    return damageIn(this.database);
  }

  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.commits.close();
    this.closing.abort();
    this.through?.database.close();
    this.database.close();
  }

  /** Apart from the connection that writes: all events would push its indexes out of memory. */
  private readingThrough(): StatementSync {
    this.insistOpen();
    if (this.through === undefined) {
      const database = openToReadThrough(this.file);
      this.through = { database, eventsAfter: prepareEventsAfter(database) };
    }
    return this.through.eventsAfter;
  }

  private eventsAfter(
    eventsAfter: StatementSync,
    place: number,
    { upTo = Number.MAX_SAFE_INTEGER, pageSize = defaultPageSize }: port.ReadOptions,
  ): port.Recorded[] {
    this.insistOpen();
    return pageInBatches(pageSize, (last: port.Recorded | undefined, limit) =>
      eventsAfter.all(last?.position ?? place, upTo, limit).map(eventOf),
    );
  }

  private insistOpen(): void {
    if (this.closing.signal.aborted) throw new StoreClosed();
  }
}

function unitsOf(write: port.Write): number {
  return write.events.reduce((sum, event) => sum + event.body.length, 0);
}

function ignore(): void {
  // Whoever appended is told in any case.
}
