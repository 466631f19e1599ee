import { afterAll, describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { inFormat } from '#documents/formats/formats';
import { absent, heading, money, note, paragraph, table, words } from '#documents/model/document';
import type { Document, Part } from '#documents/model/document';
import { standsRight } from '#documents/model/in-words';
import { Openers } from './opened.ts';

const openers = new Openers();
afterAll(() => openers.remove());

function paperOf(parts: readonly Part[]): Document {
  return {
    name: 'paper',
    title: 'A paper',
    partnership: 'Riverside',
    moment: { asAt: '2012-03-31', knownAt: '2012-04-13T10:00:00.000Z' },
    paper: 'upright',
    mainTable: 'none',
    parts,
  };
}

/** Sections of every height, so that the foot of some page falls within each part of one. */
const sections = Array.from({ length: 90 }, (_, nth): readonly Part[] => {
  const few = nth % 3;
  const rows = Array.from({ length: few }, (__, row) => [
    words(row === 0 ? `First of ${nth}.` : `Row ${row}`),
    money(row),
  ]);
  const only = few === 0 ? `First of ${nth}. ` : '';
  const last = [words(`${only}Last of ${nth}. ${'and so on '.repeat(nth % 20)}`), money(1)];
  const columns = ['A heading of several lines, as it has so much to say of what stands below it', 'Cost £'];
  return [
    heading(`Section ${nth}.`),
    paragraph(`It says ${'so, and '.repeat((nth * 7) % 30)}no more.`),
    table(`t-${nth}`, `Caption ${nth}.`, columns, [...rows, last], {
      totals: [[words('So far')], [words('Less')], [words(`Total of ${nth}.`), money(3)]],
    }),
  ];
}).flat();

/** Pairs of texts that stand on one page. */
const together = Array.from({ length: 90 }, (_, nth) => [
  [`Section ${nth}.`, `First of ${nth}.`],
  [`Caption ${nth}.`, `First of ${nth}.`],
  [`Last of ${nth}.`, `Total of ${nth}.`],
]).flat();

function parted(text: string): readonly unknown[] {
  const pages = text.split('\f');
  return together.filter((pair) => !pages.some((page) => pair.every((one) => page.includes(one))));
}

describe('A PDF', () => {
  it('leaves no heading and no caption alone at the foot of a page, and no total at the top of one', async () => {
    expect(parted(openers.pdfText(await inFormat(paperOf(sections), 'pdf')))).toEqual([]);
  });

  it('has a bookmark for each heading, those of parts beneath those of wholes', async () => {
    const parts = [heading('First'), note('So.'), heading('Part of it', 2), heading('Second \u202bpart')];
    expect(openers.pdfBookmarks(await inFormat(paperOf(parts), 'pdf'))).toEqual([
      'First',
      '  Part of it',
      'Second  part',
    ]);
  });

  it('has the caption of a table within the table', async () => {
    const [first] = openers.pdfStructure(await inFormat(paperOf(sections.slice(0, 3)), 'pdf')).split('TR');
    expect(first?.replaceAll(/\s+/gu, ' ')).toMatch(/Table \(block\) Caption( \(block\))? "Caption 0\."/u);
  });

  it('has bars of any number, on as many pages as they need, each with its label', async () => {
    const bars = Array.from({ length: 90 }, (_, nth) => ({
      label: `Bar ${nth}, of a source with a name of two lines at the least`,
      pence: nth,
    }));
    const text = openers.pdfText(await inFormat(paperOf([{ kind: 'chart', title: 'Bars', bars }]), 'pdf'));
    expect(text.split('\f').length).toBeGreaterThan(3);
    for (const { label } of bars) expect(text.replaceAll(/\s+/gu, ' ')).toContain(label);
  });
});

describe('The events behind the figures', () => {
  const event = { position: 7, effectiveOn: '2011-04-12', recordedAt: '2011-04-12T10:00:00.000Z' };
  const events = [{ ...event, type: 'ProjectFunded', stream: 'project-riverside.bus' }];
  const made = {
    ...paperOf([table('t', 'Costs', ['What', 'Cost £'], [[words('Bus'), money(100, [7])]])]),
    events,
  };

  it('stand on a page of their own, so that a paper can be printed without them', async () => {
    const pages = openers.pdfText(await inFormat(made, 'pdf')).split('\f');
    expect(pages.map((page) => page.includes('Project funded')).slice(0, 2)).toEqual([false, true]);
    const files = unzipSync(await inFormat(made, 'docx'));
    const xml = strFromU8(files['word/document.xml'] ?? new Uint8Array());
    expect(xml).toMatch(/<w:pageBreakBefore\/>.*?What is behind the figures/u);
  });

  it('are a line at the end of a letter', async () => {
    const text = openers.pdfText(await inFormat({ ...made, isLetter: true }, 'pdf'));
    expect(text.split('\f').filter((page) => page.trim() !== '')).toHaveLength(1);
  });
});

describe('A document of Word', () => {
  const bars = [
    { label: 'Half', pence: 500 },
    { label: 'All', pence: 1000 },
    { label: 'Nothing', pence: 0 },
  ];

  it('has a chart as words and shaded lines, each as long as its amount says', async () => {
    const bytes = await inFormat(paperOf([{ kind: 'chart', title: 'By priority', bars }]), 'docx');
    expect(openers.word(bytes)).toMatch(/By priority\s+Half\s+£5\.00\s+All\s+£10\.00\s+Nothing\s+£0\.00/u);
    const xml = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array());
    expect(xml.match(/w:fill="1d70b8"/gu)).toHaveLength(2);
    expect(Array.from(xml.matchAll(/<w:ind w:right="(\d+)"/gu), ([, right]) => right)).toEqual(['2440', '0']);
  });

  it('has captions in the style by which Word lists them', async () => {
    const bytes = await inFormat(paperOf(sections.slice(0, 3)), 'docx');
    const xml = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array());
    expect(xml).toMatch(/<w:pStyle w:val="Caption"\/>.*?Caption 0\./u);
  });
});

describe('What stands in a column of figures', () => {
  const column = { figures: true } as const;

  it('stands on the right: a figure, and a few words in its place', () => {
    for (const cell of [money(100), absent('not available'), words('')])
      expect(standsRight(cell, column)).toBe(true);
  });

  it('stands on the left where it is a sentence that says why there is no figure', () => {
    expect(standsRight(absent('not set: To be agreed with the police.'), column)).toBe(false);
    expect(standsRight(money(100), {})).toBe(false);
  });
});
