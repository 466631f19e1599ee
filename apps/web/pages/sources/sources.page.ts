import { Controller, Get } from '@nestjs/common';
import { money, words } from '#documents/model/document';
import type { Cell } from '#documents/model/document';
import { isYearClosed } from '#funding/partnership/queries';
import { budgetAt } from '#projections/budget-at';
import type { BudgetLine } from '#projections/budget-figures';
import { certaintyOf } from '#reads/source-detail';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import type { Download } from '../../answering/download.js';
import { exportOf } from '../../answering/export.js';
import { Page } from '../../answering/page.js';
import { certaintyColours } from '../source/certainty-colours.js';

/** Every funding source, by its year, with how sure its money is and what it can still award. */
@Controller('p/:partnership/sources')
@Permits(...readers)
export class SourcesPage {
  @Get()
  async show(@Visiting() visit: Visit): Promise<Page> {
    const shown = await sourcesOf(visit);
    return new Page('sources/sources.njk', {
      title: 'Funding sources',
      years: [...Map.groupBy(shown, ({ year }) => year)].map(([year, sources]) => ({
        year,
        sources,
        confirmHref: isYearClosed(visit.reading.state, year) ? visit.at(`/year-end/${year}`) : undefined,
      })),
      openHref: visit.may('OpenFundingSource') ? visit.at('/open-source') : undefined,
      closeHref: visit.may('CloseYear') ? visit.at('/close-year') : undefined,
      exportHref: shown.length === 0 ? undefined : visit.at('/sources/export.csv'),
    });
  }

  @Get('export.csv')
  async export(@Visiting() visit: Visit): Promise<Download> {
    const rows = (await sourcesOf(visit)).map(cellsOf);
    return exportOf(visit, { name: 'sources', title: 'Funding sources', columns, rows });
  }
}

async function sourcesOf(visit: Visit): Promise<readonly ShownSource[]> {
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
  return rows.map((row) => rowOf(row, bySource.get(row.source) ?? [], visit));
}

const columns = [
  'Source',
  'Name',
  'Provider',
  'Year',
  'Certainty',
  'Year closed',
  'Revenue uncommitted £',
  'Revenue uncovered £',
  'Capital uncommitted £',
  'Capital uncovered £',
];

function cellsOf({ revenue, capital, ...one }: ShownSource): readonly Cell[] {
  return [
    words(one.source),
    words(one.name),
    words(one.provider),
    words(one.year),
    words(one.certainty),
    words(one.isClosed ? 'yes' : 'no'),
    ...leftOf(revenue),
    ...leftOf(capital),
  ];
}

function leftOf(line: BudgetLine | undefined): readonly Cell[] {
  return [money(line?.uncommitted ?? 0), money(line?.uncovered ?? 0)];
}

interface SourceRow {
  readonly source: string;
  readonly name: string;
  readonly provider: string;
  readonly year: string;
  readonly status: string;
  readonly exampleOnly: number;
}

interface ShownSource extends SourceRow {
  readonly href: string;
  readonly certainty: ReturnType<typeof certaintyOf>;
  readonly colour: string;
  readonly isClosed: boolean;
  readonly revenue: BudgetLine | undefined;
  readonly capital: BudgetLine | undefined;
}

function rowOf(row: SourceRow, figures: readonly BudgetLine[], visit: Visit): ShownSource {
  const certainty = certaintyOf(row.status, figures);
  const of = (type: string): BudgetLine | undefined =>
    figures.find(({ fundingType }) => fundingType === type);
  return {
    ...row,
    href: visit.at(`/sources/${row.source}`),
    certainty,
    colour: certaintyColours[certainty],
    isClosed: row.status === 'closed',
    revenue: of('revenue'),
    capital: of('capital'),
  };
}
