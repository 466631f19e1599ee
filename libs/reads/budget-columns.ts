import { bothTypes } from '#funding/funding-source/state';
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
  /** A total for each funding type that it has, and where there are two, of both. */
  readonly totals: readonly { readonly heading: string; readonly cells: readonly Pence[] }[];
}

export function budgetColumns({ lines, totals }: Pick<Budget, 'lines' | 'totals'>): BudgetColumns {
  const moved = whereMoved.filter(([, figure]) => lines.some((line) => line[figure] !== 0));
  const columns = [...always, ...moved, ...held];
  const cells = (figures: BudgetFigures): readonly Pence[] => columns.map(([, figure]) => figures[figure]);
  const types = bothTypes.filter((type) => lines.some(({ fundingType }) => fundingType === type));
  return {
    headings: columns.map(([heading]) => heading),
    cells,
    totals: [
      ...types.map((type) => ({ heading: `Total, ${type}`, cells: cells(totals[type]) })),
      ...(types.length > 1 ? [{ heading: 'Total, both', cells: cells(totals.all) }] : []),
    ],
  };
}
