import type { Facts } from '#documents/facts/facts';
import { projectsIn, reservesIn } from '#documents/facts/in-year';
import { nothing, summed } from '#documents/facts/money';
import type { ProjectFacts } from '#documents/facts/project-facts';
import { amount, note, table, words } from '#documents/model/document';
import type { Cell, Figure, Part } from '#documents/model/document';
import { quoted } from '#documents/model/text-safety';
import type { FundingType } from '#funding/funding-source/funding-source.events';
import type { Account } from '#funding/funding-source/postings';
import type { FinancialYear } from '#kernel/financial-year';

/** A line of the account, by funding type. */
interface Line {
  readonly what: string;
  readonly capital: Figure;
  readonly revenue: Figure;
}

/**
 * What adds to a source's money, or takes from it, beside its provider; rule 8. The sign is the account's.
 */
const movements: readonly (readonly [what: string, account: Account, sign: 1 | -1])[] = [
  ['Carried from and to other years', 'carried', -1],
  ['Lapsed', 'lapsed', -1],
  ['Virements between sources', 'virements', -1],
  ['Swaps of capital for revenue', 'swaps', -1],
  ['Reclaims and clawback received', 'recoveries', -1],
  ['Given back from closed years', 'prior-year', -1],
];

/**
 * From what is confirmed to what the tasking group can still award, each item between the two named. One
 * funding type never pays for the other, so each has its own column; the last is a count and no purse.
 */
export function whatCanBeAwarded(facts: Facts, year: FinancialYear): readonly Part[] {
  const line = (
    what: string,
    account: Account | readonly Account[],
    sign: 1 | -1,
    projects?: readonly ProjectFacts[],
  ): Line => ({
    what,
    capital: figureOf(facts, year, 'capital', account, sign, projects),
    revenue: figureOf(facts, year, 'revenue', account, sign, projects),
  });
  const [annual, others] = byCommitment(projectsIn(facts, year));
  const held: readonly Account[] = ['committed', 'spent'];
  const before = [
    line('Confirmed', 'provider', -1),
    ...movements.map(([what, account, sign]) => line(what, account, sign)),
    line('Less annual commitments', held, -1, annual),
    line('Less other awards, committed and spent', held, -1, others),
  ].filter((one, at) => at === 0 || one.capital.pence !== 0 || one.revenue.pence !== 0);
  const reserves = reserveLines(facts, year);
  const left = sumOf('Left after commitments', before);
  const rows = [
    ...before.map(cellsOf),
    ...(reserves.length === 0 ? [] : [cellsOf(left)]),
    ...reserves.map(cellsOf),
  ];
  const end = sumOf('Can still be awarded', [left, ...reserves]);
  const columns = ['What', 'Capital £', 'Revenue £', 'Both £'];
  return [
    table('awardable', 'From what is confirmed to what can be awarded', columns, rows, {
      totals: [cellsOf(end)],
    }),
    ...(end.capital.pence < 0 || end.revenue.pence < 0
      ? [note('Below nil, what is awarded is uncovered by that much.')]
      : []),
  ];
}

function figureOf(
  { money: known }: Facts,
  year: FinancialYear,
  fundingType: FundingType,
  account: Account | readonly Account[],
  sign: 1 | -1,
  projects: readonly ProjectFacts[] | undefined,
): Figure {
  const asked = { account, year, fundingType };
  const found =
    projects === undefined
      ? [known.figure(asked)]
      : projects.map(({ project }) => known.figure({ ...asked, project }));
  const { pence, behind } = summed(found);
  return { pence: 0 + sign * pence, behind };
}

function isAnnual({ bid }: ProjectFacts): boolean {
  return bid.annualCommitment === true;
}

function byCommitment(projects: readonly ProjectFacts[]): readonly [ProjectFacts[], ProjectFacts[]] {
  return [projects.filter(isAnnual), projects.filter((project) => !isAnnual(project))];
}

function reserveLines(facts: Facts, year: FinancialYear): readonly Line[] {
  return reservesIn(facts, year).map(({ purpose, fundingType, pence, behind }) => {
    const line = { what: `Less held in reserve: ${quoted(purpose)}`, capital: nothing, revenue: nothing };
    return { ...line, [fundingType]: { pence: -pence, behind } };
  });
}

function sumOf(what: string, lines: readonly Line[]): Line {
  const sum = (type: FundingType): Figure => summed(lines.map((line) => line[type]));
  return { what, capital: sum('capital'), revenue: sum('revenue') };
}

function cellsOf({ what, capital, revenue }: Line): readonly Cell[] {
  return [words(what), amount(capital), amount(revenue), amount(summed([capital, revenue]))];
}
