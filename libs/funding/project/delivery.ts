import { refuse } from '#kernel/decider';
import { formatDate } from '#kernel/local-date';
import { finishBeforeStart, ownersWith } from './bid.js';
import { withDueDate } from './due.js';
import type { DeliveryEvents, FinishManner } from './delivery.events.js';
import type { ProjectEvent } from './project.events.js';
import { bidSoFar, ownersOf } from './queries.js';
import { repeats, stated, whenAwarded, withEntry, wrongStage } from './rules.js';
import type { Answer, Asked, ExistingProject, Folds, Refusal, Rules } from './rules.js';
import { formOwed, isAwarded, isBid, isCurrent, isOver } from './state.js';
import type { AwardedProject, CurrentProject, ProjectState, Start } from './state.js';
import { sameContent } from '#funding/same-content';

export const leadOfficerRules: Rules<'ChangeLeadOfficer', ExistingProject> = {
  ChangeLeadOfficer: changeLeadOfficer,
};

export const deliveryRules: Rules<
  | 'StartProject'
  | 'SubmitPerformanceUpdate'
  | 'CorrectPerformanceUpdate'
  | 'ExtendProject'
  | 'VaryProject'
  | 'FinishProject'
  | 'CorrectFinish'
  | 'NameDeputy'
  | 'StandDownDeputy',
  AwardedProject
> = {
  NameDeputy: nameDeputy,
  StandDownDeputy: standDownDeputy,
  StartProject: start,
  SubmitPerformanceUpdate: submitUpdate,
  CorrectPerformanceUpdate: correctUpdate,
  ExtendProject: extend,
  VaryProject: vary,
  FinishProject: finish,
  CorrectFinish: correctFinish,
};

function changeLeadOfficer(command: Asked<'ChangeLeadOfficer'>, state: ExistingProject): Answer {
  const { leadOfficer, reason } = command;
  const { leadOfficer: previously, leadAgency: agency } = bidSoFar(state);
  if (nobodyLeads.has(state.status) || previously === undefined)
    return wrongStage(state, 'a draft, proposed or awarded');
  const leadAgency = command.leadAgency ?? agency;
  if (leadOfficer === previously && leadAgency === agency) return [];
  const data = stated({ leadOfficer, leadAgency, previously, reason });
  return [{ type: 'LeadOfficerChanged', data }];
}

/** What is over before anything was done: there is nothing left to lead. */
const nobodyLeads = new Set<ProjectState['status']>(['withdrawn', 'refused', 'award-withdrawn']);

/** There is one deputy at a time: whoever is named takes the place of the one before. */
function nameDeputy({ deputy }: Asked<'NameDeputy'>, state: AwardedProject): Answer {
  if (state.status === 'award-withdrawn') return wrongStage(state, 'with an award');
  if (state.deputy === deputy) return [];
  if (state.bid.leadOfficer === deputy) return refuse('deputy-is-lead-officer');
  return [{ type: 'DeputyNamed', data: stated({ deputy, previously: state.deputy }) }];
}

function standDownDeputy({ deputy, reason }: Asked<'StandDownDeputy'>, state: AwardedProject): Answer {
  if (state.deputy === deputy) return [{ type: 'DeputyStoodDown', data: { deputy, reason } }];
  // Whoever was deputy once is one of those whose project it is, and has stood down by now.
  return state.deputy === undefined && ownersOf(state).includes(deputy) ? [] : refuse('not-the-deputy');
}

/** A start may lie before the decision: awards are made in retrospect too. */
function start({ on, today }: Asked<'StartProject'>, state: AwardedProject): Answer {
  const before = startOf(state);
  const isAssumed = state.status === 'started' && state.start.assumed;
  if (before !== undefined && !isAssumed) return startedBefore(state, before, on);
  if (!isCurrent(state)) return wrongStage(state, 'funded and not started');
  if (state.acceptance.answer !== 'accepted') return refuse('award-not-accepted');
  return [{ type: 'ProjectStarted', data: { startedOn: on, recordedOn: today } }];
}

function startedBefore(state: AwardedProject, { startedOn }: Start, on: string): Answer {
  if (startedOn === on) return [];
  if (startedOn === undefined) return wrongStage(state, 'funded and not started');
  return refuse('already-started', { startedOn: formatDate(startedOn) });
}

/** When it was started; undefined while it has not been, or where nobody knows. */
function startOf(state: AwardedProject): Start | undefined {
  return 'start' in state ? state.start : undefined;
}

