import { refuse, type Refused } from '#kernel/decider';
import { sumPence, type Pence } from '#kernel/pence';
import type { FundingSourceQuestion } from './funding-source.asks.js';
import type {
  DataOf,
  FundingSourceEvent,
  FundingType,
  ReversibleType,
  RingFence,
  VirementTerms,
} from './funding-source.events.js';
import type { FundingSourceRefusal } from './refusals.js';
import type { Account } from './postings.js';

export type FundingSourceState = { readonly status: 'none' } | Source;

/** A source of one financial year, and all that its own stream knows of its money. */
export interface Source {
  readonly status: 'open' | 'withdrawn' | 'year-closed';
  readonly source: string;
  readonly name: string;
  readonly provider: string;
  readonly comment?: string | undefined;
  readonly year: string;
  readonly mayCrossYear: boolean;
  readonly ringFence: RingFence;
  /** The sums of every posting so far. */
  readonly money: Readonly<Record<FundingType, Readonly<Record<Account, Pence>>>>;
  /** In the order of recording, which is the order in which new money covers them. */
  readonly lines: readonly AwardLine[];
  readonly reserves: readonly Reserve[];
  readonly charges: readonly Charge[];
  readonly recoveries: readonly Recovery[];
  readonly swaps: ReadonlyMap<string, Swap>;
  readonly virements: ReadonlyMap<string, Virement>;
  readonly entries: ReadonlyMap<string, Entry>;
  /** What was said under each identity, so that the same again is known from something else. */
  readonly said: readonly Identity[];
  /** The sources of the year before that it has taken over. */
  readonly tookOver: readonly string[];
  /** How its year was closed, and which source answers for it since. */
  readonly closing?: DataOf<'SourceYearClosed'>;
}

/**
 * Under which identity an event added something, and what its caller said of it (rule 6): the same identity
 * with the same content changes nothing, with other content it is refused.
 */
export interface Identity {
  readonly key: string;
  /** The identity as a person knows it. */
  readonly id: string;
  readonly said: unknown;
}

/** What one decision gave one project here. The committed amount less the paid one is outstanding. */
export interface AwardLine {
  readonly project: string;
  readonly decision: string;
  readonly fundingType: FundingType;
  readonly committedPence: Pence;
  readonly paidPence: Pence;
  /** What waits for money that is to be confirmed. */
  readonly subjectPence: Pence;
}

export interface Reserve {
  readonly reserve: string;
  readonly fundingType: FundingType;
  readonly purpose: string;
  readonly heldPence: Pence;
}

/** A payment, as far as this source and one funding type paid it. */
export interface Charge {
  readonly project: string;
  readonly payment: string;
  readonly fundingType: FundingType;
  readonly amountPence: Pence;
  readonly met: DataOf<'ExpenditureCharged'>['met'];
  readonly overspendPence: Pence;
  /** Why it was reversed, where it was. */
  readonly reversedBecause?: string;
}

export interface Recovery {
  readonly kind: 'reclaim' | 'clawback';
  readonly recovery: string;
  readonly project: string;
  readonly from: string;
  readonly fundingType: FundingType;
  readonly owedPence: Pence;
  readonly dueOn: string;
  /** The source of the year before to which it was owed, where it was brought forward. */
  readonly broughtFrom?: string;
  readonly writtenOffBecause?: string;
}

export interface Swap {
  readonly swap: string;
  readonly amountPence: Pence;
  readonly status: 'requested' | 'agreed' | 'refused' | 'lapsed';
  /** The provider's letter, or why it refused. */
  readonly answer?: string;
}

export interface Virement extends VirementTerms {
  readonly status: 'requested' | 'declined' | 'authorised' | 'sent' | 'lapsed';
  readonly requestedBy: string;
  readonly reason: string;
  readonly providerAgreement?: string;
  /** The tasking group's decision, or why it was declined. */
  readonly answer?: string;
}

/** An entry that can be reversed, by what it added to each figure. */
export interface Entry {
  readonly of: ReversibleType;
  readonly effects: readonly EntryEffect[];
  readonly recovery?: string;
  readonly project?: string;
  readonly reversedBy?: string;
}

export interface EntryEffect {
  readonly fundingType: FundingType;
  readonly confirmedPence: Pence;
  readonly expectedPence: Pence;
  readonly receivedPence: Pence;
  readonly swappedPence?: Pence;
}

export const bothTypes: readonly FundingType[] = ['capital', 'revenue'];

/** What a source answers: events, nothing when it is already so, or a refusal. */
export type Outcome = readonly FundingSourceEvent[] | Refused<FundingSourceRefusal>;

/** What stands in the way, if anything. */
export type Obstacle = Refused<FundingSourceRefusal> | undefined;

/** One question by name, also where several names share a shape. */
export type Asked<
  Name extends FundingSourceQuestion['type'],
  Question = FundingSourceQuestion,
