import type { Facts } from '#documents/facts/facts';
import { projectsIn, spentToDate } from '#documents/facts/in-year';
import { nothing, summed, together } from '#documents/facts/money';
import type { ProjectFacts } from '#documents/facts/project-facts';
import { titleOf } from '#documents/facts/project-words';
import type { Recovery } from '#documents/facts/source-facts';
import { leadOf } from '#documents/offices';
import { absent, amount, count, money, note, table, words } from '#documents/model/document';
import type { Cell, Figure, Part, Sentence } from '#documents/model/document';
import { many, oneAfterAnother, told } from '#documents/model/sentence';
import { quoted } from '#documents/model/text-safety';
import { financialYearOf, yearAfter, yearInWords } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';

/** What one project has, spent, is owed and is expected to spend, over all its years. */
export interface ProjectFinance {
  readonly project: ProjectFacts;
  /** The award, less what was released or given back. */
  readonly allocated: Figure;
  readonly spent: Figure;
  /** What came back of it from years that were closed: below nil, and taken off what is spent. */
  readonly givenBack: Figure;
  readonly reclaims: readonly Recovery[];
  readonly owed: Figure;
  /** Expected in this year and later ones: what was expected of a year that is over is spent or is not. */
  readonly planned: ReadonlyMap<FinancialYear, Figure>;
  /** Rule 12: spent and expected, less the award and what others owe; undefined where nothing is expected. */
  readonly short: Figure | undefined;
}

/** The finances of the projects of a year that have money, by title. */
function financesIn(facts: Facts, year: FinancialYear): readonly ProjectFinance[] {
  const owed = reclaimsByProject(facts);
  return projectsIn(facts, year)
    .map((project) => financeOf(facts, project, owed.get(project.project) ?? []))
    .filter((one) => hasMoney(one) || wasSpentIn(facts, one, year))
    .toSorted((a, b) => titleOf(a.project).localeCompare(titleOf(b.project), 'en-GB'));
}

/** One that was paid for, and all of which came back, has nothing left, and is told of. */
function hasMoney({ allocated, spent, givenBack, owed, planned }: ProjectFinance): boolean {
  return planned.size > 0 || [allocated, spent, givenBack, owed].some(({ pence }) => pence !== 0);
}

/** What a closed year has as spent stands in its budget, also where all of it was given back since. */
function wasSpentIn({ money: kept }: Facts, { project }: ProjectFinance, year: FinancialYear): boolean {
  return kept.pence({ account: 'spent', project: project.project, year }) !== 0;
}

/** What others still owe, by the project that it is owed for. */
export function reclaimsByProject({ sources }: Facts): ReadonlyMap<string, Recovery[]> {
  const all = [...sources.values()].flatMap(({ recoveries }) => [...recoveries.values()]);
  const open = all.filter(({ kind, owedPence }) => kind === 'reclaim' && owedPence !== 0);
  return Map.groupBy(open, ({ project }) => project);
}

export function financeOf(
  facts: Facts,
  project: ProjectFacts,
  reclaims: readonly Recovery[],
): ProjectFinance {
  const now = financialYearOf(facts.moment.asAt);
  const open = [...project.forecasts].filter(([year]) => year >= now);
  const planned = new Map(open.map(([year, { pence, position }]) => [year, { pence, behind: [position] }]));
  const lines = [...project.lines.values()];
  const allocated = {
    pence: allocatedBy(lines),
    behind: together(facts.awards.ofAllYears(project.project).map(({ behind }) => behind)),
  };
  const spent = spentToDate(facts, project.project);
  const givenBack = facts.money.figure({ account: 'prior-year', project: project.project });
  const owed = summed(reclaims.map(({ owedPence: pence, behind }) => ({ pence, behind })));
  const needed = summed([spent, ...planned.values()]);
  const short = planned.size === 0 ? undefined : lacking(needed, summed([allocated, owed]));
  return { project, allocated, spent, givenBack, reclaims, owed, planned, short };
}

