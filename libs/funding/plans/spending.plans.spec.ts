import { beforeEach, describe, expect, it } from '@jest/globals';
import { fundingSource } from '#funding/funding-source/funding-source';
import { outstandingPence } from '#funding/funding-source/state';
import { project } from '#funding/project/project';
import { isAwarded } from '#funding/project/state';
import { charged, closeIntoOne } from '#testing/closed-into-one';
import { DeskStory, finance, foundPartnership, lead, refuses } from '#testing/desk-story';

type Fields = Readonly<Record<string, unknown>>;

const bus = { project: 'youth-bus' };

function invoice(netPence: number, charges: readonly Fields[]): Fields {
  const about = { payee: 'Riverside Coaches Ltd', reference: 'INV-1', purpose: 'Hire', category: 'hire' };
  return { ...bus, ...about, netPence, irrecoverableVatPence: 0, charges };
}

const paid = { payment: 'p-1', paidOn: '2012-04-02' };
const atNext = (amountPence: number): readonly Fields[] => [
  { source: 'next', fundingType: 'revenue', amountPence },
];

describe('An award of two sources that one took over', () => {
  let story: DeskStory;
  beforeEach(async () => {
    story = new DeskStory();
    await foundPartnership(story);
    await closeIntoOne(story);
  });

  async function chargesOf(kind: 'payments' | 'claims', id: string): Promise<unknown> {
    const state = await story.state('project-riverside.youth-bus', project);
    return isAwarded(state) ? state.money[kind].get(id)?.terms.charges : undefined;
  }

  async function unpaidAtNext(): Promise<number> {
    return outstandingPence(await story.state('source-riverside.next', fundingSource), 'youth-bus');
  }

  it('is paid by one charge to that one, of the sum, where the payment names both', async () => {
    const payment = { ...invoice(150_000, charged([100_000, 50_000])), ...paid };
    const { events } = await story.do(finance, 'RecordExpenditure', payment);
    expect(events.map(({ type, stream }) => `${type} in ${stream}`)).toEqual([
      'ExpenditureRecorded in project-riverside.youth-bus',
      'ExpenditureCharged in source-riverside.next',
    ]);
    expect(await chargesOf('payments', 'p-1')).toEqual([{ ...atNext(150_000)[0], overspendPence: 0 }]);
    expect(await unpaidAtNext()).toBe(250_000);
    expect(await story.send(finance, 'RecordExpenditure', payment)).toMatchObject({ outcome: 'unchanged' });
  });

  it('is overspent by what the sum goes beyond it, counted once', async () => {
    const payment = { ...invoice(450_000, charged([200_000, 250_000])), ...paid };
    await story.do(finance, 'RecordExpenditure', payment);
    expect(await chargesOf('payments', 'p-1')).toEqual([{ ...atNext(450_000)[0], overspendPence: 50_000 }]);
    await story.do(finance, 'ReverseExpenditure', { ...bus, payment: 'p-1', reason: 'To another.' });
    expect(await unpaidAtNext()).toBe(400_000);
  });

  it('is not paid where a payment names one source twice: that is a mistake', async () => {
    const [council] = charged([50_000, 0]);
    const payment = { ...invoice(100_000, [council!, council!]), ...paid };
    await refuses(story, 'duplicate-charge', finance, 'RecordExpenditure', payment);
  });

  it('is claimed to the last penny where the claim names that one', async () => {
    const claim = { ...invoice(300_000, atNext(300_000)), claim: 'c-1' };
    await story.do(lead, 'ClaimExpenditure', claim);
    expect(await chargesOf('claims', 'c-1')).toEqual(charged([200_000, 100_000]));
    expect(await story.send(lead, 'ClaimExpenditure', claim)).toMatchObject({ outcome: 'unchanged' });
    const more = { ...invoice(100_001, atNext(100_001)), reference: 'INV-2', claim: 'c-2' };
    await refuses(story, 'more-than-award', lead, 'ClaimExpenditure', more);
  });

  it('is paid as it was claimed', async () => {
    const { claim, ...terms } = { ...invoice(300_000, atNext(300_000)), claim: 'c-1' };
    await story.do(lead, 'ClaimExpenditure', { ...terms, claim });
    const charges = await chargesOf('claims', 'c-1');
    await story.do(finance, 'RecordExpenditure', { ...terms, ...paid, claim, charges });
    expect(await unpaidAtNext()).toBe(100_000);
  });
});
