import { firstDayOf, lastDayOf } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { Reading } from '#reads/reading';
import type { SpendQuestion } from '#reads/spend-history';

/**
 * What was paid within a year beside what its budget has as spent. A payment belongs to its day in the one,
 * and to the year of its source in the other; a reversal after the close is taken off the one, and stands in
 * the other as received, since a closed year's figures stand.
 */
export interface SpentAndBudget {
  /** By the day on which it took effect, reversals taken off. */
  readonly paidPence: Pence;
  /** Of that, what sources of other years paid. */
  readonly ofOtherYearsPence: Pence;
  /** What the year's sources paid on days of other years. */
  readonly onOtherDaysPence: Pence;
  /** Of what was reversed within the year, what had been paid in a year that was closed. */
  readonly reversedPence: Pence;
  /** What the budget of the year has as spent. */
  readonly budgetPence: Pence;
}

export async function spentAndBudget(from: Reading, year: FinancialYear): Promise<SpentAndBudget> {
  const { models, partnership } = from;
  const rows = await models.db
    .selectFrom('postings')
    .select(['account', 'year', 'effective_on as on', 'amount_pence as pence'])
    .where('partnership', '=', partnership)
    .where('account', 'in', ['spent', 'prior-year'])
    .where((row) =>
      row.or([
        row('year', '=', year),
        row.and([row('effective_on', '>=', firstDayOf(year)), row('effective_on', '<=', lastDayOf(year))]),
      ]),
    )
    .execute();
  const isWithin = ({ on }: { readonly on: string }): boolean =>
    on >= firstDayOf(year) && on <= lastDayOf(year);
  const sum = (counts: (row: (typeof rows)[number]) => boolean): Pence =>
    sumPence(rows.filter(counts).map(({ pence }) => pence));
  return {
    paidPence: sum(isWithin),
    ofOtherYearsPence: sum((row) => isSpent(row) && isWithin(row) && row.year !== year),
    onOtherDaysPence: sum((row) => isSpent(row) && !isWithin(row)),
    reversedPence: 0 - sum((row) => !isSpent(row) && isWithin(row)),
    budgetPence: sum((row) => isSpent(row) && row.year === year),
  };
}

function isSpent({ account }: { readonly account: string }): boolean {
  return account === 'spent';
}

/** Of the spending that is asked for, what was reversed after its year was closed: above nil, in pence. */
export async function reversedAfterClose(from: Reading, question: SpendQuestion): Promise<Pence> {
  const { models, partnership, state } = from;
  // Every posting would be looked through to find that there is none.
  if (state.closedYears.length === 0) return 0;
  const { project, source, officer, from: first, to: last } = question;
  let adjustments = models.db
    .selectFrom('postings')
    .select('amount_pence as pence')
    .where('partnership', '=', partnership)
    .where('account', '=', 'prior-year');
  if (project !== undefined) adjustments = adjustments.where('project', '=', project);
  if (source !== undefined) adjustments = adjustments.where('source', '=', source);
  if (first !== undefined) adjustments = adjustments.where('effective_on', '>=', first);
  if (last !== undefined) adjustments = adjustments.where('effective_on', '<=', last);
  if (officer !== undefined) {
    const led = models.db.selectFrom('projects').select('project').where('partnership', '=', partnership);
    adjustments = adjustments.where('project', 'in', led.where('lead_officer', '=', officer));
  }
  return 0 - sumPence((await adjustments.execute()).map(({ pence }) => pence));
}
