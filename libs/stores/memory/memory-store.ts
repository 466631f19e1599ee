import { checkAppend } from '#eventing/append-limits';
import { Arrivals } from '#eventing/arrivals';
import { readNoEarlierThan } from '#eventing/clock';
import type { Clock } from '#eventing/clock';
import { EventIdTaken, InvalidAppend, StoreClosed } from '#eventing/event-store';
import type * as port from '#eventing/event-store';
import { defaultPageSize, oneByOne, pagesForEver } from '#eventing/paging';

/**
 * What a memory store remembers. Kept apart from the store, so that a test can close one and open another on
 * it.
 */
export class Memory {
  readonly events: port.Recorded[] = [];
  readonly streams = new Map<string, port.Recorded[]>();
  readonly eventIds = new Set<string>();
  readonly answers: port.KeptAnswer[] = [];
  readonly answerByCommand = new Map<string, port.KeptAnswer>();
  readonly arrivals = new Arrivals();
}

/** An event store for tests: obeys the whole contract, but for outliving the process. */
export class MemoryStore implements port.EventStore {
  private readonly memory: Memory;
  private readonly clock: Clock;
  private readonly closing = new AbortController();
  /** The answers that this store was given and kept. */
  private readonly written = new WeakSet<port.NewAnswer>();

  constructor(clock: Clock, memory: Memory = new Memory()) {
    this.clock = clock;
    this.memory = memory;
  }

  async append(
    writes: readonly port.Write[],
    answer: port.NewAnswer,
    options: port.AppendOptions = {},
  ): Promise<port.Appended> {
    this.insistOpen();
    checkAppend(writes, answer, options);
    const kept = this.memory.answerByCommand.get(answer.command);
    if (kept !== undefined) return { outcome: 'already-answered', answer: kept };
    if (options.after?.some((earlier) => !this.written.has(earlier)) === true)
      return { outcome: 'unfounded' };
    const stale = writes.find((write) => this.revisionOf(write.stream) !== write.expected);
    if (stale !== undefined) return { outcome: 'conflict', stream: stale.stream };
    this.insistNewIds(writes);
    const recordedAt = this.timeOf(options);
    const events = writes.flatMap((write) => this.record(write, recordedAt));
    const position = this.memory.events.length;
    this.keep({ ...copyOf(answer), sequence: this.memory.answers.length + 1, position, recordedAt });
    this.written.add(answer);
    this.memory.arrivals.announce();
    return { outcome: 'appended', position, recordedAt, events };
  }

  async answerTo(command: string): Promise<port.KeptAnswer | undefined> {
    this.insistOpen();
    return this.memory.answerByCommand.get(command);
  }

  readStream(stream: string, from = 0): AsyncIterable<port.Recorded> {
    const fetch = (after: number): readonly port.Recorded[] => {
      this.insistOpen();
      return this.memory.streams.get(stream)?.slice(after + 1, after + 1 + defaultPageSize) ?? [];
    };
    return oneByOne(from - 1, fetch, (event) => event.version);
  }

  readAll(after: number, options: port.ReadOptions = {}): AsyncIterable<port.Recorded> {
    return oneByOne(
      after,
      (place) => this.page(this.memory.events, place, options),
      (event) => event.position,
    );
  }

  readAnswers(after: number, options: port.ReadOptions = {}): AsyncIterable<port.KeptAnswer> {
    return oneByOne(
      after,
      (place) => this.page(this.memory.answers, place, options),
      (answer) => answer.sequence,
    );
  }

  readAnswersBack(
    before = Infinity,
    { pageSize = defaultPageSize }: port.ReadOptions = {},
  ): AsyncIterable<port.KeptAnswer> {
    const { answers } = this.memory;
    const fetch = (place: number): readonly port.KeptAnswer[] => {
      this.insistOpen();
      const end = Math.min(place - 1, answers.length);
      return answers.slice(Math.max(0, end - pageSize), end).toReversed();
    };
    return oneByOne(before, fetch, (answer) => answer.sequence);
  }

  async lastPosition(): Promise<number> {
    this.insistOpen();
    return this.memory.events.length;
  }

  subscribe(after: number, options: port.SubscribeOptions): AsyncIterable<readonly port.Recorded[]> {
    const signal = AbortSignal.any([options.signal, this.closing.signal]);
    const fetch = (place: number): readonly port.Recorded[] => this.page(this.memory.events, place, options);
    return pagesForEver(after, fetch, (event) => event.position, { signal, arrivals: this.memory.arrivals });
  }

  async close(): Promise<void> {
    this.closing.abort();
  }

  /** Positions and sequences are dense here, so a place is also an index. */
  private page<Item>(items: readonly Item[], after: number, options: port.ReadOptions): readonly Item[] {
    this.insistOpen();
    const end = after + (options.pageSize ?? defaultPageSize);
    return items.slice(after, Math.min(end, options.upTo ?? end));
  }

  private insistOpen(): void {
    if (this.closing.signal.aborted) throw new StoreClosed();
  }

  private insistNewIds(writes: readonly port.Write[]): void {
    for (const { id } of writes.flatMap((write) => write.events)) {
      if (this.memory.eventIds.has(id)) throw new EventIdTaken(id);
    }
  }

  private revisionOf(stream: string): port.Write['expected'] {
    const events = this.memory.streams.get(stream);
    return events === undefined ? 'no-stream' : events.length - 1;
  }

  private timeOf(options: port.AppendOptions): string {
    const last = this.memory.answers.at(-1)?.recordedAt;
    if (options.recordedAt === undefined) return readNoEarlierThan(last, this.clock);
    if (last === undefined || options.recordedAt >= last) return options.recordedAt;
    throw new InvalidAppend(`${options.recordedAt} lies before ${last}, which is recorded already.`);
  }

  private record(write: port.Write, recordedAt: string): port.Recorded[] {
    const { stream } = write;
    const events = this.memory.streams.get(stream) ?? [];
    this.memory.streams.set(stream, events);
    return write.events.map(({ id, type, body }) => {
      const position = this.memory.events.length + 1;
      const recorded = Object.freeze({
        id,
        stream,
        version: events.length,
        position,
        recordedAt,
        type,
        body,
      });
      events.push(recorded);
      this.memory.events.push(recorded);
      this.memory.eventIds.add(id);
      return recorded;
    });
  }

  private keep(answer: port.KeptAnswer): void {
    this.memory.answers.push(Object.freeze(answer));
    this.memory.answerByCommand.set(answer.command, answer);
  }
}

/** Without whatever else the caller's object carries. */
function copyOf({ command, hash, outcome, body }: port.NewAnswer): port.NewAnswer {
  return { command, hash, outcome, body };
}
