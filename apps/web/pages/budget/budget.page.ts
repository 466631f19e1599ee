import { Controller, Get, Query } from '@nestjs/common';
import { money, words } from '#documents/model/document';
import { optional, day, typedDay } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import { isFinancialYear, yearInWords } from '#kernel/financial-year';
import { endOfDay, formatDate } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';
import { budgetAt } from '#projections/budget-at';
import type { Budget } from '#projections/budget-at';
import type { BudgetQuestion } from '#projections/budget-figures';
import { budgetColumns } from '#reads/budget-columns';
import { inWords } from '#reads/words';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import type { Download } from '../../answering/download.js';
import { narrowedAddress } from '../../answering/addresses.js';
import { exportOf } from '../../answering/export.js';
import { Page } from '../../answering/page.js';
import { projectTitles } from '../../titles.js';
import type { Called } from '../../titles.js';

const question = new Form({
  asAt: optional(day({ what: 'the day by which it was true' })),
  knownAt: optional(day({ what: 'the day by which it was known' })),
});

/** What there is by source and funding type, as it was true on a day and known on another. */
@Controller('p/:partnership/budget')
@Permits(...readers)
export class BudgetPage {
  @Get()
  async show(@Visiting() visit: Visit, @Query() query: Posted): Promise<Page> {
    const { values, view, year, budget } = await budgetFor(visit, query);
    return new Page('budget/budget.njk', {
      title: 'Budget',
      form: { ...view, typed: { ...typedDay('asAt', asAtOf(values)), ...view.typed } },
      moment: momentInWords(values, visit.reading.place.today()),
      ...columnsOf(budget, visit),
      budget,
      exportHref: narrowedAddress(visit.at('/budget/export.csv'), query),
      leftOutHref: narrowedAddress(visit.at('/budget/left-out.csv'), query),
      leftOut: await leftOutOf(budget, visit),
      years: await yearsOf(visit, year),
    });
  }

  @Get('export.csv')
  async export(@Visiting() visit: Visit, @Query() query: Posted): Promise<Download> {
    const { budget } = await budgetFor(visit, query);
    const { headings, cells } = budgetColumns(budget);
    const columns = ['Source', 'Name', 'Year', 'Funding type', ...headings.map((heading) => `${heading} £`)];
    const rows = budget.lines.map((line) => [
      words(line.source),
      words(line.name),
      words(line.year),
      words(line.fundingType),
      ...cells(line).map((pence) => money(pence)),
    ]);
    return exportOf(visit, { name: 'budget', title: 'Budget', columns, rows });
  }

  /** What the uncommitted total leaves out: no total is kept without it (rule 14). */
  @Get('left-out.csv')
  async exportLeftOut(@Visiting() visit: Visit, @Query() query: Posted): Promise<Download> {
    const { budget } = await budgetFor(visit, query);
    const called = await callingsOf(budget, visit);
    const rows = budget.leftOut.map(({ kind, amountPence, source, project, year, ...one }) => [
      words(inWords(kind)),
      money(amountPence),
      words(source ?? ''),
      words(source === undefined ? '' : called.source(source)),
      words(project ?? ''),
      words(project === undefined ? '' : called.project(project)),
      words(year),
      words(one.fundingType ?? ''),
      words(one.note ?? one.reference ?? ''),
      words(one.why),
    ]);
    const named = { name: 'budget-left-out', title: 'What the total leaves out' };
    return exportOf(visit, { ...named, columns: leftOutColumns, rows });
  }
}

/** What people know a source and a project by stands beside the id of each, as in the other files. */
const leftOutColumns = [
  'What',
  'Amount £',
  'Source',
  'Name',
  'Project',
  'Title',
  'Year',
  'Funding type',
  'Reference',
  'Why',
];

/** The budget that an address asks for: of a year, as it was true and as it was known on a day. */
async function budgetFor(
  { reading: { partnership, models } }: Visit,
  query: Posted,
): Promise<{
  readonly values: Moments;
  readonly view: FormView;
  readonly year: string | undefined;
  readonly budget: Budget;
}> {
  const { values = {}, view } = question.read(query);
  const year = isFinancialYear(query['year']) ? query['year'] : undefined;
  const asked: BudgetQuestion = {
    partnership,
    ...(year === undefined ? {} : { year }),
    ...momentsOf(values),
  };
  return { values, view, year, budget: await budgetAt(models.db, asked) };
}

interface Moments {
  readonly asAt?: LocalDate | undefined;
  readonly knownAt?: LocalDate | undefined;
}

function asAtOf({ asAt }: Moments): LocalDate | undefined {
  return asAt;
}

/** As known at the end of a day. */
function momentsOf({ asAt, knownAt }: Moments): Pick<BudgetQuestion, 'asAt' | 'knownAt'> {
  return {
    ...(asAt === undefined ? {} : { asAt }),
    ...(knownAt === undefined ? {} : { knownAt: endOfDay(knownAt) }),
  };
}

function momentInWords({ asAt, knownAt }: Moments, today: LocalDate): string {
  const at = asAt === undefined ? 'With everything that is recorded' : `As at ${formatDate(asAt)}`;
  return `${at}, as known at the end of ${formatDate(knownAt ?? today)}.`;
}

function columnsOf(budget: Budget, visit: Visit): object {
  const { headings, cells, totals } = budgetColumns(budget);
  return {
    headings,
    rows: budget.lines.map((line) => {
      return { ...line, cells: cells(line), href: visit.at(`/sources/${line.source}`) };
    }),
    totalRows: totals,
  };
}

/** What the sources of a budget, and the projects of what it leaves out, are called. */
async function callingsOf(
  { leftOut, lines }: Budget,
  visit: Visit,
): Promise<{ readonly source: Called; readonly project: Called }> {
  const names = new Map(lines.map(({ source, name }) => [source, name]));
  const project = await projectTitles(
    visit,
    leftOut.flatMap((one) => one.project ?? []),
  );
  return { source: (id) => names.get(id) ?? id, project };
}

async function leftOutOf(budget: Budget, visit: Visit): Promise<readonly object[]> {
  const called = await callingsOf(budget, visit);
  return budget.leftOut.map((one) => ({
    ...one,
    kindInWords: inWords(one.kind),
    where: [
      one.project === undefined ? undefined : called.project(one.project),
      one.source === undefined ? undefined : called.source(one.source),
      one.fundingType,
    ]
      .filter((part) => part !== undefined)
      .join(', '),
  }));
}

async function yearsOf(
  { reading: { models, partnership } }: Visit,
  chosen: string | undefined,
): Promise<readonly object[]> {
  const rows = await models.db
    .selectFrom('sources')
    .select('year')
    .distinct()
    .where('partnership', '=', partnership)
    .orderBy('year')
    .execute();
  return rows.map(({ year }) => ({ value: year, text: yearInWords(year), selected: year === chosen }));
}
