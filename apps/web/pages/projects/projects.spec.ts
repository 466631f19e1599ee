import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fund, lead, propose } from '#testing/desk-story';
import { pay } from '#testing/read-story';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Shown, Visitor } from '../../testing/visitor.js';

let pages: PagesUnderTest;
let support: Visitor;

/** Bids, most of them with one title; and projects with awards, of which two are alike. */
const bids = 101;
const awards = [30_000, 10_000, 10_000, 20_000];

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  const { story } = pages;
  for (let number = 1; number <= bids; number += 1) {
    const title = number % 7 === 0 ? `Émile ${number}` : 'Walks';
    await propose(story, `bid-${number}`, 50_000, { title });
  }
  for (const [number, pence] of awards.entries())
    await fund(story, `project-${number}`, pence, `2011-05-${12 + number}`);
  await pay(story, 'project-0', 5_000, { paidOn: '2011-06-20' });
  await pages.upToDate();
  support = await pages.as('support-1');
});
afterAll(async () => pages.close());

function projectsOf({ root }: Shown): readonly string[] {
  const links = root.querySelectorAll('tbody a').map((link) => link.getAttribute('href') ?? '');
  return links.map((href) => href.replace('/p/riverside/projects/', ''));
}

describe('The register over many pages', () => {
  it.each(['', '?sort=status&order=descending', '?sort=award', '?sort=spent&order=ascending'])(
    'loses no project and shows none twice, onwards and back, sorted by "%s"',
    async (query) => {
      const there = await support.pagesFrom(`/p/riverside/projects${query}`, 'Next page');
      const shown = there.flatMap(projectsOf);
      expect(shown).toHaveLength(bids + awards.length);
      expect(new Set(shown).size).toBe(bids + awards.length);
      const back = await support.pagesFrom(there.at(-1)?.at ?? '', 'Previous page');
      expect(back.toReversed().map(projectsOf)).toEqual(there.map(projectsOf));
    },
  );

  it('is sorted by what its headings say, over all pages', async () => {
    const first = await support.open('/p/riverside/projects');
    const byAward = await support.open(first.link('Award') ?? '');
    expect(projectsOf(byAward).slice(0, 4)).toEqual(['project-0', 'project-3', 'project-1', 'project-2']);
    const heading = byAward.root.querySelectorAll('th').find((one) => one.textContent.includes('Award'));
    expect(heading?.getAttribute('aria-sort')).toBe('descending');
    const least = await support.pagesFrom(byAward.link('Award') ?? '', 'Next page');
    expect(least.flatMap(projectsOf).slice(-4)).toEqual(['project-1', 'project-2', 'project-3', 'project-0']);
  });

  it('says on each page what all of the projects come to that fit', async () => {
    const [, second] = await support.pagesFrom('/p/riverside/projects', 'Next page');
    expect(second?.text).toContain('105 projects. Showing 51 to 100 of 105.');
    expect(second?.tableOf('Projects').at(-1)).toEqual(['Total of all 105 projects', '£700.00', '£50.00']);
    const narrowed = await support.open('/p/riverside/projects?status=funded');
    expect(narrowed.tableOf('Projects').at(-1)).toEqual(['Total of these', '£700.00', '£50.00']);
  });

  it('stays narrowed and sorted from page to page, and is exported whole', async () => {
    const shown = await support.pagesFrom(
      '/p/riverside/projects?words=WALKS+Lead-1&sort=title&order=descending',
      'Next page',
    );
    expect(shown.flatMap(projectsOf)).toHaveLength(87);
    expect(shown[0]?.text).toContain('87 of 105 projects. Showing 1 to 50 of 87. Clear filters');
    expect(shown[1]?.filled()).toMatchObject({ words: 'WALKS Lead-1', sort: 'title', order: 'descending' });
    const file = await support.open(shown[1]?.link('Export all 87 projects') ?? '');
    expect(file.html.trimEnd().split('\r\n')).toHaveLength(88);
    const letters = await support.open('/p/riverside/projects?words=émile');
    expect(projectsOf(letters)).toHaveLength(14);
  });
});

describe('A project that never began', () => {
  it('is called that, and not finished, in the register, on its page and in the search', async () => {
    const { story } = pages;
    await story
      .on('2011-06-30')
      .do(lead, 'FinishProject', { project: 'project-2', manner: 'never-implemented' });
    await pages.upToDate();
    for (const page of ['projects?sort=award', 'projects/project-2', 'search?words=project-2']) {
      const { text } = await support.open(`/p/riverside/${page}`);
      expect(text.toLowerCase()).toContain('never implemented');
      expect(text).not.toContain('Finished,');
    }
  });
});
