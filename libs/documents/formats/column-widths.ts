import type { Cell, Table } from '#documents/model/document';
import { cellInWords, headingInWords } from '#documents/model/in-words';

/** No column of words asks for more than this many characters. */
const mostAsked = 60;
/** Room beside the widest text, for bold letters and wide digits. */
const air = 2;

interface Wanted {
  readonly whole: number;
  /** With this no text is wrapped. */
  readonly most: number;
  /** Below this a figure or a word would be broken. */
  readonly least: number;
  readonly isFigure: boolean;
}

/**
 * How wide each column stands, in characters, within a room: figures and words stay whole, and long texts
 * share what is left. A table that needs less than the room takes less.
 */
export function columnWidths(table: Table, room: number): readonly number[] {
  const wanted = table.columns.map((_, at) => wantedBy(table, at));
  const whole = sumOf(wanted.map((one) => one.whole));
  if (whole <= room) return widened(wanted, room - whole);
  const least = sumOf(wanted.map((one) => one.least));
  if (least >= room) return narrowed(wanted, room);
  const share = (room - least) / (whole - least);
  return wanted.map((one) => one.least + (one.whole - one.least) * share);
}

/** Too much for the room: words are broken before figures are. */
function narrowed(wanted: readonly Wanted[], room: number): readonly number[] {
  const figures = sumOf(wanted.map(({ isFigure, least }) => (isFigure ? least : 0)));
  const all = sumOf(wanted.map(({ least }) => least));
  if (figures >= room) return wanted.map(({ least }) => (least * room) / all);
  const share = (room - figures) / (all - figures);
  return wanted.map(({ isFigure, least }) => (isFigure ? least : least * share));
}

/** Shares room that is left among the texts that would be wrapped. */
function widened(wanted: readonly Wanted[], spare: number): readonly number[] {
  const more = sumOf(wanted.map(({ whole, most }) => most - whole));
  const share = more === 0 ? 0 : Math.min(1, spare / more);
  return wanted.map(({ whole, most }) => whole + (most - whole) * share);
}

function wantedBy({ columns, rows, totals }: Table, at: number): Wanted {
  const { heading = '', figures } = columns[at] ?? {};
  const headingWords = headingInWords({ heading }).split(' ');
  const kept = [...rows, ...totals].flatMap((row) => row[at] ?? []);
  const cells = kept.map(cellInWords);
  const longestText = longest(cells, (text) => text.length);
  // Headings are bold, and so wider.
  const headed = longest(headingWords, (word) => word.length) * 1.15;
  if (figures === true) {
    // What stands for a figure that is not there may be wrapped; a figure may not.
    const unbroken = kept.reduce((most, cell) => Math.max(most, unbrokenIn(cell)), 0);
    const whole = Math.max(unbroken, headed) + air;
    const wide = Math.max(whole, Math.min(heading.length + air, 16));
    return { whole: wide, most: wide, least: whole, isFigure: true };
  }
  // A column of a few long texts among many short ones needs less than one of long texts only.
  const average = sumOf(cells.map((text) => Math.min(text.length, 400))) / Math.max(1, cells.length);
  const least = Math.max(headed, Math.min(22, longest(cells, longestWord))) + air;
  const asked = Math.min(mostAsked, longestText, 16 + average / 2) + air;
  const whole = Math.max(least, asked, Math.min(heading.length + air, 16));
  const most = Math.max(whole, Math.min(mostAsked, longestText) + air);
  return { whole, most, least, isFigure: false };
}

function unbrokenIn(cell: Cell): number {
  const text = cellInWords(cell);
  // Beside a stated number may stand of when it is, which may go below it.
  const mayWrap = cell.kind === 'absent' || cell.kind === 'text' || cell.kind === 'number';
  return mayWrap ? longestWord(text) : text.length;
}

function longest(texts: readonly string[], measure: (text: string) => number): number {
  return texts.reduce((most, text) => Math.max(most, measure(text)), 0);
}

function longestWord(text: string): number {
  return longest(text.split(/\s+|(?<=-)/u), (word) => word.length);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
