import { parse } from 'csv-parse/sync';
import { parse as parseHtml } from 'node-html-parser';
import type { HTMLElement } from 'node-html-parser';
import type { Shown, Visitor } from './visitor.js';

/** A table of a page: what each of its rows is called. */
interface ShownTable {
  readonly caption: string;
  readonly names: readonly string[];
}

/** A file that a page leads to, row by row, without its headings. */
interface ExportedFile {
  readonly href: string;
  readonly rows: readonly (readonly string[])[];
}

/** The tables of a page in which something stands. */
export function tablesOn({ root }: Shown): readonly ShownTable[] {
  return root
    .querySelectorAll('main table')
    .map((table) => ({
      caption: textOf(table.querySelector('caption')),
      names: table.querySelectorAll('tbody tr').map((row) => nameIn(row.querySelector('th, td'))),
    }))
    .filter(({ names }) => names.length > 0);
}

/**
 * What is wrong with the files of a page: a table of which there is none with the same rows, and a file with
 * more than the page shows, unless it shows a part.
 */
export async function wrongFilesOf(visitor: Visitor, page: Shown): Promise<readonly string[]> {
  const files = await filesOn(visitor, page);
  const tables = tablesOn(page).map((table) => ({ ...table, file: fileOf(table, files) }));
  const without = tables.flatMap(({ caption, file }) =>
    file === undefined ? [`${page.at}: ${caption} is no file`] : [],
  );
  const isPart = page.root.querySelector('.govuk-pagination') !== null;
  const longer = [...Map.groupBy(tables, ({ file }) => file)].flatMap(([file, shown]) => {
    const rows = shown.reduce((sum, { names }) => sum + names.length, 0);
    const isSame = file === undefined || isPart || file.rows.length === rows;
    return isSame ? [] : [`${file.href} has ${file.rows.length} rows of ${rows}`];
  });
  return [...without, ...longer];
}

async function filesOn(visitor: Visitor, { root }: Shown): Promise<readonly ExportedFile[]> {
  const links = root.querySelectorAll('main a[download]').map((link) => link.getAttribute('href') ?? '');
  const files: ExportedFile[] = [];
  for (const href of links) {
    const { headers, html } = await visitor.open(href.replaceAll('&amp;', '&'));
    if (!String(headers['content-type']).startsWith('text/csv')) continue;
    const [, ...rows] = parse(html, { bom: true }) as readonly (readonly string[])[];
    files.push({ href, rows: rows.map((row) => row.map(plain)) });
  }
  return files;
}

/** The file in which each row of a table is; one with just as many rows before one with more. */
function fileOf({ names }: ShownTable, files: readonly ExportedFile[]): ExportedFile | undefined {
  const fitting = files.filter(({ rows }) => names.every((name) => rows.some((row) => isCalled(row, name))));
  return fitting.find(({ rows }) => rows.length === names.length) ?? fitting[0];
}

/** Whether a field of a row is what it is called on the page, or a word of that. */
function isCalled(row: readonly string[], name: string): boolean {
  return row.some((field) => field !== '' && ` ${name} `.includes(` ${field} `));
}

/** What a row is called: what stands first in it, without what is set under it. */
function nameIn(cell: HTMLElement | null): string {
  const copy = parseHtml(cell?.outerHTML ?? '');
  for (const part of copy.querySelectorAll('.app-under, .govuk-tag, .govuk-visually-hidden, svg'))
    part.remove();
  return plain(textOf(copy));
}

const months = Array.from({ length: 12 }, (_, month) =>
  new Date(Date.UTC(2000, month)).toLocaleString('en-GB', { month: 'long', timeZone: 'UTC' }),
);
const dayInWords = new RegExp(`(?:(?<day>\\d{1,2}) )?(?<month>${months.join('|')}) (?<year>\\d{4})`, 'gu');

/** A text with days and months as a file has them, moments as the days that they are on, and no capitals. */
function plain(text: string): string {
  return text
    .replace(/^'(?=[=+@-])/u, '')
    .replaceAll(dayInWords, (_, day: string | undefined, month: string, year: string) =>
      [year, two(months.indexOf(month) + 1), ...(day === undefined ? [] : [two(Number(day))])].join('-'),
    )
    .replaceAll(/(?<=\d{4}-\d\d-\d\d)(?:, \d\d:\d\d|T[\d:.]+Z)/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function textOf(element: HTMLElement | null): string {
  return (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}
