import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  decisionAt,
  finance,
  fund,
  lead,
  openMeetingOn,
  openSource,
  propose,
  support,
} from '#testing/desk-story';
import type { DeskStory } from '#testing/desk-story';
import { PagesUnderTest } from '../../../testing/pages-under-test.js';
import type { Shown, Visitor } from '../../../testing/visitor.js';

const answers = { voted: 'agreed', reasons: 'As discussed.' };

async function whatItDoes(visitor: Visitor, path: string, typed: Record<string, string>): Promise<Shown> {
  const form = await visitor.open(`/p/riverside/meetings/${path}`);
  const check = await visitor.send(form, { ...answers, ...typed });
  expect(check.heading).toBe('This is what the decision does');
  return check;
}

const variation = { item: 'change', kind: 'variation', project: 'youth-bus', title: 'A change' };

/** Of £4,000, £1,000 is committed, and £3,000 waits for money that is to be confirmed. */
async function awardedSubjectToFunding(story: DeskStory): Promise<void> {
  await openSource(story, 'grant', 100_000);
  const grant = { source: 'grant', fundingType: 'revenue' };
  const asked = { entry: 'likely', amountPence: 300_000, reason: 'A draft letter.' };
  await story.do(finance, 'ExpectFunding', { ...grant, ...asked });
  await propose(story, 'youth-bus', 400_000);
  const meeting = await openMeetingOn(story, '2011-05-12', [
    { item: 'bus', kind: 'bid', project: 'youth-bus' },
  ]);
  const waiting = { ...grant, amountPence: 300_000, subjectToFunding: true };
  const sure = { source: 'home-office', fundingType: 'revenue', amountPence: 100_000 };
  await story.do(support, 'FundProject', {
    project: 'youth-bus',
    decision: decisionAt(meeting, 'bus'),
    award: { awardPence: 400_000, allocations: [sure, waiting] },
  });
  await story.do(support, 'CloseMeeting', { meeting });
  await story.do(lead, 'AcceptAward', { project: 'youth-bus' });
  await openMeetingOn(story, '2011-06-09', [variation]);
}

/** £4,000 is awarded, of which £1,500 is paid before the year closes; the rest goes into the next year. */
async function awardedBeforeTheClose(story: DeskStory): Promise<void> {
  await openSource(story, 'council-fund', 400_000, { mayCrossYear: true });
  await openSource(story, 'next-fund', 0, { year: '2012-13' });
  await propose(story, 'youth-bus', 400_000);
  const meeting = await openMeetingOn(story, '2011-05-12', [
    { item: 'bus', kind: 'bid', project: 'youth-bus' },
  ]);
  const charge = { source: 'council-fund', fundingType: 'revenue' };
  await story.do(support, 'FundProject', {
    project: 'youth-bus',
    decision: decisionAt(meeting, 'bus'),
    award: { awardPence: 400_000, allocations: [{ ...charge, amountPence: 400_000 }] },
  });
  await story.do(support, 'CloseMeeting', { meeting });
  await story.do(lead, 'AcceptAward', { project: 'youth-bus' });
  const invoice = { payment: 'p-1', payee: 'Bus Hire Ltd', reference: 'INV-1', purpose: 'Hire' };
  const paid = { netPence: 150_000, irrecoverableVatPence: 0, category: 'transport', paidOn: '2011-05-12' };
  const charges = [{ ...charge, amountPence: 150_000 }];
  await story.do(finance, 'RecordExpenditure', { project: 'youth-bus', ...invoice, ...paid, charges });
  const carry = [{ fundingType: 'revenue', amountPence: 250_000 }];
  await story.on('2012-04-02').do(finance, 'CloseYear', {
    year: '2011-12',
    sources: [
      { source: 'home-office', carry: [] },
      { source: 'council-fund', to: 'next-fund', carry },
    ],
    reason: 'Closed as agreed.',
  });
  await openMeetingOn(story, '2012-04-19', [variation]);
}

