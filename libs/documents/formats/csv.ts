import { namingEvents } from '#documents/formats/events-column';
import { tablesOf, words } from '#documents/model/document';
import type { Cell, Document, Moment, Table } from '#documents/model/document';
import { printable, withoutFormula } from '#documents/model/text-safety';
import { plainPounds } from '#kernel/pence';

/** The mark by which a spreadsheet knows the text for UTF-8. */
const mark = '\ufeff';

/**
 * The main table of a document as CSV. Each row says as at when and known at when it speaks, so that files of
 * several moments can be put together, and which events are behind its figures; but where a standard, or the
 * program that takes it in, has its own columns.
 */
export function csv(document: Document): string {
  const { published, isTakenIn, moment } = document;
  if (published !== undefined) return csvOf(published.table);
  const main = mainTable(document);
  return csvOf(isTakenIn === true ? main : namingEvents(sayingWhen(main, moment)));
}

function sayingWhen(from: Table, { asAt, knownAt }: Moment): Table {
  const when: readonly Cell[] = [{ kind: 'date', date: asAt }, words(knownAt)];
  const rows = from.rows.map((row) => [...from.columns.map((_, at) => row[at] ?? words('')), ...when]);
  const columns = [...from.columns, { heading: 'As at' }, { heading: 'Known at' }];
  return { ...from, columns, rows, totals: [] };
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
