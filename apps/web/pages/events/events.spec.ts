import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fund } from '#testing/desk-story';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Visitor } from '../../testing/visitor.js';

let pages: PagesUnderTest;
let reader: Visitor;

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  await fund(pages.story, 'youth-bus', 400_000);
  await pages.story.do('admin-1/administrator', 'GiveRole', { person: 'fire-1', role: 'auditor' });
  await pages.upToDate();
  reader = await pages.as('fire-1');
});
afterAll(async () => pages.close());

describe('The events', () => {
  it('are listed the newest first, and narrowed by what happened, by whom and to what', async () => {
    const shown = await reader.open('/p/riverside/events');
    expect(shown.tableOf('Events')[1]?.[1]).toContain('Role given');
    const asked = 'type=AwardAllocated&person=support-1&stream=source-riverside.home-office';
    const narrowed = await reader.open(`/p/riverside/events?${asked}`);
    expect(narrowed.tableOf('Events')).toHaveLength(2);
    expect((await reader.open('/p/riverside/events?person=lead-2')).text).toContain('No event fits');
  });

  it('are each shown as they are stored, byte for byte', async () => {
    const list = await reader.open('/p/riverside/events?type=AwardAllocated');
    const shown = await reader.open(list.root.querySelector('tbody a')?.getAttribute('href') ?? '');
    const stored: string[] = [];
    for await (const { type, body } of pages.story.store.readStream('source-riverside.home-office'))
      if (type === 'AwardAllocated') stored.push(body);
    expect(shown.text).toMatch(/Recorded at12 May 2011, 10:00 The same, in UTC2011-05-12T09:00/);
    expect(shown.root.querySelector('pre')?.textContent).toBe(stored[0]);
    expect(shown.link('What it happened to')).toBe('/p/riverside/sources/home-office');
    const others = await reader.open(shown.link('Every event of this record') ?? '');
    expect(others.tableOf('Events')).toHaveLength(stored.length + 3);
    expect((await reader.open('/p/riverside/events/999999')).status).toBe(404);
    expect((await reader.open('/p/riverside/events/1e3')).status).toBe(404);
  });

  it('of another partnership are not there, whatever their position', async () => {
    const { story } = pages;
    story.partnership = 'otherside';
    const reply = await story.do('admin-9/administrator', 'FoundPartnership', { name: 'Otherside CSP' });
    story.partnership = 'riverside';
    await pages.upToDate();
    expect((await reader.open(`/p/riverside/events/${reply.position}`)).status).toBe(404);
    expect((await reader.open('/p/riverside/events')).text).not.toContain('otherside');
  });
});
