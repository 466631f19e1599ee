import { Arrivals } from '#eventing/arrivals';

/**
 * What the stand-in for KurrentDB remembers, and the server's rules about it, without any network.
 *
 * The rules are those of the server's documentation and of its public source (IndexWriter.CheckCommit,
 * StorageWriterService.VerifyCommitChecks, AllReader): revisions, idempotency by the id of a record, appends
 * to several streams that are all or nothing, soft deletes, tombstones and the metadata of a stream.
 */

/** A record as it lies in the log. */
export interface LogRecord {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  /** JSON, as the server gives metadata back whichever way it came. */
  readonly metadata: Uint8Array;
  /** Milliseconds since 1970, by the server's clock. */
  readonly createdAt: number;
}

export type ProposedRecord = Pick<LogRecord, 'stream' | 'id' | 'type' | 'isJson' | 'data' | 'metadata'>;

/** A stream of an append with what is expected of it: a revision, or one of `expectations`. */
export interface Expected {
  readonly stream: string;
  readonly revision: number;
}

/** The numbers that stand for a state in the protocol. */
export const expectations = { noStream: -1, any: -2, exists: -4 } as const;

/** What the protocol says of a stream that was deleted, softly or for good. */
export const deletedStates = { soft: -10, tombstoned: -100 } as const;

export interface Failure {
  readonly stream: string;
  readonly expected: number;
  readonly actual: number;
}

export type Committed =
  | { readonly outcome: 'written' | 'idempotent'; readonly position: number; readonly revisions: number[] }
  /** Without any failure when some streams were idempotent and others not, as the server has it. */
  | { readonly outcome: 'failed'; readonly failures: readonly Failure[] };

type Decision = 'ok' | 'idempotent' | 'corrupted' | { readonly actual: number };

interface StreamSettings {
  readonly $maxCount?: number;
  readonly $maxAge?: number;
  readonly $tb?: number | string;
}

/** The revision that a truncation gives to say that the whole stream is deleted: .NET's greatest long. */
const softDeleted = '9223372036854775807';
const firstPosition = 4096;
/** What a record takes beside its data. Positions are bytes in a log, so they have gaps. */
const recordOverhead = 160;

/**
 * The memory of a stand-in. It outlives the stand-in, so that one can be stopped and another started on it.
 */
export class StandInLog {
  readonly records: LogRecord[] = [];
  private readonly streams = new Map<string, LogRecord[]>();
  private readonly tombstones = new Set<string>();
  private end = firstPosition;
  /** Wakes the subscriptions. */
  readonly arrivals = new Arrivals();

  /** Writes all of it or nothing, as the server decides. */
  commit(expected: readonly Expected[], proposed: readonly ProposedRecord[], createdAt: number): Committed {
    const idsOf = Map.groupBy(proposed, (record) => record.stream);
    const decisions = expected.map(({ stream, revision }) =>
      this.decide(
        stream,
        revision,
        (idsOf.get(stream) ?? []).map((record) => record.id),
      ),
    );
    if (decisions.every((decision) => decision === 'ok')) return this.write(expected, proposed, createdAt);
    if (decisions.every((decision) => decision === 'idempotent')) return this.asBefore(expected, proposed);
    if (decisions.some((decision) => decision === 'idempotent' || decision === 'corrupted'))
      return { outcome: 'failed', failures: [] };
    return {
      outcome: 'failed',
      failures: expected.flatMap((one, index) => failureOf(one, decisions[index])),
    };
  }

  /** The records of a stream that its metadata lets be seen; `undefined` when it is not there. */
  visible(stream: string, now: number): readonly LogRecord[] | undefined {
    const records = this.streams.get(stream);
    if (records === undefined || this.isSoftDeleted(stream)) return undefined;
    const { $maxCount, $maxAge, $tb } = this.settingsOf(stream);
    const from = Math.max(Number($tb ?? 0), $maxCount === undefined ? 0 : records.length - $maxCount);
    const oldest = $maxAge === undefined ? 0 : now - $maxAge * 1000;
    return records.filter((record) => record.revision >= from && record.createdAt >= oldest);
  }

