import { addDays, daysBetween } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';
import type { ReadModels } from '#projections/read-models';

/** An evaluation that is owed. A reserve has no project and is never among them. */
export interface EvaluationDue {
  readonly project: string;
  readonly title: string;
  readonly leadOfficer: string | null;
  readonly thematicGroup: string | null;
  readonly form: string;
  /** The day from which the four weeks count: the actual finish, else the planned one. */
  readonly finish: LocalDate | null;
  readonly hasFinished: boolean;
  readonly dueOn: LocalDate;
  /** How many days late it is on the day asked about; nil or below while it is not. */
  readonly daysLate: number;
  /** How late it first came in, when it was returned. */
  readonly firstDaysLate: number | null;
  /** Whether the date was agreed because the evaluation was returned, or put off as too early. */
  readonly agreedBecause: 'returned' | 'put-off' | null;
  readonly reasons: string | null;
}

/**
 * The evaluations that are owed on a day, the latest first: those of projects that have finished or should
 * have, and those that were returned or put off. Of a project that still runs within its plan, nothing is
 * owed yet.
 */
export async function evaluationsDueOn(
  db: ReadModels,
  partnership: string,
  on: LocalDate,
): Promise<readonly EvaluationDue[]> {
  const rows = await evaluationsOwed(db, partnership)
    .where((where) =>
      where.or([
        // The ladder begins at the finish, four weeks before the due date; a date that was agreed may be
        // later.
        where('obligations.due_on', '<=', addDays(on, fourWeeks)),
        where('evaluations.agreed_because', 'is not', null),
      ]),
    )
    .orderBy('obligations.due_on')
    .orderBy('evaluations.project')
    .execute();
  return rows.map((row) => ({
    project: row.project,
    title: row.title,
    leadOfficer: row.lead_officer,
    thematicGroup: row.thematic_group,
    form: row.form,
    finish: row.finished_on ?? row.planned_finish,
    hasFinished: row.finished_on !== null,
    dueOn: row.dueOn,
    daysLate: daysBetween(row.dueOn, on),
    firstDaysLate: row.first_days_late,
    agreedBecause: row.agreed_because as EvaluationDue['agreedBecause'],
    reasons: row.agreed_reasons,
  }));
}

const fourWeeks = 28;

/** The rule of the project says whether one is owed: not for an award that was withdrawn, for example. */
const evaluationsOwed = (db: ReadModels, partnership: string) =>
  db
    .selectFrom('evaluations')
    .innerJoin('projects', (join) =>
      join
        .onRef('projects.partnership', '=', 'evaluations.partnership')
        .onRef('projects.project', '=', 'evaluations.project'),
    )
    .innerJoin('obligations', (join) =>
      join
        .onRef('obligations.partnership', '=', 'evaluations.partnership')
        .onRef('obligations.project', '=', 'evaluations.project')
        .on('obligations.kind', '=', 'evaluation'),
    )
    .selectAll('evaluations')
    .select(['obligations.due_on as dueOn'])
    .select(['title', 'lead_officer', 'thematic_group', 'planned_finish', 'finished_on'])
    .where('evaluations.partnership', '=', partnership);

/** The projects whose evaluation a lead officer owes and that are late on a day, by id (rule 21). */
export async function overdueEvaluationsOf(
  db: ReadModels,
  partnership: string,
  person: string,
  on: LocalDate,
): Promise<readonly string[]> {
  const due = await evaluationsDueOn(db, partnership, on);
  return due
    .filter(({ leadOfficer, daysLate }) => leadOfficer === person && daysLate > 0)
    .map(({ project }) => project);
}
