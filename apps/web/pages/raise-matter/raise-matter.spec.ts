import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openMeetingOn } from '#testing/desk-story';
import { fillIn } from '../../testing/filling-in.js';
import { PagesUnderTest } from '../../testing/pages-under-test.js';

describe('A matter for the tasking group', () => {
  let pages: PagesUnderTest;

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    await pages.upToDate();
  });
  afterAll(async () => pages.close());

  it.each([
    ['finance-1', 'The bank has changed'],
    ['support-1', 'Dates of meetings'],
  ])('is raised by %s, and comes to the next meeting by itself', async (person, title) => {
    const visitor = await pages.as(person);
    const address = (await visitor.open('/p/riverside/meetings')).link('Raise a matter') ?? '';
    expect((await visitor.send(await visitor.open(address), {})).problemOf('title')).toBe('Enter the matter');
    const done = await fillIn(visitor, address, { title, source: 'home-office' });
    expect(done.text).toContain('It comes to the next meeting by itself.');
  });

  it('stands on the agenda when the meeting is opened', async () => {
    const meeting = await openMeetingOn(pages.story, '2011-05-12', []);
    await pages.upToDate();
    const shown = await (await pages.as('fire-1')).open(`/p/riverside/meetings/${meeting}`);
    expect(shown.text).toContain('The bank has changed');
    expect(shown.text).toContain('Dates of meetings');
  });

  it('is for those who prepare meetings and keep the money', async () => {
    const lead = await pages.as('lead-1');
    expect((await lead.open('/p/riverside/meetings')).link('Raise a matter')).toBeUndefined();
    expect((await lead.open('/p/riverside/matters/raise')).status).toBe(403);
  });
});
