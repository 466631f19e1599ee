import { Controller, Get, Query } from '@nestjs/common';
import { chartSvg } from '#documents/formats/chart-svg';
import { financialYearOf, isFinancialYear, yearInWords } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import { formatMonth } from '#kernel/local-date';
import { sumPence } from '#kernel/pence';
import { spentAndBudget } from '#reads/spent-and-budget';
import { evaluationsOnTime, spentByMonth, spentByPriority } from '#reads/year-figures';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import type { Download } from '../../answering/download.js';
import { exportOfTable, filesOf } from '../../answering/export.js';
import { Page } from '../../answering/page.js';
import { agreementRows, chartTables } from './chart-tables.js';

/** A year at a glance, each chart with a table of the same numbers. */
@Controller('p/:partnership/charts')
@Permits(...readers)
export class ChartsPage {
  @Get()
  async show(@Visiting() visit: Visit, @Query('year') asked: unknown): Promise<Page> {
    const { reading } = visit;
    const years = yearsOf(visit);
    const year = yearAsked(visit, asked);
    const months = (await spentByMonth(reading, year)).map((one) => ({
      label: formatMonth(one.month),
      pence: one.pence,
    }));
    const agreement = await spentAndBudget(reading, year);
    const { priorities, totalPence } = await spentByPriority(reading, year);
    const bars = priorities.map(({ name: label, pence }) => ({ label, pence }));
    return new Page('charts/charts.njk', {
      title: 'The year in charts',
      year,
      years: years.map((value) => ({ value, text: yearInWords(value), selected: value === year })),
      months,
      monthsPence: sumPence(months.map(({ pence }) => pence)),
      agreement,
      agreementRows: agreementRows(agreement),
      // Drawn by us, with every word escaped: the one thing of this page that is not escaped again.
      monthsSvg: chartSvg(`What was spent in ${yearInWords(year)}, by month`, months),
      priorities,
      totalPence,
      prioritiesSvg: chartSvg(`What was spent in ${yearInWords(year)}, by priority`, bars),
      evaluations: await evaluationsOnTime(reading),
      files: filesOf(visit.at('/charts/export.csv'), chartTables, { year }),
    });
  }

  @Get('export.csv')
  async export(
    @Visiting() visit: Visit,
    @Query('table') table: unknown,
    @Query('year') asked: unknown,
  ): Promise<Download> {
    return exportOfTable(visit, chartTables, { asked: table, shown: yearAsked(visit, asked) });
  }
}

/** The years of which there are sources, the latest first. */
function yearsOf({ reading: { state } }: Visit): readonly string[] {
  return [...new Set(state.sources.map(({ year }) => year))].toSorted().toReversed();
}

function yearAsked(visit: Visit, asked: unknown): FinancialYear {
  const latest = yearsOf(visit)[0] ?? financialYearOf(visit.reading.place.today());
  return isFinancialYear(asked) ? asked : latest;
}
