import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentNames, subjectOf } from '#documents/documents';
import { documentFormats } from '#documents/formats/formats';
import { fund } from '#testing/desk-story';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import { dayOf } from '../../testing/filling-in.js';
import type { Visitor } from '../../testing/visitor.js';

const documents = '/p/riverside/documents';
const meeting = 'tasking-2011-05-12';
/** What each kind of document is about in the story; a kind that is not here has nothing to tell of. */
const subjects: Readonly<Record<string, string>> = {
  year: 'year=2011-12',
  project: 'project=youth-bus',
  meeting: `meeting=${meeting}`,
};
const told = documentNames.filter((name) => Object.hasOwn(subjects, subjectOf(name)));

let pages: PagesUnderTest;
let auditor: Visitor;

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  await fund(pages.story, 'youth-bus', 400_000);
  pages.story.on('2011-06-01');
  await pages.upToDate();
  auditor = await pages.as('support-1');
});
afterAll(async () => pages.close());

describe('The documents', () => {
  it('are all offered, each with what it is', async () => {
    const shown = await auditor.open(documents);
    for (const name of documentNames)
      expect(shown.root.querySelector(`a[href="${documents}/${name}"]`)?.textContent).not.toBe('');
  });

  it.each(documentNames)(
    'ask for %s what it needs, and have it said where that is left out',
    async (name) => {
      const asked = await auditor.open(`${documents}/${name}`);
      expect(asked.status).toBe(200);
      expect(asked.root.querySelector('main form')?.getAttribute('action')).toBe(`${documents}/${name}/made`);
      const made = await auditor.open(`${documents}/${name}/made?year=1899`);
      expect(made.status).toBe(422);
      expect(made.problems).not.toEqual([]);
    },
  );

  it.each(told.flatMap((name) => documentFormats.map((format) => [name, format] as const)))(
    'are kept as a file: %s as %s',
    async (name, format) => {
      const at = `${documents}/${name}/made?${subjects[subjectOf(name)] ?? ''}&format=${format}`;
      const { status, headers, html } = await auditor.open(at);
      expect(status).toBe(200);
      expect(headers['content-disposition']).toMatch(new RegExp(`^attachment; filename="${name}-riverside-`));
      expect(html.length).toBeGreaterThan(20);
    },
  );

  it.each(told)('are read on a page: %s, with a way to each format', async (name) => {
    const shown = await auditor.open(`${documents}/${name}/made?${subjects[subjectOf(name)] ?? ''}`);
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('As at 1 June 2011, as known on 1 June 2011');
    for (const format of documentFormats)
      expect(shown.root.querySelector(`a[href*="format=${format}"]`)).not.toBeNull();
  });

  it('name people, and speak of a day as known on another', async () => {
    const minutes = await auditor.open(`${documents}/minutes/made?meeting=${meeting}`);
    expect(minutes.text).toContain('The officer chair-1');
    expect(minutes.text).toContain('Decision: approved.');
    const days = { ...dayOf('asAt', '2011-05-12'), ...dayOf('knownAt', '2011-04-01') };
    const before = await auditor.open(
      `${documents}/minutes/made?${new URLSearchParams({ meeting, ...days }).toString()}`,
    );
    expect(before.status).toBe(422);
    expect(before.problems).toEqual(['There was nothing to tell of the meeting at that moment']);
  });

  it('are led to from what they are about', async () => {
    const project = await auditor.open('/p/riverside/projects/youth-bus');
    expect((await auditor.open(project.link('Award letter') ?? '')).text).toContain('£4,000.00');
    const shown = await auditor.open(`/p/riverside/meetings/${meeting}`);
    for (const text of ['Agenda pack', 'Minutes', 'Action log'])
      expect((await auditor.open(shown.link(text) ?? '')).status).toBe(200);
  });

  it('are not there under another name', async () => {
    expect((await auditor.open(`${documents}/payroll`)).status).toBe(404);
    expect((await auditor.open(`${documents}/payroll/made`)).status).toBe(404);
  });
});
