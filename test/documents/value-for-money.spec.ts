import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Facts } from '#documents/facts/facts';
import { csv } from '#documents/formats/csv';
import type { Document, Figure } from '#documents/model/document';
import { valueForMoney } from '#documents/value-for-money';
import { parsePounds, sumPence } from '#kernel/pence';
import { budgetAt } from '#projections/budget-at';
import { bidOf, openSource, support } from '#testing/desk-story';
import { aPartnership } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';
import { expectGolden } from './golden-files.ts';
import {
  afterAll as moment,
  factsOf,
  penceIn,
  rowsInWords,
  saidFirst,
  tableIn,
  thurrock,
} from './telling.ts';

function inOrder(all: readonly number[]): readonly number[] {
  return all.toSorted((a, b) => a - b);
}

// The figures are those of Thurrock's published self-assessment for 2011/12, section 3.6.
describe('The value-for-money self-assessment of Thurrock, 2011/12', () => {
  let story: ReadStory;
  let facts: Facts;
  let made: Document;

  beforeAll(async () => {
    story = await thurrock();
    facts = await factsOf(story, 'thurrock');
    made = valueForMoney(facts, '2011-12');
  });

  it('has 43 lines, £276,031 in all', () => {
    const { rows, totals } = tableIn(made, 'projects');
    expect(rows).toHaveLength(43);
    expect(sumPence(penceIn(rows, 2))).toBe(parsePounds('£276,031'));
    expect(rowsInWords(totals)[0]?.[2]).toBe('£276,031.00');
  });

  it('says first what the year cost, what of it is spent, and what comes next', () => {
    const [cost, next] = saidFirst(made);
    expect(cost).toBe(
      '£276,031.00 in 43 lines: £256,031.00 for 42 projects, and £20,000.00 held in 1 reserve. £244,741.00 is spent.',
    );
    expect(next).toMatch(
      /^What comes after the projects of the year: \d+ .* and \d+ are not decided yet\.$/u,
    );
  });

  it('counts each project once in the totals by priority, and whole under each that it serves', () => {
    const { rows, totals } = tableIn(made, 'by-priority');
    expect(sumPence(penceIn(rows, 4))).toBe(parsePounds('£276,031'));
    expect(rowsInWords(totals)).toEqual([['Total', '', '', '43', '£276,031.00']]);
    expect(rowsInWords(rows)).toContainEqual([
      'Violence against women',
      '5',
      '£54,068.00',
      '3',
      '£51,683.00',
    ]);
    expect(sumPence(penceIn(rows, 2))).toBeGreaterThan(parsePounds('£276,031') ?? 0);
  });

  it('has under each priority what the register has, each project once under the first that it names', () => {
    const { rows } = tableIn(made, 'by-priority');
    // Added up by hand from section 3.6. What serves all stands under each; the reserve is no project.
    expect(rowsInWords(rows).map(([name = '', ...sums]) => [name.replace(/ <b>.*/u, ''), ...sums])).toEqual([
      ['Anti-social behaviour', '16', '£97,620.00', '15', '£87,620.00'],
      ['Re-offending', '7', '£104,437.00', '1', '£45,140.00'],
      ['Serious crime', '13', '£112,596.00', '6', '£16,059.00'],
      ['Hate crime', '7', '£13,388.00', '2', '£8,290.00'],
      ['EEP', '14', '£47,578.00', '12', '£44,190.00'],
      ['Safeguarding young people', '3', '£9,912.00', '0', '£0.00'],
      ['Safeguarding vulnerable adults', '6', '£8,232.00', '0', '£0.00'],
      ['Violence against women', '5', '£54,068.00', '3', '£51,683.00'],
      ['Domestic abuse', '4', '£4,431.00', '3', '£3,049.00'],
      ['PREVENT', '3', '£2,432.00', '0', '£0.00'],
      ['Held in reserve', '1', '£20,000.00', '1', '£20,000.00'],
    ]);
  });

  it('has the cost of every line as published', () => {
    const published = [
      45_140, 28_860, 15_000, 0, 6_350, 153, 65, 1_680, 9_000, 2_006, 8_000, 5_000, 7_600, 7_008, 1_181,
      3_980, 3_500, 500, 1_368, 0, 1_003, 24_500, 100, 10_000, 210, 1_500, 2_240, 1_106, 1_003, 20_000, 3_500,
      48_083, 100, 927, 930, 1_192, 1_469, 2_080, 6_210, 1_055, 1_382, 550, 500,
    ];
    const costs = penceIn(tableIn(made, 'projects').rows, 2);
    expect(inOrder(costs)).toEqual(inOrder(published.map((pounds) => pounds * 100)));
  });

  it('goes from the awards to the budget of the same moment without a gap', async () => {
    const { totals } = tableIn(made, 'budget');
    const [together, spent, committed, reserved] = penceIn(totals, 1);
    const budget = await budgetAt(await story.read(), {
      partnership: 'thurrock',
      year: '2011-12',
      ...moment,
    });
    expect([spent, committed, reserved]).toEqual([
      budget.totals.all.spent,
      budget.totals.all.committed,
      budget.totals.all.reserved,
    ]);
    expect(together).toBe(sumPence([spent ?? 0, committed ?? 0, reserved ?? 0]));
  });

  it('says the cost of an output where there is one in numbers, and else why not', () => {
    const byReference = new Map(rowsInWords(tableIn(made, 'projects').rows).map((row) => [row.at(-1), row]));
    expect(byReference.get('firebreak')?.[6]).toBe('£400.00');
    expect(byReference.get('analyst')?.[6]).toBe('not in numbers');
    expect(byReference.get('locality-action-groups')?.[6]).toBe('no cost');
    // £3,980 for 830 adults and 208 young people.
    expect(byReference.get('meet-the-people')?.slice(5, 7)).toEqual([
      'Adults met: 830 of 830 expected (£4.80 each)\nYoung people met: 208 of 208 expected (£19.13 each)',
      'beside each',
    ]);
  });

  it('says what was mainstreamed, and what is not decided', () => {
    const next = new Map(rowsInWords(tableIn(made, 'projects').rows).map((row) => [row.at(-1), row[10]]));
    expect(next.get('communications-officer')).toMatch(/^Mainstreamed by .+ from \d+ \w+ \d{4}/u);
    expect(next.get('analyst')).toMatch(/^Stopped\. /u);
  });

  it('is a table of plain figures as CSV, which another reader adds up to the same', () => {
    const rows = parse<Record<string, string>>(csv(made), { columns: true, bom: true });
    expect(rows).toHaveLength(43);
    const costs = rows.map((row) => parsePounds(`£${row['Cost £']}`) ?? 0);
    expect(sumPence(costs)).toBe(parsePounds('£276,031'));
  });

  it('has the events behind each award, so that it can be followed', () => {
    const costs = tableIn(made, 'projects').rows.map((row) => row[2] as unknown as Figure);
    // What cost nothing has moved nothing.
    expect(costs.filter(({ pence, behind }) => pence !== 0 && behind.length === 0)).toEqual([]);
  });

  it('reads as its golden file does', () => {
    expectGolden('value-for-money', made);
  });
});

