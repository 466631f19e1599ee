import { behindOf, inRanges } from '#documents/followed';
import { words } from '#documents/model/document';
import type { Cell, Sentence, Table } from '#documents/model/document';
import { cellInWords } from '#documents/model/in-words';

/**
 * A table whose last column names the events behind the figures of each row, where it has any: for a file in
 * which a figure is no link.
 */
export function namingEvents(from: Table): Table {
  const named = (row: readonly Cell[]): string =>
    row
      .flatMap((cell, at) => {
        const behind = eventsIn(cell);
        return behind.length === 0 ? [] : [`${from.columns[at]?.heading ?? ''}: ${behind.join('; ')}`];
      })
      .join('\n');
  const all = [...from.rows, ...from.totals];
  if (all.every((row) => named(row) === '')) return from;
  const withNames = (row: readonly Cell[]): readonly Cell[] => [
    ...from.columns.map((_, at) => row[at] ?? words('')),
    words(named(row)),
  ];
  return {
    ...from,
    columns: [...from.columns, { heading: eventsHeading }],
    rows: from.rows.map(withNames),
    totals: from.totals.map(withNames),
  };
}

export const eventsHeading = 'Events behind the figures';

/** The events behind a figure, or behind each of those in a text. */
function eventsIn(cell: Cell): readonly string[] {
  if (cell.kind === 'text') return eventsWithin(cell);
  const behind = behindOf(cell);
  return behind.length === 0 ? [] : [inRanges(behind)];
}

/** What each figure of a text is, and the events behind it. */
export function eventsWithin({ figures = [] }: Sentence): readonly string[] {
  return figures.flatMap(({ cell }) => {
    const behind = behindOf(cell);
    return behind.length === 0 ? [] : [`${cellInWords(cell)}: ${inRanges(behind)}`];
  });
}
