import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { yearInWords } from '#kernel/financial-year';
import { budgetAt } from '#projections/budget-at';
import { finance, fund } from '#testing/desk-story';
import { pay } from '#testing/read-story';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Visitor } from '../../testing/visitor.js';

let pages: PagesUnderTest;
let auditor: Visitor;

/** A year whose last bill is paid in April, and of which a payment is reversed after it was closed. */
beforeAll(async () => {
  pages = await PagesUnderTest.open();
  const { story } = pages;
  await fund(story, 'youth-bus', 400_000);
  await pay(story, 'youth-bus', 120_000, { paidOn: '2011-06-20', payment: 'in-june' });
  story.on('2012-04-05');
  await pay(story, 'youth-bus', 30_000, { paidOn: '2012-04-05', payment: 'in-april' });
  await story.do(finance, 'OpenFundingSource', {
    source: 'next-year',
    name: 'Next year',
    provider: 'Home Office',
    year: '2012-13',
    mayCrossYear: false,
  });
  await pages.upToDate();
  auditor = await pages.as('finance-2');
});
afterAll(async () => pages.close());

const charts = async (year: string): Promise<readonly (readonly string[])[]> => {
  const shown = await auditor.open(`/p/riverside/charts?year=${year}`);
  return shown.tableOf(`How that agrees with the budget of ${yearInWords(year)}`).slice(1);
};
const spent = async (year: string): Promise<number> =>
  (await budgetAt(await pages.models(), { partnership: 'riverside', year })).totals.all.spent;

describe('What was spent in a year, beside its budget', () => {
  it('is bridged where a bill of the year was paid in the next', async () => {
    expect(await charts('2011-12')).toEqual([
      ['Paid in the year, reversals taken off', '£1,200.00'],
      ['And what the year’s sources paid on days of other years', '£300.00'],
      ['Spent in the budget of 2011/12', '£1,500.00'],
    ]);
    expect(await charts('2012-13')).toEqual([
      ['Paid in the year, reversals taken off', '£300.00'],
      ['Less what sources of other years paid', '-£300.00'],
      ['Spent in the budget of 2012/13', '£0.00'],
    ]);
    expect([await spent('2011-12'), await spent('2012-13')]).toEqual([150_000, 0]);
  });

  it('is bridged where a payment of a closed year was reversed', async () => {
    const { story } = pages;
    const sources = [{ source: 'home-office', to: 'next-year', carry: [] }];
    await story.do(finance, 'CloseYear', { year: '2011-12', sources, reason: 'Agreed.' });
    story.on('2012-05-02');
    const wrong = { project: 'youth-bus', payment: 'in-june', reason: 'Paid twice.' };
    await story.do(finance, 'ReverseExpenditure', wrong);
    await pages.upToDate();
    expect(await charts('2012-13')).toEqual([
      ['Paid in the year, reversals taken off', '-£900.00'],
      ['Less what sources of other years paid', '-£300.00'],
      ['And what was reversed after its year was closed, which the budget has as received', '£1,200.00'],
      ['Spent in the budget of 2012/13', '£0.00'],
    ]);
    expect([await spent('2011-12'), await spent('2012-13')]).toEqual([150_000, 0]);
  });

  it('has that reversal named on the page of spending, for what it is about alone', async () => {
    const named = '£1,200.00 of the reversals came after their year was closed.';
    for (const asked of ['', '?project=youth-bus', '?officer=lead-1', '?source=next-year'])
      expect((await auditor.open(`/p/riverside/spending${asked}`)).text).toContain(named);
    expect((await auditor.open('/p/riverside/spending?source=home-office')).text).not.toContain('came after');
  });

  it('has a column of the project’s award, so that the row adds up', async () => {
    const shown = await auditor.open('/p/riverside/projects/youth-bus');
    const [headings, row] = shown.tableOf('The award by source and funding type');
    expect(headings?.slice(1)).toEqual([
      'Awarded',
      'Spent',
      'Released',
      'Reversed after the close',
      'Unspent',
      'Overspend',
    ]);
    expect(row?.slice(1)).toEqual(['£4,000.00', '£300.00', '£0.00', '£1,200.00', '£2,500.00', '£0.00']);
  });

  it('has the day of a reversal beside it', async () => {
    const file = await auditor.open('/p/riverside/projects/youth-bus/spending/export.csv');
    expect(file.html).toContain('2012-05-02,reversal,in-june');
  });
});

describe('The budget of capital and revenue', () => {
  it('has a total of both beneath each', async () => {
    const { story } = pages;
    const capital = { source: 'next-year', entry: 'capital', fundingType: 'capital', amountPence: 50_000 };
    await story.do(finance, 'ConfirmFunding', { ...capital, reference: 'Letter', reason: 'Its grant.' });
    await pages.upToDate();
    const table = (await auditor.open('/p/riverside/budget')).tableOf('By source and funding type');
    expect(table.slice(-3).map(([heading, confirmed]) => [heading, confirmed])).toEqual([
      ['Total, capital', '£500.00'],
      ['Total, revenue', '£10,000.00'],
      ['Total, both', '£10,500.00'],
    ]);
  });
});
