import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemKinds } from '../../api/problem.js';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Visitor } from '../../testing/visitor.js';
import { operationsShown } from './operations.js';

let pages: PagesUnderTest;
let stranger: Visitor;

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  stranger = pages.visitor();
});
afterAll(async () => pages.close());

describe('The page of the API', () => {
  it('leads to every operation, and explains every kind of problem at the address that answers name', async () => {
    const shown = await stranger.open('/api');
    expect(shown.heading).toBe('The API');
    for (const { operation } of operationsShown())
      expect(shown.root.querySelector(`a[href="/api/operations/${operation}"]`)?.textContent).toBe(operation);
    for (const kind of Object.keys(problemKinds))
      expect(shown.root.querySelector(`#${kind}`)?.textContent).toContain(kind);
  });

  it('tells who has never called it how to begin, and what holds for every call', async () => {
    const shown = await stranger.open('/api');
    expect(shown.root.querySelector('pre')?.textContent).toContain(
      '$TALLYSTICK_URL/api/v1/partnerships/$PARTNERSHIP/projects',
    );
    for (const said of ['API tokens', 'Link header', 'text/csv', 'Idempotency-Key', 'trial=true', 'If-Match'])
      expect(shown.text).toContain(said);
  });

  it('leads within itself to each group of operations', async () => {
    const shown = await stranger.open('/api');
    const links = shown.root.querySelectorAll('nav[aria-label="On this page"] a');
    const tags = new Set(operationsShown().map(({ tag }) => tag));
    expect(links).toHaveLength(tags.size + 1);
    for (const link of links)
      expect(shown.root.querySelector(link.getAttribute('href') ?? '')?.textContent).toBe(link.textContent);
  });

  it('explains a command: who may give it, its fields with those of their parts, and an example', async () => {
    const shown = await stranger.open('/api/operations/RecordExpenditure');
    expect(shown.heading).toBe('RecordExpenditure');
    expect(shown.text).toContain('finance officer');
    const names = shown.tableOf('The body').map(([name]) => name);
    expect(names).toEqual(expect.arrayContaining(['netPence', 'charges', 'charges[].amountPence', 'on']));
    expect(shown.tableOf('What is asked').flat()).toEqual(
      expect.arrayContaining(['Idempotency-Key', 'header']),
    );
    expect(shown.text).toContain('--data');
  });

  it('explains a read: what it can be asked, and each field of the answer', async () => {
    const shown = await stranger.open('/api/operations/getBudget');
    expect(shown.tableOf('What is asked')).toContainEqual([
      'asAt',
      'query',
      'day, optional',
      'As it was true at the end of this day; left out, as it is.',
    ]);
    expect(shown.tableOf('The answer').map(([name]) => name)).toContain('lines[].uncommitted');
  });

  it('has a page of every operation, without a word that was left undefined', async () => {
    for (const { operation } of operationsShown()) {
      const shown = await stranger.open(`/api/operations/${operation}`);
      expect(shown.status).toBe(200);
      expect(shown.text).not.toMatch(/undefined|NaN|\[object/);
    }
    expect((await stranger.open('/api/operations/nothing')).status).toBe(404);
  });
});