function lacking(needed: Figure, there: Figure): Figure {
  return { pence: needed.pence - there.pence, behind: together([needed.behind, there.behind]) };
}

/**
 * The finance table of a performance report: each project with the office of who is responsible, what it was
 * given, spent and on what, is owed, and is expected to spend, and by how much it is short; then how what was
 * spent stands in the budget of the year.
 *
 * Its columns are those of the half-year report of Thurrock for 2008/09.
 */
export function financeParts(facts: Facts, year: FinancialYear): readonly Part[] {
  const finances = financesIn(facts, year);
  const later = finances.some(({ planned }) => [...planned.keys()].some((one) => one > yearAfter(year)));
  return [
    financeTable(facts, finances, year, later),
    note(
      'Allocated is the award over all the years of a project, less what was released. A shortfall is what was spent and is planned, less what is allocated and what others owe; nothing is short at nil or below. Projects without cost are not listed.',
    ),
    spentTable(facts, finances, year),
  ];
}

/** What the projects of a year have, what of it is spent, what others owe, and what they lack. */
export function financeInShort(facts: Facts, year: FinancialYear): Sentence | string {
  const finances = financesIn(facts, year);
  if (finances.length === 0) return noMoney;
  const sum = (of: (one: ProjectFinance) => Figure): Cell => amount(summed(finances.map(of)));
  const allocated = sum((one) => one.allocated);
  const behind = together(finances.map((one) => together([one.allocated.behind, one.spent.behind])));
  const projects = many(count(finances.length, behind), 'project');
  const owed = summed(finances.map((one) => one.owed));
  return oneAfterAnother([
    told`${allocated} is allocated to ${projects}, and ${sum((one) => one.spent)} is spent to date.`,
    owed.pence === 0 ? '' : told`${amount(owed)} is to be reclaimed.`,
    shortInShort(finances),
  ]);
}

/** By how much projects are short; one is named. */
function shortInShort(finances: readonly ProjectFinance[]): Sentence | string {
  const those = finances.filter(({ short }) => short !== undefined && short.pence > 0);
  const [first] = those;
  if (first === undefined) return '';
  const all = summed(those.map(({ short = nothing }) => short));
  if (those.length === 1) return told`${titleOf(first.project)} is short by ${amount(all)}.`;
  return told`${many(count(those.length, all.behind), 'project')} are short by ${amount(all)} in all.`;
}

const noMoney = 'No project of this year has money.';

function financeTable(
  facts: Facts,
  finances: readonly ProjectFinance[],
  year: FinancialYear,
  later: boolean,
): Part {
  const columns = [
    'Officer responsible',
    'Project',
    'Allocated £',
    'Spent to date £',
    'To reclaim £',
    'What it was spent on',
    `Planned, rest of ${yearInWords(year)} £`,
    `Planned, ${yearInWords(yearAfter(year))} £`,
    ...(later ? ['Planned, later £'] : []),
    'Shortfall £',
    'Comment',
    'Reference',
  ];
  const rows = finances.map((one) => [
    words(leadOf(facts, one.project)),
    words(titleOf(one.project)),
    amount(one.allocated),
    amount(one.spent),
    amount(one.owed),
    words(spentOn(one)),
    plannedCell(facts, one, year),
    plannedCell(facts, one, yearAfter(year)),
    ...(later ? [amount(plannedLater(one, year))] : []),
    shortCell(one.short),
    words(commentOf(facts, one)),
    words(one.project.project),
  ]);
  return table('finance', 'What each project was given, spent and plans', columns, rows, {
    totals: [totalsOf(finances, year, later)],
    whenEmpty: noMoney,
  });
}

function totalsOf(finances: readonly ProjectFinance[], year: FinancialYear, later: boolean): readonly Cell[] {
  const sum = (pence: (one: ProjectFinance) => Pence): Cell => money(sumPence(finances.map(pence)));
  const planned = (of: FinancialYear): Cell => sum((one) => one.planned.get(of)?.pence ?? 0);
  return [
    words('Total'),
    words(''),
    sum((one) => one.allocated.pence),
    sum((one) => one.spent.pence),
    sum((one) => one.owed.pence),
    words(''),
    planned(year),
    planned(yearAfter(year)),
    ...(later ? [sum((one) => plannedLater(one, year).pence)] : []),
    sum((one) => Math.max(0, one.short?.pence ?? 0)),
  ];
}

