import { refuse, unreachable } from '#kernel/decider';
import type { Decider, Refused, RefusalMessage } from '#kernel/decider';
import { projectRefusalMessages } from '#funding/project/refusals';
import type { ConfirmationAsk } from './confirmation.asks.js';
import type { ConfirmationEvent, PreparedTerms } from './confirmation.events.js';

/** The confirmation of a year: every time that it was prepared, and what the s151 officer said to each. */
export interface ConfirmationState {
  readonly status: 'none' | 'waiting' | 'declined' | 'certified';
  readonly preparations: readonly Preparation[];
}

export interface Preparation extends PreparedTerms {
  readonly answer?: Answer;
}

export type Answer =
  | { readonly outcome: 'certified'; readonly by: string }
  | { readonly outcome: 'declined'; readonly by: string; readonly reason: string };

export type ConfirmationRefusal =
  | 'year-still-open'
  | 'nothing-to-confirm-of'
  | 'year-certified'
  | 'preparation-differs'
  | 'preparation-out-of-order'
  | 'preparation-waits'
  | 'no-such-preparation'
  | 'preparation-answered'
  | 'prepared-it-yourself'
  | 'own-bid';

export const confirmationRefusalMessages: Record<ConfirmationRefusal, RefusalMessage> = {
  'year-still-open': {
    field: 'year',
    text: 'The year {year} is still open, and its figures can move. Close it first, then confirm it.',
  },
  'nothing-to-confirm-of': { field: 'year', text: 'No money was recorded for {year}.' },
  'year-certified': {
    field: 'year',
    text: 'The year {year} is certified. What proves wrong is reversed in the open year, and shown with it.',
  },
  'preparation-differs': {
    field: 'preparation',
    text: 'Preparation {preparation} says something else. The next is {next}.',
  },
  'preparation-out-of-order': { field: 'preparation', text: 'The next preparation is {next}.' },
  'preparation-waits': {
    field: 'preparation',
    text: 'Preparation {preparation} waits for the s151 officer. Prepare another if it is declined.',
  },
  'no-such-preparation': {
    field: 'preparation',
    text: 'The confirmation of this year has no preparation {preparation}.',
  },
  'preparation-answered': {
    field: 'preparation',
    text: 'Preparation {preparation} was {outcome} already.',
  },
  'prepared-it-yourself': {
    field: 'actor',
    text: 'You prepared this confirmation, or an earlier one of the year. Someone else has to answer it.',
  },
  'own-bid': projectRefusalMessages['own-bid'],
};

type Outcome = readonly ConfirmationEvent[] | Refused<ConfirmationRefusal>;
type InTheWay = Refused<ConfirmationRefusal> | undefined;
type Asked<Type extends ConfirmationAsk['type']> = Extract<ConfirmationAsk, { type: Type }>;

/** The confirmation of a closed year: finance prepares it, and the s151 officer, another person, answers. */
export const confirmation: Decider<
  ConfirmationState,
  ConfirmationAsk,
  ConfirmationEvent,
  ConfirmationRefusal
> = { initialState: { status: 'none', preparations: [] }, decide, evolve };

function decide(command: ConfirmationAsk, state: ConfirmationState): Outcome {
  switch (command.type) {
    case 'PrepareYearEnd':
      return prepare(command, state);
    case 'CertifyYearEnd':
      return certify(command, state);
    case 'DeclineYearEnd':
      return decline(command, state);
    default:
      return unreachable(command);
  }
}

function prepare(command: Asked<'PrepareYearEnd'>, state: ConfirmationState): Outcome {
  const { year, preparation, statement, by, facts } = command;
  const known = preparationIn(state, preparation);
  if (known !== undefined) {
    const next = String(state.preparations.length + 1);
    if (known.statement === statement) return [];
    return refuse('preparation-differs', { preparation: String(preparation), next });
  }
  const { isClosed, lines } = facts;
  if (!isClosed) return refuse('year-still-open', { year });
  if (lines.length === 0) return refuse('nothing-to-confirm-of', { year });
  const data = { year, preparation, preparedBy: by.person, statement, lines };
  return notItsTurn(command, state) ?? [{ type: 'YearEndPrepared', data }];
}

function notItsTurn(
  { year, preparation }: Asked<'PrepareYearEnd'>,
  { status, preparations }: ConfirmationState,
): InTheWay {
  if (status === 'certified') return refuse('year-certified', { year });
  if (status === 'waiting') return refuse('preparation-waits', { preparation: String(preparations.length) });
  const next = preparations.length + 1;
  return preparation === next ? undefined : refuse('preparation-out-of-order', { next: String(next) });
}

function certify(command: Asked<'CertifyYearEnd'>, state: ConfirmationState): Outcome {
  const { preparation, by } = command;
  if (preparationIn(state, preparation)?.answer?.outcome === 'certified') return [];
  const certified = { preparation, certifiedBy: by.person };
  return notToAnswer(command, state) ?? [{ type: 'YearEndCertified', data: certified }];
}

function decline(command: Asked<'DeclineYearEnd'>, state: ConfirmationState): Outcome {
  const { preparation, by, reason } = command;
  const answer = preparationIn(state, preparation)?.answer;
  if (answer?.outcome === 'declined' && answer.reason === reason) return [];
  const declined = { preparation, declinedBy: by.person, reason };
  return notToAnswer(command, state) ?? [{ type: 'YearEndDeclined', data: declined }];
}

/** Rule 2: who prepared it does not answer it, nor does anyone whose project the year's money went to. */
function notToAnswer(
  { preparation, by, facts }: Asked<'CertifyYearEnd' | 'DeclineYearEnd'>,
  state: ConfirmationState,
): InTheWay {
  const known = preparationIn(state, preparation);
  const number = { preparation: String(preparation) };
  if (known === undefined) return refuse('no-such-preparation', number);
  if (known.answer !== undefined)
    return refuse('preparation-answered', { ...number, outcome: known.answer.outcome });
  if (state.preparations.some(({ preparedBy }) => preparedBy === by.person))
    return refuse('prepared-it-yourself');
  return facts.owners.includes(by.person) ? refuse('own-bid') : undefined;
}

function preparationIn({ preparations }: ConfirmationState, number: number): Preparation | undefined {
  return preparations.find(({ preparation }) => preparation === number);
}

function evolve(state: ConfirmationState, event: ConfirmationEvent): ConfirmationState {
  switch (event.type) {
    case 'YearEndPrepared':
      return { status: 'waiting', preparations: [...state.preparations, event.data] };
    case 'YearEndCertified': {
      const { preparation, certifiedBy: by } = event.data;
      return answered(state, preparation, { outcome: 'certified', by });
    }
    case 'YearEndDeclined': {
      const { preparation, declinedBy: by, reason } = event.data;
      return answered(state, preparation, { outcome: 'declined', by, reason });
    }
    default:
      return unreachable(event);
  }
}

function answered({ preparations }: ConfirmationState, number: number, answer: Answer): ConfirmationState {
  return {
    status: answer.outcome,
    preparations: preparations.map((known) => (known.preparation === number ? { ...known, answer } : known)),
  };
}
