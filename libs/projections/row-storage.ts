import type { CompiledQuery } from 'kysely';
import type { RowsAtHand, Unwritten } from '#projections/rows-at-hand';
import { runAll } from '#projections/sqlite-dialect';
import { ownerKey } from '#projections/table';
import type { AnyDatabase, AnyRow, Owner, Table } from '#projections/table';
import { parseStream } from '#kernel/ids';

type Value = string | number | null;

/** Under which name a table lies in the database: its own, or another while it is built beside. */
export type NameOf = (table: Table) => string;

/**
 * About how many values one statement carries; what remains goes with smaller ones, so that few are prepared.
 */
const valuesOfAStatement = [2048, 256];
/** How many owners one statement reads, or rows it removes. */
const ownersOfAStatement = 32;

/**
 * Reads and writes the rows at hand. Each statement is compiled once by Kysely, and afterwards only given its
 * values: compiling takes longer than running.
 */
export class RowStorage {
  private readonly db: AnyDatabase;
  private readonly tables: readonly Table[];
  private readonly nameOf: NameOf;
  private readonly compiled = new Map<string, CompiledQuery>();

  /**
   * @param db the database that statements are compiled for; whichever transaction of it is given runs them
   */
  constructor(db: AnyDatabase, tables: readonly Table[], nameOf: NameOf) {
    this.db = db;
    this.tables = tables;
    this.nameOf = nameOf;
  }

  /** Reads every row of these owners. */
  async read(db: AnyDatabase, rows: RowsAtHand, streams: readonly string[]): Promise<void> {
    if (streams.length === 0) return;
    const wanted = streams.map((stream) => ({ stream, ...parseStream(stream) }));
    const reads = [...this.tablesByOwner()].flatMap(([owner, tables]) => {
      const ids = wanted.filter(({ noun }) => noun === owner).map((name) => keyValues(owner, name));
      return tables.flatMap((table) => this.readsOf(table, ids));
    });
    const found = await runAll(
      db,
      reads.map(({ statement }) => statement),
    );
    for (const { stream, partnership, id } of wanted) rows.hold(stream, partnership ?? id);
    for (const [index, { table }] of reads.entries()) {
      for (const row of found[index] ?? []) rows.take(table, row as AnyRow);
    }
  }

  /** The streams of a partnership's owners that have rows in a table. */
  async ownersIn(db: AnyDatabase, table: Table, partnership: string): Promise<string[]> {
    const columns = ownerKey(table.owner as Owner);
    const found: AnyRow[] = await db
      .selectFrom(this.nameOf(table))
      .select([...columns])
      .distinct()
      .where('partnership', '=', partnership)
      .execute();
    return found.map((row) => `${table.owner}-${columns.map((column) => row[column]).join('.')}`);
  }

  /**
   * What is to be written, as statements that may run in any order. The rows count as written from now on.
   */
  statementsFor(rows: RowsAtHand): CompiledQuery[] {
    const statements: CompiledQuery[] = [];
    for (const unwritten of rows.unwritten) {
      this.insert(statements, unwritten.table, unwritten.added);
      this.insert(statements, unwritten.table, valuesOf(unwritten));
      this.delete(statements, unwritten);
    }
    rows.written();
    return statements;
  }

  private tablesByOwner(): Map<Owner, Table[]> {
    const byOwner = new Map<Owner, Table[]>();
    for (const table of this.tables) {
      if (table.owner !== undefined) byOwner.set(table.owner, [...(byOwner.get(table.owner) ?? []), table]);
    }
    return byOwner;
  }

  private readsOf(
    table: Table,
    ids: readonly (readonly string[])[],
  ): { table: Table; statement: CompiledQuery }[] {
    return Array.from(portions(ids.length, [ownersOfAStatement]), ({ from, size }) => {
      const query = this.compile(`read ${table.name} ${size}`, () => this.selectOf(table, size));
      return { table, statement: { ...query, parameters: ids.slice(from, from + size).flat() } };
    });
  }

  private selectOf(table: Table, owners: number): CompiledQuery {
    const columns = ownerKey(table.owner as Owner);
    const any = Array.from({ length: owners });
    return this.db
      .selectFrom(this.nameOf(table))
      .select([...table.columnNames])
      .where((eb) => eb.or(any.map(() => eb.and(columns.map((column) => eb(column, '=', ''))))))
      .compile();
  }

  private insert(statements: CompiledQuery[], table: Table, values: readonly Value[]): void {
    const width = table.columnNames.length;
    const many = valuesOfAStatement.map((count) => Math.max(1, Math.floor(count / width)));
    for (const { from, size } of portions(values.length / width, many)) {
      const query = this.compile(`write ${table.name} ${size}`, () => this.insertOf(table, size));
      statements.push({ ...query, parameters: values.slice(from * width, (from + size) * width) });
    }
  }

  private insertOf(table: Table, size: number): CompiledQuery {
    const row = Object.fromEntries(table.columnNames.map((column) => [column, '']));
    const insert = this.db.insertInto(this.nameOf(table)).values(Array.from({ length: size }, () => row));
    if (table.owner === undefined) return insert.compile();
    const rest = table.columnNames.filter((column) => !table.key.includes(column));
    return insert
      .onConflict((conflict) => {
        const onKey = conflict.columns([...table.key]);
        if (rest.length === 0) return onKey.doNothing();
        return onKey.doUpdateSet((eb) => {
          return Object.fromEntries(rest.map((column) => [column, eb.ref(`excluded.${column}`)]));
        });
      })
      .compile();
  }

  private delete(statements: CompiledQuery[], { table, removed }: Unwritten): void {
    const keys = Array.from(removed.values(), (row) => table.key.map((column) => row[column] ?? null));
    for (const { from, size } of portions(keys.length, [ownersOfAStatement])) {
      const query = this.compile(`remove ${table.name} ${size}`, () => this.deleteOf(table, size));
      statements.push({ ...query, parameters: keys.slice(from, from + size).flat() });
    }
  }

  private deleteOf(table: Table, size: number): CompiledQuery {
    const any = Array.from({ length: size });
    return this.db
      .deleteFrom(this.nameOf(table))
      .where((eb) => eb.or(any.map(() => eb.and(table.key.map((column) => eb(column, '=', ''))))))
      .compile();
  }

  private compile(name: string, compile: () => CompiledQuery): CompiledQuery {
    const known = this.compiled.get(name) ?? compile();
    this.compiled.set(name, known);
    return known;
  }
}

function keyValues(
  owner: Owner,
  { partnership, id }: { partnership?: string; id: string },
): readonly string[] {
  return owner === 'partnership' ? [id] : [String(partnership), id];
}

function valuesOf({ table, changed }: Unwritten): Value[] {
  const values: Value[] = [];
  for (const row of changed) {
    for (const column of table.columnNames) values.push(row[column] ?? null);
  }
  return values;
}

/** As many at a time as the first size allows, then the next, and the rest one by one. */
function* portions(
  count: number,
  sizes: readonly number[],
): Generator<{ readonly from: number; readonly size: number }> {
  let from = 0;
  for (const size of [...sizes, 1]) {
    for (; from + size <= count; from += size) yield { from, size };
  }
}
