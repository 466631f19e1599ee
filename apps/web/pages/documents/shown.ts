import { chartSvg } from '#documents/formats/chart-svg';
import { behindOf, placeOf, placeWithin, textPlaceOf } from '#documents/followed';
import type { Cell, Document, Part, Sentence, Table } from '#documents/model/document';
import { cellInWords, headingInWords, standsRight } from '#documents/model/in-words';
import { piecesOf } from '#documents/model/sentence';

/** The address at which the events behind a figure are shown, by the place of its cell. */
export type AddressOf = (place: string) => string;

/**
 * The parts of a document as a page of ours draws them.
 *
 * @param addressOf where the events behind a figure are shown; left out for who may not see them
 */
export function partsShown({ parts }: Document, addressOf?: AddressOf): readonly object[] {
  return parts.map((part, nth) => partShown(part, nth, addressOf));
}

function partShown(part: Part, nth: number, addressOf: AddressOf | undefined): object {
  switch (part.kind) {
    case 'table':
      return tableShown(part, addressOf);
    case 'chart':
      return { ...part, svg: chartSvg(part.title, part.bars) };
    case 'list':
      return {
        kind: 'list',
        items: part.items.map((item, at) => piecesShown(item, textPlaceOf(nth, at), addressOf)),
      };
    case 'paragraph':
    case 'note':
      return { kind: part.kind, pieces: piecesShown(part, textPlaceOf(nth), addressOf) };
    default:
      return part;
  }
}

/** A text, parted where a figure in it leads on. */
function piecesShown(said: Sentence, place: string, addressOf: AddressOf | undefined): readonly object[] {
  return piecesOf(said).map(({ text, figure }) => {
    const isLed = figure !== undefined && behindOf(figure.cell).length > 0;
    return { text, href: isLed ? addressOf?.(placeWithin(place, figure.nth)) : undefined };
  });
}

function tableShown({ columns, rows, totals, ...table }: Table, addressOf: AddressOf | undefined): object {
  const line = (row: readonly Cell[], nth: number): readonly object[] =>
    columns.map((column, at) => {
      const cell = row[at];
      const isFigure = standsRight(cell, column);
      if (cell === undefined) return { pieces: [], isFigure };
      const place = placeOf(table.id, nth, at);
      if (cell.kind === 'text') {
        return { pieces: piecesShown(cell, place, addressOf), isFigure, tone: cell.tone };
      }
      const href = behindOf(cell).length > 0 ? addressOf?.(place) : undefined;
      return { pieces: [{ text: cellInWords(cell), href }], isFigure };
    });
  const last = totals.map((row, nth) => line(row, rows.length + nth));
  const headed = columns.map((column) => ({ ...column, heading: headingInWords(column) }));
  return { ...table, columns: headed, rows: rows.map(line), totals: last };
}
