import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fund } from '#testing/desk-story';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Visitor } from '../../testing/visitor.js';

const page = '/p/riverside/projects/youth-bus/record-expenditure';
const payment = {
  payee: 'Bus Hire Ltd',
  reference: 'INV-204',
  payment: 'BACS 77',
  'paidOn-day': '12',
  'paidOn-month': '5',
  'paidOn-year': '2011',
  netPence: '1,250.00',
  vatPence: '250',
  purpose: 'Hire of the bus in May',
  category: 'Transport',
};

describe('The page on which a payment is recorded', () => {
  let pages: PagesUnderTest;
  let finance: Visitor;

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    await fund(pages.story, 'youth-bus', 400_000);
    await pages.upToDate();
    finance = await pages.as('finance-1');
  });
  afterAll(async () => pages.close());

  it('has the answers checked, and then records them, and the project shows the payment', async () => {
    const form = await finance.open(page);
    expect(form.heading).toBe('Record a payment');
    expect(form.text).toContain('£4,000.00 of the award is unspent');
    const check = await finance.send(form, payment);
    expect(check.heading).toBe('Check the payment before it is recorded');
    expect(check.text).toContain('In all £1,500.00');
    const done = await finance.send(check, { step: 'send' });
    expect(done.at).toBe('/p/riverside/projects/youth-bus');
    expect(done.text).toContain('The payment is recorded.');
    expect(done.tableOf('The award')).toContainEqual([
      'Source home-office, 2011/12revenue',
      '£4,000.00',
      '£1,500.00',
      '£0.00',
      '£2,500.00',
      '£0.00',
    ]);
    expect((await finance.open(done.at)).text).not.toContain('The payment is recorded.');
  });

  it('records once what is sent twice at the same moment', async () => {
    const check = await finance.send(await finance.open(page), {
      ...payment,
      payment: 'BACS 78',
      netPence: '10',
    });
    const [first, second] = await Promise.all([
      finance.send(check, { step: 'send' }),
      finance.send(check, { step: 'send' }),
    ]);
    expect([first.at, second.at]).toEqual([
      '/p/riverside/projects/youth-bus',
      '/p/riverside/projects/youth-bus',
    ]);
    const recorded = (await pages.story.typesOf('project-riverside.youth-bus')).filter(
      (type) => type === 'ExpenditureRecorded',
    );
    expect(recorded).toHaveLength(2);
    const kept = await pages.story.store.answerTo(`riverside/${String(check.valueOf('commandId'))}`);
    expect(kept).toMatchObject({ outcome: 'accepted' });
  });

  it('says what is wrong at the top and beside each field, and loses nothing that was typed', async () => {
    const typed = { ...payment, netPence: '1e21', 'paidOn-day': '31', 'paidOn-month': '2', payee: '' };
    const shown = await finance.send(await finance.open(page), typed);
    expect(shown.status).toBe(422);
    expect(shown.title).toMatch(/^Error: Record a payment/);
    expect(shown.problems).toEqual([
      'Enter who was paid',
      'The date paid must be a real date, like 27 3 2012',
      'The net amount must be a sum in pounds, like £1,250 or £65.50',
    ]);
    expect(shown.problemOf('netPence')).toBe('The net amount must be a sum in pounds, like £1,250 or £65.50');
    expect(shown.valueOf('netPence')).toBe('1e21');
    expect(shown.valueOf('purpose')).toBe('Hire of the bus in May');
    expect(shown.valueOf('paidOn-day')).toBe('31');
  });

  it('refuses a payment of nothing beside the amount, before anything is checked', async () => {
    for (const vatPence of ['', '0']) {
      const shown = await finance.send(await finance.open(page), { ...payment, netPence: '0', vatPence });
      const words = 'The net amount must be more than £0.00';
      expect([shown.problems, shown.problemOf('netPence')]).toEqual([[words], words]);
    }
    const onlyVat = await finance.send(await finance.open(page), { ...payment, netPence: '0' });
    expect(onlyVat.text).toContain('In all £250.00');
  });

  it('says a refusal of the desk in the same two places, under a new identity', async () => {
    const form = await finance.open(page);
    const check = await finance.send(form, { ...payment, payment: 'BACS 77', netPence: '99' });
    const refused = await finance.send(check, { step: 'send' });
    expect(refused.status).toBe(422);
    expect(refused.problems).toHaveLength(1);
    expect(refused.problemOf('payment')).toBe(refused.problems[0]);
    expect(refused.valueOf('netPence')).toBe('99');
    expect(refused.valueOf('commandId')).toMatch(/^[0-9a-f-]{36}$/);
    expect(refused.valueOf('commandId')).not.toBe(check.valueOf('commandId'));
    const again = await finance.send(refused, { ...payment, payment: 'BACS 79', netPence: '99' });
    expect((await finance.send(again, { step: 'send' })).text).toContain('The payment is recorded.');
  });

  it('warns of an overspend before it is recorded', async () => {
    const check = await finance.send(await finance.open(page), {
      ...payment,
      payment: 'BACS 80',
      netPence: '9000',
    });
    expect(check.text).toContain('more than is left of the award');
  });

  it('goes back from the check with all that was typed', async () => {
    const check = await finance.send(await finance.open(page), { ...payment, payment: 'BACS 81' });
    const form = await finance.send(check, { step: 'change' });
    expect(form.heading).toBe('Record a payment');
    expect(form.valueOf('payment')).toBe('BACS 81');
    expect(form.problems).toEqual([]);
  });

  it('is for a finance officer alone, and for a project with an award', async () => {
    const shown = await (await pages.as('lead-1')).open(page);
    expect(shown.status).toBe(403);
    expect(shown.text).toContain('This page is for the finance officer.');
    expect((await finance.open('/p/riverside/projects/nothing/record-expenditure')).status).toBe(404);
  });
});
