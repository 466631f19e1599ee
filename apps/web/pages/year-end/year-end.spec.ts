import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { administrator, finance, fund } from '#testing/desk-story';
import { fillIn } from '../../testing/filling-in.js';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Visitor } from '../../testing/visitor.js';

const page = '/p/riverside/year-end/2011-12';
const statement = 'The plan was funded in line with its objectives.';

let pages: PagesUnderTest;
let officer: Visitor;
let chief: Visitor;

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  const { story } = pages;
  await fund(story, 'youth-bus', 400_000);
  await story.do(administrator, 'GiveRole', { person: 'fire-1', role: 's151-officer' });
  await story.do(administrator, 'GiveRole', { person: 'finance-2', role: 's151-officer' });
  await story.do(administrator, 'GiveRole', { person: 'finance-1', role: 's151-officer' });
  story.on('2012-04-02');
  await story.do(finance, 'OpenFundingSource', {
    source: 'next-year',
    name: 'Next year',
    provider: 'Home Office',
    year: '2012-13',
    mayCrossYear: false,
  });
  await pages.upToDate();
  officer = await pages.as('finance-1');
  chief = await pages.as('fire-1');
});
afterAll(async () => pages.close());

describe('The confirmation of a year', () => {
  it('is not there before the year is closed', async () => {
    expect((await officer.open(page)).status).toBe(404);
    expect((await officer.open('/p/riverside/year-end/never')).status).toBe(404);
    await pages.story.do(finance, 'CloseYear', {
      year: '2011-12',
      sources: [{ source: 'home-office', to: 'next-year', carry: [] }],
      reason: 'Agreed.',
    });
    await pages.upToDate();
    const sources = await officer.open('/p/riverside/sources');
    expect(sources.link('The confirmation of 2011/12')).toBe(page);
    expect((await officer.open(page)).text).toContain('nothing has been prepared');
  });

  it('is prepared by finance from the figures of the record, once however often it is sent', async () => {
    const done = await fillIn(officer, `${page}/prepare`, { statement });
    expect(done.text).toContain('waits for the s151 officer');
    expect(done.tableOf('The figures of the year').at(-1)).toEqual([
      'Total',
      '£10,000.00',
      '£0.00',
      '£0.00',
      '£0.00',
      '£0.00',
      '£0.00',
      '£10,000.00',
    ]);
    await fillIn(officer, `${page}/prepare`, { statement });
    expect((await officer.open(page)).text).toContain('Preparation 1');
    const file = await officer.open((await officer.open(page)).link('Export these figures') ?? '');
    expect(file.html).toContain(',Confirmed £,Carried £,Virements £,Swaps £,Received £,Spent £,Lapsed £\r\n');
    expect(file.html).toContain(
      'home-office,Source home-office,Home Office,revenue,10000.00,0.00,0.00,0.00,0.00,0.00,10000.00\r\n',
    );
  });

  it('is what waits for the s151 officer, who declines it with a reason', async () => {
    expect((await chief.open('/p/riverside')).link('The year 2011/12')).toBe(page);
    const done = await fillIn(chief, `${page}/decline`, { reason: 'A carry-forward is missing.' });
    expect(done.text).toContain('declined by The officer fire-1: A carry-forward is missing.');
    expect((await chief.open('/p/riverside')).link('The year 2011/12')).toBeUndefined();
  });

  it('is prepared again, and certified by someone else than whoever prepared it', async () => {
    await fillIn(officer, `${page}/prepare`, { statement: `${statement} Nothing was carried.` });
    expect((await chief.open(`${page}/certify`)).text).toMatch(/Confirmed ?£[1-9]/);
    const own = await fillIn(officer, `${page}/certify`);
    expect(own.status).toBe(422);
    expect(own.problems.join()).toContain('You prepared this confirmation');
    const done = await fillIn(chief, `${page}/certify`);
    expect(done.text).toContain('The year is certified.');
    expect(done.text).toContain('Preparation 2, by The officer finance-1; certified by The officer fire-1.');
    expect(done.link('Certify the year')).toBeUndefined();
  });

  it('is read by everyone of the partnership, and answered by nobody else', async () => {
    const reader = await pages.as('lead-1');
    expect((await reader.open(page)).text).toContain(statement);
    expect((await reader.open(`${page}/certify`)).status).toBe(403);
    expect((await chief.open(`${page}/prepare`)).status).toBe(404);
  });
});
