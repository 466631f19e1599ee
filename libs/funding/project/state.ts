import type { LocalDate } from '#kernel/local-date';
import type { Pence } from '#kernel/pence';
import type { DecisionId, FundingType } from '#funding/funding-source/funding-source.events';
import type { FinishManner, ProjectForm } from './delivery.events.js';
import type { MoneyEvents } from './money.events.js';
import type { Bid, ConditionTerms, ProjectEvents } from './project.events.js';

/** What a project is, from a bid that someone begins to what became of it. */
export type ProjectState =
  { readonly status: 'none' } | DraftedProject | BidProject | WithdrawnBid | AwardedProject;

/** A bid that is being filled in. */
export interface DraftedProject extends Known {
  readonly status: 'drafted';
  readonly draft: Partial<Bid>;
}

/** A bid that was put forward. */
export type BidProject = Proposed &
  (
    | { readonly status: 'proposed' }
    | { readonly status: 'on-agenda'; readonly meeting: string; readonly item: string }
    | { readonly status: 'deferred'; readonly until?: LocalDate }
    | { readonly status: 'refused' }
  );

/** A bid that was withdrawn before it was decided, or that repeated another. */
export interface WithdrawnBid extends Known {
  readonly status: 'withdrawn';
  readonly draft: Partial<Bid>;
  readonly withdrawal: ProjectEvents['BidWithdrawn'];
}

/** A project with an award, whatever became of it. */
export type AwardedProject =
  FundedProject | StartedProject | FinishedProject | SettledProject | AwardWithdrawn;

export interface FundedProject extends Awarded {
  readonly status: 'funded';
}

export interface StartedProject extends Awarded {
  readonly status: 'started';
  readonly start: Start;
}

/** A project that is under way, or waits to be. */
export type CurrentProject = FundedProject | StartedProject;

export interface FinishedProject extends Awarded {
  readonly status: 'finished' | 'evaluation-submitted' | 'evaluated';
  /** Left out for a project that was never implemented. */
  readonly start?: Start;
  readonly finish: Finish;
}

/** What became of it is decided. It owes its evaluation still, if it has not come in. */
export interface SettledProject extends Awarded {
  readonly status: Outcome['became'];
  readonly start?: Start;
  /** Left out where a project was taken on and had become part of an agency's own work. */
  readonly finish?: Finish;
  readonly outcome: Outcome;
}

/** The award was declined, lapsed, was rescinded or was not ratified before anything was started or paid. */
export interface AwardWithdrawn extends Awarded {
  readonly status: 'award-withdrawn';
}

/** What is known of every project. */
export interface Known {
  readonly project: string;
  /** Everyone who was ever named its lead officer, or proposed it: none of them decides on it (rule 2). */
  readonly owners: readonly string[];
  /** What was decided on it, by the identity of the decision. */
  readonly decisions: ReadonlyMap<DecisionId, Decision>;
}

export interface Proposed extends Known {
  /** As proposed, with the lead officer, description and outputs as they are now. */
  readonly bid: Bid;
}

/** An event that answers for a decision, by which the same decision is known again. */
export interface Decision {
  readonly type: keyof ProjectEvents;
  readonly data: object;
}

export interface Awarded extends Proposed {
  /** The day of the decision. */
  readonly decidedOn: LocalDate;
  /** Decided before the partnership had Tallystick (rule 1). */
  readonly takenOn: boolean;
  readonly acceptance: Acceptance;
  /** The chair's action that the next meeting has still to ratify. */
  readonly actionToRatify: string | undefined;
  readonly money: Money;
  readonly conditions: ReadonlyMap<string, Condition>;
  /** The planned finish as last extended, and since when it stands. */
  readonly plannedFinish?: DatedFrom;
  readonly extension?: ProjectEvents['ProjectExtended'];
  /** By month, as each was sent. */
  readonly updates: ReadonlyMap<string, ProjectEvents['PerformanceUpdateSubmitted']>;
  /** By month, as each was corrected last. */
  readonly corrections: ReadonlyMap<string, ProjectEvents['PerformanceUpdateCorrected']>;
  readonly variations: ReadonlyMap<string, ProjectEvents['ProjectVaried']>;
  readonly evaluation: Evaluation;
  /** Who acts for the lead officer when they are away. */
  readonly deputy?: string;
  /**
   * Rungs of ladders that went out, by obligation, due date, days and who was told: the message that carried
   * each, empty where none had to.
   */
  readonly reminders: ReadonlyMap<string, string>;
}

/** A date, and the day on which it was recorded. */
export interface DatedFrom {
  readonly on: LocalDate;
  readonly recordedOn: LocalDate;
}

export type Acceptance =
  | ({ readonly answer: 'awaited' } & DatedFrom)
  | { readonly answer: 'accepted' }
  | { readonly answer: 'declined'; readonly reason: string }
  | { readonly answer: 'lapsed' };

export interface Condition extends ConditionTerms {
  readonly status: 'open' | 'discharged' | 'waived';
  readonly recordedOn: LocalDate;
  readonly evidence?: string;
  readonly waiver?: { readonly decision: DecisionId; readonly reasons: string };
}

export interface Start {
  /** Left out where a project was taken on and its record does not say. */
  readonly startedOn?: LocalDate;
  /** It was taken on as started, and nobody has recorded yet when it was. */
  readonly assumed: boolean;
  /** The first month to report on, `2011-04`: of a project taken on, the month in which it was. */
  readonly updatesFrom: string;
  readonly recordedOn: LocalDate;
}

