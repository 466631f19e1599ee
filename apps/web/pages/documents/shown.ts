import { chartSvg } from '#documents/formats/chart-svg';
import type { Cell, Document, Part, Table } from '#documents/model/document';
import { cellInWords } from '#documents/model/in-words';

/** The parts of a document as a page of ours draws them. */
export function partsShown({ parts }: Document): readonly object[] {
  return parts.map(partShown);
}

function partShown(part: Part): object {
  if (part.kind === 'table') return tableShown(part);
  if (part.kind === 'chart') return { ...part, svg: chartSvg(part.title, part.bars) };
  return part;
}

function tableShown({ columns, rows, totals, ...table }: Table): object {
  const line = (row: readonly Cell[]): readonly object[] =>
    columns.map((column, at) => {
      const cell = row[at];
      const isFigure = column.figures === true;
      if (cell === undefined) return { text: '', isFigure };
      const tone = cell.kind === 'text' ? cell.tone : undefined;
      return { text: cellInWords(cell), isFigure, tone };
    });
  return { ...table, columns, rows: rows.map(line), totals: totals.map(line) };
}
