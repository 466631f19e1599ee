import type { EventOf } from '#kernel/asking';
import type { ClosedType } from './closed-type.js';

/** The shapes stored for a funding source. Every amount is in whole pence. */
export type FundingType = 'capital' | 'revenue';

/** What a ring-fenced source may pay for; a list that is left out limits nothing. */
export interface RingFence {
  readonly priorities?: readonly string[];
  readonly projects?: readonly string[];
  readonly categories?: readonly string[];
}

/** Which decision an amount goes back to: a meeting's item, a chair's action, or one taken on. */
export type DecisionId = string;

export interface CommitmentLine {
  readonly project: string;
  readonly decision: DecisionId;
  readonly amountPence: number;
}

interface Entry {
  readonly entry: string;
  readonly fundingType: FundingType;
  readonly amountPence: number;
  readonly reason: string;
}

interface Recovery {
  readonly project: string;
  readonly from: string;
  readonly fundingType: FundingType;
  readonly amountPence: number;
  readonly dueOn: string;
  readonly reason: string;
}

interface Receipt {
  readonly entry: string;
  readonly project: string;
  readonly fundingType: FundingType;
  readonly amountPence: number;
  readonly reference: string;
}

interface WriteOff {
  readonly project: string;
  readonly fundingType: FundingType;
  readonly amountPence: number;
  readonly reason: string;
}

/** Where a virement comes from or goes to; without a project it is the source's uncommitted money. */
export interface VirementEnd {
  readonly source: string;
  readonly project?: string;
}

/** The entries that can be reversed when they were a mistake. */
export type ReversibleType =
  | 'FundingExpected'
  | 'FundingConfirmed'
  | 'FundingCut'
  | 'FundingWithdrawn'
  | 'ReclaimReceived'
  | 'ClawbackReceived'
  | 'SwapAgreed';

export interface VirementTerms {
  readonly virement: string;
  readonly fundingType: FundingType;
  readonly amountPence: number;
  readonly from: VirementEnd;
  readonly to: VirementEnd;
}

/** What of a payment a decision had given; a part may have been subject to funding still, until then. */
export type MetPart = Omit<CommitmentLine, 'project'> & { readonly subjectPence?: number };

