import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { administrator, fund } from '#testing/desk-story';
import { PagesUnderTest } from '../../testing/pages-under-test.js';

describe("The page of a county's view", () => {
  let pages: PagesUnderTest;

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    await fund(pages.story, 'youth-bus', 400_000);
    const viewer = { person: 'viewer-1', name: 'County officer' };
    await pages.story.do(administrator, 'RegisterPerson', viewer);
    await pages.story.do(administrator, 'GiveRole', { person: 'viewer-1', role: 'county-viewer' });
    await pages.upToDate();
  });
  afterAll(async () => pages.close());

  it('is there for nobody while no partnership has joined', async () => {
    const viewer = await pages.as('viewer-1');
    expect((await viewer.open('/county')).status).toBe(404);
  });

  it('shows a county viewer the totals of a partnership that has joined, and no project', async () => {
    const county = { county: 'westshire', name: 'Safer Westshire' };
    await pages.story.do(administrator, 'JoinCounty', county);
    await pages.upToDate();
    const viewer = await pages.as('viewer-1');
    expect((await viewer.open('/')).at).toBe('/county');
    const shown = await viewer.open('/county?year=2011-12');
    expect(shown.text).toContain('Safer Westshire: totals of 2011/12');
    expect(shown.text).toContain('£4,000.00');
    expect(shown.text).not.toContain('Youth bus');
  });

  it('is not there for anybody else of the partnership', async () => {
    for (const person of ['finance-1', 'support-1', 'chair-1'])
      expect((await (await pages.as(person)).open('/county')).status).toBe(404);
  });
});
