import type { EventOf } from '#kernel/asking';
import type { FundingType } from '#funding/funding-source/funding-source.events';

/**
 * A closed source's figures, as its own record has them. What came in, less what was spent and lapsed,
 * comes to nil, since the close left nothing.
 */
export interface ConfirmedLine {
  readonly source: string;
  readonly name: string;
  readonly provider: string;
  readonly fundingType: FundingType;
  readonly confirmedPence: number;
  /** What came from the year before, less what went to the next. */
  readonly carriedPence: number;
  readonly virementsPence: number;
  readonly swapsPence: number;
  /** Reclaims and clawback received, and what a year closed earlier gave back. */
  readonly receivedPence: number;
  readonly spentPence: number;
  readonly lapsedPence: number;
}

export interface PreparedTerms {
  readonly year: string;
  /** From 1, one more each time that the one before was declined. */
  readonly preparation: number;
  readonly preparedBy: string;
  /** What is confirmed to the county body, in words. */
  readonly statement: string;
  readonly lines: readonly ConfirmedLine[];
}

/** The shapes stored for the confirmation of a year. */
export type ConfirmationEvent =
  | EventOf<'YearEndPrepared', PreparedTerms>
  | EventOf<'YearEndCertified', { readonly preparation: number; readonly certifiedBy: string }>
  | EventOf<
      'YearEndDeclined',
      { readonly preparation: number; readonly declinedBy: string; readonly reason: string }
    >;
