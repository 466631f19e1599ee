import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { administrator, finance, fund, propose } from '#testing/desk-story';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Shown, Visitor } from '../../testing/visitor.js';

let pages: PagesUnderTest;
let reader: Visitor;

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  await fund(pages.story, 'youth-bus', 400_000);
  await pages.story.do(administrator, 'AdmitAgency', { agency: 'choir', name: 'Borough Voices' });
  await propose(pages.story, 'song', 10_000, { title: 'A song', leadAgency: 'choir' });
  await pages.story.do(finance, 'RecordExpenditure', {
    project: 'youth-bus',
    payment: 'bacs-1',
    payee: 'Bus Hire Ltd',
    reference: 'INV-1',
    paidOn: '2011-05-12',
    netPence: 50_000,
    irrecoverableVatPence: 0,
    purpose: 'Hire in May',
    category: 'transport',
    charges: [{ source: 'home-office', fundingType: 'revenue', amountPence: 50_000 }],
  });
  await pages.upToDate();
  reader = await pages.as('lead-2');
});
afterAll(async () => pages.close());

async function search(words: string): Promise<Shown> {
  return reader.open(`/p/riverside/search?words=${words}`);
}

describe('The search', () => {
  it('says of a project how it stands and who leads it, and finds it by its identity too', async () => {
    const found = await search('youth-bus');
    expect(found.link('Youth bus')).toBe('/p/riverside/projects/youth-bus');
    expect(found.text).toContain('funded, The officer lead-1, The youth-trust');
  });

  it('finds projects, lead officers, agencies and sources, and leads to each', async () => {
    expect((await search('BUS+youth')).link('Youth bus')).toBe('/p/riverside/projects/youth-bus');
    expect((await search('lead-1')).link('The officer lead-1')).toBe('/p/riverside/projects?officer=lead-1');
    expect((await search('police')).link('The police')).toBe('/p/riverside/projects?agency=police');
    expect((await search('home-office')).link('Source home-office')).toBe('/p/riverside/sources/home-office');
    for (const asked of ['agency=choir', 'words=borough+voices'])
      expect((await reader.open(`/p/riverside/projects?${asked}`)).text).toContain('A song');
    const none = await reader.open('/p/riverside/projects?agency=police');
    expect(none.text).toContain('No project fits these filters.');
    expect((await search('<script>')).text).toContain('Nothing has all of these words.');
    expect((await search('<script>')).valueOf('words')).toBe('<script>');
  });

  it('finds anyone, by name or role, for those who read the list of people, and for nobody else', async () => {
    const keeper = await pages.as('admin-1');
    const found = await keeper.open('/p/riverside/search?words=fire-1');
    expect(found.link('The officer fire-1')).toBe('/p/riverside/people/fire-1');
    const chairs = await keeper.open('/p/riverside/search?words=deputy+chair');
    expect(chairs.link('The officer deputy-1')).toBe('/p/riverside/people/deputy-1');
    expect((await search('fire-1')).text).toContain('Nothing has all of these words.');
  });

  it('finds a source that was renamed by either of its names', async () => {
    const grant = { source: 'grant', provider: 'Essex Police', year: '2011-12', mayCrossYear: false };
    await pages.story.do(finance, 'OpenFundingSource', { ...grant, name: 'Night lights money' });
    const renamed = { source: 'grant', name: 'Street grant', reason: 'Its letter says so.' };
    await pages.story.do(finance, 'RenameFundingSource', renamed);
    await pages.upToDate();
    expect((await search('night+lights')).link('Street grant')).toBe('/p/riverside/sources/grant');
    const found = await search('street');
    expect(found.text).toContain('Essex Police, 2011/12, once called Night lights money');
    expect((await search('home-office')).text).not.toContain('once called');
  });
});

describe('The charts', () => {
  it('stand each with a table of the same numbers', async () => {
    const shown = await reader.open('/p/riverside/charts?year=2011-12');
    expect(shown.tableOf('The same by month')).toContainEqual(['May 2011', '£500.00']);
    expect(shown.tableOf('The same by month').at(-1)).toEqual(['In the year', '£500.00']);
    expect(shown.tableOf('The same by priority')).toContainEqual(['Anti-social behaviour', '1', '£500.00']);
    expect(shown.root.querySelector('svg desc')?.textContent).toContain('May 2011: £500.00');
    expect(shown.tableOf('Evaluations that were due')).toContainEqual(['On time', '0']);
  });

  it('have no style of their own, which the content security policy would refuse', async () => {
    const { html } = await reader.open('/p/riverside/charts');
    expect(html).not.toMatch(/<[^>]* style=/);
  });
});
