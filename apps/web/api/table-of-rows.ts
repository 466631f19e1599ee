import type { TObject } from 'typebox';
import { csv } from '#documents/formats/csv';
import { count, table, words } from '#documents/model/document';
import type { Cell } from '#documents/model/document';
import type { Reading } from '#reads/reading';

/**
 * Rows as CSV (RFC 4180): a column for each plain value, under the name that it has in JSON; money in pence,
 * and no text a formula. Lists of texts stand in one cell, parted by semicolons; what has parts of its own is
 * left out.
 */
export function tableOfRows(name: string, shape: TObject, rows: readonly object[], from: Reading): string {
  const columns = columnsOf(shape);
  const cells = rows.map((row) => columns.map((column) => cellOf(Reflect.get(row, column))));
  const moment = { asAt: from.place.today(), knownAt: from.place.clock.now() };
  const parts = [table(name, name, columns, cells)];
  return csv({ name, title: name, partnership: from.state.name, moment, paper: 'sideways', parts });
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
