import type { Pool, PoolClient } from 'pg';
import type { Clock } from '#eventing/clock';
import { readNoEarlierThan } from '#eventing/clock';
import { NotWritten, OutcomeUnknown, StoreClosed } from '#eventing/event-store';
import type { Appended, AppendOptions, KeptAnswer, NewAnswer, Write } from '#eventing/event-store';
import { appendBatch, Batch } from '#stores/postgres/batch';
import type { Member, Verdict } from '#stores/postgres/batch';
import {
  codeOf,
  deadlockDetected,
  explain,
  isUndone,
  uniqueViolation,
  waitedTooLong,
} from '#stores/postgres/postgres-errors';

/** Bounds of one batch, so that one commit stays short. */
const maximumMembers = 512;
const maximumUnits = 16 * 1024 * 1024;

/** How often a batch is sent again that stood in the way of another process's, which is there by then. */
const maximumAttempts = 5;

/** How long to wait for the server's answer, in milliseconds: longer than it takes to give up by itself. */
const answerTimeoutMs = 45_000;

export interface AppendQueueOptions {
  /** One connection, so that what was asked first is written first. */
  readonly pool: Pool;
  /** A clock of the caller's own; the server's when not given. */
  readonly clock: Clock | undefined;
  readonly answersTo: (commands: readonly string[]) => Promise<KeptAnswer[]>;
}

/**
 * Sends the appends of this process one batch after another: what is asked while a batch is under way travels
 * together in the next, in one round trip and one commit.
 */
export class AppendQueue {
  private readonly options: AppendQueueOptions;
  private readonly waiting: Member[] = [];
  private sending: Promise<void> | undefined;
  private closed = false;
  private readonly written = new WeakSet<NewAnswer>();

  constructor(options: AppendQueueOptions) {
    this.options = options;
  }

  /** @throws NotWritten, OutcomeUnknown, EventIdTaken, InvalidAppend */
  async submit(writes: readonly Write[], answer: NewAnswer, options: AppendOptions): Promise<Appended> {
    if (this.closed) throw new StoreClosed();
    const { recordedAt, after = [] } = options;
    const own = { writes: writes.map(copyOf), answer: { ...answer }, given: answer, after, recordedAt };
    return new Promise<Appended>((resolve, reject) => {
      this.waiting.push({ ...own, resolve, reject });
      this.sending ??= this.sendAll();
    });
  }

  /** Returns when everything that was asked is answered, and refuses the rest. */
  async close(): Promise<void> {
    this.closed = true;
    await this.sending;
  }

  private async sendAll(): Promise<void> {
    // `setImmediate` runs after all promises of this turn, so those who were answered together ask together
    // again.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) await this.send(new Batch(this.nextMembers()));
    this.sending = undefined;
  }

  /** The next who may share a batch: no command and no event id comes twice, and copies go by themselves. */
  private nextMembers(): Member[] {
    const seen = new Set<string>();
    const isCopy = this.waiting[0]?.recordedAt !== undefined;
    let units = 0;
    const end = this.waiting.findIndex((member, index) => {
      const marks = marksOf(member);
      const fits =
        index < maximumMembers &&
        (member.recordedAt !== undefined) === isCopy &&
        marks.every((mark) => !seen.has(mark));
      for (const mark of marks) seen.add(mark);
      units += unitsOf(member);
      return !fits || (index > 0 && units > maximumUnits);
    });
    return this.waiting.splice(0, end === -1 ? this.waiting.length : end);
  }

  private async send(batch: Batch, attempt = 1): Promise<void> {
    try {
      await this.settle(batch, await this.ask(batch, attempt > 1));
    } catch (error) {
      if (attempt < maximumAttempts && isOvertaken(error)) await this.send(batch, attempt + 1);
      else if (batch.members.length > 1 && mayBeOfOne(error)) await this.sendEach(batch);
      else for (const member of batch.members) member.reject(wrapped(error));
    }
  }

  /** One member may have failed the others (one that is too large for the disk), so each is tried alone. */
  private async sendEach(batch: Batch): Promise<void> {
    for (const member of batch.members) await this.send(new Batch([member]));
  }

  private async ask(batch: Batch, careful: boolean): Promise<Verdict[]> {
    const { pool, clock } = this.options;
    const now = clock && readNoEarlierThan(undefined, clock);
    const client = await connect(pool);
    const query = {
      ...appendBatch,
      values: batch.parameters(now, careful, this.written),
      query_timeout: answerTimeoutMs,
    };
    try {
      const { rows } = await client.query<Verdict>(query);
      client.release();
      return rows;
    } catch (error) {
      client.release(!isUndone(error));
      if (isUndone(error)) throw error;
      throw new OutcomeUnknown(`The server did not say whether it kept a commit: ${explain(error)}.`, {
        cause: error,
      });
    }
  }

  private async settle(batch: Batch, verdicts: readonly Verdict[]): Promise<void> {
    const answered: Member[] = [];
    for (const [index, verdict] of verdicts.entries()) {
      const member = batch.members[index];
      if (member === undefined) throw new Error('The server answered more appends than it was asked.');
      if (verdict.verdict === 'already-answered') answered.push(member);
      else this.settleOne(batch, member, verdict);
    }
    if (answered.length > 0) await this.giveAgain(answered);
  }

  private settleOne(batch: Batch, member: Member, verdict: Verdict): void {
    if (verdict.verdict === 'appended') this.written.add(member.given);
    try {
      member.resolve(batch.answerOf(member, verdict));
    } catch (error) {
      member.reject(error);
    }
  }

  /** Gives those the kept answer whose commands had theirs. A kept answer never changes and is never lost. */
  private async giveAgain(members: readonly Member[]): Promise<void> {
    try {
      const kept = await this.options.answersTo(members.map(({ answer }) => answer.command));
      const byCommand = new Map(kept.map((answer) => [answer.command, answer]));
      for (const { answer, resolve, reject } of members) {
        const found = byCommand.get(answer.command);
        if (found === undefined) reject(new NotWritten('The answer was there and is not.'));
        else resolve({ outcome: 'already-answered', answer: found });
      }
    } catch (error) {
      for (const member of members) member.reject(error);
    }
  }
}

async function connect(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw notWritten(error);
  }
}

/** Another process came first with the same command, stream or event id: its commit is there now. */
function isOvertaken(error: unknown): boolean {
  const code = codeOf(error);
  return code === uniqueViolation || code === deadlockDetected;
}

/** The server goes on and did not merely wait too long, so another member may be taken without this one. */
function mayBeOfOne(error: unknown): boolean {
  return isUndone(error) && !waitedTooLong(error);
}

function wrapped(error: unknown): unknown {
  return isUndone(error) ? notWritten(error) : error;
}

function notWritten(cause: unknown): NotWritten {
  return new NotWritten(`Nothing was written: ${explain(cause)}.`, { cause });
}

/** What the caller changes while it waits has no effect. */
function copyOf({ stream, expected, events }: Write): Write {
  return { stream, expected, events: events.map(({ id, type, body }) => ({ id, type, body })) };
}

function marksOf({ answer, writes }: Member): string[] {
  return [answer.command, ...writes.flatMap((write) => write.events.map((event) => event.id))];
}

function unitsOf({ answer, writes }: Member): number {
  const events = writes.flatMap((write) => write.events);
  return events.reduce((sum, event) => sum + event.body.length, answer.body.length);
}
