import type {
  AskedVirement,
  Recovery,
  Reserve,
  SourceEntry,
  SourceFacts,
  Swap,
} from '#documents/facts/source-facts';
import type { DecodedEvent } from '#eventing/decoding';
import type { DataOf, FundingSourceEvent, FundingType } from '#funding/funding-source/funding-source.events';
import { moneyGivenBack, moneyHeld, moneyMoved } from '#funding/project/decided-money';
import type { Pence } from '#kernel/pence';

/** Tells a source what happened to it; what only moves money is told to the money. */
export function tellSource(to: SourceFacts, event: DecodedEvent): void {
  const handler = handlers[event.type as FundingSourceEvent['type']] as Handler | undefined;
  handler?.(to, event.data, event);
}

type Handler<Data = unknown> = (to: SourceFacts, data: Data, event: DecodedEvent) => void;

const handlers: { readonly [Type in FundingSourceEvent['type']]?: Handler<never> } = {
  FundingSourceOpened(to, data: DataOf<'FundingSourceOpened'>, { position }) {
    const { name, provider, comment, ringFence, exampleOnly = false } = data;
    Object.assign(to, { name, provider, comment, ringFence, exampleOnly, openedBehind: [position] });
  },
  FundingSourceRenamed: (to, { name }: DataOf<'FundingSourceRenamed'>) =>
    Object.assign(to, { name, earlierNames: [...to.earlierNames, to.name] }),
  FundingSourceCommentSet: (to, { comment }: DataOf<'FundingSourceCommentSet'>) =>
    Object.assign(to, { comment }),
  ProviderRenamed: (to, { provider }: DataOf<'ProviderRenamed'>) => Object.assign(to, { provider }),
  RingFenceSet: (to, { ringFence }: DataOf<'RingFenceSet'>) => Object.assign(to, { ringFence }),
  FundingExpected: (to, data: DataOf<'FundingExpected'>, event) => said(to, event, 'expected', data),
  FundingConfirmed: (to, data: DataOf<'FundingConfirmed'>, event) => said(to, event, 'confirmed', data),
  FundingCut: (to, data: DataOf<'FundingCut'>, event) =>
    said(to, event, 'cut', { ...data, amountPence: -data.amountPence }),
  FundingWithdrawn(to, { withdrawn, ...rest }: DataOf<'FundingWithdrawn'>, event) {
    to.withdrawn = true;
    for (const { fundingType, confirmedPence, expectedPence } of withdrawn) {
      said(to, event, 'withdrawn', { ...rest, fundingType, amountPence: -confirmedPence - expectedPence });
    }
  },
  EntryReversed(to, data: DataOf<'EntryReversed'>, event) {
    takeBack(to, data);
    const amountPence = -data.confirmedPence - data.expectedPence;
    if (amountPence !== 0) said(to, event, 'reversed', { ...data, amountPence });
    const recovery = data.recovery === undefined ? undefined : to.recoveries.get(data.recovery);
    if (recovery === undefined) return;
    recovery.owedPence += data.receivedPence;
    recovery.receivedPence -= data.receivedPence;
    recovery.behind.push(event.position);
  },
  ReserveHeld(to, data: DataOf<'ReserveHeld'>, { position }) {
    const { reserve, purpose, fundingType, amountPence: pence, decision } = data;
    const money = moneyHeld(to.source, data);
    reserved(to, { reserve, purpose, fundingType, pence }, position).held ??= { decision, money };
  },
  ReserveReleased: (to, data: DataOf<'ReserveReleased'>, event) => lessReserved(to, data, event),
  ReserveCalled: (to, data: DataOf<'ReserveCalled'>, event) => lessReserved(to, data, event),
  CommitmentReleased(to, data: DataOf<'CommitmentReleased'>, { position }) {
    to.givenBack.push({ release: data.release, money: moneyGivenBack(to.source, data), position });
  },
  SwapRequested(to, data: DataOf<'SwapRequested'>, { effectiveOn: askedOn, position }) {
    const { swap, amountPence: pence, reason } = data;
    const asked = { swap, pence, reason, askedOn, answer: 'none' as const };
    to.swaps.set(swap, { ...asked, behind: [position] });
  },
  SwapAgreed: (to, { swap }: DataOf<'SwapAgreed'>, event) => answered(to, swap, 'agreed', event),
  SwapRefused: (to, { swap }: DataOf<'SwapRefused'>, event) => answered(to, swap, 'refused', event),
  SwapLapsed: (to, { swap }: DataOf<'SwapLapsed'>, event) => answered(to, swap, 'lapsed', event),
  VirementRequested(to, asked: DataOf<'VirementRequested'>, { position }) {
    const { virement, reason, requestedBy } = asked;
    const money = moneyMoved(asked);
    const behind = [position];
    to.virements.set(virement, { virement, money, reason, requestedBy, answer: 'none', behind });
  },
  VirementAuthorised(to, { virement, decision }: DataOf<'VirementAuthorised'>, event) {
    const authorised = { on: event.effectiveOn, by: event.actor };
    ofVirement(to, virement, { decision, authorised }, event);
  },
  VirementDeclined: (to, { virement }: DataOf<'VirementDeclined'>, event) =>
    ofVirement(to, virement, { answer: 'declined' }, event),
  VirementLapsed: (to, { virement }: DataOf<'VirementLapsed'>, event) =>
    ofVirement(to, virement, { answer: 'lapsed' }, event),
  VirementSent: (to, { virement }: DataOf<'VirementSent'>, event) =>
    ofVirement(to, virement, { answer: 'sent' }, event),
  ReclaimRaised: (to, data: DataOf<'ReclaimRaised'>, event) =>
    raised(to, 'reclaim', data.reclaim, data, event),
  ClawbackRaised: (to, data: DataOf<'ClawbackRaised'>, event) =>
    raised(to, 'clawback', data.clawback, data, event),
  ReclaimReceived: (to, data: DataOf<'ReclaimReceived'>, event) =>
    settled(to, data.reclaim, data, event, true),
  ClawbackReceived: (to, data: DataOf<'ClawbackReceived'>, event) =>
    settled(to, data.clawback, data, event, true),
  ReclaimWrittenOff: (to, data: DataOf<'ReclaimWrittenOff'>, event) =>
    settled(to, data.reclaim, data, event, false),
  ClawbackWrittenOff: (to, data: DataOf<'ClawbackWrittenOff'>, event) =>
    settled(to, data.clawback, data, event, false),
  PriorYearAdjusted(to, data: DataOf<'PriorYearAdjusted'>, { effectiveOn, position }) {
    const { closedYear, closedSource, fundingType, project, payment, amountPence: pence, reason } = data;
    const was = { closedYear, closedSource, fundingType, project, payment };
    to.adjustments.push({ ...was, pence, reason, on: effectiveOn, position });
  },
  SourceYearClosed(to, { types, to: heir }: DataOf<'SourceYearClosed'>, event) {
    Object.assign(to, { heir });
    for (const { fundingType, reserves } of types)
      for (const { reserve, amountPence } of reserves)
        lessReserved(to, { reserve, fundingType, amountPence }, event);
    // What others owe follows to the next year, where it is owed from then on.
    for (const recovery of to.recoveries.values()) recovery.owedPence = 0;
  },
  BroughtForward(to, { types }: DataOf<'BroughtForward'>, { position }) {
    for (const { fundingType, reserves, recoveries = [] } of types) {
      for (const { reserve, purpose, carriedPence: pence } of reserves)
        reserved(to, { reserve, purpose, fundingType, pence }, position);
      for (const { kind, recovery, project, from, dueOn, owedPence } of recoveries) {
        const owed = { kind, recovery, project, from, dueOn, owedPence, receivedPence: 0 };
        to.recoveries.set(recovery, { ...owed, behind: [position] });
      }
    }
  },
};

