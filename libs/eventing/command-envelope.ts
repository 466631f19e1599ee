import type { Actor } from '#kernel/asking';

/** A command as it reaches `handle()`: what is asked, by whom, on what screen or file. */
export interface CommandEnvelope {
  /**
   * Made by the caller: a form's hidden field, the `Idempotency-Key` header, the row of an import. Unique in
   * the partnership.
   */
  readonly id: string;
  /** The imperative: `FundProject`. */
  readonly type: string;
  readonly partnership: string;
  readonly actor: Actor;
  /** The day on which it is to be true in the world, `YYYY-MM-DD` in Europe/London. */
  readonly on: string;
  /** The screen or file that it came by. */
  readonly via: string;
  /** What is asked, as the caller gave it. Kept only as a keyed hash, by which a repeat is known. */
  readonly content: unknown;
  /** The event id or command key that led to it, when something did. */
  readonly causation?: string;
  /** The first command's key, when this one follows from another. */
  readonly correlation?: string;
}

/**
 * The key under which a command's answer is kept. The partnership is part of it, so no one can probe
 * another's ids.
 */
export function commandKeyOf(command: Pick<CommandEnvelope, 'id' | 'partnership'>): string {
  return `${command.partnership}/${command.id}`;
}
