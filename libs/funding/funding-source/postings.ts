import { sumPence, type Pence } from '#kernel/pence';
import type { ClosedType } from './closed-type.js';
import type { DataOf, FundingSourceEvent, FundingType, MetPart } from './funding-source.events.js';

/** The accounts that a source keeps for each funding type. Whatever one gains another loses. */
export const accounts = [
  'provider',
  'uncommitted',
  'reserved',
  'committed',
  'spent',
  'carried',
  'lapsed',
  'virements',
  'swaps',
  'recoveries',
  'prior-year',
  // What is not money yet stands off the balance, in pairs.
  'expected',
  'expected-from-provider',
  'subject-to-funding',
  'subject-to-funding-awards',
] as const;
export type Account = (typeof accounts)[number];

/** An amount on one account; what is outside, such as the provider, goes below zero by what it gives. */
export interface Posting {
  readonly account: Account;
  readonly fundingType: FundingType;
  readonly project?: string;
  readonly amountPence: Pence;
}

/**
 * The money that an event moves, in whole pence; it always sums to zero, and is empty where no money moves.
 * No other place turns events into money, so the register, the budget and the ledger cannot disagree.
 *
 * `uncommitted` is the balance of rule 8: above zero it is uncommitted, below zero it is uncovered.
 */
export function postingsOf(event: FundingSourceEvent): readonly Posting[] {
  const postings = posting[event.type] as (data: unknown) => readonly Posting[];
  return postings(event.data);
}

const nothing = (): readonly Posting[] => [];

/** An event type that is missing here does not compile. */
const posting: {
  readonly [Type in FundingSourceEvent['type']]: (data: DataOf<Type>) => readonly Posting[];
} = {
  FundingSourceOpened: nothing,
  FundingSourceRenamed: nothing,
  FundingSourceCommentSet: nothing,
  ProviderRenamed: nothing,
  RingFenceSet: nothing,
  FundingExpected: (data) => move(data, 'expected-from-provider', 'expected'),
  FundingConfirmed: (data) => [
    ...move(data, 'expected', 'expected-from-provider', data.fromExpectedPence),
    ...move(data, 'provider', 'uncommitted'),
  ],
  FundingCut: (data) => takenBack(data),
  FundingWithdrawn: (data) => data.withdrawn.flatMap((type) => takenBack(type)),
  EntryReversed: (data) => [
    ...takenBack(data),
    ...move(data, 'uncommitted', 'recoveries', data.receivedPence),
    ...move(data, 'uncommitted', 'swaps', data.swappedPence ?? 0),
  ],
  ReserveHeld: (data) => move(data, 'uncommitted', 'reserved'),
  ReserveReleased: (data) => move(data, 'reserved', 'uncommitted'),
  ReserveCalled: (data) => move(data, 'reserved', 'uncommitted'),
  AwardAllocated: (data) => move(data, 'uncommitted', 'committed'),
  AwardAllocatedSubjectToFunding: (data) => move(data, 'subject-to-funding-awards', 'subject-to-funding'),
  AllocationsCovered: ({ fundingType, covered }) =>
    covered.flatMap((line) => cover({ ...line, fundingType })),
  CommitmentReleased: (data) => data.lines.flatMap((line) => release({ ...data, ...line })),
  ExpenditureCharged: (data) => [
    ...move(data, 'subject-to-funding', 'subject-to-funding-awards', waitedFor(data.met)),
    ...move(data, 'committed', 'spent', totalOf(data.met) - waitedFor(data.met)),
    ...move(data, 'uncommitted', 'spent', data.overspendPence + waitedFor(data.met)),
  ],
  ChargeReversed: (data) => [
    ...move(data, 'subject-to-funding-awards', 'subject-to-funding', waitedFor(data.met)),
    ...move(data, 'spent', 'committed', totalOf(data.met) - waitedFor(data.met)),
    ...move(data, 'spent', 'uncommitted', data.overspendPence + waitedFor(data.met)),
  ],
  PriorYearAdjusted: (data) => move(data, 'prior-year', 'uncommitted'),
  // The overspend left the balance when it was paid; to accept it moves nothing more.
  OverspendAccepted: nothing,
  SwapRequested: nothing,
  SwapAgreed: ({ amountPence }) => [
    ...move({ fundingType: 'capital', amountPence }, 'uncommitted', 'swaps'),
    ...move({ fundingType: 'revenue', amountPence }, 'swaps', 'uncommitted'),
  ],
  SwapRefused: nothing,
  SwapLapsed: nothing,
  VirementRequested: nothing,
  VirementDeclined: nothing,
  VirementLapsed: nothing,
  VirementAuthorised: nothing,
  VirementSent: (data) => move({ ...data, ...data.from }, heldIn(data.from), 'virements'),
  VirementReceived: (data) => move({ ...data, ...data.to }, 'virements', heldIn(data.to)),
  ReclaimRaised: nothing,
  ReclaimReceived: (data) => move(data, 'recoveries', 'uncommitted'),
  ReclaimWrittenOff: nothing,
  ClawbackRaised: nothing,
  ClawbackReceived: (data) => move(data, 'recoveries', 'uncommitted'),
  ClawbackWrittenOff: nothing,
  SourceYearClosed: ({ types }) => types.flatMap(closed),
  BroughtForward: ({ types }) => types.flatMap(broughtForward),
  EarlierYearClosed: nothing,
};