interface Said {
  readonly entry: string;
  readonly fundingType: FundingType;
  readonly amountPence: Pence;
  readonly reason: string;
  readonly reference?: string;
}

function said(
  to: SourceFacts,
  { effectiveOn: on, position }: DecodedEvent,
  what: SourceEntry['what'],
  { entry, fundingType, amountPence: pence, reason, reference }: Said,
): void {
  to.entries.push({ entry, what, fundingType, pence, reason, reference, on, position, reversed: false });
}

/** What was said by mistake: it stands in the history, and is no reason of anything any more. */
function takeBack(to: SourceFacts, { of, entry, fundingType }: DataOf<'EntryReversed'>): void {
  const what = saidBy[of];
  const wrong = to.entries.find(
    (one) => one.what === what && one.entry === entry && one.fundingType === fundingType,
  );
  if (wrong !== undefined) wrong.reversed = true;
  if (of === 'FundingWithdrawn') to.withdrawn = false;
}

const saidBy: Readonly<Partial<Record<DataOf<'EntryReversed'>['of'], SourceEntry['what']>>> = {
  FundingExpected: 'expected',
  FundingConfirmed: 'confirmed',
  FundingCut: 'cut',
  FundingWithdrawn: 'withdrawn',
};

type ReserveChange = Pick<Reserve, 'reserve' | 'fundingType' | 'pence'> & Partial<Pick<Reserve, 'purpose'>>;

