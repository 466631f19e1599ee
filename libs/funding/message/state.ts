import type { CarriedRungs, LeftOut } from './message.events.js';

/** What a message is, from its claim to what became of it. */
export type MessageState = { readonly status: 'none' } | ClaimedMessage;

export type ClaimedMessage = Claimed &
  (
    | { readonly status: 'queued'; readonly tryAt?: string }
    | { readonly status: 'sending' | 'unknown' }
    | { readonly status: 'handed-over'; readonly reference: string }
    | { readonly status: 'refused' | 'failed'; readonly toldIn?: string }
    | { readonly status: 'withdrawn' | 'delivered' }
  );

interface Claimed {
  readonly person: string;
  readonly on: string;
  readonly carries: readonly CarriedRungs[];
  readonly undelivered: readonly string[];
  /** What is not sent after all. */
  readonly leftOut: readonly LeftOut[];
  /** How often it was begun. */
  readonly attempt: number;
}

export const noMessage: MessageState = { status: 'none' };

/** What a message still has to say of ladders, each with its place among what it carries. */
export function toSay(
  state: ClaimedMessage,
): readonly { readonly place: number; readonly rungs: CarriedRungs }[] {
  const out = new Set(state.leftOut.map(({ place }) => place));
  return state.carries.flatMap((rungs, place) => (out.has(place) ? [] : [{ place, rungs }]));
}
