import { describe, expect, it } from '@jest/globals';
import { fundingSource } from '#funding/funding-source/funding-source';
import { outstandingPence, uncommittedPence } from '#funding/funding-source/state';
import { openMatters } from '#funding/partnership/queries';
import { partnership } from '#funding/partnership/partnership';
import {
  DeskStory,
  administrator,
  decisionAt,
  finance,
  foundPartnership,
  fund,
  lead,
  openMeetingOn,
  openSource,
  propose,
  refuses,
  support,
} from '#testing/desk-story';

type Reply = Awaited<ReturnType<DeskStory['do']>>;
type Fields = Readonly<Record<string, unknown>>;

const bus = { project: 'youth-bus' };
const source = 'source-riverside.home-office';

async function founded(): Promise<DeskStory> {
  const story = new DeskStory();
  await foundPartnership(story);
  return story;
}

/** With an award of £4,000 from a source of £10,000. */
async function funded(): Promise<DeskStory> {
  const story = await founded();
  await fund(story, 'youth-bus', 400_000);
  return story;
}

function told(reply: Reply): string[] {
  return reply.events.map(({ type, stream }) => `${type} in ${stream.replace('-riverside', '')}`);
}

/** With an award of £4,000 that waits for a source to be confirmed. */
async function subject(): Promise<DeskStory> {
  const story = await founded();
  await openSource(story, 'hoped', 0);
  const entry = { source: 'hoped', entry: 'e-1', fundingType: 'revenue', amountPence: 400_000 };
  await story.do(finance, 'ExpectFunding', { ...entry, reason: 'Announced.' });
  await propose(story, 'youth-bus', 400_000);
  const meeting = await openMeetingOn(story, '2011-05-12', [{ item: 'item-1', kind: 'bid', ...bus }]);
  const line = { source: 'hoped', fundingType: 'revenue', amountPence: 400_000, subjectToFunding: true };
  const award = { awardPence: 400_000, allocations: [line] };
  await story.do(support, 'FundProject', { ...bus, decision: decisionAt(meeting, 'item-1'), award });
  await story.do(lead, 'AcceptAward', bus);
  return story;
}

function confirmedOf(amountPence: number): Fields {
  const entry = { source: 'hoped', entry: 'c-1', fundingType: 'revenue', amountPence };
  return { ...entry, reference: 'Letter', reason: 'Confirmed.' };
}

function claimOf(claim: string, amountPence: number): Fields {
  return { ...invoice(amountPence, chargedTo('hoped', amountPence)), claim };
}

function virementOf(fundingType: string): Fields {
  const ends = { from: { source: 'home-office' }, to: { source: 'home-office', ...bus } };
  return { virement: 'v-1', fundingType, amountPence: 500, reason: 'More nights.', ...ends };
}

function moreOf(at: string, fundingType: string, amountPence: number): Fields {
  return { source: at, fundingType, amountPence, change: 'more' };
}

const invoice = (amountPence: number, more: object = {}): object => ({
  ...bus,
  payee: 'Riverside Coaches Ltd',
  reference: 'INV-1',
  netPence: amountPence,
  irrecoverableVatPence: 0,
  purpose: 'Hire',
  category: 'hire',
  charges: [{ source: 'home-office', fundingType: 'revenue', amountPence }],
  ...more,
});
const payment = (amountPence: number, more: object = {}): Fields => ({
  ...invoice(amountPence, { payment: 'p-1', paidOn: '2011-05-12', ...more }),
});
const chargedTo = (at: string, amountPence: number): object => ({
  charges: [{ source: at, fundingType: 'revenue', amountPence }],
});

async function bring(story: DeskStory): Promise<void> {
  await openSource(story, 'next', 0, { year: '2012-13' });
  story.on('2012-04-20');
  const close = { source: 'home-office', to: 'next', carry: [] };
  await story.do(finance, 'CloseYear', {
    year: '2011-12',
    sources: [close],
    reason: 's151',
    on: '2012-03-31',
  });
}