/** Adds to what a reserve holds. Before the day from which it is held, one that was called is below nil. */
function reserved(to: SourceFacts, change: ReserveChange, position: number): Reserve {
  const { reserve, fundingType, pence, purpose } = change;
  const key = `${reserve} ${fundingType}`;
  const begun = { reserve, fundingType, purpose: purpose ?? reserve, pence: 0, behind: [] };
  const held: Reserve = to.reserves.get(key) ?? begun;
  held.pence += pence;
  held.behind.push(position);
  to.reserves.set(key, held);
  return held;
}

type Less = Pick<DataOf<'ReserveCalled'>, 'reserve' | 'fundingType' | 'amountPence'>;

function lessReserved(to: SourceFacts, less: Less, { position }: DecodedEvent): void {
  const { reserve, fundingType, amountPence } = less;
  reserved(to, { reserve, fundingType, pence: -amountPence }, position);
}

function answered(to: SourceFacts, swap: string, answer: Swap['answer'], { position }: DecodedEvent): void {
  const asked = to.swaps.get(swap);
  if (asked === undefined) return;
  asked.answer = answer;
  asked.behind.push(position);
}

function ofVirement(
  to: SourceFacts,
  id: string,
  change: Partial<AskedVirement>,
  { position }: DecodedEvent,
): void {
  const virement = to.virements.get(id);
  if (virement === undefined) return;
  Object.assign(virement, change);
  virement.behind.push(position);
}

type Raised = DataOf<'ReclaimRaised'> | DataOf<'ClawbackRaised'>;

function raised(
  to: SourceFacts,
  kind: Recovery['kind'],
  recovery: string,
  data: Raised,
  event: DecodedEvent,
): void {
  const { project, from, dueOn, amountPence: owedPence } = data;
  const owed = { kind, recovery, project, from, dueOn, owedPence, receivedPence: 0 };
  to.recoveries.set(recovery, { ...owed, behind: [event.position] });
}

function settled(
  to: SourceFacts,
  recovery: string,
  { amountPence }: { readonly amountPence: Pence },
  { position }: DecodedEvent,
  received: boolean,
): void {
  const owed = to.recoveries.get(recovery);
  if (owed === undefined) return;
  owed.owedPence -= amountPence;
  if (received) owed.receivedPence += amountPence;
  owed.behind.push(position);
}
