import { NotFoundException } from '@nestjs/common';
import { csvOf } from '#documents/formats/csv';
import { table } from '#documents/model/document';
import type { Cell } from '#documents/model/document';
import type { Visit } from '../access/visit.js';
import { narrowedAddress } from './addresses.js';
import { Download } from './download.js';

/** A table of a page, as a file holds it. */
export interface Exported {
  /** Names the file: `spending`. */
  readonly name: string;
  readonly title: string;
  /** Columns whose heading ends in `£` or `#` hold figures. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What stands on the screen, as a CSV: sums as plain pounds, days as `2011-04-12`, no text a formula. */
export function exportOf({ reading }: Visit, { name, title, columns, rows }: Exported): Download {
  const { place, partnership } = reading;
  const text = csvOf(table(name, title, columns, rows));
  return new Download(`${name}-${partnership}-${place.today()}.csv`, 'text/csv; charset=utf-8', text);
}

/** The tables of a page that shows several, by the name of each in the address of its export. */
export type TablesOf<Shown> = Readonly<
  Record<string, (shown: Shown, visit: Visit) => Exported | Promise<Exported>>
>;

/** One of the tables of a page. @throws NotFoundException where the page has none of that name */
export async function exportOfTable<Shown>(
  visit: Visit,
  tables: TablesOf<Shown>,
  { asked, shown }: { readonly asked: unknown; readonly shown: Shown },
): Promise<Download> {
  const made = typeof asked === 'string' && Object.hasOwn(tables, asked) ? tables[asked] : undefined;
  if (made === undefined) throw new NotFoundException();
  return exportOf(visit, await made(shown, visit));
}

/**
 * Where each table of a page is kept as a file, by its name.
 *
 * @param query what the page is narrowed to
 */
export function filesOf(
  path: string,
  tables: Readonly<Record<string, unknown>>,
  query: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(tables).map((name) => [name, narrowedAddress(path, query, { table: name })]),
  );
}
