import { formatPence, type Pence } from '#kernel/pence';
import type { FundingType } from './funding-source.events.js';
import {
  balancePence,
  refuseAt,
  uncommittedPence,
  waitingPence,
  type Obstacle,
  type Source,
} from './state.js';

/** Refuses what would rest on a source that its provider has withdrawn. */
export function withdrawn(source: Source): Obstacle {
  return source.status === 'withdrawn' ? refuseAt(source, 'source-withdrawn') : undefined;
}

/** Refuses what would create or enlarge an uncovered balance (rule 4). */
export function beyondUncommitted(source: Source, fundingType: FundingType, amountPence: Pence): Obstacle {
  const uncommitted = uncommittedPence(source, fundingType);
  if (amountPence <= uncommitted) return undefined;
  return refuseAt(source, 'more-than-uncommitted', {
    fundingType,
    uncommitted: formatPence(uncommitted),
    asked: formatPence(amountPence),
  });
}

/**
 * Refuses to promise more than the provider is expected to give, less what waits for it already and what is
 * uncovered: that comes first.
 */
export function beyondExpected(source: Source, fundingType: FundingType, amountPence: Pence): Obstacle {
  const uncovered = Math.max(0, -balancePence(source, fundingType));
  const taken = waitingPence(source, fundingType) + uncovered;
  const free = Math.max(0, source.money[fundingType].expected - taken);
  if (amountPence <= free) return undefined;
  return refuseAt(source, 'more-than-to-be-confirmed', {
    fundingType,
    toBeConfirmed: formatPence(free),
    asked: formatPence(amountPence),
  });
}

/** Refuses to take from a project's money here more than is left unpaid. */
export function beyondOutstanding(
  source: Source,
  fundingType: FundingType,
  outstanding: Pence,
  amountPence: Pence,
): Obstacle {
  if (amountPence <= outstanding) return undefined;
  return refuseAt(source, 'more-than-outstanding', {
    fundingType,
    outstanding: formatPence(outstanding),
    asked: formatPence(amountPence),
  });
}

/** What would be paid for; what is left out is not asked about. */
export interface Purpose {
  readonly project?: string;
  readonly priorities?: readonly string[];
  readonly category?: string;
}

/** Refuses what a ring-fenced source may not pay for. Every list of the ring-fence has to be kept. */
export function outsideFence(source: Source, purpose: Purpose): Obstacle {
  const only = brokenList(source, purpose);
  return only === undefined ? undefined : refuseAt(source, 'ring-fenced', { only });
}

/** In words, the first list of the ring-fence that this would break. */
export function brokenList(
  { ringFence }: Source,
  { project, priorities, category }: Purpose,
): string | undefined {
  const rules = [
    { kind: 'priorities', list: ringFence.priorities, asked: priorities },
    { kind: 'projects', list: ringFence.projects, asked: project === undefined ? undefined : [project] },
    {
      kind: 'categories',
      list: ringFence.categories,
      asked: category === undefined ? undefined : [category],
    },
  ];
  const broken = rules.find(
    ({ list, asked }) =>
      list !== undefined && asked !== undefined && !asked.some((one) => list.includes(one)),
  );
  return broken === undefined ? undefined : `the ${broken.kind} ${(broken.list ?? []).join(', ')}`;
}
