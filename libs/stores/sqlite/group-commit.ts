import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { NotWritten, OutcomeUnknown, StoreClosed } from '#eventing/event-store';
import { busyCode, explain, fullCode, sqliteCode } from '#stores/sqlite/sqlite-errors';

/** Bounds of one transaction, so that one commit stays short. */
const maximumMembers = 512;
const maximumBytes = 16 * 1024 * 1024;

/** One transaction, by which a member is known to have been written together with another or before it. */
export interface Transaction {
  readonly isKept: boolean;
}

/**
 * Runs inside the transaction: checks everything before it writes anything, and throws only before it writes.
 * May run again, in another transaction, when the first one was undone.
 */
type Work<Answer> = (transaction: Transaction) => Answer;

interface Member {
  readonly bytes: number;
  readonly work: Work<unknown>;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
}

/** What became of one member inside the transaction. */
type Settled = { readonly answer: unknown } | { readonly error: unknown };

/**
 * Lets everything that is asked in one turn of the event loop share one commit, since the sync is what costs.
 * Each member is checked and answered alone, and only after the commit.
 *
 * When the commit itself fails, no member can be told whether it is kept, and nothing more is written: see
 * `OutcomeUnknown`.
 */
export class GroupCommit {
  private readonly database: DatabaseSync;
  private readonly begin: StatementSync;
  private readonly end: StatementSync;
  private readonly onFatal: (error: OutcomeUnknown) => void;
  private waiting: Member[] = [];
  private scheduled = false;
  private refusal: NotWritten | undefined;

  constructor(database: DatabaseSync, onFatal: (error: OutcomeUnknown) => void) {
    this.database = database;
    this.begin = database.prepare('BEGIN IMMEDIATE');
    this.end = database.prepare('COMMIT');
    this.onFatal = onFatal;
  }

  /**
   * @param bytes about how much it writes
   * @throws NotWritten, OutcomeUnknown, and what `work` throws.
   */
  async submit<Answer>(bytes: number, work: Work<Answer>): Promise<Answer> {
    if (this.refusal !== undefined) throw this.refusal;
    return new Promise<Answer>((resolve, reject) => {
      this.waiting.push({ bytes, work, resolve, reject });
      this.schedule();
    });
  }

  /** Commits what was asked so far and refuses the rest. */
  close(): void {
    while (this.waiting.length > 0 && this.refusal === undefined) this.commitGroup(this.nextGroup());
    this.refuseFromNow(new StoreClosed());
  }

  private schedule(): void {
    if (this.scheduled || this.waiting.length === 0) return;
    this.scheduled = true;
    // `setImmediate` runs after all promises of this turn, so those who were answered together ask together
    // again.
    setImmediate(() => {
      this.scheduled = false;
      if (this.waiting.length > 0) this.commitGroup(this.nextGroup());
      this.schedule();
    });
  }

  private nextGroup(): Member[] {
    let bytes = 0;
    const end = this.waiting.findIndex((member, index) => {
      bytes += member.bytes;
      return index === maximumMembers || (index > 0 && bytes > maximumBytes);
    });
    return this.waiting.splice(0, end === -1 ? this.waiting.length : end);
  }

  private commitGroup(group: readonly Member[]): void {
    if (this.refusal !== undefined) {
      rejectAll(group, this.refusal);
      return;
    }
    try {
      this.begin.run();
    } catch (error) {
      rejectAll(group, notWritten(error));
      return;
    }
    const transaction = { isKept: false };
    const settled = this.runAll(group, transaction);
    if (settled === undefined || !this.commit(group)) return;
    transaction.isKept = true;
    group.forEach((member, index) => answer(member, settled[index]));
  }

  /**
   * Undefined when SQLite itself failed, in which case the transaction is undone and everyone has been
   * answered.
   */
  private runAll(group: readonly Member[], transaction: Transaction): Settled[] | undefined {
    try {
      return group.map((member) => run(member, transaction));
    } catch (error) {
      if (!this.undo()) this.fail(group, error);
      // One member may have failed the others (one that is too large for the disk), so each is tried alone.
      else if (group.length > 1) for (const member of group) this.commitGroup([member]);
      else rejectAll(group, notWritten(error));
      return undefined;
    }
  }

  private commit(group: readonly Member[]): boolean {
    try {
      this.end.run();
      return true;
    } catch (error) {
      if (this.isKnownUnwritten(error)) rejectAll(group, notWritten(error));
      else this.fail(group, error);
      return false;
    }
  }

  /**
   * A full disk fails the write of the log before the record that would make it count; anything else may have
   * failed the sync, and then the disk may hold it or not.
   */
  private isKnownUnwritten(error: unknown): boolean {
    const code = sqliteCode(error);
    return (code === fullCode || code === busyCode) && this.undo();
  }

  private undo(): boolean {
    try {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      return true;
    } catch {
      return false;
    }
  }

  private fail(group: readonly Member[], cause: unknown): void {
    const unknown = new OutcomeUnknown(
      `The disk failed while it was asked to keep a commit: ${explain(cause)}.`,
      { cause },
    );
    this.undo();
    this.refuseFromNow(
      new NotWritten('Nothing is written any more, because the disk failed before.', { cause }),
    );
    rejectAll(group, unknown);
    this.onFatal(unknown);
  }

  private refuseFromNow(refusal: NotWritten): void {
    this.refusal ??= refusal;
    rejectAll(this.waiting, this.refusal);
    this.waiting = [];
  }
}

/** An error of the member's own comes before it wrote anything, so the group goes on without it. */
function run(member: Member, transaction: Transaction): Settled {
  try {
    return { answer: member.work(transaction) };
  } catch (error) {
    if (sqliteCode(error) !== undefined) throw error;
    return { error };
  }
}

function answer(member: Member, settled: Settled | undefined): void {
  if (settled !== undefined && 'answer' in settled) member.resolve(settled.answer as never);
  else member.reject(settled?.error);
}

function rejectAll(members: readonly Member[], error: unknown): void {
  for (const member of members) member.reject(error);
}

function notWritten(cause: unknown): NotWritten {
  return new NotWritten(`Nothing was written: ${explain(cause)}.`, { cause });
}
