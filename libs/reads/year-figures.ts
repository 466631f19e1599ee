import { firstDayOf, lastDayOf } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { Reading } from '#reads/reading';
import { evaluationQueue } from '#reads/evaluation-queue';

/** What was spent in a calendar month, `2011-04`, by the day on which it took effect. */
export interface SpentInMonth {
  readonly month: string;
  readonly pence: Pence;
}

/** The months of a financial year, April first, each with what was spent in it less what was reversed. */
export async function spentByMonth(from: Reading, year: FinancialYear): Promise<readonly SpentInMonth[]> {
  const charges = await chargesIn(from, year);
  const byMonth = Map.groupBy(charges, ({ effectiveOn }) => effectiveOn.slice(0, 7));
  return monthsOf(year).map((month) => ({ month, pence: totalOf(byMonth.get(month) ?? []) }));
}

/** What was spent in a year by the projects that serve a priority. */
export interface SpentOnPriority {
  readonly priority: string;
  readonly name: string;
  readonly projects: number;
  readonly pence: Pence;
}

/**
 * A project that serves several priorities is in the sum of each, and once in the total: the sums of the
 * priorities can come to more than the total.
 */
export async function spentByPriority(
  from: Reading,
  year: FinancialYear,
): Promise<{ readonly priorities: readonly SpentOnPriority[]; readonly totalPence: Pence }> {
  const { models, partnership, state } = from;
  const charges = await chargesIn(from, year);
  const byProject = Map.groupBy(charges, ({ project }) => project);
  const served = await models.db
    .selectFrom('project_priorities')
    .select(['project', 'priority'])
    .where('partnership', '=', partnership)
    .execute();
  const priorities = state.priorities.map(({ priority, name }) => {
    const projects = served.filter((one) => one.priority === priority && byProject.has(one.project));
    const pence = sumPence(projects.map(({ project }) => totalOf(byProject.get(project) ?? [])));
    return { priority, name, projects: projects.length, pence };
  });
  return { priorities: priorities.filter(({ projects }) => projects > 0), totalPence: totalOf(charges) };
}

/** How many evaluations came in on time, came in late, or are late and have not come in, of all years. */
export async function evaluationsOnTime(
  from: Reading,
): Promise<{ readonly onTime: number; readonly late: number; readonly overdue: number }> {
  const rows = await from.models.db
    .selectFrom('evaluations')
    .select('first_days_late as daysLate')
    .where('partnership', '=', from.partnership)
    .where('first_days_late', 'is not', null)
    .execute();
  const onTime = rows.filter(({ daysLate }) => (daysLate ?? 0) <= 0).length;
  const overdue = (await evaluationQueue(from)).filter(({ state }) => state === 'overdue').length;
  return { onTime, late: rows.length - onTime, overdue };
}

interface ChargeRow {
  readonly project: string;
  readonly amountPence: Pence;
  readonly effectiveOn: string;
}

async function chargesIn(
  { models, partnership }: Reading,
  year: FinancialYear,
): Promise<readonly ChargeRow[]> {
  return models.db
    .selectFrom('payment_charges')
    .select(['project', 'amount_pence as amountPence', 'effective_on as effectiveOn'])
    .where('partnership', '=', partnership)
    .where('effective_on', '>=', firstDayOf(year))
    .where('effective_on', '<=', lastDayOf(year))
    .execute();
}

function totalOf(charges: readonly ChargeRow[]): Pence {
  return sumPence(charges.map(({ amountPence }) => amountPence));
}

function monthsOf(year: FinancialYear): readonly string[] {
  const first = Number(year.slice(0, 4));
  return Array.from({ length: 12 }, (_, index) => {
    const month = String(((index + 3) % 12) + 1).padStart(2, '0');
    return `${index < 9 ? first : first + 1}-${month}`;
  });
}
