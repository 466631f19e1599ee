import { beforeAll, describe, expect, it } from '@jest/globals';
import { annualReport } from '#documents/annual-report';
import type { Document, Moment } from '#documents/model/document';
import { performanceReport } from '#documents/performance-report';
import { confirmationInShort, yearEndConfirmation } from '#documents/year-end';
import { administrator, finance } from '#testing/desk-story';
import type { ReadStory } from '#testing/read-story';
import { budgetAt } from '#projections/budget-at';
import { expectGolden } from './golden-files.ts';
import { saferEssex } from './safer-essex.ts';
import { factsOf, penceIn, rowsInWords, saidFirst, tableIn } from './telling.ts';

const moment: Moment = { asAt: '2010-04-30', knownAt: '2010-04-30T22:00:00.000Z' };
const year = '2009-10';
const nameOf = (person: string): string => `The officer ${person}`;

function said({ parts }: Document): string[] {
  return parts.flatMap((part) => (part.kind === 'paragraph' ? [part.text] : []));
}

// The figures are those of the annual report of Safer Essex for 2009/10.
describe('The annual report of Safer Essex, 2009/10', () => {
  let story: ReadStory;
  let made: Document;
  const rows = (id: string): string[][] => rowsInWords(tableIn(made, id).rows);

  beforeAll(async () => {
    story = await saferEssex();
    made = annualReport(await factsOf(story, 'essex', moment), year);
  });

  it('says first how the year went: projects and money, indicators, evaluations, and who certified it', () => {
    expect(saidFirst(made)).toEqual([
      '8 projects ran or had money in 2009/10; 3 of them have finished. £541,500.00 was spent.',
      '4 indicators: 2 green, 0 amber, 0 red, and 2 that cannot be rated.',
      '3 evaluations fell due in the year: 1 came in on time and 1 late, 1 is overdue.',
      'The s151 officer has certified the year.',
    ]);
  });

  it('has perceptions of anti-social behaviour at 15 % against 16.9 %, and what is not available', () => {
    const results = rows('indicators').map((row) => [row.at(-1), ...row.slice(4, 7)]);
    expect(results).toContainEqual(['ni-17', '16.9%', '15%', 'Green']);
    expect(results).toContainEqual(['ni-47', '755', '658', 'Green']);
    expect(results).toContainEqual([
      'ni-18',
      '5.52%',
      'not available: Measured in the last year.',
      'Not rated',
    ]);
  });

  it('has the resources by priority and source', () => {
    const given = rows('resources').map((row) => row.slice(0, 3));
    expect(given).toEqual([
      ['Domestic violence', 'Pooled funds', '£315,000.00'],
      ['Domestic violence', 'Performance reward grant', '£170,000.00'],
      ['Domestic violence', 'Aggregates levy sustainability grant', '£13,000.00'],
      ['Adult re-offending', 'Pooled funds', '£60,000.00'],
      ['Adult re-offending', 'Performance reward grant', '£150,000.00'],
      ['Violent crime', 'Performance reward grant', '£105,000.00'],
      ['Fear of crime', 'Performance reward grant', '£130,000.00'],
      ['Fear of crime', 'Aggregates levy sustainability grant', '£98,000.00'],
    ]);
    const [resources, priorities] = ['resources', 'by-priority'].map((id) => tableIn(made, id).totals);
    expect(penceIn(resources ?? [], 2)).toEqual(penceIn(priorities ?? [], 4));
  });

  it('says which evaluations came on time, late and not at all, and what was learnt', () => {
    expect(rows('evaluations').map((row) => row.slice(1, 5))).toEqual([
      ['28 November 2009', '20 November 2009', '0', 'Handed in, and not yet accepted'],
      ['28 January 2010', '10 February 2010', '13', 'Handed in, and not yet accepted'],
      ['28 February 2010', 'not yet', '61', 'Overdue'],
    ]);
    expect(rows('lessons')[1]?.slice(1, 3)).toEqual([
      'Say early what was done, where it was asked for.',
      'Continue it. It works.',
    ]);
  });

  it('has what an output cost, the confirmation of the year, and the next steps', () => {
    expect(rows('outputs').map((row) => [row[0], row[2]])).toEqual([
      ['Violent crime', '£8,750.00'],
      ['Fear of crime', '£10,125.00'],
    ]);
    expect(said(made)).toContain(
      'Prepared by the finance officer on 22 April 2010. Certified by the s151 officer on 22 April 2010.',
    );
    expect(rows('next')).toEqual([
      [
        'A third area of the borough.',
        'Safer Colchester',
        'Lead officer, Essex County Council',
        '30 September 2010',
      ],
    ]);
  });

  it('names nobody', () => {
    expect(JSON.stringify(made)).not.toMatch(
      /officer-?\s?(lead|support|finance|s151)-1|(lead|support|finance|s151)-1/u,
    );
  });

  it('reads as its golden file does', () => {
    expectGolden('annual-report', made);
  });
});

