import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hasMarks, marksWrongIn, marksWrongInPlain, textsIn } from '#testing/marks';
import { commandsIn } from '../../test/journeys/playing.js';
import { Crawl } from './testing/crawl.js';
import { PagesUnderTest } from './testing/pages-under-test.js';
import { Published } from './testing/published.js';
import { oneOfEachState, toldExample } from './testing/told-example.js';
import type { Shown } from './testing/visitor.js';

const year = commandsIn('examples/thurrock-2011-12/year.ndjson');
const typed = year.flatMap(({ command, id, partnership, actor, on, at, ...content }) => {
  return textsIn(content, command);
});

/** Its own name stands in the title of every page, where it would be in the way of whoever looks. */
const unmarked = ['FoundPartnership name'];

describe('The example', () => {
  it('has marks in one of each kind of text that people type', () => {
    const byField = Map.groupBy(typed, ({ field }) => field);
    const inWords = [...byField].filter(([, all]) => all.some(({ text }) => text.includes(' ')));
    const without = inWords.filter(([, all]) => !all.some(({ text }) => hasMarks(text)));
    expect(without.map(([field]) => field)).toEqual(unmarked);
  });
});

describe('What was typed with marks in it', () => {
  let pages: PagesUnderTest;
  let shown: readonly Shown[];

  beforeAll(async () => {
    pages = await PagesUnderTest.of(await toldExample(), 'example', { callsAMinute: 1_000_000 });
    await pages.upToDate();
    const projects = [...(await oneOfEachState(pages)), ...markedProjects(), 'homicide-review-reserve'];
    const crawls: Crawl[] = [];
    for (const person of ['auditor', 'finance-officer', 'support-officer', 'administrator'])
      crawls.push(await Crawl.of(pages, person, projects));
    // Of evaluations a crawl opens the first few alone.
    const evaluations = await Promise.all(
      markedProjects().map(async (project) => crawls[0]?.visitor.open(`/p/thurrock/evaluations/${project}`)),
    );
    shown = [
      ...crawls.flatMap((crawl) => [...crawl.shown.values()]),
      ...evaluations.flatMap((one) => one ?? []),
    ];
  });
  afterAll(async () => pages.close());

  it('is markup on no page, and is not spelt out on any', () => {
    const wrong = shown
      .filter(({ isPage }) => isPage)
      .flatMap(({ at, html }) => marksWrongIn(html).map((one) => `${at}: ${one}`));
    expect(wrong).toEqual([]);
  });

  it('is read on a page as it was typed', () => {
    const read = shown
      .filter(({ isPage }) => isPage)
      .map(({ root }) => root.textContent.replaceAll(/\s+/g, ' '));
    const unread = typed.filter(({ text }) => hasMarks(text) && !read.some((page) => page.includes(text)));
    expect(unread.map(({ field }) => field)).toEqual([]);
  });

  it('stands as it was typed in every table that can be kept', () => {
    const tables = shown.filter(({ headers }) => String(headers['content-type']).startsWith('text/csv'));
    expect(tables.flatMap(({ at, html }) => marksWrongInPlain(html).map((one) => `${at}: ${one}`))).toEqual(
      [],
    );
    const all = tables.map(({ html }) => html).join('\n');
    expect(all).toContain('Shed bars <b>""Lock it & leave it""</b>');
  });

  it('is told to programs as it was typed', async () => {
    const program = await pages.program('auditor', 'auditor');
    const published = new Published((await program.get('/api/v1/openapi.json')).body);
    const lists = published.operations.filter(
      ({ path, method }) => method === 'GET' && !/\{(?!partnership)/.test(path),
    );
    const answers: string[] = [];
    for (const { path } of lists)
      answers.push((await program.get(`/api/v1${addressOf(path)}?limit=500`)).text);
    expect(answers.flatMap(marksWrongInPlain)).toEqual([]);
    expect(answers.join('\n')).toContain(JSON.stringify('Shed bars <b>"Lock it & leave it"</b>'));
  });
});

const addressOf = (path: string): string => path.replace('{partnership}', 'thurrock');

/** The projects of whose commands one has such a text. */
function markedProjects(): readonly string[] {
  return year.flatMap((command) => {
    const hasOne = textsIn(command, '').some(({ text }) => hasMarks(text));
    return hasOne && typeof command['project'] === 'string' ? [command['project']] : [];
  });
}
