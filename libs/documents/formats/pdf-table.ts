import { columnWidths, roomAsked } from '#documents/formats/column-widths';
import { lineHeight } from '#documents/formats/pdf-paper';
import type { Element, Look, Paper } from '#documents/formats/pdf-paper';
import { flow } from '#documents/formats/pdf-text';
import { inks } from '#documents/formats/tones';
import type { Cell, Column, Table } from '#documents/model/document';
import { words } from '#documents/model/document';
import { cellInWords, headingInWords, standsRight } from '#documents/model/in-words';

/** A table is set as large as its widest texts allow; the smallest is for one that takes all of a page. */
const sizes = [9, 8.3] as const;
const smallest = 7.6;
const padding = 3.5;
const gap = 8;
const captionGap = 3;
/** How wide a letter is, more or less, in the face of a table, for each point of its size. */
const letter = 0.53;
const ink = '#0b0c0c';

interface SetCell {
  readonly lines: readonly string[];
  readonly look: Look;
  readonly isRight: boolean;
  readonly x: number;
  readonly width: number;
}

/**
 * A row as it will stand; the last of the heading, of the rows and of the totals closes with a heavy rule.
 */
interface SetRow {
  readonly cells: readonly SetCell[];
  readonly tag: 'TH' | 'TD';
  readonly closes: boolean;
  /** From line to line, in points. */
  readonly step: number;
}

/** So many lines of a first row that is higher than half a page stand beneath the heading of a table. */
const firstLines = 6;

/**
 * A table on paper, with its caption, and its heading again on each page. A row that does not fit goes to the
 * next page whole, and one that is higher than a page is parted between its lines. Totals stand beneath a
 * heavy rule, and never without the last row before them.
 */
export class PaperTable {
  private readonly paper: Paper;
  private readonly table: Table;
  private readonly captions: Look;
  private readonly plain: Look;
  private readonly bold: Look;
  private readonly places: readonly Place[];
  private readonly head: SetRow;

  constructor(paper: Paper, table: Table, captions: Look) {
    this.paper = paper;
    this.table = table;
    this.captions = captions;
    const size = sizeOf(paper, table);
    this.plain = { face: 'plain', size, colour: ink };
    this.bold = { ...this.plain, face: 'bold' };
    this.places = placesOf(paper, table, size);
    const headings = table.columns.map((column) => words(headingInWords(column)));
    this.head = { ...this.row(headings, this.bold, true), tag: 'TH' };
  }

  /** The room that it needs to begin: caption, heading, enough of the first row; totals where it is all. */
  get leastRoom(): number {
    const [first = [], ...others] = this.table.rows;
    const set = this.row(first, this.plain);
    const whole = heightOf(set);
    const row = whole > this.paper.height / 2 ? firstLines * set.step + 2 * padding : whole;
    const below = others.length === 0 ? heightsOf(this.totals()) : 0;
    return this.captions.size * lineHeight + captionGap + heightOf(this.head) + row + below;
  }

  set(): void {
    const { paper, table, head } = this;
    paper.need(this.leastRoom);
    const element = paper.pdf.struct('Table');
    paper.root.add(element);
    flow(paper, table.caption, {
      tag: 'Caption',
      look: this.captions,
      after: captionGap,
      within: element,
    });
    putRow(paper, element, head, undefined);
    const totals = this.totals();
    const below = heightsOf(totals);
    for (const [at, cells] of table.rows.entries()) {
      const isLast = at === table.rows.length - 1;
      const row = this.row(cells, this.plain, isLast && totals.length > 0);
      putRow(paper, element, row, head, isLast ? below : 0);
    }
    for (const row of totals) putRow(paper, element, row, head);
    element.end();
    paper.y += 10;
  }

  private totals(): readonly SetRow[] {
    const { totals } = this.table;
    return totals.map((cells, at) => this.row(cells, this.bold, at === totals.length - 1));
  }

  private row(cells: readonly Cell[], look: Look, closes = false): SetRow {
    const { paper, places } = this;
    return {
      tag: 'TD',
      closes,
      step: look.size * lineHeight,
      cells: places.map((place, at) => setCell(paper, place, cells[at] ?? words(''), look)),
    };
  }
}

interface Place {
  readonly column: Column;
  readonly x: number;
  readonly width: number;
}

/** What a page has for the letters of a table, in points. */
function roomFor(paper: Paper, { columns }: Table): number {
  return paper.width - gap * (columns.length - 1);
}