> = Question extends {
  readonly type: infer Names;
}
  ? Name extends Names
    ? Question & { readonly type: Name }
    : never
  : never;

/** The answers to questions by name; the whole table names every one, or does not compile. */
export type Answering = {
  readonly [Name in FundingSourceQuestion['type']]: (command: Asked<Name>, source: Source) => Outcome;
};

/**
 * What an event changes beside the money; the whole table names every event but the first, or does not
 * compile.
 */
export type Evolving = {
  readonly [Type in Exclude<FundingSourceEvent['type'], 'FundingSourceOpened'>]: (
    source: Source,
    data: DataOf<Type>,
  ) => Source;
};

/** The balance of rule 8: what is uncommitted when above zero, what is uncovered when below. */
export function balancePence(source: Source, fundingType: FundingType): Pence {
  return source.money[fundingType].uncommitted;
}

/** What a source can still award, in pence; 0 where it lacks money, or does not exist. */
export function uncommittedPence(source: FundingSourceState, fundingType: FundingType): Pence {
  return source.status === 'none' ? 0 : Math.max(0, balancePence(source, fundingType));
}

/**
 * What is committed to a project here and not yet paid, in pence; of both funding types unless one is named.
 */
export function outstandingPence(
  source: FundingSourceState,
  project: string,
  fundingType?: FundingType,
): Pence {
  if (source.status === 'none') return 0;
  const types = fundingType === undefined ? bothTypes : [fundingType];
  return sumPence(types.flatMap((type) => linesOf(source, type, project).map(outstandingOf)));
}

/**
 * How far a payment of an amount, in pence, would go beyond what the project was given here, be it committed
 * or still subject to funding (rule 12).
 */
export function overspendOf(
  source: FundingSourceState,
  project: string,
  fundingType: FundingType,
  amountPence: Pence,
): Pence {
  if (source.status === 'none') return amountPence;
  const waiting = sumPence(linesOf(source, fundingType, project).map(({ subjectPence }) => subjectPence));
  return Math.max(0, amountPence - outstandingPence(source, project, fundingType) - waiting);
}

/** Whether the year of the source is closed: it answers for nothing more, and its successor does. */
export function isClosed(source: FundingSourceState): boolean {
  return source.status === 'year-closed';
}

/** The virement of a number, whatever became of it; undefined when none was asked for. */
export function virementRequested(source: FundingSourceState, virement: string): Virement | undefined {
  return source.status === 'none' ? undefined : source.virements.get(virement);
}

/** The reclaim or clawback of a number, whatever became of it; undefined when none was raised. */
export function recoveryRaised(
  source: FundingSourceState,
  kind: Recovery['kind'],
  id: string,
): Recovery | undefined {
  if (source.status === 'none') return undefined;
  return source.recoveries.find((one) => one.kind === kind && one.recovery === id);
}

/**
 * What was recovered of a project's money here, in pence: what came in, and what is owed still. Of a closed
 * year, what is owed has followed to the source that took it over.
 */
export function recoveredPence(source: FundingSourceState, project: string, fundingType: FundingType): Pence {
  if (source.status === 'none') return 0;
  const received = [...source.entries.values()].filter(
    (entry) => entry.project === project && entry.reversedBy === undefined,
  );
  const effects = received.flatMap((entry) => entry.effects).filter((one) => one.fundingType === fundingType);
  const open = isClosed(source) ? [] : source.recoveries;
  const owed = open.filter((one) => one.project === project && one.fundingType === fundingType);
  return sumPence([
    ...effects.map(({ receivedPence }) => receivedPence),
    ...owed.map(({ owedPence }) => owedPence),
  ]);
}

/** What a payment of a project charged here, for each funding type; empty when it charged nothing. */
export function paymentAt(source: FundingSourceState, project: string, payment: string): readonly Charge[] {
  if (source.status === 'none') return [];
  return source.charges.filter((charge) => charge.project === project && charge.payment === payment);
}

/** The lines of a funding type, oldest first; of one project where it is named. */
export function linesOf(source: Source, fundingType: FundingType, project?: string): readonly AwardLine[] {
  return source.lines.filter(
    (line) => line.fundingType === fundingType && (project === undefined || line.project === project),
  );
}

export function outstandingOf(line: AwardLine): Pence {
  return line.committedPence - line.paidPence;
}

/** What of a funding type waits for money that is to be confirmed. */
export function waitingPence(source: Source, fundingType: FundingType): Pence {
  return sumPence(linesOf(source, fundingType).map(({ subjectPence }) => subjectPence));
}

/** A refusal that can say which source it is about. */
export function refuseAt(
  source: Source,
  refusal: FundingSourceRefusal,
  facts: Readonly<Record<string, string>> = {},
): Refused<FundingSourceRefusal> {
  return refuse(refusal, { source: source.name, ...facts });
}
