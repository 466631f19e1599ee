import { refuse, unreachable } from '#kernel/decider';
import type { Decider, Refused, RefusalMessage } from '#kernel/decider';
import { sameContent } from '#funding/same-content';
import type { RiskCommand } from './risk.commands.js';
import { grades } from './risk.events.js';
import type { Assessment, Grade, ReviewTerms, RiskEvent, RiskTerms } from './risk.events.js';

export type RiskState = { readonly status: 'none' } | RegisteredRisk;

export interface RegisteredRisk {
  readonly status: 'open' | 'closed';
  /** As it was entered, by which a repeat is known. */
  readonly registered: RiskTerms;
  /** As it stands since its last review. */
  readonly terms: RiskTerms;
  readonly reviews: readonly ReviewTerms[];
  readonly closedBecause?: string;
}

export type RiskRefusal = 'no-such-risk' | 'risk-differs' | 'risk-closed' | 'review-differs';

export const riskRefusalMessages: Record<RiskRefusal, RefusalMessage> = {
  'no-such-risk': { field: 'risk', text: 'The register has no risk with this identity. Enter it first.' },
  'risk-differs': {
    field: 'risk',
    text: 'This identity stands for another risk, or for this one in other words. Review that, or choose another.',
  },
  'risk-closed': {
    field: 'risk',
    text: 'This risk was closed: {reason} Enter it anew under another identity.',
  },
  'review-differs': { field: 'review', text: 'This identity stands for another review of the risk.' },
};

type Outcome = readonly RiskEvent[] | Refused<RiskRefusal>;
type Asked<Type extends RiskCommand['type']> = Extract<RiskCommand, { type: Type }>;

/** A risk: entered with its ratings, reviewed, and at last closed. */
export const risk: Decider<RiskState, RiskCommand, RiskEvent, RiskRefusal> = {
  initialState: { status: 'none' },
  decide,
  evolve,
};

/** From 1, very low, to 5, very high. */
function scoreOf(grade: Grade): number {
  return grades.indexOf(grade) + 1;
}

/** Impact times likelihood, from 1 to 25: by it a register is put in order, the most pressing first. */
export function pressingness({ impact, likelihood }: Pick<Assessment, 'impact' | 'likelihood'>): number {
  return scoreOf(impact) * scoreOf(likelihood);
}

function decide(command: RiskCommand, state: RiskState): Outcome {
  if (command.type === 'RegisterRisk') return register(command, state);
  if (state.status === 'none') return refuse('no-such-risk');
  switch (command.type) {
    case 'ReviewRisk':
      return review(command, state);
    case 'CloseRisk':
      return state.status === 'closed' ? [] : [{ type: 'RiskClosed', data: { reason: command.reason } }];
    default:
      return unreachable(command);
  }
}

function register(command: Asked<'RegisterRisk'>, state: RiskState): Outcome {
  const { description, project, owner, impact, likelihood, countermeasure } = command;
  const terms: RiskTerms = {
    description,
    owner,
    ...(project === undefined ? {} : { project }),
    impact,
    likelihood,
    ...(countermeasure === undefined ? {} : { countermeasure }),
  };
  if (state.status === 'none') return [{ type: 'RiskRegistered', data: terms }];
  return sameContent(state.registered, terms) ? [] : refuse('risk-differs');
}

function review(command: Asked<'ReviewRisk'>, state: RegisteredRisk): Outcome {
  const before = state.reviews.findIndex((known) => known.review === command.review);
  if (before >= 0) {
    const then = before === 0 ? state.registered : (state.reviews[before - 1] ?? state.registered);
    return sameContent(state.reviews[before], reviewOf(command, then)) ? [] : refuse('review-differs');
  }
  if (state.status === 'closed') return refuse('risk-closed', { reason: state.closedBecause ?? '' });
  return [{ type: 'RiskReviewed', data: reviewOf(command, state.terms) }];
}

/** A review says all of the assessment, so that nobody has to look through the older ones. */
function reviewOf(
  command: Asked<'ReviewRisk'>,
  then: Pick<RiskTerms, 'owner' | 'countermeasure'>,
): ReviewTerms {
  const { review: id, impact, likelihood, owner = then.owner, comment } = command;
  const countermeasure = command.countermeasure ?? then.countermeasure;
  return {
    review: id,
    owner,
    impact,
    likelihood,
    ...(countermeasure === undefined ? {} : { countermeasure }),
    ...(comment === undefined ? {} : { comment }),
  };
}

function evolve(state: RiskState, event: RiskEvent): RiskState {
  switch (event.type) {
    case 'RiskRegistered':
      return { status: 'open', registered: event.data, terms: event.data, reviews: [] };
    case 'RiskReviewed':
      return state.status === 'none' ? state : reviewed(state, event.data);
    case 'RiskClosed':
      return state.status === 'none'
        ? state
        : { ...state, status: 'closed', closedBecause: event.data.reason };
    default:
      return unreachable(event);
  }
}

function reviewed(state: RegisteredRisk, data: ReviewTerms): RegisteredRisk {
  const { review: _, comment: __, ...assessment } = data;
  return { ...state, terms: { ...state.terms, ...assessment }, reviews: [...state.reviews, data] };
}
