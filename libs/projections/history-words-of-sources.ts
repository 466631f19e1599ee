import type { ClosedType } from '#funding/funding-source/closed-type';
import type {
  CommitmentLine,
  RingFence,
  VirementEnd,
  VirementTerms,
} from '#funding/funding-source/funding-source.events';
import { decisionOfRelease } from '#funding/project/project.asks';
import { yearInWords } from '#kernel/financial-year';
import { formatPence } from '#kernel/pence';
import { codeSaid, daySaid, decisionSaid, labelled, personSaid, said } from '#projections/history-phrases';
import type { WordsOf } from '#projections/history-phrases';

/** What the events of a funding source say beyond their names. */
export const sourceWords: WordsOf<'source'> = {
  FundingSourceOpened: ({ name, provider, year, mayCrossYear, ringFence, comment }) =>
    said(
      `${name}, ${yearInWords(year)}`,
      `provider ${provider}`,
      mayCrossYear ? 'may cross the year' : '',
      ringFenceSaid(ringFence),
      comment,
    ),
  FundingSourceRenamed: ({ name }) => `now ${name}`,
  FundingSourceCommentSet: ({ comment }) => comment ?? 'none any more',
  ProviderRenamed: ({ provider }) => `now ${provider}`,
  RingFenceSet: ({ ringFence, reference }) =>
    said(ringFenceSaid(ringFence) ?? 'none', `reference ${reference}`),
  FundingExpected: entrySaid,
  FundingConfirmed: (data) =>
    said(
      entrySaid(data),
      data.fromExpectedPence > 0 ? `${formatPence(data.fromExpectedPence)} of it was expected` : '',
      `reference ${data.reference}`,
    ),
  FundingCut: (data) => said(entrySaid(data), lostSaid(data), `reference ${data.reference}`),
  FundingWithdrawn: ({ entry, withdrawn, reference }) =>
    said(
      `entry ${entry}`,
      ...withdrawn.map((lost) => `${lost.fundingType}: ${lostSaid(lost)}`),
      `reference ${reference}`,
    ),
  EntryReversed: ({ entry, reversal, of, fundingType, recovery, ...figures }) =>
    said(
      `reversal ${reversal} of entry ${entry} (${namedSaid(of)})`,
      fundingType,
      changeSaid('confirmed', figures.confirmedPence),
      changeSaid('expected', figures.expectedPence),
      changeSaid('received', figures.receivedPence),
      changeSaid('swapped', figures.swappedPence),
      labelled('of', recovery),
    ),
  ReserveHeld: ({ reserve, purpose, takenOn, ...line }) =>
    said(
      `reserve ${reserve}`,
      sumSaid(line),
      purpose,
      takenOn === undefined
        ? decisionSaid(line.decision)
        : `decided on ${daySaid(takenOn.decidedOn)}, reference ${takenOn.reference}`,
    ),
  ReserveReleased: ({ reserve, release, ...line }) =>
    `release ${release} of reserve ${reserve}; ${sumSaid(line)}`,
  ReserveCalled: ({ reserve, project, ...line }) =>
    said(`reserve ${reserve} for project ${project}`, sumSaid(line), decisionSaid(line.decision)),
  AwardAllocated: ({ fromReserve, takenOn, ...line }) =>
    said(
      lineSaid(line),
      line.fundingType,
      labelled('from reserve', fromReserve),
      takenOn === true ? '' : decisionSaid(line.decision),
    ),
  AwardAllocatedSubjectToFunding: (line) =>
    said(lineSaid(line), line.fundingType, decisionSaid(line.decision)),
  AllocationsCovered: ({ fundingType, covered }) => said(fundingType, ...covered.map(lineSaid)),
  CommitmentReleased: ({ release, project, fundingType, amountPence }) => {
    const decision = decisionOfRelease(release);
    const why = decision === undefined ? releaseSaid(release) : '';
    return said(why, lineSaid({ project, amountPence }), fundingType, decisionSaid(decision));
  },
  ExpenditureCharged: ({ payment, overspendPence, ...line }) =>
    said(`payment ${payment}`, lineSaid(line), line.fundingType, beyondSaid(overspendPence)),
  ChargeReversed: ({ payment, overspendPence, ...line }) =>
    said(`payment ${payment}`, lineSaid(line), line.fundingType, beyondSaid(overspendPence)),
  PriorYearAdjusted: ({ payment, closedSource, closedYear, ...line }) =>
    said(
      `payment ${payment}`,
      lineSaid(line),
      line.fundingType,
      `charged to ${closedSource} in ${closedYear}, which is closed`,
    ),
  OverspendAccepted: (line) => said(lineSaid(line), line.fundingType, decisionSaid(line.decision)),
  SwapRequested: ({ swap, amountPence }) => `swap ${swap}; ${formatPence(amountPence)} of capital to revenue`,
  SwapAgreed: ({ swap, amountPence, reference }) =>
    `swap ${swap}; ${formatPence(amountPence)} of capital to revenue; reference ${reference}`,
  SwapRefused: ({ swap }) => `swap ${swap}`,
  SwapLapsed: ({ swap }) => `swap ${swap}; not answered before the year closed`,
  VirementRequested: (data) =>
    said(
      virementSaid(data),
      `asked for by ${personSaid(data.requestedBy)}`,
      labelled("provider's agreement:", data.providerAgreement),
    ),
  VirementDeclined: ({ virement }) => `virement ${virement}`,
  VirementLapsed: ({ virement }) => `virement ${virement}; not answered before the year closed`,
  VirementAuthorised: ({ virement, decision }) => said(`virement ${virement}`, decisionSaid(decision)),
  VirementSent: virementSaid,
  VirementReceived: virementSaid,
  ReclaimRaised: ({ reclaim, ...data }) => raisedSaid('reclaim', reclaim, data),
  ReclaimReceived: ({ reclaim, ...data }) => receivedSaid('reclaim', reclaim, data),
  ReclaimWrittenOff: ({ reclaim, ...data }) => said(`reclaim ${reclaim}`, lineSaid(data), data.fundingType),
  ClawbackRaised: ({ clawback, ...data }) => raisedSaid('clawback', clawback, data),
  ClawbackReceived: ({ clawback, ...data }) => receivedSaid('clawback', clawback, data),
  ClawbackWrittenOff: ({ clawback, ...data }) =>
    said(`clawback ${clawback}`, lineSaid(data), data.fundingType),
  SourceYearClosed: ({ year, to, types }) =>
    said(yearInWords(year), labelled('carried to', to), ...types.map(closeSaid)),
  BroughtForward: ({ from, year, types }) =>
    said(`${yearInWords(year)}, from ${from}`, ...types.map(broughtSaid)),
  EarlierYearClosed: ({ year }) => `${yearInWords(year)}; nothing here takes effect in it any more`,
};

