import type { FundingType } from '#funding/funding-source/funding-source.events';

/** A part of an amount, charged to one source and one funding type. */
export interface Charge {
  readonly source: string;
  readonly fundingType: FundingType;
  readonly amountPence: number;
}

/** A charge that was paid, and the part of it beyond what was committed at its source. */
export interface PaidCharge extends Charge {
  readonly overspendPence: number;
}

/** What rule 12 asks of expenditure. */
export interface Invoice {
  readonly payee: string;
  readonly reference: string;
  readonly netPence: number;
  readonly irrecoverableVatPence: number;
  readonly purpose: string;
  readonly category: string;
}

export interface HeadingMove {
  readonly virement: string;
  readonly fromHeading: string;
  readonly toHeading: string;
  /** The year and the funding type within which it moves; it never crosses either. */
  readonly year: string;
  readonly fundingType: FundingType;
  readonly amountPence: number;
  readonly reason: string;
}

/** What happens to the money of a project once it has been awarded. */
export interface MoneyEvents {
  ExpenditureClaimed: Invoice & {
    readonly claim: string;
    readonly charges: readonly Charge[];
    readonly claimedBy: string;
  };
  ClaimDeclined: { readonly claim: string; readonly reason: string };
  ExpenditureRecorded: Invoice & {
    readonly payment: string;
    readonly claim?: string;
    readonly paidOn: string;
    readonly charges: readonly PaidCharge[];
    readonly overspendPence: number;
    /** Conditions to be met before payment that were open when it was paid. */
    readonly openConditions: readonly string[];
  };
  ExpenditureReversed: {
    readonly payment: string;
    readonly charges: readonly PaidCharge[];
    readonly reason: string;
    /**
     * Where it was charged to closed years: they stand, and a source of the open year takes the adjustment.
     */
    readonly priorYear?: {
      readonly adjustedAt: string;
      readonly closed: readonly { readonly source: string; readonly year: string }[];
    };
  };
  UnspentAwardReleased: {
    readonly release: string;
    readonly releasedPence: number;
    readonly reason: string;
  };
  AwardMovedByVirement: {
    readonly virement: string;
    readonly change: 'more' | 'less';
    /** The source that the virement comes from, within which it is numbered. */
    readonly from: string;
    readonly source: string;
    readonly fundingType: FundingType;
    readonly amountPence: number;
  };
  HeadingsVired: HeadingMove;
  ForecastRecorded: { readonly year: string; readonly amountPence: number; readonly note?: string };
  InKindInputRecorded: {
    readonly entry: string;
    readonly from: string;
    readonly description: string;
    readonly valuePence?: number;
  };
}
