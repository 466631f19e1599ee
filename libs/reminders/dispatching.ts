import type { DeskTools } from '#desk/desk-tools';
import type { KeyVault } from '#eventing/key-vault';
import type { Instant } from '#kernel/local-date';
import type { ReadModels } from '#projections/read-models';
import type { Channel } from '#reminders/channel';

/** A message, by its partnership and its own id: all that a job of a queue has to carry. */
export interface MessageRef {
  readonly partnership: string;
  readonly message: string;
}

/** What came of one message that was to be sent. */
export type SendResult =
  /** The channel took it. */
  | { readonly outcome: 'handed-over'; readonly reference: string }
  /** It has certainly not gone, and may be sent again from that instant on. */
  | { readonly outcome: 'try-later'; readonly at: Instant; readonly why: string }
  /** It is queued, and offices are closed: it may be sent from that instant on. Nothing was recorded. */
  | { readonly outcome: 'out-of-hours'; readonly at: Instant }
  /** It will never be taken: the support officer is told of it. */
  | { readonly outcome: 'refused'; readonly why: string }
  /** Nobody can tell whether it has gone. Staff see it, and it is not sent again by itself. */
  | { readonly outcome: 'unknown'; readonly why: string }
  /** What it told of is no longer owed, or is someone else's by now: nothing was sent. */
  | { readonly outcome: 'withdrawn' }
  /** Another worker has it, or it was dealt with before: nothing was done. */
  | { readonly outcome: 'not-queued' };

/** What was claimed in one step. */
export interface Claimed {
  /** The messages that are queued by now, in the order of claiming. */
  readonly messages: readonly MessageRef[];
  /** Rungs of ladders that they carry, or that needed no message. */
  readonly rungs: number;
  /** More is due than one step takes: claim again. */
  readonly isMore: boolean;
}

/** What one round did. */
export interface RoundResult {
  readonly claimed: number;
  /** Rungs that the claimed messages carry, with those that went onto an agenda or had nobody to go to. */
  readonly rungs: number;
  readonly sent: Readonly<Record<SendResult['outcome'], number>>;
  /** Messages that another worker had left half-sent, and that are now shown as unknown. */
  readonly takenUp: number;
  /** Messages of which the service that took them said what became of them. */
  readonly settled: number;
  /** When there is something to do again, an hour on at most: the next rung, retry, lease or opening. */
  readonly nextAt: Instant;
}

/** How reminders stand at an instant: what health and metrics show. */
export interface Standing {
  /** Rungs whose time has come and that nobody has claimed; nil out of hours. */
  readonly dueRungs: number;
  /** When the oldest of them could have gone, in working hours; undefined when none is due. */
  readonly oldestDueSince: Instant | undefined;
  /** Messages by how they stand: `queued`, `sending`, `unknown`, `failed` and so on. */
  readonly messages: Readonly<Record<string, number>>;
  /** The instant from which the oldest queued message could have gone; undefined when none waits. */
  readonly oldestQueuedSince: Instant | undefined;
}

/**
 * Sends the reminders that are due, once each, in working hours.
 *
 * Any number of workers may do so at once on one store: what they agree by is the events alone. The clock is
 * always passed in, so that a test can move it. Nothing here waits for a time to come.
 */
export interface Dispatching {
  /** One pass of everything, until nothing is left that can be done at this instant. */
  round(now: Instant, signal?: AbortSignal): Promise<RoundResult>;

  /**
   * Claims what is due now, one message a person, up to a bound: records each message with the rungs that it
   * carries, before anything is sent. Out of hours it claims nothing.
   */
  claim(now: Instant, signal?: AbortSignal): Promise<Claimed>;

  /** Messages that wait to be sent and whose time has come, the longest waiting first, up to a bound. */
  sendable(now: Instant, atMost?: number): Promise<readonly MessageRef[]>;

  /** Sends one message, unless somebody has it already. May be called any number of times for each. */
  send(ref: MessageRef, now: Instant): Promise<SendResult>;

  /**
   * Takes up what another worker has left half-sent, once its lease is over: it becomes unknown.
   *
   * @returns how many
   */
  takeUp(now: Instant): Promise<number>;

  /**
   * Asks the channel what became of what it took, where it can tell.
   *
   * @returns how many came to an end
   */
  poll(now: Instant, signal?: AbortSignal): Promise<number>;

  /** The instant at which there is something to do again, at the latest an hour after `now`. */
  nextAt(now: Instant): Promise<Instant>;

  standing(now: Instant): Promise<Standing>;
}

/** A command that was given as the system itself, as a log may tell of it. */
export interface CommandGiven {
  readonly command: string;
  readonly id: string;
  readonly partnership: string;
  readonly outcome: string;
}

/** What reminders are dispatched with. One a process. */
export interface DispatchOptions {
  /** The desk at which the commands of the clock are given: the process's own, since it has one queue. */
  readonly tools: DeskTools;
  /** For the names and addresses, which are unsealed when a message is composed and kept nowhere. */
  readonly vault: KeyVault;
  readonly db: ReadModels;
  readonly channel: Channel;
  /** The one link of each message; empty where the pages have no address. */
  readonly link: string;
  /** Brings the read models up to a position, or waits until whoever follows the events has done so. */
  readonly caughtUp: (position: number) => Promise<void>;
  /** Told of each command, for a log. */
  readonly told?: (command: CommandGiven) => void;
  /** The name of this worker, for staff. */
  readonly worker: string;
  /** How long a worker has for one message before another takes it up, 600,000 when not given. */
  readonly leaseMs?: number;
  /** How many messages are claimed in one step at most, 1,000 when not given. */
  readonly batch?: number;
  /** How many messages are sent at once at most, 16 when not given. */
  readonly concurrency?: number;
}
