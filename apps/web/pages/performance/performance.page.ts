import { Controller, Get, Query } from '@nestjs/common';
import { measuredIn, nameOf } from '#documents/indicators';
import { cellInWords } from '#documents/model/in-words';
import type { CommandName } from '#funding/roles';
import { financialYearOf, isFinancialYear, yearInWords } from '#kernel/financial-year';
import { formatDate } from '#kernel/local-date';
import { indicatorsAt } from '#projections/indicators-at';
import type { IndicatorLine } from '#projections/indicators-at';
import { inWords } from '#reads/words';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import type { Download } from '../../answering/download.js';
import { exportOfTable, filesOf } from '../../answering/export.js';
import { Page } from '../../answering/page.js';
import { periodChoices, yearChoices } from './measure-at.js';
import { actualCell, performanceTables, reportsOf, risksOf, targetCell } from './performance-tables.js';
import type { PeriodShown } from './performance-tables.js';

/** How a partnership is doing: its indicators in a period, its risks, and its highlight reports. */
@Controller('p/:partnership/performance')
@Permits(...readers)
export class PerformancePage {
  @Get()
  async show(@Visiting() visit: Visit, @Query() query: Asked): Promise<Page> {
    const { year, period } = shownIn(visit, query);
    const years = [...new Set([year, ...yearChoices(visit).map(({ value }) => value)])].toSorted();
    return new Page('performance/performance.njk', {
      title: 'Performance',
      years: years.map((value) => ({ value, text: yearInWords(value), selected: value === year })),
      periods: periodChoices.map((one) => ({ ...one, selected: one.value === period })),
      shown: `${yearInWords(year)}, ${period === 'year' ? 'the whole year' : inWords(period)}`,
      indicators: await indicatorsOf(visit, { year, period }),
      risks: (await risksOf(visit)).map((one) => ({
        ...one,
        reviewHref: hrefFor(visit, 'ReviewRisk', `review-risk/${one.risk}`),
        closeHref: hrefFor(visit, 'CloseRisk', `close-risk/${one.risk}`),
      })),
      reports: (await reportsOf(visit)).map(({ report, about, from, to, isReplaced }) => ({
        text: about,
        period: `${formatDate(from)} to ${formatDate(to)}`,
        isReplaced,
        href: visit.at(`/documents/highlight-report/made?report=${report}`),
      })),
      files: filesOf(visit.at('/performance/export.csv'), performanceTables, { year, period }),
      defineHref: hrefFor(visit, 'DefineIndicator', 'define-indicator'),
      riskHref: hrefFor(visit, 'RegisterRisk', 'enter-risk'),
      reportHref: hrefFor(visit, 'SubmitHighlightReport', 'draft-report'),
      planHref: visit.at('/plan'),
      documentHref: visit.at(`/documents/performance-report/made?year=${year}&period=${period}`),
    });
  }

  @Get('export.csv')
  async export(@Visiting() visit: Visit, @Query() query: Asked): Promise<Download> {
    return exportOfTable(visit, performanceTables, {
      asked: query['table'],
      shown: shownIn(visit, query),
    });
  }
}

type Asked = Readonly<Record<string, unknown>>;

function shownIn(visit: Visit, { year: askedYear, period: askedPeriod }: Asked): PeriodShown {
  const year = isFinancialYear(askedYear) ? askedYear : financialYearOf(visit.reading.place.today());
  const period = periodChoices.find(({ value }) => value === askedPeriod)?.value ?? 'year';
  return { year, period };
}

function hrefFor(visit: Visit, command: CommandName, path: string): string | undefined {
  return visit.may(command) ? visit.at(`/performance/${path}`) : undefined;
}

const colours = { green: 'green', amber: 'yellow', red: 'red', 'not-rated': 'grey' } as const;

async function indicatorsOf(visit: Visit, shown: PeriodShown): Promise<readonly object[]> {
  const { models, partnership } = visit.reading;
  const lines = await indicatorsAt(models.db, { partnership, ...shown });
  return lines.map((line) => ({
    name: nameOf(line),
    measured: measuredIn(line.definition),
    target: cellInWords(targetCell(line.target, line.unit)),
    figure: cellInWords(actualCell(line.actual, line.unit)),
    rating: inWords(line.rating),
    colour: colours[line.rating],
    isOwed: line.mitigationOwed,
    isRetired: line.isRetired,
    actions: line.mitigations.map(({ action, dueOn, standing }) => ({
      action,
      dueOn,
      standing: inWords(standing),
    })),
    offers: line.inForce ? offersAt(visit, line) : [],
  }));
}

interface Offer {
  readonly text: string;
  readonly path: string;
  readonly command: CommandName;
  readonly when: (line: IndicatorLine) => boolean;
}

const always = (): boolean => true;
const isKept = ({ isRetired }: IndicatorLine): boolean => !isRetired;
const offers: readonly Offer[] = [
  { text: 'Record a figure', path: 'record-figure', command: 'RecordActual', when: always },
  { text: 'Set a target', path: 'set-target', command: 'SetTarget', when: isKept },
  {
    text: 'Correct a figure',
    path: 'correct-figure',
    command: 'CorrectActual',
    when: ({ actual }) => actual !== undefined,
  },
  {
    text: 'Plan an action',
    path: 'plan-action',
    command: 'PlanMitigation',
    when: ({ actual }) => actual !== undefined,
  },
  {
    text: 'Report on an action',
    path: 'report-action',
    command: 'ReportMitigation',
    when: ({ mitigations }) => mitigations.length > 0,
  },
  { text: 'Define the indicator anew', path: 'define-anew', command: 'RedefineIndicator', when: isKept },
  { text: 'Retire it', path: 'retire-indicator', command: 'RetireIndicator', when: isKept },
];

function offersAt(visit: Visit, line: IndicatorLine): readonly object[] {
  return offers
    .filter(({ command, when }) => visit.may(command) && when(line))
    .map(({ text, path }) => ({ text, href: visit.at(`/performance/${path}/${line.indicator}`) }));
}