// "£14k to reclaim from the Home Office": money that was paid, and is owed by another.
describe('A recovery', () => {
  const recovery = {
    ...bus,
    source: 'home-office',
    clawback: 'c-1',
    from: 'The youth trust',
    fundingType: 'revenue',
    amountPence: 5_000,
    dueOn: '2011-09-30',
    reason: 'Not spent on what it was for.',
  };
  const { clawback: _number, ...terms } = recovery;

  it('is raised for a project that there is', async () => {
    const story = await funded();
    await story.do(finance, 'RecordExpenditure', payment(5_000));
    await refuses(story, 'no-such-project', finance, 'RaiseClawback', { ...recovery, project: 'nobody' });
    await story.do(finance, 'RaiseClawback', recovery);
  });

  it('is of what the source paid for the project, and of no other money (rule 12)', async () => {
    const story = await funded();
    await openSource(story, 'council', 500_000);
    await refuses(story, 'nothing-paid-to-recover', finance, 'RaiseClawback', recovery);
    await story.do(finance, 'RecordExpenditure', payment(5_000));
    await refuses(story, 'nothing-paid-to-recover', finance, 'RaiseClawback', {
      ...recovery,
      source: 'council',
    });
    const capital = { ...recovery, fundingType: 'capital' };
    await refuses(story, 'nothing-paid-to-recover', finance, 'RaiseClawback', capital);
    await story.do(finance, 'RaiseClawback', recovery);
  });

  it('is no more than was paid, less what was recovered or asked for already', async () => {
    const story = await funded();
    await story.do(finance, 'RecordExpenditure', payment(9_000));
    await story.do(finance, 'RaiseReclaim', { ...terms, reclaim: 'r-1' });
    await refuses(story, 'more-than-paid-to-recover', finance, 'RaiseClawback', recovery);
    expect(await story.send(finance, 'RaiseReclaim', { ...terms, reclaim: 'r-1' })).toMatchObject({
      outcome: 'unchanged',
    });
    const receipt = {
      source: 'home-office',
      reclaim: 'r-1',
      entry: 'i-1',
      amountPence: 2_000,
      reference: 'BACS',
    };
    await story.do(finance, 'ReceiveReclaim', receipt);
    await refuses(story, 'more-than-paid-to-recover', finance, 'RaiseClawback', recovery);
    await story.do(finance, 'WriteOffReclaim', {
      source: 'home-office',
      reclaim: 'r-1',
      reason: 'Wound up.',
    });
    await story.do(finance, 'RaiseClawback', recovery);
  });

  it('is also of what the source paid whose year this one took over, and of nothing that was reversed', async () => {
    const story = await funded();
    await story.do(finance, 'RecordExpenditure', payment(9_000));
    await story.do(finance, 'RaiseReclaim', { ...terms, reclaim: 'r-1' });
    await bring(story);
    const next = { ...recovery, source: 'next' };
    await refuses(story, 'more-than-paid-to-recover', finance, 'RaiseClawback', next);
    await story.do(finance, 'RaiseClawback', { ...next, amountPence: 4_000 });
    await story.do(finance, 'ReverseExpenditure', { ...bus, payment: 'p-1', reason: 'Not ours.' });
    await refuses(story, 'nothing-paid-to-recover', finance, 'RaiseClawback', { ...next, clawback: 'c-2' });
  });

  it('is not written off by whoever leads or led the project (rule 2)', async () => {
    const story = await funded();
    await story.do(administrator, 'GiveRole', { person: 'lead-1', role: 'finance-officer' });
    await story.do(finance, 'RecordExpenditure', payment(5_000));
    await story.do(finance, 'RaiseClawback', recovery);
    const writeOff = { source: 'home-office', clawback: 'c-1', reason: 'Wound up.' };
    await refuses(story, 'own-bid', 'lead-1/finance-officer', 'WriteOffClawback', writeOff);
    await refuses(story, 'no-such-recovery', finance, 'WriteOffReclaim', {
      source: 'home-office',
      reclaim: 'c-1',
      reason: 'Wound up.',
    });
    await story.do(finance, 'WriteOffClawback', writeOff);
  });
});

describe('A payment', () => {
  it('takes effect on the day on which it was made, unless that is said to be another', async () => {
    const story = (await funded()).on('2011-06-30');
    const { events } = await story.do(finance, 'RecordExpenditure', payment(5_000, { paidOn: '2011-06-03' }));
    const stream = await Array.fromAsync(story.store.readStream(source));
    const charge = stream.find(({ id }) => events.some((event) => event.id === id));
    expect(charge?.body).toContain('"effectiveOn":"2011-06-03"');
    const other = payment(5_000, { payment: 'p-2', paidOn: '2011-06-03', on: '2011-06-30' });
    await refuses(story, 'paid-on-another-day', finance, 'RecordExpenditure', other);
    const tomorrow = payment(5_000, { payment: 'p-2', paidOn: '2011-07-01' });
    await refuses(story, 'paid-in-the-future', finance, 'RecordExpenditure', tomorrow);
  });

  it('of a year that is closed takes effect in the open one, and the closed figures stand (rule 10)', async () => {
    const story = await funded();
    await bring(story);
    const march = payment(5_000, { paidOn: '2012-03-28' });
    await refuses(story, 'closed-then', finance, 'RecordExpenditure', { ...march, on: '2012-03-28' });
    await story.do(finance, 'RecordExpenditure', march);
    const stream = await Array.fromAsync(story.store.readStream('source-riverside.next'));
    expect(stream.at(-1)).toMatchObject({
      type: 'ExpenditureCharged',
      body: expect.stringContaining('"effectiveOn":"2012-04-20"') as unknown,
    });
    const reversal = { ...bus, payment: 'p-1', reason: 'Paid twice.', on: '2012-03-28' };
    await refuses(story, 'closed-then', finance, 'ReverseExpenditure', reversal);
  });

  it('is not charged to a source of a later year than it was made in', async () => {
    const story = await funded();
    await openSource(story, 'next', 0, { year: '2012-13' });
    const early = payment(5_000, chargedTo('next', 5_000));
    await refuses(story, 'paid-before-the-year', finance, 'RecordExpenditure', early);
  });

  it('outside a ring-fence was made all the same: it is recorded, and the tasking group gets notice', async () => {
    const story = await funded();
    const fence = { source: 'home-office', ringFence: { categories: ['equipment'] }, reference: 'Letter' };
    await story.do(finance, 'SetRingFence', { ...fence, reason: 'As the grant says.' });
    const claim = { ...invoice(5_000), claim: 'c-1' };
    await refuses(story, 'claim-outside-ring-fence', lead, 'ClaimExpenditure', claim);
    const reply = await story.do(finance, 'RecordExpenditure', payment(5_000));
    expect(told(reply)).toContain('MatterRaised in partnership');
    const [matter] = openMatters(await story.state('partnership-riverside', partnership));
    expect(matter).toMatchObject({
      matter: 'outside-ring-fence-youth-bus-p-1',
      kind: 'other',
      title: 'Paid outside the ring-fence of Source home-office: Youth bus, payment p-1',
    });
  });
});

