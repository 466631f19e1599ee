import { hash } from 'node:crypto';
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
  const hex = hash('sha256', `${command}\n${index}`, 'hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
