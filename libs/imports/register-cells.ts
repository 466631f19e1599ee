import type { RegisterColumn, RegisterColumns } from '#imports/register-columns';
import type { SheetRow } from '#imports/register-file';
import { parsePounds } from '#kernel/pence';
import type { Pence } from '#kernel/pence';

/** A cell, or a whole row, that cannot be read, and why, in a sentence. */
export interface RegisterProblem {
  readonly row: number;
  /** The heading of the column as the file has it; empty for the row as a whole. */
  readonly column: string;
  readonly reason: string;
}

/** The longest text that a project keeps, by column; see `libs/funding/bid.commands.ts`. */
const longest: Readonly<Partial<Record<RegisterColumn, number>>> = {
  'outputs-in-words': 2000,
  'outputs-in-numbers': 2000,
  'partner-input': 4000,
  risk: 4000,
  challenges: 4000,
};

const sums: ReadonlySet<RegisterColumn> = new Set(['cost', 'spent']);

// What a spreadsheet would run as a formula when the text is exported again. A dash alone stands for an empty
// cell.
const formula = /^(?:[=+@]|-(?=[^\s-]|\s+\S))/;
const controlCharacter = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/** The cells of one row by what they mean. What is wrong with them collects in `problems`. */
export class RegisterCells {
  readonly row: number;
  readonly problems: RegisterProblem[] = [];
  private readonly cells: readonly string[];
  private readonly columns: RegisterColumns;

  constructor({ row, cells }: SheetRow, columns: RegisterColumns) {
    this.row = row;
    this.cells = cells;
    this.columns = columns;
    this.inspectPlaces();
    for (const column of columns.places.keys()) if (!sums.has(column)) this.inspectText(column);
  }

  /**
   * The text of a cell, or undefined when it is blank. A single dash is how many a spreadsheet shows an empty
   * cell.
   */
  text(column: RegisterColumn): string | undefined {
    const place = this.columns.places.get(column);
    const text = place === undefined ? undefined : this.cells[place];
    return text === undefined || /^-*$/.test(text) ? undefined : text;
  }

  /** A sum in pence, or undefined when the cell is blank or is reported. */
  sum(column: RegisterColumn): Pence | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    const sum = parsePounds(text);
    if (sum === undefined) {
      this.report(
        column,
        `"${shortened(text)}" is not a sum such as £45,140, £1,000.50 or nil, and is not guessed at.`,
      );
      return undefined;
    }
    return this.mayBeTorn(column, text) ? undefined : sum;
  }

  report(column: RegisterColumn | undefined, reason: string): void {
    this.problems.push({ row: this.row, column: column === undefined ? '' : this.headingOf(column), reason });
  }

  /** Reports a cell that is needed and blank; a row that ends too early is said to be that. */
  reportBlank(column: RegisterColumn, why: string): void {
    const isThere = (this.columns.places.get(column) ?? 0) < this.cells.length;
    this.report(column, isThere ? `It is blank. ${why}` : `The row ends before this cell. ${why}`);
  }

  /**
   * What begins like a formula is still a text, but a person looks at it before it is kept and exported
   * again.
   */
  private inspectText(column: RegisterColumn): void {
    const text = this.text(column);
    if (text === undefined) return;
    if (formula.test(text))
      this.report(column, `It begins with "${text[0]}", as a formula does. Write it as text.`);
    if (controlCharacter.test(text)) this.report(column, 'It holds control characters.');
    const most = longest[column];
    if (most !== undefined && text.length > most) {
      this.report(column, `It holds ${text.length} characters; at most ${most} can be kept.`);
    }
  }

  /**
   * `£3,980` without quotation marks falls apart into £3 and 980, which would be read as three pounds. The
   * sum is safe when the next cell does not begin with exactly three digits, or when it has itself more
   * digits than may stand before a comma, as in `£3980,830 adults`. A bare number in a row with a cell for
   * each heading is what it says: torn apart, it would have given the row a cell too many.
   */
  private mayBeTorn(column: RegisterColumn, text: string): boolean {
    const next = this.cells[(this.columns.places.get(column) ?? 0) + 1] ?? '';
    if (!/^£?\d{1,3}$/.test(text) || !/^\d{3}(?!\d)/.test(next)) return false;
    if (!text.startsWith('£') && this.cells.length === this.columns.headings.length) return false;
    this.report(
      column,
      `"${text}" is followed by "${shortened(next)}": it may be ${text},${next.slice(0, 3)} without quotation marks.`,
    );
    return true;
  }

  /** A row may leave out empty cells at its end. With too many cells nobody knows which text is whose. */
  private inspectPlaces(): void {
    const surplus = this.cells.slice(this.columns.headings.length).filter((cell) => cell !== '');
    if (surplus.length > 0) {
      const count = `${this.cells.length} cells under ${this.columns.headings.length} headings`;
      this.report(undefined, `It has ${count}: a text with a comma in it may lack its quotation marks.`);
    }
  }

  private headingOf(column: RegisterColumn): string {
    return this.columns.headings[this.columns.places.get(column) ?? -1] ?? column;
  }
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
