import { randomUUID } from 'node:crypto';
import { binaryEvent } from '@kurrent/kurrentdb-client';
import type { BinaryEventData } from '@kurrent/kurrentdb-client';
import { StoreUnusable } from '#eventing/event-store';
import type { KeptAnswer, NewAnswer, NewEvent, Outcome, Recorded } from '#eventing/event-store';
import type { KurrentNames } from '#stores/kurrentdb/kurrent-names';
import type { KurrentRecord } from '#stores/kurrentdb/read-call';

/** A record with the stream it goes to. */
export interface RecordToWrite {
  readonly streamName: string;
  readonly record: BinaryEventData;
}

/** Metadata as every path of the client and of the server keeps it alike: a flat map of strings. */
export type FlatMetadata = Readonly<Record<string, string>>;

/** What each of our records says of itself, so that no other's is taken for ours. */
const mark = { tallystick: '1' };

/** An event of ours. Its own id is in the metadata: see `aRecord`. */
export function eventRecord(streamName: string, event: NewEvent, recordedAt: string): RecordToWrite {
  return aRecord(streamName, event.type, event.body, { eventId: event.id, recordedAt });
}

/** What stands for the id of an event, and says where the event is. */
export function eventIdRecord(streamName: string, eventStream: string): RecordToWrite {
  return aRecord(streamName, 'EventIdTaken', '', { eventStream });
}

/** @param attempt which call of `append` it was, so that a call whose answer is lost knows its own */
export function answerRecord(
  streamName: string,
  { command, hash, outcome, body }: NewAnswer,
  recordedAt: string,
  attempt: string,
): RecordToWrite {
  return aRecord(streamName, 'CommandAnswered', body, { command, hash, outcome, recordedAt, attempt });
}

/** One tick of the clock: what was recorded at this instant follows everything that was recorded before. */
export function clockRecord(streamName: string, recordedAt: string): RecordToWrite {
  return aRecord(streamName, 'Recorded', '', { recordedAt });
}

/**
 * A record with an id of its own each time it is sent.
 *
 * The server takes an append for a repetition, and answers that it succeeded without looking at its content,
 * when the ids are those that follow the expected revision. An id that is new each time makes every
 * expectation count. The body goes as bytes, because the client writes JSON anew in its own way.
 */
function aRecord(streamName: string, type: string, body: string, metadata: FlatMetadata): RecordToWrite {
  const data = Buffer.from(body, 'utf8');
  return {
    streamName,
    record: binaryEvent({ id: randomUUID(), type, data, metadata: { ...mark, ...metadata } }),
  };
}

/** The event in a record. @throws StoreUnusable when the record is not ours */
export function eventIn(record: KurrentRecord, names: KurrentNames): Recorded {
  const metadata = metadataIn(record);
  return {
    id: textOf(metadata, 'eventId', record),
    stream: names.eventStreamOf(record.stream),
    version: Number(record.revision),
    position: positionOf(record),
    recordedAt: textOf(metadata, 'recordedAt', record),
    type: record.type,
    body: bodyOf(record),
  };
}

/** The answer in a record, but for its position, which is that of the event before it. */
export function answerIn(record: KurrentRecord): Omit<KeptAnswer, 'position'> & { readonly attempt: string } {
  const metadata = metadataIn(record);
  return {
    command: textOf(metadata, 'command', record),
    hash: textOf(metadata, 'hash', record),
    outcome: textOf(metadata, 'outcome', record) as Outcome,
    body: bodyOf(record),
    sequence: positionOf(record),
    recordedAt: textOf(metadata, 'recordedAt', record),
    attempt: textOf(metadata, 'attempt', record),
  };
}

export function instantIn(record: KurrentRecord): string {
  return textOf(metadataIn(record), 'recordedAt', record);
}

/** The metadata of one of our records. @throws StoreUnusable when it is not ours */
export function metadataIn(record: KurrentRecord): FlatMetadata {
  const metadata = jsonIn(record.metadata);
  const isOurs = typeof metadata === 'object' && metadata !== null && 'tallystick' in metadata;
  if (!isOurs) throw notOurs(record.stream);
  return metadata as FlatMetadata;
}

/** What some bytes say in JSON, and nothing when they are none. */
export function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function notOurs(stream: string): StoreUnusable {
  return new StoreUnusable(
    `KurrentDB holds a stream "${stream}" that was not written by Tallystick: give Tallystick a database ` +
      'of its own.',
  );
}

/**
 * The position of a record: the byte of the log where it begins.
 *
 * @throws StoreUnusable beyond 2^53, where a number no longer holds every byte: a log of 9 petabytes
 */
export function positionOf(record: KurrentRecord): number {
  return safePosition(record.position);
}

/** @throws StoreUnusable beyond 2^53 */
export function safePosition(commit: bigint): number {
  if (commit > BigInt(Number.MAX_SAFE_INTEGER))
    throw new StoreUnusable(
      `The log of KurrentDB has grown to position ${commit}, beyond the 9 petabytes that Tallystick counts.`,
    );
  return Number(commit);
}

function bodyOf(record: KurrentRecord): string {
  return Buffer.from(record.data).toString('utf8');
}

function textOf(metadata: FlatMetadata, key: string, record: KurrentRecord): string {
  const text = metadata[key];
  if (typeof text !== 'string') throw notOurs(record.stream);
  return text;
}
