import { parseStream } from '#kernel/ids';
import type { Write } from '#projections/projection';
import type { AnyRow, NewRow, RowOf, Table } from '#projections/table';

/** The rows of one owner: for each table, by its number, the rows by the rest of their key. */
interface Owned {
  readonly stream: string;
  readonly partnership: string;
  readonly tables: (Map<string, AnyRow> | undefined)[];
  /** The number of the page that last asked for it. */
  usedIn: number;
}

/** What is to be written of one table. */
export interface Unwritten {
  readonly table: Table;
  /** The values of new rows of a journal, row after row in the order of the columns. */
  readonly added: (string | number | null)[];
  /** Each with whether it is new: not in the database, neither as it is nor as it was. */
  readonly changed: Map<AnyRow, boolean>;
  readonly removed: Map<string, AnyRow>;
}

/**
 * The rows of a page of events in memory: read before, changed by the handlers without a wait, written after.
 *
 * Between pages they stay, for the next events are mostly about the same projects. That holds as long as
 * nobody else writes, which the checkpoint tells; `clear` forgets them when someone did. What stands may stay
 * unwritten for many pages while nobody reads it: then it is written once for many changes.
 */
export class RowsAtHand implements Write {
  readonly unwritten: readonly Unwritten[];
  /** By the number of their table. */
  private readonly unwrittenBy: (Unwritten | undefined)[] = [];
  private readonly owners = new Map<string, Owned>();
  /** The owners with rows that are not at hand; undefined when nobody can tell without reading. */
  private elsewhere: Set<string> | undefined;
  private lastOwned: Owned | undefined;
  private page = 0;
  /** The owner whose name was made last. */
  private last: Readonly<Record<'owner' | 'partnership' | 'id', unknown>> & { readonly stream: string } = {
    owner: undefined,
    partnership: undefined,
    id: undefined,
    stream: '',
  };

  constructor(tables: readonly Table[]) {
    this.unwritten = tables.map((table) => ({ table, added: [], changed: new Map(), removed: new Map() }));
    for (const unwritten of this.unwritten) this.unwrittenBy[unwritten.table.number] = unwritten;
  }

  add<T extends Table>(table: T, row: NewRow<T>): void {
    const { added } = this.unwrittenOf(table);
    for (const column of table.columnNames) added.push((row as AnyRow)[column] ?? null);
  }

  one<T extends Table>(table: T, stream: string, ...rest: string[]): Readonly<RowOf<T>> | undefined {
    const [only = ''] = rest;
    return this.rowsOf(table, stream)?.get(rest.length > 1 ? rest.join('/') : only) as RowOf<T> | undefined;
  }

  the<T extends Table>(table: T, stream: string, ...rest: string[]): Readonly<RowOf<T>> {
    const row = this.one(table, stream, ...rest);
    if (row === undefined)
      throw new Error(`There is no row of ${[stream, ...rest].join(' ')} in ${table.name}.`);
    return row;
  }

  all<T extends Table>(table: T, stream: string): Readonly<RowOf<T>>[] {
    return [...(this.rowsOf(table, stream)?.values() ?? [])] as RowOf<T>[];
  }

  everyOne<T extends Table>(table: T, partnership: string): Readonly<RowOf<T>>[] {
    const { number } = table;
    const owners = [...this.owners.values()].filter((owned) => owned.partnership === partnership);
    return owners.flatMap(({ tables }) => [...(tables[number]?.values() ?? [])]) as RowOf<T>[];
  }

  put<T extends Table>(table: T, row: NewRow<T>): void {
    const given = row as AnyRow;
    this.putAmong(this.ensureRows(table, this.streamOf(table, given)), table, restOf(table, given), given);
  }

  set<T extends Table>(table: T, stream: string, rows: readonly NewRow<T>[]): void {
    const standing = this.ensureRows(table, stream);
    const given = new Map<string, AnyRow>();
    for (const row of rows) given.set(restOf(table, row as AnyRow), row as AnyRow);
    for (const [rest, row] of standing) if (!given.has(rest)) this.remove(table, row as RowOf<T>);
    for (const [rest, row] of given) this.putAmong(standing, table, rest, row);
  }

  change<T extends Table>(table: T, row: Readonly<RowOf<T>>, changes: Partial<RowOf<T>>): void {
    Object.assign(row, changes);
    this.toBeWritten(table, row);
  }

  remove<T extends Table>(table: T, row: Readonly<RowOf<T>>): void {
    const gone = row as AnyRow;
    this.rowsOf(table, this.streamOf(table, gone))?.delete(restOf(table, gone));
    const { changed, removed } = this.unwrittenOf(table);
    const isNew = changed.get(gone) ?? false;
    changed.delete(gone);
    if (!isNew) removed.set(keyOf(table, gone), gone);
  }

  /** From now on, whoever was never met has no rows: the tables are empty, and nobody else writes them. */
  startEmpty(): void {
    this.elsewhere = new Set();
  }

