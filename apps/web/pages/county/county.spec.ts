import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentFormats } from '#documents/formats/formats';
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
    expect(shown.link('PDF of Safer Westshire: totals of 2011/12')).toContain('/county/westshire/file/pdf');
    expect(shown.text).toContain('£4,000.00');
    expect(shown.text).not.toContain('Youth bus');
  });

  it('is kept as a file in every format, and under the name of no other county', async () => {
    const viewer = await pages.as('viewer-1');
    const shown = await viewer.open('/county?year=2011-12');
    const csv = await viewer.open(shown.link('CSV') ?? '');
    expect(csv.headers['content-disposition']).toContain(
      'county-view_westshire_2011-12_as-at-2011-05-12.csv',
    );
    expect(csv.html).toContain('Riverside Community Safety Partnership,1,10000.00');
    for (const format of documentFormats)
      expect((await viewer.open(`/county/westshire/file/${format}?year=2011-12`)).status).toBe(200);
    for (const other of ['essex/file/csv', 'westshire/file/exe'])
      expect((await viewer.open(`/county/${other}`)).status).toBe(404);
    const officer = await pages.as('finance-1');
    expect((await officer.open('/county/westshire/file/csv')).status).toBe(404);
  });

  it('is shown as it was true on another day and known on another, and kept as that', async () => {
    const viewer = await pages.as('viewer-1');
    const before = { 'asAt-day': '20', 'asAt-month': '4', 'asAt-year': '2011' };
    const address = `/county?${new URLSearchParams({ year: '2011-12', ...before }).toString()}`;
    const shown = await viewer.open(address);
    expect(shown.text).toContain('As at 20 April 2011, as known on');
    expect(shown.text).toContain('No partnership had joined a county’s view by then.');
    const today = { 'asAt-day': '13', 'asAt-month': '5', 'asAt-year': '2011' };
    const now = await viewer.open(`/county?${new URLSearchParams({ year: '2011-12', ...today }).toString()}`);
    expect(now.text).toContain('As at 13 May 2011');
    const file = await viewer.open(now.link('CSV') ?? '');
    expect(file.headers['content-disposition']).toContain('as-at-2011-05-13');
    const wrong = await viewer.open('/county?asAt-day=31&asAt-month=2&asAt-year=2011');
    expect(wrong.problems.join()).toContain('must be a real date');
  });

  it('ends for everybody when the partnership leaves, also of a day on which it was in it', async () => {
    const viewer = await pages.as('viewer-1');
    pages.story.on('2011-05-20');
    await pages.story.do(administrator, 'LeaveCounty', { county: 'westshire', reason: 'A unitary council.' });
    await pages.upToDate();
    const joined = 'year=2011-12&knownAt-day=13&knownAt-month=5&knownAt-year=2011';
    for (const path of [`/county?${joined}`, `/county/westshire/file/csv?${joined}`])
      expect((await viewer.open(path)).status).toBe(404);
    await pages.story.do(administrator, 'JoinCounty', { county: 'westshire', name: 'Safer Westshire' });
    await pages.upToDate();
  });

  it('is not there for anybody else of the partnership', async () => {
    for (const person of ['finance-1', 'support-1', 'chair-1'])
      expect((await (await pages.as(person)).open('/county')).status).toBe(404);
  });
});
