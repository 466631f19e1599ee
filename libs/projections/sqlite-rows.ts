import type { CompiledQuery } from 'kysely';
import { CompiledOnce, replacing } from '#projections/row-statements';
import type { NameOf, RowStatements, Share, Value, Written } from '#projections/row-statements';
import { ownerKey } from '#projections/table';
import type { AnyDatabase, AnyRow, Owner, Table } from '#projections/table';

/**
 * About how many values one statement carries; what remains goes with smaller ones, so that few are prepared.
 */
const valuesOfAStatement = [2048, 512, 128, 32, 1];
/** How many owners one statement reads, or rows it removes. */
const ownersOfAStatement = [32, 8, 2, 1];

/** Many rows a statement, each value bound by itself: SQLite knows no lists. */
export class SqliteRows implements RowStatements {
  private readonly db: AnyDatabase;
  private readonly nameOf: NameOf;
  private readonly compiled = new CompiledOnce();

  constructor(db: AnyDatabase, nameOf: NameOf) {
    this.db = db;
    this.nameOf = nameOf;
  }

  read(table: Table, owners: readonly (readonly string[])[]): CompiledQuery[] {
    return Array.from(portions(owners.length, ownersOfAStatement), ({ from, size }) => {
      const values = owners.slice(from, from + size).flat();
      return this.compiled.withValues(`read ${table.name} ${size}`, () => this.selectOf(table, size), values);
    });
  }

  write(table: Table, values: readonly Value[], share: Share): Written {
    const width = table.columnNames.length;
    const sizes = share === 'everything' ? valuesOfAStatement : valuesOfAStatement.slice(0, 1);
    const rows = sizes.map((count) => Math.max(1, Math.floor(count / width)));
    const statements: CompiledQuery[] = [];
    let taken = 0;
    for (const { from, size } of portions(values.length / width, rows)) {
      taken = (from + size) * width;
      const those = values.slice(from * width, taken);
      const compile = (): CompiledQuery => this.insertOf(table, size);
      statements.push(this.compiled.withValues(`write ${table.name} ${size}`, compile, those));
    }
    return { statements, values: taken };
  }

  remove(table: Table, rows: readonly AnyRow[]): CompiledQuery[] {
    const keys = rows.map((row) => table.key.map((column) => row[column] ?? null));
    return Array.from(portions(keys.length, ownersOfAStatement), ({ from, size }) => {
      const values = keys.slice(from, from + size).flat();
      const compile = (): CompiledQuery => this.deleteOf(table, size);
      return this.compiled.withValues(`remove ${table.name} ${size}`, compile, values);
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

  private insertOf(table: Table, size: number): CompiledQuery {
    const row = Object.fromEntries(table.columnNames.map((column) => [column, '']));
    const rows = Array.from({ length: size }, () => row);
    // What fails is undone with its transaction, so SQLite need not note down how to undo it alone.
    const insert = this.db.insertInto(this.nameOf(table)).orFail().values(rows);
    return replacing(insert, table).compile();
  }

  private deleteOf(table: Table, size: number): CompiledQuery {
    const any = Array.from({ length: size });
    return this.db
      .deleteFrom(this.nameOf(table))
      .where((eb) => eb.or(any.map(() => eb.and(table.key.map((column) => eb(column, '=', ''))))))
      .compile();
  }
}

/** As many at a time as the first size allows, then the next. */
function* portions(
  count: number,
  sizes: readonly number[],
): Generator<{ readonly from: number; readonly size: number }> {
  let from = 0;
  for (const size of sizes) {
    for (; from + size <= count; from += size) yield { from, size };
  }
}
