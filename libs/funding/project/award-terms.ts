import { refuse } from '#kernel/decider';
import { formatPence, sumPence } from '#kernel/pence';
import type { FundingType } from '#funding/funding-source/funding-source.events';
import type { AllocationLine, AwardTerms, Bid } from './project.events.js';
import { costOf } from './queries.js';
import type { Refusal } from './rules.js';
import { lineKey } from './state.js';

const fundingTypes: readonly FundingType[] = ['capital', 'revenue'];

/** Why a bid cannot be given this award: its amount, its allocations or its conditions (rule 3). */
export function awardRefusal(bid: Bid, terms: AwardTerms): Refusal {
  return moreThanBid(bid, terms) ?? unfitAllocations(terms) ?? offType(bid, terms) ?? unfitConditions(terms);
}

function moreThanBid(bid: Bid, { awardPence }: AwardTerms): Refusal {
  const cost = costOf(bid);
  if (awardPence <= cost) return undefined;
  return refuse('more-than-bid', { award: formatPence(awardPence), bid: formatPence(cost) });
}

function unfitAllocations({ awardPence, allocations }: AwardTerms): Refusal {
  const twice = duplicateOf(allocations.map((line) => ({ ...line, part: partOf(line) })));
  if (twice !== undefined) return refuse('duplicate-allocation', twice);
  const allocated = sumPence(allocations.map(({ amountPence }) => amountPence));
  if (allocated === awardPence) return undefined;
  const figures = { allocated: formatPence(allocated), award: formatPence(awardPence) };
  return refuse('allocations-do-not-add-up', figures);
}

/**
 * One source may meet a part at once, a part from each of its reserves, and a part that waits for funding.
 */
function partOf({ fromReserve = '', subjectToFunding = false }: AllocationLine): string {
  return subjectToFunding ? 'subject to funding' : `from ${fromReserve}`;
}

/** One funding type never pays for the other without a swap, which is the source's. */
function offType(bid: Bid, { allocations }: AwardTerms): Refusal {
  for (const fundingType of fundingTypes) {
    const lines = allocations.filter((line) => line.fundingType === fundingType);
    const allocated = sumPence(lines.map(({ amountPence }) => amountPence));
    const cost = costOf(bid, fundingType);
    if (allocated > cost) {
      const figures = { bid: formatPence(cost), allocated: formatPence(allocated) };
      return refuse('more-than-bid-of-type', { fundingType, ...figures });
    }
  }
  return undefined;
}

function unfitConditions({ conditions }: AwardTerms): Refusal {
  const ids = conditions.map(({ condition }) => condition);
  const twice = ids.find((condition, index) => ids.indexOf(condition) !== index);
  return twice === undefined ? undefined : refuse('duplicate-condition', { condition: twice });
}

interface Line {
  readonly source: string;
  readonly fundingType: FundingType;
  readonly part?: string;
}

/** The first source and funding type that appear twice in a list, as facts of a refusal. */
export function duplicateOf(lines: readonly Line[]): Record<string, string> | undefined {
  const seen = new Set<string>();
  for (const line of lines) {
    const key = `${lineKey(line)} ${line.part ?? ''}`;
    if (seen.has(key)) return { source: line.source, fundingType: line.fundingType };
    seen.add(key);
  }
  return undefined;
}
