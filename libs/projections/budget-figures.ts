import type { BudgetFigures } from '#funding/funding-source/figures';
import type { Instant, LocalDate } from '#kernel/local-date';

/** Which budget is asked for. */
export interface BudgetQuestion {
  readonly partnership: string;
  /** A financial year; every year when not given. */
  readonly year?: string | undefined;
  /** As it was true at the end of this day; every day when not given. */
  readonly asAt?: LocalDate | undefined;
  /** As it was known at this moment; everything known when not given. */
  readonly knownAt?: Instant | undefined;
}

export type { BudgetFigures };

export interface BudgetLine extends BudgetFigures {
  readonly source: string;
  readonly name: string;
  readonly provider: string;
  readonly year: string;
  readonly fundingType: string;
  readonly exampleOnly: boolean;
}