function sizeOf(paper: Paper, table: Table): number {
  const asked = roomAsked(table) * letter;
  return sizes.find((size) => asked * size <= roomFor(paper, table)) ?? smallest;
}

function placesOf(paper: Paper, table: Table, size: number): readonly Place[] {
  const widths = columnWidths(table, roomFor(paper, table) / (letter * size));
  let x = paper.left;
  return table.columns.map((column, at) => {
    const width = (widths[at] ?? 0) * letter * size;
    const place = { column, x, width };
    x += width + gap;
    return place;
  });
}

function setCell(paper: Paper, { column, x, width }: Place, cell: Cell, look: Look): SetCell {
  const tone = cell.kind === 'text' ? cell.tone : undefined;
  const toned: Look = tone === undefined ? look : { ...look, face: 'bold', colour: inks[tone] };
  const lines = paper.wrapped(cellInWords(cell), width, toned);
  return { lines, look: toned, isRight: standsRight(cell, column), x, width };
}

function linesOf({ cells }: SetRow): number {
  return Math.max(1, ...cells.map(({ lines }) => lines.length));
}

function heightOf(row: SetRow): number {
  return linesOf(row) * row.step + 2 * padding;
}

function heightsOf(rows: readonly SetRow[]): number {
  return rows.reduce((sum, row) => sum + heightOf(row), 0);
}

function widthOf({ cells }: SetRow): number {
  const last = cells.at(-1);
  return last === undefined ? 0 : last.x + last.width - (cells[0]?.x ?? 0);
}

/** @param below how high what follows is that may not stand on another page */
function putRow(paper: Paper, table: Element, row: SetRow, head: SetRow | undefined, below = 0): void {
  const tr = paper.pdf.struct('TR');
  table.add(tr);
  const elements = row.cells.map(() => {
    const options = row.tag === 'TH' ? { scope: 'Column' } : {};
    return paper.pdf.struct(row.tag, options as PDFKit.Mixins.StructureElementOptions);
  });
  for (const element of elements) tr.add(element);
  const count = linesOf(row);
  const height = heightOf(row) + below;
  if (paper.y + height > paper.bottom) turnPage(paper, height, row.step, head);
  for (let from = 0; from < count;) {
    const to = Math.min(count, from + linesThatFit(paper, row.step));
    putLines(paper, elements, row, from, to);
    from = to;
    if (from < count) turnPage(paper, Infinity, row.step, head);
  }
  for (const element of elements) element.end();
  tr.end();
}

/** To the next page, unless the row is higher than half a page and had better begin here. */
function turnPage(paper: Paper, height: number, step: number, head: SetRow | undefined): void {
  const headHeight = head === undefined ? 0 : heightOf(head);
  if (height !== Infinity && height > paper.height / 2 && linesThatFit(paper, step) >= firstLines) return;
  paper.newPage();
  if (head === undefined) return;
  paper.aside('Pagination', () => drawLines(paper, head, 0, Infinity));
  paper.y += headHeight;
  paper.aside('Layout', () => paper.rule(paper.y, widthOf(head), '#0b0c0c', 0.8));
}

function linesThatFit(paper: Paper, step: number): number {
  return Math.max(1, Math.floor((paper.bottom - paper.y - 2 * padding) / step));
}

function putLines(paper: Paper, elements: readonly Element[], row: SetRow, from: number, to: number): void {
  for (const [at, cell] of row.cells.entries()) {
    const lines = cell.lines.slice(from, to);
    // An element without content is read as an empty cell, which it is.
    if (lines.some((line) => line !== ''))
      elements[at]?.add(() => drawLines(paper, { ...row, cells: [cell] }, from, to));
  }
  paper.y += (to - from) * row.step + 2 * padding;
  const isHeavy = row.closes && to === linesOf(row);
  paper.aside('Layout', () =>
    paper.rule(paper.y, widthOf(row), isHeavy ? '#0b0c0c' : '#b1b4b6', isHeavy ? 0.8 : 0.4),
  );
}

function drawLines(paper: Paper, { cells, step }: SetRow, from: number, to: number): void {
  for (const { lines, look, isRight, x, width } of cells)
    for (const [nth, line] of lines.slice(from, to).entries()) {
      const right = isRight ? width - paper.widthOf(line.trimEnd(), look.face) * look.size : 0;
      paper.put(line, x + Math.max(0, right), paper.y + padding + nth * step, look);
    }
}