interface Amount {
  readonly fundingType: FundingType;
  readonly amountPence?: Pence;
  readonly project?: string;
}

const accountsByProject: ReadonlySet<Account> = new Set<Account>([
  'committed',
  'spent',
  'virements',
  'recoveries',
  'prior-year',
  'subject-to-funding',
]);

/** Every movement takes from one account what it gives another, so no event can be out of balance. */
function move(of: Amount, from: Account, to: Account, amountPence = of.amountPence ?? 0): readonly Posting[] {
  if (amountPence === 0) return [];
  return [post(of, from, -amountPence), post(of, to, amountPence)];
}

function post({ fundingType, project }: Amount, account: Account, amountPence: Pence): Posting {
  const named = project !== undefined && accountsByProject.has(account);
  return { account, fundingType, ...(named ? { project } : {}), amountPence };
}

function takenBack(
  type: Amount & { readonly confirmedPence: Pence; readonly expectedPence: Pence },
): Posting[] {
  return [
    ...move(type, 'expected', 'expected-from-provider', type.expectedPence),
    ...move(type, 'uncommitted', 'provider', type.confirmedPence),
  ];
}

function cover(line: Amount): readonly Posting[] {
  return [
    ...move(line, 'subject-to-funding', 'subject-to-funding-awards'),
    ...move(line, 'uncommitted', 'committed'),
  ];
}

function release(line: Amount & { readonly committedPence: Pence; readonly subjectPence: Pence }): Posting[] {
  return [
    ...move(line, 'subject-to-funding', 'subject-to-funding-awards', line.subjectPence),
    ...move(line, 'committed', 'uncommitted', line.committedPence),
  ];
}

function heldIn(end: { readonly project?: string }): Account {
  return end.project === undefined ? 'uncommitted' : 'committed';
}

function closed(type: ClosedType): readonly Posting[] {
  const { fundingType } = type;
  return [
    ...type.commitments.flatMap((line) =>
      release({ ...line, fundingType, committedPence: line.amountPence }),
    ),
    ...type.reserves.flatMap(({ amountPence }) =>
      move({ fundingType, amountPence }, 'reserved', 'uncommitted'),
    ),
    ...move(type, 'expected', 'expected-from-provider', type.expectedLapsedPence),
    ...move(type, 'uncommitted', 'carried', type.carriedPence),
    ...move(type, 'uncommitted', 'lapsed', type.lapsedPence),
  ];
}

function broughtForward(type: ClosedType): readonly Posting[] {
  const { fundingType } = type;
  return [
    ...move(type, 'carried', 'uncommitted', type.carriedPence),
    ...type.commitments.flatMap((line) => move({ ...line, fundingType }, 'uncommitted', 'committed')),
    ...type.commitments.flatMap((line) =>
      move({ ...line, fundingType }, 'subject-to-funding-awards', 'subject-to-funding', line.subjectPence),
    ),
    ...type.reserves.flatMap(({ carriedPence }) =>
      move({ fundingType, amountPence: carriedPence }, 'uncommitted', 'reserved'),
    ),
  ];
}

function totalOf(parts: readonly { readonly amountPence: Pence }[]): Pence {
  return sumPence(parts.map(({ amountPence }) => amountPence));
}

function waitedFor(met: readonly MetPart[]): Pence {
  return sumPence(met.map(({ subjectPence = 0 }) => subjectPence));
}
