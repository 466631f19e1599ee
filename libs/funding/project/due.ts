import { daysBetween, maxDate } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';
import { evaluationDueOn as dueAfter } from '#funding/ladder';
import type { AwardedProject, DatedFrom } from './state.js';

/**
 * The project with the due date of its evaluation as its dates now make it. A date that stays is due since
 * before; a new one is since the day on which it was recorded, from which its ladder starts (rule 18).
 */
export function withDueDate<State extends AwardedProject>(project: State, recordedOn: LocalDate): State {
  const on = dueDate(project);
  const { due: before, ...rest } = project.evaluation;
  if (on === before?.on) return project;
  const due: { due?: DatedFrom } = on === undefined ? {} : { due: { on, recordedOn } };
  return { ...project, evaluation: { ...rest, ...due } };
}

/**
 * Rule 16: four weeks after the finish, the actual one or else the planned one. A date agreed on a return
 * stands as agreed; "too early" puts it off, and never brings forward what a later finish has moved.
 */
function dueDate(project: AwardedProject): LocalDate | undefined {
  const { agreed } = project.evaluation;
  const finish = finishOf(project);
  if (agreed === undefined) return finish === undefined ? undefined : dueAfter(finish);
  if (agreed.because === 'returned' || finish === undefined) return agreed.on;
  return maxDate(agreed.on, dueAfter(finish));
}

function finishOf(project: AwardedProject): LocalDate | undefined {
  const actual = 'finish' in project ? project.finish?.finishedOn : undefined;
  return actual ?? project.plannedFinish?.on;
}

/** How many days after its due date something came in; 0 when it was in time. */
export function daysLate(dueOn: LocalDate, on: LocalDate): number {
  return Math.max(0, daysBetween(dueOn, on));
}
