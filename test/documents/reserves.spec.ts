import { beforeAll, describe, expect, it } from '@jest/globals';
import { annualReport } from '#documents/annual-report';
import type { Facts } from '#documents/facts/facts';
import { partnershipPlan } from '#documents/partnership-plan';
import { valueForMoney } from '#documents/value-for-money';
import { parsePounds, sumPence } from '#kernel/pence';
import { finance, fund, openSource } from '#testing/desk-story';
import { aPartnership } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';
import { factsOf, penceIn, rowsInWords, tableIn } from './telling.ts';

const pounds = (text: string): number => parsePounds(text) ?? 0;

/** From the awards to the budget: what the steps come to, and what the budget has. */
function reconciled(facts: Facts, year: string): { readonly steps: number; readonly budget: number } {
  const { totals } = tableIn(valueForMoney(facts, year), 'budget');
  const [steps = 0, ...budget] = penceIn(totals, 1);
  return { steps, budget: sumPence(budget) };
}

function heldIn(facts: Facts, year: string): readonly string[] {
  const rows = rowsInWords(tableIn(valueForMoney(facts, year), 'budget').rows);
  return rows.flatMap(([what, amount = '']) => (what === 'Held in reserve' ? [amount] : []));
}

describe('A reserve for a review that may never come', () => {
  let story: ReadStory;
  const now = async (): Promise<Facts> =>
    factsOf(story, 'riverside', { asAt: '2012-04-30', knownAt: '2012-04-30T22:00:00.000Z' });

  beforeAll(async () => {
    story = await aPartnership();
    await openSource(story, 'police', 500_000, { mayCrossYear: true });
    await openSource(story, 'police-2012', 0, { year: '2012-13', mayCrossYear: true });
    await fund(story, 'youth-bus', 400_000);
    await story.do(finance, 'HoldReserve', {
      source: 'police',
      reserve: 'review',
      fundingType: 'revenue',
      amountPence: pounds('£2,000'),
      purpose: 'Domestic homicide review',
      takenOn: { decidedOn: '2011-04-01', reference: 'Register of 2011/12' },
    });
  });

  it('stands between the awards and the budget while it is held', async () => {
    const facts = await now();
    expect(heldIn(facts, '2011-12')).toEqual(['£2,000.00']);
    expect(reconciled(facts, '2011-12')).toEqual({ steps: pounds('£6,000'), budget: pounds('£6,000') });
  });

  it('stands in the resources by source as in the totals by priority, so that both come to the same', async () => {
    const report = annualReport(await now(), '2011-12');
    const [resources, priorities] = ['resources', 'by-priority'].map((id) => tableIn(report, id).totals);
    expect(penceIn(resources ?? [], 2)).toEqual([pounds('£6,000')]);
    const rows = rowsInWords(tableIn(report, 'resources').rows);
    expect(rows).toContainEqual(['Held in reserve', 'Source police', '£2,000.00']);
    expect(penceIn(priorities ?? [], 4)).toEqual([pounds('£6,000')]);
  });

  it('is less by what is released of it, which can be awarded again', async () => {
    const release = { source: 'police', reserve: 'review', amountPence: pounds('£500') };
    await story.do(finance, 'ReleaseReserve', { ...release, release: 'r-1', reason: 'Less is needed.' });
    const facts = await now();
    expect(heldIn(facts, '2011-12')).toEqual(['£1,500.00']);
    expect(reconciled(facts, '2011-12')).toEqual({ steps: pounds('£5,500'), budget: pounds('£5,500') });
    const totals = penceIn(tableIn(partnershipPlan(facts, '2011-12'), 'awardable').totals, 3);
    expect(totals).toEqual([pounds('£9,500')]);
  });

  it('leaves its year with the close, and stands in the year that takes over', async () => {
    story.on('2012-04-02');
    await story.do(finance, 'CloseYear', {
      year: '2011-12',
      reason: 'Agreed by the s151 officer.',
      sources: [
        { source: 'home-office', to: 'police-2012', carry: [] },
        { source: 'police', to: 'police-2012', carry: [{ fundingType: 'revenue', amountPence: 150_000 }] },
      ],
    });
    const facts = await now();
    expect(heldIn(facts, '2011-12')).toEqual([]);
    const closed = reconciled(facts, '2011-12');
    expect(closed.steps).toBe(closed.budget);
    expect(heldIn(facts, '2012-13')).toEqual(['£1,500.00']);
    const taken = reconciled(facts, '2012-13');
    expect(taken.steps).toBe(taken.budget);
  });
});
