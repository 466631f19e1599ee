import { refuse } from '#kernel/decider';
import { formatDate } from '#kernel/local-date';
import { daysLate, withDueDate } from './due.js';
import type { DeliveryEvents, DraftAnswers, EvaluationAnswers, ProjectForm } from './delivery.events.js';
import { inWords } from './queries.js';
import { repeats, stated, whenAwarded, wrongStage } from './rules.js';
import type { Answer, Asked, Folds, Refusal, Rules } from './rules.js';
import { formOwed, isOver, isSettled } from './state.js';
import type { AwardedProject, Evaluation, ProjectState } from './state.js';
import { sameContent } from '#funding/same-content';

export const evaluationRules: Rules<
  | 'DraftEvaluation'
  | 'SubmitEvaluation'
  | 'ReturnEvaluation'
  | 'AcceptEvaluation'
  | 'PutOffEvaluation'
  | 'WaiveEvaluation',
  AwardedProject
> = {
  DraftEvaluation: draft,
  SubmitEvaluation: submit,
  ReturnEvaluation: giveBack,
  AcceptEvaluation: accept,
  PutOffEvaluation: putOff,
  WaiveEvaluation: waive,
};

/** What is written belongs to the project: whoever leads it next goes on with it. */
function draft({ answers }: Asked<'DraftEvaluation'>, state: AwardedProject): Answer {
  if (state.status === 'award-withdrawn') return wrongStage(state, 'with an award');
  const isSaved = sameContent(answersSoFar(state), answers);
  return notOwed(state) ?? (isSaved ? [] : [{ type: 'EvaluationDrafted', data: { answers } }]);
}

/** What is written of an evaluation: the draft, else what was handed in and returned. */
export function answersSoFar({ evaluation }: AwardedProject): DraftAnswers {
  return evaluation.draft ?? evaluation.lastSubmission?.answers ?? {};
}

function submit(command: Asked<'SubmitEvaluation'>, state: AwardedProject): Answer {
  const { answers = answersSoFar(state), today } = command;
  const { lastSubmission, due } = state.evaluation;
  if (isIn(state.evaluation))
    return sameContent(lastSubmission?.answers, answers) ? [] : refuse('evaluation-differs');
  if (!isFinished(state) || due === undefined) return refuse('not-finished');
  // Told by the day on which it came, whatever day its writer gives.
  const came = { dueOn: due.on, daysLate: daysLate(due.on, today) };
  return notOwed(state) ?? handedIn(answers, formOwed(state), came);
}

function handedIn(
  answers: DraftAnswers,
  form: ProjectForm,
  came: Pick<DeliveryEvents['EvaluationSubmitted'], 'dueOn' | 'daysLate'>,
): Answer {
  if (!isComplete(answers, form)) return incomplete(answers, form);
  return [{ type: 'EvaluationSubmitted', data: { form, answers, ...came } }];
}

function isIn({ status }: Evaluation): boolean {
  return status === 'submitted' || status === 'accepted';
}

function isFinished(state: AwardedProject): boolean {
  return isOver(state) && state.finish !== undefined;
}

const closed = {
  owed: 'not handed in yet',
  submitted: 'handed in',
  accepted: 'accepted',
  waived: 'waived',
} as const;

function notOwed({ evaluation: { status } }: AwardedProject): Refusal {
  return status === 'owed' ? undefined : refuse('evaluation-not-owed', { status: closed[status] });
}

type Question = readonly [words: string, isAnswered: (answers: DraftAnswers) => boolean];

const whatWasDone: Question = ['what was done', ({ done }) => done !== undefined];
const saidOfNext: Question = [
  'what should happen next, where anything is said of it',
  ({ next }) => next === undefined || next.recommend !== undefined,
];
const whatWasLearned: readonly Question[] = [
  ['what was learned', ({ lessons }) => lessons !== undefined],
  ['by whom, from when and from which budget it is to be mainstreamed', isMainstreamingComplete],
];
/** What an evaluation asks at the least (rule 22). */
const fullForm: readonly Question[] = [
  whatWasDone,
  ['the outputs against those expected', ({ outputs = [] }) => outputs.length > 0],
  ['what changed', ({ outcomes }) => outcomes !== undefined],
  ['the evidence', ({ evidence }) => evidence !== undefined],
  ['economy', ({ economy }) => economy !== undefined],
  ['efficiency', ({ efficiency }) => efficiency !== undefined],
  ['effectiveness', ({ effectiveness }) => effectiveness !== undefined],
  ['the cost against the award', ({ costComment }) => costComment !== undefined],
  ['what should happen next', ({ next }) => next?.recommend !== undefined],
  ...whatWasLearned,
];
const questions: Record<ProjectForm, readonly Question[]> = {
  short: [whatWasDone, saidOfNext, ...whatWasLearned],
  full: fullForm,
};

/** What a form asks for, in words, and does without nothing of (rule 22). */
export function askedBy(form: ProjectForm): readonly string[] {
  return questions[form].map(([words]) => words);
}

/** What of a form is not answered yet, in words. */
export function missingOf(answers: DraftAnswers, form: ProjectForm): readonly string[] {
  return questions[form].filter(([, isAnswered]) => !isAnswered(answers)).map(([words]) => words);
}

/** Whether it says by whom, from when and with which budget, where it is to be mainstreamed. */
export function isMainstreamingComplete({ next }: DraftAnswers): boolean {
  if (next?.recommend !== 'mainstream') return true;
  return next.byWhom !== undefined && next.from !== undefined && next.budget !== undefined;
}

