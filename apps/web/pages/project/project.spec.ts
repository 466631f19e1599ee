import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { finance, fund, lead } from '#testing/desk-story';
import { pay } from '#testing/read-story';
import { PagesUnderTest } from '../../testing/pages-under-test.js';

describe('The pages of a partnership', () => {
  let pages: PagesUnderTest;

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    await fund(pages.story, 'youth-bus', 400_000);
    pages.story.on('2011-06-01');
    await pages.story.do(lead, 'StartProject', { project: 'youth-bus' });
    await pay(pages.story, 'youth-bus', 450_000, { paidOn: '2011-07-04' });
    await pages.story.do(finance, 'ReverseExpenditure', {
      project: 'youth-bus',
      payment: 'p-1',
      reason: 'Paid twice.',
    });
    await pay(pages.story, 'youth-bus', 90_000, { paidOn: '2011-07-05', payment: 'p-2' });
    await pages.upToDate();
  });
  afterAll(async () => pages.close());

  it('show a project with who, when and what money moved, the newest first', async () => {
    const shown = await (await pages.as('chair-1')).open('/p/riverside/projects/youth-bus');
    expect(shown.heading).toBe('Youth bus');
    expect(shown.text).toContain('The youth-trust');
    const titles = shown.root.querySelectorAll('.moj-timeline__title').map(({ text }) => text.trim());
    expect(titles.slice(0, 2)).toEqual(['Expenditure charged', 'Expenditure recorded']);
    expect(titles).toContain('Project funded');
    expect(shown.text).toContain('by The officer support-1, support officer');
  });

  it('call the sources of a history by their names, and its meetings by their days', async () => {
    const { text } = await (await pages.as('chair-1')).open('/p/riverside/projects/youth-bus');
    expect(text).toContain('£4,000.00 at Source home-office, 2011/12, revenue');
    expect(text).toContain('(Source home-office, 2011/12, revenue)');
    expect(text).toContain('; meeting of 12 May 2011');
    expect(text).not.toContain('at home-office');
    expect(text).not.toContain('tasking-2011-05-12');
  });

  it('offer only what someone may do', async () => {
    const forFinance = await (await pages.as('finance-1')).open('/p/riverside/projects/youth-bus');
    expect(forFinance.link('Record a payment')).toBe('/p/riverside/projects/youth-bus/record-expenditure');
    const forChair = await (await pages.as('chair-1')).open('/p/riverside/projects/youth-bus');
    expect(forChair.link('Record a payment')).toBeUndefined();
  });

  it('show what was spent, payment by payment, with what was reversed', async () => {
    const shown = await (await pages.as('chair-1')).open('/p/riverside/projects/youth-bus/spending');
    expect(shown.text).toContain('£900.00 of an award of £4,000.00 is spent, and £3,100.00 is left.');
    const amounts = shown.tableOf('Payments').map((row) => row.at(-1));
    expect(amounts).toEqual(['Amount', '£4,500.00', '-£4,500.00', '£900.00', '£900.00']);
  });

  it('narrow the register by words, state, priority and officer, as the address says', async () => {
    const support = await pages.as('support-1');
    const all = await support.open('/p/riverside/projects');
    expect(all.tableOf('Projects').at(1)).toEqual([
      'Youth bus The officer lead-1',
      'Started',
      '£4,000.00',
      '£900.00',
    ]);
    const shown = await support.open(
      '/p/riverside/projects?words=bus+lead-1&status=started&priority=asb&officer=lead-1',
    );
    expect(shown.text).toContain('Youth bus');
    const none = await support.open('/p/riverside/projects?status=finished');
    expect(none.text).toContain('No project fits these filters.');
    expect(none.link('Clear filters')).toBe('/p/riverside/projects');
  });

  it('show the budget as it was true on a day, and as it was known on one', async () => {
    const auditor = await pages.as('finance-2');
    const now = await auditor.open('/p/riverside/budget');
    expect(now.tableOf('By source').at(-1)?.slice(-3)).toEqual(['£900.00', '£6,000.00', '£0.00']);
    const before = await auditor.open('/p/riverside/budget?asAt-day=1&asAt-month=5&asAt-year=2011');
    expect(before.text).toContain('As at 1 May 2011, as known at the end of 5 July 2011.');
    expect(before.tableOf('By source').at(-1)?.slice(-3)).toEqual(['£0.00', '£10,000.00', '£0.00']);
    const wrong = await auditor.open('/p/riverside/budget?asAt-day=31&asAt-month=2&asAt-year=2011');
    expect(wrong.title).toMatch(/^Error: /);
    expect(wrong.valueOf('asAt-day')).toBe('31');
  });
});