/** Of what no decision released: finance's number of the release, or how the award ended. */
function releaseSaid(release: string): string {
  const [how, number] = release.split('/');
  return number === undefined ? `award ${how}` : `release ${number}`;
}

interface Sum {
  readonly fundingType: string;
  readonly amountPence: number;
}

function sumSaid({ fundingType, amountPence }: Sum): string {
  return `${formatPence(amountPence)}, ${fundingType}`;
}

function entrySaid(data: Sum & { readonly entry: string }): string {
  return `entry ${data.entry}; ${sumSaid(data)}`;
}

function lineSaid({ project, amountPence }: Pick<CommitmentLine, 'project' | 'amountPence'>): string {
  return `${formatPence(amountPence)} for project ${project}`;
}

function beyondSaid(overspendPence: number): string {
  return overspendPence === 0 ? '' : `${formatPence(overspendPence)} of it beyond the award`;
}

function lostSaid(lost: { readonly confirmedPence: number; readonly expectedPence: number }): string {
  const { confirmedPence, expectedPence } = lost;
  const confirmed = confirmedPence === 0 ? '' : `${formatPence(confirmedPence)} of it was confirmed`;
  return said(confirmed, expectedPence === 0 ? '' : `${formatPence(expectedPence)} of it was expected`);
}

function changeSaid(what: string, pence = 0): string {
  return pence === 0 ? '' : `${what} ${formatPence(-pence)}`;
}

/** `ReclaimReceived` is "reclaim received". */
function namedSaid(type: string): string {
  return type.replaceAll(/(?!^)[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}

function ringFenceSaid(fence: RingFence | undefined): string | undefined {
  if (fence === undefined) return undefined;
  const limits = Object.entries(fence).map(([what, allowed]: [string, readonly string[]]) => {
    return `${what} ${allowed.join(', ')}`;
  });
  return limits.length === 0 ? undefined : `ring-fenced for ${limits.join('; ')}`;
}

function endSaid({ source, project }: VirementEnd): string {
  return project === undefined ? source : `project ${project} at ${source}`;
}

function virementSaid({ virement, from, to, ...sum }: VirementTerms): string {
  return `virement ${virement}; ${sumSaid(sum)}; from ${endSaid(from)} to ${endSaid(to)}`;
}

interface Raised extends Sum {
  readonly project: string;
  readonly from: string;
  readonly dueOn: string;
}

function raisedSaid(kind: string, recovery: string, data: Raised): string {
  return said(
    `${kind} ${recovery}`,
    lineSaid(data),
    data.fundingType,
    `from ${data.from}`,
    `due on ${daySaid(data.dueOn)}`,
  );
}

interface Received extends Sum {
  readonly project: string;
  readonly entry: string;
  readonly reference: string;
}

function receivedSaid(kind: string, recovery: string, data: Received): string {
  return said(
    `${kind} ${recovery}`,
    lineSaid(data),
    data.fundingType,
    `entry ${data.entry}`,
    `reference ${data.reference}`,
  );
}

function closeSaid(type: ClosedType): string {
  return `${type.fundingType}: ${said(
    `${formatPence(type.carriedPence)} carried`,
    `${formatPence(type.lapsedPence)} lapsed`,
    type.expectedLapsedPence === 0 ? '' : `${formatPence(type.expectedLapsedPence)} expected and never came`,
    followingSaid(type),
  )}`;
}

function broughtSaid(type: ClosedType): string {
  return `${type.fundingType}: ${said(`${formatPence(type.carriedPence)} carried`, followingSaid(type))}`;
}

/** What follows to the next year, item by item. */
function followingSaid({ commitments, reserves, recoveries = [] }: ClosedType): string {
  return said(
    ...commitments.map((line) => lineSaid({ ...line, amountPence: line.amountPence + line.subjectPence })),
    ...reserves.map(({ reserve, carriedPence }) => `${formatPence(carriedPence)} of reserve ${reserve}`),
    ...recoveries.map(
      ({ kind, recovery, owedPence }) => `${codeSaid(kind)} ${recovery}, ${formatPence(owedPence)} owed`,
    ),
  );
}
