import type { EventOf } from '#kernel/asking';

/** The shapes stored for a meeting. */
export const groupKinds = ['tasking', 'thematic', 'strategy'] as const;

/** What a group does. A partnership has one tasking group, and it alone decides money. */
export type GroupKind = (typeof groupKinds)[number];

export interface Member {
  readonly person: string;
  readonly agency: string;
  readonly office?: 'chair' | 'deputy-chair';
}

/** Someone who may sit in a voting member's place, and the agency that they come from themselves. */
export interface NamedSubstitute {
  readonly substitute: string;
  readonly member: string;
  readonly agency: string;
}

export interface QuorumRule {
  /** A third of the voting members is `{ numerator: 1, denominator: 3 }`, rounded up. */
  readonly numerator: number;
  readonly denominator: number;
  readonly atLeastPeople: number;
  readonly atLeastAgencies: number;
}

export type ItemKind =
  | 'bid'
  | 'ratification'
  | 'variation'
  | 'overspend'
  | 'virement'
  | 'reserve'
  | 'condition'
  | 'uncovered'
  | 'evaluation'
  | 'overdue-evaluation'
  | 'outcome'
  | 'other';

export type ItemOutcome =
  | 'approved'
  | 'approved-in-part'
  | 'deferred'
  | 'refused'
  | 'ratified'
  | 'not-ratified'
  | 'varied'
  | 'rescinded'
  | 'accepted'
  | 'to-be-recovered'
  | 'authorised'
  | 'held'
  | 'waived'
  | 'noted';

export interface RecordedBallot {
  readonly for: readonly string[];
  readonly against: readonly string[];
  readonly abstained: readonly string[];
  readonly castingVote?: 'for' | 'against';
}

export type Capacity = 'member' | 'substitute' | 'in-attendance';

export interface Attendance {
  readonly person: string;
  /** Left out for someone in attendance who comes from no agency. */
  readonly agency?: string;
  readonly capacity: Capacity;
  readonly insteadOf?: string;
}

export interface Declaration {
  readonly person: string;
  readonly declares: 'interest' | 'none';
  readonly nature?: string;
}

/** The quorum of an item, needed and there: those present for it who have not stepped out. */
export interface QuorumCount {
  readonly peopleNeeded: number;
  readonly agenciesNeeded: number;
  readonly people: number;
  readonly agencies: number;
}

/** A decision as the minutes give it. */
export interface ItemDecision {
  readonly item: string;
  readonly outcome: ItemOutcome;
  readonly project?: string;
  /**
   * What it decides, where an item's project or source has several: a virement, a reserve, a condition, an
   * action.
   */
  readonly subject?: string;
  readonly quorate: boolean;
  readonly quorum: QuorumCount;
  readonly chairedBy?: string;
  readonly present: readonly Attendance[];
  readonly steppedOut: readonly string[];
  readonly declared: readonly Declaration[];
  /** Left out when it was agreed without a vote, or deferred for want of a quorum. */
  readonly ballot?: RecordedBallot;
  readonly agreedWithoutVote: boolean;
  readonly dissent: readonly string[];
  readonly conditions: readonly string[];
  readonly reasons: string;
}

export interface MeetingTerms {
  readonly meeting: string;
  readonly group: string;
  readonly groupKind: GroupKind;
  readonly heldOn: string;
  /** By the clocks of London: `14:00`. */
  readonly startsAt?: string;
  readonly place?: string;
  readonly exampleOnly?: boolean;
}

/** Where and when a meeting is to be instead; what is left out stays as it was. */
export type MovedTo = Pick<MeetingTerms, 'heldOn' | 'startsAt' | 'place'>;

export interface ItemTerms {
  readonly item: string;
  readonly kind: ItemKind;
  readonly title?: string;
  readonly project?: string;
  readonly source?: string;
  /** The matter of the partnership that it came from. */
  readonly matter?: string;
}

/** Who may vote in a meeting and how many it takes, fixed when it is opened. */
export interface OpeningTerms {
  readonly members: readonly Member[];
  readonly substitutes: readonly NamedSubstitute[];
  readonly quorum: QuorumRule;
}

export type WhySteppedOut = 'interest' | 'lead-officer' | 'own-choice';

export type MeetingEvent =
  | EventOf<'MeetingCalled', MeetingTerms>
  | EventOf<'MeetingMoved', MovedTo & { readonly reason: string }>
  | EventOf<'MeetingCancelled', { readonly reason: string }>
  | EventOf<'ItemPutOnAgenda', ItemTerms>
  | EventOf<'ItemTakenOffAgenda', { readonly item: string; readonly reason: string }>
  | EventOf<'MeetingOpened', OpeningTerms>
  | EventOf<'AttendanceRecorded', Attendance>
  | EventOf<'DepartureRecorded', { readonly person: string }>
  | EventOf<'InterestDeclared', Declaration & { readonly item: string }>
  | EventOf<
      'MemberSteppedOut',
      { readonly item: string; readonly person: string; readonly why: WhySteppedOut }
    >
  | EventOf<'ItemDecided', ItemDecision>
  | EventOf<'MeetingClosed', Record<string, never>>
  | EventOf<'MinutesApproved', { readonly at?: string }>;
