import type { CompiledQuery } from 'kysely';
import type { AnyDatabase, AnyRow, Table } from '#projections/table';

export type Value = string | number | null;

/** Under which name a table lies in the database: its own, or another while it is built beside. */
export type NameOf = (table: Table) => string;

/** What is written now: everything, or of the journals only what fills whole statements. */
export type Share = 'everything' | 'whole statements';

/** Statements that write, and how many of the values that were given are in them. */
export interface Written {
  readonly statements: readonly CompiledQuery[];
  readonly values: number;
}

/** The statements by which an engine reads and writes many rows. */
export interface RowStatements {
  /** Reads every row of these owners, whose keys are given. */
  read(table: Table, owners: readonly (readonly string[])[]): readonly CompiledQuery[];
  /** Writes rows, of which the values are given row after row: new ones, or in the place of those there. */
  write(table: Table, values: readonly Value[], share: Share): Written;
  remove(table: Table, rows: readonly AnyRow[]): readonly CompiledQuery[];
}

/**
 * Statements that are compiled once by Kysely, and afterwards only given their values: compiling takes longer
 * than running.
 */
export class CompiledOnce {
  private readonly compiled = new Map<string, CompiledQuery>();

  /** @param name tells the statement from every other of this set */
  withValues(name: string, compile: () => CompiledQuery, parameters: readonly unknown[]): CompiledQuery {
    const known = this.compiled.get(name) ?? compile();
    this.compiled.set(name, known);
    return { ...known, parameters };
  }
}

/** What rows are inserted into: where a row of a standing table is there already, it is replaced. */
export function replacing<Insert extends ReturnType<AnyDatabase['insertInto']>>(
  insert: Insert,
  table: Table,
): Insert {
  if (table.owner === undefined) return insert;
  const rest = table.columnNames.filter((column) => !table.key.includes(column));
  return insert.onConflict((conflict) => {
    const onKey = conflict.columns([...table.key]);
    if (rest.length === 0) return onKey.doNothing();
    return onKey.doUpdateSet((eb) => {
      return Object.fromEntries(rest.map((column) => [column, eb.ref(`excluded.${column}`)]));
    });
  }) as Insert;
}
