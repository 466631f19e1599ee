import { randomUUID } from 'node:crypto';
import type { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { checkAppend } from '#eventing/append-limits';
import { systemClock } from '#eventing/clock';
import type { Clock } from '#eventing/clock';
import { OutcomeUnknown, StoreClosed } from '#eventing/event-store';
import type * as port from '#eventing/event-store';
import { defaultPageSize } from '#eventing/paging';
import { answersAmong, answersAmongBack } from '#stores/kurrentdb/answers-read';
import { clientFor } from '#stores/kurrentdb/connection';
import { KurrentAppender } from '#stores/kurrentdb/kurrent-appending';
import type { NotWrittenTurn, Turn } from '#stores/kurrentdb/kurrent-appending';
import { kurrentNames } from '#stores/kurrentdb/kurrent-names';
import type { KurrentNames } from '#stores/kurrentdb/kurrent-names';
import { KurrentReader } from '#stores/kurrentdb/kurrent-reading';
import type { AnswerFound } from '#stores/kurrentdb/kurrent-reading';
import { eventIn, positionOf } from '#stores/kurrentdb/kurrent-records';
import { follow } from '#stores/kurrentdb/kurrent-subscription';
import type { KurrentRecord } from '#stores/kurrentdb/read-call';
import { checkedServer } from '#stores/kurrentdb/open-checks';
import type { Found } from '#stores/kurrentdb/open-checks';
import { asNotWritten } from '#stores/kurrentdb/tries';

export interface KurrentStoreOptions {
  /** `kurrentdb://user:password@host:2113?tls=true`, or several hosts, or `kurrentdb+discover://`. */
  readonly url: string;
  readonly clock?: Clock;
  /** What the names of streams begin with, so that several stores can share a server. None when not given. */
  readonly prefix?: string;
  /** How long to go on without an answer of the server, in milliseconds: 10 seconds when not given. */
  readonly patienceMs?: number;
  /** A client for this URL that others use too. It is left open. */
  readonly client?: KurrentDBClient;
  /** The clock of this machine, in milliseconds since 1970, which the server's is compared to. */
  readonly machineTime?: () => number;
}

const patience = 10_000;
const prefixOfNames = /^[A-Za-z0-9._-]{0,64}$/;

/**
 * The event store in KurrentDB 25.1 or later. docs/decisions/0008 says how each promise of the port is kept.
 *
 * Appends go one after another, in one process and between processes, because each ticks the store's clock.
 */
export class KurrentStore implements port.EventStore {
  /** The server's version, and the way in which it appends. */
  readonly server: Found;
  private readonly client: KurrentDBClient;
  private readonly ownsClient: boolean;
  private readonly names: KurrentNames;
  private readonly reader: KurrentReader;
  private readonly appender: KurrentAppender;
  private readonly closing = new AbortController();
  private readonly underWay = new Set<Promise<unknown>>();
  /** Whether the append that brought an answer was written, by the answer's identity. */
  private readonly written = new WeakMap<port.NewAnswer, Promise<boolean>>();
  private line: Promise<unknown> = Promise.resolve();

  private constructor(
    client: KurrentDBClient,
    options: KurrentStoreOptions,
    names: KurrentNames,
    server: Found,
  ) {
    const patienceMs = options.patienceMs ?? patience;
    this.client = client;
    this.ownsClient = options.client === undefined;
    this.names = names;
    this.server = server;
    this.reader = new KurrentReader(client, names, patienceMs);
    const clock = options.clock ?? systemClock;
    this.appender = new KurrentAppender({ reader: this.reader, names, path: server.path, clock, patienceMs });
  }

  /**
   * Connects, and looks whether the server can be worked with safely. Writes nothing.
   *
   * @throws StoreUnusable with a sentence for the operator, and no password
   */
  static async open(options: KurrentStoreOptions): Promise<KurrentStore> {
    const prefix = options.prefix ?? '';
    if (!prefixOfNames.test(prefix)) throw new Error(`"${prefix}" cannot begin the name of a stream.`);
    const names = kurrentNames(prefix);
    const client = options.client ?? clientFor(options.url);
    const machineTime = options.machineTime ?? Date.now;
    const withinMs = options.patienceMs ?? patience;
    try {
      const server = await checkedServer({ client, names, machineTime, withinMs });
      return new KurrentStore(client, options, names, server);
    } catch (error) {
      if (options.client === undefined) await client.dispose();
      throw error;
    }
  }

  async append(
    writes: readonly port.Write[],
    answer: port.NewAnswer,
    options: port.AppendOptions = {},
  ): Promise<port.Appended> {
    this.insistOpen();
    checkAppend(writes, answer, options);
    const attempt = randomUUID();
    const turn = this.turnOf(copiesOf(writes), { ...answer }, options, attempt);
    const appending = turn.then(async (over) => this.found(over, writes, answer.command, attempt));
    this.written.set(
      answer,
      appending.then(
        ({ outcome }) => outcome === 'appended',
        () => false,
      ),
    );
    return this.whileOpen(appending);
  }

  async answerTo(command: string): Promise<port.KeptAnswer | undefined> {
    this.insistOpen();
    const found = await this.reader.answerTo(command);
    if (found === undefined) return undefined;
    const { attempt: _, ...answer } = found;
    return answer;
  }

  async *readStream(stream: string, from = 0): AsyncGenerator<port.Recorded> {
    for (let next = from; ;) {
      this.insistOpen();
      const page = await this.reader.stream(stream, next, defaultPageSize);
      yield* page;
      // The server gives fewer than it was asked for only where the stream ends.
      if (page.length < defaultPageSize) return;
      next += page.length;
    }
  }

  async *readAll(after: number, options: port.ReadOptions = {}): AsyncGenerator<port.Recorded> {
    // The server reads only from where a record begins, and behind the last event that may be anywhere.
    if (after > 0 && after >= (await this.lastPosition())) return;
    for await (const record of this.records(this.names.patterns.events, after, options))
      yield eventIn(record, this.names);
  }

  readAnswers(after: number, options: port.ReadOptions = {}): AsyncIterable<port.KeptAnswer> {
    const { names, reader } = this;
    const records = this.records(names.patterns.eventsAndAnswers, after, options);
    return answersAmong(records, names, async (sequence) => reader.lastEventPosition(sequence));
  }

  readAnswersBack(
    before?: number,
    { pageSize = defaultPageSize }: port.ReadOptions = {},
  ): AsyncIterable<port.KeptAnswer> {
    const { names } = this;
    return answersAmongBack(this.recordsBack(names.patterns.eventsAndAnswers, before, pageSize), names);
  }

  async lastPosition(): Promise<number> {
    this.insistOpen();
    return this.reader.lastEventPosition('end');
  }

  subscribe(after: number, options: port.SubscribeOptions): AsyncIterable<readonly port.Recorded[]> {
    const { client, names } = this;
    const pageSize = options.pageSize ?? defaultPageSize;
    const signal = AbortSignal.any([options.signal, this.closing.signal]);
    return follow(after, { client, names, pageSize, signal });
  }

  async close(): Promise<void> {
    this.closing.abort();
    await Promise.allSettled(this.underWay);
    if (this.ownsClient) await this.client.dispose();
  }

  /** Records after a position, page by page until there are no more or the last wanted is passed. */
  private async *records(
    pattern: string,
    after: number,
    { pageSize = defaultPageSize, upTo = Infinity }: port.ReadOptions,
  ): AsyncGenerator<KurrentRecord> {
    let place = after;
    const fetch = async (): Promise<readonly KurrentRecord[]> => {
      this.insistOpen();
      return place >= upTo ? [] : this.reader.after(place, pattern, pageSize);
    };
    for (let page = await fetch(); page.length > 0; page = await fetch()) {
      for (const record of page) {
        place = positionOf(record);
        if (place > upTo) return;
        yield record;
      }
    }
  }

  /** Records before a position, or all, the newest first. */
  private async *recordsBack(
    pattern: string,
    before: number | undefined,
    pageSize: number,
  ): AsyncGenerator<KurrentRecord> {
    for (let place: number | 'end' = before ?? 'end'; ;) {
      this.insistOpen();
      const page = (await this.reader.before(place, pattern, pageSize)).toReversed();
      const last = page.at(-1);
      if (last === undefined) return;
      yield* page;
      place = positionOf(last);
    }
  }

  /** Takes its place at once, and its turn when all before it have had theirs. */
  private async turnOf(
    writes: readonly port.Write[],
    answer: port.NewAnswer,
    options: port.AppendOptions,
    attempt: string,
  ): Promise<Turn> {
    const before = this.line;
    const foundations = (options.after ?? []).map((one) => this.written.get(one) ?? Promise.resolve(false));
    const turn = (async () => {
      await before;
      const isFounded = (await Promise.all(foundations)).every(Boolean);
      return this.appender.append(writes, answer, options, { attempt, isFounded });
    })();
    this.line = turn.catch(() => undefined);
    return turn;
  }

  /**
   * What came of an append. An answer that is kept comes first, and one of this very attempt was written by a
   * request whose own answer was lost.
   */
  private async found(
    turn: Turn,
    writes: readonly port.Write[],
    command: string,
    ownAttempt: string,
  ): Promise<port.Appended> {
    if (turn.outcome === 'written') return this.readBack(turn, writes);
    const kept = turn.isUnanswered ? undefined : await this.keptAnswer(turn, command);
    if (kept === undefined) {
      if (turn.otherwise instanceof Error) throw turn.otherwise;
      return turn.otherwise;
    }
    const { attempt, ...answer } = kept;
    if (attempt !== ownAttempt) return { outcome: 'already-answered', answer };
    return this.readBack({ before: answer.sequence, recordedAt: answer.recordedAt }, writes);
  }

  private async keptAnswer(
    { mayBeWritten }: NotWrittenTurn,
    command: string,
  ): Promise<AnswerFound | undefined> {
    try {
      return await this.reader.answerTo(command);
    } catch (error) {
      throw mayBeWritten ? unread() : asNotWritten(error);
    }
  }

  /** What was written as every reader will see it: only the log knows the positions. */
  private async readBack(
    { before, recordedAt }: { readonly before: number; readonly recordedAt: string },
    writes: readonly port.Write[],
  ): Promise<port.Appended> {
    const count = writes.reduce((sum, write) => sum + write.events.length, 0);
    const read = await this.reader.eventsBefore(before, Math.max(1, count)).catch(() => {
      throw unread();
    });
    const position = read.at(-1)?.position ?? 0;
    return { outcome: 'appended', position, recordedAt, events: count === 0 ? [] : read };
  }

  private async whileOpen<Result>(task: Promise<Result>): Promise<Result> {
    this.underWay.add(task);
    try {
      return await task;
    } finally {
      this.underWay.delete(task);
    }
  }

  private insistOpen(): void {
    if (this.closing.signal.aborted) throw new StoreClosed();
  }
}

/** What the caller changes afterwards is not what was sent. */
function copiesOf(writes: readonly port.Write[]): port.Write[] {
  return writes.map((write) => ({ ...write, events: write.events.map((event) => ({ ...event })) }));
}

function unread(): OutcomeUnknown {
  return new OutcomeUnknown('KurrentDB gave no answer when the append was to be read back.');
}
