import { maxDate } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';
import type { Obligation } from '#funding/ladder';
import { isAwarded, isOver } from './state.js';
import type { AwardedProject, ProjectState } from './state.js';

/** What a project owes. `of` says which, where it may owe several: a condition, a month. */
export interface ProjectObligation extends Obligation {
  readonly of?: string;
}

/** Up to which day to look, and the day of the month on which updates are due by the partnership's policy. */
export interface ObligationWindow {
  readonly upTo: LocalDate;
  readonly updatesDueOnDay: number;
}

/**
 * When the evaluation is due (rule 16); undefined while none is owed, and once it has come in or was waived.
 */
export function evaluationDueOn(state: ProjectState): LocalDate | undefined {
  return isAwarded(state) ? evaluationOwed(state)[0]?.dueOn : undefined;
}

/**
 * What a project owes and has not done, each with its due date and the day from which that date stood.
 *
 * Looked at up to today it is what is open now; up to a later day, it includes what time alone will bring by
 * then: the updates of further months, and the question whether it has finished. Reclaims are the source's.
 */
export function openObligations(state: ProjectState, window: ObligationWindow): readonly ProjectObligation[] {
  if (!isAwarded(state) || state.status === 'award-withdrawn') return [];
  return [
    ...acceptanceOwed(state),
    ...conditionsOwed(state),
    ...updatesOwed(state, window),
    ...finishCheck(state, window.upTo),
    ...evaluationOwed(state),
  ];
}

function acceptanceOwed({ acceptance }: AwardedProject): ProjectObligation[] {
  if (acceptance.answer !== 'awaited') return [];
  return [{ kind: 'acceptance', dueOn: acceptance.on, from: acceptance.recordedOn }];
}

function conditionsOwed({ conditions }: AwardedProject): ProjectObligation[] {
  return [...conditions.values()].flatMap(({ condition, status, dueOn, recordedOn: from }) =>
    status === 'open' && dueOn !== undefined ? [{ kind: 'condition', of: condition, dueOn, from }] : [],
  );
}

/** Each month that has begun while the project runs is reported on in the month after. */
function updatesOwed(
  state: AwardedProject,
  { upTo, updatesDueOnDay }: ObligationWindow,
): ProjectObligation[] {
  if (state.status !== 'started') return [];
  const { recordedOn } = state.start;
  return monthsOwed(state, upTo).map((month) => {
    const next = monthAfter(month);
    const dueOn = `${next}-${String(updatesDueOnDay).padStart(2, '0')}`;
    return { kind: 'performance-update', of: month, dueOn, from: maxDate(`${next}-01`, recordedOn) };
  });
}

/** The months that have begun by a day while the project runs, and on which nobody has reported. */
export function monthsOwed(state: AwardedProject, upTo: LocalDate): readonly string[] {
  if (state.status !== 'started') return [];
  const months: string[] = [];
  for (let month = state.start.updatesFrom; month <= upTo.slice(0, 7); month = monthAfter(month)) {
    if (!state.updates.has(month)) months.push(month);
  }
  return months;
}

/** The month after one: `2011-12` is followed by `2012-01`. */
export function monthAfter(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** When a planned finish passes without word, the lead officer is asked that day whether it has finished. */
function finishCheck(state: AwardedProject, upTo: LocalDate): ProjectObligation[] {
  const running = state.status === 'funded' || state.status === 'started';
  if (!running || state.plannedFinish === undefined || state.plannedFinish.on > upTo) return [];
  const { on, recordedOn } = state.plannedFinish;
  return [{ kind: 'finish-check', dueOn: on, from: recordedOn }];
}

function evaluationOwed(state: AwardedProject): ProjectObligation[] {
  const { status, due } = state.evaluation;
  // Taken on when it had already become part of someone's work: there is nothing left to count four weeks
  // from.
  const neverFinished = isOver(state) && state.finish === undefined;
  if (status !== 'owed' || due === undefined || neverFinished || state.status === 'award-withdrawn')
    return [];
  return [{ kind: 'evaluation', dueOn: due.on, from: due.recordedOn }];
}
