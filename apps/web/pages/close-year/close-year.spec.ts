import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fund, openSource } from '#testing/desk-story';
import { fillIn } from '../../testing/filling-in.js';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Visitor } from '../../testing/visitor.js';

let pages: PagesUnderTest;
let officer: Visitor;

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  await openSource(pages.story, 'police', 500_000, { mayCrossYear: true });
  await openSource(pages.story, 'home-office-2012', 0, { year: '2012-13' });
  await fund(pages.story, 'youth-bus', 400_000);
  pages.story.on('2012-04-02');
  await pages.upToDate();
  officer = await pages.as('finance-1');
});
afterAll(async () => pages.close());

describe('The close of a year', () => {
  it('is offered for the years that are over', async () => {
    const shown = await officer.open('/p/riverside/close-year');
    expect(shown.link('Close 2011/12')).toBe('/p/riverside/close-year/2011-12');
    expect(shown.text).toContain('Runs until 31 March 2013');
  });

  it('asks of each source what is carried, where its money may cross the year', async () => {
    const shown = await officer.open('/p/riverside/close-year/2011-12');
    expect(shown.text).toContain('£10,000.00 of revenue is unspent. It may not cross into the next year');
    expect(shown.text).toContain('£5,000.00 is unspent, with what is committed and reserved');
  });

  it('says what is wrong with what is carried, and loses nothing', async () => {
    const shown = await officer.send(await officer.open('/p/riverside/close-year/2011-12'), {
      'carry-police-revenue': '1e21',
      'to-police': 'home-office-2012',
      'to-home-office': 'home-office-2012',
      reason: '',
    });
    expect(shown.problemOf('carry-police-revenue')).toContain('must be a sum in pounds');
    expect(shown.valueOf('carry-police-revenue')).toBe('1e21');
    expect(shown.problems).toHaveLength(2);
  });

  it('carries no more than is unspent, and asks who takes over what outlives the year', async () => {
    const shown = await officer.send(await officer.open('/p/riverside/close-year/2011-12'), {
      'carry-police-revenue': '99,999',
      'to-police': 'home-office-2012',
      'to-home-office': 'home-office-2012',
      reason: 'Agreed.',
    });
    expect(shown.problemOf('carry-police-revenue')).toBe('Only £5,000.00 of it is unspent');
    const heirless = await officer.send(shown, { 'carry-police-revenue': '5,000', reason: 'Agreed.' });
    expect(heirless.problemOf('to-police')).toContain(
      'still has £5,000.00 to carry forward. Select the source',
    );
    expect(heirless.problemOf('to-home-office')).toContain(
      'still has awards of £4,000.00 that are not paid.',
    );
    expect(heirless.problems).toHaveLength(2);
    expect(heirless.valueOf('carry-police-revenue')).toBe('5,000');
  });

  it('names what takes over before the year is closed', async () => {
    const check = await officer.send(await officer.open('/p/riverside/close-year/2011-12'), {
      'carry-police-revenue': '2000',
      'to-police': 'home-office-2012',
      'to-home-office': 'home-office-2012',
      reason: 'Agreed by the s151 officer.',
    });
    expect(check.text).toContain('£2,000.00 of revenue carried; £3,000.00 not carried; ');
    expect(check.text).toContain('not carried; Source home-office-2012 takes over');
  });

  it('closes every source of the year at once, and the figures stand', async () => {
    const refused = await officer.send(await officer.open('/p/riverside/close-year/2011-12'), {
      'carry-police-revenue': '2000',
      'to-police': 'home-office-2012',
      reason: 'Agreed by the s151 officer.',
    });
    expect(refused.status).toBe(422);
    expect(refused.problems[0]).toContain('Select the source of the next year that takes this over');
    const done = await fillIn(officer, '/p/riverside/close-year/2011-12', {
      'carry-police-revenue': '2000',
      'to-police': 'home-office-2012',
      'to-home-office': 'home-office-2012',
      reason: 'Agreed by the s151 officer.',
    });
    expect(done.text).toContain('The year 2011/12 is closed.');
    expect(done.tableOf('2011/12')[1]).toContain('Year closed');
    expect((await officer.open('/p/riverside/close-year/2011-12')).status).toBe(404);
    const source = await officer.open('/p/riverside/sources/police');
    expect(source.tableOf('Its money')).toContainEqual(['Lapsed', '£3,000.00']);
    expect(source.link('Confirm money')).toBeUndefined();
  });

  it('is for finance and the s151 officer', async () => {
    expect((await (await pages.as('lead-1')).open('/p/riverside/close-year')).status).toBe(403);
  });
});
