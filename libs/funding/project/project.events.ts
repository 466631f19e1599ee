import type { EventOf } from '#kernel/asking';
import type { FundingType } from '#funding/funding-source/funding-source.events';
import type { DeliveryEvents, ExpectedOutput, ProjectForm } from './delivery.events.js';
import type { Charge, MoneyEvents } from './money.events.js';

/** The shapes stored for a project, from its bid on. Every amount is in whole pence. */
export interface Bid {
  readonly title: string;
  readonly description?: string;
  readonly priorities: readonly string[];
  readonly leadOfficer: string;
  readonly leadAgency: string;
  readonly thematicGroup?: string;
  readonly startsOn?: string;
  readonly finishesOn?: string;
  readonly costs: readonly CostLine[];
  readonly matchFunding?: readonly MatchFunding[];
  readonly partnerInput?: string;
  readonly expectedOutputs?: readonly ExpectedOutput[];
  readonly riskOfNotDoing?: string;
  readonly challenges?: string;
  readonly beneficiaries?: { readonly place?: string; readonly group?: string };
  readonly continues?: string;
  readonly annualCommitment?: boolean;
  readonly jointWith?: readonly {
    readonly partnership: string;
    readonly reference?: string;
    readonly sharePence?: number;
  }[];
}

export interface CostLine {
  readonly year: string;
  readonly fundingType: FundingType;
  readonly amountPence: number;
  readonly heading?: string;
  /** An approximate figure, to be trued up later. */
  readonly approximate?: boolean;
}

export interface MatchFunding {
  readonly from: string;
  readonly status: 'secured' | 'sought';
  readonly amountPence?: number;
  readonly inKind?: string;
}

export interface AllocationLine {
  readonly source: string;
  readonly fundingType: FundingType;
  readonly amountPence: number;
  readonly subjectToFunding?: boolean;
  readonly fromReserve?: string;
}

export interface ConditionTerms {
  readonly condition: string;
  readonly when: 'before-payment' | 'in-delivery' | 'on-completion';
  readonly text: string;
  readonly dueOn?: string;
}

/**
 * Where a decision was made. The whole of it (who was present, stepped out and voted) is the meeting's own
 * event.
 */
export interface DecisionPlace {
  readonly decision: string;
  readonly meeting?: string;
  readonly item?: string;
  readonly chairsAction?: {
    readonly by: string;
    readonly consulted: string;
    /** Why the deputy acted for the chair. */
    readonly chairIs?: 'absent' | 'interested';
    readonly declares?: 'none';
  };
  readonly reasons: string;
}

export interface AwardTerms {
  readonly awardPence: number;
  readonly allocations: readonly AllocationLine[];
  readonly conditions: readonly ConditionTerms[];
}

export interface DraftTerms {
  readonly project: string;
  readonly bid: Partial<Bid>;
}

/** What happens to a bid. */
export interface BidEvents {
  BidDrafted: DraftTerms;
  BidRevised: DraftTerms;
  ProjectProposed: {
    readonly project: string;
    readonly bid: Bid;
    readonly form: ProjectForm;
    readonly proposedBy: string;
    /** Projects of the lead officer whose evaluations were overdue, where the policy is to warn (rule 21). */
    readonly overdueEvaluations?: readonly string[];
  };
  BidWithdrawn: { readonly reason: string; readonly duplicateOf?: string };
  BidPutOnAgenda: { readonly meeting: string; readonly item: string };
  BidTakenOffAgenda: { readonly meeting: string; readonly item: string; readonly reason: string };
  BidDeferred: DecisionPlace & { readonly until?: string };
  BidRefused: DecisionPlace;
}

/** What is decided on an award, and how it is answered. */
export interface AwardEvents {
  ProjectFunded: DecisionPlace &
    AwardTerms & {
      readonly decidedOn: string;
      /** The last day on which the lead officer can accept it. */
      readonly acceptBy: string;
      readonly recordedOn: string;
    };
  ProjectTakenOn: AwardTerms & {
    readonly project: string;
    readonly bid: Bid;
    readonly decidedOn: string;
    readonly reference: string;
    /** Left out, it had started. */
    readonly yetToStart?: boolean;
    readonly exampleOnly?: readonly string[];
    readonly recordedOn: string;
  };
  /** `shortVersion`: the short form in force with a full one, owed instead when the project ends early. */
  EvaluationFormIssued: {
    readonly form: ProjectForm;
    readonly version: number;
    readonly shortVersion?: number;
  };
  ChairsActionRatified: Ratification;
  ChairsActionNotRatified: Ratification;
  AwardAccepted: Record<string, never>;
  AwardDeclined: { readonly reason: string };
  AwardLapsed: { readonly dueOn: string };
  AwardVaried: DecisionPlace & {
    readonly awardPence: number;
    readonly changes: readonly (AllocationLine & { readonly change: 'more' | 'less' })[];
  };
  AwardRescinded: DecisionPlace & { readonly paidPence: number };
  ConditionDischarged: { readonly condition: string; readonly evidence: string };
  ConditionWaived: DecisionPlace & { readonly condition: string };
  OverspendDecided: DecisionPlace & {
    readonly outcome: 'accept' | 'recover';
    readonly overspendPence: number;
    readonly allocations: readonly Charge[];
  };
}

type Ratification = DecisionPlace & { readonly action: string; readonly paidPence: number };

/** Every event of a project, by its type. */
export type ProjectEvents = BidEvents & AwardEvents & MoneyEvents & DeliveryEvents;
export type ProjectEvent = {
  [Type in keyof ProjectEvents]: EventOf<Type, ProjectEvents[Type]>;
}[keyof ProjectEvents];
