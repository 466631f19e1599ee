import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { documentFormats, inFormat } from '#documents/formats/formats';
import type { DocumentFormat } from '#documents/formats/formats';
import {
  absent,
  count,
  date,
  heading,
  list,
  money,
  note,
  paragraph,
  table,
  words,
} from '#documents/model/document';
import type { Document } from '#documents/model/document';
import { quoted } from '#documents/model/text-safety';
import { Openers } from './opened.ts';

const long = 'Ten thousand characters, word by word. '.repeat(257).slice(0, 10_000);
const unbroken = 'x'.repeat(10_000);
const hostile: Readonly<Record<string, string>> = {
  formula: '=1+1',
  sum: '+1+1',
  minus: '-2+3',
  command: "=cmd|' /C calc'!A0",
  at: '@SUM(1,1)',
  tabbed: '\t=1+1',
  markup: '<script>alert(1)</script> & "quoted" ]]> \'so\'',
  control: 'bell\u0007 escape\u001b[31m null\u0000 next\u0085 lone\ud800 override\u202eevil',
  arabic: 'شركة السلامة',
  hebrew: 'שלום & עולם',
  lines: 'first line\nsecond line',
};

function documentOf(texts: Readonly<Record<string, string>>): Document {
  const rows = Object.entries(texts).map(([name, text], nth) => [
    words(name),
    words(text),
    money(123_456 + nth),
    count(1215.5),
    date('2012-03-31'),
    absent('not available'),
  ]);
  const columns = ['Name', 'Text', 'Cost £', 'Count #', 'Day', 'Actual #'];
  return {
    name: 'hostile',
    title: 'A document <of> hostile & "texts"',
    partnership: quoted('Partnership = \u202eevil שלום'),
    moment: { asAt: '2012-03-31', knownAt: '2012-04-13T10:00:00.000Z' },
    paper: 'upright',
    mainTable: 'texts',
    parts: [
      heading('First part'),
      paragraph('A paragraph of words.'),
      list(['One item', '=2+2']),
      {
        kind: 'chart',
        title: 'A chart',
        bars: [
          { label: '<b>', pence: 500 },
          { label: 'B', pence: 250 },
        ],
      },
      table('texts', 'Hostile texts', columns, rows, { totals: [[words('Total'), words(''), money(999)]] }),
      note('A note at the end.'),
    ],
  };
}

const made = documentOf(hostile);
const openers = new Openers();
afterAll(() => openers.remove());

describe('Every format', () => {
  it.each(documentFormats)(
    'gives %s the same bytes for the same document, on another day and elsewhere',
    async (format) => {
      const first = await inFormat(made, format);
      const zone = process.env['TZ'];
      process.env['TZ'] = 'Pacific/Auckland';
      await new Promise((resolve) => void setTimeout(resolve, 1100));
      const second = await inFormat(made, format);
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
      expect(Buffer.compare(first, second)).toBe(0);
    },
  );

  it.each(documentFormats)('holds no control character and no turned direction in %s', async (format) => {
    const bytes = await inFormat(made, format);
    const text = await textOf(format, bytes);
    expect(text).toContain('escape');
    expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000e-\u001f\u202a-\u202e\ud800]/u);
  });
});

async function textOf(format: DocumentFormat, bytes: Uint8Array): Promise<string> {
  // Poppler parts pages, and marks itself what it finds to run from right to left.
  if (format === 'pdf') return openers.pdfText(bytes).replaceAll(/[\f\u202a-\u202c]/gu, '');
  if (format === 'docx') return openers.word(bytes);
  if (format === 'xlsx' || format === 'ods') return Object.values(openers.sheets(format, bytes)).join('\n');
  return new TextDecoder().decode(bytes);
}

describe.each(['xlsx', 'ods'] as const)('A document as %s, opened in LibreOffice', (format) => {
  let rows: string[][];
  let sheets: Readonly<Record<string, string>>;
  beforeAll(async () => {
    sheets = openers.sheets(format, await inFormat(made, format));
    rows = parse(sheets['Hostile texts'] ?? '', { relax_column_count: true });
  });
  const named = (name: string): string[] => rows.find((row) => row[0] === name) ?? [];

  it('has no formula: what looks like one is shown as it was typed', () => {
    for (const name of ['formula', 'sum', 'minus', 'command', 'at'])
      expect(named(name)[1]).toBe(hostile[name]);
    expect(sheets['About']).toContain('=2+2');
  });

  it('keeps markup, lines and other scripts as text', () => {
    for (const name of ['markup', 'lines', 'arabic', 'hebrew']) expect(named(name)[1]).toBe(hostile[name]);
  });

  it('has amounts, numbers and days as such, and "not available" as itself', () => {
    expect(named('formula').slice(2)).toEqual(['£1,234.56', '1,215.5', '31 March 2012', 'not available']);
  });

  it('says in its first sheet what it is and of when', () => {
    expect(sheets['About']).toContain('As at 31 March 2012, as known on 13 April 2012, 11:00.');
  });
});

