import type { EventOf } from '#kernel/asking';
import type { FundingType } from '#funding/funding-source/funding-source.events';

/** Where an amount goes in the general ledger of the council that holds the money. */
export interface LedgerCodes {
  readonly costCentre: string;
  readonly subjective: string;
  readonly analysis?: string;
}

/** The codes of what fits; what is left out fits everything. Of several that fit, the first counts. */
export interface MappingRule extends LedgerCodes {
  readonly source?: string;
  readonly fundingType?: FundingType;
  readonly category?: string;
}

export interface MappingTerms {
  readonly version: number;
  readonly rules: readonly MappingRule[];
  /** The other side of every batch. Mappings that were adopted before there was one have none. */
  readonly balancing?: LedgerCodes;
}

/** The events of a source that a batch covers: from one place in its own record up to another, both in it. */
export interface CoveredRange {
  readonly source: string;
  readonly from: number;
  readonly to: number;
}

export interface BatchTerms {
  /** From 1; a number is never used again. */
  readonly batch: number;
  /** The version of the mapping by which it has its codes. */
  readonly mapping: number;
  readonly covers: readonly CoveredRange[];
  readonly lines: number;
  /** What its lines come to, in pence: payments above nil, what was received or given back below. */
  readonly totalPence: number;
  /** SHA-256 of its lines, in hexadecimal. */
  readonly hash: string;
}

/** The shapes stored for what goes to the general ledger. */
export type LedgerEvent =
  | EventOf<'LedgerMappingAdopted', MappingTerms>
  | EventOf<'LedgerBatchSent', BatchTerms>
  | EventOf<'LedgerBatchTakenBack', { readonly batch: number; readonly reason: string }>
  | EventOf<'LedgerBatchImported', { readonly batch: number; readonly reference: string }>;
