import type { ClosedType } from '#funding/funding-source/closed-type';
import type {
  CommitmentLine,
  DataOf,
  FundingSourceEvent,
  FundingType,
  MetPart,
} from '#funding/funding-source/funding-source.events';
import { openAmounts } from '#projections/budget.tables';
import type { Happened, Write } from '#projections/projection';

/** What an amount is that stands open until something takes it back. */
export type OpenKind =
  | 'commitment'
  | 'subject-to-funding'
  | 'reserve'
  | 'swap'
  | 'virement'
  | 'reclaim'
  | 'clawback'
  | 'overspend'
  | 'match-funding-secured'
  | 'match-funding-sought'
  | 'in-kind';

/** A change of what stands open: above zero it opens, below zero it takes back. */
export interface Change {
  readonly kind: OpenKind;
  readonly reference: string;
  readonly amountPence: number;
  readonly fundingType?: FundingType | undefined;
  readonly project?: string | undefined;
  readonly source?: string | undefined;
  readonly note?: string | undefined;
}

/** Writes what an event opened and took back, in the financial year to which it belongs. */
export function writeChanges(event: Happened, write: Write, year: string, changes: readonly Change[]): void {
  let line = 0;
  for (const change of changes) {
    // What is given in kind may have no value, and is listed all the same.
    if (change.amountPence === 0 && change.kind !== 'in-kind') continue;
    write.add(openAmounts, {
      position: event.position,
      line: line++,
      partnership: event.partnership,
      source: change.source,
      year,
      funding_type: change.fundingType,
      project: change.project,
      kind: change.kind,
      reference: change.reference,
      note: change.note,
      amount_pence: change.amountPence,
      effective_on: event.effectiveOn,
      recorded_at: event.recordedAt,
    });
  }
}

/** What an event of a source opens and takes back. An event type that is missing here does not compile. */
export function changesOf(event: FundingSourceEvent): readonly Change[] {
  const changes = changing[event.type] as (data: unknown) => readonly Change[];
  return changes(event.data);
}

const nothing = (): readonly Change[] => [];

const changing: {
  readonly [Type in FundingSourceEvent['type']]: (data: DataOf<Type>) => readonly Change[];
} = {
  FundingSourceOpened: nothing,
  FundingSourceRenamed: nothing,
  FundingSourceCommentSet: nothing,
  ProviderRenamed: nothing,
  RingFenceSet: nothing,
  FundingExpected: nothing,
  FundingConfirmed: nothing,
  FundingCut: nothing,
  FundingWithdrawn: nothing,
  EntryReversed: ({ of, recovery, fundingType, project, receivedPence }) => {
    if (recovery === undefined) return [];
    const kind = of === 'ClawbackReceived' ? 'clawback' : 'reclaim';
    return [{ kind, reference: recovery, fundingType, project, amountPence: receivedPence }];
  },
  ReserveHeld: ({ reserve, purpose, ...data }) => [reserved({ ...data, reserve, note: purpose })],
  ReserveReleased: (data) => [reserved(data, -1)],
  ReserveCalled: ({ reserve, fundingType, amountPence }) => [
    reserved({ reserve, fundingType, amountPence }, -1),
  ],
  AwardAllocated: (data) => [committed(data, data)],
  AwardAllocatedSubjectToFunding: (data) => [{ ...committed(data, data), kind: 'subject-to-funding' }],
  AllocationsCovered: ({ fundingType, covered }) =>
    covered.flatMap((line) => [
      committed({ fundingType, ...line }, line),
      { ...committed({ fundingType, ...line }, line, -1), kind: 'subject-to-funding' as const },
    ]),
  CommitmentReleased: ({ lines, ...data }) =>
    lines.flatMap(({ decision, committedPence, subjectPence }) => [
      committed(data, { decision, amountPence: committedPence }, -1),
      {
        ...committed(data, { decision, amountPence: subjectPence }, -1),
        kind: 'subject-to-funding' as const,
      },
    ]),
  ExpenditureCharged: (data) => data.met.flatMap((line) => met(data, line, -1)),
  ChargeReversed: (data) => data.met.flatMap((line) => met(data, line)),
  PriorYearAdjusted: nothing,
  OverspendAccepted: nothing,
  SwapRequested: ({ swap, amountPence, reason }) => [
    { kind: 'swap', reference: swap, fundingType: 'capital', amountPence, note: reason },
  ],
  SwapAgreed: ({ swap, amountPence }) => [
    { kind: 'swap', reference: swap, fundingType: 'capital', amountPence: -amountPence },
  ],
  // An answer that moves nothing does not say the amount: the handlers of the budget know it.
  SwapRefused: nothing,
  SwapLapsed: nothing,
  VirementRequested: ({ virement, fundingType, amountPence, reason }) => [
    { kind: 'virement', reference: virement, fundingType, amountPence, note: reason },
  ],
  VirementDeclined: nothing,
  VirementLapsed: nothing,
  VirementAuthorised: nothing,
  VirementSent: ({ lines, from, fundingType, amountPence, virement }) => [
    { kind: 'virement', reference: virement, fundingType, amountPence: -amountPence },
    ...lines.map((line) => committed({ fundingType, project: from.project }, line, -1)),
  ],
  VirementReceived: ({ lines, to: { project }, fundingType }) =>
    lines.map((line) => committed({ fundingType, project }, line)),
  ReclaimRaised: ({ reclaim, ...data }) => [
    owed({ ...data, kind: 'reclaim', reference: reclaim, note: data.from }),
  ],
  ReclaimReceived: ({ reclaim, ...data }) => [owed({ ...data, kind: 'reclaim', reference: reclaim }, -1)],
  ReclaimWrittenOff: ({ reclaim, ...data }) => [owed({ ...data, kind: 'reclaim', reference: reclaim }, -1)],
  ClawbackRaised: ({ clawback, ...data }) => [
    owed({ ...data, kind: 'clawback', reference: clawback, note: data.from }),
  ],
  ClawbackReceived: ({ clawback, ...data }) => [owed({ ...data, kind: 'clawback', reference: clawback }, -1)],
  ClawbackWrittenOff: ({ clawback, ...data }) => [
    owed({ ...data, kind: 'clawback', reference: clawback }, -1),
  ],
  SourceYearClosed: ({ types }) => types.flatMap((type) => atTheClose(type, -1)),
  BroughtForward: ({ types }) => types.flatMap((type) => atTheClose(type, 1)),
  EarlierYearClosed: nothing,
};

