import type { Decider, Refused } from '#kernel/decider';

/** Who gives a command: a person by id, and the role in which they act. */
export interface Actor {
  readonly person: string;
  readonly role: string;
}

/**
 * What surrounds a command: who, for which partnership, effective on which day, and what day it is in London.
 */
export interface Circumstances {
  readonly by: Actor;
  readonly partnership: string;
  readonly on: string;
  readonly today: string;
  /**
   * The first day whose figures can still move: the one after the last year that was closed. Left out where
   * none was.
   */
  readonly openFrom?: string;
}

/** One noun that a command is put to: its stream, its decider, and what it is asked. */
export interface Ask<
  State = never,
  Command = never,
  Event extends EventOf = EventOf,
  Refusal extends string = string,
> {
  readonly stream: string;
  readonly decider: Decider<State, Command, Event, Refusal>;
  readonly command: Command;
}

export interface EventOf<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}

/** An event as it is folded: with the day on which it took effect, for what has to tell of it. */
export type OnItsDay<Event extends EventOf> = Event & { readonly effectiveOn: string };

/**
 * Reads a stream as it stands and folds it. What is folded here is not guarded unless the stream is also
 * asked.
 */
export type Fold = <State>(
  stream: string,
  decider: { readonly initialState: State; evolve(state: State, event: never): State },
) => Promise<State>;

/**
 * Which nouns a command is put to, and what each is asked. Each is asked in the order given, each answers
 * for its own stream, and one refusal refuses the whole.
 */
export type Plan = (fold: Fold) => Promise<readonly AnyAsk[] | Refused>;

/** A plan mixes nouns, which no one type can say; `ask` has checked each of them. */
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyAsk = Ask<any, any, any, any>;

/** Pairs a noun's decider with what it is asked, checked together. */
export function ask<State, Command, Event extends EventOf, Refusal extends string>(
  stream: string,
  decider: Decider<State, Command, Event, Refusal>,
  command: Command,
): AnyAsk {
  return { stream, decider, command };
}
