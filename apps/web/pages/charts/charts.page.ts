import { Controller, Get, Query } from '@nestjs/common';
import { chartSvg } from '#documents/formats/chart-svg';
import { financialYearOf, isFinancialYear } from '#kernel/financial-year';
import { formatMonth } from '#kernel/local-date';
import { sumPence } from '#kernel/pence';
import { spentAndBudget } from '#reads/spent-and-budget';
import { evaluationsOnTime, spentByMonth, spentByPriority } from '#reads/year-figures';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page } from '../../answering/page.js';

/** A year at a glance, each chart with a table of the same numbers. */
@Controller('p/:partnership/charts')
@Permits(...readers)
export class ChartsPage {
  @Get()
  async show(@Visiting() visit: Visit, @Query('year') asked: unknown): Promise<Page> {
    const { reading } = visit;
    const years = [...new Set(reading.state.sources.map(({ year }) => year))].toSorted().toReversed();
    const year = isFinancialYear(asked) ? asked : (years[0] ?? financialYearOf(reading.place.today()));
    const months = (await spentByMonth(reading, year)).map((one) => ({
      label: formatMonth(one.month),
      pence: one.pence,
    }));
    const { priorities, totalPence } = await spentByPriority(reading, year);
    const bars = priorities.map(({ name: label, pence }) => ({ label, pence }));
    return new Page('charts/charts.njk', {
      title: 'The year in charts',
      year,
      years: years.map((value) => ({ value, text: value, selected: value === year })),
      months,
      monthsPence: sumPence(months.map(({ pence }) => pence)),
      agreement: await spentAndBudget(reading, year),
      // Drawn by us, with every word escaped: the one thing of this page that is not escaped again.
      monthsSvg: chartSvg(`What was spent in ${year}, by month`, months),
      priorities,
      totalPence,
      prioritiesSvg: chartSvg(`What was spent in ${year}, by priority`, bars),
      evaluations: await evaluationsOnTime(reading),
    });
  }
}
