import { PostgresAdapter } from 'kysely';
import type { CompiledQuery } from 'kysely';
import { runAll } from '#projections/batches';
import { PostgresRows } from '#projections/postgres-rows';
import type { NameOf, RowStatements, Share, Value } from '#projections/row-statements';
import type { RowsAtHand } from '#projections/rows-at-hand';
import { SqliteRows } from '#projections/sqlite-rows';
import { ownerKey } from '#projections/table';
import type { AnyDatabase, AnyRow, Owner, Table } from '#projections/table';
import { parseStream } from '#kernel/ids';

/** Reads and writes the rows at hand. */
export class RowStorage {
  private readonly tables: readonly Table[];
  private readonly nameOf: NameOf;
  private readonly statements: RowStatements;

  /**
   * @param db the database that statements are compiled for; whichever transaction of it is given runs them
   */
  constructor(db: AnyDatabase, tables: readonly Table[], nameOf: NameOf) {
    this.tables = tables;
    this.nameOf = nameOf;
    const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
    this.statements = isPostgres ? new PostgresRows(db, nameOf) : new SqliteRows(db, nameOf);
  }

  /** Reads every row of these owners. */
  async read(db: AnyDatabase, rows: RowsAtHand, streams: readonly string[]): Promise<void> {
    if (streams.length === 0) return;
    const wanted = streams.map((stream) => ({ stream, ...parseStream(stream) }));
    const reads = [...this.tablesByOwner()].flatMap(([owner, tables]) => {
      const ids = wanted.filter(({ noun }) => noun === owner).map((name) => keyValues(owner, name));
      return tables.flatMap((table) => {
        return this.statements.read(table, ids).map((statement) => ({ table, statement }));
      });
    });
    const found = await runAll(
      db,
      reads.map(({ statement }) => statement),
    );
    for (const stream of streams) rows.hold(stream);
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

  /** What was added to journals, as statements. It counts as written from now on. */
  journals(rows: RowsAtHand, share: Share): CompiledQuery[] {
    return rows.unwritten.flatMap(({ table, added }) => {
      const { statements, values } = this.statements.write(table, added, share);
      added.splice(0, values);
      return statements;
    });
  }

  /** What changed of all that stands, as statements in any order. It counts as written from now on. */
  standing(rows: RowsAtHand): CompiledQuery[] {
    return rows.unwritten.flatMap(({ table, changed, removed }) => {
      const { statements } = this.statements.write(table, valuesOf(changed.keys()), 'everything');
      const gone = this.statements.remove(table, [...removed.values()]);
      changed.clear();
      removed.clear();
      return [...statements, ...gone];
    });
  }

  private tablesByOwner(): Map<Owner, Table[]> {
    const byOwner = new Map<Owner, Table[]>();
    for (const table of this.tables) {
      if (table.owner !== undefined) byOwner.set(table.owner, [...(byOwner.get(table.owner) ?? []), table]);
    }
    return byOwner;
  }
}

function keyValues(
  owner: Owner,
  { partnership, id }: { partnership?: string; id: string },
): readonly string[] {
  return owner === 'partnership' ? [id] : [String(partnership), id];
}

/** Row after row. The rows at hand have all their columns, in order, whether they were read or made. */
function valuesOf(rows: Iterable<AnyRow>): Value[] {
  const values: Value[] = [];
  for (const row of rows) values.push(...Object.values(row));
  return values;
}
