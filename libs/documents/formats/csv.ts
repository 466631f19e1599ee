import type { Cell, Document, Table } from '#documents/model/document';
import { tablesOf } from '#documents/model/document';
import { printable, withoutFormula } from '#documents/model/text-safety';
import { plainPounds } from '#kernel/pence';

/** The mark by which a spreadsheet knows the text for UTF-8. */
const mark = '\ufeff';

/** The main table of a document as CSV. */
export function csv(document: Document): string {
  return csvOf(document.published?.table ?? mainTable(document));
}

/**
 * A table as CSV (RFC 4180): figures as plain numbers in pounds, days as `2011-04-12`; no totals, so that
 * what is added up is counted once.
 */
export function csvOf(table: Table): string {
  const lines = [table.columns.map(({ heading }) => heading), ...table.rows.map((row) => row.map(plainCell))];
  return `${mark}${lines.map((line) => `${line.map(field).join(',')}\r\n`).join('')}`;
}

/** The table that stands for a document where only one can. @throws RangeError when it is not there */
function mainTable(document: Document): Table {
  const main = tablesOf(document).find(({ id }) => id === document.mainTable);
  if (main === undefined)
    throw new RangeError(`The document ${document.name} has no table ${document.mainTable}.`);
  return main;
}

function plainCell(cell: Cell): string {
  switch (cell.kind) {
    case 'pence':
      return plainPounds(cell.pence);
    case 'number':
      return String(cell.number);
    case 'date':
      return cell.date;
    case 'absent':
      return withoutFormula(printable(cell.why));
    case 'text':
      return withoutFormula(printable(cell.text));
    default:
      throw new TypeError(`No field for the cell ${JSON.stringify(cell satisfies never)}.`);
  }
}

function field(text: string): string {
  return /[",\n\r]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
