import type { TObject } from 'typebox';
import { csvOf } from '#documents/formats/csv';
import { count, table, words } from '#documents/model/document';
import type { Cell } from '#documents/model/document';

/**
 * Rows as CSV (RFC 4180): a column for each plain value, under the name that it has in JSON; money in pence,
 * and no text a formula. Lists of texts stand in one cell, parted by semicolons; what has parts of its own is
 * left out.
 */
export function tableOfRows(name: string, shape: TObject, rows: readonly object[]): string {
  const columns = columnsOf(shape);
  const cells = rows.map((row) => columns.map((column) => cellOf(Reflect.get(row, column))));
  return csvOf(table(name, name, columns, cells));
}

/** The names of the columns: what is a plain value, or a list of them. */
export function columnsOf({ properties }: TObject): readonly string[] {
  return Object.keys(properties).filter((name) => isPlain(properties[name] as SchemaPart));
}

interface SchemaPart {
  readonly type?: string;
  readonly items?: SchemaPart;
  readonly anyOf?: readonly SchemaPart[];
}

function isPlain({ type, items, anyOf }: SchemaPart): boolean {
  if (anyOf !== undefined) return anyOf.every(isPlain);
  return type === 'array' ? items !== undefined && items.type !== 'object' : type !== 'object';
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'number') return count(value);
  if (Array.isArray(value)) return words(value.join('; '));
  return words(typeof value === 'boolean' || typeof value === 'string' ? String(value) : '');
}
