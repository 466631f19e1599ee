import type { Facts } from '#documents/facts/facts';
import { note, tablesOf } from '#documents/model/document';
import type { Behind, Cell, Document, Table } from '#documents/model/document';
import { cellInWords } from '#documents/model/in-words';

/** How a reader gets from a figure to what made it so, in a document that is about figures. */
export const howToFollow = note(
  'Each figure can be followed to the events behind it: on a page by its link, in a workbook by the last column of its sheet, in JSON by the numbers beside it, and from paper by ./tallystick history, with the reference.',
);

/** The document with what each event behind its figures was. */
export function withEvents(document: Document, { events }: Pick<Facts, 'events'>): Document {
  const positions = new Set(
    tablesOf(document).flatMap(({ rows, totals }) => [...rows, ...totals].flat().flatMap(behindOf)),
  );
  const behind = [...positions].toSorted((a, b) => a - b).flatMap((position) => events.get(position) ?? []);
  return behind.length === 0 ? document : { ...document, events: behind };
}

/** The events behind a cell; none where it holds no figure. */
export function behindOf(cell: Cell | undefined): Behind {
  return cell !== undefined && 'behind' in cell ? (cell.behind ?? []) : [];
}

/** Names a cell among all of its document: by its table, its row, totals after the others, and its column. */
export function placeOf(table: string, row: number, column: number): string {
  return `${table}.${row + 1}.${column + 1}`;
}

/** A figure of a document by its place, with what stands around it. */
export interface PlacedFigure {
  readonly cell: Cell;
  readonly place: string;
  readonly caption: string;
  /** The first words of its row. */
  readonly row: string;
  readonly column: string;
}

/** The figure that stands at a place; undefined where none does. */
export function figureAt(document: Document, place: string): PlacedFigure | undefined {
  return tablesOf(document)
    .flatMap(figuresOf)
    .find((figure) => figure.place === place);
}

/** The figures of a table that lead somewhere, row by row. */
export function figuresOf({ id, caption, columns, rows, totals }: Table): readonly PlacedFigure[] {
  return [...rows, ...totals].flatMap((row, nth) =>
    row.flatMap((cell, at) => {
      if (behindOf(cell).length === 0) return [];
      const around = { caption, row: firstWords(row), column: columns[at]?.heading ?? '' };
      return [{ cell, place: placeOf(id, nth, at), ...around }];
    }),
  );
}

/** What a row is about: the first of its words. */
function firstWords([first]: readonly Cell[]): string {
  return first === undefined ? '' : cellInWords(first);
}
