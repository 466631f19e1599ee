import type { ObligationKind, Told as Recipient } from '#funding/ladder';

export type ProjectForm = 'short' | 'full';
export type FinishManner = 'completed' | 'ended-early' | 'never-implemented';
export type Recommendation = 'mainstream' | 'continue' | 'discontinue';

export interface ExpectedOutput {
  readonly text: string;
  readonly quantity?: number;
  readonly measure?: string;
}

export interface EvaluationAnswers {
  readonly done: string;
  readonly outputs?: readonly {
    readonly text: string;
    readonly expected?: number;
    readonly delivered?: number;
  }[];
  readonly outcomes?: string;
  readonly evidence?: string;
  readonly economy?: string;
  readonly efficiency?: string;
  readonly effectiveness?: string;
  readonly costComment?: string;
  readonly lessons?: string;
  readonly next?: {
    readonly recommend: Recommendation;
    readonly byWhom?: string;
    readonly from?: string;
    readonly budget?: string;
    readonly why?: string;
  };
}

/** The same as far as they have been written. */
export type DraftAnswers = Partial<Omit<EvaluationAnswers, 'next'>> & {
  readonly next?: Partial<NonNullable<EvaluationAnswers['next']>>;
};

/**
 * The day on which something was recorded, where a ladder of reminders starts from it: a date that is told
 * late sends nothing into the past. The store's own time of an event is not known to those who decide on it.
 */
interface Told {
  readonly recordedOn: string;
}

/** The meeting that agreed to something which is no decision about money, where it was one. */
interface Agreed {
  readonly reasons: string;
  readonly meeting?: string;
  readonly item?: string;
}

interface MonthReport {
  readonly month: string;
  readonly rag: 'red' | 'amber' | 'green';
  readonly progress: string;
  readonly risks?: string;
  readonly nextSteps?: string;
}

/** What happens to a project in delivery, and to its evaluation. */
export interface DeliveryEvents {
  ProjectStarted: Told & { readonly startedOn: string };
  PerformanceUpdateSubmitted: MonthReport;
  /** The report as it now stands, whole. */
  PerformanceUpdateCorrected: MonthReport & { readonly reason: string };
  ProjectExtended: Told & Agreed & { readonly finishesOn: string; readonly previouslyOn?: string };
  ProjectVaried: {
    readonly variation: string;
    readonly description?: string;
    readonly expectedOutputs?: readonly ExpectedOutput[];
    readonly reasons: string;
  };
  LeadOfficerChanged: {
    readonly leadOfficer: string;
    /** Left out where a draft names none yet. */
    readonly leadAgency?: string;
    readonly previously: string;
    readonly reason: string;
  };
  DeputyNamed: { readonly deputy: string; readonly previously?: string };
  DeputyStoodDown: { readonly deputy: string; readonly reason: string };
  ProjectFinished: Told & {
    readonly finishedOn: string;
    readonly manner: FinishManner;
    readonly note?: string;
  };
  FinishCorrected: Told & {
    readonly finishedOn: string;
    readonly manner: FinishManner;
    readonly previouslyOn: string;
    readonly reason: string;
  };
  EvaluationReminderSent: ReminderSent;
  /** There was nobody to tell. */
  ReminderPassedOver: RungTold;
  /** The message that was to carry it has not gone, and someone else is to be told by now. */
  ReminderTakenBack: RungTold & { readonly message: string };
  EvaluationEscalated: {
    readonly dueOn: string;
    readonly days: number;
    readonly to: 'thematic-chair' | 'tasking-agenda';
    /** What else is overdue, where it is not the evaluation. */
    readonly obligation?: ObligationKind;
    readonly of?: string;
    readonly source?: string;
  };
  EvaluationDrafted: { readonly answers: DraftAnswers };
  EvaluationSubmitted: {
    readonly form: ProjectForm;
    readonly answers: EvaluationAnswers;
    readonly dueOn: string;
    readonly daysLate: number;
  };
  EvaluationReturned: Told & { readonly reasons: string; readonly newDueOn: string };
  EvaluationPutOff: Told & { readonly revisitOn: string; readonly reasons: string };
  EvaluationWaived: { readonly reason: string };
  ProjectEvaluated: {
    readonly comments?: string;
    readonly recommend?: Recommendation;
    readonly firstDaysLate: number;
  };
  ProjectMainstreamed: Agreed & {
    readonly agency: string;
    readonly from: string;
    readonly budget: string;
    readonly yearlyPence?: number;
  };
  ProjectContinued: Agreed & { readonly as: string };
  ProjectDiscontinued: Agreed;
}

/**
 * A rung of the ladder that went out: its obligation, its due date, its days from it, and the message that
 * carried it.
 */
export interface ReminderSent extends Rung {
  /** As whom they were told; left out in older records, which told everyone whom the rung had to. */
  readonly told?: Recipient;
  readonly message: string;
  readonly to: readonly string[];
}

interface RungTold extends Rung {
  readonly told: Recipient;
}

interface Rung {
  readonly obligation: ObligationKind;
  /** Which one, where a project has several: a condition, a reclaim, a month. */
  readonly of?: string;
  /** The source that paid, for a reclaim: two sources may number theirs alike. */
  readonly source?: string;
  readonly dueOn: string;
  readonly days: number;
}
