/**
 * A rule about one noun: what may happen to it, and what it is after what has happened.
 *
 * Pure: no clock, no ids, no input or output. What day it is and who asks come with the command.
 */
export interface Decider<State, Command, Event, Refusal extends string> {
  readonly initialState: State;
  /** The events that follow, `[]` when it is already so, or a refusal. Throws for bugs alone. */
  decide(command: Command, state: State): readonly Event[] | Refused<Refusal>;
  /** The state after an event. Never refuses: the event happened. */
  evolve(state: State, event: Event): State;
}

/** A refusal as a value: a kebab-case fact, and the figures or names that its words need. */
export interface Refused<Refusal extends string = string> {
  readonly refused: Refusal;
  readonly facts?: Readonly<Record<string, string>>;
}

/** Words for a person who was refused: the field of the form they belong to, and a sentence. */
export interface RefusalMessage {
  readonly field?: string;
  /** A sentence; `{name}` stands for the fact of that name. */
  readonly text: string;
}

export function refuse<Refusal extends string>(
  refused: Refusal,
  facts?: Readonly<Record<string, string>>,
): Refused<Refusal> {
  return facts === undefined ? { refused } : { refused, facts };
}

export function isRefused<Refusal extends string>(outcome: unknown): outcome is Refused<Refusal> {
  return typeof outcome === 'object' && outcome !== null && 'refused' in outcome;
}

/** The end of every `switch` over a union: a member that was forgotten does not compile. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`);
}

export function fold<State, Event>(
  decider: Pick<Decider<State, never, Event, never>, 'initialState' | 'evolve'>,
  events: Iterable<Event>,
  from: State = decider.initialState,
): State {
  let state = from;
  for (const event of events) state = decider.evolve(state, event);
  return state;
}