function plannedLater({ planned }: ProjectFinance, year: FinancialYear): Figure {
  const later = [...planned].filter(([one]) => one > yearAfter(year));
  return summed(later.map(([, figure]) => figure));
}

function plannedCell({ moment }: Facts, { planned }: ProjectFinance, year: FinancialYear): Cell {
  if (year < financialYearOf(moment.asAt)) return absent('the year is over');
  const said = planned.get(year);
  return said === undefined ? absent('none stated') : amount(said);
}

function shortCell(short: Figure | undefined): Cell {
  if (short === undefined) return absent('no plan stated');
  return short.pence > 0 ? amount(short) : absent('none');
}

/** What standing payments were for, each once, and what the last update says came of it. */
function spentOn({ project }: ProjectFinance): string {
  const standing = [...project.payments.values()].filter(({ reversed }) => !reversed);
  const purposes = new Set(standing.map(({ purpose }) => quoted(purpose)));
  const last = project.updates.at(-1);
  return [
    ...(purposes.size === 0 ? [] : [[...purposes].join('; ')]),
    ...(last === undefined ? [] : [last.progress]),
  ]
    .join('\n')
    .trim();
}

function commentOf(facts: Facts, { project, reclaims }: ProjectFinance): Sentence {
  const owed = reclaims.map(
    ({ from, owedPence, behind }) => told`${money(owedPence, behind)} to reclaim from ${quoted(from)}.`,
  );
  const notes = [...project.forecasts].flatMap(([year, { note: said }]) =>
    said === undefined ? [] : [`${yearInWords(year)}: ${said}`],
  );
  return oneAfterAnother([...capitalWords(facts, project), ...owed, ...notes], '\n');
}

/** How much of an award is capital, which never pays running costs. */
function capitalWords({ awards }: Facts, { project, lines }: ProjectFacts): readonly (Sentence | string)[] {
  const kept = [...lines.values()];
  const capital = allocatedBy(kept.filter(({ fundingType }) => fundingType === 'capital'));
  if (capital === 0) return [];
  const behind = together(awards.ofAllYears(project).map((one) => one.behind));
  return [capital === allocatedBy(kept) ? 'Capital.' : told`${money(capital, behind)} of it is capital.`];
}

function allocatedBy(lines: readonly { awardedPence: Pence; releasedPence: Pence }[]): Pence {
  return sumPence(lines.map(({ awardedPence, releasedPence }) => awardedPence - releasedPence));
}

/** From what these projects spent to what the budget of the year has as spent, with what lies between. */
function spentTable(facts: Facts, finances: readonly ProjectFinance[], year: FinancialYear): Part {
  const inAll = summed(finances.map(({ spent }) => spent));
  const ofYear = sumPence(
    finances.map(({ project: { project } }) => facts.money.pence({ account: 'spent', project, year })),
  );
  const back = summed(finances.map(({ givenBack }) => givenBack));
  const elsewhere = ofYear - inAll.pence + back.pence;
  const steps: readonly (readonly [what: string, step: Figure])[] = [
    ['With what was given back of closed years, whose figures stand', { ...back, pence: 0 - back.pence }],
    ['Less what the money of other years paid', { pence: elsewhere, behind: inAll.behind }],
  ];
  const rows = [
    [words('Spent on these projects to date'), amount(inAll)],
    ...steps.filter(([, { pence }]) => pence !== 0).map(([what, step]) => [words(what), amount(step)]),
  ];
  return table('spent', 'From the finance table to the budget', ['What', 'Amount £'], rows, {
    totals: [
      [words('Together'), money(ofYear)],
      [
        words(`In the budget of ${yearInWords(year)} as spent`),
        amount(facts.money.figure({ account: 'spent', year })),
      ],
    ],
  });
}