function isComplete(answers: DraftAnswers, form: ProjectForm): answers is EvaluationAnswers {
  return missingOf(answers, form).length === 0;
}

function incomplete(answers: DraftAnswers, form: ProjectForm): Answer {
  return refuse('evaluation-incomplete', { form, missing: inWords(missingOf(answers, form)) });
}

function giveBack(command: Asked<'ReturnEvaluation'>, state: AwardedProject): Answer {
  const { reasons, newDueOn, today } = command;
  const { status, lastReturn } = state.evaluation;
  const again = status === 'owed' && lastReturn !== undefined && repeats(lastReturn, { reasons, newDueOn });
  if (again) return [];
  if (status !== 'submitted') return refuse('nothing-submitted');
  if (newDueOn <= today) return refuse('date-not-ahead', { today: formatDate(today) });
  return [{ type: 'EvaluationReturned', data: { reasons, newDueOn, recordedOn: today } }];
}

function accept({ comments, recommend }: Asked<'AcceptEvaluation'>, state: AwardedProject): Answer {
  const { status, acceptance, firstDaysLate = 0 } = state.evaluation;
  const said = { comments, recommend };
  if (acceptance !== undefined) return repeats(acceptance, said) ? [] : refuse('already-evaluated');
  if (status !== 'submitted') return refuse('nothing-submitted');
  return [{ type: 'ProjectEvaluated', data: stated({ ...said, firstDaysLate }) }];
}

/** "Too early to evaluate" needs a date to come back to it, and never brings the due date forward. */
function putOff(command: Asked<'PutOffEvaluation'>, state: AwardedProject): Answer {
  const { revisitOn, reasons, today } = command;
  const { lastPutOff, due } = state.evaluation;
  if (lastPutOff !== undefined && repeats(lastPutOff, { revisitOn, reasons })) return [];
  const data = { revisitOn, reasons, recordedOn: today };
  return (
    notStarted(state) ??
    notLater(revisitOn, today, due?.on) ??
    notOwed(state) ?? [{ type: 'EvaluationPutOff', data }]
  );
}

/**
 * The refusal before there is anything to evaluate: a project that runs can be too early, or not worth it.
 */
function notStarted(state: AwardedProject): Refusal {
  const early = state.status === 'funded' || state.status === 'award-withdrawn';
  return early ? wrongStage(state, 'running or finished') : undefined;
}

function notLater(date: string, today: string, dueOn: string = today): Refusal {
  if (date <= today) return refuse('date-not-ahead', { today: formatDate(today) });
  return date <= dueOn ? refuse('not-later', { date: formatDate(dueOn) }) : undefined;
}

function waive({ reason }: Asked<'WaiveEvaluation'>, state: AwardedProject): Answer {
  if (state.evaluation.waivedBecause === reason) return [];
  return notStarted(state) ?? notOwed(state) ?? [{ type: 'EvaluationWaived', data: { reason } }];
}

export const evaluationFolds: Folds<
  Pick<
    DeliveryEvents,
    | 'EvaluationDrafted'
    | 'EvaluationSubmitted'
    | 'EvaluationReturned'
    | 'EvaluationPutOff'
    | 'EvaluationWaived'
    | 'ProjectEvaluated'
  >
> = {
  EvaluationDrafted: (state, { answers }) =>
    whenAwarded(state, (project) => ({ ...project, evaluation: { ...project.evaluation, draft: answers } })),
  EvaluationSubmitted: (state, lastSubmission) =>
    withEvaluation(state, 'evaluation-submitted', ({ firstDaysLate, draft: _, ...known }) => ({
      ...known,
      status: 'submitted',
      lastSubmission,
      firstDaysLate: firstDaysLate ?? lastSubmission.daysLate,
    })),
  EvaluationReturned: (state, lastReturn) => {
    const { newDueOn: on, recordedOn } = lastReturn;
    const agreed = { because: 'returned', on } as const;
    const returned = withEvaluation(state, 'finished', (known) => ({
      ...known,
      status: 'owed',
      agreed,
      lastReturn,
    }));
    return whenAwarded(returned, (project) => withDueDate(project, recordedOn));
  },
  EvaluationPutOff: (state, lastPutOff) => {
    const { revisitOn: on, recordedOn } = lastPutOff;
    const agreed = { because: 'put-off', on } as const;
    const later = withEvaluation(state, 'finished', (known) => ({ ...known, agreed, lastPutOff }));
    return whenAwarded(later, (project) => withDueDate(project, recordedOn));
  },
  EvaluationWaived: (state, { reason }) =>
    withEvaluation(state, 'finished', (known) => ({ ...known, status: 'waived', waivedBecause: reason })),
  ProjectEvaluated: (state, acceptance) =>
    withEvaluation(state, 'evaluated', (known) => ({ ...known, status: 'accepted', acceptance })),
};

/**
 * The evaluation moves a finished project on. One whose outcome is decided, or that runs, stays what it is.
 */
function withEvaluation(
  state: ProjectState,
  status: 'finished' | 'evaluation-submitted' | 'evaluated',
  change: (evaluation: Evaluation) => Evaluation,
): ProjectState {
  return whenAwarded(state, (project) => {
    const evaluation = change(project.evaluation);
    const moves = isOver(project) && !isSettled(project);
    return moves ? { ...project, evaluation, status } : { ...project, evaluation };
  });
}
