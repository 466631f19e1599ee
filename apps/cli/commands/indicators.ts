import type { TextTable } from '#documents/text-table';
import type { TargetTerms, Unit } from '#funding/indicator/indicator.events';
import type { Actual, Mitigation } from '#funding/indicator/state';
import { formatFigure } from '#kernel/figure';
import { financialYearOf } from '#kernel/financial-year';
import { formatDate } from '#kernel/local-date';
import { indicatorsAt } from '#projections/indicators-at';
import type { IndicatorLine } from '#projections/indicators-at';
import type { Reading } from '#reads/reading';
import { inWords, momentInWords } from '#reads/words';
import { momentIn, periodOf, reading, yearOf } from '../reading.js';
import type { MomentOptions, ReadOptions } from '../reading.js';
import { counted, heading, json, paragraph, section, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';

export interface IndicatorsOptions extends ReadOptions, MomentOptions {
  readonly year?: string;
  readonly period?: string;
}

/**
 * Shows every indicator in a period, with what is done where it falls short. @throws WrongUse for a bad
 * option
 */
export async function indicators(options: IndicatorsOptions, terminal: Terminal): Promise<void> {
  await reading(options, async (from) => {
    const { partnership, place } = from;
    const year = options.year === undefined ? financialYearOf(place.today()) : yearOf(options.year);
    const question = { partnership, year, period: periodOf(options.period), ...momentIn(options) };
    const lines = await indicatorsAt(from.models.db, question);
    if (options.json === true) return json(terminal, { ...question, indicators: lines });
    await heading(terminal, `${from.state.name}: indicators, ${year}, ${inWords(question.period)}`);
    await paragraph(terminal, `As known on ${momentInWords(question.knownAt ?? place.clock.now())}.`);
    await terminal.line();
    await table(terminal, tableOf(lines), 'No indicator is defined.');
    await showMitigations(lines, from, terminal);
  });
}

function tableOf(lines: readonly IndicatorLine[]): TextTable {
  const titles = ['Indicator', 'Priority', 'Baseline', 'Year target', 'Target', 'Figure', 'Rating'];
  const owed = lines.filter(({ mitigationOwed }) => mitigationOwed).length;
  const total = [counted(lines.length, 'line'), '', '', '', '', '', owed === 0 ? '' : `${owed} lack action`];
  return {
    columns: titles.map((text) => ({ heading: text })),
    rows: lines.map((line) => {
      const { definition, unit, yearTarget, target, actual, rating } = line;
      const { name, priority, baseline } = definition;
      const began = baseline === undefined ? 'to be established' : formatFigure(baseline.figure);
      return [
        line.inForce ? name : `${name} (definition ${definition.definition}, since redefined)`,
        priority,
        began,
        targetInWords(yearTarget, definition.unit),
        targetInWords(target, unit),
        actualInWords(actual, unit),
        rating === 'not-rated' ? 'not rated' : rating,
      ];
    }),
    totals: [total],
  };
}

function targetInWords(target: TargetTerms | undefined, unit: Unit): string {
  if (target === undefined) return '';
  return target.figure === undefined ? `not set: ${target.notSet ?? ''}` : withUnit(target.figure, unit);
}

function actualInWords(actual: Actual | undefined, unit: Unit): string {
  if (actual === undefined) return 'not recorded';
  const note = actual.note === undefined ? '' : ` (${actual.note})`;
  if (actual.figure === undefined) return `not available: ${actual.notAvailable ?? ''}${note}`;
  return `${withUnit(actual.figure, unit)}${note}`;
}

function withUnit(figure: string, unit: Unit): string {
  if (unit === 'money') return `£${formatFigure(figure)}`;
  return unit === 'percentage' ? `${formatFigure(figure)}%` : formatFigure(figure);
}

async function showMitigations(
  lines: readonly IndicatorLine[],
  { names }: Reading,
  terminal: Terminal,
): Promise<void> {
  const short = lines.filter(({ mitigations, mitigationOwed }) => mitigations.length > 0 || mitigationOwed);
  if (short.length === 0) return;
  await section(terminal, 'Mitigating action, owed for red and amber');
  const rows: string[][] = [];
  for (const { definition, mitigations, mitigationOwed, rating } of short) {
    const { name } = definition;
    if (mitigationOwed) rows.push([name, rating, 'No action is planned.', '', '', '']);
    for (const one of mitigations) {
      const who = [one.person === undefined ? '' : await names.of(one.person), one.inRole ?? ''];
      const by = who.filter((part) => part !== '').join(', ');
      rows.push([name, rating, one.action, by, formatDate(one.dueOn), standing(one)]);
    }
  }
  const titles = ['Indicator', 'Rating', 'Action', 'By', 'Due', 'Progress'];
  await table(terminal, { columns: titles.map((text) => ({ heading: text })), rows }, '');
}

function standing({ standing: now, reports }: Mitigation): string {
  return [inWords(now), reports.at(-1)?.progress ?? ''].filter((part) => part !== '').join(': ');
}