type Sign = 1 | -1;

function committed(
  { fundingType, project }: Pick<Change, 'fundingType' | 'project'>,
  line: Pick<CommitmentLine, 'decision' | 'amountPence'>,
  sign: Sign = 1,
): Change {
  return {
    kind: 'commitment',
    reference: line.decision,
    fundingType,
    project,
    amountPence: sign * line.amountPence,
  };
}

/** What a payment met, or gave back: the part that waited for funding was no commitment before. */
function met(
  place: Pick<Change, 'fundingType' | 'project'>,
  { decision, amountPence, subjectPence = 0 }: MetPart,
  sign: Sign = 1,
): readonly Change[] {
  const waiting = committed(place, { decision, amountPence: subjectPence }, sign);
  return [
    committed(place, { decision, amountPence: amountPence - subjectPence }, sign),
    { ...waiting, kind: 'subject-to-funding' },
  ];
}

function reserved(
  {
    reserve,
    fundingType,
    amountPence,
    note,
  }: Omit<Change, 'kind' | 'reference'> & { readonly reserve: string },
  sign: Sign = 1,
): Change {
  return { kind: 'reserve', reference: reserve, fundingType, amountPence: sign * amountPence, note };
}

function owed({ kind, reference, fundingType, project, amountPence, note }: Change, sign: Sign = 1): Change {
  return { kind, reference, fundingType, project, amountPence: sign * amountPence, note };
}

/**
 * What a close takes from a source, and what its successor takes over. Of a reserve, what is not carried
 * lapses.
 */
function atTheClose(
  { fundingType, commitments, reserves, recoveries = [] }: ClosedType,
  sign: Sign,
): Change[] {
  return [
    ...commitments.flatMap(({ project, subjectPence, ...line }) => [
      committed({ fundingType, project }, line, sign),
      {
        ...committed({ fundingType, project }, { ...line, amountPence: subjectPence }, sign),
        kind: 'subject-to-funding' as const,
      },
    ]),
    ...reserves.map(({ reserve, amountPence, carriedPence, purpose }) =>
      reserved(
        { reserve, fundingType, amountPence: sign < 0 ? amountPence : carriedPence, note: purpose },
        sign,
      ),
    ),
    ...recoveries.map(({ kind, recovery, project, owedPence, from }) =>
      owed({ kind, reference: recovery, fundingType, project, amountPence: owedPence, note: from }, sign),
    ),
  ];
}
