import type { AwardedProject } from '#funding/project/state';
import type { Write } from '#projections/projection';
import { conditions, evaluations, performanceUpdates, projects } from '#projections/projects.tables';
import type { RowOf } from '#projections/table';

/** What of a project its due dates and obligations are reckoned from. */
type Delivery = Pick<
  AwardedProject,
  'status' | 'acceptance' | 'conditions' | 'plannedFinish' | 'updates' | 'evaluation'
>;

type ProjectRow = Readonly<RowOf<typeof projects>>;
type EvaluationRow = Readonly<RowOf<typeof evaluations>>;

/**
 * A project as its rows say it is, in the shape that its own rules read: so that when an evaluation is due,
 * and what is owed, are said in one place. It holds nothing else of the project; its money in particular is
 * not there.
 */
export function deliveryOf(write: Write, stream: string): AwardedProject {
  const row = write.the(projects, stream);
  const delivery: Delivery & object = {
    status: row.status as AwardedProject['status'],
    acceptance: acceptanceOf(row),
    conditions: new Map(write.all(conditions, stream).map((one) => [one.condition, conditionOf(one)])),
    updates: new Map(write.all(performanceUpdates, stream).map(({ month }) => [month, {} as never])),
    evaluation: evaluationOf(write.the(evaluations, stream)),
    ...plannedFinishOf(row),
    ...startOf(row),
    ...finishOf(row),
  };
  return delivery as AwardedProject;
}

function acceptanceOf({
  acceptance,
  accept_by: on,
  accept_since: recordedOn,
}: ProjectRow): Delivery['acceptance'] {
  if (acceptance === 'awaited' && on !== null && recordedOn !== null)
    return { answer: acceptance, on, recordedOn };
  return { answer: acceptance as 'accepted' | 'lapsed' };
}

function conditionOf(row: Readonly<RowOf<typeof conditions>>): never {
  const { condition, to_be_met: when, terms: text, due_on: dueOn, since: recordedOn, status } = row;
  return { condition, when, text, status, recordedOn, ...(dueOn === null ? {} : { dueOn }) } as never;
}

function evaluationOf(row: EvaluationRow): Delivery['evaluation'] {
  const { status, due_on, due_since, agreed_because, agreed_on } = row;
  const agreed = agreed_on === null ? {} : { agreed: { because: agreed_because, on: agreed_on } };
  const due = due_on === null ? {} : { due: { on: due_on, recordedOn: due_since } };
  return { status, issued: [], ...agreed, ...due } as unknown as Delivery['evaluation'];
}

function plannedFinishOf({ planned_finish: on, planned_since: recordedOn }: ProjectRow): object {
  return on === null ? {} : { plannedFinish: { on, recordedOn } };
}

function startOf({ updates_from: updatesFrom, started_since: recordedOn }: ProjectRow): object {
  return updatesFrom === null ? {} : { start: { updatesFrom, recordedOn } };
}

function finishOf({ finished_on: finishedOn, finish_manner: manner }: ProjectRow): object {
  return finishedOn === null ? {} : { finish: { finishedOn, manner } };
}
