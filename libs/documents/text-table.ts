import { displayWidth, plainLine, wrapped } from '#documents/plain-text';

/**
 * A column of a table for people. Figures stand on the right. Where room is short, texts are wrapped between
 * words, so that a figure is never broken.
 */
export interface TextColumn {
  readonly heading: string;
  readonly align?: 'left' | 'right';
}

export interface TextTable {
  readonly columns: readonly TextColumn[];
  /** A text for each column, in order. */
  readonly rows: readonly (readonly string[])[];
  /** Rows that sum up those above, set off by a rule. */
  readonly totals?: readonly (readonly string[])[];
}

const gap = '  ';
/** Narrower than this a column of words cannot be read, and the table is wider than the terminal instead. */
const narrowest = 10;

/**
 * A table as lines for a terminal or a file: aligned, without borders, a rule under the headings and above
 * the totals. Where the terminal is too narrow even with its words wrapped, each row becomes a block with a
 * line a column.
 *
 * @param width the columns of the terminal; undefined where there is no terminal, and nothing is wrapped
 */
export function tableLines({ columns, rows, totals = [] }: TextTable, width?: number): string[] {
  const asPlain = (row: readonly string[]): string[] => columns.map((_, at) => plainLine(row[at] ?? ''));
  const headings = asPlain(columns.map(({ heading }) => heading));
  const body = rows.map(asPlain);
  const sums = totals.map(asPlain);
  const widths = widthsFor([headings, ...body, ...sums], columns, width);
  if (width !== undefined && widthOf(widths) > width)
    return blocks(headings, [...body, ...sums], columns, width);
  const rule = widths.map((each) => '-'.repeat(each)).join(gap);
  const lines = (row: readonly string[]): string[] => linesOfRow(row, columns, widths);
  const foot = sums.length === 0 ? [] : [rule, ...sums.flatMap(lines)];
  return [...lines(headings), rule, ...body.flatMap(lines), ...foot];
}

/** Money stays in a column of its own, so that it can be added up with the eye. */
function blocks(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  columns: readonly TextColumn[],
  width: number,
): string[] {
  const named = Math.max(...headings.map(displayWidth));
  const isMoney = (at: number): boolean => columns[at]?.align === 'right';
  const money = Math.max(0, ...rows.flatMap((row) => row.filter((_, at) => isMoney(at)).map(displayWidth)));
  return rows.flatMap((row, index) => {
    const lines = row.flatMap((text, at) => {
      if (text === '') return [];
      const heading = padded(headings[at] ?? '', named, 'left');
      if (isMoney(at)) return [`${heading}${gap}${padded(text, money, 'right')}`];
      const room = Math.max(narrowest, width - named - gap.length);
      return wrapped(text, room).map(
        (line, nth) => `${nth === 0 ? heading : ' '.repeat(named)}${gap}${line}`,
      );
    });
    return index === 0 ? lines : ['', ...lines];
  });
}

function widthOf(widths: readonly number[]): number {
  return widths.reduce((sum, each) => sum + each, 0) + gap.length * (widths.length - 1);
}

function linesOfRow(
  row: readonly string[],
  columns: readonly TextColumn[],
  widths: readonly number[],
): string[] {
  const cells = row.map((text, at) => wrapped(text, widths[at] ?? Infinity));
  const height = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const parts = cells.map((lines, at) => padded(lines[line] ?? '', widths[at] ?? 0, columns[at]?.align));
    return parts.join(gap).trimEnd();
  });
}

function padded(text: string, width: number, align: TextColumn['align']): string {
  const spaces = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'right' ? spaces + text : text + spaces;
}

function widthsFor(
  body: readonly (readonly string[])[],
  columns: readonly TextColumn[],
  width?: number,
): number[] {
  const widest = (at: number, measure: (text: string) => number): number => {
    return Math.max(1, ...body.map((row) => measure(row[at] ?? '')));
  };
  const natural = columns.map((_, at) => widest(at, displayWidth));
  if (width === undefined) return natural;
  const least = columns.map(({ align }, at) => {
    return Math.max(align === 'right' ? 1 : narrowest, widest(at, longestWord));
  });
  return shrunk(natural, least, width - gap.length * (columns.length - 1));
}

/** The widest column of words gives way first, so that none is squeezed before it. */
function shrunk(natural: readonly number[], least: readonly number[], room: number): number[] {
  const widths = [...natural];
  for (let surplus = widths.reduce((sum, each) => sum + each, 0) - room; surplus > 0; surplus -= 1) {
    const shrinkable = widths.keys().filter((at) => (widths[at] ?? 0) > (least[at] ?? 0));
    const widest = [...shrinkable].reduce((a, b) => ((widths[b] ?? 0) > (widths[a] ?? -1) ? b : a), -1);
    if (widest === -1) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function longestWord(text: string): number {
  return Math.max(0, ...text.split(' ').map(displayWidth));
}
