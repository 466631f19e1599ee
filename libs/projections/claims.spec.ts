import { beforeEach, describe, expect, it } from '@jest/globals';
import { finance, fund, lead } from '#testing/desk-story';
import { aPartnership } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';

const project = 'youth-bus';
const invoice = {
  project,
  payee: 'Bus Hire Ltd',
  reference: 'INV-1',
  netPence: 40_000,
  irrecoverableVatPence: 8_000,
  purpose: 'Hire in May',
  category: 'transport',
  charges: [{ source: 'home-office', fundingType: 'revenue', amountPence: 48_000 }],
};

let story: ReadStory;
beforeEach(async () => {
  story = await aPartnership();
  await fund(story, project, 400_000);
  await story.do(lead, 'ClaimExpenditure', { ...invoice, claim: 'c-1' });
});

async function claims(): Promise<readonly object[]> {
  const db = await story.read();
  return db.selectFrom('claims').selectAll().orderBy('claim').execute();
}

const pay = async (payment: string): Promise<void> => {
  story.on('2011-06-01');
  const paid = { ...invoice, claim: 'c-1', payment, paidOn: '2011-06-01' };
  await story.do(finance, 'RecordExpenditure', paid);
};

describe('A claim', () => {
  it('waits, with the VAT that cannot be recovered, until finance answers it', async () => {
    expect(await claims()).toEqual([
      expect.objectContaining({
        claim: 'c-1',
        status: 'open',
        amount_pence: 48_000,
        claimed_by: 'lead-1',
        claimed_on: '2011-05-12',
        answered_on: null,
      }),
    ]);
  });

  it('is paid by the payment that names it', async () => {
    await pay('bacs-1');
    const [claim] = await claims();
    expect(claim).toMatchObject({ status: 'paid', payment: 'bacs-1', answered_on: '2011-06-01' });
  });

  it('waits again when its payment is reversed, and is paid by another', async () => {
    await pay('bacs-1');
    await story.do(finance, 'ReverseExpenditure', { project, payment: 'bacs-1', reason: 'Wrong payee.' });
    expect((await claims())[0]).toMatchObject({ status: 'open', payment: null, answered_on: null });
    await pay('bacs-2');
    expect((await claims())[0]).toMatchObject({ status: 'paid', payment: 'bacs-2' });
  });

  it('is not touched by a payment that names no claim, nor by the reversal of one', async () => {
    story.on('2011-06-01');
    await story.do(finance, 'RecordExpenditure', { ...invoice, payment: 'bacs-9', paidOn: '2011-06-01' });
    await story.do(finance, 'ReverseExpenditure', { project, payment: 'bacs-9', reason: 'Paid twice.' });
    expect((await claims())[0]).toMatchObject({ status: 'open', payment: null });
  });

  it('is declined with the reason', async () => {
    await story.do(finance, 'DeclineClaim', { project, claim: 'c-1', reason: 'No receipt.' });
    expect((await claims())[0]).toMatchObject({ status: 'declined', declined_because: 'No receipt.' });
  });
});
