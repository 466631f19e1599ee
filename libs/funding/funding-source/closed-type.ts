/** What the close of a year did to one funding type of a source. */
export interface ClosedType {
  readonly fundingType: 'capital' | 'revenue';
  /** Money that goes to the next year; below zero when more was spent than had come in. */
  readonly carriedPence: number;
  readonly lapsedPence: number;
  /** Expected money that never came. */
  readonly expectedLapsedPence: number;
  /** What was still committed, and what waited for funding: both follow to the next year. */
  readonly commitments: readonly ClosedLine[];
  /** A reserve follows as far as the carried money goes beyond the commitments; the rest of it lapses. */
  readonly reserves: readonly ClosedReserve[];
  /** What others still owed: it follows too, so that it can be received after the close. */
  readonly recoveries?: readonly OwedRecovery[];
}

interface ClosedLine {
  readonly project: string;
  readonly decision: string;
  readonly amountPence: number;
  readonly subjectPence: number;
}

interface ClosedReserve {
  readonly reserve: string;
  readonly amountPence: number;
  readonly carriedPence: number;
  readonly purpose: string;
}

export interface OwedRecovery {
  readonly kind: 'reclaim' | 'clawback';
  readonly recovery: string;
  readonly project: string;
  readonly from: string;
  readonly owedPence: number;
  readonly dueOn: string;
}
