import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { countyView, joinedTo } from '#documents/county-view';
import { eventsListed } from '#documents/events-listed';
import { behindOf, figureAt, figuresOf, inRanges } from '#documents/followed';
import { csv } from '#documents/formats/csv';
import { html } from '#documents/formats/html';
import { sheetsOf } from '#documents/formats/sheets';
import { count, money, paragraph, table, words } from '#documents/model/document';
import type { Document, Part } from '#documents/model/document';
import { cellInWords } from '#documents/model/in-words';
import { told } from '#documents/model/sentence';
import { loose, textsIn, unfollowed } from './agreeing.ts';
import { everyName, forThePublic, madeOf } from './each-document.ts';
import { factsFor, storyFor } from './each-history.ts';
import { saidIn } from './said.ts';

function textOf(parts: readonly Part[]): string {
  return saidIn({ ...empty, parts }).join('\n');
}

const empty: Document = {
  name: 'a-document',
  title: '',
  partnership: '',
  moment: { asAt: '2012-03-31', knownAt: '2012-03-31T12:00:00.000Z' },
  paper: 'upright',
  mainTable: '',
  parts: [],
};

describe('Each document of a story', () => {
  it.each(everyName)('leads from each figure to its events, those of its sentences too: %s', async (name) => {
    const { memory } = await storyFor(name);
    const facts = await factsFor(name);
    const made = madeOf(name, facts);
    expect(unfollowed(made, facts.events)).toEqual([]);
    expect(loose(made, textsIn(memory.events))).toEqual([]);
  });

  it.each(everyName)(
    'has on paper, in a workbook and on a page the events of each figure: %s',
    async (name) => {
      const made = madeOf(name, await factsFor(name));
      const figures = figuresOf(made);
      const listed = textOf(eventsListed(made));
      const sheets = sheetsOf(made).flatMap(({ rows }) =>
        rows.flatMap(({ cells }) => cells.map(cellInWords)),
      );
      const page = html(made);
      const missing = figures.filter(({ cell, place }) => {
        const events = inRanges(behindOf(cell));
        const isOnPage = page.includes(`href="#of-${place}"`) && page.includes(`id="of-${place}"`);
        return !listed.includes(events) || !sheets.some((text) => text.includes(events)) || !isOnPage;
      });
      expect(missing).toEqual([]);
      for (const { place, cell } of figures) expect(figureAt(made, place)?.cell).toBe(cell);
      const positions = (made.events ?? []).map(({ position }) => position);
      const inShort = made.isLetter === true && listed.includes(`: events ${inRanges(positions)}.`);
      for (const position of inShort ? [] : positions)
        expect(listed).toMatch(new RegExp(`(^|; |: )${position} `, 'mu'));
    },
  );
});

/** The moments that the rows of a file say. */
function whensIn(rows: readonly Record<string, string>[]): readonly unknown[] {
  const whens = rows.map((row) => JSON.stringify({ asAt: row['As at'], knownAt: row['Known at'] }));
  return [...new Set(whens)].map((when) => JSON.parse(when) as unknown);
}

describe('The main table of each document, as CSV', () => {
  it.each(everyName)(
    'has beside each row its moment, and the events behind its figures: %s',
    async (name) => {
      const made = madeOf(name, await factsFor(name));
      const rows = parse<Record<string, string>>(csv(made), { bom: true, columns: true });
      const figures = figuresOf(made).filter(({ place }) => place.startsWith(`${made.mainTable}.`));
      const missing = figures.filter(({ cell, nth = 0 }) => {
        const row = rows[nth - 1];
        // Totals are left out of a table that may be added up.
        return row !== undefined && !row['Events behind the figures']?.includes(inRanges(behindOf(cell)));
      });
      if (forThePublic.has(name) || name === 'ledger-batch')
        expect(csv(made)).not.toMatch(/Events behind|Known at/u);
      else expect([missing, whensIn(rows)]).toEqual([[], [made.moment]]);
    },
  );
});

describe('What is behind the figures, on paper', () => {
  it('is told row by row, figures with the same events together, and event by event', async () => {
    const facts = await factsFor('partnership-plan');
    const made = madeOf('partnership-plan', facts);
    const listed = textOf(eventsListed(made));
    expect(listed).toContain('What is behind the figures');
    expect(listed).toMatch(/^“£198,420\.00 is confirmed for 2010\/11.*…”: .*£37,153\.00: \d+/mu);
    expect(listed).toMatch(/^Row 5, Essex Fire and Rescue: Revenue £, Total £: \d+\.$/mu);
    expect(listed).toMatch(/^source-basildon\.fire-10: \d+ Funding confirmed, 12 March 2010\.$/mu);
  });

  it('is nothing where there is no figure', () => {
    expect(eventsListed({ ...empty, parts: [paragraph('Words.')] })).toEqual([]);
  });

  it('has positions that follow on each other as a range', () => {
    expect(inRanges([3, 5, 6, 8, 9, 10, 12])).toBe('3, 5, 6, 8–10, 12');
  });
});

describe("A county's view", () => {
  it('names in its events the partnership and the kind of record, and no project', async () => {
    const facts = await factsFor('county-view');
    const made = countyView(
      { county: 'essex', partnerships: joinedTo('essex', [facts]), moment: facts.moment },
      '2011-12',
    );
    const records = new Set((made.events ?? []).map(({ stream }) => stream));
    expect([...records].toSorted()).toEqual(
      ['project', 'publication', 'source'].map((noun) => `${noun} of Riverside Community Safety Partnership`),
    );
  });
});

describe('The look for figures that lead nowhere', () => {
  const events = new Set([7]);

  it('finds sums and counts without events, in tables and in sentences', () => {
    const rows = [[words('Row'), count(2, []), money(100), money(100, [7])]];
    const parts = [
      table('t', 'T', ['What', 'Many #', 'One £', 'Two £'], rows),
      paragraph(told`${count(3, [])} things, ${money(500, [7])} and ${money(600, [8])}.`),
    ];
    expect(unfollowed({ ...empty, parts }, events)).toEqual([
      'a-document/t.1.2, Row, Many: 2: no event',
      'a-document/t.1.3, Row, One £: £1.00: no event',
      'a-document/text.2.1.1, 3 things, £5.00 and £6.00., : 3: no event',
      'a-document/text.2.1.3, 3 things, £5.00 and £6.00., : £6.00: an event that is not there',
    ]);
  });

  it('finds amounts in texts that nobody typed and that are no figures', () => {
    const cell = words('Cut by £12.50. Said before: £3.');
    const parts = [paragraph(told`${money(500, [7])} of £7.00.`), table('t', 'T', ['What'], [[cell]])];
    expect(loose({ ...empty, parts }, ['A reason of £3.'])).toEqual([
      'a-document: £7.00 in “£5.00 of £7.00.”',
      'a-document: £12.50 in “Cut by £12.50. Said before: £3.”',
    ]);
  });
});