describe('A change to an award that waits in part for money that is to be confirmed', () => {
  const item = 'tasking-2011-06-09/items/change/decide';
  let pages: PagesUnderTest;
  let support1: Visitor;

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    await awardedSubjectToFunding(pages.story);
    await pages.upToDate();
    support1 = await pages.as('support-1');
  });
  afterAll(async () => pages.close());

  it('is shown to take back what waits, and nothing that was committed to others', async () => {
    const check = await whatItDoes(support1, `${item}/vary`, { 'from-grant-revenue': '1,000' });
    expect(check.tableOf('Source grant, 2011/12, revenue, subject to funding')).toEqual([
      ['Part', 'Amount'],
      ['Awarded subject to funding', '£1,000.00'],
      ['Given back', '£2,000.00'],
      ['Left', '£0.00'],
    ]);
    expect(check.text).not.toContain('-£');
  });

  it('is shown to add what waits as well, and to take back first what the addition may need', async () => {
    const asked = { 'from-grant-revenue': '1,000', 'subject-grant-revenue': '500' };
    const check = await whatItDoes(support1, `${item}/vary`, asked);
    expect(check.text).toContain('Source grant, 2011/12, revenue £3,000.00 becomes £1,000.00');
    expect(check.text).toContain('Source grant, 2011/12, revenue, subject to funding £500.00 more');
    expect(check.tableOf('Source grant, 2011/12, revenue, subject to funding')).toEqual([
      ['Part', 'Amount'],
      ['Awarded subject to funding', '£1,000.00'],
      ['More for this award', '£500.00'],
      ['Left', '£1,500.00'],
    ]);
    expect(check.text).not.toContain('will be refused');
  });

  it('cannot add more than is to be confirmed, and says so beside what was typed', async () => {
    const check = await whatItDoes(support1, `${item}/vary`, { 'subject-grant-revenue': '1' });
    expect(check.text).toContain('Source grant, 2011/12, revenue, subject to funding lacks £1.00 for it.');
    const refused = await support1.send(check, { step: 'send' });
    expect(refused.status).toBe(422);
    expect(refused.problemOf('subject-grant-revenue')).toContain('£0.00 of revenue to be confirmed');
    expect(refused.valueOf('subject-grant-revenue')).toBe('1');
  });

  it('that ends it is shown at each source, for what is committed and for what waits', async () => {
    const check = await whatItDoes(support1, `${item}/rescind`, {});
    expect(check.tableOf('Source home-office, 2011/12, revenue')).toContainEqual(['Given back', '£1,000.00']);
    const waiting = check.tableOf('Source grant, 2011/12, revenue, subject to funding');
    expect(waiting).toContainEqual(['Given back', '£3,000.00']);
    expect(waiting).toContainEqual(['Awarded subject to funding', '£0.00']);
  });
});

describe('A change to an award of a year that has closed', () => {
  let pages: PagesUnderTest;
  let support1: Visitor;

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    await awardedBeforeTheClose(pages.story);
    await pages.upToDate();
    support1 = await pages.as('support-1');
  });
  afterAll(async () => pages.close());

  it('begins with what is awarded, at the source that took over, and takes back what is unpaid there', async () => {
    const item = 'tasking-2012-04-19/items/change/decide';
    const form = await support1.open(`/p/riverside/meetings/${item}/vary`);
    expect(form.valueOf('from-next-fund-revenue')).toBe('4000.00');
    const check = await whatItDoes(support1, `${item}/vary`, { 'from-next-fund-revenue': '2,500' });
    expect(check.text).toContain('£4,000.00 becomes £2,500.00');
    expect(check.tableOf('Source next-fund, 2012/13, revenue')).toContainEqual(['Given back', '£1,500.00']);
    const done = await support1.send(check, { step: 'send' });
    expect(done.text).toContain('Youth bus: the award is changed.');
    const shown = await support1.open('/p/riverside/projects/youth-bus');
    expect(shown.tableOf('The award').at(1)?.slice(1, 3)).toEqual(['£2,500.00', '£1,500.00']);
  });
});

