import { revisions } from '#desk/noun-stream';
import { answersSoFar, missingOf } from '#funding/project/evaluation';
import type { DraftAnswers } from '#funding/project/delivery.events';
import { formOwed, isOver } from '#funding/project/state';
import type { AwardedProject } from '#funding/project/state';
import { isId, projectStream } from '#kernel/ids';
import type { Visit } from '../../access/visit.js';
import { SeeOther } from '../../answering/page.js';
import { awardFor, trailTo } from '../../award-for.js';
import type { PageCommand } from '../../commands/sending.js';
import { mergedWith } from '../../drafts/draft.js';
import type { Draft } from '../../drafts/draft.js';
import { doneTask } from './done.task.js';
import type { EvaluationOf } from './evaluation-task.js';
import { changeTask, nextTask, valueTask } from './plain.tasks.js';

/** An evaluation as it is written, part by part. */
export interface WrittenEvaluation extends Draft<DraftAnswers, EvaluationOf> {
  readonly state: AwardedProject;
  /** What of its form is not answered yet. */
  readonly missing: readonly string[];
  /** A finish is recorded, so that it can be handed in. */
  readonly hasFinished: boolean;
}

const tasks = [doneTask, changeTask, valueTask, nextTask];

/**
 * The evaluation of someone's own project. What is written belongs to the project, and goes to whoever leads
 * it next. @throws HandedOver for whoever led it before, and NotFoundException for anyone else
 */
export async function ownEvaluation(visit: Visit, project: string): Promise<WrittenEvaluation> {
  // Read before the answers: what is recorded between the two is then known for something that was not seen.
  const revision = await revisionOf(visit, project);
  const state = await awardFor(visit, project, 'SubmitEvaluation');
  const soFar = answersSoFar(state);
  const form = formOwed(state);
  const at = visit.at(`/projects/${project}/submit-evaluation`);
  return {
    state,
    soFar,
    form,
    missing: missingOf(soFar, form),
    hasFinished: isOver(state) && state.finish !== undefined,
    tasks,
    known: { state },
    at,
    caption: state.bid.title,
    trail: [...trailTo(visit, state), { text: 'Evaluation', href: at }],
    whyNot: () => undefined,
    savedWith: (said) => ({ ...savedWith(project, mergedWith(soFar, said)), ifRevision: revision }),
    after: (said) => (missingOf(mergedWith(soFar, said), form).length === 0 ? `${at}/check` : at),
  };
}

async function revisionOf({ reading: { place, partnership } }: Visit, project: string): Promise<number> {
  return isId(project) ? place.state(projectStream(partnership, project), revisions) : revisions.initialState;
}

function savedWith(project: string, answers: DraftAnswers): PageCommand {
  return { name: 'DraftEvaluation', content: { project, answers } } as unknown as PageCommand;
}

/** To where it is read, once it was handed in or is not owed any more: there is nothing left to write. */
export function toRead(visit: Visit, { state }: WrittenEvaluation): SeeOther | undefined {
  const isOpen = state.evaluation.status === 'owed' && state.status !== 'award-withdrawn';
  return isOpen ? undefined : new SeeOther(visit.at(`/evaluations/${state.project}`));
}
