import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { finance, fund } from '#testing/desk-story';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Shown, Visitor } from '../../testing/visitor.js';

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

/** Where a link of a page leads. */
async function led(shown: Shown, link: string): Promise<Shown> {
  return reader.open(shown.link(link) ?? 'nowhere');
}

/** The events that a page lists. */
function positions(shown: Shown): readonly string[] {
  return shown
    .tableOf('Events')
    .slice(1)
    .map(([position = '']) => position);
}

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

  it('are shown a hundred at a time, and each page leads to the older and to the newer ones', async () => {
    for (let more = 0; more < 220; more += 1)
      await pages.story.do(finance, 'RenameProvider', {
        source: 'home-office',
        provider: `The provider ${more}`,
        reason: 'It is called so now.',
      });
    await pages.upToDate();
    const newest = await reader.open('/p/riverside/events?type=ProviderRenamed');
    const between = await led(newest, 'Older events');
    const oldest = await led(between, 'Older events');
    expect([newest, between, oldest].map((shown) => positions(shown).length)).toEqual([100, 100, 20]);
    const back = await led(oldest, 'Newer events');
    expect(positions(back)).toEqual(positions(between));
    const first = await led(back, 'Newer events');
    expect(positions(first)).toEqual(positions(newest));
    for (const [shown, way] of [
      [newest, 'Newer events'],
      [first, 'Newer events'],
      [oldest, 'Older events'],
    ] as const)
      expect(shown.link(way)).toBeUndefined();
    const file = await led(back, 'Export these events');
    expect(file.html.split('\r\n')[1]).toContain(positions(back)[0]);
  });
});
