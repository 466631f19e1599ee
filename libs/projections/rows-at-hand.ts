import type { Write } from '#projections/projection';
import { ownerKey } from '#projections/table';
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
  readonly changed: Set<AnyRow>;
  readonly removed: Map<string, AnyRow>;
}

/**
 * The rows of a page of events in memory: read before, changed by the handlers without a wait, written after.
 *
 * Between pages they stay, for the next events are mostly about the same projects. That holds as long as
 * nobody else writes, which the checkpoint tells; `clear` forgets them when someone did.
 */
export class RowsAtHand implements Write {
  readonly unwritten: readonly Unwritten[];
  private readonly numbers = new Map<Table, number>();
  private readonly owners = new Map<string, Owned>();
  private page = 0;

  constructor(tables: readonly Table[]) {
    this.unwritten = tables.map((table) => ({ table, added: [], changed: new Set(), removed: new Map() }));
    tables.forEach((table, number) => this.numbers.set(table, number));
  }

  add<T extends Table>(table: T, row: NewRow<T>): void {
    const { added } = this.unwrittenOf(table);
    for (const column of table.columnNames) added.push((row as AnyRow)[column] ?? null);
  }

  one<T extends Table>(table: T, stream: string, ...rest: string[]): Readonly<RowOf<T>> | undefined {
    return this.rowsOf(table, stream)?.get(rest.join('/')) as RowOf<T> | undefined;
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
    const number = this.numberOf(table);
    const owners = [...this.owners.values()].filter((owned) => owned.partnership === partnership);
    return owners.flatMap(({ tables }) => [...(tables[number]?.values() ?? [])]) as RowOf<T>[];
  }

  put<T extends Table>(table: T, row: NewRow<T>): void {
    const given = row as AnyRow;
    const rows = this.ensureRows(table, streamOf(table, given));
    const rest = restOf(table, given);
    const known = rows.get(rest);
    if (known !== undefined && isSame(table, known, given)) return;
    const whole = known ?? {};
    for (const column of table.columnNames) whole[column] = given[column] ?? null;
    rows.set(rest, whole);
    this.toBeWritten(table, whole);
  }

  set<T extends Table>(table: T, stream: string, rows: readonly NewRow<T>[]): void {
    const keys = new Set(rows.map((row) => restOf(table, row as AnyRow)));
    for (const [rest, row] of this.rowsOf(table, stream) ?? []) {
      if (!keys.has(rest)) this.remove(table, row as RowOf<T>);
    }
    for (const row of rows) this.put(table, row);
  }

  change<T extends Table>(table: T, row: Readonly<RowOf<T>>, changes: Partial<RowOf<T>>): void {
    Object.assign(row, changes);
    this.toBeWritten(table, row);
  }

  remove<T extends Table>(table: T, row: Readonly<RowOf<T>>): void {
    const gone = row as AnyRow;
    this.rowsOf(table, streamOf(table, gone))?.delete(restOf(table, gone));
    const { changed, removed } = this.unwrittenOf(table);
    changed.delete(gone);
    removed.set(keyOf(table, gone), gone);
  }

  /** Begins a page, which is about these streams. Answers with those that have to be read first. */
  begin(streams: Iterable<string>): string[] {
    this.page += 1;
    const unread: string[] = [];
    for (const stream of streams) {
      const owned = this.owners.get(stream);
      if (owned === undefined) unread.push(stream);
      else owned.usedIn = this.page;
    }
    return unread;
  }

  /** Takes in an owner as read from the database, so far without rows. */
  hold(stream: string, partnership: string): void {
    this.owners.set(stream, { stream, partnership, tables: [], usedIn: this.page });
  }

  /** Takes in a row as read from the database, of an owner that is held. */
  take(table: Table, row: AnyRow): void {
    this.ensureRows(table, streamOf(table, row)).set(restOf(table, row), row);
  }

  isHeld(stream: string): boolean {
    return this.owners.has(stream);
  }

  /**
   * Forgets what was longest unused, when there is more than this. Call it between pages, when all is
   * written.
   */
  keepAtMost(owners: number): boolean {
    if (this.owners.size <= owners) return false;
    const byUse = [...this.owners.values()].toSorted((a, b) => a.usedIn - b.usedIn);
    for (const { stream } of byUse.slice(0, byUse.length - Math.floor(owners / 2)))
      this.owners.delete(stream);
    return true;
  }

  /** All of it is written. */
  written(): void {
    for (const { added, changed, removed } of this.unwritten) {
      added.length = 0;
      changed.clear();
      removed.clear();
    }
  }

  /** Forgets everything, what is unwritten too. */
  clear(): void {
    this.written();
    this.owners.clear();
  }

  private toBeWritten(table: Table, row: AnyRow): void {
    const { changed, removed } = this.unwrittenOf(table);
    changed.add(row);
    if (removed.size > 0) removed.delete(keyOf(table, row));
  }

  private rowsOf(table: Table, stream: string): Map<string, AnyRow> | undefined {
    return this.owner(table, stream).tables[this.numberOf(table)];
  }

  private ensureRows(table: Table, stream: string): Map<string, AnyRow> {
    const { tables } = this.owner(table, stream);
    return (tables[this.numberOf(table)] ??= new Map<string, AnyRow>());
  }

  private owner(table: Table, stream: string): Owned {
    const owned = this.owners.get(stream);
    if (owned === undefined)
      throw new Error(`The rows of ${stream} in ${table.name} were not read beforehand.`);
    return owned;
  }

  private unwrittenOf(table: Table): Unwritten {
    return this.unwritten[this.numberOf(table)] as Unwritten;
  }

  private numberOf(table: Table): number {
    const number = this.numbers.get(table);
    if (number === undefined) throw new Error(`The table ${table.name} is not one of this projection.`);
    return number;
  }
}

function streamOf({ owner }: Table, row: AnyRow): string {
  const partnership = String(row['partnership']);
  return owner === 'partnership'
    ? `partnership-${partnership}`
    : `${owner}-${partnership}.${row[String(owner)]}`;
}

function restOf({ key, owner }: Table, row: AnyRow): string {
  const first = owner === undefined ? 0 : ownerKey(owner).length;
  if (key.length === first) return '';
  return key
    .slice(first)
    .map((column) => row[column])
    .join('/');
}

function isSame({ columnNames }: Table, known: AnyRow, given: AnyRow): boolean {
  return columnNames.every((column) => known[column] === (given[column] ?? null));
}

function keyOf({ key }: Table, row: AnyRow): string {
  return key.map((column) => row[column]).join('/');
}
