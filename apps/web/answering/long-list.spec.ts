import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { administrator, fund, lead, propose, support } from '#testing/desk-story';
import { PagesUnderTest } from '../testing/pages-under-test.js';
import type { Shown, Visitor } from '../testing/visitor.js';

let pages: PagesUnderTest;
let officer: Visitor;

const projects = ['bus', 'walks', 'games', 'lights'];
const months = Array.from({ length: 14 }, (_, index) =>
  new Date(Date.UTC(2011, 6 + index)).toISOString().slice(0, 7),
);

/** A partnership with more meetings, monthly updates, bids and people than stand on one page. */
beforeAll(async () => {
  pages = await PagesUnderTest.open();
  const { story } = pages;
  for (let number = 0; number < 60; number += 1) {
    const heldOn = `2011-05-0${1 + (number % 4)}`;
    await story.do(support, 'CallMeeting', { meeting: `meeting-${number}`, group: 'tasking', heldOn });
  }
  for (const [number, project] of projects.entries()) {
    await fund(story, project, 10_000, `2011-05-${12 + number}`);
    await story.do(lead, 'StartProject', { project });
  }
  story.on('2012-09-03');
  for (const [index, month] of months.entries())
    for (const [number, project] of projects.entries()) {
      const rag = ['red', 'amber', 'green'][(index + number) % 3];
      await story.do(lead, 'SubmitPerformanceUpdate', { project, month, rag, progress: 'It goes on.' });
    }
  for (let number = 0; number < 21; number += 1)
    await propose(story, `patrol-${number}`, 1_000, { title: `Patrol ${number}` });
  for (let number = 0; number < 45; number += 1) {
    const person = `auditor-${number}`;
    await story.do(administrator, 'RegisterPerson', { person, name: `Auditor ${100 - number}` });
    await story.do(administrator, 'GiveRole', { person, role: 'auditor' });
  }
  await pages.upToDate();
  officer = await pages.as('support-1');
});
afterAll(async () => pages.close());

function linksOf({ root }: Shown, within: string): readonly string[] {
  return root.querySelectorAll(within).map((link) => link.getAttribute('href') ?? '');
}

/** The rating and the project of each update, with the month over them. */
function updatesOf({ root }: Shown): readonly string[] {
  let month = '';
  return root.querySelectorAll('main h2, main dt').flatMap((one) => {
    const text = one.textContent.replaceAll(/\s+/g, ' ').trim();
    if (one.tagName === 'H2') month = text;
    const project = one.querySelector('a')?.getAttribute('href') ?? '';
    return one.tagName === 'H2' ? [] : [`${month} ${text} ${project}`];
  });
}

function namesOf({ root }: Shown): readonly string[] {
  return root.querySelectorAll('tbody th').map((one) => one.textContent.trim());
}

