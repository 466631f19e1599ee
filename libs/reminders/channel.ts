import type { Composed } from '#reminders/mail/composing';

/**
 * What became of a message that was handed to a channel. Only `try-later` may be sent again: it has certainly
 * not gone. Of `unknown` nobody can tell, so a person decides. `why` is for staff, and holds no password.
 */
export type Sent =
  | { readonly outcome: 'sent'; readonly reference: string }
  | { readonly outcome: 'try-later'; readonly why: string }
  | { readonly outcome: 'refused'; readonly why: string }
  | { readonly outcome: 'unknown'; readonly why: string };

/** What became of a message after a service took it. */
export type Delivery = 'delivered' | 'sending' | 'permanent-failure' | 'temporary-failure';

/** A way for messages to reach people. */
export interface Channel {
  readonly name: string;
  /** Settles within three minutes, and never throws for what the other side does. */
  send(message: Composed): Promise<Sent>;
  /**
   * How far a message has come, where a service can tell.
   *
   * @param reference as `sent` gave it
   * @throws Error with a sentence when the service does not answer
   */
  status?(reference: string): Promise<Delivery>;
  close(): Promise<void>;
}
