import type { DataOf, FundingSourceEvent } from './funding-source.events.js';
import type { FundingSourceRefusal } from './refusals.js';
import { refuseAt, type Identity, type Obstacle, type Outcome, type Source } from './state.js';
import { sameContent } from '#funding/same-content';

/**
 * The events, unless what the last of them identifies is known here already, or something stands in the way.
 */
export function once(
  source: Source,
  events: readonly FundingSourceEvent[],
  differs: FundingSourceRefusal,
  obstacle: () => Obstacle = () => undefined,
): Outcome {
  const [identity] = events.slice(-1).map(identityOf);
  if (identity === undefined) return obstacle() ?? events;
  const known = knownAs(source, identity);
  if (known === undefined) return obstacle() ?? events;
  return sameContent(known.said, identity.said) ? [] : refuseAt(source, differs, { id: identity.id });
}

/** Whether something was said under the identity of an event, the same or not. */
export function isKnown(source: Source, event: FundingSourceEvent): boolean {
  const identity = identityOf(event);
  return identity !== undefined && knownAs(source, identity) !== undefined;
}

function knownAs(source: Source, { key }: Identity): Identity | undefined {
  return source.said.find((known) => known.key === key);
}

/** Undefined where an event adds nothing of its own, or is known by what became of something else. */
export function identityOf(event: FundingSourceEvent): Identity | undefined {
  const identify = identities[event.type] as (data: unknown) => Identity | undefined;
  return identify(event.data);
}

const none = (): undefined => undefined;

const identities: {
  readonly [Type in FundingSourceEvent['type']]: (data: DataOf<Type>) => Identity | undefined;
} = {
  FundingSourceOpened: (data) => named(['source'], data.source, data),
  FundingSourceRenamed: none,
  FundingSourceCommentSet: none,
  ProviderRenamed: none,
  RingFenceSet: none,
  FundingExpected: (data) => named(['entry'], data.entry, ['expected', data]),
  FundingConfirmed: ({ fromExpectedPence: _computed, ...said }) =>
    named(['entry'], said.entry, ['confirmed', said]),
  FundingCut: ({ confirmedPence: _confirmed, expectedPence: _expected, ...said }) =>
    named(['entry'], said.entry, ['cut', said]),
  FundingWithdrawn: ({ withdrawn: _computed, ...said }) => named(['entry'], said.entry, ['withdrawn', said]),
  EntryReversed: ({ entry, reversal, reason }) => named(['reversal'], reversal, [entry, reason]),
  ReserveHeld: (data) => named(['reserve'], data.reserve, data),
  ReserveReleased: ({ reserve, release, amountPence, reason }) =>
    named(['reserve-release'], release, [reserve, amountPence, reason]),
  // The allocation that follows in the same append carries the identity of the call.
  ReserveCalled: none,
  AwardAllocated: (data) =>
    named(
      allocationOf(data),
      data.project,
      [data.amountPence, data.takenOn],
      `from ${data.fromReserve ?? ''}`,
    ),
  AwardAllocatedSubjectToFunding: (data) =>
    named(allocationOf(data), data.project, [data.amountPence], 'subject'),
  AllocationsCovered: none,
  CommitmentReleased: ({ project, release, fundingType, amountPence, everything, reason }) =>
    named(['release', project, fundingType], release, [everything ?? amountPence, reason]),
  ExpenditureCharged: ({ project, payment, fundingType, amountPence }) =>
    named(['payment', project, fundingType], payment, [amountPence]),
  ChargeReversed: none,
  PriorYearAdjusted: ({ project, payment, fundingType, ...said }) =>
    named(['adjustment', project, fundingType, said.closedSource], payment, said),
  OverspendAccepted: (data) => named(['overspend', data.decision, data.fundingType], data.project, data),
  SwapRequested: (data) => named(['swap'], data.swap, data),
  SwapAgreed: none,
  SwapRefused: none,
  SwapLapsed: none,
  VirementRequested: (data) => named(['virement'], data.virement, data),
  VirementDeclined: none,
  VirementLapsed: none,
  VirementAuthorised: none,
  VirementSent: none,
  // A virement's number is unique in the source that it comes from, and this is the other end.
  VirementReceived: ({ lines: _computed, ...terms }) =>
    named(['virement-from', terms.from.source], terms.virement, terms),
  ReclaimRaised: (data) => named(['reclaim'], data.reclaim, data),
  ReclaimReceived: ({ entry, reclaim, amountPence, reference }) =>
    named(['entry'], entry, ['reclaim', reclaim, amountPence, reference]),
  ReclaimWrittenOff: none,
  ClawbackRaised: (data) => named(['clawback'], data.clawback, data),
  ClawbackReceived: ({ entry, clawback, amountPence, reference }) =>
    named(['entry'], entry, ['clawback', clawback, amountPence, reference]),
  ClawbackWrittenOff: none,
  SourceYearClosed: none,
  BroughtForward: (data) => named(['brought-forward'], data.from, data),
  EarlierYearClosed: (data) => named(['earlier-close'], data.year, data),
};

interface Allocated {
  readonly project: string;
  readonly decision: string;
  readonly fundingType: string;
}

/**
 * One decision may give a project money from several reserves, from what is uncommitted, and subject to
 * funding.
 */
function allocationOf({ decision, fundingType }: Allocated): readonly string[] {
  return ['allocation', decision, fundingType];
}

function named(kind: readonly string[], id: string, said: unknown, part = ''): Identity {
  return { key: JSON.stringify([...kind, id, part]), id, said };
}
