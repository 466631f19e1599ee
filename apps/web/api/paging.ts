import { line, wholeNumber } from '#funding/fields';
import type { Key } from '#projections/keyset';
import { keyAt } from '../answering/place-in-list.js';
import type { KeyPart } from '../answering/place-in-list.js';
import { invalid } from './problem.js';

/** What of a list is asked for: so many after a place. */
export interface PageAsked {
  readonly after: Key | undefined;
  readonly limit: number;
}

/** What every list can be asked. */
export class Paging {
  @wholeNumber('How many to give at most; 100 where it is left out.', { optional: true, min: 1, max: 500 })
  limit?: number;
  @line('Where the page before ended, as its Link says.', { optional: true, max: 1_000 }) after?: string;
}

const usualLimit = 100;

/**
 * What is asked for. @param parts of what kind each part of the list's keys is
 * @throws Problem for a place that no list of ours gave
 */
export function pageAsked({ limit = usualLimit, after }: Paging, parts: readonly KeyPart[]): PageAsked {
  return { limit, after: after === undefined ? undefined : keyIn(after, parts) };
}

function keyIn(place: string, parts: readonly KeyPart[]): Key {
  const key = keyAt(place, parts);
  if (key !== undefined) return key;
  throw invalid([
    { field: 'after', text: 'No list of this kind ended there. Take it from a Link as it stands.' },
  ]);
}

/** Of a list that is read whole: what is asked for and one more, in the order of the keys. */
export function cut<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
  { after, limit }: PageAsked,
): readonly Row[] {
  const keyed = rows.map((row) => ({ row, key: keyOf(row) }));
  const left = after === undefined ? keyed : keyed.filter(({ key }) => compare(key, after) > 0);
  return left
    .toSorted((a, b) => compare(a.key, b.key))
    .slice(0, limit + 1)
    .map(({ row }) => row);
}

function compare(a: Key, b: Key): number {
  for (const [index, part] of a.entries()) {
    const other = b[index] ?? part;
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}
