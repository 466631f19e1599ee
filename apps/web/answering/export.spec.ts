import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { finance, fund, lead, propose } from '#testing/desk-story';
import { pay } from '#testing/read-story';
import { PagesUnderTest } from '../testing/pages-under-test.js';
import type { Shown, Visitor } from '../testing/visitor.js';
import { narrowedAddress } from './addresses.js';

const formula = '=HYPERLINK("http://evil.example")';

let pages: PagesUnderTest;
let auditor: Visitor;

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  const { story } = pages;
  await fund(story, 'youth-bus', 400_000);
  await pay(story, 'youth-bus', 90_000, { paidOn: '2011-05-12' });
  await fund(story, 'walks', 10_000, '2011-06-09');
  await story.do(lead, 'StartProject', { project: 'walks' });
  await story.do(lead, 'FinishProject', { project: 'walks', manner: 'completed' });
  await propose(story, 'games', 50_000, { title: formula });
  await story.do(finance, 'RenameProvider', {
    source: 'home-office',
    provider: '+44 Home Office',
    reason: 'A new name.',
  });
  await pages.upToDate();
  auditor = await pages.as('chair-1');
});
afterAll(async () => pages.close());

/** The lines of a file, without the mark at its start. */
function linesOf({ html }: Shown): readonly string[] {
  return html
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n');
}

describe('What is on the screen', () => {
  it.each([
    ['projects', 'Export these projects', 4],
    ['sources', 'Export these sources', 2],
    ['budget', 'Export this budget', 2],
    ['spending', 'Export these lines', 2],
    ['events', 'Export these events', undefined],
    ['evaluations', 'Export these evaluations', 2],
    ['projects/youth-bus/spending', 'Export these payments', 2],
  ])('of %s is a file that no spreadsheet takes for a program', async (page, link, lines) => {
    const href = (await auditor.open(`/p/riverside/${page}`)).link(link) ?? '';
    const file = await auditor.open(href);
    expect(file.status).toBe(200);
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(file.headers['content-disposition']).toMatch(/^attachment; filename="[a-z-]+-riverside-.*\.csv"$/);
    expect(file.html.startsWith('\ufeff')).toBe(true);
    if (lines !== undefined) expect(linesOf(file)).toHaveLength(lines);
    expect(file.html).not.toMatch(/(^|,)"?[=+@]/mu);
  });

  it('is narrowed in the file as it is on the page', async () => {
    const shown = await auditor.open('/p/riverside/projects?status=funded&words=bus');
    const lines = linesOf(await auditor.open(shown.link('Export these projects') ?? ''));
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^youth-bus,Youth bus,funded,no,Anti-social behaviour,The officer lead-1,/);
    expect(lines[1]).toContain(',4000.00,4000.00,900.00,0.00,2011-12-31,,');
    const events = await auditor.open('/p/riverside/events?type=ProjectFunded');
    expect(linesOf(await auditor.open(events.link('Export these events') ?? ''))).toHaveLength(3);
  });

  it('of the budget is as it was true on a day', async () => {
    const query = '?asAt-day=1&asAt-month=5&asAt-year=2011&year=2011-12';
    const shown = await auditor.open(`/p/riverside/budget${query}`);
    const [, line = ''] = linesOf(await auditor.open(shown.link('Export this budget') ?? ''));
    expect(line).toBe(
      'home-office,Source home-office,2011-12,revenue,10000.00,0.00,0.00,0.00,0.00,10000.00,0.00',
    );
  });

  it('writes what begins like a formula as text', async () => {
    const file = await auditor.open('/p/riverside/projects/export.csv?words=HYPERLINK');
    expect(file.html).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect((await auditor.open('/p/riverside/sources/export.csv')).html).toContain(`,'+44 Home Office,`);
  });
});

describe('The address of an export', () => {
  it('asks what the page was asked, and nothing that is empty', () => {
    const query = { status: ['funded', 'started'], words: 'a b', officer: '', other: 7 };
    expect(narrowedAddress('/export.csv', query)).toBe('/export.csv?status=funded&status=started&words=a+b');
    expect(narrowedAddress('/export.csv', {})).toBe('/export.csv');
  });

  it('is of the whole list, whichever part of it was shown', () => {
    const query = { status: 'funded', after: 'a', before: 'b' };
    expect(narrowedAddress('/export.csv', query)).toBe('/export.csv?status=funded');
    expect(narrowedAddress('/list', query, { after: 'c' })).toBe('/list?status=funded&after=c');
  });
});
