import type { Selectable, SelectQueryBuilder } from 'kysely';
import { meetingStream, partnershipStream, personStream, projectStream, sourceStream } from '#kernel/ids';
import type { Pence } from '#kernel/pence';
import { askTogether } from '#projections/batches';
import type { Answers } from '#projections/batches';
import type { Question, ReadModels, ReadModelTables } from '#projections/read-models';

/** Money that an event moved: what one account of a source gained, or lost. */
export interface MoneyMoved {
  readonly source: string;
  readonly fundingType: string;
  readonly account: string;
  readonly project: string | null;
  readonly amountPence: Pence;
}

/** An event as finance staff read it. */
export interface HistoryEntry {
  readonly position: number;
  /** Whose event it is; another's where that event is about the one asked for. */
  readonly stream: string;
  readonly type: string;
  readonly person: string;
  readonly role: string;
  readonly effectiveOn: string;
  readonly recordedAt: string;
  readonly meeting: string | null;
  readonly item: string | null;
  readonly reason: string | null;
  /**
   * What it says beyond its name: the payment, the amount, from when to when. People stand as `person:` and
   * their id.
   */
  readonly words: string;
  readonly moved: readonly MoneyMoved[];
}

type HistoryRow = Selectable<ReadModelTables['history']>;

/** The streams of a partnership's nouns that have this id and a history. */
export async function streamsNamed(
  db: ReadModels,
  partnership: string,
  id: string,
): Promise<readonly string[]> {
  const scoped = [projectStream, sourceStream, meetingStream, personStream].map((name) =>
    name(partnership, id),
  );
  const possible = id === partnership ? [partnershipStream(id), ...scoped] : scoped;
  const rows = await db
    .selectFrom('history')
    .select('stream')
    .distinct()
    .where('stream', 'in', possible)
    .orderBy('stream')
    .execute();
  return rows.map(({ stream }) => stream);
}

/**
 * Every event of a stream, and every other event that is about it, in the order in which they were recorded.
 * A person's history has what they did as well.
 *
 * @param part so many after a position, or so many of the newest; everything where it is not given
 */
export async function historyOf(
  db: ReadModels,
  stream: string,
  part?: Part,
): Promise<readonly HistoryEntry[]> {
  return historyFrom(await askTogether(db, historyQuestions(db, stream, part)));
}

type HistoryQuestions = readonly [Question<'history'>, Question<'postings', MovedRow>];

/** What is to be asked for a history, for whoever asks more in the same message. */
export function historyQuestions(db: ReadModels, stream: string, part?: Part): HistoryQuestions {
  const asked = partOf(db.selectFrom('history').where('position', 'in', positionsAbout(db, stream)), part);
  return [asked.selectAll(), moneyMoved(db).where('position', 'in', asked.select('position'))];
}

/** A history, from the answers to `historyQuestions`. */
export function historyFrom([rows, moved]: Answers<HistoryQuestions>): readonly HistoryEntry[] {
  return entriesOf(
    rows.toSorted((one, other) => one.position - other.position),
    moved,
  );
}

type Part = { readonly after: number; readonly limit: number } | { readonly newest: number };

function partOf<Asked extends Whole<Asked>>(all: Asked, part: Part | undefined): Asked {
  if (part === undefined) return all.orderBy('position');
  if ('newest' in part) return all.orderBy('position', 'desc').limit(part.newest);
  return all.where('position', '>', part.after).orderBy('position').limit(part.limit);
}

/** As much of a question as a part of it takes. */
interface Whole<Asked> {
  where(column: 'position', operator: '>', value: number): Asked;
  orderBy(column: 'position', direction?: 'asc' | 'desc'): Asked;
  limit(limit: number): Asked;
}

/** The events at these positions that are this partnership's, in the order in which they were recorded. */
export async function entriesAt(
  db: ReadModels,
  partnership: string,
  positions: readonly number[],
): Promise<readonly HistoryEntry[]> {
  const found: HistoryEntry[] = [];
  for (let from = 0; from < positions.length; from += positionsAtOnce) {
    const some = positions.slice(from, from + positionsAtOnce);
    const rows = db
      .selectFrom('history')
      .selectAll()
      .where('partnership', '=', partnership)
      .where('position', 'in', some)
      .orderBy('position');
    const [entries, moved] = await askTogether(db, [rows, moneyMoved(db).where('position', 'in', some)]);
    found.push(...entriesOf(entries, moved));
  }
  return found;
}

type MovedRow = MoneyMoved & { readonly position: number };

function entriesOf(rows: readonly HistoryRow[], moved: readonly MovedRow[]): readonly HistoryEntry[] {
  const byPosition = Map.groupBy(moved, ({ position }) => position);
  return rows.map(({ effective_on: effectiveOn, recorded_at: recordedAt, partnership: _, ...row }) => {
    const movedBy = byPosition.get(row.position) ?? [];
    return { ...row, effectiveOn, recordedAt, moved: movedBy.map(({ position: __, ...money }) => money) };
  });
}

/** Each kind of them has an index of its own: a choice between the three in one condition would read all. */
function positionsAbout(
  db: ReadModels,
  stream: string,
): SelectQueryBuilder<ReadModelTables, 'history', { position: number }> {
  const own = db.selectFrom('history').select('position').where('stream', '=', stream);
  const about = db.selectFrom('history_mentions').select('position').where('stream', '=', stream);
  const { partnership, id } = personName.exec(stream)?.groups ?? {};
  const both = own.union(about);
  if (partnership === undefined || id === undefined) return both;
  const done = db.selectFrom('history').select('position').where('partnership', '=', partnership);
  return both.union(done.where('person', '=', id));
}

const personName = /^person-(?<partnership>[^.]+)\.(?<id>.+)$/u;

/** So many values fit one question of any database that we use. */
const positionsAtOnce = 500;

/** Asks for the money that events moved, in the order in which they were recorded. */
const moneyMoved = (db: ReadModels) =>
  db
    .selectFrom('postings')
    .select(['position', 'source', 'funding_type as fundingType', 'account'])
    .select(['project', 'amount_pence as amountPence'])
    .orderBy('position')
    .orderBy('line');
