import { NO_STREAM } from '@kurrent/kurrentdb-client';
import { readNoEarlierThan } from '#eventing/clock';
import type { Clock } from '#eventing/clock';
import { EventIdTaken, InvalidAppend, NotWritten, OutcomeUnknown } from '#eventing/event-store';
import type { AppendOptions, Appended, NewAnswer, Write } from '#eventing/event-store';
import type { AppendPath, AtomicAppend, ExpectedState, Sent } from '#stores/kurrentdb/append-paths';
import type { KurrentNames } from '#stores/kurrentdb/kurrent-names';
import type { KurrentReader } from '#stores/kurrentdb/kurrent-reading';
import {
  answerRecord,
  clockRecord,
  eventIdRecord,
  eventRecord,
  instantIn,
  safePosition,
} from '#stores/kurrentdb/kurrent-records';
import { StreamMetadataStates } from '#stores/kurrentdb/metadata-states';
import { Tries } from '#stores/kurrentdb/tries';

/**
 * What is known of an append when its turn is over. The rest is found by reading, while others have theirs.
 */
export type Turn =
  { readonly outcome: 'written'; readonly before: number; readonly recordedAt: string } | NotWrittenTurn;

/** Not written by the last request. Unless the command has its answer, it is this. */
export interface NotWrittenTurn {
  readonly outcome: 'not-written';
  readonly otherwise: Otherwise;
  /** Whether an earlier request had no answer that the server may have carried out. */
  readonly mayBeWritten: boolean;
  /** Whether the server said, of all that was wrong, nothing of an answer to the command. */
  readonly isUnanswered: boolean;
}

export type Otherwise =
  Extract<Appended, { outcome: 'conflict' | 'unfounded' }> | EventIdTaken | InvalidAppend;

/** Where the store stands: every append is one tick of its clock, so none can come between unseen. */
interface Head {
  readonly revision: ExpectedState;
  readonly recordedAt: string | undefined;
}

export interface AppenderParts {
  readonly reader: KurrentReader;
  readonly names: KurrentNames;
  readonly path: AppendPath;
  readonly clock: Clock;
  /** How long to go on without an answer, in milliseconds, before the outcome is called unknown. */
  readonly patienceMs: number;
}

/** How many streams are remembered. */
const mostRemembered = 50_000;
/**
 * A revision that no stream will reach: an append that expects it writes nothing, and says what else fails.
 */
export const unreachable = 2n ** 52n;
/** Beyond it positions come near to 2^53: 1 TiB is left, and no append is as large. */
const lastSafePosition = 2n ** 53n - 2n ** 40n;

/** Appends, one after another, in the order in which it is asked. */
export class KurrentAppender {
  private readonly parts: AppenderParts;
  private readonly metadataStates: StreamMetadataStates;
  /** Where the store stood after the last append, as far as this process knows. */
  private head: Head | undefined;
  /** Where streams stood that this process wrote to. */
  private readonly lastSeen = new Map<string, bigint>();

  constructor(parts: AppenderParts) {
    this.parts = parts;
    this.metadataStates = new StreamMetadataStates(parts.reader);
  }

  /**
   * Writes all of it or nothing, and knows which: when an answer is lost, it sends the append again. The
   * second is written only where the first was not, since the clock has ticked and the command has its
   * answer where it was.
   *
   * @param attempt what the kept answer is to say of who brought it
   * @param isFounded whether all was written that it comes after
   */
  async append(
    writes: readonly Write[],
    answer: NewAnswer,
    options: AppendOptions,
    { attempt, isFounded }: { readonly attempt: string; readonly isFounded: boolean },
  ): Promise<Turn> {
    if (!isFounded) return unsent({ outcome: 'unfounded' });
    const behind = writes.find((write) => this.isBehind(write));
    if (behind !== undefined) return unsent({ outcome: 'conflict', stream: behind.stream });
    const tries = new Tries(this.parts.patienceMs);
    try {
      for (;;) {
        const over = await this.once(writes, answer, options, { attempt, tries });
        if (over !== undefined) return over;
      }
    } catch (error) {
      throw tries.finalErrorFor(error);
    }
  }

  private async insistNeverDeleted(writes: readonly Write[]): Promise<void> {
    const begun = writes.filter(({ expected }) => expected === 'no-stream');
    await this.metadataStates.insistNeverDeleted(begun.map(({ stream }) => this.parts.names.event(stream)));
  }

  /** Sends it once. `undefined` when it is worth sending again. */
  private async once(
    writes: readonly Write[],
    answer: NewAnswer,
    options: AppendOptions,
    { attempt, tries }: { readonly attempt: string; readonly tries: Tries },
  ): Promise<Turn | undefined> {
    if (!this.parts.path.checksOthers) await this.insistNeverDeleted(writes);
    const head = (this.head ??= await this.readHead());
    const recordedAt = this.timeOf(options, head);
    const append = this.built(writes, answer, { head, recordedAt, attempt });
    const sent = await this.sent(append, tries);
    if (sent === undefined) return undefined;
    if (sent.outcome === 'written') return this.written(sent, append, recordedAt ?? '');
    const otherwise = await this.meaningOf(sent.streams, writes, answer);
    if (otherwise !== undefined) return this.notWritten(otherwise, sent.streams, answer, tries);
    if (recordedAt === undefined)
      return this.notWritten(tooEarly(options, head), sent.streams, answer, tries);
    await tries.lostTheRace();
    return undefined;
  }

  /** What the server refused, naming the streams that did not stand where expected. */
  private notWritten(
    otherwise: Otherwise,
    failed: ReadonlySet<string>,
    { command }: NewAnswer,
    { mayBeWritten }: Tries,
  ): Turn {
    const { names, path } = this.parts;
    const isUnanswered = path.namesAll && !failed.has(names.command(command));
    return { outcome: 'not-written', otherwise, mayBeWritten, isUnanswered };
  }

