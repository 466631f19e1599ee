import type { EventOf } from '#kernel/asking';
import type { Figure } from '#kernel/figure';
import type { Period } from './periods.js';

/** The shapes stored for an indicator. */
export const units = ['number', 'percentage', 'money', 'rate'] as const;
export type Unit = (typeof units)[number];
export type Better = 'higher' | 'lower';

/**
 * What an indicator measures, in one of its versions. Figures belong to the version they were given
 * under.
 */
export interface DefinitionTerms {
  /** From 1, one more at each redefinition. */
  readonly definition: number;
  readonly name: string;
  readonly unit: Unit;
  /** Of what a rate is: `1,000 residents`. */
  readonly per?: string;
  /**
   * The unit of figures for a part of the year, where it is another: an incident count beside a yearly
   * rate.
   */
  readonly partYearUnit?: Unit;
  readonly better: Better;
  readonly priority: string;
  /** The body or the survey that the figures come from. */
  readonly suppliedBy: string;
  /** Left out while it is still to be established. */
  readonly baseline?: Baseline;
}

export interface Baseline {
  readonly figure: Figure;
  /** In words, since surveys keep years of their own: `Place Survey 2008`. */
  readonly period: string;
}

/** The part of a year that a target or a figure is about, under one definition. */
export interface PeriodPlace {
  readonly definition: number;
  readonly year: string;
  readonly period: Period;
}

/** A target, or why there is none yet: a target that is put off is not a target of nil. */
export interface TargetTerms extends PeriodPlace {
  readonly figure?: Figure;
  readonly notSet?: string;
  readonly note?: string;
  /** Why it takes the place of an earlier one. */
  readonly reason?: string;
}

/** What a period came to, or why that is not known: what is not available is not nil. */
export interface ActualTerms extends PeriodPlace {
  readonly actual: string;
  readonly figure?: Figure;
  readonly notAvailable?: string;
  readonly source: string;
  readonly note?: string;
}

export interface MitigationTerms {
  readonly mitigation: string;
  readonly year: string;
  readonly period: Period;
  readonly action: string;
  /** A person by id, a role in words, or both. */
  readonly person?: string;
  readonly inRole?: string;
  readonly dueOn: string;
}

export const mitigationStandings = ['under-way', 'done', 'given-up'] as const;
export type MitigationStanding = (typeof mitigationStandings)[number];

export interface ProgressTerms {
  readonly mitigation: string;
  readonly report: string;
  readonly progress: string;
  readonly standing: MitigationStanding;
}

export type IndicatorEvent =
  | EventOf<'IndicatorDefined', DefinitionTerms>
  | EventOf<'IndicatorRedefined', DefinitionTerms & { readonly reason: string }>
  | EventOf<'IndicatorRetired', { readonly reason: string }>
  | EventOf<'TargetSet', TargetTerms>
  | EventOf<'ActualRecorded', ActualTerms>
  | EventOf<'ActualCorrected', ActualTerms & { readonly corrects: string; readonly reason: string }>
  | EventOf<'MitigationPlanned', MitigationTerms>
  | EventOf<'MitigationReported', ProgressTerms>;
