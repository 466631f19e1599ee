import { csvOf } from '#documents/formats/csv';
import { table } from '#documents/model/document';
import type { Cell } from '#documents/model/document';
import type { Visit } from '../access/visit.js';
import { Download } from './download.js';

interface Exported {
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