  /** Where in `records` those begin that lie at a position or behind it. */
  indexFrom(position: number): number {
    let [low, high] = [0, this.records.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.records[middle]?.position ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  isTombstoned(stream: string): boolean {
    return this.tombstones.has(stream);
  }

  /** Deletes for good: the name can never be used again. */
  tombstone(stream: string, createdAt: number): number {
    this.tombstones.add(stream);
    const none = new Uint8Array();
    const deleted = { stream, id: crypto.randomUUID(), type: '$streamDeleted', isJson: false };
    return this.put({ ...deleted, data: none, metadata: none }, createdAt).position;
  }

  /** Deletes so that the next append begins anew, with higher revisions. */
  softDelete(stream: string, createdAt: number): number {
    return this.setSettings(stream, `{"$tb":${softDeleted}}`, createdAt);
  }

  get lastPosition(): number {
    return this.records.at(-1)?.position ?? 0;
  }

  /** Where the log goes on: positions after it are refused by nobody and hold nothing. */
  get endPosition(): number {
    return this.end;
  }

  /** Lets the log begin at a later byte, to show what happens far on. */
  skipTo(position: number): void {
    this.end = position;
  }

  private decide(stream: string, expected: number, ids: readonly string[]): Decision {
    if (this.isTombstoned(stream)) return { actual: deletedStates.tombstoned };
    const current = this.currentRevision(stream);
    if (expected === expectations.any) return this.repeated(stream, ids);
    if (expected === expectations.exists)
      return current < 0 || this.isSoftDeleted(stream) ? this.wrong(stream) : this.repeated(stream, ids);
    if (expected > current) return this.wrong(stream);
    return expected === current ? 'ok' : this.decideBehind(stream, expected, ids);
  }

  /** The expectation lies behind the stream: idempotent when the very same records follow it there. */
  private decideBehind(stream: string, expected: number, ids: readonly string[]): Decision {
    const written = this.streams.get(stream) ?? [];
    const fresh = ids.findIndex((id, index) => written[expected + 1 + index]?.id !== id);
    if (fresh > 0) return 'corrupted';
    if (fresh < 0 && ids.length > 0) return 'idempotent';
    if (expected === expectations.noStream && this.isSoftDeleted(stream)) return 'ok';
    return this.wrong(stream);
  }

  /** Where any revision will do, ids that are in the stream already make the append idempotent. */
  private repeated(stream: string, ids: readonly string[]): Decision {
    const written = new Set((this.streams.get(stream) ?? []).map((record) => record.id));
    const fresh = ids.findIndex((id) => !written.has(id));
    if (ids.length === 0 || fresh === 0) return 'ok';
    return fresh < 0 ? 'idempotent' : 'corrupted';
  }

  private write(
    expected: readonly Expected[],
    proposed: readonly ProposedRecord[],
    createdAt: number,
  ): Committed {
    const revived = expected.filter(({ stream }) => this.isSoftDeleted(stream)).map(({ stream }) => stream);
    for (const stream of revived) {
      const next = this.currentRevision(stream) + 1;
      this.setSettings(stream, `{"$tb":${next}}`, createdAt);
    }
    const written = proposed.map((record) => this.put(record, createdAt));
    this.arrivals.announce();
    const revisions = expected.map(({ stream }) => this.currentRevision(stream));
    return { outcome: 'written', position: written.at(-1)?.position ?? this.lastPosition, revisions };
  }

  private asBefore(expected: readonly Expected[], proposed: readonly ProposedRecord[]): Committed {
    const ids = new Set(proposed.map((record) => record.id));
    const before = this.records.filter((record) => ids.has(record.id));
    const revisions = expected.map(
      ({ stream }) => before.findLast((record) => record.stream === stream)?.revision ?? 0,
    );
    return { outcome: 'idempotent', position: before.at(-1)?.position ?? 0, revisions };
  }

  private put(record: ProposedRecord, createdAt: number): LogRecord {
    const own = this.streams.get(record.stream) ?? [];
    const written = { ...record, revision: own.length, position: this.end, createdAt };
    own.push(written);
    this.streams.set(record.stream, own);
    this.records.push(written);
    this.end += recordOverhead + record.data.length + record.metadata.length;
    return written;
  }

  private setSettings(stream: string, json: string, createdAt: number): number {
    const record = { stream: `$$${stream}`, id: crypto.randomUUID(), type: '$metadata', isJson: true };
    const data = new TextEncoder().encode(json);
    return this.put({ ...record, data, metadata: new Uint8Array() }, createdAt).position;
  }

  private currentRevision(stream: string): number {
    return (this.streams.get(stream)?.length ?? 0) - 1;
  }

  private wrong(stream: string): Decision {
    return { actual: this.isSoftDeleted(stream) ? deletedStates.soft : this.currentRevision(stream) };
  }

  private isSoftDeleted(stream: string): boolean {
    return String(this.settingsOf(stream).$tb) === softDeleted;
  }

  private settingsOf(stream: string): StreamSettings {
    const last = this.streams.get(`$$${stream}`)?.at(-1);
    if (last === undefined) return {};
    // JSON.parse would round the greatest long.
    const text = new TextDecoder().decode(last.data).replace(softDeleted, `"${softDeleted}"`);
    return JSON.parse(text) as StreamSettings;
  }
}

function failureOf({ stream, revision }: Expected, decision: Decision | undefined): Failure[] {
  return typeof decision === 'object' ? [{ stream, expected: revision, actual: decision.actual }] : [];
}
