import type { DraftAnswers } from '#funding/project/delivery.events';
import type { AwardedProject } from '#funding/project/state';
import { typedDay } from '#govuk/fields';
import type { Typed } from '#govuk/fields';
import type { OpenTask, Task } from '../../drafts/task.js';

/** A project whose evaluation is written, with what its bid promised. */
export interface EvaluationOf {
  readonly state: AwardedProject;
}

/** A part of an evaluation that is filled in by itself. */
export type EvaluationTask = Task<DraftAnswers, EvaluationOf>;

/** The same as it is filled in on one page. */
export type OpenEvaluationTask = OpenTask<DraftAnswers>;

/** What was said of several things; what was left empty is not among it. */
export function stated(parts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

/** What is said of what should happen next, as it is typed. */
export function typedNext(next: DraftAnswers['next']): Typed {
  if (next === undefined) return {};
  const { from, ...said } = next;
  return { ...said, ...typedDay('from', from) };
}
