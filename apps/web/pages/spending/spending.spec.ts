import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { finance, fund, otherFinance, propose } from '#testing/desk-story';
import { pay } from '#testing/read-story';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Shown, Visitor } from '../../testing/visitor.js';

let pages: PagesUnderTest;
let auditor: Visitor;

const markup = '"><script>alert(1)</script>';

/** So many payments, of which many are of one day, and of which each is of another amount. */
const payments = 107;

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  const { story } = pages;
  await fund(story, 'youth-bus', 900_000);
  await fund(story, 'walks', 10_000, '2011-06-09');
  for (let number = 1; number <= payments; number += 1) {
    const project = number % 10 === 0 ? 'walks' : 'youth-bus';
    await pay(story, project, 100 + number, { paidOn: '2011-06-20', payment: `p-${number}` });
  }
  await propose(story, 'odd', 1_000, { title: markup });
  await pages.upToDate();
  auditor = await pages.as('finance-2');
});
afterAll(async () => pages.close());

/** Every line of a page: the event that it leads to, and its amount. */
function linesOf(shown: Shown): readonly string[] {
  return shown
    .tableOf('What was spent')
    .slice(1)
    .map(([date = '', , , amount = '']) => `${date} ${amount}`);
}

describe('What was spent over many pages', () => {
  it('loses no line and shows none twice, onwards and back', async () => {
    const there = await auditor.pagesFrom('/p/riverside/spending', 'Next page');
    expect(there).toHaveLength(3);
    const lines = there.flatMap(linesOf);
    expect(lines).toHaveLength(payments);
    expect(new Set(lines).size).toBe(payments);
    const back = await auditor.pagesFrom(there.at(-1)?.at ?? '', 'Previous page');
    expect(back.toReversed().map(linesOf)).toEqual(there.map(linesOf));
  });

  it('says on each page which part it is of how many lines, and what all of them come to', async () => {
    const [first, second, last] = await auditor.pagesFrom('/p/riverside/spending', 'Next page');
    const sum = Array.from({ length: payments }, (_, index) => 101 + index).reduce((a, b) => a + b, 0);
    const pounds = `£${(sum / 100).toFixed(2)}`;
    for (const [shown, part] of [
      [first, '1 to 50 of 107'],
      [second, '51 to 100 of 107'],
      [last, '101 to 107 of 107'],
    ] as const) {
      expect(shown?.text).toContain(`${pounds} in 107 lines, reversals taken off. Showing ${part}`);
      expect(shown?.title).toBe(
        `What was spent (${part}) – Riverside Community Safety Partnership – Tallystick`,
      );
    }
    expect(second?.text).toMatch(/Previous page ?: 1 to 50 of 107 Next page ?: 101 to 107 of 107/);
    const budget = await auditor.open('/p/riverside/budget');
    expect(budget.tableOf('By source').at(-1)).toContain(pounds);
  });

  it('stays narrowed from page to page, and is exported whole', async () => {
    const shown = await auditor.pagesFrom(
      '/p/riverside/spending?project=youth-bus&source=home-office',
      'Next page',
    );
    expect(shown.flatMap(linesOf)).toHaveLength(payments - 10);
    const file = await auditor.open(shown[1]?.link('Export all 97 lines') ?? '');
    expect(file.html.trimEnd().split('\r\n')).toHaveLength(1 + payments - 10);
    const few = await auditor.open('/p/riverside/spending?project=walks');
    expect(linesOf(few)).toHaveLength(10);
    expect(few.text).not.toContain('Showing');
    expect(few.link('Next page')).toBeUndefined();
  });

  it('offers projects to choose from, whatever they are called, with the one that is chosen', async () => {
    const { root, html } = await auditor.open('/p/riverside/spending?project=odd');
    const options = root.querySelectorAll('#project option');
    expect(options.map((one) => one.getAttribute('value'))).toEqual(['', 'odd', 'walks', 'youth-bus']);
    expect(options[1]?.textContent).toBe(markup);
    expect(root.querySelector('#project option[selected]')?.getAttribute('value')).toBe('odd');
    expect(html).not.toContain('<script>alert');
  });

  it('begins at the start where an address names no place of it', async () => {
    for (const place of ['after=x', 'before=W10', 'after=WzEsMiwzXQ', 'after=', 'after=a&after=b'])
      expect((await auditor.open(`/p/riverside/spending?${place}`)).text).toContain('Showing 1 to 50 of 107');
  });

  it('names what gave the money as people call it, and leads to it where it was a meeting', async () => {
    const { story } = pages;
    const virement = { virement: 'v-1', fundingType: 'revenue', amountPence: 5_000, reason: 'More walks.' };
    const ends = { from: { source: 'home-office' }, to: { source: 'home-office', project: 'walks' } };
    await story.do(finance, 'RequestVirement', { ...virement, ...ends });
    await story.do(otherFinance, 'AuthoriseVirement', { source: 'home-office', virement: 'v-1' });
    await pay(story, 'walks', 10_000, { paidOn: '2011-06-21', payment: 'last' });
    await pages.upToDate();
    const shown = await auditor.open(
      '/p/riverside/spending?project=walks&from-day=21&from-month=6&from-year=2011',
    );
    const [, , from] = shown.tableOf('What was spent')[1] ?? [];
    expect(from).toContain('decision on Youth bus of the meeting of 9 June 2011');
    expect(shown.link('decision on Youth bus')).toBe('/p/riverside/meetings/tasking-2011-06-09/items/walks');
    expect(shown.link('meeting of 9 June 2011')).toBe('/p/riverside/meetings/tasking-2011-06-09');
    expect(shown.tableOf('What was spent')[2]?.[2]).toBe('Source home-officerevenue; the virement v-1');
  });
});
