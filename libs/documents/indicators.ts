import type { Facts } from '#documents/facts/facts';
import { together } from '#documents/facts/money';
import { absent, stated, words } from '#documents/model/document';
import type { Behind, Cell, Tone } from '#documents/model/document';
import { quoted } from '#documents/model/text-safety';
import type { ActualTerms, DefinitionTerms, TargetTerms, Unit } from '#funding/indicator/indicator.events';
import { lastDayOfPeriod } from '#funding/indicator/periods';
import type { Period } from '#funding/indicator/periods';
import { amberWithinPercentUnlessTold } from '#funding/indicator/rating';
import type { Rating } from '#funding/indicator/rating';
import { policyOn } from '#funding/partnership/queries';
import { formatFigure } from '#kernel/figure';
import type { Figure } from '#kernel/figure';
import type { FinancialYear } from '#kernel/financial-year';
import { indicatorLines } from '#projections/indicators-at';
import type { IndicatorLine } from '#projections/indicators-at';

/** The indicators in a period, as the read of the same name has them. */
export function indicatorsIn(facts: Facts, year: FinancialYear, period: Period): readonly IndicatorLine[] {
  const last = lastDayOfPeriod(year, period);
  const policy = policyOn(facts.partnership.state, last);
  const within = policy.amberWithinPercent ?? amberWithinPercentUnlessTold;
  return indicatorLines(facts.measures.indicators, { year, period }, within);
}

/** The name of an indicator, marked where another definition has taken the place of this one. */
export function nameOf({ definition, inForce }: Pick<IndicatorLine, 'definition' | 'inForce'>): string {
  const name = quoted(definition.name);
  return inForce ? name : `${name} (definition ${definition.definition}, since redefined)`;
}

const unitWords: Readonly<Record<Unit, string>> = {
  number: 'number',
  percentage: 'per cent',
  money: 'pounds',
  rate: 'rate',
};

/** What its figures are, and which way is better: `per 1,000 residents; lower is better`. */
export function measuredIn({ unit, per, partYearUnit, better }: DefinitionTerms): string {
  const inWords = (one: Unit): string => (one === 'rate' ? `per ${quoted(per ?? '')}` : unitWords[one]);
  const part = partYearUnit === undefined ? [] : [`for a part of the year, ${inWords(partYearUnit)}`];
  return [inWords(unit), ...part, `${better} is better`].join('; ');
}

/** A figure as people read it, with the sign of its unit. */
export function figureInWords(figure: Figure, unit: Unit): string {
  if (unit === 'money') return `£${formatFigure(figure)}`;
  return unit === 'percentage' ? `${formatFigure(figure)}%` : formatFigure(figure);
}

export function baselineCell(facts: Facts, { indicator, definition }: Placed): Cell {
  const { baseline, unit } = definition;
  if (baseline === undefined) return absent('to be established');
  return figureCell(baseline.figure, unit, definitionsOf(facts, indicator), ` (${quoted(baseline.period)})`);
}

/** A target, or why there is none yet. */
export function targetCell(
  facts: Facts,
  indicator: string,
  target: TargetTerms | undefined,
  unit: Unit,
): Cell {
  if (target === undefined) return absent('none set');
  if (target.figure === undefined) return absent(`not set: ${target.notSet ?? ''}`);
  const behind = saidOf(facts, indicator, (data) => data === target);
  return figureCell(target.figure, unit, behind);
}

/** What a period came to, or that this is not available, and why: never nil for what is not known. */
export function actualCell(
  facts: Facts,
  indicator: string,
  actual: ActualTerms | undefined,
  unit: Unit,
): Cell {
  if (actual === undefined) return absent('not recorded');
  if (actual.figure === undefined) return absent(`not available: ${actual.notAvailable ?? ''}`);
  const behind = saidOf(facts, indicator, (data) => isActual(data, actual));
  return figureCell(actual.figure, unit, behind);
}

const tones: Readonly<Record<Rating, readonly [word: string, tone?: Tone]>> = {
  green: ['Green', 'green'],
  amber: ['Amber', 'amber'],
  red: ['Red', 'red'],
  'not-rated': ['Not rated'],
};

export function ratingCell(rating: Rating): Cell {
  return words(...tones[rating]);
}

/** The events by which an indicator is rated as it is: its definition, its target and its figure. */
export function ratedBy(facts: Facts, line: IndicatorLine): Behind {
  const { indicator, target, actual } = line;
  const said = saidOf(facts, indicator, (data) => data === target || isActual(data, actual));
  return together([definitionsOf(facts, indicator), said]);
}

function isActual(data: object, actual: ActualTerms | undefined): boolean {
  return 'actual' in data && actual !== undefined && data.actual === actual.actual;
}

interface Placed {
  readonly indicator: string;
  readonly definition: DefinitionTerms;
}

function figureCell(figure: Figure, unit: Unit, behind: Behind, more = ''): Cell {
  return stated(Number(figure), `${figureInWords(figure, unit)}${more}`, behind);
}

function saidOf(facts: Facts, indicator: string, isIt: (data: object) => boolean): Behind {
  const told = facts.measures.indicators.get(indicator)?.told ?? [];
  return told.flatMap(({ data, position }) => (isIt(data as object) ? [position] : []));
}

function definitionsOf(facts: Facts, indicator: string): Behind {
  const told = facts.measures.indicators.get(indicator)?.told ?? [];
  return told.flatMap(({ type, position }) => (type.endsWith('efined') ? [position] : []));
}
