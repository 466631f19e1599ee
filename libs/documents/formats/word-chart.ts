import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  ShadingType,
  Table as WordTable,
  TableCell,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx';
import { fraction } from '#documents/formats/bars';
import { captioned, runs } from '#documents/formats/word-text';
import type { Bar } from '#documents/model/document';
import { formatPence } from '#kernel/pence';

/** How wide what stands of a bar is, in twentieths of a point: its label, its amount, and the bar. */
const across = { label: 3_400, amount: 1_500, bar: 5_000 } as const;
const all = across.label + across.amount + across.bar;
const size = 17;

/**
 * Bars of money that stay words and lines of Word, to be changed by hand: a table in which the last cell of
 * each row is shaded as far as its bar goes.
 */
export function chartOf(title: string, bars: readonly Bar[]): (Paragraph | WordTable)[] {
  const rows = bars.map((bar) => rowOf(bar, fraction(bar, bars)));
  const made = new WordTable({
    width: { size: all, type: WidthType.DXA },
    columnWidths: Object.values(across),
    rows,
    borders: noBorders,
  });
  return [captioned(title), made, new Paragraph({ spacing: { after: 120 }, children: [] })];
}

function rowOf({ label, pence }: Bar, share: number): TableRow {
  const amount = new Paragraph({
    alignment: AlignmentType.RIGHT,
    children: runs(formatPence(pence), { size }),
  });
  return new TableRow({
    cantSplit: true,
    children: [
      cellOf(across.label, new Paragraph({ children: runs(label, { size }) })),
      cellOf(across.amount, amount),
      cellOf(across.bar, barOf(share)),
    ],
  });
}

function cellOf(width: number, child: Paragraph): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 30, bottom: 30, left: 60, right: 60 },
    children: [child],
  });
}

/** A line that is shaded up to where its bar ends. */
function barOf(share: number): Paragraph {
  const room = across.bar - 120;
  const long = Math.round(share * room);
  if (long === 0) return new Paragraph({ children: [] });
  return new Paragraph({
    indent: { right: room - long },
    shading: { type: ShadingType.CLEAR, color: 'auto', fill: '1d70b8' },
    children: [],
  });
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const noBorders = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
};
