import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Facts } from '#documents/facts/facts';
import { csv } from '#documents/formats/csv';
import { json } from '#documents/formats/json';
import { grantsRegister } from '#documents/open/grants-register';
import { spendingOver500 } from '#documents/open/spending';
import { parsePounds, sumPence } from '#kernel/pence';
import { support } from '#testing/desk-story';
import type { ReadStory } from '#testing/read-story';
import { expectGolden, expectGoldenText } from './golden-files.ts';
import { afterTheYear, describePublisher, openStory } from './open-story.ts';
import { factsOf, rowsInWords, tableIn } from './telling.ts';

const nameOf = (person: string): string => person;

describe('What the Transparency Code asks for', () => {
  let story: ReadStory;
  let facts: Facts;

  beforeAll(async () => {
    story = await openStory();
    await describePublisher(story);
    facts = await factsOf(story, 'riverside', afterTheYear);
  });

  describe('the register of grants', () => {
    it('has the seven fields of the Code, of awards to voluntary bodies', () => {
      const rows = parse<Record<string, string>>(csv(grantsRegister(facts, '2011-12', nameOf)), {
        columns: true,
        bom: true,
      });
      expect(rows.map((row) => row['Amount £'])).toEqual(['1500.00', '4000.00']);
      expect(rows[1]).toEqual({
        'Date awarded': '2011-05-12',
        'Time period': '10 June 2011 to 20 December 2011',
        Department: 'Community safety',
        Beneficiary: 'The youth-trust',
        'Registration number': '1000001',
        Purpose: 'Youth bus: A bus with youth workers on Friday nights.',
        'Amount £': '4000.00',
      });
    });

    it('says of each other award why it is not in it, and comes to the record with them', () => {
      const made = grantsRegister(facts, '2011-12', nameOf);
      expect(rowsInWords(tableIn(made, 'held-back').rows)).toEqual([
        ['cameras', 'all of it', 'Its lead agency is no voluntary, community or social enterprise body.'],
        ['helpline', 'description', 'It has a telephone number.'],
        ['leaflets', 'all of it', 'No money was awarded.'],
        ['patrols', 'all of it', 'Its lead agency is no voluntary, community or social enterprise body.'],
        ['refuge', 'all of it', 'It is held back: Its place is not to be known.'],
      ]);
      const totals = rowsInWords(tableIn(made, 'grants-register').totals);
      expect(totals.map((row) => row.at(-1))).toEqual(['£5,500.00', '£5,000.00', '£10,500.00']);
    });
  });

  describe('spending over £500', () => {
    it('has each payment over £500 and each reversal of one, with the seven fields of the Code', () => {
      const rows = parse<Record<string, string>>(csv(spendingOver500(facts, '2011-12', nameOf)), {
        columns: true,
        bom: true,
      });
      const amounts = rows.map((row) => row['Amount £']);
      expect(amounts).toEqual(['1000.00', '800.00', '600.00', '700.00', '-800.00']);
      expect(rows[0]).toEqual({
        Date: '2012-01-16',
        Department: 'Community safety',
        Beneficiary: 'Print Works Ltd',
        Purpose: 'For youth-bus',
        'Amount £': '1000.00',
        'VAT that cannot be recovered £': '1.00',
        Category: 'services',
      });
      expect(rows.at(-1)).toMatchObject({ Date: '2012-02-06', Purpose: 'Reversal: For youth-bus' });
    });

    it('is of a quarter by itself, and the quarters come to the year', () => {
      const quarters = (['quarter-1', 'quarter-2', 'quarter-3', 'quarter-4'] as const).map((period) =>
        spendingOver500(facts, '2011-12', nameOf, period),
      );
      const rows = quarters.map((made) => parse(csv(made), { bom: true }).slice(1));
      expect(rows.map((all) => all.length)).toEqual([0, 0, 0, 5]);
      const year = parse(csv(spendingOver500(facts, '2011-12', nameOf)), { bom: true }).slice(1);
      expect(rows.flat()).toEqual(year);
      expect(quarters.at(-1)?.title).toBe('Spending over £500, fourth quarter of 2011/12');
    });

    it('is without the name of a person and of what is held back, and with the amount', () => {
      const made = spendingOver500(facts, '2011-12', nameOf);
      expect(rowsInWords(tableIn(made, 'held-back').rows)).toEqual([
        ['helpline, phone-1', 'beneficiary', 'It reads as the name of a person.'],
        [
          'refuge, locks-1',
          'beneficiary and purpose',
          'Its project is held back: Its place is not to be known.',
        ],
      ]);
      for (const text of [csv(made), json(made)]) {
        expect(text).not.toMatch(/Oakenshaw|Lock Services|refuge/u);
        expect(text).toContain('Name withheld');
      }
    });

    it('comes to all that was spent, with what is not over £500', () => {
      const totals = rowsInWords(tableIn(spendingOver500(facts, '2011-12', nameOf), 'spending').totals);
      expect(totals.map((row) => [row[0], row[4]])).toEqual([
        ['Published', '£2,300.00'],
        ['Over £500, not published', '£0.00'],
        ['Not over £500, 2 items', '£520.00'],
        ['Together, as in the record', '£2,820.00'],
      ]);
      const spent = facts.money.pence({ account: 'spent', year: '2011-12' });
      expect(spent).toBe(sumPence([parsePounds('£2,300') ?? 0, parsePounds('£520') ?? 0]));
    });

    it('names a payee once somebody has cleared the name', async () => {
      const text = 'Jane Oakenshaw';
      await story.do(support, 'ClearText', { text, reason: 'The name of a shop.' });
      const later = { asAt: afterTheYear.asAt, knownAt: '2012-04-13T23:00:00.000Z' };
      const made = spendingOver500(await factsOf(story, 'riverside', later), '2011-12', nameOf);
      expect(csv(made)).toContain('Jane Oakenshaw');
    });
  });

  it('reads as its golden files do', () => {
    expectGolden('grants-register', grantsRegister(facts, '2011-12', nameOf));
    expectGolden('spending-over-500', spendingOver500(facts, '2011-12', nameOf));
    expectGoldenText('grants-register.csv', csv(grantsRegister(facts, '2011-12', nameOf)));
    expectGoldenText('spending-over-500.csv', csv(spendingOver500(facts, '2011-12', nameOf)));
  });
});
