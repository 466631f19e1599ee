import { Type } from 'typebox';
import { year } from '#funding/fields';
import { financialYearOf, isFinancialYear } from '#kernel/financial-year';
import { highlightsAt } from '#projections/highlights-at';
import { yearEndAt } from '#projections/year-end-at';
import { evaluationsOnTime, spentByMonth, spentByPriority } from '#reads/year-figures';
import { Paging } from '../paging.js';
import { one, wholeRows } from '../read.js';
import { day as aDay, fundingType, list, pence, text, whole } from '../shapes.js';

const tag = 'Years and reports';

const confirmedLine = Type.Object({
  source: text('The source.'),
  name: text('What it is called.'),
  provider: text('Who gives it.'),
  fundingType,
  confirmedPence: pence('What was confirmed.'),
  carriedPence: pence('What was carried in, less what was carried out.'),
  virementsPence: pence('What virements moved.'),
  swapsPence: pence('What swaps moved.'),
  receivedPence: pence('What was received.'),
  spentPence: pence('What was spent.'),
  lapsedPence: pence('What lapsed.'),
});

const yearEnd = Type.Object({
  confirmation: Type.Optional(
    Type.Object({
      status: text('none, waiting, declined or certified.'),
      preparations: list(
        Type.Object({
          preparation: whole('Its number.'),
          preparedBy: text('Who prepared it, a person.'),
          statement: text('What is confirmed, in words.'),
          lines: list(confirmedLine, 'The figures.'),
          answer: Type.Optional(
            Type.Object({
              outcome: text('certified or declined.'),
              by: text('Who answered, a person.'),
              reason: Type.Optional(text('Why it was declined.')),
            }),
          ),
        }),
        'Every time that it was prepared.',
      ),
    }),
  ),
  adjustments: list(
    Type.Object({
      closedSource: text('The closed source.'),
      source: text('The source that took it.'),
      project: text('The project.'),
      payment: text('The payment.'),
      fundingType,
      amountPence: pence('How much.'),
      reason: text('Why.'),
      effectiveOn: aDay('When it took effect.'),
    }),
    'What was corrected of the year since its close.',
  ),
});

const report = Type.Object({
  report: text('The report.'),
  project: Type.Optional(text('The project that it is of.')),
  group: Type.Optional(text('The thematic group whose projects it is of; without either, it is of all.')),
  from: aDay('The first day of its period.'),
  to: aDay('The last day of its period.'),
  budget: text('How the budget stood.'),
  progress: text('What was done in the period.'),
  performanceAndRisk: text('How it performed, and what stood in the way.'),
  nextPeriod: text('What was to be done in the next period.'),
  replacedBy: Type.Optional(text('The report that took its place.')),
});

class YearAsked {
  @year('The financial year; left out, that of today.', { optional: true }) year?: string;
}

const yearFigures = Type.Object({
  year: text('The financial year.'),
  months: list(
    Type.Object({ month: text('The month, as 2011-04.'), pence: pence('What was spent in it.') }),
    'April first, by the day on which it took effect.',
  ),
  priorities: list(
    Type.Object({
      priority: text('The priority.'),
      name: text('Its name.'),
      projects: whole('How many projects that serve it spent.'),
      pence: pence('What they spent.'),
    }),
    'A project that serves several is in the sum of each.',
  ),
  totalPence: pence('What was spent, each project once.'),
  evaluations: Type.Object(
    {
      onTime: whole('So many came in on time.'),
      late: whole('So many came in late.'),
      overdue: whole('So many are late and have not come in.'),
    },
    { description: 'Of all years.' },
  ),
});

export const yearReads = [
  one({
    operation: 'getYearFigures',
    path: '/year-figures',
    tag,
    about: 'A year at a glance: what was spent by month and by priority, and evaluations on time.',
    query: YearAsked,
    shape: yearFigures,
    read: async (from, _, { year: of = financialYearOf(from.place.today()) }) => ({
      year: of,
      months: await spentByMonth(from, of),
      ...(await spentByPriority(from, of)),
      evaluations: await evaluationsOnTime(from),
    }),
  }),
  wholeRows({
    operation: 'listHighlightReports',
    path: '/highlight-reports',
    tag,
    about: 'The highlight reports as they were submitted; one that another took the place of stays.',
    query: Paging,
    row: report,
    key: ['text', 'text'],
    keyOf: (row) => [row.to, row.report],
    read: async ({ models, partnership }) => {
      const lines = await highlightsAt(models.db, { partnership });
      return lines.map(({ report: of, state: { terms, replacedBy } }) => ({
        ...terms,
        report: of,
        replacedBy,
      }));
    },
  }),
  one({
    operation: 'getYearEnd',
    path: '/year-ends/:year',
    tag,
    about: 'The confirmation of a closed year, and what was corrected of it since.',
    shape: yearEnd,
    read: async ({ models, partnership }, { year: of = '' }) =>
      isFinancialYear(of) ? yearEndAt(models.db, { partnership, year: of }) : undefined,
  }),
] as const;
