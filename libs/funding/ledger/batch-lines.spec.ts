import { beforeEach, describe, expect, it } from '@jest/globals';
import { batchText, nextBatch } from '#funding/ledger/batch-lines';
import type { NextBatch } from '#funding/ledger/batch-lines';
import { sumPence } from '#kernel/pence';
import { finance, fund, lead, openSource, refuses } from '#testing/desk-story';
import { aPartnership, pay } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';

const rules = [
  { category: 'transport', costCentre: 'R2041', subjective: '3010', analysis: 'CSP' },
  { source: 'home-office', costCentre: 'R2041', subjective: '9000' },
];
const balancing = { costCentre: 'B9000', subjective: '9990' };

let story: ReadStory;
beforeEach(async () => {
  story = await aPartnership();
  await fund(story, 'bus', 100_000);
  await story.do(finance, 'AdoptLedgerMapping', { version: 1, rules, balancing });
  await pay(story, 'bus', 40_000, { paidOn: '2011-08-01' });
});

async function next(): Promise<NextBatch> {
  return nextBatch(async (stream, decider) => story.state(stream, decider), 'riverside');
}

async function hashNow(): Promise<string> {
  return story.tools.planDeps.digestOf(batchText(await next()));
}

async function sendNow(batch: number): Promise<void> {
  await story.do(finance, 'SendLedgerBatch', { batch, hash: await hashNow() });
}

describe('What goes to the general ledger next', () => {
  it('is what was paid, with the codes of its category', async () => {
    const { lines, totalPence } = await next();
    expect(lines).toMatchObject([
      {
        source: 'home-office',
        on: '2011-08-01',
        account: 'spent',
        fundingType: 'revenue',
        project: 'bus',
        payment: 'p-1',
        category: 'transport',
        amountPence: 40_000,
        codes: { costCentre: 'R2041', subjective: '3010', analysis: 'CSP' },
      },
    ]);
    expect(totalPence).toBe(40_000);
  });

  it('is what was received and what was reversed too, below nil', async () => {
    await sendNow(1);
    story.on('2011-08-15');
    const owed = { reclaim: 'r-1', source: 'home-office', project: 'bus', fundingType: 'revenue' };
    const raised = {
      ...owed,
      amountPence: 10_000,
      from: 'Home Office',
      reason: 'Half of it.',
      dueOn: '2011-10-01',
    };
    await story.do(finance, 'RaiseReclaim', raised);
    const receipt = { source: 'home-office', reclaim: 'r-1', entry: 'rc-1', amountPence: 10_000 };
    await story.do(finance, 'ReceiveReclaim', { ...receipt, reference: 'HO/9' });
    story.on('2011-09-02');
    await story.do(finance, 'ReverseExpenditure', { project: 'bus', payment: 'p-1', reason: 'Wrong payee.' });
    const { lines } = await next();
    expect(lines.map(({ account, amountPence, codes }) => [account, amountPence, codes?.subjective])).toEqual(
      [
        ['recoveries', -10_000, '9000'],
        ['spent', -40_000, '3010'],
      ],
    );
    // A payment is posted on the day it was made, and its reversal on the day of that.
    expect(lines.map(({ on }) => on)).toEqual(['2011-08-15', '2011-09-02']);
  });

  it('goes in one batch and never in another, and comes to what was spent', async () => {
    const first = await next();
    await sendNow(1);
    expect((await next()).lines).toEqual([]);
    await refuses(story, 'batch-of-nothing', finance, 'SendLedgerBatch', { batch: 2, hash: 'aa' });
    await pay(story, 'bus', 15_000, { paidOn: '2011-09-01', payment: 'p-2' });
    const second = await next();
    expect(second.lines.map(({ payment }) => payment)).toEqual(['p-2']);
    expect(sumPence([first.totalPence, second.totalPence])).toBe(55_000);
  });

  it('goes again, under another number, when the batch was taken back', async () => {
    const first = await next();
    await sendNow(1);
    await story.do(finance, 'TakeBackLedgerBatch', { batch: 1, reason: 'The period was closed.' });
    expect(await next()).toEqual(first);
    await sendNow(2);
    await story.do(finance, 'RecordLedgerImport', { batch: 2, reference: 'JNL-7' });
  });

  it('is not sent as it was printed once something more was paid', async () => {
    const printed = await hashNow();
    await pay(story, 'bus', 15_000, { paidOn: '2011-09-01', payment: 'p-2' });
    await refuses(story, 'record-moved-on', finance, 'SendLedgerBatch', { batch: 1, hash: printed });
  });

  it('waits for codes where the mapping has none, and takes those of the newest version', async () => {
    await sendNow(1);
    await openSource(story, 'council', 10_000);
    const entry = { source: 'council', entry: 'e', fundingType: 'capital', amountPence: 500 };
    await story.do(finance, 'ConfirmFunding', { ...entry, reference: 'C/1', reason: 'Given.' });
    expect((await next()).lines).toEqual([]);
    const only = [{ category: 'printing', costCentre: 'P', subjective: '1' }];
    await story.do(finance, 'AdoptLedgerMapping', { version: 2, rules: only, balancing });
    await pay(story, 'bus', 15_000, { paidOn: '2011-09-01', payment: 'p-2' });
    await refuses(story, 'no-codes-for', finance, 'SendLedgerBatch', { batch: 2, hash: await hashNow() });
  });

  it('is not sent as it was printed once the codes of the other side are others', async () => {
    const printed = await hashNow();
    const other = { costCentre: 'B9001', subjective: '9990' };
    await story.do(finance, 'AdoptLedgerMapping', { version: 2, rules, balancing: other });
    await refuses(story, 'record-moved-on', finance, 'SendLedgerBatch', { batch: 1, hash: printed });
  });

  it('has its codes by rules for sources that are there', async () => {
    const nowhere = [{ source: 'nowhere', costCentre: 'P', subjective: '1' }];
    const mapping = { version: 2, rules: nowhere, balancing };
    await refuses(story, 'rule-of-no-source', finance, 'AdoptLedgerMapping', mapping);
  });

  it('is for finance to send', async () => {
    await refuses(story, 'not-your-role', lead, 'SendLedgerBatch', { batch: 1, hash: await hashNow() });
  });
});