export type FundingSourceEvent =
  | EventOf<
      'FundingSourceOpened',
      {
        readonly source: string;
        readonly name: string;
        readonly provider: string;
        readonly year: string;
        readonly mayCrossYear: boolean;
        readonly ringFence?: RingFence;
        readonly comment?: string;
        /** Facts that the published record does not give and that an example made up. */
        readonly exampleOnly?: boolean;
      }
    >
  | EventOf<'FundingSourceRenamed', { readonly name: string; readonly reason: string }>
  /** Without a comment there is none any more. */
  | EventOf<'FundingSourceCommentSet', { readonly comment?: string; readonly reason: string }>
  | EventOf<'ProviderRenamed', { readonly provider: string; readonly reason: string }>
  | EventOf<
      'RingFenceSet',
      { readonly ringFence: RingFence; readonly reference: string; readonly reason: string }
    >
  | EventOf<'FundingExpected', Entry>
  | EventOf<'FundingConfirmed', Entry & { readonly fromExpectedPence: number; readonly reference: string }>
  | EventOf<
      'FundingCut',
      Entry & { readonly confirmedPence: number; readonly expectedPence: number; readonly reference: string }
    >
  | EventOf<
      'FundingWithdrawn',
      {
        readonly entry: string;
        readonly withdrawn: readonly {
          readonly fundingType: FundingType;
          readonly confirmedPence: number;
          readonly expectedPence: number;
        }[];
        readonly reference: string;
        readonly reason: string;
      }
    >
  | EventOf<
      'EntryReversed',
      {
        /** The entry that was wrong, and the reversal's own identity. */
        readonly entry: string;
        readonly reversal: string;
        readonly of: ReversibleType;
        /** An entry that was about both funding types is reversed by an event for each. */
        readonly fundingType: FundingType;
        /** What the entry had added to each figure, now taken back; negative where it had taken away. */
        readonly confirmedPence: number;
        readonly expectedPence: number;
        readonly receivedPence: number;
        readonly swappedPence?: number;
        /** The reclaim or clawback that had been received, and the project that it is about. */
        readonly recovery?: string;
        readonly project?: string;
        readonly reason: string;
      }
    >
  | EventOf<
      'ReserveHeld',
      {
        readonly reserve: string;
        readonly fundingType: FundingType;
        readonly amountPence: number;
        readonly purpose: string;
        readonly decision: DecisionId;
        readonly takenOn?: { readonly decidedOn: string; readonly reference: string };
      }
    >
  | EventOf<
      'ReserveReleased',
      {
        readonly reserve: string;
        readonly release: string;
        readonly fundingType: FundingType;
        readonly amountPence: number;
        readonly reason: string;
      }
    >
  | EventOf<'ReserveCalled', CommitmentLine & { readonly reserve: string; readonly fundingType: FundingType }>
  | EventOf<
      'AwardAllocated',
      CommitmentLine & {
        readonly fundingType: FundingType;
        readonly takenOn?: boolean;
        /** The reserve that was called for it, in the same append. */
        readonly fromReserve?: string;
      }
    >
  | EventOf<'AwardAllocatedSubjectToFunding', CommitmentLine & { readonly fundingType: FundingType }>
  | EventOf<
      'AllocationsCovered',
      { readonly fundingType: FundingType; readonly covered: readonly CommitmentLine[] }
    >
  | EventOf<
      'CommitmentReleased',
      {
        readonly project: string;
        readonly release: string;
        readonly fundingType: FundingType;
        /** What the lines come to. */
        readonly amountPence: number;
        readonly lines: readonly {
          readonly decision: DecisionId;
          readonly committedPence: number;
          readonly subjectPence: number;
        }[];
        /** That nothing was to stay, whatever the amount. */
        readonly everything?: true;
        readonly reason: string;
      }
    >
  | EventOf<
      'ExpenditureCharged',
      {
        readonly project: string;
        readonly payment: string;
        readonly fundingType: FundingType;
        readonly amountPence: number;
        /** The parts of it that the decisions had given, oldest first, and what went beyond them. */
        readonly met: readonly MetPart[];
        readonly overspendPence: number;
      }
    >
  | EventOf<
      'ChargeReversed',
      {
        readonly project: string;
        readonly payment: string;
        readonly fundingType: FundingType;
        readonly amountPence: number;
        readonly met: readonly MetPart[];
        readonly overspendPence: number;
        readonly reason: string;
      }
    >
  | EventOf<
      'PriorYearAdjusted',
      {
        readonly project: string;
        readonly payment: string;
        /** Where the payment had been charged; that year stays as it was closed. */
        readonly closedSource: string;
        readonly closedYear: string;
        readonly fundingType: FundingType;
        readonly amountPence: number;
        readonly reason: string;
      }
    >
  | EventOf<'OverspendAccepted', CommitmentLine & { readonly fundingType: FundingType }>
  | EventOf<'SwapRequested', { readonly swap: string; readonly amountPence: number; readonly reason: string }>
  | EventOf<'SwapAgreed', { readonly swap: string; readonly amountPence: number; readonly reference: string }>
  | EventOf<'SwapRefused', { readonly swap: string; readonly reason: string }>
  /** The year closed before the provider answered. */
  | EventOf<'SwapLapsed', { readonly swap: string }>
  | EventOf<
      'VirementRequested',
      VirementTerms & {
        readonly providerAgreement?: string;
        readonly reason: string;
        readonly requestedBy: string;
      }
    >
  | EventOf<'VirementDeclined', { readonly virement: string; readonly reason: string }>
  /** The year closed before anyone answered. */
  | EventOf<'VirementLapsed', { readonly virement: string }>
  | EventOf<'VirementAuthorised', { readonly virement: string; readonly decision?: DecisionId }>
  | EventOf<
      'VirementSent' | 'VirementReceived',
      VirementTerms & {
        /** The decisions whose lines it comes from or goes to, where that end is a project. */
        readonly lines: readonly { readonly decision: DecisionId; readonly amountPence: number }[];
      }
    >
  | EventOf<'ReclaimRaised', Recovery & { readonly reclaim: string }>
  | EventOf<'ReclaimReceived', Receipt & { readonly reclaim: string }>
  | EventOf<'ReclaimWrittenOff', WriteOff & { readonly reclaim: string }>
  | EventOf<'ClawbackRaised', Recovery & { readonly clawback: string }>
  | EventOf<'ClawbackReceived', Receipt & { readonly clawback: string }>
  | EventOf<'ClawbackWrittenOff', WriteOff & { readonly clawback: string }>
  | EventOf<
      'SourceYearClosed',
      { readonly year: string; readonly to?: string; readonly types: readonly ClosedType[] }
    >
  | EventOf<
      'BroughtForward',
      { readonly from: string; readonly year: string; readonly types: readonly ClosedType[] }
    >
  /** Moves no money. Whatever was decided on this source before the close is decided again after it. */
  | EventOf<'EarlierYearClosed', { readonly year: string }>;

/** The data of one event by name, also where several names share a shape. */
export type DataOf<Name extends FundingSourceEvent['type'], Event = FundingSourceEvent> =
  Event extends EventOf<infer Names, infer Data> ? (Name extends Names ? Data : never) : never;
