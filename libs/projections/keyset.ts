import { sql } from 'kysely';
import type { RawBuilder, SelectQueryBuilder, SqlBool } from 'kysely';
import { askTogether } from '#projections/batches';
import type { Answers, Questions } from '#projections/batches';
import type { AnyDatabase } from '#projections/table';

/** By what a row of a list is known, in the order of the list. */
export type Key = readonly (string | number)[];

/** A column that a list is ordered by; it is never empty. Together they tell each row from every other. */
export interface OrderPart {
  readonly column: string;
  readonly greatestFirst: boolean;
}

/** What of a list is asked for: so many at most, from its start, or after or before a place in it. */
export interface PartAsked {
  readonly after?: Key | undefined;
  readonly before?: Key | undefined;
  readonly limit: number;
}

/** A part of a list. */
export interface Part<Row> {
  readonly rows: readonly Row[];
  /** How many stand before the first of them. */
  readonly preceding: number;
}

export function leastFirst(column: string): OrderPart {
  return { column, greatestFirst: false };
}

export function greatestFirst(column: string): OrderPart {
  return { column, greatestFirst: true };
}

type Side = 'after' | 'before';

/** The rows of a query in an order, so many of those that stand on one side of a key, the nearest first. */
export function nearest<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  order: readonly OrderPart[],
  { side = 'after', key, limit }: { side?: Side; key?: Key | undefined; limit: number },
): SelectQueryBuilder<DB, TB, Row> {
  const beyond = key === undefined ? query : query.where(standing(order, side, key));
  return inOrder(beyond, order, side).limit(limit);
}

/** All rows of a query in an order; read towards the end, or towards the start. */
export function inOrder<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  order: readonly OrderPart[],
  side: Side = 'after',
): SelectQueryBuilder<DB, TB, Row> {
  let ordered = query;
  for (const { column, greatestFirst: falls } of order)
    ordered = ordered.orderBy(sql.ref(column), falls === (side === 'after') ? 'desc' : 'asc');
  return ordered;
}

/** A list of which a part is asked for. */
interface List<DB, TB extends keyof DB, Counted extends keyof DB, Row, Sums> {
  readonly rows: SelectQueryBuilder<DB, TB, Row>;
  /** The same rows with less of each, since they are only counted. */
  readonly counted: SelectQueryBuilder<DB, Counted, object>;
  /** One row of what all of them come to, and how many they are. */
  readonly sums: SelectQueryBuilder<DB, Counted, Sums>;
  readonly order: readonly OrderPart[];
  readonly keyOf: (row: Row) => Key;
}

/**
 * A part of a list, and what all of it comes to. Where less than a part stands before a place, and where
 * nothing stands after one any more, it is the first part.
 */
export async function partOf<DB, TB extends keyof DB, Counted extends keyof DB, Row, Sums extends object>(
  db: AnyDatabase,
  list: List<DB, TB, Counted, Row, Sums>,
  asked: PartAsked,
): Promise<Part<Row> & Sums> {
  return (await partBeside(db, list, asked, [])).part;
}

/** A part of a list, as `partOf`, and the answers to other questions, asked in the same message. */
export async function partBeside<
  DB,
  TB extends keyof DB,
  Counted extends keyof DB,
  Row,
  Sums extends object,
  const Beside extends Questions,
>(
  db: AnyDatabase,
  list: List<DB, TB, Counted, Row, Sums>,
  { after, before, limit }: PartAsked,
  questions: Beside,
): Promise<{ readonly part: Part<Row> & Sums; readonly beside: Answers<Beside> }> {
  const { rows, order, keyOf, sums } = list;
  const [side, key] = before === undefined ? (['after', after] as const) : (['before', before] as const);
  const nearby = nearest(rows, order, { side, key, limit });
  const [found, [all], ...answers] = await askTogether(db, [nearby, sums, ...questions] as const);
  const beside = answers as Answers<Beside>;
  if (key === undefined) return { part: { rows: found, preceding: 0, ...(all as Sums) }, beside };
  const isShort = side === 'before' ? found.length < limit : found.length === 0;
  if (isShort) return { part: await partOf(db, list, { limit }), beside };
  const inTurn = side === 'before' ? found.toReversed() : found;
  const preceding = await precedingOf(list, keyOf(inTurn[0] as Row));
  return { part: { rows: inTurn, preceding, ...(all as Sums) }, beside };
}

async function precedingOf<DB, TB extends keyof DB, Counted extends keyof DB, Row, Sums>(
  { counted, order }: List<DB, TB, Counted, Row, Sums>,
  first: Key,
): Promise<number> {
  const before = counted.where(standing(order, 'before', first));
  const rows: readonly object[] = await before.select(rowCount().as('preceding')).execute();
  return (rows as readonly { readonly preceding: number }[])[0]?.preceding ?? 0;
}

/** Whether a row stands on one side of a key. What stands at its very place stands on neither. */
function standing(order: readonly OrderPart[], side: Side, [value, ...key]: Key): RawBuilder<SqlBool> {
  const [{ column, greatestFirst: falls } = leastFirst(''), ...rest] = order;
  const is = sql.raw(falls === (side === 'after') ? '<' : '>');
  const by = sql.ref(column);
  const beyond = sql<SqlBool>`${by} ${is} ${value}`;
  // That it is at the same value at the least is said apart, since an index knows what to do with that.
  return rest.length === 0
    ? beyond
    : sql<SqlBool>`${by} ${is}= ${value} and (${beyond} or ${standing(rest, side, key)})`;
}

/** The sum of a column of pence; nil where there are no rows. */
export function sumOf(column: string): RawBuilder<number> {
  return sql<number>`coalesce(sum(${sql.ref(column)}), 0)`;
}

/** The number of rows. */
export function rowCount(): RawBuilder<number> {
  return sql<number>`count(*)`;
}