function submitUpdate(command: Asked<'SubmitPerformanceUpdate'>, state: AwardedProject): Answer {
  const { month, rag, progress, risks, nextSteps, today } = command;
  const data = { month, rag, progress, risks, nextSteps };
  const known = state.updates.get(month);
  if (known !== undefined) return repeats(known, data) ? [] : refuse('update-differs', { month });
  if (startOf(state) === undefined) return wrongStage(state, 'running, or has run');
  if (month > today.slice(0, 7)) return refuse('month-not-begun', { today: formatDate(today) });
  return outsideProject(month, state) ?? [{ type: 'PerformanceUpdateSubmitted', data: stated(data) }];
}

/** What the evaluation was judged beside stays as it was read, once that is accepted. */
function correctUpdate(command: Asked<'CorrectPerformanceUpdate'>, state: AwardedProject): Answer {
  const { month, rag, progress, risks, nextSteps, reason } = command;
  const data = { month, rag, progress, risks, nextSteps };
  const standing = state.corrections.get(month) ?? state.updates.get(month);
  if (standing === undefined) return refuse('no-such-update', { month });
  if (repeats(standing, data)) return [];
  if (state.evaluation.status === 'accepted') return refuse('updates-stand');
  return [{ type: 'PerformanceUpdateCorrected', data: stated({ ...data, reason }) }];
}

function outsideProject(month: string, state: AwardedProject): Refusal {
  const startedOn = startOf(state)?.startedOn;
  const finishedOn = finishOf(state);
  const [from, to] = [startedOn ?? month, finishedOn ?? month];
  if (from.slice(0, 7) <= month && month <= to.slice(0, 7)) return undefined;
  const words = { from: dayOr('before it was taken on', startedOn), to: dayOr('now', finishedOn) };
  return refuse('month-outside-project', words);
}

function finishOf(state: AwardedProject): string | undefined {
  return isOver(state) ? state.finish?.finishedOn : undefined;
}

function dayOr(words: string, day: string | undefined): string {
  return day === undefined ? words : formatDate(day);
}

function extend(command: Asked<'ExtendProject'>, state: AwardedProject): Answer {
  const { finishesOn, reasons, meeting, item, today } = command;
  const said = { finishesOn, reasons, meeting, item };
  if (state.extension !== undefined && repeats(state.extension, said)) return [];
  if (!isCurrent(state)) return wrongStage(state, 'funded or running');
  const previouslyOn = state.plannedFinish?.on;
  const data = stated({ ...said, previouslyOn, recordedOn: today });
  return unfitExtension(state, finishesOn) ?? [{ type: 'ProjectExtended', data }];
}

function unfitExtension(state: AwardedProject, finishesOn: string): Refusal {
  const planned = state.plannedFinish?.on;
  if (planned !== undefined && finishesOn <= planned)
    return refuse('not-later', { date: formatDate(planned) });
  return finishBeforeStart(startOf(state)?.startedOn, finishesOn);
}

function vary(command: Asked<'VaryProject'>, state: AwardedProject): Answer {
  const { variation, description, expectedOutputs, reasons } = command;
  const data = { variation, description, expectedOutputs, reasons };
  const known = state.variations.get(variation);
  if (known !== undefined) return repeats(known, data) ? [] : refuse('variation-differs');
  if (!isCurrent(state)) return wrongStage(state, 'funded or running');
  if (description === undefined && expectedOutputs === undefined) return refuse('nothing-to-vary');
  return [{ type: 'ProjectVaried', data: stated(data) }];
}

function finish(command: Asked<'FinishProject'>, state: AwardedProject): Answer {
  const { manner, note, on, today } = command;
  if (isOver(state)) {
    const { finish: known } = state;
    if (known === undefined) return wrongStage(state, 'funded or running');
    const again = sameContent(known, { finishedOn: on, manner, note });
    return again ? [] : refuse('already-finished', { finishedOn: formatDate(known.finishedOn) });
  }
  if (!isCurrent(state)) return wrongStage(state, 'funded or running');
  return finishedAs(state, stated({ finishedOn: on, manner, note, recordedOn: today }));
}

/**
 * A project that runs, or never did, comes to its finish; and to the short form, if it ended early (rule 20).
 */
export function finishedAs(state: CurrentProject, data: DeliveryEvents['ProjectFinished']): Answer {
  const { finishedOn, manner } = data;
  return (
    unfitFinish(state, finishedOn, manner) ?? [{ type: 'ProjectFinished', data }, ...formFor(state, manner)]
  );
}

/** What was never implemented has no start, and what has a start was implemented. */
function unfitFinish(state: AwardedProject, finishedOn: string, manner: FinishManner): Refusal {
  const started = startOf(state);
  if (manner !== 'never-implemented')
    return started === undefined ? refuse('not-started') : finishBeforeStart(started.startedOn, finishedOn);
  if (started?.startedOn === undefined || started.assumed) return undefined;
  return refuse('was-started', { startedOn: formatDate(started.startedOn) });
}

