import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { charged, closeIntoOne } from '#testing/closed-into-one';
import { finance, fund, lead } from '#testing/desk-story';
import { dayOf, fillIn } from '../../testing/filling-in.js';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Visitor } from '../../testing/visitor.js';

const money = '/p/riverside/projects/youth-bus/money';
const invoice = {
  project: 'youth-bus',
  payee: '=HYPERLINK("http://evil.example")',
  reference: 'INV-1',
  netPence: 50_000,
  irrecoverableVatPence: 0,
  purpose: 'Hire in May',
  category: 'transport',
  charges: [{ source: 'home-office', fundingType: 'revenue', amountPence: 50_000 }],
};

let pages: PagesUnderTest;
let officer: Visitor;

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  await fund(pages.story, 'youth-bus', 400_000);
  await pages.story.do(lead, 'ClaimExpenditure', { ...invoice, claim: 'claim-1' });
  await pages.story.do(lead, 'ClaimExpenditure', { ...invoice, claim: 'claim-2', reference: 'INV-2' });
  await pages.story.do(finance, 'RecordExpenditure', {
    ...invoice,
    payment: 'bacs-70',
    paidOn: '2011-05-12',
    reference: 'INV-0',
  });
  await pages.upToDate();
  officer = await pages.as('finance-1');
});
afterAll(async () => pages.close());

describe('The money of a project', () => {
  it('has a claim paid as it was claimed, once however often that is sent', async () => {
    const check = await officer.send(await officer.open(`${money}/pay/claim-1`), {
      payment: 'BACS 71',
      ...dayOf('paidOn', '2011-05-12'),
    });
    expect(check.text).toContain('In all £500.00');
    const other = await pages.as('finance-2');
    const beside = await other.send(await other.open(`${money}/pay/claim-1`), {
      payment: 'BACS 72',
      ...dayOf('paidOn', '2011-05-12'),
    });
    await Promise.all([officer.send(check, { step: 'send' }), officer.send(check, { step: 'send' })]);
    const types = await pages.story.typesOf('project-riverside.youth-bus');
    expect(types.filter((type) => type === 'ExpenditureRecorded')).toHaveLength(2);
    const late = await other.send(beside, { step: 'send' });
    expect(late.text).toContain('That was done already.');
    expect((await officer.open(`${money}/pay/claim-1`)).status).toBe(404);
  });

  it('has a claim declined', async () => {
    const shown = await fillIn(officer, `${money}/decline/claim-2`, { reason: 'Claimed twice.' });
    expect(shown.text).toContain('No claim is open.');
  });

  it('has a payment reversed, which stays in the history with its reversal', async () => {
    const shown = await fillIn(officer, `${money}/reverse/bacs-70`, { reason: 'To the wrong payee.' });
    expect(shown.text).toContain('The payment is reversed.');
    const spending = await officer.open('/p/riverside/spending?project=youth-bus');
    expect(spending.text).toContain('£500.00 in 3 lines, reversals taken off.');
    expect(spending.text).toContain('Reversal of bacs-70');
  });

  it('has a forecast recorded, and what is unspent released after the finish alone', async () => {
    await fillIn(officer, `${money}/forecast`, { year: '2011-12', amountPence: '0' });
    const early = await fillIn(officer, `${money}/release`, { release: 'release-1', reason: 'Over.' });
    expect(early.status).toBe(422);
    expect(early.problems).toHaveLength(1);
    await pages.story.do(lead, 'FinishProject', { project: 'youth-bus', manner: 'never-implemented' });
    await pages.upToDate();
    const done = await fillIn(officer, `${money}/release`, { release: 'release-1', reason: 'Over.' });
    expect(done.text).toContain('£0.00 of the award is unspent.');
  });

  it('has money moved between its headings, within the year and the funding type of the first', async () => {
    const form = await officer.open(`${money}/vire`);
    expect(form.text).toContain('Hire: £4,000.00, revenue of 2011/12');
    const moved = { from: '0', toHeading: 'Staff', amountPence: '250', virement: 'v-1', reason: 'A third.' };
    const shown = await fillIn(officer, `${money}/vire`, moved);
    expect(shown.tableOf('What the money is for').slice(1)).toEqual([
      ['HireRevenue of 2011/12', '£3,750.00'],
      ['StaffRevenue of 2011/12', '£250.00'],
    ]);
    const most = await fillIn(officer, `${money}/vire`, { ...moved, amountPence: '9000', virement: 'v-2' });
    expect(most.problemOf('amountPence')).toContain('The heading Hire has £3,750.00');
  });

  it('is for a finance officer alone', async () => {
    expect((await (await pages.as('lead-1')).open(money)).status).toBe(403);
    expect((await officer.open('/p/riverside/projects/nothing/money')).status).toBe(404);
    expect((await officer.open(`${money}/pay/nothing`)).status).toBe(404);
  });
});

async function spentOf(query: string): Promise<string> {
  return (await officer.open(`/p/riverside/spending?${query}`)).text;
}

