import type { Pool } from 'pg';
import { checkAppend } from '#eventing/append-limits';
import { Arrivals } from '#eventing/arrivals';
import type { Clock } from '#eventing/clock';
import * as port from '#eventing/event-store';
import { defaultPageSize, oneByOne, pagesForEver } from '#eventing/paging';
import { AppendQueue } from '#stores/postgres/append-queue';
import { eventMigrations } from '#stores/postgres/event-migrations';
import { Gathering } from '#stores/postgres/gathering';
import { Listening } from '#stores/postgres/listening';
import { openDatabase } from '#stores/postgres/opening';
import { explain } from '#stores/postgres/postgres-errors';
import * as rows from '#stores/postgres/postgres-rows';
import { openPool } from '#stores/postgres/sessions';

export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database`, as node-postgres reads it. */
  readonly url: string;
  /** For tests. When not given, the server's clock tells the time, under the lock of the order. */
  readonly clock?: Clock;
  /**
   * How often a subscription looks although it heard nothing, in milliseconds; 500 when not given. The server
   * says when there is something new, and what it says may be lost.
   */
  readonly pollMs?: number;
}

/** How many pages are read at once. */
const readers = 8;

/** How many streams, and how many answers, are read in one round trip. */
const maximumGathered = 64;

/** Where to read on in a stream. */
interface StreamPlace {
  readonly stream: string;
  /** The last version that was read. */
  readonly after: number;
}

/**
 * The event store of several machines: a PostgreSQL database, which any number of processes may have open.
 *
 * Outlives the loss of its server: what was under way is answered as unknown, and what comes later connects
 * anew.
 */
export class PostgresStore implements port.EventStore {
  private readonly reading: Pool;
  private readonly writing: Pool;
  private readonly appends: AppendQueue;
  private readonly arrivals = new Arrivals();
  private readonly closing = new AbortController();
  private readonly listening: Listening;
  private readonly pollMs: number;
  private readonly pages: Gathering<StreamPlace, rows.PageOfStream>;
  private readonly answers: Gathering<string, port.KeptAnswer | undefined>;
  private closed: Promise<void> | undefined;

  /**
   * Opens a store, making its tables in an empty database. @throws StoreUnusable with a sentence for the
   * operator.
   */
  static async open(options: PostgresStoreOptions): Promise<PostgresStore> {
    const kind = { holds: 'events', schema: 'tallystick', migrations: eventMigrations };
    await openDatabase(options.url, { ...kind, needs: eventRights });
    return new PostgresStore(options);
  }

  private constructor({ url, clock, pollMs }: PostgresStoreOptions) {
    this.reading = openPool({ url, purpose: 'reading', max: readers });
    this.writing = openPool({ url, purpose: 'appending', max: 1 });
    const answersTo = async (commands: readonly string[]): Promise<port.KeptAnswer[]> =>
      this.answersTo(commands);
    this.appends = new AppendQueue({ pool: this.writing, clock, answersTo });
    this.listening = new Listening(url, this.arrivals);
    this.pollMs = pollMs ?? 500;
    this.pages = new Gathering(async (places) => this.pagesOfStreams(places), maximumGathered);
    this.answers = new Gathering(async (commands) => this.answersInOrder(commands), maximumGathered);
  }

  async append(
    writes: readonly port.Write[],
    answer: port.NewAnswer,
    options: port.AppendOptions = {},
  ): Promise<port.Appended> {
    checkAppend(writes, answer, options);
    const appended = await this.appends.submit(writes, answer, options);
    if (appended.outcome === 'appended') this.arrivals.announce();
    return appended;
  }

  async answerTo(command: string): Promise<port.KeptAnswer | undefined> {
    return this.answers.answerTo(command);
  }

  async *readStream(stream: string, from = 0): AsyncIterable<port.Recorded> {
    for (let after = from - 1; ;) {
      const { events, isLast } = await this.pages.answerTo({ stream, after });
      yield* events;
      if (isLast) return;
      after = events.at(-1)?.version ?? after;
    }
  }

  readAll(after: number, options: port.ReadOptions = {}): AsyncIterable<port.Recorded> {
    const fetch = async (place: number): Promise<port.Recorded[]> => this.eventsAfter(place, options);
    return oneByOne(after, fetch, (event) => event.position);
  }

  readAnswers(after: number, options: port.ReadOptions = {}): AsyncIterable<port.KeptAnswer> {
    const fetch = async (place: number): Promise<port.KeptAnswer[]> =>
      (await this.rowsOf(rows.answersAfter, pageOf(place, options))).map(rows.answerOfRow);
    return oneByOne(after, fetch, (answer) => answer.sequence);
  }

  readAnswersBack(
    before: number = Number.MAX_SAFE_INTEGER,
    { pageSize = defaultPageSize }: port.ReadOptions = {},
  ): AsyncIterable<port.KeptAnswer> {
    const fetch = async (place: number): Promise<port.KeptAnswer[]> =>
      (await this.rowsOf(rows.answersBefore, [place, 0, pageSize])).map(rows.answerOfRow);
    return oneByOne(before, fetch, (answer) => answer.sequence);
  }

  async lastPosition(): Promise<number> {
    const [row] = await this.rowsOf(rows.lastPosition, []);
    return Number(row?.[0] ?? 0);
  }

  subscribe(after: number, options: port.SubscribeOptions): AsyncIterable<readonly port.Recorded[]> {
    const signal = AbortSignal.any([options.signal, this.closing.signal]);
    const following = { signal, arrivals: this.arrivals, pollMs: this.pollMs };
    const fetch = async (place: number): Promise<port.Recorded[]> => this.eventsWhenThere(place, options);
    if (!signal.aborted) this.listening.start();
    return pagesForEver(after, fetch, (event) => event.position, following);
  }

  async close(): Promise<void> {
    this.closed ??= this.closeAll();
    await this.closed;
  }

  private async closeAll(): Promise<void> {
    await this.appends.close();
    this.closing.abort();
    await this.listening.stop();
    await Promise.all([this.reading.end(), this.writing.end()]);
  }

  private async eventsAfter(place: number, options: port.ReadOptions): Promise<port.Recorded[]> {
    return (await this.rowsOf(rows.eventsAfter, pageOf(place, options))).map(rows.eventOf);
  }

  /** A subscription outlives the loss of the server: there is nothing new until it is back. */
  private async eventsWhenThere(place: number, options: port.ReadOptions): Promise<port.Recorded[]> {
    try {
      return await this.eventsAfter(place, options);
    } catch {
      return [];
    }
  }

  private async pagesOfStreams(places: readonly StreamPlace[]): Promise<rows.PageOfStream[]> {
    const values = [places.map(({ stream }) => stream), places.map(({ after }) => after), defaultPageSize];
    return rows.pagesOf(places.length, defaultPageSize, await this.rowsOf(rows.eventsOfStreams, values));
  }

  private async answersInOrder(commands: readonly string[]): Promise<(port.KeptAnswer | undefined)[]> {
    const found = new Map((await this.answersTo(commands)).map((answer) => [answer.command, answer]));
    return commands.map((command) => found.get(command));
  }

  private async answersTo(commands: readonly string[]): Promise<port.KeptAnswer[]> {
    return (await this.rowsOf(rows.answersTo, [commands])).map(rows.answerOfRow);
  }

  private async rowsOf(statement: rows.Statement, values: readonly unknown[]): Promise<unknown[][]> {
    if (this.closing.signal.aborted) throw new port.StoreClosed();
    const query = { ...statement, rowMode: 'array' as const, values: [...values] };
    try {
      return (await this.reading.query<unknown[]>(query)).rows;
    } catch (error) {
      throw new port.NotWritten(`The store cannot be read: ${explain(error)}.`, { cause: error });
    }
  }
}

/** What an append and a reader do to each table. */
const eventRights = {
  events: ['SELECT', 'INSERT'],
  answers: ['SELECT', 'INSERT'],
  // PostgreSQL lets only those lock a row who may update it; that they cannot is seen to by a trigger.
  streams: ['SELECT', 'INSERT', 'UPDATE'],
} as const;

function pageOf(place: number, options: port.ReadOptions): number[] {
  return [place, options.upTo ?? Number.MAX_SAFE_INTEGER, options.pageSize ?? defaultPageSize];
}
