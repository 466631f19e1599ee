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

/** How sure a source is, in the words of the glossary; one of which all was cut is none of those. */
export function certaintyOf(facts: Facts, { source, withdrawn, entries }: SourceFacts): string {
  if (withdrawn) return 'Withdrawn';
  const expected = facts.money.pence({ account: 'expected', source });
  if (confirmedOf(facts, { source }).total.pence !== 0)
    return expected === 0 ? 'Confirmed' : 'Confirmed in part';
  const isCut = entries.some(({ what, reversed }) => what === 'cut' && !reversed);
  return isCut && expected === 0 ? 'Cut to nothing' : 'To be confirmed';
}

/** Whether nothing of it is confirmed yet, and something may still be. */
export function isAwaited(facts: Facts, source: SourceFacts): boolean {
  return certaintyOf(facts, source) === 'To be confirmed';
}

/** What was said of a source: its comment, and each cut or withdrawal that stands with its reason. */
export function commentOf({ comment = '', entries }: Pick<SourceFacts, 'comment' | 'entries'>): Sentence {
  const losses = entries.flatMap(({ what, pence, reason, position, reversed }) => {
    if (reversed || (what !== 'cut' && what !== 'withdrawn')) return [];
    return [told`${what === 'cut' ? 'Cut by' : 'Withdrawn:'} ${money(-pence, [position])}. ${reason}`];
  });
  return oneAfterAnother([comment, ...losses]);
}
