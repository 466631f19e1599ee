import type { EventOf } from '#kernel/asking';

/**
 * How much it would matter, and how likely it is: on one scale of five, of which many use the middle
 * three.
 */
export const grades = ['very-low', 'low', 'medium', 'high', 'very-high'] as const;
export type Grade = (typeof grades)[number];

export interface Assessment {
  readonly impact: Grade;
  readonly likelihood: Grade;
  /** What is done against it; left out where nothing is, which a report then says. */
  readonly countermeasure?: string;
}

export interface RiskTerms extends Assessment {
  readonly description: string;
  /** Who looks after it, a person by id. */
  readonly owner: string;
  /** The project that it is of; left out for one of the partnership as a whole. */
  readonly project?: string;
}

export interface ReviewTerms extends Assessment {
  readonly review: string;
  readonly owner: string;
  readonly comment?: string;
}

export type RiskEvent =
  | EventOf<'RiskRegistered', RiskTerms>
  | EventOf<'RiskReviewed', ReviewTerms>
  | EventOf<'RiskClosed', { readonly reason: string }>;
