import type { Instant, LocalDate } from '#kernel/local-date';
import type { Pence } from '#kernel/pence';

/** The moment a document speaks of: what was true by the end of a day, as it was known at a moment. */
export interface Moment {
  readonly asAt: LocalDate;
  readonly knownAt: Instant;
}

/** Where a figure comes from: the positions in the store of the events behind it. */
export type Behind = readonly number[];

/** An amount, with the events that it is the sum of. */
export interface Figure {
  readonly pence: Pence;
  readonly behind: Behind;
}

/** An event that a figure can be followed to. */
export interface EventBehind {
  readonly position: number;
  readonly effectiveOn: LocalDate;
  readonly recordedAt: Instant;
  /** What happened: `ProjectFunded`. */
  readonly type: string;
  /** The record that it is part of: `project-riverside.youth-bus`. */
  readonly stream: string;
}

/** A text, with the figures in it that can be followed. */
export interface Sentence {
  readonly text: string;
  readonly figures?: readonly FigureWithin[];
}

/** A figure as it stands in a text: by the words of its cell, from this letter on. */
export interface FigureWithin {
  readonly start: number;
  readonly cell: Cell;
}

/** What stands in a cell, by its kind, so that a spreadsheet gets a number and a page gets words. */
export type Cell =
  | ({ readonly kind: 'text'; readonly tone?: Tone } & Sentence)
  | { readonly kind: 'pence'; readonly pence: Pence; readonly behind?: Behind }
  | {
      readonly kind: 'number';
      readonly number: number;
      /** As it was said, to the last decimal and with its sign: `66.30%`. */
      readonly said?: string;
      /** It names something, as the number of a batch does, and counts nothing. */
      readonly names?: true;
      readonly behind?: Behind;
    }
  | { readonly kind: 'date'; readonly date: LocalDate }
  /** No figure, and why: "not available" is itself, and never nought. */
  | { readonly kind: 'absent'; readonly why: string };

/** A number of things, with the events by which there are so many. */
export type Counted = Extract<Cell, { readonly kind: 'number' }>;

/** Shown as a colour beside the word, which says the same to whoever sees none. */
export type Tone = 'red' | 'amber' | 'green';

export interface Column {
  readonly heading: string;
  /** Figures stand on the right; words on the left. */
  readonly figures?: true;
}

export interface Table {
  readonly kind: 'table';
  /** Names the table among those of its document: letters, digits and hyphens. */
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  readonly totals: readonly (readonly Cell[])[];
  /** What is said where there is no row. */
  readonly whenEmpty: string;
}

export interface Bar {
  readonly label: string;
  readonly pence: Pence;
}

export type Part =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | ({ readonly kind: 'paragraph' } & Sentence)
  | { readonly kind: 'list'; readonly items: readonly Sentence[] }
  /** Something to know about what stands above it, set smaller. */
  | ({ readonly kind: 'note' } & Sentence)
  /** Bars of money. A table with the same figures stands beside it, and says all that it says. */
  | { readonly kind: 'chart'; readonly title: string; readonly bars: readonly Bar[] }
  | Table;

/** The same for programs in the words of a standard: what JSON and CSV are made of instead of the parts. */
export interface Published {
  readonly json: unknown;
  readonly table: Table;
}

/** A document as it is, before it is made into any format. */
export interface Document {
  /** Its name on the command line. */
  readonly name: string;
  readonly title: string;
  readonly partnership: string;
  readonly moment: Moment;
  /** How the paper lies: wide tables need it on its side. */
  readonly paper: 'upright' | 'sideways';
  readonly parts: readonly Part[];
  /** The id of the table that a format of one table alone holds; it is there though it has no row. */
  readonly mainTable: string;
  /** It goes to somebody who follows no figures: on paper it says which events it rests on, and no more. */
  readonly isLetter?: true;
  /** A program of others takes its main table in, and knows its columns: as CSV it has those and no more. */
  readonly isTakenIn?: true;
  /** What is given to the public, where a standard says how it is to be written. */
  readonly published?: Published;
  /** The events behind its figures, in the order of recording. */
  readonly events?: readonly EventBehind[];
}

export const words = (text: string | Sentence | undefined, tone?: Tone): Cell => ({
  kind: 'text',
  ...asSentence(text ?? ''),
  ...(tone === undefined ? {} : { tone }),
});
export const money = (pence: Pence, behind?: Behind): Cell => ({
  kind: 'pence',
  pence,
  ...(behind === undefined ? {} : { behind }),
});
/** The same of an amount that has its events with it. */
export const amount = ({ pence, behind }: Figure): Cell => money(pence, behind);
export const count = (number: number, behind: Behind = []): Counted => ({ kind: 'number', number, behind });
/** A number that names something: a batch, a line, a period. */
export const numbered = (number: number): Cell => ({ kind: 'number', number, names: true });
/** A number that someone stated: a page shows it as it was said, a spreadsheet holds the number. */
export const stated = (number: number, said: string, behind: Behind): Cell => ({
  kind: 'number',
  number,
  said,
  behind,
});
export const absent = (why: string): Cell => ({ kind: 'absent', why });
/** A day, or words where there is none. */
export const date = (day: LocalDate | undefined, otherwise = ''): Cell =>
  day === undefined ? words(otherwise) : { kind: 'date', date: day };

export const heading = (text: string, level: 1 | 2 = 1): Part => ({ kind: 'heading', level, text });
export const paragraph = (said: string | Sentence): Part => ({ kind: 'paragraph', ...asSentence(said) });
export const note = (said: string | Sentence): Part => ({ kind: 'note', ...asSentence(said) });
export const list = (items: readonly (string | Sentence)[]): Part => ({
  kind: 'list',
  items: items.map(asSentence),
});

function asSentence(said: string | Sentence): Sentence {
  return typeof said === 'string' ? { text: said } : said;
}

/** A table; columns whose heading ends in `£` or `#` hold figures, and `#` is not shown. */
export function table(
  id: string,
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  { totals = [], whenEmpty = 'None.' }: Partial<Pick<Table, 'totals' | 'whenEmpty'>> = {},
): Table {
  const headed = columns.map((text): Column => {
    if (text.endsWith('#')) return { heading: text.slice(0, -1).trim(), figures: true };
    return text.endsWith('£') ? { heading: text, figures: true } : { heading: text };
  });
  return { kind: 'table', id, caption, columns: headed, rows, totals, whenEmpty };
}

export function tablesOf({ parts }: Document): readonly Table[] {
  return parts.filter((part) => part.kind === 'table');
}
