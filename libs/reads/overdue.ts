import { evaluationsDueOn } from '#projections/evaluations-due';
import type { Reading } from '#reads/reading';

/** The projects whose evaluations are overdue today, by the lead officer who owes them (rule 21). */
export async function overdueByLeadOfficer({
  models,
  partnership,
  place,
}: Reading): Promise<ReadonlyMap<string, readonly string[]>> {
  const due = await evaluationsDueOn(models.db, partnership, place.today());
  const overdue = due.filter(({ daysLate, leadOfficer }) => daysLate > 0 && leadOfficer !== null);
  const byOfficer = Map.groupBy(overdue, ({ leadOfficer }) => leadOfficer ?? '');
  return new Map([...byOfficer].map(([officer, all]) => [officer, all.map(({ project }) => project)]));
}
