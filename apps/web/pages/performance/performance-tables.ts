import { figureInWords, measuredIn, nameOf } from '#documents/indicators';
import { absent, date, stated, words } from '#documents/model/document';
import type { Cell } from '#documents/model/document';
import { gradeInWords } from '#documents/risk-register';
import type { ActualTerms, TargetTerms, Unit } from '#funding/indicator/indicator.events';
import type { Period } from '#funding/indicator/periods';
import { yearInWords } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import type { LocalDate } from '#kernel/local-date';
import { highlightsAt } from '#projections/highlights-at';
import { indicatorsAt } from '#projections/indicators-at';
import { risksAt } from '#projections/risks-at';
import { inWords } from '#reads/words';
import type { Visit } from '../../access/visit.js';
import type { TablesOf } from '../../answering/export.js';
import { allProjectTitles } from '../../titles.js';

/** Of what the indicators are shown. */
export interface PeriodShown {
  readonly year: FinancialYear;
  readonly period: Period;
}

interface ShownRisk {
  readonly risk: string;
  readonly description: string;
  /** The project that it threatens, or that it is the partnership's. */
  readonly of: string;
  readonly owner: string;
  readonly impact: string;
  readonly likelihood: string;
  readonly countermeasure: string;
}

/** The risks that are open, by the names of projects and people. */
export async function risksOf(visit: Visit): Promise<readonly ShownRisk[]> {
  const { models, partnership, names } = visit.reading;
  const titles = await allProjectTitles(visit);
  const lines = await risksAt(models.db, { partnership });
  return Promise.all(
    lines.map(async ({ risk, state: { terms } }) => ({
      risk,
      description: terms.description,
      of: terms.project === undefined ? 'the partnership' : (titles.get(terms.project) ?? terms.project),
      owner: await names.of(terms.owner),
      impact: gradeInWords(terms.impact),
      likelihood: gradeInWords(terms.likelihood),
      countermeasure: terms.countermeasure ?? 'none recorded',
    })),
  );
}

interface ShownReport {
  readonly report: string;
  /** The project or the group that it is about. */
  readonly about: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly isReplaced: boolean;
}

export async function reportsOf(visit: Visit): Promise<readonly ShownReport[]> {
  const { models, partnership, state } = visit.reading;
  const lines = await highlightsAt(models.db, { partnership });
  const titles = await allProjectTitles(visit);
  return lines.map(({ report, state: { terms, replacedBy } }) => {
    const group = state.groups.find((one) => one.group === terms.group)?.name;
    const about = titles.get(terms.project ?? '') ?? group ?? 'All projects';
    return { report, about, from: terms.from, to: terms.to, isReplaced: replacedBy !== undefined };
  });
}

/** What the page of performance shows, each table by the name by which its file is asked for. */
export const performanceTables: TablesOf<PeriodShown> = {
  indicators: async ({ year, period }, visit) => ({
    name: `indicators-${year}-${period}`,
    title: `Indicators, ${yearInWords(year)}`,
    columns: ['Indicator', 'Measured in', 'Target #', 'Figure #', 'Rating', 'Action', 'Retired'],
    rows: await indicatorRows(visit, { year, period }),
  }),
  risks: async (_, visit) => ({
    name: 'risks',
    title: 'Risks',
    columns: ['Risk', 'Of', 'Looked after by', 'Impact', 'Likelihood', 'What is done against it'],
    rows: (await risksOf(visit)).map(({ description, of, owner, impact, likelihood, countermeasure }) =>
      [description, of, owner, impact, likelihood, countermeasure].map((text) => words(text)),
    ),
  }),
  reports: async (_, visit) => ({
    name: 'highlight-reports',
    title: 'Highlight reports',
    columns: ['Report', 'From', 'To', 'Replaced'],
    rows: (await reportsOf(visit)).map(({ about, from, to, isReplaced }) => [
      words(about),
      date(from),
      date(to),
      words(isReplaced ? 'yes' : 'no'),
    ]),
  }),
};

async function indicatorRows(
  { reading: { models, partnership } }: Visit,
  { year, period }: PeriodShown,
): Promise<readonly (readonly Cell[])[]> {
  const lines = await indicatorsAt(models.db, { partnership, year, period });
  return lines.map((line) => [
    words(nameOf(line)),
    words(measuredIn(line.definition)),
    targetCell(line.target, line.unit),
    actualCell(line.actual, line.unit),
    words(inWords(line.rating)),
    words(line.mitigations.map(({ action }) => action).join('; ')),
    words(line.isRetired ? 'yes' : 'no'),
  ]);
}

/** A target as the page shows it, and a file holds it; or why there is none. */
export function targetCell(target: TargetTerms | undefined, unit: Unit): Cell {
  if (target === undefined) return absent('none set');
  return target.figure === undefined
    ? absent(`not set: ${target.notSet ?? ''}`)
    : stated(Number(target.figure), figureInWords(target.figure, unit), []);
}

/** The same of what was reached. */
export function actualCell(actual: ActualTerms | undefined, unit: Unit): Cell {
  if (actual === undefined) return absent('not recorded');
  return actual.figure === undefined
    ? absent(`not available: ${actual.notAvailable ?? ''}`)
    : stated(Number(actual.figure), figureInWords(actual.figure, unit), []);
}
