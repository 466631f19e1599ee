import { csv } from '#documents/formats/csv';
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
  const { place, partnership, state } = reading;
  const moment = { asAt: place.today(), knownAt: place.clock.now() };
  const parts = [table(name, title, columns, rows)];
  const text = csv({ name, title, partnership: state.name, moment, paper: 'sideways', parts });
  return new Download(`${name}-${partnership}-${moment.asAt}.csv`, 'text/csv; charset=utf-8', text);
}
