import type { FinancialYear } from '#kernel/financial-year';

/** With the year and a number after it, an id stays within 64 characters. */
const longestSlug = 50;

/**
 * An id for each row, in their order: the words of its title and the year, `beer-mats-2011-12`, and a number
 * from the second on where several rows have one title. The same file so gives the same ids, whenever it is
 * read, and the register of another year gives others.
 */
export function idsForTitles(titles: readonly string[], year: FinancialYear): readonly string[] {
  const seen = new Map<string, number>();
  return titles.map((title) => {
    const slug = slugOf(title);
    const count = (seen.get(slug) ?? 0) + 1;
    seen.set(slug, count);
    return count === 1 ? `${slug}-${year}` : `${slug}-${year}-${count}`;
  });
}

function slugOf(title: string): string {
  const plain = title.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[a-z0-9]+/g) ?? [];
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word.slice(0, longestSlug) : `${slug}-${word}`;
    if (longer.length > longestSlug) break;
    slug = longer;
  }
  return slug === '' ? 'row' : slug;
}
