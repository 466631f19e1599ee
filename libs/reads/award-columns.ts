import type { Pence } from '#kernel/pence';
import type { AwardNow } from '#reads/award-now';

const figures = [
  ['Awarded', (line: AwardNow) => line.awardedPence - line.subjectToFundingPence],
  ['Subject to funding', (line: AwardNow) => line.subjectToFundingPence],
  ['Spent', (line: AwardNow) => line.spentPence],
  ['Released', (line: AwardNow) => line.releasedPence],
  ['Reversed after the close', (line: AwardNow) => line.givenBackPence],
  ['Unspent', (line: AwardNow) => line.unspentPence],
  ['Overspend', (line: AwardNow) => line.overspendPence],
] as const;

/** Columns that most awards have no use for stand only where there is something in them. */
const always: ReadonlySet<string> = new Set(['Awarded', 'Spent', 'Released', 'Unspent', 'Overspend']);

/** How an award is laid out for people, wherever they read it. */
export interface AwardColumns {
  readonly headings: readonly string[];
  /** The amounts of a line, in pence, one a heading. */
  readonly cells: (line: AwardNow) => readonly Pence[];
}

export function awardColumns(award: readonly AwardNow[]): AwardColumns {
  const shown = figures.filter(([title, of]) => always.has(title) || award.some((line) => of(line) !== 0));
  return {
    headings: shown.map(([heading]) => heading),
    cells: (line) => shown.map(([, of]) => of(line)),
  };
}
