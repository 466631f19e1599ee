import { describe, expect, it } from '@jest/globals';
import { performanceReport } from '#documents/performance-report';
import { DeskStory, finance, foundPartnership, fund, openSource } from '#testing/desk-story';
import { factsOf } from './recorded-histories.ts';
import { penceIn, rowsInWords, tableIn } from './telling.ts';

const paid = {
  project: 'youth-bus',
  payment: 'p-1',
  payee: 'Riverside Coaches Ltd',
  reference: 'INV-1',
  paidOn: '2011-06-01',
  netPence: 100_000,
  irrecoverableVatPence: 0,
  purpose: 'Hire',
  category: 'hire',
  charges: [{ source: 'home-office', fundingType: 'revenue', amountPence: 100_000 }],
};

describe('A project whose payments in a closed year were all given back since', () => {
  it('stays in the finances of that year, which has them as spent', async () => {
    const story = new DeskStory();
    await foundPartnership(story);
    await openSource(story, 'next', 0, { year: '2012-13' });
    await fund(story, 'youth-bus', 100_000);
    await story.on('2011-06-01').do(finance, 'RecordExpenditure', paid);
    const sources = [{ source: 'home-office', to: 'next', carry: [] }];
    await story.on('2012-04-02').do(finance, 'CloseYear', { year: '2011-12', sources, reason: 's151' });
    await story.do(finance, 'ReverseExpenditure', { project: 'youth-bus', payment: 'p-1', reason: 'Wrong.' });
    const events = await Array.fromAsync(story.store.readAll(0));
    const moment = { asAt: '2012-04-02', knownAt: '2012-04-02T22:00:00.000Z' };
    const report = performanceReport(await factsOf(events, moment), '2011-12');
    const [bus] = rowsInWords(tableIn(report, 'finance').rows);
    expect([bus?.[1], bus?.[2], bus?.[3]]).toEqual(['Youth bus', '£0.00', '£0.00']);
    expect(rowsInWords(tableIn(report, 'spent').rows)).toEqual([
      ['Spent on these projects to date', '£0.00'],
      ['With what was given back of closed years, whose figures stand', '£1,000.00'],
    ]);
    expect(penceIn(tableIn(report, 'spent').totals, 1)).toEqual([100_000, 100_000]);
  });
});