describe('A project over two years', () => {
  it('has for the cost of an output what it cost in both, for its outputs are those of both', async () => {
    const story = await aPartnership();
    await openSource(story, 'next', 60_000, { year: '2012-13' });
    const allocations = [
      { source: 'home-office', fundingType: 'revenue', amountPence: 90_000 },
      { source: 'next', fundingType: 'revenue', amountPence: 60_000 },
    ];
    const costs = allocations.map(({ source, ...cost }) => {
      return { ...cost, year: source === 'next' ? '2012-13' : '2011-12' };
    });
    const bid = bidOf(0, { costs, finishesOn: '2012-12-31' });
    const takenOn = { decidedOn: '2011-04-01', reference: 'Minute 7' };
    const award = { awardPence: 150_000, allocations };
    await story.do(support, 'TakeOnProject', { project: 'bus', bid, takenOn, award });
    const facts = await factsOf(story, 'riverside');
    for (const [year, cost] of [
      ['2011-12', '£900.00'],
      ['2012-13', '£600.00'],
    ] as const) {
      const [row] = rowsInWords(tableIn(valueForMoney(facts, year), 'projects').rows);
      // £1,500 for thirty nights.
      expect([row?.[2], row?.[6]]).toEqual([cost, '£50.00']);
    }
  });
});
