import { createHash } from 'node:crypto';
import { maximumBodyBytes } from '#eventing/append-limits';
import { canonicalJson, UnfitContent } from '#eventing/canonical-json';
import type { Actor } from '#kernel/asking';

/**
 * The stored body of an event: what happened, and who told us under which command.
 *
 * When it was recorded, and its place in the store, stand beside the body, since only the store knows them.
 */
export interface Envelope<Data = unknown> {
  readonly id: string;
  readonly stream: string;
  readonly type: string;
  /** The version of the type's shape, from 1. */
  readonly schema: number;
  /** The day on which it was true in the world, `YYYY-MM-DD` in Europe/London. */
  readonly effectiveOn: string;
  readonly partnership: string;
  readonly actor: Actor;
  /** The key of the command that it follows from. */
  readonly command: string;
  /**
   * The id of the event or the key of the command that led to the command; the command itself when nothing
   * did.
   */
  readonly causation: string;
  /** What ties together everything that began with one act of a person: the key of the first command. */
  readonly correlation: string;
  readonly data: Data;
}

/**
 * The bytes of an event's envelope that are stored, read, exported and hashed, as text.
 *
 * @throws UnfitContent when it cannot be written as canonical JSON of at most 1 MiB.
 */
export function bodyOf(envelope: Envelope): string {
  return fitBody(envelope, envelope.type);
}

/** As `bodyOf`, for any content that is kept beside events. `place` is its name in an error. */
export function fitBody(content: unknown, place: string): string {
  const body = canonicalJson(content, place);
  if (Buffer.byteLength(body) > maximumBodyBytes) throw new UnfitContent(place, 'is larger than 1 MiB');
  return body;
}

/**
 * The id of the event at an index (from 0) of all the events of a command: the SHA-256 of both in the form of
 * a UUID (RFC 9562, version 8).
 *
 * A command that is sent again after a crash so writes the same ids, and a store that has them already says
 * so.
 */
export function eventIdOf(command: string, index: number): string {
  const bytes = createHash('sha256').update(`${command}\n${index}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