/**
 * The form that a finish of this manner asks for, where it is another than the one issued before (rule 20).
 */
function formFor(state: AwardedProject, manner: FinishManner): readonly ProjectEvent[] {
  const [awarded] = state.evaluation.issued;
  if (awarded === undefined || state.evaluation.status !== 'owed') return [];
  const form = manner === 'completed' ? awarded.form : 'short';
  if (form === formOwed(state)) return [];
  const version = form === awarded.form ? awarded.version : (awarded.shortVersion ?? awarded.version);
  return [{ type: 'EvaluationFormIssued', data: { form, version } }];
}

function correctFinish(command: Asked<'CorrectFinish'>, state: AwardedProject): Answer {
  const { finishedOn, reason, today } = command;
  if (!isOver(state) || state.finish === undefined) return refuse('not-finished');
  const { finishedOn: previouslyOn, manner: before } = state.finish;
  const { manner = before } = command;
  if (finishedOn === previouslyOn && manner === before) return [];
  if (finishedOn > today) return refuse('finished-in-the-future', { today: formatDate(today) });
  const data = { finishedOn, manner, previouslyOn, reason, recordedOn: today };
  return (
    unfitFinish(state, finishedOn, manner) ?? [{ type: 'FinishCorrected', data }, ...formFor(state, manner)]
  );
}

export const deliveryFolds: Folds<
  Pick<
    DeliveryEvents,
    | 'LeadOfficerChanged'
    | 'DeputyNamed'
    | 'DeputyStoodDown'
    | 'ProjectStarted'
    | 'PerformanceUpdateSubmitted'
    | 'PerformanceUpdateCorrected'
    | 'ProjectExtended'
    | 'ProjectVaried'
    | 'ProjectFinished'
    | 'FinishCorrected'
  >
> = {
  LeadOfficerChanged: leadOfficerChanged,
  // Whoever may act for the lead officer never decides on the project (rule 2).
  DeputyNamed: (state, { deputy }) =>
    whenAwarded(state, (project) => ({ ...project, deputy, owners: ownersWith(state, deputy) })),
  DeputyStoodDown: (state) => whenAwarded(state, withoutDeputy),
  ProjectStarted: (state, { startedOn, recordedOn }) =>
    whenAwarded(state, (project) => {
      // Of a project taken on, months before it was are not asked for, whenever it had started.
      const updatesFrom = startOf(project)?.updatesFrom ?? startedOn.slice(0, 7);
      return { ...project, status: 'started', start: { startedOn, assumed: false, updatesFrom, recordedOn } };
    }),
  PerformanceUpdateSubmitted: (state, data) =>
    whenAwarded(state, (project) => ({ ...project, updates: withEntry(project.updates, data.month, data) })),
  PerformanceUpdateCorrected: (state, data) =>
    whenAwarded(state, (project) => ({
      ...project,
      corrections: withEntry(project.corrections, data.month, data),
    })),
  ProjectExtended: (state, data) =>
    whenAwarded(state, (project) => {
      const { finishesOn: on, recordedOn } = data;
      return withDueDate({ ...project, extension: data, plannedFinish: { on, recordedOn } }, recordedOn);
    }),
  ProjectVaried: (state, data) =>
    whenAwarded(state, (project) => {
      const { description, expectedOutputs } = data;
      const bid = { ...project.bid, ...stated({ description, expectedOutputs }) };
      return { ...project, bid, variations: withEntry(project.variations, data.variation, data) };
    }),
  ProjectFinished: (state, { recordedOn, ...known }) =>
    whenAwarded(state, (project) =>
      withDueDate({ ...project, status: 'finished', finish: known }, recordedOn),
    ),
  FinishCorrected: (state, { finishedOn, manner, recordedOn }) =>
    whenAwarded(state, (project) => {
      if (!isOver(project) || project.finish === undefined) return project;
      return withDueDate({ ...project, finish: { ...project.finish, finishedOn, manner } }, recordedOn);
    }),
};

function leadOfficerChanged(
  state: ProjectState,
  { leadOfficer, leadAgency }: DeliveryEvents['LeadOfficerChanged'],
): ProjectState {
  const owners = ownersWith(state, leadOfficer);
  const now = { leadOfficer, ...stated({ leadAgency }) };
  if (state.status === 'drafted') return { ...state, owners, draft: { ...state.draft, ...now } };
  if (!isBid(state) && !isAwarded(state)) return state;
  const changed = { ...state, owners, bid: { ...state.bid, ...now } };
  return isAwarded(changed) && changed.deputy === leadOfficer ? withoutDeputy(changed) : changed;
}

function withoutDeputy<State extends AwardedProject>({ deputy: _, ...project }: State): State {
  return project as unknown as State;
}
