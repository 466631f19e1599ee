import { sumPence, type Pence } from '#kernel/pence';
import type { CommitmentLine, FundingSourceEvent, FundingType } from './funding-source.events.js';
import {
  balancePence,
  linesOf,
  outstandingOf,
  uncommittedPence,
  type AwardLine,
  type FundingSourceState,
  type Reserve,
  type Source,
} from './state.js';

/** A commitment or a reserve that money is lacking for, and how much of it, in pence. */
export type Uncovered =
  | {
      readonly of: 'commitment';
      readonly project: string;
      readonly decision: string;
      readonly uncoveredPence: Pence;
    }
  | { readonly of: 'reserve'; readonly reserve: string; readonly uncoveredPence: Pence };

/**
 * What lacks cover at a source for one funding type (rule 9): the newest decision first, then the newest
 * reserve. Derived from the balance alone, so that new money clears it in the opposite order by itself.
 * A balance that lacks more than all of them, by money already spent, leaves the rest unnamed.
 */
export function uncoveredCommitments(
  source: FundingSourceState,
  fundingType: FundingType,
): readonly Uncovered[] {
  if (source.status === 'none') return [];
  const { lines, reserves } = shortfalls(source, fundingType);
  return [
    ...lines.map(({ of: { project, decision }, amountPence }) => ({
      of: 'commitment' as const,
      project,
      decision,
      uncoveredPence: amountPence,
    })),
    ...reserves.map(({ of: { reserve }, amountPence }) => ({
      of: 'reserve' as const,
      reserve,
      uncoveredPence: amountPence,
    })),
  ];
}

/** What is both outstanding and covered on a line. */
export function coveredOutstanding(source: Source, fundingType: FundingType): (line: AwardLine) => Pence {
  const { lines } = shortfalls(source, fundingType);
  return (line) => outstandingOf(line) - shareOf(lines, line);
}

/** What is committed to a project, not yet paid, and covered: what can be moved from it, in pence. */
export function movablePence(source: Source, fundingType: FundingType, project: string): Pence {
  return sumPence(linesOf(source, fundingType, project).map(coveredOutstanding(source, fundingType)));
}

/** What a reserve holds with money behind it. */
export function coveredReserve(source: Source, reserve: Reserve): Pence {
  return reserve.heldPence - shareOf(shortfalls(source, reserve.fundingType).reserves, reserve);
}

/**
 * What becomes committed because of events that leave more uncommitted than there was: allocations that
 * waited for funding, oldest decision first, as far as the money goes (rules 9 and 10).
 */
export function covering(before: FundingSourceState, after: Source): readonly FundingSourceEvent[] {
  return (['capital', 'revenue'] as const).flatMap((fundingType) => {
    const uncommitted = uncommittedPence(after, fundingType);
    if (uncommitted <= uncommittedPence(before, fundingType)) return [];
    const covered = coveredBy(linesOf(after, fundingType), uncommitted);
    return covered.length === 0
      ? []
      : [{ type: 'AllocationsCovered', data: { fundingType, covered } } as const];
  });
}

/** An amount taken from each of a list in turn, as much as each has, until there is enough. */
export interface Share<T> {
  readonly of: T;
  readonly amountPence: Pence;
}

/** Takes an amount from a list in its order, as far as it has it; nothing that gives nothing is listed. */
export function takeInTurn<T>(
  from: readonly T[],
  has: (one: T) => Pence,
  amountPence: Pence,
): readonly Share<T>[] {
  const shares: Share<T>[] = [];
  let left = amountPence;
  for (const one of from) {
    const share = Math.min(left, has(one));
    if (share > 0) shares.push({ of: one, amountPence: share });
    left -= Math.max(0, share);
  }
  return shares;
}

function coveredBy(lines: readonly AwardLine[], uncommitted: Pence): readonly CommitmentLine[] {
  return takeInTurn(lines, (line) => line.subjectPence, uncommitted).map(
    ({ of: { project, decision }, amountPence }) => ({ project, decision, amountPence }),
  );
}

function shortfalls(
  source: Source,
  fundingType: FundingType,
): { lines: readonly Share<AwardLine>[]; reserves: readonly Share<Reserve>[] } {
  const lacking = Math.max(0, -balancePence(source, fundingType));
  const newestLines = linesOf(source, fundingType).toReversed();
  const lines = takeInTurn(newestLines, outstandingOf, lacking);
  const onLines = sumPence(lines.map(({ amountPence }) => amountPence));
  const newestReserves = source.reserves.filter((one) => one.fundingType === fundingType).toReversed();
  const reserves = takeInTurn(newestReserves, ({ heldPence }) => heldPence, lacking - onLines);
  return { lines, reserves };
}

function shareOf<T>(shares: readonly Share<T>[], one: T): Pence {
  return shares.find((share) => share.of === one)?.amountPence ?? 0;
}
