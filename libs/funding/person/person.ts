import { refuse, unreachable } from '#kernel/decider';
import type { Decider, Refused, RefusalMessage } from '#kernel/decider';
import type { PersonAsk } from './person.asks.js';
import type { PersonEvent, SealedPerson } from './person.events.js';

/** What is known of a person, without a word that names them: rule 25. */
export type PersonState =
  | { readonly status: 'none' }
  | (Entered & { readonly status: 'on' | 'off' })
  | { readonly status: 'forgotten' };

interface Entered {
  /** The fingerprint of the details as first entered, by which a repeat is known. */
  readonly registeredAs: string;
  /** The fingerprint of the details as they stand. */
  readonly fingerprint: string;
  /** The last message that was claimed for them. */
  readonly lastMessage?: { readonly message: string; readonly on: string };
}

export type PersonRefusal =
  'no-such-person' | 'already-registered' | 'not-yourself' | 'not-written-to' | 'told-today';

export const personRefusalMessages: Record<PersonRefusal, RefusalMessage> = {
  'no-such-person': { field: 'person', text: 'There is nobody with this id. Enter the person first.' },
  'already-registered': {
    field: 'person',
    text: 'This id already stands for somebody, with another name or address. Correct the person, or choose another id.',
  },
  'not-yourself': {
    field: 'person',
    text: 'Another administrator has to do this, so that there is always one who can undo it.',
  },
  'not-written-to': { field: 'person', text: 'Nobody writes to someone who is switched off.' },
  'told-today': { field: 'person', text: 'They have had a message today. The rest waits until tomorrow.' },
};

type Outcome = readonly PersonEvent[] | Refused<PersonRefusal>;
type Asked<Type extends PersonAsk['type']> = Extract<PersonAsk, { type: Type }>;
type Known = Extract<PersonState, { status: 'on' | 'off' }>;

/** A person of the partnership: entered, corrected, switched off and on, and at last forgotten. */
export const person: Decider<PersonState, PersonAsk, PersonEvent, PersonRefusal> = {
  initialState: { status: 'none' },
  decide,
  evolve,
};

/** Whether a person may give commands. Someone not entered yet may: whoever founds a partnership is one. */
export function mayGiveCommands(state: PersonState): boolean {
  return state.status === 'none' || state.status === 'on';
}

/** Whether messages go to a person: nobody writes to someone who has left or was forgotten. */
export function mayBeWritten(state: PersonState): boolean {
  return state.status === 'on';
}

function decide(command: PersonAsk, state: PersonState): Outcome {
  // The key is gone, so nothing more can be recorded of them that anyone could read.
  if (state.status === 'forgotten') return command.type === 'TakeMessage' ? refuse('not-written-to') : [];
  if (command.type === 'RegisterPerson') return register(command, state);
  if (state.status === 'none') return refuse('no-such-person');
  return decideOfKnown(command, state);
}

function decideOfKnown(command: Exclude<PersonAsk, Asked<'RegisterPerson'>>, state: Known): Outcome {
  switch (command.type) {
    case 'CorrectPerson':
      return command.fingerprint === state.fingerprint
        ? []
        : [{ type: 'PersonCorrected', data: detailsOf(command) }];
    case 'SwitchOffPerson':
      return switchOff(command, state);
    case 'SwitchOnPerson':
      return state.status === 'on' ? [] : [{ type: 'PersonSwitchedOn', data: { reason: command.reason } }];
    case 'ForgetPerson':
      return forget(command);
    case 'TakeMessage':
      return takeMessage(command, state);
    default:
      return unreachable(command);
  }
}

/** One message a person a day, but for what cannot wait until tomorrow. */
function takeMessage({ message, urgent, today }: Asked<'TakeMessage'>, state: Known): Outcome {
  const last = state.lastMessage;
  if (last?.message === message) return [];
  if (!mayBeWritten(state)) return refuse('not-written-to');
  if (last?.on === today && !urgent) return refuse('told-today');
  return [{ type: 'MessageTaken', data: { message, on: today } }];
}

function register(command: Asked<'RegisterPerson'>, state: PersonState): Outcome {
  if (state.status === 'none') return [{ type: 'PersonRegistered', data: detailsOf(command) }];
  const sameAgain = state.status !== 'forgotten' && state.registeredAs === command.fingerprint;
  return sameAgain ? [] : refuse('already-registered');
}

function switchOff(command: Asked<'SwitchOffPerson'>, state: Known): Outcome {
  if (state.status === 'off') return [];
  if (command.by.person === command.person) return refuse('not-yourself');
  return [{ type: 'PersonSwitchedOff', data: { reason: command.reason } }];
}

function forget(command: Asked<'ForgetPerson'>): Outcome {
  if (command.by.person === command.person) return refuse('not-yourself');
  return [{ type: 'PersonForgotten', data: { reason: command.reason } }];
}

function detailsOf({ person: id, sealed, fingerprint }: SealedPerson): SealedPerson {
  return { person: id, sealed, fingerprint };
}

function evolve(state: PersonState, event: PersonEvent): PersonState {
  switch (event.type) {
    case 'PersonRegistered': {
      const { fingerprint } = event.data;
      return { status: 'on', registeredAs: fingerprint, fingerprint };
    }
    case 'PersonCorrected':
      return whenKnown(state, (known) => ({ ...known, fingerprint: event.data.fingerprint }));
    case 'PersonSwitchedOff':
      return whenKnown(state, (known) => ({ ...known, status: 'off' }));
    case 'PersonSwitchedOn':
      return whenKnown(state, (known) => ({ ...known, status: 'on' }));
    case 'PersonForgotten':
      return { status: 'forgotten' };
    case 'MessageTaken':
      return whenKnown(state, (known) => ({ ...known, lastMessage: event.data }));
    default:
      return unreachable(event);
  }
}

/**
 * A history that begins in the middle is a bug of whoever stored it, and it is not for `evolve` to refuse.
 */
function whenKnown(state: PersonState, change: (known: Known) => PersonState): PersonState {
  return state.status === 'on' || state.status === 'off' ? change(state) : state;
}
