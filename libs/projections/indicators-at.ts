import { indicator } from '#funding/indicator/indicator';
import type { DefinitionTerms, TargetTerms, Unit } from '#funding/indicator/indicator.events';
import { lastDayOfPeriod } from '#funding/indicator/periods';
import type { Period } from '#funding/indicator/periods';
import { amberWithinPercentUnlessTold, needsMitigation, ratingOf } from '#funding/indicator/rating';
import type { Rating } from '#funding/indicator/rating';
import { actualAt, currentDefinition, mitigationsAt, targetAt } from '#funding/indicator/state';
import type { Actual, Defined, Mitigation } from '#funding/indicator/state';
import type { LocalDate } from '#kernel/local-date';
import type { ReadModels } from '#projections/read-models';
import { statesBy } from '#projections/told-by';
import type { Moment } from '#projections/told-by';

interface OfPeriod {
  readonly year: string;
  readonly period: Period;
}

export interface PeriodQuestion extends Moment, OfPeriod {}

/** An indicator in one period, under the definition that its figures were given under. */
export interface IndicatorLine {
  readonly indicator: string;
  readonly definition: DefinitionTerms;
  /** False for a definition that another has taken the place of. */
  readonly inForce: boolean;
  /** It gets no new targets any more. */
  readonly isRetired: boolean;
  /** What the figures of this period are. */
  readonly unit: Unit;
  readonly yearTarget: TargetTerms | undefined;
  readonly target: TargetTerms | undefined;
  /** The figure, or that it is not available and why; undefined when nobody has said. */
  readonly actual: Actual | undefined;
  /** Figures of the period that were corrected since. */
  readonly corrected: readonly Actual[];
  readonly rating: Rating;
  /** Per cent of the target by which it may be missed and be amber, under the policy of the period. */
  readonly amberWithinPercent: number;
  readonly mitigations: readonly Mitigation[];
  /** It is red or amber, and nobody has planned what is done about it. */
  readonly mitigationOwed: boolean;
}

/**
 * Every indicator in a period, priority by priority. An indicator that was redefined has a line for each
 * definition under which something was said of the year, so that figures of two definitions never meet.
 */
export async function indicatorsAt(
  db: ReadModels,
  question: PeriodQuestion,
): Promise<readonly IndicatorLine[]> {
  const states = await statesBy(db, 'indicators_told', indicator, question);
  return indicatorLines(states, question, await marginAt(db, question));
}

/** A period in which an indicator is red or amber, with nothing planned. */
export type Owed = IndicatorLine & OfPeriod;

/**
 * Where red and amber ask for a mitigating action and nobody has planned one, of these years, the last first.
 */
export async function mitigationsOwed(
  db: ReadModels,
  { partnership, years }: { readonly partnership: string; readonly years: readonly string[] },
): Promise<readonly Owed[]> {
  const states = await statesBy(db, 'indicators_told', indicator, { partnership });
  const spoken = [...states.values()].flatMap(({ actuals }) => actuals);
  const places = spoken.filter(({ year }) => years.includes(year));
  const each = new Map(places.map(({ year, period }) => [`${year} ${period}`, { year, period }]));
  const all: Owed[] = [];
  for (const place of each.values()) {
    const within = await marginAt(db, { partnership, ...place });
    const lines = indicatorLines(states, place, within).filter(({ mitigationOwed }) => mitigationOwed);
    all.push(...lines.map((line) => ({ ...line, ...place })));
  }
  return all.toSorted((a, b) => endOf(b).localeCompare(endOf(a)));
}

function endOf({ year, period }: OfPeriod): LocalDate {
  return lastDayOfPeriod(year, period);
}

/** The lines of indicators that are at hand, for a document that is folded from the events alone. */
export function indicatorLines(
  states: ReadonlyMap<string, Defined>,
  place: OfPeriod,
  amberWithinPercent: number,
): readonly IndicatorLine[] {
  const lines = [...states].flatMap(([id, state]) =>
    definitionsIn(state, place).map((definition) => lineOf(id, state, definition, place, amberWithinPercent)),
  );
  return [...Map.groupBy(lines, ({ definition }) => definition.priority).values()].flat();
}

