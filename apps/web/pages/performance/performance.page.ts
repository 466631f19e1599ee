import { Controller, Get, Query } from '@nestjs/common';
import { figureInWords, measuredIn, nameOf } from '#documents/indicators';
import { gradeInWords } from '#documents/risk-register';
import type { ActualTerms, TargetTerms, Unit } from '#funding/indicator/indicator.events';
import type { Period } from '#funding/indicator/periods';
import type { CommandName } from '#funding/roles';
import { financialYearOf, isFinancialYear } from '#kernel/financial-year';
import { formatDate } from '#kernel/local-date';
import { highlightsAt } from '#projections/highlights-at';
import { indicatorsAt } from '#projections/indicators-at';
import type { IndicatorLine } from '#projections/indicators-at';
import { risksAt } from '#projections/risks-at';
import { inWords } from '#reads/words';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page } from '../../answering/page.js';
import { allProjectTitles } from '../../titles.js';
import { periodChoices, yearChoices } from './measure-at.js';

/** How a partnership is doing: its indicators in a period, its risks, and its highlight reports. */
@Controller('p/:partnership/performance')
@Permits(...readers)
export class PerformancePage {
  @Get()
  async show(
    @Visiting() visit: Visit,
    @Query('year') askedYear: unknown,
    @Query('period') askedPeriod: unknown,
  ): Promise<Page> {
    const year = isFinancialYear(askedYear) ? askedYear : financialYearOf(visit.reading.place.today());
    const period = periodChoices.find(({ value }) => value === askedPeriod)?.value ?? 'year';
    const years = [...new Set([year, ...yearChoices(visit).map(({ value }) => value)])].toSorted();
    return new Page('performance/performance.njk', {
      title: 'Performance',
      years: years.map((value) => ({ value, text: value, selected: value === year })),
      periods: periodChoices.map((one) => ({ ...one, selected: one.value === period })),
      shown: `${year}, ${period === 'year' ? 'the whole year' : inWords(period)}`,
      indicators: await indicatorsOf(visit, year, period),
      risks: await risksOf(visit),
      reports: await reportsOf(visit),
      defineHref: hrefFor(visit, 'DefineIndicator', 'define-indicator'),
      riskHref: hrefFor(visit, 'RegisterRisk', 'enter-risk'),
      reportHref: hrefFor(visit, 'SubmitHighlightReport', 'draft-report'),
      planHref: visit.at('/plan'),
      documentHref: visit.at(`/documents/performance-report/made?year=${year}&period=${period}`),
    });
  }
}

function hrefFor(visit: Visit, command: CommandName, path: string): string | undefined {
  return visit.may(command) ? visit.at(`/performance/${path}`) : undefined;
}

const colours = { green: 'green', amber: 'yellow', red: 'red', 'not-rated': 'grey' } as const;

async function indicatorsOf(visit: Visit, year: string, period: Period): Promise<readonly object[]> {
  const { models, partnership } = visit.reading;
  const lines = await indicatorsAt(models.db, { partnership, year, period });
  return lines.map((line) => ({
    name: nameOf(line),
    measured: measuredIn(line.definition),
    target: targetInWords(line.target, line.unit),
    figure: figureOf(line.actual, line.unit),
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

function targetInWords(target: TargetTerms | undefined, unit: Unit): string {
  if (target === undefined) return 'none set';
  return target.figure === undefined ? `not set: ${target.notSet ?? ''}` : figureInWords(target.figure, unit);
}

function figureOf(actual: ActualTerms | undefined, unit: Unit): string {
  if (actual === undefined) return 'not recorded';
  if (actual.figure === undefined) return `not available: ${actual.notAvailable ?? ''}`;
  return figureInWords(actual.figure, unit);
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

async function risksOf(visit: Visit): Promise<readonly object[]> {
  const { models, partnership, names } = visit.reading;
  const titles = await allProjectTitles(visit);
  const shown: object[] = [];
  for (const { risk, state } of await risksAt(models.db, { partnership })) {
    const { description, project, owner, impact, likelihood, countermeasure } = state.terms;
    shown.push({
      description,
      of: project === undefined ? 'the partnership' : titles.get(project),
      owner: await names.of(owner),
      impact: gradeInWords(impact),
      likelihood: gradeInWords(likelihood),
      countermeasure: countermeasure ?? 'none recorded',
      reviewHref: hrefFor(visit, 'ReviewRisk', `review-risk/${risk}`),
      closeHref: hrefFor(visit, 'CloseRisk', `close-risk/${risk}`),
    });
  }
  return shown;
}

async function reportsOf(visit: Visit): Promise<readonly object[]> {
  const { models, partnership, state } = visit.reading;
  const lines = await highlightsAt(models.db, { partnership });
  const titles = await allProjectTitles(visit);
  return lines.map(({ report, state: { terms, replacedBy } }) => {
    const group = state.groups.find((one) => one.group === terms.group)?.name;
    return {
      text: titles.get(terms.project ?? '') ?? group ?? 'All projects',
      period: `${formatDate(terms.from)} to ${formatDate(terms.to)}`,
      isReplaced: replacedBy !== undefined,
      href: visit.at(`/documents/highlight-report/made?report=${report}`),
    };
  });
}