describe('A document as docx, opened in LibreOffice', () => {
  it('reads in order: title, moment, headings, table, note', async () => {
    const text = openers.word(await inFormat(made, 'docx'));
    const order = [
      'A document <of> hostile',
      'As at 31 March 2012',
      'First part',
      'Hostile texts',
      '£1,234.56',
      'A note',
    ];
    expect(order.map((part) => text.indexOf(part)).every((at, nth, all) => at > (all[nth - 1] ?? -1))).toBe(
      true,
    );
    expect(text).toContain(hostile['markup']);
  });
});

describe('A document as pdf, opened by poppler', () => {
  it('is tagged, has its title and the time at which it is known', async () => {
    const info = openers.pdfInfo(await inFormat(made, 'pdf'));
    expect(info).toMatch(/Tagged: +yes/u);
    expect(info).toMatch(/Title: +A document <of> hostile & "texts"/u);
    expect(info).toMatch(/CreationDate: +Fri Apr 13/u);
  });

  it('is read out in order: headings as headings, each cell of a table in its row', async () => {
    const structure = openers.pdfStructure(await inFormat(made, 'pdf'));
    const tags = structure.split('\n').map((line) => line.trim());
    expect(tags).toEqual(
      expect.arrayContaining(['Document', 'H1 (block)', 'H2 (block)', 'Table (block)', 'TR']),
    );
    expect(structure.replaceAll(/\s+/gu, ' ')).toMatch(
      /TR TH: \/Scope \/Column "Name" TH.*TR TD "formula" TD "=1\+1" TD "£1,234.56"/u,
    );
  });

  it('has words that run from right to left in their order, a space between them', async () => {
    const text = openers.pdfText(await inFormat(made, 'pdf')).replaceAll(/[\u202a-\u202e]/gu, '');
    expect(text).toContain(hostile['hebrew']);
  });

  it('breaks a text of 10,000 characters over pages, with a word as long as that, and loses no letter', async () => {
    const bytes = await inFormat(documentOf({ long, unbroken, after: 'the end' }), 'pdf');
    const text = openers.pdfStructure(bytes).replaceAll(/[^\p{L},.]/gu, '');
    expect(text.match(/x/gu)?.length).toBeGreaterThanOrEqual(10_000);
    expect(text).toContain(long.replaceAll(' ', ''));
    expect(text).toContain('theend');
  });
});

describe('A document as CSV', () => {
  it('turns what looks like a formula into text with an apostrophe, and nothing else', async () => {
    const text = new TextDecoder().decode(await inFormat(made, 'csv'));
    const cells = new Map(parse(text, { bom: true }).map((row) => [row[0], row[1]]));
    for (const name of ['formula', 'sum', 'minus', 'command', 'at', 'tabbed'])
      expect(cells.get(name)).toBe(`'${hostile[name]}`);
    for (const name of ['markup', 'arabic', 'lines']) expect(cells.get(name)).toBe(hostile[name]);
  });
});

describe('The head of a column of pounds', () => {
  it('keeps its sign on the line of its word for people, and is plain for programs', async () => {
    const bound = 'Cost\u00a0£';
    expect(new TextDecoder().decode(await inFormat(made, 'html'))).toContain(`>${bound}</th>`);
    const files = unzipSync(await inFormat(made, 'docx'));
    expect(strFromU8(files['word/document.xml'] ?? new Uint8Array())).toContain(bound);
    // Poppler reads out a word that is not broken as one.
    expect(openers.pdfStructure(await inFormat(made, 'pdf'))).toMatch(/"Cost[\u00a0 ]£"/u);
    for (const format of ['csv', 'json'] as const)
      expect(new TextDecoder().decode(await inFormat(made, format))).toContain('Cost £');
  });
});

describe('A document as a page', () => {
  it('shows markup and does not obey it', async () => {
    const page = new TextDecoder().decode(await inFormat(made, 'html'));
    expect(page).not.toMatch(/<script|<b>/u);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quoted&quot;');
  });

  it('isolates what runs from right to left within a sentence', () => {
    expect(quoted('שלום')).toBe('\u2068שלום\u2069');
    expect(quoted('plain \u2069 words')).toBe('plain words');
  });
});
