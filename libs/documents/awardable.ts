import type { Facts } from '#documents/facts/facts';
import { reservesIn, sourcesOf } from '#documents/facts/in-year';
import { nothing, summed } from '#documents/facts/money';
import { projectNamed } from '#documents/facts/project-words';
import type { SourceFacts } from '#documents/facts/source-facts';
import { amount, table, words } from '#documents/model/document';
import type { Cell, Figure, Part } from '#documents/model/document';
import { quoted } from '#documents/model/text-safety';
import type { FundingType } from '#funding/funding-source/funding-source.events';
import type { Account as PostedOn } from '#funding/funding-source/postings';
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
const movements: readonly (readonly [what: string, account: PostedOn, sign: 1 | -1])[] = [
  ['Carried from and to other years', 'carried', -1],
  ['Lapsed', 'lapsed', -1],
  ['Virements between sources', 'virements', -1],
  ['Swaps of capital for revenue', 'swaps', -1],
  ['Reclaims and clawback received', 'recoveries', -1],
  ['Given back from closed years', 'prior-year', -1],
];

/** What is there to be awarded, step by step: up to what is left after commitments, and from there. */
interface Account {
  readonly before: readonly Line[];
  readonly left: Line;
  readonly after: readonly Line[];
  readonly end: Line;
}

function accountOf(facts: Facts, year: FinancialYear): Account {
  const line = (what: string, account: PostedOn, sign: 1 | -1): Line => {
    const of = (fundingType: FundingType): Figure => {
      return signed(facts.money.figure({ account, year, fundingType }), sign);
    };
    return { what, capital: of('capital'), revenue: of('revenue') };
  };
  const { annual, others } = heldIn(facts, year);
  const before = [
    line('Confirmed', 'provider', -1),
    ...movements.map(([what, account, sign]) => line(what, account, sign)),
    lessHeld('Less annual commitments', annual),
    lessHeld('Less other awards, committed and spent', others),
  ].filter((one, at) => at === 0 || one.capital.pence !== 0 || one.revenue.pence !== 0);
  const after = [...reserveLines(facts, year), ...uncoveredLines(facts, year)];
  const left = sumOf('Left after commitments', before);
  return { before, left, after, end: sumOf('Can still be awarded', [left, ...after]) };
}

/** What the tasking group can still award of a year, by funding type: one never pays for the other. */
export function leftToAward(facts: Facts, year: FinancialYear): Readonly<Record<FundingType, Figure>> {
  const { capital, revenue } = accountOf(facts, year).end;
  return { capital, revenue };
}

/**
 * From what is confirmed to what the tasking group can still award, each item between the two named, then
 * where that lies. One funding type never pays for the other, so each has its own column; the last is a
 * count and no purse. What one source lacks no other pays: it is named, and takes nothing off (rule 8).
 *
 * @param id names the first table; the other has this before its own name
 */
export function whatCanBeAwarded(facts: Facts, year: FinancialYear, id = 'awardable'): readonly Part[] {
  const { before, left, after, end } = accountOf(facts, year);
  const rows = [...before, ...(after.length === 0 ? [] : [left]), ...after].map(cellsOf);
  const columns = ['What', 'Capital £', 'Revenue £', 'Both £'];
  return [
    table(id, 'From what is confirmed to what can be awarded', columns, rows, { totals: [cellsOf(end)] }),
    whereItLies(facts, year, id),
  ];
}

/** What each source can still award, and for what alone where it is ring-fenced. */
function whereItLies(facts: Facts, year: FinancialYear, id: string): Part {
  const left = ({ source }: SourceFacts, fundingType: FundingType): Figure => {
    const figure = facts.money.figure({ account: 'uncommitted', source, fundingType });
    return figure.pence > 0 ? figure : nothing;
  };
  const lines = sourcesOf(facts, year)
    .map((source): Line & { readonly only: string } => {
      const amounts = { capital: left(source, 'capital'), revenue: left(source, 'revenue') };
      return { what: quoted(source.name), ...amounts, only: onlyFor(facts, source) };
    })
    .filter(({ capital, revenue }) => capital.pence + revenue.pence > 0);
  const rows = lines.map((one) => [...cellsOf(one), words(one.only === '' ? 'not ring-fenced' : one.only)]);
  const columns = ['Source', 'Capital £', 'Revenue £', 'Both £', 'May pay only for'];
  return table(`${id}-by-source`, 'Which sources can still award it', columns, rows, {
    totals: rows.length < 2 ? [] : [cellsOf(sumOf('Together', lines))],
    whenEmpty: 'No source can award anything.',
  });
}

/** What a ring-fenced source may pay for, in names. */
function onlyFor(facts: Facts, { ringFence }: SourceFacts): string {
  const { priorities } = facts.partnership;
  const limits = [
    ['priorities', ringFence?.priorities?.map((one) => quoted(priorities.get(one)?.name ?? one))],
    ['projects', ringFence?.projects?.map((one) => projectNamed(facts, one))],
    ['kinds of cost', ringFence?.categories?.map(quoted)],
  ] as const;
  return limits
    .flatMap(([what, named]) => (named === undefined ? [] : [`${what}: ${named.join(', ')}`]))
    .join('; ');
}

/** What is committed or spent beyond what a source has: what others have left pays nothing of it. */
function uncoveredLines({ money: known, sources }: Facts, year: FinancialYear): readonly Line[] {
  return known
    .standing({ account: 'uncommitted', year })
    .filter(({ pence }) => pence < 0)
    .map(({ source, fundingType, pence, behind }) => {
      const what = `Uncovered at ${quoted(sources.get(source)?.name ?? source)}: no other source pays it`;
      return { what, capital: nothing, revenue: nothing, [fundingType]: { pence: -pence, behind } };
    });
}

function signed({ pence, behind }: Figure, sign: 1 | -1): Figure {
  return { pence: 0 + sign * pence, behind };
}

function lessHeld(what: string, held: readonly Held[]): Line {
  const less = (type: FundingType): Figure => signed(summed(held.map((one) => one[type])), -1);
  return { what, capital: less('capital'), revenue: less('revenue') };
}

/** What a year's sources hold for a project or have spent on it, by funding type. */
export interface Held {
  readonly project: string;
  readonly capital: Figure;
  readonly revenue: Figure;
}

/**
 * What the sources of a year hold and have spent, project by project: for those that are funded before
 * bidding opens, and for the others. It is taken from the money: that can be held on a day before the one on
 * which a project is known.
 */
export function heldIn(
  { money: known, projects }: Facts,
  year: FinancialYear,
): { readonly annual: readonly Held[]; readonly others: readonly Held[] } {
  const standing = known.standing({ account: ['committed', 'spent'], year });
  const all = [...Map.groupBy(standing, ({ project = '' }) => project)].map(([project, of]): Held => {
    const figure = (type: FundingType): Figure =>
      summed(of.filter(({ fundingType }) => fundingType === type));
    return { project, capital: figure('capital'), revenue: figure('revenue') };
  });
  const there = all.filter(({ capital, revenue }) => capital.pence !== 0 || revenue.pence !== 0);
  const isAnnual = ({ project }: Held): boolean => projects.get(project)?.bid.annualCommitment === true;
  return { annual: there.filter(isAnnual), others: there.filter((one) => !isAnnual(one)) };
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
