import type { LocalDate } from '#kernel/local-date';
import { evaluationsDueOn } from '#projections/evaluations-due';
import type { Reading } from '#reads/reading';

/** Where an evaluation stands, for whoever chases or accepts it. */
export type QueueState = 'handed in' | 'overdue' | 'due' | 'returned' | 'put off';

/** An evaluation that is owed, or was handed in and waits for the thematic group's chair. */
export interface QueuedEvaluation {
  readonly project: string;
  readonly title: string;
  readonly leadOfficer: string | null;
  readonly thematicGroup: string | null;
  readonly form: string;
  readonly state: QueueState;
  /** When it is due; of one that was handed in, when that was. */
  readonly day: LocalDate | null;
  /** Days late today, or when it first came in; nil or below while it is not. */
  readonly daysLate: number;
}

/** What was handed in first, then what is owed, the latest first. */
export async function evaluationQueue(from: Reading): Promise<readonly QueuedEvaluation[]> {
  const { models, partnership, place } = from;
  const due = await evaluationsDueOn(models.db, partnership, place.today());
  const owed = due.map((one): QueuedEvaluation => ({ ...one, state: stateOf(one), day: one.dueOn }));
  return [...(await evaluationsHandedIn(from)), ...owed];
}

function stateOf({
  daysLate,
  agreedBecause,
}: {
  readonly daysLate: number;
  readonly agreedBecause: 'returned' | 'put-off' | null;
}): QueueState {
  if (daysLate > 0) return 'overdue';
  if (agreedBecause === null) return 'due';
  return agreedBecause === 'returned' ? 'returned' : 'put off';
}

/** What was handed in and nobody has accepted or returned, the oldest first. */
export async function evaluationsHandedIn({
  models,
  partnership,
}: Reading): Promise<readonly QueuedEvaluation[]> {
  const rows = await models.db
    .selectFrom('evaluations')
    .innerJoin('projects', (join) =>
      join
        .onRef('projects.partnership', '=', 'evaluations.partnership')
        .onRef('projects.project', '=', 'evaluations.project'),
    )
    .select(['projects.project', 'title', 'lead_officer as leadOfficer', 'thematic_group as thematicGroup'])
    .select(['form', 'submitted_on as day', 'first_days_late as firstDaysLate'])
    .where('evaluations.partnership', '=', partnership)
    .where('evaluations.status', '=', 'submitted')
    .orderBy('submitted_on')
    .orderBy('projects.project')
    .execute();
  return rows.map(({ firstDaysLate, ...row }) => ({
    ...row,
    state: 'handed in',
    daysLate: firstDaysLate ?? 0,
  }));
}
