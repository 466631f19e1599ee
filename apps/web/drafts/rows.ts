import type { Field, Reading, Typed } from '#govuk/fields';
import type { Posted } from '#govuk/form';
import type { Input } from './task.js';

/** One column of a list that is filled in by rows: its field, and how it is asked for. */
export interface RowPart {
  readonly name: string;
  readonly field: Field<unknown>;
  /** Whether it is asked for where anything else stands in its row. */
  readonly isNeeded?: true;
  readonly input: Omit<Input, 'name'>;
}

const mostRows = 20;

/**
 * How many rows a page of a list shows: as many as were sent at the least, so that none of them is lost.
 * @param spare how many empty rows stand after those that are filled in. Saving gives as many more
 */
export function rowsShown(filled: number, posted: Posted, spare = 2): number {
  const sent = Object.keys(posted).map((name) => Number(/[a-z](\d{1,2})$/i.exec(name)?.[1] ?? -1) + 1);
  return Math.min(Math.max(filled + spare, ...sent), mostRows);
}

/**
 * The fields of every row. A row may be left empty; one that is begun says what it needs, so that nothing of
 * it is dropped.
 */
export function rowFields(
  what: string,
  parts: readonly RowPart[],
  rows: number,
): Readonly<Record<string, Field<unknown>>> {
  return Object.fromEntries(
    numbers(rows).flatMap((row) => {
      const names = parts.map(({ name }) => `${name}${row}`);
      return parts.map((part) => [`${part.name}${row}`, fieldOf(part, names, `${what} ${row + 1}`)]);
    }),
  );
}

function fieldOf({ field, isNeeded }: RowPart, names: readonly string[], row: string): Field<unknown> {
  return {
    parts: (name) => field.parts(name),
    read(typed, name) {
      const isNotAsked = isNeeded !== true || names.every((one) => isEmpty(typed, one));
      if (isEmpty(typed, name) && isNotAsked) return { value: undefined };
      return ofRow(row, field.read(typed, name));
    },
  };
}

function isEmpty(typed: Typed, name: string): boolean {
  return [typed[name] ?? ''].flat().every((text) => text.trim() === '');
}

/** Which row is meant: `Cost 2: enter the amount`. */
function ofRow(row: string, reading: Reading<unknown>): Reading<unknown> {
  if (!('wrong' in reading)) return reading;
  return { ...reading, wrong: `${row}: ${reading.wrong.charAt(0).toLowerCase()}${reading.wrong.slice(1)}` };
}

/** The inputs of every row, each under a heading with its number. */
export function rowInputs(what: string, parts: readonly RowPart[], rows: number): readonly Input[] {
  return numbers(rows).flatMap((row) => [
    { kind: 'heading' as const, name: `row${row}`, label: `${what} ${row + 1}` },
    ...parts.map(({ name, input }) => ({ ...input, name: `${name}${row}` })),
  ]);
}

/** What stands in the rows already. */
export function rowsTyped<Row>(
  filled: readonly Row[],
  typed: (row: Row) => Readonly<Record<string, string>>,
): Typed {
  return Object.fromEntries(
    filled.flatMap((row, index) =>
      Object.entries(typed(row)).map(([name, text]) => [`${name}${index}`, text]),
    ),
  );
}

/** The rows in which anything stands, by the names of their parts. */
export function rowsSaid(
  parts: readonly RowPart[],
  values: Readonly<Record<string, unknown>>,
  rows: number,
): readonly Readonly<Record<string, unknown>>[] {
  const all = numbers(rows).map((row) => {
    const said = parts.map(({ name }) => [name, values[`${name}${row}`]] as const);
    return Object.fromEntries(said.filter(([, value]) => value !== undefined));
  });
  return all.filter((row) => Object.keys(row).length > 0);
}

function numbers(rows: number): readonly number[] {
  return Array.from({ length: rows }, (_, row) => row);
}
