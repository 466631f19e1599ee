import type { Key, Part, PartAsked } from '#projections/keyset';
import { narrowedAddress } from './addresses.js';
import { keyAt, placeOf } from './place-in-list.js';
import type { KeyPart } from './place-in-list.js';

type Asked = Readonly<Record<string, unknown>>;

/** So many rows of a long list stand on one page. */
const atOnce = 50;

/**
 * The part of a long list that an address asks for: from its start where it names no place of such a list.
 *
 * @param parts of what kind each part of the list's keys is
 */
export function partAsked(query: Asked, parts: readonly KeyPart[]): PartAsked {
  const placeIn = (asked: unknown): Key | undefined =>
    typeof asked === 'string' ? keyAt(asked, parts) : undefined;
  return { after: placeIn(query['after']), before: placeIn(query['before']), limit: atOnce };
}

interface Shown<Row> extends Part<Row> {
  /** Of how many rows it is a part. */
  readonly count: number;
}

interface Listed<Row> {
  /** The address of the list, and what it is narrowed to. */
  readonly path: string;
  readonly query: Asked;
  /** What the addresses of its parts say beside that, where it is empty too. */
  readonly more?: Readonly<Record<string, string>>;
  readonly keyOf: (row: Row) => Key;
}

/** A way to another part of a list, as the design system draws it. */
interface Way {
  readonly href: string;
  readonly labelText: string;
}

/** Where a page stands in a long list, for `paging.njk`. */
export interface Paging {
  /** `51 to 100 of 2,313`; undefined where one page shows all of it. */
  readonly part: string | undefined;
  readonly previous: Way | undefined;
  readonly next: Way | undefined;
}

/** The part of a list that a page shows, in words, and the ways to the parts before and after it. */
export function pagingOf<Row>(
  { rows, preceding, count }: Shown<Row>,
  { path, query, more, keyOf }: Listed<Row>,
): Paging {
  const [first, last] = [rows[0], rows.at(-1)];
  const end = preceding + rows.length;
  const way = (row: Row | undefined, side: 'after' | 'before', from: number, to: number): Way | undefined =>
    row && {
      href: narrowedAddress(path, query, { ...more, [side]: placeOf(keyOf(row)) }),
      labelText: inWords(from, to, count),
    };
  return {
    part: rows.length < count ? inWords(preceding + 1, end, count) : undefined,
    previous:
      preceding === 0
        ? undefined
        : way(first, 'before', Math.max(1, preceding - atOnce + 1), Math.max(preceding, atOnce)),
    next: end >= count ? undefined : way(last, 'after', end + 1, Math.min(count, end + atOnce)),
  };
}

interface WholeList<Row> {
  readonly path: string;
  readonly query: Asked;
  readonly idOf: (row: Row) => string;
}

/**
 * The part that an address asks for of a list that is read whole, since what it is sorted by stands in no
 * table, as names do not. A place in it is the id of the row that stands there: addresses are logged, and
 * names are not to be. It is the first part where that row has gone.
 */
export function partOfWhole<Row>(
  all: readonly Row[],
  { path, query, idOf }: WholeList<Row>,
): { readonly rows: readonly Row[]; readonly count: number; readonly paging: Paging } {
  const { after, before } = partAsked(query, ['text']);
  const at = (key: Key | undefined): number => all.findIndex((row) => idOf(row) === key?.[0]);
  const end = at(before);
  const start = end === -1 ? at(after) + 1 : Math.max(0, end - atOnce);
  const preceding = start < all.length ? start : 0;
  const part = { rows: all.slice(preceding, preceding + atOnce), preceding, count: all.length };
  return { ...part, paging: pagingOf(part, { path, query, keyOf: (row) => [idOf(row)] }) };
}

function inWords(from: number, to: number, of: number): string {
  return `${thousands(from)} to ${thousands(to)} of ${thousands(of)}`;
}

function thousands(count: number): string {
  return count.toLocaleString('en-GB');
}
