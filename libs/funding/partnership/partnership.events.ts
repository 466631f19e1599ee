import type { EventOf } from '#kernel/asking';
import type { LadderPolicy } from '#funding/ladder';
import type { GroupKind, QuorumRule } from '#funding/meeting/meeting.events';

/** The shapes stored for a partnership. */
export const roles = [
  'lead-officer',
  'chair',
  'deputy-chair',
  'member',
  'thematic-chair',
  'strategy-member',
  'support-officer',
  'finance-officer',
  's151-officer',
  'auditor',
  'county-viewer',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

/** The role in which the system itself acts when a day has come: a lapse, a reminder. */
export const clockRole = 'clock';

export interface Policy {
  readonly version: number;
  readonly from: string;
  readonly quorum: QuorumRule;
  readonly chairsActionLimitPence: number;
  readonly virementLimitPence: number;
  /** A bid below this amount needs the short form alone. */
  readonly shortFormBelowPence: number;
  readonly acceptanceDays: number;
  /** What an overdue evaluation does to the next bid of the same lead officer. */
  readonly overdueEvaluations: 'warn' | 'block';
  /** Monthly performance updates are due on this day of the next month. */
  readonly updatesDueOnDay: number;
  readonly ladder: LadderPolicy;
  /**
   * How far a figure may miss its target and be amber, in per cent of the target. Left out where a
   * partnership has never said: then it is `amberWithinPercentUnlessTold`.
   */
  readonly amberWithinPercent?: number;
}

export interface EvaluationFormTerms {
  readonly version: number;
  readonly form: 'short' | 'full';
  readonly questions: readonly { readonly question: string; readonly asks: string }[];
}

export interface Matter {
  readonly matter: string;
  readonly kind: 'ratification' | 'uncovered' | 'overspend' | 'overdue-evaluation' | 'other';
  readonly title: string;
  readonly project?: string;
  readonly source?: string;
}

export interface GroupTerms {
  readonly group: string;
  readonly name: string;
  readonly kind: GroupKind;
  readonly priorities: readonly string[];
}

export interface RoleTerms {
  readonly person: string;
  readonly role: Role;
  readonly group?: string;
  readonly agency?: string;
}

export interface SubstituteTerms {
  readonly member: string;
  readonly substitute: string;
  readonly agency: string;
  readonly group: string;
}

export interface PriorityTerms {
  readonly priority: string;
  readonly name: string;
  readonly objective?: string;
  readonly alsoWritten: readonly string[];
}

export interface Settlement {
  readonly matter: string;
  readonly meeting?: string;
  readonly item?: string;
  readonly outcome: string;
}

export interface ClosedYear {
  readonly year: string;
  readonly sources: readonly string[];
  readonly reason: string;
}

export type PartnershipEvent =
  | EventOf<
      'PartnershipFounded',
      {
        readonly name: string;
        readonly administrator: string;
        readonly example: boolean;
        /** The day from which what is decided is decided here. Not told by the oldest records. */
        readonly foundedOn?: string;
      }
    >
  | EventOf<'AgencyAdmitted', { readonly agency: string; readonly name: string }>
  | EventOf<'GroupFormed', GroupTerms>
  | EventOf<'RoleGiven', RoleTerms>
  | EventOf<
      'RoleEnded',
      { readonly person: string; readonly role: Role; readonly group?: string; readonly reason: string }
    >
  | EventOf<'SubstituteNamed', SubstituteTerms>
  | EventOf<'SubstituteEnded', SubstituteTerms>
  | EventOf<'ObjectiveAdopted', { readonly objective: string; readonly name: string }>
  | EventOf<'PriorityAdopted', PriorityTerms>
  | EventOf<'PriorityRetired', { readonly priority: string; readonly reason: string }>
  | EventOf<'PolicyAdopted', Policy>
  | EventOf<'EvaluationFormAdopted', EvaluationFormTerms>
  | EventOf<'FundingSourceRegistered', { readonly source: string; readonly year: string }>
  | EventOf<'MatterRaised', Matter>
  | EventOf<'MatterSettled', Settlement>
  | EventOf<'YearClosed', ClosedYear>;
