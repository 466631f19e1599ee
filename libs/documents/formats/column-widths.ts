import type { Cell, Table } from '#documents/model/document';
import { cellInWords, headingInWords } from '#documents/model/in-words';

/** No column of words asks for more than this many characters. */
const mostAsked = 60;
/** Room beside the widest text, for bold letters and wide digits. */
const air = 2;
/** Headings are bold, and so wider. */
const boldly = 1.15;

/** A text: of each of its lines the lengths of the words, each with the space after it. */
type Measured = readonly (readonly number[])[];

interface Wanted {
  /** With this no text is wrapped, or one as long as a line should be. */
  readonly most: number;
  /** Below this a figure or a word would be broken. */
  readonly least: number;
  readonly isFigure: boolean;
  /** The words of some of its texts by their lengths, line by line: enough to see what room does for all. */
  readonly texts: readonly Measured[];
}

/**
 * How wide each column stands, in characters, within a room: figures and words stay whole, and texts have
 * what is left, where it makes the rows lowest. A table that needs less than the room takes less.
 */
export function columnWidths(table: Table, room: number): readonly number[] {
  const wanted = table.columns.map((_, at) => wantedBy(table, at));
  const least = sumOf(wanted.map((one) => one.least));
  return least >= room ? narrowed(wanted, room) : widened(wanted, room - least);
}

/** In how much room, in characters, no text of a table is wrapped that need not be. */
export function roomAsked(table: Table): number {
  return sumOf(table.columns.map((_, at) => wantedBy(table, at).most));
}

/** Too much for the room: words are broken before figures are. */
function narrowed(wanted: readonly Wanted[], room: number): readonly number[] {
  const figures = sumOf(wanted.map(({ isFigure, least }) => (isFigure ? least : 0)));
  const all = sumOf(wanted.map(({ least }) => least));
  if (figures >= room) return wanted.map(({ least }) => (least * room) / all);
  const share = (room - figures) / (all - figures);
  return wanted.map(({ isFigure, least }) => (isFigure ? least : least * share));
}

/** By so many characters a column may grow at a time: by one alone it seldom comes to fewer lines. */
const steps = [1, 2, 4, 8, 16, 32];

interface Growth {
  readonly at: number;
  readonly by: number;
  /** What is gained for each character. */
  readonly gain: number;
}

/** Gives room to the column to which it does most good, again and again, until it does none. */
function widened(wanted: readonly Wanted[], spare: number): readonly number[] {
  const columns = wanted.map((one) => new Growing(one));
  for (let left = spare; left > 0;) {
    const best = columns
      .flatMap((column, at) => column.growths(left).map((growth) => ({ at, ...growth })))
      .reduce<Growth | undefined>(
        (so, one) => (so !== undefined && so.gain >= one.gain ? so : one),
        undefined,
      );
    if (best === undefined) break;
    columns[best.at]?.grow(best.by);
    left -= best.by;
  }
  return columns.map(({ width }) => width);
}

/** A column that grows; what its texts come to at a width is reckoned once. */
class Growing {
  width: number;
  private readonly wanted: Wanted;
  private readonly known = new Map<number, number>();

  constructor(wanted: Wanted) {
    this.wanted = wanted;
    this.width = wanted.least;
  }

  grow(by: number): void {
    this.width += by;
  }

  /** By what it may grow within what is left, with the gain by each character; by nothing without gain. */
  growths(left: number): readonly Omit<Growth, 'at'>[] {
    const room = Math.min(left, Math.ceil(this.wanted.most - this.width));
    return [...steps.filter((by) => by < room), room].flatMap((by) => {
      const gain = (this.heightAt(this.width) - this.heightAt(this.width + by)) / by;
      return gain > 0 ? [{ by, gain }] : [];
    });
  }

  /** The lines of each text thrice by themselves: the highest text of a row is what makes the row high. */
  private heightAt(width: number): number {
    const known = this.known.get(width);
    if (known !== undefined) return known;
    const height = this.wanted.texts.reduce((sum, text) => sum + linesIn(text, width) ** 3, 0);
    this.known.set(width, height);
    return height;
  }
}

/** How many lines a text takes in a width, in characters, where it is wrapped between its words. */
function linesIn(text: Measured, width: number): number {
  return text.reduce((sum, words) => sum + linesOf(words, width - air), 0);
}

function linesOf(words: readonly number[], width: number): number {
  let [lines, used] = [1, 0];
  for (const word of words) {
    // The space at the end of a line needs no room.
    if (used > 0 && used + word > width + 1) [lines, used] = [lines + 1, word];
    else used += word;
    // A word that is longer than a line is broken where it must be.
    if (used > width + 1) [lines, used] = [lines + Math.ceil(used / width) - 1, used % width];
  }
  return lines;
}

function measured(text: string, wide = 1): Measured {
  return text.split('\n').map((line) => line.split(/(?<=[ -])/u).map(({ length }) => length * wide));
}

/** Of so many rows enough is seen. */
const rowsSeen = 250;

function wantedBy({ columns, rows, totals }: Table, at: number): Wanted {
  const { heading = '', figures } = columns[at] ?? {};
  const headed = headingInWords({ heading });
  const kept = [...rows, ...totals].flatMap((row) => row[at] ?? []);
  const cells = kept.map(cellInWords);
  const isFigure = figures === true;
  const unbroken = kept.reduce((most, cell) => Math.max(most, unbrokenIn(cell, isFigure)), 0);
  const least = Math.max(longestWord(headed) * boldly, unbroken) + air;
  const asked = Math.max(
    longest(cells, (text) => text.length),
    headed.length * boldly,
  );
  const every = Math.ceil(cells.length / rowsSeen);
  const seen = cells.filter((_, nth) => nth % every === 0);
  const texts = [measured(headed, boldly), ...seen.map((text) => measured(text))];
  return { least, most: Math.max(least, Math.min(mostAsked, asked) + air), isFigure, texts };
}

/** A word that is longer may be broken, but no figure. */
const longestUnbroken = 22;

function unbrokenIn(cell: Cell, isFigure: boolean): number {
  const text = cellInWords(cell);
  // A spreadsheet shows no part of an amount or a day: without room for all of it, it shows none.
  if (cell.kind === 'pence' || cell.kind === 'date') return text.length;
  // Beside a stated number may stand of when it is, which may go below it.
  return isFigure ? longestWord(text) : Math.min(longestUnbroken, longestWord(text));
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
