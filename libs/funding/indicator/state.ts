import type {
  ActualTerms,
  DefinitionTerms,
  MitigationStanding,
  MitigationTerms,
  PeriodPlace,
  ProgressTerms,
  TargetTerms,
} from './indicator.events.js';

export type IndicatorState = { readonly status: 'none' } | Defined;

/** An indicator with all that was ever said of it: what was replaced or corrected stays, marked. */
export interface Defined {
  readonly status: 'defined' | 'retired';
  /** In the order of their numbers. */
  readonly definitions: readonly DefinitionTerms[];
  /** In the order in which they were set: the last of a period stands. */
  readonly targets: readonly TargetTerms[];
  readonly actuals: readonly Actual[];
  readonly mitigations: readonly Mitigation[];
}

export interface Actual extends ActualTerms {
  /** The figure that it corrects, and why that was wrong. */
  readonly corrects?: string;
  readonly reason?: string;
  /** The figure that corrects it. */
  readonly correctedBy?: string;
}

export interface Mitigation extends MitigationTerms {
  readonly standing: 'planned' | MitigationStanding;
  readonly reports: readonly ProgressTerms[];
}

export const notDefined: IndicatorState = { status: 'none' };

/** The definition in force. */
export function currentDefinition({ definitions }: Defined): DefinitionTerms {
  const last = definitions.at(-1);
  if (last === undefined) throw new Error('An indicator that is defined has a definition.');
  return last;
}

/** The target that stands for a period; undefined when none was ever spoken of. */
export function targetAt({ targets }: Defined, place: PeriodPlace): TargetTerms | undefined {
  return targets.findLast((target) => isAt(target, place));
}

/** The figure that stands for a period, or that it is not available; undefined when nobody has said. */
export function actualAt({ actuals }: Defined, place: PeriodPlace): Actual | undefined {
  return actuals.find((actual) => isAt(actual, place) && actual.correctedBy === undefined);
}

/** What is done about a period, also what is done with or given up. */
export function mitigationsAt(
  { mitigations }: Defined,
  { year, period }: Pick<PeriodPlace, 'year' | 'period'>,
): readonly Mitigation[] {
  return mitigations.filter((mitigation) => mitigation.year === year && mitigation.period === period);
}

function isAt(said: PeriodPlace, { definition, year, period }: PeriodPlace): boolean {
  return said.definition === definition && said.year === year && said.period === period;
}
