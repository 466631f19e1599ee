import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { parse as parseHtml } from 'node-html-parser';
import { eventsListed } from '#documents/events-listed';
import { documentFormats, inFormat } from '#documents/formats/formats';
import { sheetsOf } from '#documents/formats/sheets';
import type { DocumentFormat } from '#documents/formats/formats';
import { tablesOf } from '#documents/model/document';
import type { Document, Part, Table } from '#documents/model/document';
import { behindOf } from '#documents/followed';
import { cellInWords } from '#documents/model/in-words';
import { everyName, forThePublic, madeOf } from './each-document.ts';
import { factsFor } from './each-history.ts';
import { hostile, hostileName, isFromTheRight, withLongTexts } from './hostile.ts';
import { Openers } from './opened.ts';
import { missingFrom, plain, rowsOf, saidIn, wordsOf } from './said.ts';

// The sheets of this one are wide. That of its events may be longer than a page, and is left out here.
describe('A workbook on paper, by LibreOffice', () => {
  const openers = new Openers();
  afterAll(() => openers.remove());

  it.each(['xlsx', 'ods'] as const)('has each sheet of %s on one page, however wide', async (kind) => {
    const { events, ...document } = madeOf('performance-report', await factsFor('performance-report'));
    expect(events?.length).toBeGreaterThan(0);
    const bytes = await inFormat(document, kind);
    const sheets = sheetsOf(document);
    const { text, info } = openers.printed(kind, bytes);
    const feet = text.match(/Page \d+ of \d+/gu) ?? [];
    // Each page says at its foot what it is of, and its number among those of the book.
    expect(feet).toEqual(sheets.map((_, at) => `Page ${at + 1} of ${sheets.length}`));
    expect(info).toContain(`${document.title}: ${document.partnership}`);
  });
});

describe('A workbook in sight', () => {
  const keeps = {
    xlsx: (files) =>
      textsOf(files, /^xl\/worksheets\/sheet/u).flatMap(
        (xml) => xml.match(/<pane ySplit="1"[^>]*state="frozen"/gu) ?? [],
      ),
    ods: (files) =>
      textsOf(files, /^settings\.xml$/u).flatMap(
        (xml) => xml.match(/"VerticalSplitPosition" config:type="int">1</gu) ?? [],
      ),
  } satisfies Readonly<Record<string, (files: ReturnType<typeof unzipSync>) => readonly string[]>>;

  it.each(['xlsx', 'ods'] as const)(
    'keeps the heading of each table of %s where it is while its rows go by',
    async (kind) => {
      const document = madeOf('performance-report', await factsFor('performance-report'));
      const kept = keeps[kind](unzipSync(await inFormat(document, kind)));
      // All sheets but the one of words alone.
      expect(kept).toHaveLength(sheetsOf(document).length - 1);
    },
  );
});

function textsOf(files: ReturnType<typeof unzipSync>, named: RegExp): readonly string[] {
  return Object.entries(files).flatMap(([name, bytes]) => (named.test(name) ? [strFromU8(bytes)] : []));
}

describe('The documents that are opened here', () => {
  it('are all that the library makes', () => {
    const folder = join(import.meta.dirname, '..', '..', 'libs', 'documents');
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /(?<!\.spec)\.ts$/u.test(file),
    );
    const names = sources.flatMap((file) =>
      Array.from(
        readFileSync(join(folder, file), 'utf8').matchAll(/^ {4}name: '([\w-]+)',\n {4}title/gmu),
        ([, name]) => name,
      ),
    );
    expect(new Set(names)).toEqual(new Set(everyName));
  });
});

/** Each document as its history tells it, and as it is when every text of that is meant to do harm. */
const tellings: Readonly<Record<string, (name: string) => Promise<Document>>> = {
  'as it is told': async (name) => madeOf(name, await factsFor(name)),
  'of hostile texts': async (name) => {
    const facts = await factsFor(name, hostile);
    return withLongTexts(madeOf(name, facts, forThePublic.has(name) ? undefined : hostileName));
  },
};

const textFormats = ['html', 'csv', 'json'] as const;
/** Control characters, the marks that turn the direction of a text, and either as JSON would escape it. */
const unseen = new RegExp(
  [
    '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\ufffe]',
    '[\\u200e\\u200f\\u202a-\\u202e\\u2066\\u2067]',
    '\\\\u00[01]',
  ].join('|'),
  'u',
);