describe('What was spent', () => {
  it('leads from each line to the decision, the meeting and the event behind it', async () => {
    const shown = await (await pages.as('lead-1')).open('/p/riverside/spending?source=home-office');
    expect(shown.link('decision on Youth bus')).toBe(
      '/p/riverside/meetings/tasking-2011-05-12/items/youth-bus',
    );
    const event = shown.link('Event ') ?? '';
    const stored = await officer.open(event);
    expect(stored.text).toContain('"type":"ChargeReversed"');
  });

  it('stands invoice by invoice on the page of its project, with the same ways to what is behind it', async () => {
    const shown = await (await pages.as('lead-1')).open('/p/riverside/projects/youth-bus/spending');
    expect(shown.tableOf('Payments').map((row) => row.at(-1))).toEqual([
      'Amount',
      '£500.00',
      '£500.00',
      '-£500.00',
      '£500.00',
    ]);
    expect(shown.link('decision on Youth bus')).toBe(
      '/p/riverside/meetings/tasking-2011-05-12/items/youth-bus',
    );
    expect(shown.link('meeting of 12 May 2011')).toBe('/p/riverside/meetings/tasking-2011-05-12');
    const stored = await officer.open(shown.link('Event ') ?? '');
    expect(stored.text).toContain('"type":"ExpenditureRecorded"');
    expect(shown.link('by source and decision')).toBe('/p/riverside/spending?project=youth-bus');
    const file = await officer.open(shown.link('Export these payments') ?? '');
    expect(file.html.trimEnd().split('\r\n')).toHaveLength(4);
    expect(file.html).toContain(`"'=HYPERLINK(`);
  });

  it('is narrowed to a person and a period', async () => {
    expect(await spentOf('officer=lead-1')).toContain('in 3 lines');
    expect(await spentOf('officer=lead-2')).toContain('Nothing was spent that fits');
    expect(await spentOf('from-day=13&from-month=5&from-year=2011')).toContain('Nothing was spent that fits');
    expect(await spentOf('from-day=31&from-month=2&from-year=2011')).toContain('must be a real date');
  });

  it('is exported as it stands on the screen, with no text that a spreadsheet takes for a formula', async () => {
    const file = await officer.open('/p/riverside/spending/export.csv?project=youth-bus');
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(file.headers['content-disposition']).toMatch(/^attachment; filename="spending-riverside-/);
    const lines = file.html.trimEnd().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toContain('500.00');
    expect(file.html).not.toMatch(/(^|,)"?=/mu);
    expect(file.html).toContain(`"'=HYPERLINK(`);
  });
});

describe('What is released of a project more than once', () => {
  it('is filled in with the next free number each time', async () => {
    await fund(pages.story, 'day-bus', 100_000, '2011-06-09', { title: 'A day bus' });
    const paid = { ...invoice, project: 'day-bus', netPence: 20_000, paidOn: '2011-06-09' };
    const charges = [{ source: 'home-office', fundingType: 'revenue', amountPence: 20_000 }];
    for (const payment of ['p-1', 'p-2'])
      await pages.story.do(finance, 'RecordExpenditure', { ...paid, charges, payment });
    await pages.story.do(lead, 'FinishProject', { project: 'day-bus', manner: 'never-implemented' });
    await pages.upToDate();
    const address = '/p/riverside/projects/day-bus/money/release';
    const offered: (string | undefined)[] = [];
    // Somebody gives the second a number of their own.
    for (const [payment, own] of [['p-1'], ['p-2', 'release-3'], []]) {
      const number = (await officer.open(address)).valueOf('release') ?? '';
      offered.push(number);
      const done = await fillIn(officer, address, { release: own ?? number, reason: 'It is over.' });
      expect(done.text).toContain('What was unspent is released.');
      if (payment === undefined) continue;
      await pages.story.do(finance, 'ReverseExpenditure', { project: 'day-bus', payment, reason: 'Wrong.' });
      await pages.upToDate();
    }
    expect(offered).toEqual(['release-1', 'release-2', 'release-2']);
  });
});

describe('A claim on two sources whose year is closed', () => {
  let own: PagesUnderTest;

  beforeAll(async () => {
    own = await PagesUnderTest.open();
    await closeIntoOne(own.story);
    const charges = charged([30_000, 20_000]);
    await own.story.do(lead, 'ClaimExpenditure', { ...invoice, charges, claim: 'claim-1' });
    await own.upToDate();
  });
  afterAll(async () => own.close());

  it('is paid by the one that took over, as is shown before it is recorded and after', async () => {
    const finances = await own.as('finance-1');
    const form = await finances.open(`${money}/pay/claim-1`);
    expect(form.text).toContain('Charged to £500.00 to Source next, 2012/13, revenue');
    expect(form.text).toContain(
      'Claimed from £300.00 to Source council, 2011/12, revenue; £200.00 to Source police, 2011/12, revenue',
    );
    const answers = { payment: 'BACS 71', ...dayOf('paidOn', '2012-04-02') };
    const shown = await fillIn(finances, `${money}/pay/claim-1`, answers);
    expect(shown.text).toContain('The payment is recorded, and the claim is paid.');
    const project = await finances.open('/p/riverside/projects/youth-bus');
    expect(project.text).toContain(
      'Source council, 2011/12 and Source police, 2011/12, then Source next, 2012/13',
    );
    const spending = await finances.open('/p/riverside/spending?source=next');
    expect(spending.text).toContain('£500.00 in 1 line');
  });
});
