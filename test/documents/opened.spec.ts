import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentOf } from '#documents/documents';
import type { DocumentName } from '#documents/documents';
import type { Facts } from '#documents/facts/facts';
import { inFormat } from '#documents/formats/formats';
import { tablesOf } from '#documents/model/document';
import type { Document } from '#documents/model/document';
import { support } from '#testing/desk-story';
import { Openers } from './opened.ts';
import { saferEssex } from './safer-essex.ts';
import { factsOf } from './telling.ts';

const names = [
  'performance-report',
  'highlight-draft',
  'highlight-report',
  'annual-report',
  'year-end-confirmation',
] as const satisfies readonly DocumentName[];
const texts = {
  budget: 'On track.',
  progress: '- One.\n- Two.',
  performanceAndRisk: 'Well.',
  nextPeriod: 'More.',
};

/** Without the spaces and lines at which a program may break a text. */
const plain = (text: string): string => text.replaceAll(/\s+/gu, '');

// LibreOffice and poppler are programs that we did not write.
describe('Each document on performance', () => {
  const openers = new Openers();
  let facts: Facts;
  const made = (name: DocumentName): Document =>
    documentOf(name, facts, { year: '2009-10', report: 'year', nameOf: (person) => `The officer ${person}` });

  beforeAll(async () => {
    const story = await saferEssex();
    const report = { report: 'year', from: '2009-04-01', to: '2010-03-31', ...texts };
    await story.do(support, 'SubmitHighlightReport', report);
    facts = await factsOf(story, 'essex', { asAt: '2010-04-30', knownAt: '2010-04-30T22:00:00.000Z' });
  });
  afterAll(() => openers.remove());

  it.each(names)(
    'is opened by LibreOffice as Word: %s',
    async (name) => {
      const document = made(name);
      const word = plain(openers.word(await inFormat(document, 'docx')));
      for (const { caption } of tablesOf(document)) expect(word).toContain(plain(caption));
    },
    60_000,
  );

  it('is opened by LibreOffice as a spreadsheet, with a sheet a table: annual-report', async () => {
    const document = made('annual-report');
    const sheets = openers.sheets('document.ods', await inFormat(document, 'ods'));
    expect(Object.keys(sheets)).toHaveLength(tablesOf(document).length + 1);
    const excel = openers.sheets('document.xlsx', await inFormat(document, 'xlsx'));
    expect(Object.keys(excel)).toEqual(Object.keys(sheets));
    expect(Object.values(excel).join('')).toContain('not available: Measured in the last year.');
  }, 60_000);

  it.each(names)('is opened by poppler, tagged, with every heading: %s', async (name) => {
    const document = made(name);
    const bytes = await inFormat(document, 'pdf');
    expect(openers.pdfInfo(bytes)).toMatch(/Tagged: +yes/u);
    const text = plain(openers.pdfText(bytes));
    for (const part of document.parts) if (part.kind === 'heading') expect(text).toContain(plain(part.text));
  });
});
