import { chartSvg } from '#documents/formats/chart-svg';
import { behindOf, placeOf } from '#documents/followed';
import type { Cell, Document, Part, Table } from '#documents/model/document';
import { cellInWords } from '#documents/model/in-words';

/** The address at which the events behind a figure are shown, by the place of its cell. */
export type AddressOf = (place: string) => string;

/**
 * The parts of a document as a page of ours draws them.
 *
 * @param addressOf where the events behind a figure are shown; left out for who may not see them
 */
export function partsShown({ parts }: Document, addressOf?: AddressOf): readonly object[] {
  return parts.map((part) => partShown(part, addressOf));
}

function partShown(part: Part, addressOf: AddressOf | undefined): object {
  if (part.kind === 'table') return tableShown(part, addressOf);
  if (part.kind === 'chart') return { ...part, svg: chartSvg(part.title, part.bars) };
  return part;
}

function tableShown({ columns, rows, totals, ...table }: Table, addressOf: AddressOf | undefined): object {
  const line = (row: readonly Cell[], nth: number): readonly object[] =>
    columns.map((column, at) => {
      const cell = row[at];
      const isFigure = column.figures === true;
      if (cell === undefined) return { text: '', isFigure };
      const tone = cell.kind === 'text' ? cell.tone : undefined;
      const isLed = behindOf(cell).length > 0;
      const href = isLed ? addressOf?.(placeOf(table.id, nth, at)) : undefined;
      return { text: cellInWords(cell), isFigure, tone, href };
    });
  const last = totals.map((row, nth) => line(row, rows.length + nth));
  return { ...table, columns, rows: rows.map(line), totals: last };
}
