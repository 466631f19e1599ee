import type { FundingType } from '#funding/funding-source/funding-source.events';
import type { Pence } from '#kernel/pence';
import { budgetAt } from '#projections/budget-at';
import type { BudgetLine } from '#projections/budget-figures';
import type { Visit } from '../../access/visit.js';

/** A source and funding type from which an award can be made, as it stands. */
export interface Purse {
  /** The name of its input in the form. */
  readonly field: string;
  readonly source: string;
  readonly fundingType: FundingType;
  readonly name: string;
  readonly uncommittedPence: Pence;
  readonly line: BudgetLine;
}

/** One part of a source's money, as a bar shows it and as the table beside it says. */
interface Part {
  readonly name: string;
  readonly kind: 'spent' | 'committed' | 'reserved' | 'this' | 'left' | 'lacking';
  readonly pence: Pence;
  /** In hundredths of the bar. */
  readonly from: number;
  readonly width: number;
}

/** What an award does to a source, before it is decided. */
export interface Effect {
  readonly name: string;
  readonly fundingType: string;
  readonly parts: readonly Part[];
}

/** The sources that have, or have had, money of a kind, by year and name. */
export async function pursesOf({ reading: { models, partnership } }: Visit): Promise<readonly Purse[]> {
  const { lines } = await budgetAt(models.db, { partnership });
  return lines.map((line, index) => ({
    field: `from${index}`,
    source: line.source,
    fundingType: line.fundingType as FundingType,
    name: `${line.name}, ${line.year}, ${line.fundingType}`,
    uncommittedPence: line.uncommitted,
    line,
  }));
}

/**
 * What this much of an award leaves of a source: spent, committed, reserved, this award, and what is left.
 */
export function effectOf({ name, line, fundingType }: Purse, awardPence: Pence): Effect {
  const left = line.uncommitted - line.uncovered - awardPence;
  const all = [
    ['Spent', 'spent', line.spent],
    ['Committed', 'committed', line.committed],
    ['Reserved', 'reserved', line.reserved],
    ['This award', 'this', awardPence],
    left < 0 ? (['Lacking', 'lacking', -left] as const) : (['Left', 'left', left] as const),
  ] as const;
  const whole = all.reduce((sum, [, , pence]) => sum + Math.max(pence, 0), 0);
  let from = 0;
  const parts = all.map(([partName, kind, pence]): Part => {
    const width = whole === 0 ? 0 : (Math.max(pence, 0) * 100) / whole;
    const part = { name: partName, kind, pence, from: round(from), width: round(width) };
    from += width;
    return part;
  });
  return { name, fundingType, parts };
}

function round(hundredths: number): number {
  return Math.round(hundredths * 100) / 100;
}
