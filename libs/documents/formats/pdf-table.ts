import { columnWidths } from '#documents/formats/column-widths';
import { lineHeight } from '#documents/formats/pdf-paper';
import type { Element, Look, Paper } from '#documents/formats/pdf-paper';
import type { Cell, Column, Table, Tone } from '#documents/model/document';
import { words } from '#documents/model/document';
import { cellInWords, headingInWords } from '#documents/model/in-words';

const size = 7.6;
const step = size * lineHeight;
const padding = 3.5;
const gap = 8;
/** How wide a letter is, more or less, in the face of a table. */
const letter = size * 0.53;
const plain: Look = { face: 'plain', size, colour: '#0b0c0c' };
const bold: Look = { ...plain, face: 'bold' };
const tones: Readonly<Record<Tone, string>> = { red: '#a2260f', amber: '#8a5a00', green: '#005a30' };

interface SetCell {
  readonly lines: readonly string[];
  readonly look: Look;
  readonly column: Column;
  readonly x: number;
  readonly width: number;
}

/** A row as it will stand, and how many of its lines stand already. */
interface SetRow {
  readonly cells: readonly SetCell[];
  readonly tag: 'TH' | 'TD';
}

/**
 * Sets a table, its heading again on each page. A row that does not fit goes to the next page whole, and one
 * that is higher than a page is parted between its lines.
 */
export function setTable(paper: Paper, table: Table): void {
  const element = paper.pdf.struct('Table');
  paper.root.add(element);
  const places = placesOf(paper, table);
  const row = (cells: readonly Cell[], look: Look, tag: SetRow['tag'] = 'TD'): SetRow => ({
    tag,
    cells: places.map((place, at) => setCell(paper, place, cells[at] ?? words(''), look)),
  });
  const head = row(
    table.columns.map((column) => words(headingInWords(column))),
    bold,
    'TH',
  );
  paper.need(heightOf(head) + 4 * step);
  putRow(paper, element, head, undefined);
  for (const cells of table.rows) putRow(paper, element, row(cells, plain), head);
  for (const cells of table.totals) putRow(paper, element, row(cells, bold), head);
  element.end();
  paper.y += 10;
}

interface Place {
  readonly column: Column;
  readonly x: number;
  readonly width: number;
}

function placesOf(paper: Paper, table: Table): readonly Place[] {
  const room = paper.width - gap * (table.columns.length - 1);
  const widths = columnWidths(table, room / letter);
  let x = paper.left;
  return table.columns.map((column, at) => {
    const width = (widths[at] ?? 0) * letter;
    const place = { column, x, width };
    x += width + gap;
    return place;
  });
}

function setCell(paper: Paper, place: Place, cell: Cell, look: Look): SetCell {
  const tone = cell.kind === 'text' ? cell.tone : undefined;
  const toned: Look = tone === undefined ? look : { ...bold, colour: tones[tone] };
  return { ...place, look: toned, lines: paper.wrapped(cellInWords(cell), place.width, toned) };
}

function heightOf({ cells }: SetRow): number {
  return Math.max(1, ...cells.map(({ lines }) => lines.length)) * step + 2 * padding;
}

function widthOf({ cells }: SetRow): number {
  const last = cells.at(-1);
  return last === undefined ? 0 : last.x + last.width - (cells[0]?.x ?? 0);
}

function putRow(paper: Paper, table: Element, row: SetRow, head: SetRow | undefined): void {
  const tr = paper.pdf.struct('TR');
  table.add(tr);
  const elements = row.cells.map(() => {
    const options = row.tag === 'TH' ? { scope: 'Column' } : {};
    return paper.pdf.struct(row.tag, options as PDFKit.Mixins.StructureElementOptions);
  });
  for (const element of elements) tr.add(element);
  const count = Math.max(1, ...row.cells.map(({ lines }) => lines.length));
  if (paper.y + heightOf(row) > paper.bottom) turnPage(paper, heightOf(row), head);
  for (let from = 0; from < count;) {
    const to = Math.min(count, from + linesThatFit(paper));
    putLines(paper, elements, row, from, to);
    from = to;
    if (from < count) turnPage(paper, Infinity, head);
  }
  for (const element of elements) element.end();
  tr.end();
}

/** To the next page, unless the row is higher than any page and had better begin here. */
function turnPage(paper: Paper, height: number, head: SetRow | undefined): void {
  const headHeight = head === undefined ? 0 : heightOf(head);
  if (height !== Infinity && height > paper.height - headHeight && linesThatFit(paper) > 4) return;
  paper.newPage();
  if (head === undefined) return;
  paper.aside('Pagination', () => drawLines(paper, head, 0, Infinity));
  paper.y += headHeight;
  paper.aside('Layout', () => paper.rule(paper.y, widthOf(head), '#0b0c0c', 0.8));
}

function linesThatFit(paper: Paper): number {
  return Math.max(1, Math.floor((paper.bottom - paper.y - 2 * padding) / step));
}

function putLines(paper: Paper, elements: readonly Element[], row: SetRow, from: number, to: number): void {
  for (const [at, cell] of row.cells.entries()) {
    const lines = cell.lines.slice(from, to);
    // An element without content is read as an empty cell, which it is.
    if (lines.some((line) => line !== '')) elements[at]?.add(() => drawCell(paper, cell, from, to));
  }
  paper.y += (to - from) * step + 2 * padding;
  const isHead = row.tag === 'TH';
  paper.aside('Layout', () =>
    paper.rule(paper.y, widthOf(row), isHead ? '#0b0c0c' : '#b1b4b6', isHead ? 0.8 : 0.4),
  );
}

function drawLines(paper: Paper, row: SetRow, from: number, to: number): void {
  for (const cell of row.cells) drawCell(paper, cell, from, to);
}

function drawCell(paper: Paper, { lines, look, column, x, width }: SetCell, from: number, to: number): void {
  for (const [nth, line] of lines.slice(from, to).entries()) {
    const right = column.figures === true ? width - paper.widthOf(line.trimEnd(), look.face) * look.size : 0;
    paper.put(line, x + Math.max(0, right), paper.y + padding + nth * step, look);
  }
}