/** The targets of each year for each indicator and definition, as a plan prints them over several years. */
export async function targetsOver(
  db: ReadModels,
  { years, ...moment }: Moment & { readonly years: readonly string[] },
): Promise<readonly TargetsLine[]> {
  return targetLines(await statesBy(db, 'indicators_told', indicator, moment), years);
}

/** The same of indicators that are at hand. */
export function targetLines(
  states: ReadonlyMap<string, Defined>,
  years: readonly string[],
): readonly TargetsLine[] {
  return [...states].flatMap(([id, state]) =>
    state.definitions.flatMap((definition) => {
      const places = years.map((year) => ({ ...definition, year, period: 'year' }) as const);
      const targets = places.map((place) => targetAt(state, place));
      const actuals = places.map((place) => actualAt(state, place));
      const inForce = definition === currentDefinition(state);
      const isEmpty = [...targets, ...actuals].every((said) => said === undefined);
      return isEmpty && !inForce ? [] : [{ indicator: id, definition, inForce, targets, actuals }];
    }),
  );
}

export interface TargetsLine {
  readonly indicator: string;
  readonly definition: DefinitionTerms;
  readonly inForce: boolean;
  /** Of each year that was asked for, in that order; undefined where none was spoken of. */
  readonly targets: readonly (TargetTerms | undefined)[];
  readonly actuals: readonly (Actual | undefined)[];
}

/** The definitions under which something was said of the year; where none was, the one in force. */
function definitionsIn(state: Defined, { year, period }: OfPeriod): readonly DefinitionTerms[] {
  const said = [...state.targets, ...state.actuals].filter(
    (one) => one.year === year && (one.period === period || one.period === 'year'),
  );
  const numbers = new Set(said.map(({ definition }) => definition));
  if (numbers.size > 0) return state.definitions.filter(({ definition }) => numbers.has(definition));
  return state.status === 'retired' ? [] : [currentDefinition(state)];
}

function lineOf(
  id: string,
  state: Defined,
  terms: DefinitionTerms,
  { year, period }: OfPeriod,
  amberWithinPercent: number,
): IndicatorLine {
  const place = { definition: terms.definition, year, period };
  const target = targetAt(state, place);
  const actual = actualAt(state, place);
  const mitigations = mitigationsAt(state, place);
  const rated = { better: terms.better, target: target?.figure, actual: actual?.figure };
  const rating = ratingOf({ ...rated, amberWithinPercent });
  return {
    indicator: id,
    definition: terms,
    inForce: terms === currentDefinition(state),
    isRetired: state.status === 'retired',
    unit: period === 'year' ? terms.unit : (terms.partYearUnit ?? terms.unit),
    yearTarget: targetAt(state, { ...place, period: 'year' }),
    target,
    actual,
    corrected: correctedAt(state, place),
    rating,
    amberWithinPercent,
    mitigations,
    mitigationOwed: needsMitigation(rating) && mitigations.every(({ standing }) => standing === 'given-up'),
  };
}

function correctedAt(
  { actuals }: Defined,
  place: { readonly definition: number; readonly year: string; readonly period: Period },
): readonly Actual[] {
  return actuals.filter(
    ({ definition, year, period, correctedBy }) =>
      correctedBy !== undefined &&
      definition === place.definition &&
      year === place.year &&
      period === place.period,
  );
}

/** The margin of the policy in force on the last day of the period, as it was known then. */
async function marginAt(
  db: ReadModels,
  { partnership, year, period, asAt, knownAt }: PeriodQuestion,
): Promise<number> {
  let margins = db
    .selectFrom('amber_margins')
    .select('within_percent')
    .where('partnership', '=', partnership)
    .where('from_on', '<=', lastDayOfPeriod(year, period))
    .orderBy('position', 'desc');
  if (asAt !== undefined) margins = margins.where('effective_on', '<=', asAt);
  if (knownAt !== undefined) margins = margins.where('recorded_at', '<=', knownAt);
  return (await margins.executeTakeFirst())?.within_percent ?? amberWithinPercentUnlessTold;
}
