import { count, money, words } from '#documents/model/document';
import { yearInWords } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import type { Pence } from '#kernel/pence';
import { spentAndBudget } from '#reads/spent-and-budget';
import type { SpentAndBudget } from '#reads/spent-and-budget';
import { evaluationsOnTime, spentByMonth, spentByPriority } from '#reads/year-figures';
import type { TablesOf } from '../../answering/export.js';

/** Each table under a chart, by the name by which its file is asked for. */
export const chartTables: TablesOf<FinancialYear> = {
  months: async (year, { reading }) => ({
    name: 'charts-months',
    title: `Spent by month, ${yearInWords(year)}`,
    columns: ['Month', 'Spent £'],
    rows: (await spentByMonth(reading, year)).map(({ month, pence }) => [words(month), money(pence)]),
  }),
  agreement: async (year, { reading }) => ({
    name: 'charts-agreement',
    title: `How what was spent agrees with the budget of ${yearInWords(year)}`,
    columns: ['What', 'Amount £'],
    rows: agreementRows(await spentAndBudget(reading, year)).map(([what, pence]) => [
      words(what),
      money(pence),
    ]),
  }),
  priorities: async (year, { reading }) => ({
    name: 'charts-priorities',
    title: `Spent by priority, ${yearInWords(year)}`,
    columns: ['Priority', 'Projects #', 'Spent £'],
    rows: (await spentByPriority(reading, year)).priorities.map(({ name, projects, pence }) => {
      return [words(name), count(projects), money(pence)];
    }),
  }),
  evaluations: async (_, { reading }) => {
    const { onTime, late, overdue } = await evaluationsOnTime(reading);
    return {
      name: 'charts-evaluations',
      title: 'Evaluations on time',
      columns: ['How they came in', 'How many #'],
      rows: [
        [words('On time'), count(onTime)],
        [words('Late'), count(late)],
        [words('Overdue, and not in yet'), count(overdue)],
      ],
    };
  },
};

/** How what was paid in a year comes to what its budget has as spent, line by line; no line says nothing. */
export function agreementRows(agreement: SpentAndBudget): readonly (readonly [what: string, pence: Pence])[] {
  const { paidPence, ofOtherYearsPence, onOtherDaysPence, reversedPence } = agreement;
  const lines = [
    ['Less what sources of other years paid', 0 - ofOtherYearsPence],
    ['And what the year’s sources paid on days of other years', onOtherDaysPence],
    ['And what was reversed after its year was closed, which the budget has as received', reversedPence],
  ] as const;
  return [['Paid in the year, reversals taken off', paidPence], ...lines.filter(([, pence]) => pence !== 0)];
}