describe('An award that ends where others wait for money', () => {
  it('is shown to leave its money to them, which the decision then does', async () => {
    const pages = await PagesUnderTest.open();
    const { story } = pages;
    await awardedSubjectToFunding(story);
    await openSource(story, 'purse', 80_000);
    const hoped = { source: 'purse', fundingType: 'revenue', amountPence: 20_000 };
    await story.do(finance, 'ExpectFunding', { ...hoped, entry: 'likely', reason: 'A draft letter.' });
    await propose(story, 'stall', 180_000, { title: 'A stall' });
    const asked = [{ item: 'stall', kind: 'bid', project: 'stall' }];
    const meeting = await openMeetingOn(story, '2011-06-16', asked);
    const sure = { source: 'grant', fundingType: 'revenue', amountPence: 80_000 };
    const allocations = [sure, { ...sure, source: 'purse' }, { ...hoped, subjectToFunding: true }];
    const decision = decisionAt(meeting, 'stall');
    await story.do(support, 'FundProject', {
      project: 'stall',
      decision,
      award: { awardPence: 180_000, allocations },
    });
    await openMeetingOn(story, '2011-07-14', [{ item: 'end', kind: 'variation', project: 'stall' }]);
    await pages.upToDate();
    const support1 = await pages.as('support-1');
    const check = await whatItDoes(support1, 'tasking-2011-07-14/items/end/decide/rescind', {});
    const grant = 'Source grant, 2011/12, revenue';
    expect(check.tableOf(grant)).toContainEqual(['Goes to awards that wait for funding', '£1,000.00']);
    expect(check.tableOf(grant)).toContainEqual(['Left', '£0.00']);
    expect(check.tableOf(grant).flat()).not.toContain('Given back');
    // What waits of the award itself is given back too, and takes nothing.
    expect(check.tableOf('Source purse, 2011/12, revenue')).toContainEqual(['Given back', '£800.00']);
    await support1.send(check, { step: 'send' });
    const after = await support1.open('/p/riverside/sources/grant');
    expect(after.tableOf('Its money')).toContainEqual(['Committed and not paid', '£1,000.00']);
    expect(after.tableOf('Its money')).toContainEqual(['Can still be awarded', '£0.00']);
    await pages.close();
  });
});

describe('A change to an award while more money is to be confirmed', () => {
  it('adds what waits for it, once however often that is sent', async () => {
    const pages = await PagesUnderTest.open();
    await awardedSubjectToFunding(pages.story);
    const more = { source: 'grant', fundingType: 'revenue', entry: 'hoped', reason: 'A second letter.' };
    await pages.story.do(finance, 'ExpectFunding', { ...more, amountPence: 200_000 });
    await pages.upToDate();
    const support1 = await pages.as('support-1');
    const item = 'tasking-2011-06-09/items/change';
    const form = await support1.open(`/p/riverside/meetings/${item}/decide/vary`);
    expect(form.text).toContain('Of it subject to funding £3,000.00');
    const check = await whatItDoes(support1, `${item}/decide/vary`, { 'subject-grant-revenue': '1,500' });
    expect(check.tableOf('Source grant, 2011/12, revenue, subject to funding')).toEqual([
      ['Part', 'Amount'],
      ['Awarded subject to funding', '£3,000.00'],
      ['More for this award', '£1,500.00'],
      ['Left', '£500.00'],
    ]);
    const done = await support1.send(check, { step: 'send' });
    expect(done.text).toContain('Youth bus: the award is changed.');
    expect((await support1.send(check, { step: 'send' })).text).toContain('the award is changed.');
    const told = await pages.story.typesOf('project-riverside.youth-bus');
    expect(told.filter((type) => type === 'AwardVaried')).toHaveLength(1);
    const decided = await support1.open(`/p/riverside/meetings/${item}`);
    expect(decided.text).toContain(
      'Money £1,500.00 of revenue more from Source grant, 2011/12, subject to funding',
    );
    await pages.close();
  });
});

describe('A decision that moves no money', () => {
  it('says so before it is taken', async () => {
    const pages = await PagesUnderTest.open();
    await fund(pages.story, 'other-bus', 100_000);
    await propose(pages.story, 'youth-bus', 400_000);
    await openMeetingOn(pages.story, '2011-06-09', [{ item: 'bus', kind: 'bid', project: 'youth-bus' }]);
    await pages.upToDate();
    const support1 = await pages.as('support-1');
    for (const outcome of ['defer', 'refuse']) {
      const check = await whatItDoes(support1, 'tasking-2011-06-09/items/bus/decide', { outcome });
      expect(check.text).toContain('No money moves at any source.');
    }
    await pages.close();
  });
});
