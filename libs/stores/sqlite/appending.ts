import { readNoEarlierThan } from '#eventing/clock';
import type { Clock } from '#eventing/clock';
import { EventIdTaken, InvalidAppend } from '#eventing/event-store';
import type { Appended, AppendOptions, KeptAnswer, NewAnswer, Recorded, Write } from '#eventing/event-store';
import type { Transaction } from '#stores/sqlite/group-commit';
import { answerOfRow } from '#stores/sqlite/sqlite-rows';
import type { Statements } from '#stores/sqlite/sqlite-rows';

/** What is asked of a store in one append. */
interface Append {
  readonly writes: readonly Write[];
  readonly answer: NewAnswer;
  readonly options: AppendOptions;
}

/** Where the store stands: every append keeps an answer, so the last answer tells. */
interface Last {
  readonly position: number;
  readonly recordedAt: string | undefined;
}

/**
 * One append inside a transaction that holds the write lock: all that is checked, then all that is written.
 */
export class Appending {
  private readonly statements: Statements;
  private readonly clock: Clock;
  /** In which transaction an answer was last written. */
  private readonly writtenIn = new WeakMap<NewAnswer, Transaction>();

  constructor(statements: Statements, clock: Clock) {
    this.statements = statements;
    this.clock = clock;
  }

  /**
   * Checks first and writes afterwards, so that an append that is refused leaves the rest of its group alone.
   */
  append({ writes, answer, options }: Append, transaction: Transaction): Appended {
    const kept = this.answerTo(answer.command);
    if (kept !== undefined) return { outcome: 'already-answered', answer: kept };
    if (!this.areWritten(options.after ?? [], transaction)) return { outcome: 'unfounded' };
    const stale = writes.find((write) => this.revisionOf(write.stream) !== write.expected);
    if (stale !== undefined) return { outcome: 'conflict', stream: stale.stream };
    this.insistNewIds(writes);
    const last = this.last();
    const recordedAt = this.timeAfter(last, options);
    const events = writes.flatMap((write) => this.record(write, recordedAt));
    const position = events.at(-1)?.position ?? last.position;
    const { command, hash, outcome, body } = answer;
    this.statements.insertAnswer.run(command, hash, outcome, body, position, recordedAt);
    this.writtenIn.set(answer, transaction);
    return { outcome: 'appended', position, recordedAt, events };
  }

  answerTo(command: string): KeptAnswer | undefined {
    const row: unknown = this.statements.answerTo.get(command);
    return row === undefined ? undefined : answerOfRow(row);
  }

  last(): Last {
    const last = this.statements.lastAnswer.get() as unknown as Last | undefined;
    return last ?? { position: 0, recordedAt: undefined };
  }

  /** What another transaction wrote counts when it was kept; one that was undone leaves its mark behind. */
  private areWritten(earlier: readonly NewAnswer[], transaction: Transaction): boolean {
    return earlier.every((answer) => {
      const written = this.writtenIn.get(answer);
      return written !== undefined && (written === transaction || written.isKept);
    });
  }

  private revisionOf(stream: string): Write['expected'] {
    const { version } = this.statements.versionOf.get(stream) as { version: number | null };
    return version ?? 'no-stream';
  }

  private insistNewIds(writes: readonly Write[]): void {
    for (const { id } of writes.flatMap((write) => write.events)) {
      if (this.statements.eventId.get(id) !== undefined) throw new EventIdTaken(id);
    }
  }

  private timeAfter({ recordedAt: last }: Last, { recordedAt: given }: AppendOptions): string {
    if (given === undefined) return readNoEarlierThan(last, this.clock);
    if (last === undefined || given >= last) return given;
    throw new InvalidAppend(`${given} lies before ${last}, which is recorded already.`);
  }

  private record(write: Write, recordedAt: string): Recorded[] {
    const { stream, expected } = write;
    const first = expected === 'no-stream' ? 0 : expected + 1;
    return write.events.map(({ id, type, body }, index) => {
      const version = first + index;
      const inserted = this.statements.insertEvent.run(id, stream, version, type, body, recordedAt);
      return { id, stream, version, position: Number(inserted.lastInsertRowid), recordedAt, type, body };
    });
  }
}
