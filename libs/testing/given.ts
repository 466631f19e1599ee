import { expect } from '@jest/globals';
import { fold, isRefused } from '#kernel/decider';
import type { Decider, Refused } from '#kernel/decider';

/** What was told of a noun, before a command is put to it. */
export interface Given<State, Command, Event, Refusal extends string> {
  readonly state: State;
  /** What happens next, after what was given. */
  and(...events: Event[]): Given<State, Command, Event, Refusal>;
  when(command: Command): Asked<State, Event, Refusal>;
}

/** A command and its outcome. Every check throws, as `expect` does, where the outcome is another. */
export interface Asked<State, Event, Refusal extends string> {
  /** The events that followed; throws where it was refused. */
  readonly events: readonly Event[];
  /** The state after those events; throws where it was refused. */
  readonly andState: State;
  /** Exactly these events, in this order, and the same command again changes nothing. */
  yields(...events: Event[]): void;
  /** Exactly these events, for a command that rightly happens again when it is given again. */
  yieldsEachTime(...events: Event[]): void;
  changesNothing(): void;
  /** This refusal, whatever its facts; with facts, exactly those. */
  refuses(refusal: Refusal, facts?: Readonly<Record<string, string>>): void;
}

/**
 * A decider after a history: `given(decider, ...events).when(command).yields(...events)`.
 *
 * What is folded is frozen on the way, so that a decider that writes on a state or an event throws.
 */
export function given<State, Command, Event, Refusal extends string>(
  decider: Decider<State, Command, Event, Refusal>,
  ...events: NoInfer<Event>[]
): Given<State, Command, Event, Refusal> {
  const state = after(decider, decider.initialState, events);
  return {
    state,
    and: (...more) => given(decider, ...events, ...more),
    when: (command) => asked(decider, state, command),
  };
}

function asked<State, Command, Event, Refusal extends string>(
  decider: Decider<State, Command, Event, Refusal>,
  state: State,
  command: Command,
): Asked<State, Event, Refusal> {
  const outcome = decider.decide(frozen(command), state);
  const events = (): readonly Event[] => eventsOf(outcome);
  const stateAfter = (): State => after(decider, state, events());
  const yieldsEachTime = (...expected: Event[]): void => expect(outcome).toStrictEqual(expected);
  return {
    get events() {
      return events();
    },
    get andState() {
      return stateAfter();
    },
    yieldsEachTime,
    yields(...expected) {
      yieldsEachTime(...expected);
      expect({ again: decider.decide(command, stateAfter()) }).toEqual({ again: [] });
    },
    changesNothing: () => expect(outcome).toEqual([]),
    refuses: (refused, facts) =>
      facts === undefined
        ? expect(outcome).toMatchObject({ refused })
        : expect(outcome).toStrictEqual({ refused, facts }),
  };
}

function eventsOf<Event>(outcome: readonly Event[] | Refused): readonly Event[] {
  if (isRefused(outcome)) throw new Error(`Refused: ${JSON.stringify(outcome)}`);
  return outcome;
}

function after<State, Event>(
  decider: Pick<Decider<State, never, Event, never>, 'initialState' | 'evolve'>,
  from: State,
  events: readonly Event[],
): State {
  return frozen(events.reduce((state, event) => frozen(fold(decider, [frozen(event)], state)), from));
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) frozen(part);
  return value;
}
