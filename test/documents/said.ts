import { tablesOf } from '#documents/model/document';
import type { Cell, Document, Part } from '#documents/model/document';
import { cellInWords } from '#documents/model/in-words';
import { printable, withoutIsolates } from '#documents/model/text-safety';

/**
 * Without the spaces and lines at which a program may break a text, the marks between which it lists it, and
 * what stands for half a letter, which some leave out.
 */
export const plain = (text: string): string =>
  withoutIsolates(printable(text)).replaceAll(/[\s"\ufffd]+/gu, '');

/** The rows of all its tables, with their totals. */
export function rowsOf(document: Document): readonly (readonly Cell[])[] {
  return tablesOf(document).flatMap(({ rows, totals }) => [...rows, ...(rows.length === 0 ? [] : totals)]);
}

/** Everything that a document says, part by part and cell by cell. */
export function saidIn(document: Document): readonly string[] {
  const cells = rowsOf(document).flatMap((row) => row.map(cellInWords));
  return [document.title, document.partnership, ...document.parts.flatMap(wordsOf), ...cells];
}

/** What a part says, beside the cells of a table. */
export function wordsOf(part: Part): readonly string[] {
  if (part.kind === 'list') return part.items.map(({ text }) => text);
  if (part.kind === 'chart') return [];
  if (part.kind !== 'table') return [part.text];
  const { caption, columns, rows, whenEmpty } = part;
  return [caption, ...(rows.length === 0 ? [whenEmpty] : columns.map(({ heading }) => heading))];
}

/** What a program did not find of what a document says. */
export function missingFrom(text: string, said: readonly string[]): readonly string[] {
  const read = plain(text);
  return said.filter((one) => !read.includes(plain(one)));
}