  /** Revisions only grow, so whoever expects less than was seen once is too late. */
  private isBehind({ stream, expected }: Write): boolean {
    const seen = this.lastSeen.get(this.parts.names.event(stream));
    return seen !== undefined && (expected === 'no-stream' || BigInt(expected) < seen);
  }

  private async readHead(): Promise<Head> {
    const last = await this.parts.reader.lastOf(this.parts.names.clock);
    if (last === undefined) return { revision: NO_STREAM, recordedAt: undefined };
    if (last.position > lastSafePosition)
      throw new NotWritten('The log of KurrentDB is nearly as long as Tallystick can count: 9 petabytes.');
    return { revision: last.revision, recordedAt: instantIn(last) };
  }

  /** `undefined` when the given instant lies before what is recorded. */
  private timeOf({ recordedAt }: AppendOptions, head: Head): string | undefined {
    if (recordedAt === undefined) return readNoEarlierThan(head.recordedAt, this.parts.clock);
    return head.recordedAt === undefined || recordedAt >= head.recordedAt ? recordedAt : undefined;
  }

  /**
   * The events, what stands for their ids, the answer, the tick of the clock: in this order, so that the path
   * that names one failure names a stream before an id, and the clock when nothing else is wrong.
   */
  private built(
    writes: readonly Write[],
    answer: NewAnswer,
    { head, recordedAt, attempt }: BuiltWith,
  ): AtomicAppend {
    const { names } = this.parts;
    const at = recordedAt ?? '';
    const command = names.command(answer.command);
    const events = writes.flatMap(({ stream, events: own }) =>
      own.map((event) => eventRecord(names.event(stream), event, at)),
    );
    const ids = writes.flatMap(({ stream, events: own }) =>
      own.map(({ id }) => eventIdRecord(names.eventId(id), names.event(stream))),
    );
    const records = [
      ...events,
      ...ids,
      answerRecord(command, answer, at, attempt),
      clockRecord(names.clock, at),
    ];
    const expected = new Map<string, ExpectedState>(records.map(({ streamName }) => [streamName, NO_STREAM]));
    for (const write of writes) expected.set(names.event(write.stream), stateOf(write.expected));
    expected.set(names.clock, recordedAt === undefined ? unreachable : head.revision);
    const streams = writes.map(({ stream }) => names.event(stream));
    return { records, expected, others: this.metadataStates.expectedOf(streams) };
  }

  /** `undefined` when there was no answer and it is to be sent again. */
  private async sent(append: AtomicAppend, tries: Tries): Promise<Sent | undefined> {
    try {
      return await this.parts.path.send(append);
    } catch (error) {
      // Whatever happened, the clock may have ticked.
      this.head = undefined;
      await tries.hadNoAnswer(error);
      return undefined;
    }
  }

  private written(
    { position, revisions }: Extract<Sent, { outcome: 'written' }>,
    { records, expected }: AtomicAppend,
    recordedAt: string,
  ): Turn {
    const { names } = this.parts;
    this.head = { revision: revisions.get(names.clock) ?? 0n, recordedAt };
    const recordsOf = Map.groupBy(records, ({ streamName }) => streamName);
    for (const [stream, state] of expected) {
      const last = (state === NO_STREAM ? -1n : state) + BigInt(recordsOf.get(stream)?.length ?? 0);
      // Only a stream that was deleted begins anew at a higher number.
      if (revisions.get(stream) !== last)
        throw new OutcomeUnknown(`The stream "${stream}" had been deleted in KurrentDB.`);
      if (names.isEvent(stream)) this.remember(stream, last);
    }
    return { outcome: 'written', before: safePosition(position), recordedAt };
  }

  private remember(stream: string, revision: bigint): void {
    if (this.lastSeen.size >= mostRemembered) this.lastSeen.clear();
    this.lastSeen.set(stream, revision);
  }

  /**
   * What the failure of some streams means, in the order in which an append is looked at. `undefined` when
   * only the clock had ticked, or the metadata was looked up: then it is worth another try.
   */
  private async meaningOf(
    failed: ReadonlySet<string>,
    writes: readonly Write[],
    { command }: NewAnswer,
  ): Promise<Otherwise | undefined> {
    const { names } = this.parts;
    if (failed.has(names.clock)) this.head = undefined;
    const stale = writes.find(({ stream }) => failed.has(names.event(stream)));
    if (stale !== undefined) return { outcome: 'conflict', stream: stale.stream };
    // The answer will be found, so it matters little what this says.
    if (failed.has(names.command(command))) return { outcome: 'unfounded' };
    if (await this.metadataStates.learnt(failed)) return undefined;
    const taken = writes.flatMap(({ events }) => events).find(({ id }) => failed.has(names.eventId(id)));
    return taken && new EventIdTaken(taken.id);
  }
}

/** What was not sent at all: the server was not asked about the command. */
function unsent(otherwise: Otherwise): Turn {
  return { outcome: 'not-written', otherwise, mayBeWritten: false, isUnanswered: false };
}

function tooEarly({ recordedAt }: AppendOptions, head: Head): InvalidAppend {
  return new InvalidAppend(`${recordedAt} lies before ${head.recordedAt}, which is recorded already.`);
}

interface BuiltWith {
  readonly head: Head;
  readonly recordedAt: string | undefined;
  readonly attempt: string;
}

function stateOf(expected: Write['expected']): ExpectedState {
  return expected === 'no-stream' ? NO_STREAM : BigInt(expected);
}
