import type { FundingType } from '#funding/funding-source/funding-source.events';
import type { Pence } from '#kernel/pence';
import { formatPence } from '#kernel/pence';
import { budgetAt } from '#projections/budget-at';
import type { BudgetLine } from '#projections/budget-figures';
import type { LeftOut } from '#projections/budget-left-out';
import type { Typed } from '#govuk/fields';
import { yearInWords } from '#kernel/financial-year';
import type { Visit } from '../../access/visit.js';

/** Money from which an award can be made, as it stands: of a source, or of a reserve at one. */
export interface Purse {
  /** The name of its input in a form. It stays the same while money comes and goes. */
  readonly field: string;
  readonly source: string;
  readonly fundingType: FundingType;
  readonly year: string;
  /** Money that is to be confirmed can be awarded subject to funding alone. */
  readonly of: 'uncommitted' | 'to-be-confirmed' | 'reserve';
  /** The reserve from which it would be called. */
  readonly reserve?: string;
  readonly name: string;
  /** What is set out beside what is left, for the bar of an effect. */
  readonly held: readonly Held[];
  /** Below nil, what is lacking. */
  readonly leftPence: Pence;
  /** What is awarded here subject to funding: money that comes is committed to it at once. */
  readonly waitingPence?: Pence;
}

interface Held {
  readonly name: string;
  readonly kind: 'spent' | 'committed' | 'reserved';
  readonly pence: Pence;
}

/** The money of every source that is still open, by year and name; each source before what it reserves. */
export async function pursesOf({ reading: { models, partnership } }: Visit): Promise<readonly Purse[]> {
  const open = await models.db
    .selectFrom('sources')
    .select(['source', 'year'])
    .where('partnership', '=', partnership)
    .where('status', '=', 'open')
    .orderBy('year')
    .execute();
  const isOpen = new Set(open.map(({ source }) => source));
  // Years that are over give nothing, and a partnership has many of them.
  const years = [...new Set(open.map(({ year }) => year))];
  const budgets = await Promise.all(years.map(async (year) => budgetAt(models.db, { partnership, year })));
  return budgets.flatMap(({ lines, leftOut }) =>
    lines
      .filter(({ source }) => isOpen.has(source))
      .flatMap((line) => [uncommitted(line), expected(line), ...reservesAt(line, leftOut)]),
  );
}

/** The money of one source and funding type; undefined when the source is not open. */
export function purseAt(
  purses: readonly Purse[],
  at: { readonly source: string; readonly fundingType: string },
  of: 'uncommitted' | 'to-be-confirmed' = 'uncommitted',
): Purse | undefined {
  return purses.find((one) => {
    return one.of === of && one.source === at.source && one.fundingType === at.fundingType;
  });
}

/** What the desk says of the money stands beside the first sum that was typed. */
export function moneyFields(
  purses: readonly Purse[],
  typed: Typed,
  otherwise: string,
): Readonly<Record<string, string>> {
  const asked = purses.find(({ field }) => (typed[field] ?? '') !== '');
  const money = asked?.field ?? otherwise;
  const ofMoney = ['award', 'allocations', 'changes', 'amountPence', 'source'];
  return { ...Object.fromEntries(ofMoney.map((field) => [field, money])), conditions: 'condition1' };
}

/** What can be awarded from it, in words. */
export function leftInWords({ of, leftPence }: Purse): string {
  const left = formatPence(Math.max(leftPence, 0));
  if (of === 'reserve') return `${left} is held`;
  return of === 'uncommitted' ? `${left} is uncommitted` : `${left} is to be confirmed`;
}

function uncommitted(line: BudgetLine): Purse {
  return {
    ...placeOf(line, 'from'),
    of: 'uncommitted',
    name: nameOf(line),
    held: [
      { name: 'Spent', kind: 'spent', pence: line.spent },
      { name: 'Committed', kind: 'committed', pence: line.committed },
      { name: 'Reserved', kind: 'reserved', pence: line.reserved },
    ],
    leftPence: line.uncommitted - line.uncovered,
    waitingPence: line.subjectToFunding,
  };
}

function expected(line: BudgetLine): Purse {
  return {
    ...placeOf(line, 'subject'),
    of: 'to-be-confirmed',
    name: `${nameOf(line)}, subject to funding`,
    held: [{ name: 'Awarded subject to funding', kind: 'committed', pence: line.subjectToFunding }],
    leftPence: line.toBeConfirmed - line.subjectToFunding,
  };
}

function reservesAt(line: BudgetLine, leftOut: readonly LeftOut[]): readonly Purse[] {
  return leftOut.flatMap(({ kind, source, fundingType, reference, amountPence, note }) => {
    const isHere = source === line.source && fundingType === line.fundingType;
    if (kind !== 'reserve' || reference === undefined || !isHere) return [];
    const name = `${nameOf(line)}, from the reserve: ${note ?? reference}`;
    const place = placeOf(line, `reserve-${reference}`);
    return [{ ...place, of: 'reserve', reserve: reference, name, held: [], leftPence: amountPence }];
  });
}

function placeOf(
  { source, fundingType, year }: BudgetLine,
  kind: string,
): Pick<Purse, 'field' | 'source' | 'fundingType' | 'year'> {
  const type = fundingType as FundingType;
  return { field: `${kind}-${source}-${fundingType}`, source, fundingType: type, year };
}

function nameOf({ name, year, fundingType }: BudgetLine): string {
  return `${name}, ${yearInWords(year)}, ${fundingType}`;
}
