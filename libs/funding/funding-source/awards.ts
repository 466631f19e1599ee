import { isRefused } from '#kernel/decider';
import { formatPence, sumPence, type Pence } from '#kernel/pence';
import { accepted, overspentPence } from './payments.js';
import { takeInTurn } from './cover.js';
import { isKnown, once } from './identities.js';
import { withLine, withLines } from './lines.js';
import {
  beyondExpected,
  beyondOutstanding,
  beyondUncommitted,
  outsideFence,
  withdrawn,
} from './obstacles.js';
import { beyondCall } from './reserves.js';
import {
  bothTypes,
  isClosed,
  linesOf,
  outstandingOf,
  refuseAt,
  type Answering,
  type Asked,
  type AwardLine,
  type Evolving,
  type Obstacle,
  type Outcome,
  type Source,
} from './state.js';
import type { DataOf, FundingSourceEvent, FundingType } from './funding-source.events.js';

type Allocate = Asked<'AllocateAward'>;
type Release = Asked<'ReleaseCommitment'>;

/** Allocates a part of an award, within the money that is there (rule 4). */
function allocateAward(command: Allocate, source: Source): Outcome {
  return once(
    source,
    allocated(command),
    'allocation-differs',
    () => withdrawn(source) ?? outsideFence(source, command) ?? beyondMoney(command, source),
  );
}

function allocated(command: Allocate): readonly FundingSourceEvent[] {
  const { project, decision, fundingType, amountPence, fromReserve: reserve, takenOn } = command;
  const line = { project, decision, fundingType, amountPence };
  if (command.subjectToFunding === true) return [{ type: 'AwardAllocatedSubjectToFunding', data: line }];
  const marked = takenOn === true ? { ...line, takenOn } : line;
  if (reserve === undefined) return [{ type: 'AwardAllocated', data: marked }];
  return [
    { type: 'ReserveCalled', data: { ...line, reserve } },
    { type: 'AwardAllocated', data: { ...marked, fromReserve: reserve } },
  ];
}

function beyondMoney(command: Allocate, source: Source): Obstacle {
  const { fundingType, amountPence, fromReserve, subjectToFunding } = command;
  if (fromReserve !== undefined) return beyondCall({ ...command, fromReserve }, source);
  return subjectToFunding === true
    ? beyondExpected(source, fundingType, amountPence)
    : beyondUncommitted(source, fundingType, amountPence);
}

/**
 * Releases what is unpaid: everything of the project here, or an amount, newest decision first. What waits
 * for funding goes before what is committed, because nobody has been promised it yet.
 */
function releaseCommitment(command: Release, source: Source): Outcome {
  const { only } = command;
  if (only === undefined) return releaseAll(command, source);
  const { fundingType, amountPence } = only;
  const lines = releasable(command, source, fundingType);
  const events = [released(command, fundingType, lines, amountPence)];
  const unpaid = sumPence(lines.map(unpaidOf));
  return once(source, events, 'release-differs', () =>
    beyondOutstanding(source, fundingType, unpaid, amountPence),
  );
}

/** Everything again changes nothing, even where the project has been given more since. */
function releaseAll(command: Release, source: Source): Outcome {
  const events = bothTypes.map((fundingType) => {
    const lines = releasable(command, source, fundingType);
    return released(command, fundingType, lines);
  });
  const known = events.filter((event) => isKnown(source, event));
  // After the close nothing is left here: what is unpaid lies with the source that took over.
  if (known.length === 0 && isClosed(source)) return refuseAt(source, 'year-closed', { year: source.year });
  if (known.length === 0) return events.filter(({ data }) => data.lines.length > 0);
  return known.map((event) => once(source, [event], 'release-differs')).find(isRefused) ?? [];
}

function releasable({ project }: Release, source: Source, fundingType: FundingType): AwardLine[] {
  return linesOf(source, fundingType, project).toReversed();
}

function unpaidOf(line: AwardLine): Pence {
  return line.subjectPence + outstandingOf(line);
}

/** The newest first, and of each what waits for money before what is committed. */
function sharesOf(lines: readonly AwardLine[], amountPence: Pence): DataOf<'CommitmentReleased'>['lines'] {
  return takeInTurn(lines, unpaidOf, amountPence).map(({ of: line, amountPence: share }) => {
    const subjectPence = Math.min(share, line.subjectPence);
    return { decision: line.decision, committedPence: share - subjectPence, subjectPence };
  });
}

/** What an amount would be made of that goes back to a source from what it gives a project, in pence. */
export function wouldBeReleased(
  source: Source,
  project: string,
  { fundingType, amountPence }: { readonly fundingType: FundingType; readonly amountPence: Pence },
): { readonly committedPence: Pence; readonly subjectPence: Pence } {
  const shares = sharesOf(linesOf(source, fundingType, project).toReversed(), amountPence);
  return {
    committedPence: sumPence(shares.map(({ committedPence }) => committedPence)),
    subjectPence: sumPence(shares.map(({ subjectPence }) => subjectPence)),
  };
}

function released(
  { project, release, reason }: Release,
  fundingType: FundingType,
  lines: readonly AwardLine[],
  askedPence?: Pence,
): { readonly type: 'CommitmentReleased'; readonly data: DataOf<'CommitmentReleased'> } {
  const amountPence = askedPence ?? sumPence(lines.map(unpaidOf));
  const shares = sharesOf(lines, amountPence);
  const everything = askedPence === undefined ? { everything: true as const } : {};
  return {
    type: 'CommitmentReleased',
    data: { project, release, fundingType, amountPence, lines: shares, ...everything, reason },
  };
}

/** Accepts an overspend: the award grows by it, and as it has been paid already no money moves. */
function acceptOverspend(command: Asked<'AcceptOverspend'>, source: Source): Outcome {
  const { project, decision, fundingType, amountPence } = command;
  const data = { project, decision, fundingType, amountPence };
  return once(source, [{ type: 'OverspendAccepted', data }], 'overspend-differs', () => {
    const overspend = overspentPence(source, project, fundingType);
    if (amountPence <= overspend) return undefined;
    const facts = { overspend: formatPence(overspend), asked: formatPence(amountPence) };
    return refuseAt(source, 'more-than-overspend', { fundingType, ...facts });
  });
}

export const awardAnswers = {
  AllocateAward: allocateAward,
  ReleaseCommitment: releaseCommitment,
  AcceptOverspend: acceptOverspend,
} satisfies Partial<Answering>;

export const awardEvolved = {
  AwardAllocated: (source, data) => withLine(source, data, { committedPence: data.amountPence }),
  AwardAllocatedSubjectToFunding: (source, data) =>
    withLine(source, data, { subjectPence: data.amountPence }),
  AllocationsCovered: (source, { fundingType, covered }) =>
    withLines(
      source,
      covered.map((line) => ({
        ...line,
        fundingType,
        committedPence: line.amountPence,
        subjectPence: -line.amountPence,
      })),
    ),
  CommitmentReleased: (source, { project, fundingType, lines }) =>
    withLines(
      source,
      lines.map(({ decision, committedPence, subjectPence }) => ({
        project,
        fundingType,
        decision,
        committedPence: 0 - committedPence,
        subjectPence: 0 - subjectPence,
      })),
    ),
  OverspendAccepted: (source, data) =>
    withLine({ ...source, charges: accepted(source.charges, data) }, data, {
      committedPence: data.amountPence,
      paidPence: data.amountPence,
    }),
} satisfies Partial<Evolving>;
