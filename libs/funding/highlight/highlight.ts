import { refuse, unreachable } from '#kernel/decider';
import type { Decider, Refused, RefusalMessage } from '#kernel/decider';
import { formatDate } from '#kernel/local-date';
import { sameContent } from '#funding/same-content';
import type { HighlightAsk } from './highlight.asks.js';
import type { HighlightEvent, ReportTerms } from './highlight.events.js';

export type HighlightState = { readonly status: 'none' } | SubmittedReport;

export interface SubmittedReport {
  readonly status: 'submitted' | 'replaced';
  readonly terms: ReportTerms;
  /** The report that took its place. */
  readonly replacedBy?: string;
}

export type HighlightRefusal =
  | 'no-such-report'
  | 'report-differs'
  | 'report-replaced'
  | 'report-of-something-else'
  | 'report-replaces-itself'
  | 'of-project-or-group'
  | 'period-backwards'
  | 'period-still-to-come';

export const highlightRefusalMessages: Record<HighlightRefusal, RefusalMessage> = {
  'no-such-report': {
    field: 'replaces',
    text: 'There is no highlight report to take the place of under this identity.',
  },
  'report-differs': {
    field: 'report',
    text: 'A report was submitted under this identity, and stands as it was. Submit another that names it.',
  },
  'report-replaced': { field: 'replaces', text: 'That report was replaced already, by {by}. Name that one.' },
  'report-of-something-else': { field: 'replaces', text: 'That report is of something else than this one.' },
  'report-replaces-itself': { field: 'replaces', text: 'A report does not take its own place.' },
  'of-project-or-group': { field: 'group', text: 'Say the project or the thematic group, and not both.' },
  'period-backwards': { field: 'to', text: 'The period ends before it begins.' },
  'period-still-to-come': {
    field: 'from',
    text: 'The period begins on {from}, so there is nothing to report.',
  },
};

type Outcome = readonly HighlightEvent[] | Refused<HighlightRefusal>;
type Asked<Type extends HighlightAsk['type']> = Extract<HighlightAsk, { type: Type }>;

/** A highlight report: kept as it was submitted, and corrected by another that names it. */
export const highlight: Decider<HighlightState, HighlightAsk, HighlightEvent, HighlightRefusal> = {
  initialState: { status: 'none' },
  decide,
  evolve,
};

function decide(command: HighlightAsk, state: HighlightState): Outcome {
  switch (command.type) {
    case 'SubmitHighlightReport':
      return submit(command, state);
    case 'GiveWay':
      return giveWay(command, state);
    default:
      return unreachable(command);
  }
}

function submit(command: Asked<'SubmitHighlightReport'>, state: HighlightState): Outcome {
  const terms = termsOf(command);
  if (state.status !== 'none') return sameContent(state.terms, terms) ? [] : refuse('report-differs');
  const { project, group, from, to, on, replaces, report } = command;
  if (project !== undefined && group !== undefined) return refuse('of-project-or-group');
  if (to < from) return refuse('period-backwards');
  if (on < from) return refuse('period-still-to-come', { from: formatDate(from) });
  if (replaces === report) return refuse('report-replaces-itself');
  return [{ type: 'HighlightReportSubmitted', data: terms }];
}

function giveWay({ to, of }: Asked<'GiveWay'>, state: HighlightState): Outcome {
  if (state.status === 'none') return refuse('no-such-report');
  if (state.replacedBy === to) return [];
  if (state.replacedBy !== undefined) return refuse('report-replaced', { by: state.replacedBy });
  const { project, group } = state.terms;
  if (project !== of.project || group !== of.group) return refuse('report-of-something-else');
  return [{ type: 'HighlightReportReplaced', data: { by: to } }];
}

function termsOf(command: Asked<'SubmitHighlightReport'>): ReportTerms {
  const { project, group, from, to, budget, progress, performanceAndRisk, nextPeriod, replaces } = command;
  return {
    ...(project === undefined ? {} : { project }),
    ...(group === undefined ? {} : { group }),
    from,
    to,
    budget,
    progress,
    performanceAndRisk,
    nextPeriod,
    ...(replaces === undefined ? {} : { replaces }),
  };
}

function evolve(state: HighlightState, event: HighlightEvent): HighlightState {
  switch (event.type) {
    case 'HighlightReportSubmitted':
      return { status: 'submitted', terms: event.data };
    case 'HighlightReportReplaced':
      return state.status === 'none' ? state : { ...state, status: 'replaced', replacedBy: event.data.by };
    default:
      return unreachable(event);
  }
}
