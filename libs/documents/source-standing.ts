import type { Facts } from '#documents/facts/facts';
import { summed } from '#documents/facts/money';
import type { SourceFacts } from '#documents/facts/source-facts';
import { money } from '#documents/model/document';
import type { Figure, Sentence } from '#documents/model/document';
import { oneAfterAnother, told } from '#documents/model/sentence';

/** What a provider has confirmed. */
export interface Confirmed {
  readonly capital: Figure;
  readonly revenue: Figure;
  readonly total: Figure;
}

export function confirmedOf({ money: known }: Facts, { source }: Pick<SourceFacts, 'source'>): Confirmed {
  // A provider goes below nil by what it gives; and `0 - x`, for the negative of nothing is not nil
  // everywhere.
  const of = (fundingType: 'capital' | 'revenue'): Figure => {
    const { pence, behind } = known.figure({ account: 'provider', source, fundingType });
    return { pence: 0 - pence, behind };
  };
  const [capital, revenue] = [of('capital'), of('revenue')];
  return { capital, revenue, total: summed([capital, revenue]) };
}

/** Whether nothing of it is confirmed or withdrawn yet. */
export function isAwaited(facts: Facts, source: SourceFacts): boolean {
  return (
    confirmedOf(facts, source).total.pence === 0 && !source.entries.some(({ what }) => what === 'withdrawn')
  );
}

/** How sure a source is, in the words of the glossary. */
export function certaintyOf(facts: Facts, source: SourceFacts): string {
  const confirmed = confirmedOf(facts, source).total.pence;
  const expected = facts.money.pence({ account: 'expected', source: source.source });
  if (confirmed === 0 && source.entries.some(({ what }) => what === 'withdrawn')) return 'Withdrawn';
  if (confirmed === 0) return 'To be confirmed';
  return expected === 0 ? 'Confirmed' : 'Confirmed in part';
}

/** What was said of a source: its comment, and each cut or withdrawal with its reason. */
export function commentOf({ comment = '', entries }: Pick<SourceFacts, 'comment' | 'entries'>): Sentence {
  const losses = entries.flatMap(({ what, pence, reason, position }) => {
    if (what !== 'cut' && what !== 'withdrawn') return [];
    return [told`${what === 'cut' ? 'Cut by' : 'Withdrawn:'} ${money(-pence, [position])}. ${reason}`];
  });
  return oneAfterAnother([comment, ...losses]);
}
