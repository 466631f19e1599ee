import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PagesUnderTest } from '../testing/pages-under-test.js';
import type { Shown } from '../testing/visitor.js';

const wordsIn = (shown: Shown, selector: string): readonly string[] =>
  shown.root.querySelectorAll(selector).map(({ textContent }) => textContent.trim());
const top = '.govuk-service-navigation__list a';
const beside = '.moj-sub-navigation a';
const current = '[aria-current]';

describe('What leads on from a page', () => {
  let pages: PagesUnderTest;
  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    await pages.upToDate();
  });
  afterAll(async () => pages.close());

  it('has the places of one section beside each other, with the page itself marked', async () => {
    const budget = await (await pages.as('finance-1')).open('/p/riverside/budget');
    expect(wordsIn(budget, beside)).toEqual([
      'Budget',
      'Sources',
      'Spending',
      'General ledger',
      'The year in charts',
    ]);
    expect(wordsIn(budget, `${beside}${current}`)).toEqual(['Budget']);
    expect(wordsIn(budget, `${top}${current}`)).toEqual(['Money']);
  });

  it('marks the section of a page that is no place of its own, and has nothing beside it', async () => {
    const source = await (await pages.as('finance-1')).open('/p/riverside/close-year');
    expect(wordsIn(source, `${top}${current}`)).toEqual(['Money']);
    expect(wordsIn(source, beside)).toEqual([]);
  });

  it('leaves out what is for others', async () => {
    const administrator = await (await pages.as('admin-1')).open('/p/riverside/set-up');
    expect(wordsIn(administrator, beside)).toEqual(['People', 'Messages', 'API tokens', 'Set up']);
    const support = await (await pages.as('support-1')).open('/p/riverside/set-up');
    expect(wordsIn(support, beside)).toEqual(['Messages', 'Set up']);
    const finance = await (await pages.as('finance-1')).open('/p/riverside');
    expect(wordsIn(finance, top)).toEqual([
      'What needs me',
      'Projects',
      'Meetings',
      'Money',
      'Evaluations',
      'Performance',
      'Documents',
      'Search',
    ]);
  });
});
