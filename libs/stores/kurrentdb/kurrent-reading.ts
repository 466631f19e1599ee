import { StreamDeletedError } from '@kurrent/kurrentdb-client';
import type { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { StoreUnusable } from '#eventing/event-store';
import type { KeptAnswer, Recorded } from '#eventing/event-store';
import { patiently } from '#stores/kurrentdb/connection';
import type { KurrentNames } from '#stores/kurrentdb/kurrent-names';
import { answerIn, eventIn, jsonIn } from '#stores/kurrentdb/kurrent-records';
import { losingKeysIn, metadataStreamOf } from '#stores/kurrentdb/stream-metadata';
import { readOfAll, readOfStream } from '#stores/kurrentdb/read-call';
import type { KurrentRecord, ReadOfAll, ReadOfStream } from '#stores/kurrentdb/read-call';

/** An answer with the call of `append` that kept it. */
export type AnswerFound = KeptAnswer & { readonly attempt: string };

/** Reads records of ours, each time from the leader, and tries again while there is no answer. */
export class KurrentReader {
  private readonly client: KurrentDBClient;
  private readonly names: KurrentNames;
  private readonly patienceMs: number;

  constructor(client: KurrentDBClient, names: KurrentNames, patienceMs: number) {
    this.client = client;
    this.names = names;
    this.patienceMs = patienceMs;
  }

  /**
   * Records of `$all` after the position of one of ours (exclusive; 0 from the start), whose streams match a
   * pattern, up to so many.
   */
  async after(position: number, pattern: string, count: number): Promise<KurrentRecord[]> {
    const from = position === 0 ? 'start' : BigInt(position);
    // A read includes where it begins, which is known already.
    const records = await this.all({ direction: 'forwards', from, pattern, count: count + 1 });
    return records.filter((record) => record.position > BigInt(position)).slice(0, count);
  }

  /** The last so many records before a position (exclusive) or of all, in order. */
  async before(position: number | 'end', pattern: string, count: number): Promise<KurrentRecord[]> {
    const from = position === 'end' ? 'end' : BigInt(position);
    return (await this.all({ direction: 'backwards', from, pattern, count })).toReversed();
  }

  /** The last so many events before a position, or of all, in order. */
  async eventsBefore(position: number | 'end', count: number): Promise<Recorded[]> {
    const records = await this.before(position, this.names.patterns.events, count);
    return records.map((record) => eventIn(record, this.names));
  }

  /** The position of the last event before a position, or of all; 0 when there is none. */
  async lastEventPosition(before: number | 'end'): Promise<number> {
    return (await this.eventsBefore(before, 1)).at(-1)?.position ?? 0;
  }

  /**
   * The events of one stream from a version on, up to so many.
   *
   * Begins one before it: where that is there, nothing newer is no sign of a stream that was deleted.
   *
   * @throws StoreUnusable when the stream was deleted or its beginning is no longer there
   */
  async stream(stream: string, from: number, count: number): Promise<Recorded[]> {
    const name = this.names.event(stream);
    const first = Math.max(0, from - 1);
    const read = {
      stream: name,
      direction: 'forwards',
      from: BigInt(first),
      count: count + from - first,
    } as const;
    const records = await this.ofStream(read);
    if (records.length === 0 && (await this.wasDeleted(name))) throw truncated(name);
    const events = records.map((record) => eventIn(record, this.names));
    if (events.some((event, index) => event.version !== first + index)) throw truncated(name);
    return events.slice(from - first);
  }

  /** The last record of a stream by its name in KurrentDB. */
  async lastOf(name: string): Promise<KurrentRecord | undefined> {
    return (await this.ofStream({ stream: name, direction: 'backwards', from: 'end', count: 1 }))[0];
  }

  /** The answer to a command, if it is kept. */
  async answerTo(command: string): Promise<AnswerFound | undefined> {
    const stream = this.names.command(command);
    const [record] = await this.ofStream({ stream, direction: 'forwards', from: 0n, count: 1 });
    if (record === undefined) return undefined;
    const answer = answerIn(record);
    return { ...answer, position: await this.lastEventPosition(answer.sequence) };
  }

  /** A deleted stream reads as one that never was, but for what is set in its metadata. */
  private async wasDeleted(name: string): Promise<boolean> {
    const metadata = await this.lastOf(metadataStreamOf(name));
    return metadata !== undefined && losingKeysIn(jsonIn(metadata.data)).length > 0;
  }

  private async all(read: ReadOfAll): Promise<KurrentRecord[]> {
    return patiently(this.patienceMs, async () => readOfAll(this.client, read));
  }

  private async ofStream(read: ReadOfStream): Promise<KurrentRecord[]> {
    try {
      return (await patiently(this.patienceMs, async () => readOfStream(this.client, read))) ?? [];
    } catch (error) {
      throw error instanceof StreamDeletedError ? truncated(read.stream) : error;
    }
  }
}

function truncated(stream: string): StoreUnusable {
  return new StoreUnusable(
    `KurrentDB no longer holds all of the stream "${stream}": it was deleted, or $maxAge, $maxCount or $tb ` +
      'is set on it. Restore the database from a backup.',
  );
}
