import { tenThousandths } from '#kernel/figure';
import type { Figure } from '#kernel/figure';
import type { Better } from './indicator.events.js';

/** How a period went. What has no target, or no figure, is not rated: it is neither good nor bad. */
export type Rating = 'green' | 'amber' | 'red' | 'not-rated';

/** Per cent of the target by which a figure may miss it and be amber, where a policy says nothing else. */
export const amberWithinPercentUnlessTold = 5;

export interface Rated {
  readonly better: Better;
  /** Left out where no target is set for the period. */
  readonly target?: Figure | undefined;
  /** Left out where the figure is not available. */
  readonly actual?: Figure | undefined;
  /** How far a figure may miss its target, in per cent of the target, and still be amber. */
  readonly amberWithinPercent: number;
}

/**
 * The rating of a figure against the target of the same period: green at the target or better, amber when
 * it misses the target by no more than so many per cent of the target, red beyond. Of a target of nil no
 * share can be taken, so there whatever misses it is red. Reckoned exactly, in whole ten-thousandths.
 *
 * The half-year report of Thurrock (2008/09) asks for mitigating action "if red or amber" and prints no
 * rule; this is the common one, and each partnership sets its own margin (`AdoptPolicy`,
 * `amberWithinPercent`). With 5 per cent its one figure that misses its target, 31% of victims against
 * 30% where less is better, is amber.
 */
export function ratingOf({ better, target, actual, amberWithinPercent }: Rated): Rating {
  if (target === undefined || actual === undefined) return 'not-rated';
  const [wanted, reached] = [tenThousandths(target), tenThousandths(actual)];
  const missedBy = better === 'higher' ? wanted - reached : reached - wanted;
  if (missedBy <= 0n) return 'green';
  const size = wanted < 0n ? -wanted : wanted;
  return missedBy * 100n <= size * BigInt(amberWithinPercent) ? 'amber' : 'red';
}

/** Whether something has to be done about it: red and amber both ask for a mitigating action. */
export function needsMitigation(rating: Rating): boolean {
  return rating === 'red' || rating === 'amber';
}
