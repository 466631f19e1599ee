import type { FundingType } from '#funding/decision.commands';
import type { Pence } from '#kernel/pence';
import type { Budget } from '#projections/budget-at';
import type { BudgetFigures } from '#projections/budget-figures';

const always = [
  ['Confirmed', 'confirmed'],
  ['To be confirmed', 'toBeConfirmed'],
] as const;
/** Columns that most budgets have no use for stand only where there is something in them. */
const whereMoved = [
  ['Carried', 'carried'],
  ['Lapsed', 'lapsed'],
  ['Virements', 'virements'],
  ['Swaps', 'swaps'],
  ['Received', 'received'],
] as const;
const held = [
  ['Reserved', 'reserved'],
  ['Committed', 'committed'],
  ['Spent', 'spent'],
  ['Uncommitted', 'uncommitted'],
  ['Uncovered', 'uncovered'],
] as const;

/** How a budget is laid out for people, wherever they read it. */
export interface BudgetColumns {
  readonly headings: readonly string[];
  /** The amounts of a line or a total, in pence, one a heading. */
  readonly cells: (figures: BudgetFigures) => readonly Pence[];
  /** The funding types that it has, of which each has a total. */
  readonly types: readonly FundingType[];
}

export function budgetColumns({ lines }: Pick<Budget, 'lines'>): BudgetColumns {
  const moved = whereMoved.filter(([, figure]) => lines.some((line) => line[figure] !== 0));
  const columns = [...always, ...moved, ...held];
  return {
    headings: columns.map(([heading]) => heading),
    cells: (figures) => columns.map(([, figure]) => figures[figure]),
    types: (['capital', 'revenue'] as const).filter((type) =>
      lines.some(({ fundingType }) => fundingType === type),
    ),
  };
}