export interface Finish {
  readonly finishedOn: LocalDate;
  readonly manner: FinishManner;
  readonly note?: string;
}

export type Outcome =
  | { readonly became: 'mainstreamed'; readonly data: ProjectEvents['ProjectMainstreamed'] }
  | { readonly became: 'continued'; readonly data: ProjectEvents['ProjectContinued'] }
  | { readonly became: 'discontinued'; readonly data: ProjectEvents['ProjectDiscontinued'] };

/** The money of an award at one source and funding type. */
export interface AwardLine {
  readonly source: string;
  readonly fundingType: FundingType;
  /** What decisions and virements have allocated here. */
  readonly awardedPence: Pence;
  /** The part of it that finance has released, unspent. */
  readonly releasedPence: Pence;
  readonly spentPence: Pence;
  /** The part of the spending that went beyond the award and was not accepted since. */
  readonly overspendPence: Pence;
  /** The part of the overspend of which it is decided that it is to be recovered. */
  readonly recoveringPence: Pence;
}

export interface Money {
  /** By `lineKey`. */
  readonly lines: ReadonlyMap<string, AwardLine>;
  readonly claims: ReadonlyMap<string, Claim>;
  readonly payments: ReadonlyMap<string, Payment>;
  readonly releases: ReadonlyMap<string, MoneyEvents['UnspentAwardReleased']>;
  /** Virements from and to other projects and sources, by `moveKey`. */
  readonly moves: ReadonlyMap<string, MoneyEvents['AwardMovedByVirement']>;
  /** By `headingKey`. Of the bid as proposed: an award that is less says nothing about headings. */
  readonly headings: ReadonlyMap<string, Heading>;
  readonly headingMoves: ReadonlyMap<string, MoneyEvents['HeadingsVired']>;
  readonly forecasts: ReadonlyMap<string, MoneyEvents['ForecastRecorded']>;
  readonly inKind: ReadonlyMap<string, MoneyEvents['InKindInputRecorded']>;
}

export interface Claim {
  readonly status: 'open' | 'paid' | 'declined';
  readonly terms: MoneyEvents['ExpenditureClaimed'];
  readonly declinedBecause?: string;
}

export interface Payment {
  readonly terms: MoneyEvents['ExpenditureRecorded'];
  readonly reversal?: MoneyEvents['ExpenditureReversed'];
}

export interface Heading {
  readonly heading: string;
  readonly year: string;
  readonly fundingType: FundingType;
  readonly amountPence: Pence;
}

/** The evaluation that a project owes from its award on. */
export interface Evaluation {
  readonly status: 'owed' | 'submitted' | 'accepted' | 'waived';
  /** Every form issued, the one in force last; the first went with the award. */
  readonly issued: readonly ProjectEvents['EvaluationFormIssued'][];
  /** When it is due, and since when that stands; left out while no finish is planned. */
  readonly due?: DatedFrom;
  /** A date that was agreed, on a return or because it was too early. */
  readonly agreed?: { readonly because: 'returned' | 'put-off'; readonly on: LocalDate };
  readonly lastReturn?: ProjectEvents['EvaluationReturned'];
  readonly lastPutOff?: ProjectEvents['EvaluationPutOff'];
  /** What is written of it and not handed in. */
  readonly draft?: ProjectEvents['EvaluationDrafted']['answers'];
  readonly lastSubmission?: ProjectEvents['EvaluationSubmitted'];
  /** How late it first came in: this stays, whatever is returned or corrected afterwards (rule 19). */
  readonly firstDaysLate?: number;
  readonly acceptance?: ProjectEvents['ProjectEvaluated'];
  readonly waivedBecause?: string;
}

export const noProject: ProjectState = { status: 'none' };

const bidStatuses = new Set<string>(['proposed', 'on-agenda', 'deferred', 'refused']);
const unawarded = new Set<string>(['none', 'drafted', 'withdrawn', ...bidStatuses]);
const settled = new Set<string>(['mainstreamed', 'continued', 'discontinued']);

/** Whether it is a bid that was put forward, undecided, deferred or refused. */
export function isBid(state: ProjectState): state is BidProject {
  return bidStatuses.has(state.status);
}

/** Whether it has, or had, an award. */
export function isAwarded(state: ProjectState): state is AwardedProject {
  return !unawarded.has(state.status);
}

/** Whether what became of it is decided. */
export function isSettled(state: ProjectState): state is SettledProject {
  return settled.has(state.status);
}

/** Whether it is under way, or waits to be. */
export function isCurrent(state: ProjectState): state is CurrentProject {
  return state.status === 'funded' || state.status === 'started';
}

/** Whether it has a finish, or needs none any more. */
export function isOver(state: AwardedProject): state is FinishedProject | SettledProject {
  return !isCurrent(state) && state.status !== 'award-withdrawn';
}

/** The form of evaluation that it owes. */
export function formOwed(state: AwardedProject): ProjectForm {
  return state.evaluation.issued.at(-1)?.form ?? 'full';
}

/** The identity of an allocation: its source and funding type. */
export function lineKey(line: { readonly source: string; readonly fundingType: FundingType }): string {
  return `${line.source} ${line.fundingType}`;
}

/** The identity of a move by virement, which is numbered within the source it comes from and has two ends. */
export function moveKey(move: {
  readonly from: string;
  readonly virement: string;
  readonly change: 'more' | 'less';
}): string {
  return `${move.from} ${move.virement} ${move.change}`;
}

export function headingKey(heading: Omit<Heading, 'amountPence'>): string {
  return `${heading.year} ${heading.fundingType} ${heading.heading}`;
}