describe('The year-end confirmation of Safer Essex, 2009/10', () => {
  let story: ReadStory;
  const made = async (at: Moment = moment): Promise<Document> =>
    yearEndConfirmation(await factsOf(story, 'essex', at), year, nameOf);
  const standing = async (day: string): Promise<string | undefined> =>
    said(await made({ asAt: day, knownAt: `${day}T22:00:00.000Z` }))[0];

  const inShort = async (day: string): Promise<string> => {
    const at = { asAt: day, knownAt: `${day}T22:00:00.000Z` };
    return confirmationInShort(await factsOf(story, 'essex', at), year);
  };

  beforeAll(async () => {
    story = await saferEssex();
  });

  it('says who prepared and who certified it, and what was declined before, and why', async () => {
    const document = await made();
    expect(said(document)[0]).toBe(
      'Prepared by The officer finance-1, finance officer, on 22 April 2010. Certified by The officer s151-1, s151 officer, on 22 April 2010.',
    );
    expect(rowsInWords(tableIn(document, 'preparations').rows)).toEqual([
      [
        '1',
        'The officer finance-1',
        '20 April 2010',
        'declined',
        'The officer s151-1',
        '20 April 2010',
        'Say what is carried.',
      ],
      ['2', 'The officer finance-1', '22 April 2010', 'certified', 'The officer s151-1', '22 April 2010', ''],
    ]);
  });

  it('says how far it is before it is answered, prepared, and closed', async () => {
    expect(await inShort('2010-03-31')).toBe('The year is not closed.');
    expect(await inShort('2010-04-20')).toBe('The s151 officer has declined to certify the year.');
    expect(await standing('2010-03-31')).toBe('The year 2009/10 is not closed. It is confirmed once it is.');
    expect(await standing('2010-04-20')).toBe(
      'Prepared by The officer finance-1, finance officer, on 20 April 2010. Declined by The officer s151-1, s151 officer, on 20 April 2010: Say what is carried.',
    );
  });

  it('has the figures of the budget, and comes to nil', async () => {
    const [total, recorded] = tableIn(await made(), 'confirmed').totals;
    const confirmed = penceIn(
      [...(total ?? [])].map((cell) => [cell]),
      0,
    );
    expect(
      penceIn(
        [...(recorded ?? [])].map((cell) => [cell]),
        0,
      ),
    ).toEqual(confirmed);
    const { totals } = await budgetAt(await story.read(), { partnership: 'essex', year, ...moment });
    const { confirmed: given, carried, virements, swaps, received, spent, lapsed } = totals.all;
    expect(confirmed).toEqual([given, carried, virements, swaps, received, spent, lapsed]);
    expect(given + carried + virements + swaps + received).toBe(spent + lapsed);
  });

  it('shows a correction by reversal beside the figures, which stand', async () => {
    const before = await made();
    story.on('2010-06-01');
    const wrong = { project: 'fear', payment: 'p-1', reason: 'Paid to the wrong payee.' };
    await story.do(finance, 'ReverseExpenditure', { ...wrong, adjustAt: 'reward-10' });
    const after = await made({ asAt: '2010-06-01', knownAt: '2010-06-01T22:00:00.000Z' });
    expect(tableIn(after, 'confirmed')).toEqual(tableIn(before, 'confirmed'));
    expect(rowsInWords(tableIn(before, 'corrections').rows)).toEqual([]);
    expect(rowsInWords(tableIn(after, 'corrections').rows)).toEqual([
      [
        'Fear of crime',
        'p-1',
        '£121,500.00',
        'Performance reward grant 2009/10, revenue',
        'Performance reward grant 2010/11',
        '1 June 2010',
        'Paid to the wrong payee.',
      ],
    ]);
    expectGolden('year-end-confirmation', after);
  });

  it('says for which county body it is, once the partnership has joined one', async () => {
    const named = { county: 'county', name: 'Essex Partnership Forum' };
    await story.do(administrator, 'JoinCounty', named);
    const joined = await made({ asAt: '2010-06-01', knownAt: '2010-06-01T22:00:00.000Z' });
    expect(said(joined)[1]).toBe('It is for Essex Partnership Forum.');
  });

  it('takes what was reversed off what was spent on its project to date, and the closed year stands', async () => {
    const later: Moment = { asAt: '2010-06-01', knownAt: '2010-06-01T22:00:00.000Z' };
    const report = performanceReport(await factsOf(story, 'essex', later), year);
    const fear = rowsInWords(tableIn(report, 'finance').rows).find((row) => row.at(-1) === 'fear');
    expect(fear?.slice(2, 4)).toEqual(['£8,500.00', '£0.00']);
    expect(rowsInWords(tableIn(report, 'spent').rows)).toEqual([
      ['Spent on these projects to date', '£420,000.00'],
      ['With what was given back of closed years, whose figures stand', '£121,500.00'],
    ]);
    expect(penceIn(tableIn(report, 'spent').totals, 1)).toEqual([54_150_000, 54_150_000]);
  });
});
