import { fraction } from '#documents/formats/bars';
import { lineHeight } from '#documents/formats/pdf-paper';
import type { Look, Paper } from '#documents/formats/pdf-paper';
import type { Bar } from '#documents/model/document';
import { formatPence } from '#kernel/pence';

const look: Look = { face: 'plain', size: 8, colour: '#0b0c0c' };
const step = look.size * lineHeight;
const thick = 12;
const between = 5;
const labelRoom = 170;
const barRoom = 260;
/** A label of more lines than this ends in an ellipsis; the table beside the chart has all of it. */
const mostLines = 2;

/** A bar with the lines of its label, as it will stand. */
interface SetBar {
  readonly bar: Bar;
  readonly lines: readonly string[];
  readonly share: number;
}

/** How high bars stand, in points. */
export function chartHeight(paper: Paper, bars: readonly Bar[]): number {
  return bars.reduce((sum, bar) => sum + heightOf(labelOf(paper, bar)), 0);
}

/** Sets bars under each other, a figure a page where they need several. */
export function setChart(paper: Paper, bars: readonly Bar[]): void {
  const set = bars.map((bar) => ({ bar, lines: labelOf(paper, bar), share: fraction(bar, bars) }));
  for (let from = 0; from < set.length;) {
    const here = thatFit(paper, set.slice(from));
    setFigure(paper, here);
    from += here.length;
  }
  paper.y += 8;
}

/** The first of these for which there is room on this page, or on the next where there is none for one. */
function thatFit(paper: Paper, set: readonly SetBar[]): readonly SetBar[] {
  paper.need(heightOf(set[0]?.lines ?? []));
  let y = paper.y;
  const end = set.findIndex(({ lines }, at) => {
    y += heightOf(lines);
    return at > 0 && y > paper.bottom;
  });
  return set.slice(0, end === -1 ? set.length : end);
}

function setFigure(paper: Paper, set: readonly SetBar[]): void {
  const alt = set.map(({ bar: { label, pence } }) => `${label}: ${formatPence(pence)}`).join('; ');
  const height = set.reduce((sum, { lines }) => sum + heightOf(lines), 0);
  const { left, y, width } = paper;
  const bbox: [number, number, number, number] = [left, y, left + width, y + height];
  const figure = paper.pdf.struct('Figure', { alt, bbox } as PDFKit.Mixins.StructureElementOptions);
  paper.root.add(figure);
  figure.add(() => {
    for (const one of set) drawBar(paper, one);
  });
  figure.end();
}

function drawBar(paper: Paper, { bar: { pence }, lines, share }: SetBar): void {
  const height = heightOf(lines);
  const top = paper.y + (height - between - thick) / 2;
  const from = paper.left + labelRoom;
  const firstLine = paper.y + (height - between - lines.length * step) / 2;
  for (const [nth, line] of lines.entries())
    paper.put(`${line.trimEnd()} `, paper.left, firstLine + nth * step, look);
  paper.pdf.rect(from, top, Math.max(0.5, share * barRoom), thick).fill('#1d70b8');
  paper.put(`${formatPence(pence)} `, from + share * barRoom + 6, top + 1, look);
  paper.y += height;
}

function labelOf(paper: Paper, { label }: Bar): readonly string[] {
  const lines = paper.wrapped(label, labelRoom - 14, look);
  if (lines.length <= mostLines) return lines;
  return [...lines.slice(0, mostLines - 1), `${(lines[mostLines - 1] ?? '').trimEnd()}…`];
}

function heightOf(lines: readonly string[]): number {
  return Math.max(thick, lines.length * step) + between;
}