  /** Begins a page, which is about these streams. Answers with those that have to be read first. */
  begin(streams: Iterable<string>): string[] {
    this.page += 1;
    const unread: string[] = [];
    for (const stream of streams) {
      const owned = this.owners.get(stream);
      if (owned !== undefined) owned.usedIn = this.page;
      else if (this.elsewhere === undefined || this.elsewhere.has(stream)) unread.push(stream);
      else this.hold(stream);
    }
    return unread;
  }

  /** Takes in an owner as read from the database, so far without rows. */
  hold(stream: string): void {
    const { partnership, id } = parseStream(stream);
    this.elsewhere?.delete(stream);
    this.owners.set(stream, { stream, partnership: partnership ?? id, tables: [], usedIn: this.page });
    this.lastOwned = undefined;
  }

  /** Takes in a row as read from the database, of an owner that is held. */
  take(table: Table, row: AnyRow): void {
    this.ensureRows(table, this.streamOf(table, row)).set(restOf(table, row), row);
  }

  isHeld(stream: string): boolean {
    return this.owners.has(stream);
  }

  /** Whether there is more than this at hand: then what stands has to be written, and some be forgotten. */
  isMoreThan(owners: number): boolean {
    return this.owners.size > owners;
  }

  /**
   * Forgets what was longest unused, down to so many, but nothing that the page is about which was begun
   * last. To be called when all that stands is written.
   */
  keepAtMost(owners: number): void {
    this.lastOwned = undefined;
    const byUse = [...this.owners.values()].toSorted((a, b) => a.usedIn - b.usedIn);
    for (const { stream, usedIn } of byUse.slice(0, byUse.length - owners)) {
      if (usedIn === this.page) break;
      this.owners.delete(stream);
      this.elsewhere?.add(stream);
    }
  }

  /** Forgets everything, what is unwritten too. */
  clear(): void {
    for (const { added, changed, removed } of this.unwritten) {
      added.length = 0;
      changed.clear();
      removed.clear();
    }
    this.owners.clear();
    this.lastOwned = undefined;
    this.elsewhere = undefined;
  }

  private putAmong(rows: Map<string, AnyRow>, table: Table, rest: string, given: AnyRow): void {
    const known = rows.get(rest);
    if (known !== undefined && isSame(table, known, given)) return;
    const whole = known ?? {};
    for (const column of table.columnNames) whole[column] = given[column] ?? null;
    if (known === undefined) this.putNew(rows, table, rest, whole);
    else this.toBeWritten(table, known);
  }

  /** One with its key may still be in the database, about to be removed: then it is replaced instead. */
  private putNew(rows: Map<string, AnyRow>, table: Table, rest: string, row: AnyRow): void {
    rows.set(rest, row);
    const { changed, removed } = this.unwrittenOf(table);
    changed.set(row, removed.size === 0 || !removed.delete(keyOf(table, row)));
  }

  private toBeWritten(table: Table, row: AnyRow): void {
    const { changed } = this.unwrittenOf(table);
    if (!changed.has(row)) changed.set(row, false);
  }

  private rowsOf(table: Table, stream: string): Map<string, AnyRow> | undefined {
    return this.owner(table, stream).tables[table.number];
  }

  private ensureRows(table: Table, stream: string): Map<string, AnyRow> {
    const { tables } = this.owner(table, stream);
    return (tables[table.number] ??= new Map<string, AnyRow>());
  }

  /** Rows come one after the other of one owner, mostly, and making its name takes longer than comparing. */
  private streamOf({ owner }: Table, row: AnyRow): string {
    const { partnership } = row;
    const id = row[owner as string];
    const { last } = this;
    if (owner !== last.owner || partnership !== last.partnership || id !== last.id) {
      const stream = owner === 'partnership' ? `partnership-${partnership}` : `${owner}-${partnership}.${id}`;
      this.last = { owner, partnership, id, stream };
    }
    return this.last.stream;
  }

  /** An event asks for one owner many times, and comparing takes less than looking. */
  private owner(table: Table, stream: string): Owned {
    if (this.lastOwned?.stream === stream) return this.lastOwned;
    const owned = this.owners.get(stream);
    if (owned === undefined)
      throw new Error(`The rows of ${stream} in ${table.name} were not read beforehand.`);
    this.lastOwned = owned;
    return owned;
  }

  private unwrittenOf(table: Table): Unwritten {
    const unwritten = this.unwrittenBy[table.number];
    if (unwritten === undefined) throw new Error(`The table ${table.name} is not one of this projection.`);
    return unwritten;
  }
}

function restOf({ rest }: Table, row: AnyRow): string {
  const [first] = rest;
  if (first === undefined) return '';
  let key = String(row[first]);
  for (let place = 1; place < rest.length; place += 1) key += `/${row[rest[place] as string]}`;
  return key;
}

function isSame({ columnNames }: Table, known: AnyRow, given: AnyRow): boolean {
  for (const column of columnNames) if (known[column] !== (given[column] ?? null)) return false;
  return true;
}

function keyOf({ key }: Table, row: AnyRow): string {
  return key.map((column) => row[column]).join('/');
}
