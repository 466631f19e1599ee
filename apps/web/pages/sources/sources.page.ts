import { Controller, Get } from '@nestjs/common';
import { budgetAt } from '#projections/budget-at';
import type { BudgetLine } from '#projections/budget-figures';
import { certaintyOf } from '#reads/source-detail';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page } from '../../answering/page.js';
import { certaintyColours } from '../source/certainty-colours.js';

/** Every funding source, by its year, with how sure its money is and what it can still award. */
@Controller('p/:partnership/sources')
@Permits(...readers)
export class SourcesPage {
  @Get()
  async show(@Visiting() visit: Visit): Promise<Page> {
    const { models, partnership } = visit.reading;
    const rows = await models.db
      .selectFrom('sources')
      .select(['source', 'name', 'provider', 'year', 'status', 'example_only as exampleOnly'])
      .where('partnership', '=', partnership)
      .orderBy('year', 'desc')
      .orderBy('name')
      .execute();
    const { lines } = await budgetAt(models.db, { partnership });
    const bySource = Map.groupBy(lines, ({ source }) => source);
    const shown = rows.map((row) => rowOf(row, bySource.get(row.source) ?? [], visit));
    return new Page('sources/sources.njk', {
      title: 'Funding sources',
      years: [...Map.groupBy(shown, ({ year }) => year)].map(([year, sources]) => ({ year, sources })),
      openHref: visit.may('OpenFundingSource') ? visit.at('/open-source') : undefined,
      closeHref: visit.may('CloseYear') ? visit.at('/close-year') : undefined,
    });
  }
}

interface SourceRow {
  readonly source: string;
  readonly name: string;
  readonly provider: string;
  readonly year: string;
  readonly status: string;
  readonly exampleOnly: number;
}

function rowOf(row: SourceRow, figures: readonly BudgetLine[], visit: Visit): SourceRow {
  const certainty = certaintyOf(row.status, figures);
  const of = (type: string): BudgetLine | undefined =>
    figures.find(({ fundingType }) => fundingType === type);
  const shown = {
    ...row,
    href: visit.at(`/sources/${row.source}`),
    certainty,
    colour: certaintyColours[certainty],
    isClosed: row.status === 'closed',
    revenue: of('revenue'),
    capital: of('capital'),
  };
  return shown;
}
