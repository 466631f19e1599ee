import { sql } from 'kysely';
import type { Pence } from '#kernel/pence';
import type { BudgetLine, BudgetQuestion } from '#projections/budget-figures';
import type { OpenKind } from '#projections/open-amounts';
import type { ReadModels } from '#projections/read-models';

/** An amount that the uncommitted total of a budget does not count, and why it does not. */
export interface LeftOut {
  readonly kind: OpenKind | 'to-be-confirmed' | 'uncovered';
  readonly year: string;
  readonly source?: string;
  readonly project?: string;
  /** The reserve, the swap, the reclaim. */
  readonly reference?: string;
  readonly fundingType?: string;
  readonly amountPence: Pence;
  readonly note?: string;
  readonly why: string;
}

/** Why an amount is in no total of what can be awarded, in the words of every page that shows one. */
export const whyLeftOut: Readonly<Record<LeftOut['kind'], string>> = {
  'to-be-confirmed': 'The provider has not confirmed it, so it can only be allocated subject to funding.',
  'subject-to-funding': 'Awarded, but it waits for money that is to be confirmed; not yet a commitment.',
  reserve: 'Held for a duty that may arise, with no project.',
  commitment: 'Awarded and not yet paid.',
  uncovered:
    'Committed or spent beyond what the source has; it needs another source, a smaller award or a stop.',
  overspend: 'Paid beyond the award; the tasking group has still to decide. The spent total counts it.',
  swap: 'Asked of the provider and not answered; until then it is capital.',
  virement: 'Asked for and not authorised; until then it stays where it is.',
  reclaim: 'Owed by another body; it counts when it is received.',
  clawback: 'To be recovered from a recipient; it counts when it is received.',
  'match-funding-secured': 'Match funding from others; it enters no balance.',
  'match-funding-sought': 'Match funding that is still being sought; it enters no balance.',
  'in-kind': 'Given in kind; it enters no balance.',
};

/** Commitments stand as a column of the budget, line by line, and need no second mention. */
const shown: readonly OpenKind[] = [
  'subject-to-funding',
  'reserve',
  'overspend',
  'swap',
  'virement',
  'reclaim',
  'clawback',
  'match-funding-secured',
  'match-funding-sought',
  'in-kind',
];

/** What a budget's uncommitted total leaves out, at the same moment, each item with its reason (rule 14). */
export async function leftOutAt(
  db: ReadModels,
  question: BudgetQuestion,
  lines: readonly BudgetLine[],
): Promise<readonly LeftOut[]> {
  return [
    ...lines.flatMap((line) => standingOutside(line, 'to-be-confirmed', line.toBeConfirmed)),
    ...(await openAt(db, question)),
    ...lines.flatMap((line) => standingOutside(line, 'uncovered', line.uncovered)),
  ];
}

function standingOutside(
  { source, year, fundingType }: BudgetLine,
  kind: 'to-be-confirmed' | 'uncovered',
  amountPence: Pence,
): LeftOut[] {
  return amountPence === 0 ? [] : [{ kind, year, source, fundingType, amountPence, why: whyLeftOut[kind] }];
}

async function openAt(db: ReadModels, question: BudgetQuestion): Promise<readonly LeftOut[]> {
  const { partnership, asAt, knownAt } = question;
  let sums = db
    .selectFrom('open_amounts')
    .leftJoin('sources', (join) =>
      join
        .onRef('sources.partnership', '=', 'open_amounts.partnership')
        .onRef('sources.source', '=', 'open_amounts.source'),
    )
    .select(['kind', 'open_amounts.source', 'project', 'funding_type', 'reference'])
    // What was opened in one year may be settled in the next, and belongs to the year of its source all
    // along.
    .select(({ fn }) => fn.coalesce('sources.year', fn.min('open_amounts.year')).as('year'))
    .select(sql<number | string>`cast(sum(amount_pence) as bigint)`.as('pence'))
    // Every change of one amount after the first says no more about it, so the longest note is the first.
    .select((of) => of.fn.max('note').as('note'))
    .where('open_amounts.partnership', '=', partnership)
    .where('kind', 'in', shown)
    .groupBy(['kind', 'sources.year', 'open_amounts.source', 'project', 'funding_type', 'reference'])
    .orderBy((of) => of.fn.min('position'))
    .orderBy('reference');
  if (asAt !== undefined) sums = sums.where('effective_on', '<=', asAt);
  if (knownAt !== undefined) sums = sums.where('recorded_at', '<=', knownAt);
  return (await sums.execute()).flatMap((row) => listed(row, question));
}

interface OpenRow {
  readonly kind: string;
  readonly year: string;
  readonly source: string | null;
  readonly project: string | null;
  readonly funding_type: string | null;
  readonly reference: string;
  readonly note: string | null;
  readonly pence: number | string;
}

function listed({ pence, funding_type: fundingType, ...row }: OpenRow, question: BudgetQuestion): LeftOut[] {
  const { year } = row;
  const kind = row.kind as OpenKind;
  const amountPence = Number(pence);
  if (question.year !== undefined && year !== question.year) return [];
  // An answer may be dated before what it answers; in between nothing was asked for, so nothing stands open.
  // What is given in kind may have no value, and is listed all the same.
  if (amountPence < 0 || (amountPence === 0 && kind !== 'in-kind')) return [];
  return [{ ...known({ ...row, fundingType }), kind, year, amountPence, why: whyLeftOut[kind] }];
}

type Known = Partial<Pick<LeftOut, 'source' | 'project' | 'fundingType' | 'reference' | 'note'>>;

function known(row: { readonly [Name in keyof Known]: string | null }): Known {
  const { source, project, fundingType, reference, note } = row;
  const told = Object.entries({ source, project, fundingType, reference, note });
  return Object.fromEntries(told.filter(([, value]) => value !== null && value !== undefined));
}