// LibreOffice and poppler are programs that we did not write.
describe.each(Object.keys(tellings))('Each document, %s', (telling) => {
  const openers = new Openers();
  const documents = new Map<string, Document>();
  const files = new Map<DocumentFormat, Record<string, Uint8Array>>();
  const read = new Map<string, Readonly<Record<string, unknown>>>();

  beforeAll(async () => {
    for (const name of everyName) documents.set(name, (await tellings[telling]?.(name)) as Document);
    for (const format of documentFormats) {
      const all: Record<string, Uint8Array> = {};
      for (const [name, document] of documents) all[name] = await inFormat(document, format);
      files.set(format, all);
    }
    read.set('docx', openers.words(files.get('docx') ?? {}));
    for (const kind of ['xlsx', 'ods', 'csv'] as const)
      read.set(kind, openers.books(kind, files.get(kind) ?? {}));
  });
  afterAll(() => openers.remove());

  const made = (name: string): Document => documents.get(name) as Document;
  const bytesOf = (name: string, format: DocumentFormat): Uint8Array =>
    files.get(format)?.[name] ?? new Uint8Array();
  const readSheets = (name: string, kind: string): Readonly<Record<string, string>> =>
    (read.get(kind)?.[name] ?? {}) as Readonly<Record<string, string>>;

  it.each(everyName)('has something to tell: %s', (name) => {
    const main = tablesOf(made(name)).find(({ id }) => id === made(name).mainTable);
    expect(main?.rows.length).toBeGreaterThan(0);
  });

  it.each(everyName)('says as Word, in LibreOffice, all that it says: %s', (name) => {
    expect(missingFrom(String(read.get('docx')?.[name]), saidIn(made(name)))).toEqual([]);
  });

  it.each(everyName.flatMap((name) => [[name, 'xlsx'] as const, [name, 'ods'] as const]))(
    'has in LibreOffice a sheet a table, each figure, day and word in its cell: %s as %s',
    (name, kind) => {
      const document = made(name);
      const { About: about = '', ...others } = readSheets(name, kind);
      const sheets = Object.values(others);
      // And one of the events behind the figures, where there are figures.
      expect(sheets).toHaveLength(tablesOf(document).length + (document.events === undefined ? 0 : 1));
      expect(missingFrom(about, [document.title, ...document.parts.flatMap(inAbout)])).toEqual([]);
      const cells = new Set(sheets.flatMap(cellsOf).map(plain));
      const said = rowsOf(document).flat().map(cellInWords);
      expect(said.filter((text) => !cells.has(plain(text)))).toEqual([]);
      expect(formulasIn(bytesOf(name, kind))).toEqual([]);
    },
  );

  it.each(everyName)('is tagged as PDF, and read out by poppler in order, cell by cell: %s', (name) => {
    const document = made(name);
    const bytes = bytesOf(name, 'pdf');
    expect(openers.pdfInfo(bytes)).toMatch(/Tagged: +yes/u);
    const structure = openers.pdfStructure(bytes);
    // What runs from the right poppler turns round letter by letter.
    const said = saidIn(document).filter((text) => !isFromTheRight(text));
    expect(missingFrom(structure, said)).toEqual([]);
    const parts = [...document.parts, ...eventsListed(document)];
    const headings = parts.flatMap((part) => (part.kind === 'heading' ? [part.text] : []));
    expect(structure.match(/^ *H[23] \(block\)/gmu) ?? []).toHaveLength(headings.length);
    expect(
      isInOrder(
        structure,
        headings.filter((text) => !isFromTheRight(text)),
      ),
    ).toBe(true);
  });

  it.each(everyName)('is as CSV its main table, and no formula to LibreOffice either: %s', (name) => {
    const document = made(name);
    const main = tablesOf(document).find(({ id }) => id === document.mainTable);
    const table = document.published?.table ?? main;
    const rows = parseCsv(new TextDecoder().decode(bytesOf(name, 'csv')), { bom: true });
    expect(rows).toHaveLength((table?.rows.length ?? 0) + 1);
    expect(rows[0]).toEqual(headingsIn(document, table));
    const shown = Object.values(readSheets(name, 'csv')).flatMap(cellsOf);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((cell) => cell === '42' || cell.startsWith('Err:'))).toEqual([]);
  });

  it.each(everyName)('is as a web page nothing but words and tables: %s', (name) => {
    const root = parseHtml(new TextDecoder().decode(bytesOf(name, 'html')));
    const active = root.querySelectorAll(
      'script, img, iframe, object, embed, form, link, [onerror], [onload]',
    );
    expect(active.map((one) => one.outerHTML)).toEqual([]);
    expect(missingFrom(root.querySelector('main')?.textContent ?? '', saidIn(made(name)))).toEqual([]);
  });

  it.each(everyName.flatMap((name) => textFormats.map((format) => [name, format] as const)))(
    'holds nothing that a program obeys and nobody sees: %s as %s',
    (name, format) => {
      expect(new TextDecoder().decode(bytesOf(name, format))).not.toMatch(unseen);
    },
  );
});

/** What stands above the columns of a CSV: of ours, its moment and the events behind its figures too. */
function headingsIn({ published, isTakenIn }: Document, table: Table | undefined): readonly string[] {
  const headings = (table?.columns ?? []).map(({ heading }) => heading);
  if (published !== undefined || isTakenIn === true) return headings;
  return [...headings, 'As at', 'Known at', ...(hasEvents(table) ? ['Events behind the figures'] : [])];
}

/** Whether any figure of a table leads to an event. */
function hasEvents(table: Table | undefined): boolean {
  return (table?.rows ?? [])
    .flat()
    .some((cell) =>
      cell.kind === 'text'
        ? (cell.figures ?? []).some((one) => behindOf(one.cell).length > 0)
        : behindOf(cell).length > 0,
    );
}

function inAbout(part: Part): readonly string[] {
  return part.kind === 'table' ? [] : wordsOf(part);
}

function cellsOf(sheet: string): readonly string[] {
  return parseCsv(sheet, { relax_column_count: true }).flat();
}

/** What stands as a formula in the files of a workbook. */
function formulasIn(book: Uint8Array): readonly string[] {
  return Object.entries(unzipSync(book))
    .filter(([file]) => file.endsWith('.xml'))
    .flatMap(([, bytes]) => strFromU8(bytes).match(/<f[ >]|table:formula|<x:f>/gu) ?? []);
}

function isInOrder(text: string, parts: readonly string[]): boolean {
  const read = plain(text);
  let from = 0;
  return parts.map(plain).every((part) => {
    const at = read.indexOf(part, from);
    from = at + part.length;
    return at !== -1;
  });
}