describe('A long list', () => {
  it('of meetings is shown a page at a time, the latest first', async () => {
    const there = await officer.pagesFrom('/p/riverside/meetings', 'Next page');
    expect(there.map(({ title }) => title.slice(0, 26))).toEqual([
      'Meetings (1 to 50 of 64) –',
      'Meetings (51 to 64 of 64) ',
    ]);
    const meetings = there.flatMap((shown) => linksOf(shown, 'tbody a'));
    expect(new Set(meetings).size).toBe(64);
    expect(meetings).toHaveLength(64);
    expect(meetings[0]).toBe('/p/riverside/meetings/tasking-2011-05-15');
    const back = await officer.pagesFrom(there.at(-1)?.at ?? '', 'Previous page');
    expect(linksOf(back[1] as Shown, 'tbody a')).toEqual(meetings.slice(0, 50));
  });

  it('of monthly updates has the newest month first and the worst first in each', async () => {
    const there = await officer.pagesFrom('/p/riverside/updates', 'Next page');
    expect(there.map((shown) => updatesOf(shown).length)).toEqual([50, 6]);
    const updates = there.flatMap(updatesOf);
    expect(new Set(updates).size).toBe(56);
    const newest = updates.slice(0, 4);
    expect(newest.every((one) => one.startsWith('August 2012'))).toBe(true);
    expect(newest.map((one) => /Red|Amber|Green/.exec(one)?.[0])).toEqual(['Red', 'Amber', 'Amber', 'Green']);
    const file = await officer.open(there[0]?.link('Export all 56 updates') ?? '');
    expect(file.html.trimEnd().split('\r\n')).toHaveLength(57);
  });

  it('of monthly updates stays narrowed to a rating, and to everyone for the chair of one group', async () => {
    const chair = await pages.as('theme-1');
    const all = await chair.pagesFrom('/p/riverside/updates?group=&rag=', 'Next page');
    expect(all.flatMap(updatesOf)).toHaveLength(56);
    const red = await officer.open('/p/riverside/updates?rag=red');
    const file = await officer.open(red.link('Export these updates') ?? '');
    expect(file.html.trimEnd().split('\r\n')).toHaveLength(1 + updatesOf(red).length);
    expect(updatesOf(red).every((one) => one.includes('Red'))).toBe(true);
  });

  it('of monthly updates is read by a program as people read it, page after page, and as a table', async () => {
    const program = await pages.program('support-1', 'support-officer');
    const got: Record<string, unknown>[] = [];
    for (let next: string | undefined = '/updates?limit=20'; next !== undefined && got.length <= 60;) {
      const { body, headers } = await program.get(next);
      got.push(...(body['items'] as Record<string, unknown>[]));
      next = /<(?<next>[^>]+)>; rel="next"/.exec(String(headers['link']))?.groups?.['next'];
    }
    const shown = (await officer.pagesFrom('/p/riverside/updates', 'Next page')).flatMap(updatesOf);
    const ratings = shown.map((one) => /Red|Amber|Green/.exec(one)?.[0].toLowerCase());
    expect(got.map(({ rag }) => rag)).toEqual(ratings);
    const places = got.map(({ month, project }) => `${String(month)} ${String(project)}`);
    expect(new Set(places).size).toBe(56);
    expect(places[0]).toBe(`2012-08 ${shown[0]?.split('/').at(-1) ?? ''}`);
    const red = await program.get('/updates?rag=red&group=asb&limit=500');
    expect(red.body['items']).toEqual(got.filter((one) => one['rag'] === 'red'));
    expect((await program.get('/updates?group=another')).body['items']).toEqual([]);
    expect((await program.get('/updates?rag=blue')).status).toBe(400);
    const table = await program.get('/updates?format=csv&limit=500');
    expect(table.text.trimEnd().split('\r\n')).toHaveLength(57);
  });

  it('of people is shown by their names, which stand in no address', async () => {
    const keeper = await pages.as('admin-1');
    const there = await keeper.pagesFrom('/p/riverside/people', 'Next page');
    const people = there.map(namesOf);
    expect(people.map(({ length }) => length)).toEqual([50, 6]);
    expect(people.flat()).toEqual(people.flat().toSorted((a, b) => a.localeCompare(b, 'en-GB')));
    expect(new Set(people.flat()).size).toBe(56);
    const last = there.at(-1)?.at ?? '';
    expect((await keeper.pagesFrom(last, 'Previous page')).map(namesOf)).toEqual(people.toReversed());
    const [, place = ''] = /after=(.+)/.exec(last) ?? [];
    expect(Buffer.from(place, 'base64url').toString()).toMatch(/^\["[a-z]+-\d+"\]$/);
  });

  it('of people is a file of them all, and begins anew where whoever it went on from has gone', async () => {
    const keeper = await pages.as('admin-1');
    const shown = await keeper.open(
      `/p/riverside/people?after=${Buffer.from('["nobody"]').toString('base64url')}`,
    );
    expect(shown.title).toContain('(1 to 50 of 56)');
    const file = await keeper.open(shown.link('Export all 56 people') ?? '');
    expect(file.html.trimEnd().split('\r\n')).toHaveLength(57);
  });

  it('of what was found is cut short, and says so', async () => {
    const shown = await officer.open('/p/riverside/search?words=patrol');
    expect(shown.text).toContain('21 found');
    expect(shown.text).toContain('The first 20 of 21. Another word finds fewer.');
    expect(linksOf(shown, '.app-need__list a')).toHaveLength(20);
  });
});
