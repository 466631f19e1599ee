import type { Facts } from '#documents/facts/facts';
import { quoted } from '#documents/model/text-safety';
import { yearInWords } from '#kernel/financial-year';

/** A source by its name and year, or by its identity before it has a name. */
export function sourceNamed({ sources }: Facts, source: string): string {
  const known = sources.get(source);
  return known === undefined ? source : `${quoted(known.name)} ${yearInWords(known.year)}`;
}
