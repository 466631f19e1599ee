import type { Pool, PoolClient, QueryResultRow } from 'pg';
import type { Clock } from '#eventing/clock';
import { readNoEarlierThan } from '#eventing/clock';
import { NotWritten, OutcomeUnknown, StoreClosed } from '#eventing/event-store';
import type { Appended, AppendOptions, KeptAnswer, NewAnswer, Write } from '#eventing/event-store';
import { Batch } from '#stores/postgres/batch';
import type { Member, Verdict } from '#stores/postgres/batch';
import type { Call } from '#stores/postgres/calls';
import {
  codeOf,
  deadlockDetected,
  explain,
  isUndone,
  uniqueViolation,
  waitedTooLong,
} from '#stores/postgres/postgres-errors';
import { shortWay, verdictsOfWhole } from '#stores/postgres/short-ways';
import type { WrittenWhole } from '#stores/postgres/short-ways';

/** Bounds of one batch, so that one commit stays short. */
const maximumMembers = 512;
const maximumUnits = 16 * 1024 * 1024;

/**
 * In how much time of the server an append shows that work takes the time and not the disk, in milliseconds.
 * While the disk takes it, all that wait share one commit. While work takes it, only half of those who are at
 * it do, so that this process and the server work at the same time.
 */
const workMsOfAppend = 0.1;
/** Fewer than these are not worth a commit of their own. */
const fewestOfHalf = 24;

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

/** Tells those of a batch what came of it. Never fails. */
type Telling = () => Promise<void>;

const tellNobody: Telling = async () => undefined;

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
  private client: PoolClient | undefined;
  /** How long the last batch took the server, an append. */
  private msOfAppend = Infinity;

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
    while (this.sending !== undefined) await this.sending;
  }

  private async sendAll(): Promise<void> {
    // `setImmediate` runs after all promises of this turn, so those who were answered together ask together
    // again.
    await new Promise((resolve) => setImmediate(resolve));
    let answered = 0;
    let tell = tellNobody;
    while (this.waiting.length > 0) {
      const batch = new Batch(this.nextMembers(answered));
      const outcome = this.outcomeOf(batch);
      // The server has the next batch before those of the last one go on.
      [tell] = await Promise.all([outcome, tell()]);
      answered = batch.members.length;
    }
    this.release(false);
    await tell();
    this.sending = this.waiting.length > 0 ? this.sendAll() : undefined;
  }

  /**
   * The next who may share a batch: no command and no event id comes twice, and copies go by themselves.
   *
   * @param answered how many are about to hear of theirs, and may come back with another
   */
  private nextMembers(answered: number): Member[] {
    const seen = new Set<string>();
    const isCopy = this.waiting[0]?.recordedAt !== undefined;
    const most = this.mostMembers(answered);
    let units = 0;
    const end = this.waiting.findIndex((member, index) => {
      const marks = marksOf(member);
      const fits =
        index < most &&
        (member.recordedAt !== undefined) === isCopy &&
        marks.every((mark) => !seen.has(mark));
      for (const mark of marks) seen.add(mark);
      units += unitsOf(member);
      return !fits || (index > 0 && units > maximumUnits);
    });
    return this.waiting.splice(0, end === -1 ? this.waiting.length : end);
  }

  private mostMembers(answered: number): number {
    if (this.msOfAppend > workMsOfAppend) return maximumMembers;
    const half = Math.ceil((this.waiting.length + answered) / 2);
    return Math.min(maximumMembers, Math.max(fewestOfHalf, half));
  }

  /** Asks the server, and again where that helps. What was written is known before anyone is told. */
  private async outcomeOf(batch: Batch, attempt = 1): Promise<Telling> {
    try {
      const verdicts = await this.ask(batch, attempt > 1);
      this.remember(batch, verdicts);
      return async () => this.settle(batch, verdicts);
    } catch (error) {
      if (attempt < maximumAttempts && isOvertaken(error)) return this.outcomeOf(batch, attempt + 1);
      if (batch.members.length > 1 && mayBeOfOne(error)) return this.outcomeOfEach(batch);
      return async () => {
        for (const member of batch.members) member.reject(wrapped(error));
      };
    }
  }

  private remember(batch: Batch, verdicts: readonly Verdict[]): void {
    for (const [index, { verdict }] of verdicts.entries()) {
      if (verdict === 'appended') this.written.add(batch.memberAt(index).given);
    }
  }

  /** One member may have failed the others (one that is too large for the disk), so each is tried alone. */
  private async outcomeOfEach(batch: Batch): Promise<Telling> {
    const telling: Telling[] = [];
    for (const member of batch.members) telling.push(await this.outcomeOf(new Batch([member])));
    return async () => {
      for (const tell of telling) await tell();
    };
  }

  private async ask(batch: Batch, careful: boolean): Promise<readonly Verdict[]> {
    const { clock } = this.options;
    const now = clock && readNoEarlierThan(undefined, clock);
    const short = careful ? undefined : shortWay(batch, now, this.written);
    const [whole] = short === undefined ? [] : await this.query<WrittenWhole>(short, batch);
    if (whole !== undefined) return verdictsOfWhole(batch, whole);
    return this.query<Verdict>(batch.callOfEach(now, careful, this.written), batch);
  }

  /** @throws OutcomeUnknown, the server's error when it undid the call, NotWritten when it is out of reach */
  private async query<Row extends QueryResultRow>(call: Call, { members }: Batch): Promise<Row[]> {
    this.client ??= await connect(this.options.pool);
    const query = { ...call, query_timeout: answerTimeoutMs };
    const start = performance.now();
    try {
      const { rows } = await this.client.query<Row>(query);
      this.msOfAppend = (performance.now() - start) / members.length;
      return rows;
    } catch (error) {
      if (isUndone(error)) throw error;
      this.release(true);
      throw new OutcomeUnknown(`The server did not say whether it kept a commit: ${explain(error)}.`, {
        cause: error,
      });
    }
  }

  private release(isLost: boolean): void {
    this.client?.release(isLost);
    this.client = undefined;
  }

  private async settle(batch: Batch, verdicts: readonly Verdict[]): Promise<void> {
    const answered: Member[] = [];
    for (const [index, verdict] of verdicts.entries()) {
      const member = batch.memberAt(index);
      if (verdict.verdict === 'already-answered') answered.push(member);
      else settleOne(batch, member, verdict);
    }
    if (answered.length > 0) await this.giveAgain(answered);
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

function settleOne(batch: Batch, member: Member, verdict: Verdict): void {
  try {
    member.resolve(batch.answerOf(member, verdict));
  } catch (error) {
    member.reject(error);
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
