import type { Cell, Published, Table } from '#documents/model/document';
import type { ToPublish } from '#documents/open/checked-texts';

type Plain = string | number | null;

/** A table as it is published: for programs a record a row, amounts in pounds, days as 2011-04-12. */
export function publishedOf(title: string, table: Table): Published {
  return { json: { title, records: recordsOf(table) }, table };
}

/** The cells of what is to be published, each by its column and by what its row is of, for the last look. */
export function cellsToPublish(
  refs: readonly string[],
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): readonly ToPublish[] {
  return rows.flatMap((row, nth) =>
    row.flatMap((cell, at) =>
      cell.kind === 'text'
        ? [{ of: refs[nth] ?? '', part: (columns[at] ?? '').toLowerCase(), content: cell.text }]
        : [],
    ),
  );
}

function recordsOf({ columns, rows }: Table): readonly Readonly<Record<string, Plain>>[] {
  const names = columns.map(({ heading }) => nameOf(heading));
  return rows.map((row) => Object.fromEntries(row.map((cell, at) => [names[at] ?? '', plain(cell)])));
}

/** `Date awarded` as `dateAwarded`; the pound sign is left out, for amounts are in pounds throughout. */
function nameOf(heading: string): string {
  const [first = '', ...rest] = heading
    .replaceAll(/[^\p{L} ]/gu, '')
    .trim()
    .split(/ +/u);
  return [first.toLowerCase(), ...rest.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))].join(
    '',
  );
}

function plain(cell: Cell): Plain {
  switch (cell.kind) {
    case 'text':
      return cell.text;
    case 'pence':
      return cell.pence / 100;
    case 'number':
      return cell.number;
    case 'date':
      return cell.date;
    case 'absent':
      return null;
    default:
      throw new TypeError(`No record has the cell ${JSON.stringify(cell satisfies never)}.`);
  }
}