// Money that was still to be confirmed, on which a project had begun to spend before its letter came.
describe('Money that is subject to funding', () => {
  it('is paid without an overspend, and is covered once when it is confirmed', async () => {
    const story = await subject();
    const paid = payment(50_000, chargedTo('hoped', 50_000));
    const reply = await story.do(finance, 'RecordExpenditure', paid);
    expect(told(reply)).toEqual([
      'ExpenditureRecorded in project.youth-bus',
      'ExpenditureCharged in source.hoped',
      'MatterRaised in partnership',
    ]);
    await story.do(finance, 'ConfirmFunding', confirmedOf(400_000));
    const hoped = await story.state('source-riverside.hoped', fundingSource);
    expect([outstandingPence(hoped, 'youth-bus'), uncommittedPence(hoped, 'revenue')]).toEqual([350_000, 0]);
  });

  it('can be claimed once it is confirmed, as far as it is', async () => {
    const story = await subject();
    await refuses(story, 'claim-not-confirmed', lead, 'ClaimExpenditure', claimOf('c-1', 100));
    await story.do(finance, 'ConfirmFunding', confirmedOf(60_000));
    await story.do(lead, 'ClaimExpenditure', claimOf('c-1', 40_000));
    await refuses(story, 'claim-not-confirmed', lead, 'ClaimExpenditure', claimOf('c-2', 20_001));
    await story.do(lead, 'ClaimExpenditure', claimOf('c-2', 20_000));
  });
});

describe('More money for a project that has its award', () => {
  it('is of a type that the bid has, and of a year that the project reaches', async () => {
    const story = await funded();
    await openSource(story, 'next', 500_000, { year: '2012-13' });
    const capital = { source: 'home-office', entry: 'c-2', fundingType: 'capital', amountPence: 50_000 };
    await story.do(finance, 'ConfirmFunding', { ...capital, reference: 'Letter', reason: 'Confirmed.' });
    const item = { kind: 'variation', ...bus };
    const items = ['item-1', 'item-2', 'item-3'].map((one) => ({ item: one, ...item }));
    const meeting = await openMeetingOn(story, '2011-06-09', items);
    const vary = (one: string, change: object): Fields => ({
      ...bus,
      decision: decisionAt(meeting, one),
      changes: [change],
    });
    await refuses(
      story,
      'bid-without-type',
      support,
      'VaryAward',
      vary('item-1', moreOf('home-office', 'capital', 500)),
    );
    await refuses(
      story,
      'money-of-a-later-year',
      support,
      'VaryAward',
      vary('item-1', moreOf('next', 'revenue', 500)),
    );
    await story.do(support, 'VaryAward', vary('item-2', moreOf('home-office', 'revenue', 500_000)));
    await story.do(support, 'ExtendProject', { ...bus, finishesOn: '2012-06-30', reasons: 'More nights.' });
    await story.do(support, 'VaryAward', vary('item-3', moreOf('next', 'revenue', 500)));
  });

  it('by virement is of a type that the bid has, and is not declined by its lead officer', async () => {
    const story = await funded();
    await story.do(administrator, 'GiveRole', { person: 'lead-1', role: 'finance-officer' });
    const capital = { source: 'home-office', entry: 'c-2', fundingType: 'capital', amountPence: 50_000 };
    await story.do(finance, 'ConfirmFunding', { ...capital, reference: 'Letter', reason: 'Confirmed.' });
    await refuses(story, 'bid-without-type', finance, 'RequestVirement', virementOf('capital'));
    await story.do(finance, 'RequestVirement', virementOf('revenue'));
    const decline = { virement: 'v-1', source: 'home-office', reason: 'No.' };
    await refuses(story, 'own-bid', 'lead-1/finance-officer', 'DeclineVirement', decline);
    await refuses(story, 'no-such-virement', finance, 'DeclineVirement', { ...decline, virement: 'v-9' });
    await story.do(finance, 'DeclineVirement', decline);
  });
});
