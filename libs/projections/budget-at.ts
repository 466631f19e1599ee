import { sql } from 'kysely';
import { figuresOf } from '#funding/funding-source/figures';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { BudgetFigures, BudgetLine, BudgetQuestion } from '#projections/budget-figures';
import { leftOutAt } from '#projections/budget-left-out';
import type { LeftOut } from '#projections/budget-left-out';
import type { ReadModels } from '#projections/read-models';

export interface Budget {
  readonly lines: readonly BudgetLine[];
  /**
   * By funding type, and of both. One never pays for the other, so the sum of both is a count and no purse.
   */
  readonly totals: Readonly<Record<'capital' | 'revenue' | 'all', BudgetFigures>>;
  /** What lies outside the uncommitted total, item by item, with why (rule 14). */
  readonly leftOut: readonly LeftOut[];
}

/**
 * The budget of a partnership: the postings that were true by a day and known by a moment, summed by source,
 * financial year and funding type. Nothing is left out of a total without standing in `leftOut`.
 */
export async function budgetAt(db: ReadModels, question: BudgetQuestion): Promise<Budget> {
  const sums = await accountSums(db, question);
  const versions = await sourcesAt(db, question);
  const lines = [...Map.groupBy(sums, ({ source, funding_type: type }) => `${source} ${type}`).values()].map(
    (accounts) => lineOf(accounts, versions),
  );
  const of = (type: string): BudgetLine[] => lines.filter(({ fundingType }) => fundingType === type);
  return {
    lines,
    totals: { capital: totalOf(of('capital')), revenue: totalOf(of('revenue')), all: totalOf(lines) },
    leftOut: await leftOutAt(db, question, lines),
  };
}

interface AccountSum {
  readonly source: string;
  readonly year: string;
  readonly funding_type: string;
  readonly account: string;
  readonly pence: Pence;
}

async function accountSums(db: ReadModels, question: BudgetQuestion): Promise<readonly AccountSum[]> {
  const { partnership, year, asAt, knownAt } = question;
  let sums = db
    .selectFrom('postings')
    .select(['source', 'year', 'funding_type', 'account'])
    // PostgreSQL sums a whole number of 8 bytes to a decimal, which a driver hands over as text.
    .select(sql<number | string>`cast(sum(amount_pence) as bigint)`.as('pence'))
    .where('partnership', '=', partnership)
    .groupBy(['year', 'source', 'funding_type', 'account'])
    .orderBy('year')
    .orderBy('source')
    .orderBy('funding_type');
  if (year !== undefined) sums = sums.where('year', '=', year);
  if (asAt !== undefined) sums = sums.where('effective_on', '<=', asAt);
  if (knownAt !== undefined) sums = sums.where('recorded_at', '<=', knownAt);
  const rows = await sums.execute();
  return rows.map((row) => ({ ...row, pence: Number(row.pence) }));
}

type SourceVersion = Pick<BudgetLine, 'name' | 'provider' | 'exampleOnly'>;

/**
 * What each source was called then. A version says everything of its source as it was known when it was
 * recorded, so what a back-dated one did not itself change is not news of its day.
 */
async function sourcesAt(
  db: ReadModels,
  { partnership, asAt, knownAt }: BudgetQuestion,
): Promise<ReadonlyMap<string, SourceVersion>> {
  let versions = db
    .selectFrom('source_versions')
    .select(['source', 'name', 'provider', 'example_only', 'effective_on'])
    .where('partnership', '=', partnership)
    .orderBy('position');
  if (knownAt !== undefined) versions = versions.where('recorded_at', '<=', knownAt);
  const bySource = Map.groupBy(await versions.execute(), ({ source }) => source);
  return new Map([...bySource].map(([source, rows]) => [source, calledAt(source, rows, asAt)]));
}

interface VersionRow {
  readonly name: string;
  readonly provider: string;
  readonly example_only: number;
  readonly effective_on: string;
}

/** Of each version what it changed; the first of them said everything. */
function calledAt(source: string, versions: readonly VersionRow[], asAt: string | undefined): SourceVersion {
  return versions.reduce((called, version, index) => {
    const isLater = asAt !== undefined && version.effective_on > asAt;
    return isLater ? called : withNews(called, version, versions[index - 1]);
  }, unnamed(source));
}

function withNews(called: SourceVersion, version: VersionRow, before: VersionRow | undefined): SourceVersion {
  const { name, provider, example_only: example } = version;
  return {
    name: name === before?.name ? called.name : name,
    provider: provider === before?.provider ? called.provider : provider,
    exampleOnly: before === undefined ? example === 1 : called.exampleOnly,
  };
}

/** A posting may be back-dated to before its source was opened; it then has no name yet but its identity. */
function unnamed(source: string): SourceVersion {
  return { name: source, provider: '', exampleOnly: false };
}

function lineOf(accounts: readonly AccountSum[], versions: ReadonlyMap<string, SourceVersion>): BudgetLine {
  const [{ source, year, funding_type: fundingType } = accounts[0] as AccountSum] = accounts;
  const sums = new Map(accounts.map(({ account, pence }) => [account, pence]));
  const named = versions.get(source) ?? unnamed(source);
  return { source, ...named, year, fundingType, ...figuresOf((account) => sums.get(account)) };
}

function totalOf(lines: readonly BudgetFigures[]): BudgetFigures {
  const sum = (figure: keyof BudgetFigures): Pence => sumPence(lines.map((line) => line[figure]));
  return {
    confirmed: sum('confirmed'),
    toBeConfirmed: sum('toBeConfirmed'),
    carried: sum('carried'),
    lapsed: sum('lapsed'),
    virements: sum('virements'),
    swaps: sum('swaps'),
    received: sum('received'),
    reserved: sum('reserved'),
    committed: sum('committed'),
    subjectToFunding: sum('subjectToFunding'),
    spent: sum('spent'),
    uncommitted: sum('uncommitted'),
    uncovered: sum('uncovered'),
  };
}
