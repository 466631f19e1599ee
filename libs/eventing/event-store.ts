/**
 * The event store as everything else sees it: a port, with one adapter in each folder of `libs/stores`.
 *
 * The comments are the contract in words; `behavesLikeAnEventStore` in `conformance.ts` is the contract as
 * examples, and every adapter passes all of it.
 */

/** The version of the last event of a stream. The first event of a stream has version 0. */
export type Revision = number;

/** An event that is about to be recorded. */
export interface NewEvent {
  /**
   * A UUID in lower case, unique in the whole store. It derives from the command, so a retry brings the same
   * one.
   */
  readonly id: string;
  /** What happened, in the words of the staff: `ProjectFunded`. */
  readonly type: string;
  /** The canonical JSON text of the envelope. Kept, read and exported byte for byte as it was given. */
  readonly body: string;
}

/** What one stream receives in an append: at least one event, after exactly the revision that was read. */
export interface Write {
  readonly stream: string;
  readonly expected: Revision | 'no-stream';
  readonly events: readonly NewEvent[];
}

/** An event as the store gives it back. */
export interface Recorded {
  readonly id: string;
  readonly stream: string;
  /** 0, 1, 2 … in its stream, without a gap. */
  readonly version: number;
  /**
   * Its place in the whole store: greater than 0 and strictly increasing in the order of commit. May have
   * gaps.
   */
  readonly position: number;
  /** When the store was told: an instant. Never goes back along the positions. */
  readonly recordedAt: string;
  readonly type: string;
  readonly body: string;
}

export type Outcome = 'accepted' | 'unchanged' | 'refused';

/** A command's final answer, to be kept under the command's key in the same transaction as its events. */
export interface NewAnswer {
  /** The command's key: `<partnership>/<id>`. */
  readonly command: string;
  /** The keyed hash of the command's content, in hexadecimal. The store only keeps it. */
  readonly hash: string;
  readonly outcome: Outcome;
  /** Canonical JSON text: who asked, in what role, on what screen or file, and what was answered. */
  readonly body: string;
}

/** A kept answer as the store gives it back. */
export interface KeptAnswer extends NewAnswer {
  /**
   * Its place among the answers: greater than 0 and strictly increasing in the order of commit. May have
   * gaps.
   */
  readonly sequence: number;
  /**
   * The position of its last event, or without events the last position of the store when it was kept (0 in
   * an empty one).
   */
  readonly position: number;
  readonly recordedAt: string;
}

export type Appended =
  | {
      readonly outcome: 'appended';
      readonly position: number;
      readonly recordedAt: string;
      /** The events in the order of the writes, which is the order of their positions. */
      readonly events: readonly Recorded[];
    }
  /** A stream was not at the expected revision. Nothing was written. */
  | { readonly outcome: 'conflict'; readonly stream: string }
  /**
   * The command had its answer already, of this content or another: compare the hash. Nothing was written.
   */
  | { readonly outcome: 'already-answered'; readonly answer: KeptAnswer }
  /** An append that this one comes after was not written. Nothing was written. */
  | { readonly outcome: 'unfounded' };

export interface AppendOptions {
  /**
   * For a copy of another store, which keeps the instants: what to record instead of the clock's time.
   * Refused as an `InvalidAppend` when it lies before what is already recorded.
   */
  readonly recordedAt?: string;
  /**
   * The answers that earlier appends brought on which this one was decided before they were known to be kept:
   * the same objects, given to this same store. It is written only when each of them was, and after them.
   *
   * By identity and not by the command's key, since another process may have kept other events under that
   * key.
   */
  readonly after?: readonly NewAnswer[];
}

export interface ReadOptions {
  /** The last position wanted, inclusive; everything that is recorded when none is given. */
  readonly upTo?: number;
  /** How many records are fetched at a time, 500 when not given. What is read does not depend on it. */
  readonly pageSize?: number;
}

export interface SubscribeOptions {
  /** Ends the subscription: the iteration stops without an error. */
  readonly signal: AbortSignal;
  readonly pageSize?: number;
}

export interface EventStore {
  /**
   * Records the events of every write, and the answer, or nothing at all. Returns only when they would
   * survive a power cut.
   *
   * Looks in this order: has the command its answer, was all written that it comes after, is each stream at
   * its expected revision, is each event id new. Each stream may appear once. Without writes the answer alone
   * is kept, for what was refused or changed nothing. Appends that are sent without waiting are taken in the
   * order in which they were sent.
   *
   * @throws InvalidAppend, EventIdTaken, NotWritten: nothing was written.
   * @throws OutcomeUnknown: it may or may not have been written.
   */
  append(writes: readonly Write[], answer: NewAnswer, options?: AppendOptions): Promise<Appended>;

  /** The answer kept under a command's key. */
  answerTo(command: string): Promise<KeptAnswer | undefined>;

  /**
   * The events of one stream from a version on (inclusive), in order. Empty for a stream that is not there.
   */
  readStream(stream: string, from?: number): AsyncIterable<Recorded>;

  /**
   * Every event after a position (exclusive; 0 reads from the start) in the order of commit, none skipped,
   * ever. What is appended while it reads is read too, unless `upTo` ends it before.
   */
  readAll(after: number, options?: ReadOptions): AsyncIterable<Recorded>;

  /** Every kept answer after a sequence (exclusive; 0 reads from the start) in the order of commit. */
  readAnswers(after: number, options?: ReadOptions): AsyncIterable<KeptAnswer>;

  /**
   * The same the other way round: every kept answer before a sequence (exclusive), or all of them where none
   * is given, the newest first. So what is wanted of the newest does not cost what was ever answered.
   */
  readAnswersBack(before?: number, options?: Pick<ReadOptions, 'pageSize'>): AsyncIterable<KeptAnswer>;

  /** The position of the last event, 0 in an empty store. */
  lastPosition(): Promise<number>;

  /**
   * Every event after a position in pages of one or more: first what is there, then what comes, whoever
   * appends it. Nothing is missed and nothing comes twice. Ends when the signal is given or the store is
   * closed.
   */
  subscribe(after: number, options: SubscribeOptions): AsyncIterable<readonly Recorded[]>;

  /** Ends after the appends that are under way. Closing twice is harmless. */
  close(): Promise<void>;
}

/** The caller broke the contract: a bug. Nothing was written. */
export class InvalidAppend extends Error {
  override name = 'InvalidAppend';
}

/**
 * An event id is in the store under another command: a bug, since ids derive from their command. Nothing was
 * written.
 */
export class EventIdTaken extends Error {
  override name = 'EventIdTaken';
  constructor(id: string) {
    super(`The event id ${id} is already in the store.`);
  }
}

/**
 * The store could not write (a full disk, another process that holds on, a closed store). Nothing was
 * written; it may be tried again.
 */
export class NotWritten extends Error {
  override name = 'NotWritten';
}

/** The store was closed before it was asked. */
export class StoreClosed extends NotWritten {
  override name = 'StoreClosed';
  constructor() {
    super('The store is closed.');
  }
}

/**
 * The disk failed while it was asked to keep an append: it may be there after a restart, or not.
 *
 * The same command, sent again, is answered for certain. After a failed sync on this machine no later sync
 * can be trusted, so a store in a file takes no more writes until the process was started anew; one on a
 * server goes on.
 */
export class OutcomeUnknown extends Error {
  override name = 'OutcomeUnknown';
}

/**
 * The file or server is not one this store can work with safely. The message is a sentence for the operator.
 */
export class StoreUnusable extends Error {
  override name = 'StoreUnusable';
}
