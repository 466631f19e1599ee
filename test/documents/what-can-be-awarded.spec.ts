import { beforeAll, describe, expect, it } from '@jest/globals';
import { partnershipPlan } from '#documents/partnership-plan';
import type { Document } from '#documents/model/document';
import { budgetAt } from '#projections/budget-at';
import { finance, fund, openSource } from '#testing/desk-story';
import { aPartnership } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';
import { saidIn } from './said.ts';
import { factsOf, penceIn, rowsInWords, tableIn } from './telling.ts';

const moment = { asAt: '2011-06-30', knownAt: '2011-06-30T22:00:00.000Z' };

describe('What can still be awarded, where one source lacks money and others have some', () => {
  let story: ReadStory;
  let made: Document;
  const words = (id: string): string[][] => rowsInWords(tableIn(made, id).rows);

  beforeAll(async () => {
    story = await aPartnership();
    await openSource(story, 'police', 400_000, { ringFence: { priorities: ['asb'] } });
    await openSource(story, 'fire', 50_000);
    await fund(story, 'youth-bus', 800_000);
    story.on('2011-06-01');
    const cut = { source: 'home-office', entry: 'cut', fundingType: 'revenue', amountPence: 500_000 };
    await story.do(finance, 'CutFunding', { ...cut, reason: 'A cut by half.', reference: 'HO/2' });
    made = partnershipPlan(await factsOf(story, 'riverside', moment), '2011-12');
  });

  it('names what is uncovered, and takes nothing of it off what the other sources have', () => {
    expect(words('awardable').map((row) => [row[0], row[2]])).toEqual([
      ['Confirmed', '£9,500.00'],
      ['Less other awards, committed and spent', '-£8,000.00'],
      ['Left after commitments', '£1,500.00'],
      ['Uncovered at Source home-office: no other source pays it', '£3,000.00'],
    ]);
    expect(rowsInWords(tableIn(made, 'awardable').totals)).toEqual([
      ['Can still be awarded', '£0.00', '£4,500.00', '£4,500.00'],
    ]);
  });

  it('says which sources can award it, and for what alone', () => {
    expect(words('awardable-by-source')).toEqual([
      ['Source police', '£0.00', '£4,000.00', '£4,000.00', 'priorities: Anti-social behaviour'],
      ['Source fire', '£0.00', '£500.00', '£500.00', 'not ring-fenced'],
    ]);
  });

  it('claims no change on a year of which the record has no source', () => {
    expect(saidIn(made)).toContain(
      'No source of 2010/11 is in the record: there is nothing to compare with.',
    );
    expect(saidIn(made).join(' ')).not.toContain('New this year');
  });

  it('is what the budget has as uncommitted', async () => {
    const { totals } = await budgetAt(await story.read(), {
      partnership: 'riverside',
      year: '2011-12',
      ...moment,
    });
    expect(penceIn(tableIn(made, 'awardable').totals, 2)).toEqual([totals.revenue.uncommitted]);
    expect(totals.revenue.uncovered).toBe(300_000);
  });
});
