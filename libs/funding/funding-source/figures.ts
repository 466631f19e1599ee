import type { Pence } from '#kernel/pence';
import type { Account } from './postings.js';

/** The figures of a source and funding type, in whole pence. `balance` is rule 8's, above or below nil. */
export interface BudgetFigures {
  readonly confirmed: Pence;
  readonly toBeConfirmed: Pence;
  /** What came from the year before, less what went to the next. */
  readonly carried: Pence;
  readonly lapsed: Pence;
  readonly virements: Pence;
  readonly swaps: Pence;
  /** Reclaims and clawback received, and what a closed year gave back. */
  readonly received: Pence;
  readonly reserved: Pence;
  readonly committed: Pence;
  readonly subjectToFunding: Pence;
  readonly spent: Pence;
  readonly uncommitted: Pence;
  readonly uncovered: Pence;
}

/**
 * What the sums of a source's accounts say, for the budget and for the confirmation of a year alike: from one
 * place, so that they cannot differ. An account that is not among them holds nothing.
 */
export function figuresOf(sumOf: (account: Account) => Pence | undefined): BudgetFigures {
  // `0 - x` and not `-x`, for the negative of nothing is not nil everywhere.
  const given = (account: Account): Pence => 0 - (sumOf(account) ?? 0);
  const held = (account: Account): Pence => sumOf(account) ?? 0;
  const balance = held('uncommitted');
  return {
    confirmed: given('provider'),
    toBeConfirmed: held('expected'),
    carried: given('carried'),
    lapsed: held('lapsed'),
    virements: given('virements'),
    swaps: given('swaps'),
    received: given('recoveries') + given('prior-year'),
    reserved: held('reserved'),
    committed: held('committed'),
    subjectToFunding: held('subject-to-funding'),
    spent: held('spent'),
    uncommitted: Math.max(balance, 0),
    uncovered: Math.max(-balance, 0),
  };
}
