import type { AskedVirement } from '#documents/facts/source-facts';
import type { DecodedEvent } from '#eventing/decoding';
import type { FundingType } from '#funding/funding-source/funding-source.events';
import type { DecidedMoney } from '#funding/project/decided-money';
import type { EvaluationAnswers, FinishManner, ProjectForm } from '#funding/project/delivery.events';
import type { Invoice } from '#funding/project/money.events';
import type { AllocationLine, Bid, ConditionTerms } from '#funding/project/project.events';
import type { Money } from '#funding/project/state';
import type { Instant, LocalDate } from '#kernel/local-date';
import type { Pence } from '#kernel/pence';

/** What was decided of a bid, of an award, of what was paid beyond it, or of money that it gave or got. */
export type Decided =
  | 'approved'
  | 'taken on'
  | 'deferred'
  | 'refused'
  | 'ratified'
  | 'not ratified'
  | 'varied'
  | 'rescinded'
  | 'overspend accepted'
  | 'overspend to be recovered'
  | 'condition waived'
  | 'moved by virement';

/** A decision on the project, as it was answered; whatever became of the award afterwards, this stands. */
export interface ProjectDecision {
  readonly what: Decided;
  readonly on: LocalDate;
  /** Its identity: a meeting's item, a chair's action, finance's own virement, or that it was taken on. */
  readonly decision: string | undefined;
  /** Who recorded it, in which role. */
  readonly by: DecodedEvent['actor'];
  readonly meeting: string | undefined;
  readonly item: string | undefined;
  readonly byChair: boolean;
  readonly reasons: string;
  readonly position: number;
  /** What the award came to by it; undefined where it made or changed none. */
  readonly awardPence: Pence | undefined;
  /** What it did with money itself, source by source. */
  readonly money: readonly DecidedMoney[];
  /** Until when a bid was deferred. */
  readonly until: LocalDate | undefined;
  /** What had been paid of an award that it took back. */
  readonly paidPence: Pence | undefined;
  /** Under which identity the sources got the rest of that award back. */
  readonly release: string | undefined;
  /** The condition that it waives; an item of a meeting may waive several, each by itself. */
  readonly condition: string | undefined;
  /** The virement that it is, with what that took from the award or gave to it. */
  readonly moved?: { readonly virement: AskedVirement; readonly moves: readonly AwardMove[] };
}

/** What a virement took from an award, or gave to it, as the project tells it. */
export interface AwardMove {
  readonly virement: string;
  /** The source that the virement comes from, at which it is numbered. */
  readonly from: string;
  readonly change: 'more' | 'less';
  readonly source: string;
  readonly fundingType: FundingType;
  readonly amountPence: Pence;
  readonly on: LocalDate;
  readonly by: DecodedEvent['actor'];
  readonly position: number;
  /** What the award came to by it. */
  readonly awardPence: Pence;
}

export interface ConditionFacts extends ConditionTerms {
  readonly status: 'open' | 'discharged' | 'waived';
}

export interface Payment extends Invoice {
  readonly payment: string;
  readonly paidOn: LocalDate;
  readonly charges: readonly AllocationLine[];
  readonly reversed: boolean;
  readonly reversal?: { readonly on: LocalDate; readonly position: number };
  readonly position: number;
}

export interface InKind {
  readonly from: string;
  readonly description: string;
  readonly valuePence: Pence | undefined;
  readonly position: number;
}

export interface UpdateFacts {
  readonly month: string;
  readonly rag: 'red' | 'amber' | 'green';
  readonly progress: string;
  readonly risks: string | undefined;
  readonly nextSteps: string | undefined;
  readonly on: LocalDate;
  /** When it was corrected last. */
  readonly correctedOn?: LocalDate;
}

export interface EvaluationFacts {
  readonly submittedOn: LocalDate;
  /** When the first one was due, and when it came. */
  readonly firstDueOn: LocalDate;
  readonly firstSubmittedOn: LocalDate;
  /** The lateness of the first submission stays, whatever was returned afterwards. */
  readonly firstDaysLate: number;
  /** The events by which the first one came in, and by which these answers did. */
  readonly firstPosition: number;
  readonly position: number;
  readonly answers: EvaluationAnswers;
  /** One that was returned is owed again, by the day that was given with it. */
  readonly standing: 'submitted' | 'returned' | 'accepted';
}

export interface OutcomeFacts {
  readonly became: 'mainstreamed' | 'continued' | 'discontinued';
  readonly reasons: string;
  readonly agency?: string;
  readonly from?: LocalDate;
  readonly budget?: string;
  readonly as?: string;
  readonly yearlyPence?: Pence;
  readonly position: number;
}

/** What a project was called, and which agency led it, from an event on. */
export interface ProjectHead {
  readonly said: Pick<Partial<Bid>, 'title' | 'leadAgency'>;
  readonly on: LocalDate;
  readonly position: number;
}

/** What a document can say of a project at its moment. */
export interface ProjectFacts {
  readonly project: string;
  bid: Partial<Bid>;
  /** In the order of recording, for what is kept as it was said on a day. */
  readonly heads: ProjectHead[];
  /** The events by which the bid is as it is. */
  bidBehind: readonly number[];
  proposedOn: LocalDate | undefined;
  /** Whether there is an award that was not withdrawn before anything came of it. */
  awarded: boolean;
  lines: Money['lines'];
  /** Those that the project tells itself; `decisionsOf` has the virements beside them. */
  readonly decisions: ProjectDecision[];
  readonly moves: AwardMove[];
  reference: string | undefined;
  acceptBy: LocalDate | undefined;
  acceptance: 'awaited' | 'accepted' | 'declined' | 'lapsed' | undefined;
  /** When it was accepted or declined, or lapsed. */
  answeredOn: LocalDate | undefined;
  readonly conditions: Map<string, ConditionFacts>;
  form: { readonly form: ProjectForm; readonly version: number } | undefined;
  startedOn: LocalDate | undefined;
  plannedFinish: LocalDate | undefined;
  finish:
    | {
        readonly on: LocalDate;
        readonly manner: FinishManner;
        readonly note: string | undefined;
        readonly position: number;
      }
    | undefined;
  readonly updates: UpdateFacts[];
  readonly payments: Map<string, Payment>;
  readonly inKind: InKind[];
  readonly forecasts: Map<
    string,
    { readonly pence: Pence; readonly note: string | undefined; position: number }
  >;
  evaluation: EvaluationFacts | undefined;
  evaluationDueOn: LocalDate | undefined;
  /** The events by which it is due then, or no longer owed. */
  dueBehind: readonly number[];
  waived: string | undefined;
  outcome: OutcomeFacts | undefined;
  /** Everyone who has been its lead officer. */
  readonly leadOfficers: Set<string>;
  /** When the last of this was recorded. */
  toldAt: Instant | undefined;
}

export function newProject(project: string): ProjectFacts {
  return {
    project,
    bid: {},
    heads: [],
    bidBehind: [],
    proposedOn: undefined,
    awarded: false,
    lines: new Map(),
    decisions: [],
    moves: [],
    reference: undefined,
    acceptBy: undefined,
    acceptance: undefined,
    answeredOn: undefined,
    conditions: new Map(),
    form: undefined,
    startedOn: undefined,
    plannedFinish: undefined,
    finish: undefined,
    updates: [],
    payments: new Map(),
    inKind: [],
    forecasts: new Map(),
    evaluation: undefined,
    evaluationDueOn: undefined,
    dueBehind: [],
    waived: undefined,
    outcome: undefined,
    leadOfficers: new Set(),
    toldAt: undefined,
  };
}
