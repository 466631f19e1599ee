import { describe, expect, it } from '@jest/globals';
import { budgetAt } from '#projections/budget-at';
import type { BudgetQuestion } from '#projections/budget-figures';
import type { LeftOut } from '#projections/budget-left-out';
import {
  decisionAt,
  finance,
  fund,
  lead,
  openMeetingOn,
  openSource,
  otherFinance,
  propose,
  support,
} from '#testing/desk-story';
import { aPartnership, pay } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';

async function leftOut(
  story: ReadStory,
  question: Partial<BudgetQuestion> = {},
): Promise<readonly LeftOut[]> {
  const { leftOut: items } = await budgetAt(await story.read(), {
    partnership: story.partnership,
    ...question,
  });
  expect(items.every(({ why }) => why.length > 20)).toBe(true);
  return items;
}

const revenue = { fundingType: 'revenue', reason: 'Letter.' };

describe('What the uncommitted total of a budget leaves out', () => {
  it('is nothing where all is confirmed and nothing waits', async () => {
    expect(await leftOut(await aPartnership())).toEqual([]);
  });

  it('is what is to be confirmed, and what was awarded subject to it, until the provider confirms', async () => {
    const story = await aPartnership();
    const entry = { ...revenue, source: 'home-office', entry: 'hoped', amountPence: 200_000 };
    await story.do(finance, 'ExpectFunding', entry);
    await propose(story, 'bus', 150_000);
    const meeting = await openMeetingOn(story, '2011-05-12', [{ item: 'bus', kind: 'bid', project: 'bus' }]);
    const line = {
      source: 'home-office',
      fundingType: 'revenue',
      amountPence: 150_000,
      subjectToFunding: true,
    };
    const award = { awardPence: 150_000, allocations: [line] };
    await story.do(support, 'FundProject', { project: 'bus', decision: decisionAt(meeting, 'bus'), award });
    expect(await leftOut(story)).toMatchObject([
      { kind: 'to-be-confirmed', source: 'home-office', fundingType: 'revenue', amountPence: 200_000 },
      { kind: 'subject-to-funding', project: 'bus', source: 'home-office', amountPence: 150_000 },
    ]);
    await story.do(finance, 'ConfirmFunding', { ...entry, entry: 'came', reference: 'HO/2' });
    expect(await leftOut(story)).toEqual([]);
  });

  it('is a reserve with its purpose, less what was released', async () => {
    const story = await aPartnership();
    const reserve = { source: 'home-office', reserve: 'dhr' };
    await story.do(finance, 'HoldReserve', {
      ...reserve,
      fundingType: 'revenue',
      amountPence: 2e5,
      purpose: 'A domestic homicide review',
      takenOn: {
        decidedOn: '2011-01-10',
        reference: 'Minute 14',
      },
    });
    const held = { kind: 'reserve', reference: 'dhr', note: 'A domestic homicide review' };
    expect(await leftOut(story)).toMatchObject([{ ...held, amountPence: 200_000 }]);
    await story.do(finance, 'ReleaseReserve', {
      ...reserve,
      release: 'r-1',
      amountPence: 50_000,
      reason: 'Half.',
    });
    expect(await leftOut(story)).toMatchObject([{ ...held, amountPence: 150_000 }]);
    await story.do(finance, 'ReleaseReserve', {
      ...reserve,
      release: 'r-2',
      amountPence: 150_000,
      reason: 'All.',
    });
    expect(await leftOut(story)).toEqual([]);
  });

  it('is a swap that the provider has not answered, whichever way it answers', async () => {
    for (const answer of ['AgreeSwap', 'RefuseSwap'] as const) {
      const story = await aPartnership();
      const entry = { source: 'home-office', entry: 'capital', fundingType: 'capital', amountPence: 300_000 };
      await story.do(finance, 'ConfirmFunding', { ...entry, reference: 'HO/2', reason: 'Letter.' });
      const swap = { source: 'home-office', swap: 'swap-1' };
      await story.do(finance, 'RequestSwap', { ...swap, amountPence: 80_000, reason: 'Revenue is short.' });
      expect(await leftOut(story)).toMatchObject([
        { kind: 'swap', fundingType: 'capital', amountPence: 80_000 },
      ]);
      const said = answer === 'AgreeSwap' ? { reference: 'HO/3' } : { reason: 'Not this year.' };
      await story.do(finance, answer, { ...swap, ...said });
      expect(await leftOut(story)).toEqual([]);
    }
  });

  it('is nothing between the day of an answer and the later day that was given for what it answers', async () => {
    const story = await aPartnership();
    const entry = { source: 'home-office', entry: 'capital', fundingType: 'capital', amountPence: 300_000 };
    await story.do(finance, 'ConfirmFunding', { ...entry, reference: 'HO/2', reason: 'Letter.' });
    const swap = { source: 'home-office', swap: 'swap-1' };
    story.on('2011-06-20');
    await story.do(finance, 'RequestSwap', { ...swap, amountPence: 80_000, reason: 'Revenue is short.' });
    await story.do(finance, 'AgreeSwap', { ...swap, on: '2011-06-10', reference: 'HO/3' });
    for (const asAt of ['2011-06-09', '2011-06-10', '2011-06-19', '2011-06-20'])
      expect(await leftOut(story, { asAt })).toEqual([]);
  });

  it('is a virement that nobody has authorised, until it is or is declined', async () => {
    for (const answer of ['AuthoriseVirement', 'DeclineVirement'] as const) {
      const story = await aPartnership();
      await openSource(story, 'council', 100_000);
      const from = { source: 'home-office' };
      const terms = { ...revenue, virement: 'v-1', amountPence: 60_000, from, to: { source: 'council' } };
      await story.do(finance, 'RequestVirement', terms);
      expect(await leftOut(story)).toMatchObject([
        { kind: 'virement', reference: 'v-1', amountPence: 60_000 },
      ]);
      const said = answer === 'DeclineVirement' ? { reason: 'It is needed here.' } : {};
      await story.do(otherFinance, answer, { ...from, virement: 'v-1', ...said });
      expect(await leftOut(story)).toEqual([]);
    }
  });

  it('is neither a swap nor a virement that nobody answered before the year closed', async () => {
    const story = await aPartnership();
    await openSource(story, 'council', 100_000);
    const entry = { source: 'home-office', entry: 'capital', fundingType: 'capital', amountPence: 300_000 };
    await story.do(finance, 'ConfirmFunding', { ...entry, reference: 'HO/2', reason: 'Letter.' });
    const from = { source: 'home-office' };
    await story.do(finance, 'RequestSwap', { ...from, swap: 's-1', amountPence: 80_000, reason: 'Short.' });
    const terms = { ...revenue, virement: 'v-1', amountPence: 60_000, from, to: { source: 'council' } };
    await story.do(finance, 'RequestVirement', terms);
    expect(await leftOut(story)).toMatchObject([{ kind: 'swap' }, { kind: 'virement' }]);
    story.on('2012-04-10');
    const sources = ['home-office', 'council'].map((source) => ({ source, carry: [] }));
    await story.do(finance, 'CloseYear', { year: '2011-12', sources, reason: 'Agreed on 2 April.' });
    expect(await leftOut(story)).toEqual([]);
  });

  it('is a reclaim until it is received or written off, as far as it is', async () => {
    const story = await aPartnership();
    await fund(story, 'bus', 300_000);
    await pay(story, 'bus', 140_000, { paidOn: '2011-06-01' });
    const reclaim = { reclaim: 'rc-1', source: 'home-office' };
    const terms = {
      ...revenue,
      project: 'bus',
      from: 'Home Office',
      amountPence: 140_000,
      dueOn: '2011-08-31',
    };
    await story.do(finance, 'RaiseReclaim', { ...reclaim, ...terms });
    const owed = { kind: 'reclaim', reference: 'rc-1', project: 'bus', note: 'Home Office' };
    expect(await leftOut(story)).toMatchObject([{ ...owed, amountPence: 140_000 }]);
    const receipt = { ...reclaim, entry: 'in-1', amountPence: 100_000, reference: 'BACS 1' };
    await story.do(finance, 'ReceiveReclaim', receipt);
    expect(await leftOut(story)).toMatchObject([{ ...owed, amountPence: 40_000 }]);
    await story.do(finance, 'WriteOffReclaim', { ...reclaim, reason: 'The programme closed.' });
    expect(await leftOut(story)).toEqual([]);
  });

  it('is a reclaim again when its receipt is reversed', async () => {
    const story = await aPartnership();
    await fund(story, 'bus', 300_000);
    await pay(story, 'bus', 140_000, { paidOn: '2011-06-01' });
    const reclaim = { reclaim: 'rc-1', source: 'home-office' };
    const terms = {
      ...revenue,
      project: 'bus',
      from: 'Home Office',
      amountPence: 140_000,
      dueOn: '2011-08-31',
    };
    await story.do(finance, 'RaiseReclaim', { ...reclaim, ...terms });
    await story.do(finance, 'ReceiveReclaim', {
      ...reclaim,
      entry: 'in-1',
      amountPence: 140_000,
      reference: 'BACS',
    });
    expect(await leftOut(story)).toEqual([]);
    const reversal = { source: 'home-office', entry: 'in-1', reversal: 'x-1', reason: 'It bounced.' };
    await story.do(finance, 'ReverseEntry', reversal);
    expect(await leftOut(story)).toMatchObject([{ kind: 'reclaim', amountPence: 140_000 }]);
  });

  it('is a clawback until it is received', async () => {
    const story = await aPartnership();
    await fund(story, 'bus', 300_000);
    await pay(story, 'bus', 140_000, { paidOn: '2011-06-01' });
    const clawback = { clawback: 'cb-1', source: 'home-office' };
    const terms = {
      ...revenue,
      project: 'bus',
      from: 'Bus Hire Ltd',
      amountPence: 30_000,
      dueOn: '2011-08-31',
    };
    await story.do(finance, 'RaiseClawback', { ...clawback, ...terms });
    expect(await leftOut(story)).toMatchObject([
      { kind: 'clawback', note: 'Bus Hire Ltd', amountPence: 30_000 },
    ]);
    const receipt = { ...clawback, entry: 'in-1', amountPence: 30_000, reference: 'BACS 1' };
    await story.do(finance, 'ReceiveClawback', receipt);
    expect(await leftOut(story)).toEqual([]);
  });

  it('is what others put in: match funding from the award on, and gifts in kind even without a value', async () => {
    const story = await aPartnership();
    const matchFunding = [
      { from: 'The licensees', status: 'sought', amountPence: 50_000 },
      { from: 'The council', status: 'secured', amountPence: 20_000 },
    ];
    await propose(story, 'bus', 300_000, { matchFunding });
    expect(await leftOut(story)).toEqual([]);
    await decide(story, 'bus', 300_000);
    await story.do(lead, 'AcceptAward', { project: 'bus' });
    const given = { project: 'bus', entry: 'ik-1', from: 'The youth trust', description: 'Two volunteers.' };
    await story.do(lead, 'RecordInKindInput', given);
    expect(await leftOut(story)).toMatchObject([
      { kind: 'match-funding-sought', note: 'The licensees', amountPence: 50_000 },
      { kind: 'match-funding-secured', note: 'The council', amountPence: 20_000 },
      { kind: 'in-kind', note: 'The youth trust: Two volunteers.', amountPence: 0 },
    ]);
  });

  it('is match funding no longer when the award is declined', async () => {
    const story = await aPartnership();
    const matchFunding = [{ from: 'The council', status: 'secured', amountPence: 20_000 }];
    await propose(story, 'bus', 300_000, { matchFunding });
    await decide(story, 'bus', 300_000);
    await story.do(lead, 'DeclineAward', { project: 'bus', reason: 'Too small to run it.' });
    expect(await leftOut(story)).toEqual([]);
  });

  it('is an overspend that awaits its decision, and what a cut leaves uncovered until new money comes', async () => {
    const story = await aPartnership();
    await fund(story, 'bus', 300_000);
    await pay(story, 'bus', 320_000, { paidOn: '2011-07-01' });
    const cut = { ...revenue, source: 'home-office', entry: 'cut', amountPence: 700_000, reference: 'HO/2' };
    await story.do(finance, 'CutFunding', cut);
    expect(await leftOut(story)).toMatchObject([
      { kind: 'overspend', project: 'bus', source: 'home-office', amountPence: 20_000 },
      { kind: 'uncovered', source: 'home-office', fundingType: 'revenue', amountPence: 20_000 },
    ]);
    const more = { ...cut, entry: 'more', amountPence: 20_000, reference: 'HO/3' };
    await story.do(finance, 'ConfirmFunding', more);
    expect(await leftOut(story)).toMatchObject([{ kind: 'overspend' }]);
  });

  it('counts an overspend in the year of its source, also when the next year decides it', async () => {
    const story = await aPartnership();
    await fund(story, 'bus', 300_000);
    await pay(story, 'bus', 320_000, { paidOn: '2012-03-20' });
    expect(await leftOut(story, { year: '2011-12' })).toMatchObject([{ kind: 'overspend', year: '2011-12' }]);
    const item = 'overspend-bus-p-1';
    story.on('2012-04-03');
    const meeting = await openMeetingOn(story, '2012-04-10', []);
    const shares = [{ source: 'home-office', fundingType: 'revenue', amountPence: 20_000 }];
    const decided = { project: 'bus', decision: decisionAt(meeting, item), outcome: 'accept', shares };
    await story.do(support, 'DecideOverspend', decided);
    for (const year of ['2011-12', '2012-13']) expect(await leftOut(story, { year })).toEqual([]);
    expect(await leftOut(story)).toEqual([]);
    expect(await leftOut(story, { asAt: '2012-04-09' })).toMatchObject([
      { kind: 'overspend', amountPence: 20_000 },
    ]);
  });

  it('counts what a late payment overspent in the year of the source that it was charged to', async () => {
    const story = await aPartnership();
    await fund(story, 'bus', 300_000);
    await pay(story, 'bus', 320_000, { paidOn: '2012-04-05' });
    expect(await leftOut(story)).toMatchObject([{ kind: 'overspend', year: '2011-12', amountPence: 20_000 }]);
  });

  it('stands on a past day as it stood then, and as it was known at a moment', async () => {
    const story = await aPartnership();
    story.on('2011-06-01');
    const entry = { ...revenue, source: 'home-office', entry: 'hoped', amountPence: 200_000 };
    await story.do(finance, 'ExpectFunding', { ...entry, on: '2011-05-01' });
    expect(await leftOut(story, { asAt: '2011-04-30' })).toEqual([]);
    expect(await leftOut(story, { asAt: '2011-05-01' })).toHaveLength(1);
    expect(await leftOut(story, { knownAt: '2011-06-01T08:59:59.999Z' })).toEqual([]);
  });
});

async function decide(story: ReadStory, project: string, awardPence: number): Promise<void> {
  const meeting = await openMeetingOn(story, '2011-05-12', [{ item: project, kind: 'bid', project }]);
  const allocations = [{ source: 'home-office', fundingType: 'revenue', amountPence: awardPence }];
  const award = { awardPence, allocations };
  await story.do(support, 'FundProject', { project, decision: decisionAt(meeting, project), award });
}
