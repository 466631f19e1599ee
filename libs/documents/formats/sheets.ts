import { columnWidths } from '#documents/formats/column-widths';
import { eventsHeading, eventsWithin, namingEvents } from '#documents/formats/events-column';
import type { Cell, Document, Part, Sentence, Table } from '#documents/model/document';
import { date, numbered, table, tablesOf, words } from '#documents/model/document';
import {
  cellInWords,
  happenedInWords,
  instantInWords,
  momentInWords,
  standsRight,
} from '#documents/model/in-words';

/** A line of a sheet; how it looks is the same along the line. */
export interface SheetRow {
  readonly look: 'title' | 'heading' | 'columns' | 'plain' | 'total' | 'note';
  readonly cells: readonly Cell[];
}

/** A document for a spreadsheet: first what is said in words, then a sheet a table. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
  /** The width of each column, in characters. */
  readonly widths: readonly number[];
  /** Which columns hold figures. */
  readonly figures: readonly boolean[];
  /** How many rows stay in sight at the top. */
  readonly head: number;
}

/** How a number is shown: with so many decimals, and a sign before or after it. */
export interface NumberLook {
  readonly decimals: number;
  readonly before: string;
  readonly after: string;
}

/**
 * How a sheet shows a number so that it reads as it was said; undefined where what was said is more than a
 * number, such as of when it is: that stands in its cell as a text.
 */
export function numberLook(cell: Cell): NumberLook | undefined {
  const found = /^(£(?!-))?-?[\d,]+(?:\.(\d+))?(%?)$/u.exec(cellInWords(cell));
  if (found === null) return undefined;
  const [, before = '', decimals = '', after = ''] = found;
  return { decimals: decimals.length, before, after };
}

/** Where what is in a column stands: figures on the right, and words beside them a little away. */
export type Standing = 'right' | 'away' | 'left';

/** @param cell what stands there; why there is no figure may be a sentence */
export function standingIn({ figures }: Pick<Sheet, 'figures'>, column: number, cell: Cell): Standing {
  if (figures[column] === true && standsRight(cell, { figures: true })) return 'right';
  return figures[column - 1] === true ? 'away' : 'left';
}

/** How many letters stand side by side in a sheet: more would be too small on paper. */
const acrossSheet = 170;
const narrowest = 9;
/** What a program takes for the name of a sheet. */
const longestName = 31;

export function sheetsOf(document: Document): readonly Sheet[] {
  const taken = new Set<string>();
  return [
    aboutSheet(document, taken),
    ...tablesOf(document).map((one) => tableSheet(namingEvents(one), taken)),
    ...eventSheets(document, taken),
  ];
}

/** What each of those events was. */
function eventSheets({ events = [] }: Document, taken: Set<string>): readonly Sheet[] {
  if (events.length === 0) return [];
  const rows = events.map(({ position, type, effectiveOn, recordedAt, stream }) => [
    numbered(position),
    words(happenedInWords(type)),
    date(effectiveOn),
    words(instantInWords(recordedAt)),
    words(stream),
  ]);
  const columns = ['Event #', 'What happened', 'True on', 'Recorded', 'Record'];
  return [tableSheet(table('events', 'Events', columns, rows), taken)];
}

/** What is said in words, and beneath it the events behind its figures: they are many, and would part it. */
function aboutSheet(document: Document, taken: Set<string>): Sheet {
  const { title, partnership, moment, parts, events } = document;
  const head = [
    rowOf('title', title),
    rowOf('plain', partnership),
    rowOf('note', momentInWords(moment)),
    rowOf('plain', ''),
  ];
  const behind = parts.flatMap(textsOf).flatMap((said): SheetRow[] => {
    const found = eventsWithin(said);
    return found.length === 0 ? [] : [{ look: 'plain', cells: [words(said.text), words(found.join('\n'))] }];
  });
  const columns: SheetRow = { look: 'columns', cells: [words('In the text'), words(eventsHeading)] };
  return {
    name: nameOf('About', taken),
    rows: [
      ...head,
      ...parts.flatMap(saidIn),
      ...(events === undefined
        ? []
        : [rowOf('heading', 'What is behind the figures'), rowOf('note', howToFollow)]),
      ...(behind.length === 0 ? [] : [columns, ...behind]),
    ],
    widths: behind.length === 0 ? [100] : [100, 40],
    figures: [],
    head: 0,
  };
}

const howToFollow =
  'The last column of each sheet has the numbers of the events behind its figures, and the sheet “Events” what each of them was. An event bears its number in the record, which never changes.';

function rowOf(look: SheetRow['look'], text: string): SheetRow {
  return { look, cells: [words(text)] };
}

/** What a part says in words. */
function saidIn(part: Part): readonly SheetRow[] {
  const look = part.kind === 'heading' || part.kind === 'note' ? part.kind : 'plain';
  return textsOf(part).map(({ text }) => rowOf(look, text));
}

function textsOf(part: Part): readonly Sentence[] {
  if (part.kind === 'list') return part.items;
  return part.kind === 'table' || part.kind === 'chart' ? [] : [part];
}

function tableSheet(from: Table, taken: Set<string>): Sheet {
  const columns = { look: 'columns', cells: from.columns.map(({ heading }) => words(heading)) } as const;
  const rows = from.rows.map((cells): SheetRow => ({ look: 'plain', cells }));
  const empty: SheetRow[] = rows.length === 0 ? [{ look: 'note', cells: [words(from.whenEmpty)] }] : [];
  const totals = from.totals.map((cells): SheetRow => ({ look: 'total', cells }));
  return {
    name: nameOf(from.caption, taken),
    rows: [columns, ...rows, ...empty, ...totals],
    widths: columnWidths(from, acrossSheet).map((width) => Math.max(narrowest, Math.ceil(width))),
    figures: from.columns.map((column) => column.figures === true),
    head: 1,
  };
}

/** How many lines of its sheet a row takes, where texts are wrapped. */
export function linesOf({ look, cells }: SheetRow, widths: readonly number[]): number {
  const wide = look === 'title' ? titleLetter : 1;
  return Math.max(
    1,
    ...cells.map((cell, at) => linesIn(cellInWords(cell), (widths[at] ?? narrowest) / wide)),
  );
}

/** How wide a letter of a title is beside one of the rows. */
const titleLetter = 1.8;

function linesIn(text: string, width: number): number {
  // Wrapped between words, a text takes a little more than its letters.
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * 1.1) / width)), 0);
}

/** A sheet's name: in whole words, without those that a formula uses, and none twice. */
function nameOf(caption: string, taken: Set<string>): string {
  const plain = wholeWords(
    caption
      .replaceAll(/[^\p{L}\p{N} ,.()–-]/gu, ' ')
      .replaceAll(/ +/gu, ' ')
      .trim(),
  );
  let name = plain;
  for (let nth = 2; taken.has(name.toLowerCase()); nth += 1) name = `${plain.slice(0, 27)} ${nth}`;
  taken.add(name.toLowerCase());
  return name;
}

/** As many whole words as the name of a sheet holds; of a word that is too long, its beginning. */
function wholeWords(text: string): string {
  if (text.length <= longestName) return text;
  const cut = text.slice(0, longestName + 1).replace(/[ ,.(–-]+[^ ]*$/u, '');
  return cut.length > longestName ? text.slice(0, longestName) : cut;
}
