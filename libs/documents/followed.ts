import type { Facts } from '#documents/facts/facts';
import type { Behind, Cell, Document, Part, Sentence, Table } from '#documents/model/document';
import { cellInWords } from '#documents/model/in-words';
import { piecesOf } from '#documents/model/sentence';

/** The document with what each event behind its figures was. */
export function withEvents(
  document: Document,
  { events }: { readonly events: Pick<Facts['events'], 'get'> },
): Document {
  const positions = new Set(figuresOf(document).flatMap(({ cell }) => behindOf(cell)));
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

/** Names a text beside the tables: by the part that it is, and its item where that is a list. */
export function textPlaceOf(part: number, item = 0): string {
  return placeOf('text', part, item);
}

/** Names a figure within a text: by the place of that, and which of its figures it is, from 1. */
export function placeWithin(text: string, nth: number): string {
  return `${text}.${nth}`;
}

/** A figure of a document by its place, with what stands around it. */
export interface PlacedFigure {
  readonly cell: Cell;
  readonly place: string;
  /** The caption of its table; undefined for one in a text. */
  readonly caption?: string;
  /** Which row of its table it stands in, from 1, totals after the others. */
  readonly nth?: number;
  /** The first words of its row; of a text, all of it. */
  readonly row: string;
  readonly column?: string;
}

/** The figure that stands at a place and leads somewhere; undefined where none does. */
export function figureAt(document: Document, place: string): PlacedFigure | undefined {
  return figuresOf(document).find((figure) => figure.place === place);
}

/** The figures of a document that lead somewhere, in its order: of tables row by row, and of texts. */
export function figuresOf(document: Document): readonly PlacedFigure[] {
  return everyFigureOf(document).filter(({ cell }) => behindOf(cell).length > 0);
}

/** The same with those that lead nowhere, as a nil. */
export function everyFigureOf({ parts }: Document): readonly PlacedFigure[] {
  return parts.flatMap(figuresOfPart);
}

function figuresOfPart(part: Part, at: number): readonly PlacedFigure[] {
  if (part.kind === 'table') return figuresOfTable(part);
  if (part.kind === 'list')
    return part.items.flatMap((item, nth) => figuresWithin(item, textPlaceOf(at, nth)));
  return part.kind === 'paragraph' || part.kind === 'note' ? figuresWithin(part, textPlaceOf(at)) : [];
}

function figuresWithin(text: Sentence, place: string): readonly PlacedFigure[] {
  return piecesOf(text).flatMap(({ figure }) => {
    if (figure === undefined) return [];
    return [{ cell: figure.cell, place: placeWithin(place, figure.nth), row: text.text }];
  });
}

function figuresOfTable({ id, caption, columns, rows, totals }: Table): readonly PlacedFigure[] {
  return [...rows, ...totals].flatMap((row, nth) =>
    row.flatMap((cell, at): readonly PlacedFigure[] => {
      const [place, column] = [placeOf(id, nth, at), columns[at]?.heading ?? ''];
      const around = { caption, nth: nth + 1, row: firstWords(row), column };
      if (cell.kind === 'text') return figuresWithin(cell, place).map((one) => ({ ...one, ...around }));
      return cell.kind === 'pence' || cell.kind === 'number' ? [{ cell, place, ...around }] : [];
    }),
  );
}

/** What a row is about: the first of its words. */
function firstWords([first]: readonly Cell[]): string {
  return first === undefined ? '' : cellInWords(first);
}

/** Positions in few words: `12, 15–19`. */
export function inRanges(behind: Behind): string {
  const ranges: [from: number, to: number][] = [];
  for (const position of behind) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === position - 1) last[1] = position;
    else ranges.push([position, position]);
  }
  return ranges.map(rangeInWords).join(', ');
}

function rangeInWords([from, to]: readonly [from: number, to: number]): string {
  if (from === to) return String(from);
  return to === from + 1 ? `${from}, ${to}` : `${from}–${to}`;
}
