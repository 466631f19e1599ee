import type { Facts } from '#documents/facts/facts';
import type { SourceFacts } from '#documents/facts/source-facts';
import { formatPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';

/** What a provider has confirmed. */
export interface Confirmed {
  readonly capital: Pence;
  readonly revenue: Pence;
  readonly total: Pence;
  readonly behind: readonly number[];
}

export function confirmedOf({ money }: Facts, { source }: Pick<SourceFacts, 'source'>): Confirmed {
  // A provider goes below nil by what it gives; and `0 - x`, for the negative of nothing is not nil
  // everywhere.
  const of = (fundingType: 'capital' | 'revenue'): Pence =>
    0 - money.pence({ account: 'provider', source, fundingType });
  const { behind } = money.figure({ account: 'provider', source });
  return { capital: of('capital'), revenue: of('revenue'), total: of('capital') + of('revenue'), behind };
}

/** Whether nothing of it is confirmed or withdrawn yet. */
export function isAwaited(facts: Facts, source: SourceFacts): boolean {
  return confirmedOf(facts, source).total === 0 && !source.entries.some(({ what }) => what === 'withdrawn');
}

/** How sure a source is, in the words of the glossary. */
export function certaintyOf(facts: Facts, source: SourceFacts): string {
  const confirmed = confirmedOf(facts, source).total;
  const expected = facts.money.pence({ account: 'expected', source: source.source });
  if (confirmed === 0 && source.entries.some(({ what }) => what === 'withdrawn')) return 'Withdrawn';
  if (confirmed === 0) return 'To be confirmed';
  return expected === 0 ? 'Confirmed' : 'Confirmed in part';
}

/** What was said of a source: its comment, and each cut or withdrawal with its reason. */
export function commentOf({ comment, entries }: Pick<SourceFacts, 'comment' | 'entries'>): string {
  const losses = entries.flatMap(({ what, pence, reason }) => {
    if (what !== 'cut' && what !== 'withdrawn') return [];
    return [`${what === 'cut' ? 'Cut by' : 'Withdrawn:'} ${formatPence(-pence)}. ${reason}`];
  });
  return [...(comment === undefined ? [] : [comment]), ...losses].join(' ');
}
