import { count, money, words } from '#documents/model/document';
import type { Cell } from '#documents/model/document';
import type { FinancialYear } from '#kernel/financial-year';
import type { Reading } from '#reads/reading';
import { evaluationsOnTime, spentByMonth, spentByPriority } from '#reads/year-figures';

/** What stands under a chart, as a file has it. */
interface ChartTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Each table under a chart, by the name by which its file is asked for. */
export const chartTables = {
  months: async (from: Reading, year: FinancialYear): Promise<ChartTable> => ({
    title: `Spent by month, ${year}`,
    columns: ['Month', 'Spent £'],
    rows: (await spentByMonth(from, year)).map(({ month, pence }) => [words(month), money(pence)]),
  }),
  priorities: async (from: Reading, year: FinancialYear): Promise<ChartTable> => ({
    title: `Spent by priority, ${year}`,
    columns: ['Priority', 'Projects #', 'Spent £'],
    rows: (await spentByPriority(from, year)).priorities.map(({ name, projects, pence }) => {
      return [words(name), count(projects), money(pence)];
    }),
  }),
  evaluations: async (from: Reading): Promise<ChartTable> => {
    const { onTime, late, overdue } = await evaluationsOnTime(from);
    return {
      title: 'Evaluations on time',
      columns: ['How they came in', 'How many #'],
      rows: [
        [words('On time'), count(onTime)],
        [words('Late'), count(late)],
        [words('Overdue, and not in yet'), count(overdue)],
      ],
    };
  },
} as const;

export type ChartName = keyof typeof chartTables;

export function isChartName(asked: unknown): asked is ChartName {
  return typeof asked === 'string' && Object.hasOwn(chartTables, asked);
}
