import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fund, lead } from '#testing/desk-story';
import { moneyDecided } from '#testing/money-decided';
import { pay } from '#testing/read-story';
import { PagesUnderTest } from './testing/pages-under-test.js';
import type { Visitor } from './testing/visitor.js';

let pages: PagesUnderTest;
let auditor: Visitor;

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  await moneyDecided(pages.story);
  await fund(pages.story, 'day-bus', 50_000, '2011-06-13', { title: 'A day bus' });
  await pay(pages.story, 'youth-bus', 120_000, { paidOn: '2011-06-20' });
  await pages.story.do(lead, 'ClaimExpenditure', {
    project: 'youth-bus',
    claim: 'claim-1',
    payee: 'Bus Hire Ltd',
    reference: 'INV-9',
    netPence: 20_000,
    irrecoverableVatPence: 0,
    purpose: 'Hire',
    category: 'transport',
    charges: [{ source: 'home-office', fundingType: 'revenue', amountPence: 20_000 }],
  });
  await pages.upToDate();
  auditor = await pages.as('finance-2');
});
afterAll(async () => pages.close());

/** The lines of the file that a link of a page leads to. */
async function fileOf(path: string, link: string): Promise<readonly string[]> {
  const page = await auditor.open(`/p/riverside${path}`);
  const file = await auditor.open(page.link(link) ?? '');
  expect(file.headers['content-type']).toContain('text/csv');
  return file.html.replace('\ufeff', '').split('\r\n').slice(0, -1);
}

async function idsIn(path: string): Promise<readonly string[]> {
  return (await fileOf(path, 'Export these projects')).slice(1).map((line) => line.split(',')[0] ?? '');
}

describe('What is on screen is kept as a file', () => {
  it('of the year in charts, each table by itself', async () => {
    const months = await fileOf('/charts?year=2011-12', 'Export the months as CSV');
    expect(months).toHaveLength(13);
    expect(months.slice(0, 4)).toEqual(['Month,Spent £', '2011-04,0.00', '2011-05,0.00', '2011-06,1200.00']);
    expect(await fileOf('/charts?year=2011-12', 'Export the priorities as CSV')).toEqual([
      'Priority,Projects,Spent £',
      'Anti-social behaviour,1,1200.00',
    ]);
    expect(await fileOf('/charts', 'Export how evaluations came in')).toEqual([
      'How they came in,How many',
      'On time,0',
      'Late,0',
      '"Overdue, and not in yet",0',
    ]);
    expect((await auditor.open('/p/riverside/charts/export.csv?table=toString')).status).toBe(404);
  });

  it('of the register, sorted as it is on the screen', async () => {
    expect(await idsIn('/projects')).toEqual(['day-bus', 'youth-bus']);
    expect(await idsIn('/projects?sort=award&order=descending')).toEqual(['youth-bus', 'day-bus']);
  });

  it('of what the budget leaves out, as at the day that was asked for', async () => {
    const ninthOfJune = '/budget?asAt-day=9&asAt-month=6&asAt-year=2011';
    const [head, ...rows] = await fileOf(ninthOfJune, 'Export what is left out');
    expect(head).toBe('What,Amount £,Source,Name,Project,Title,Year,Funding type,Reference,Why');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatch(/^reserve,500\.00,home-office,Source home-office,,,2011-12,revenue,A review,/u);
    expect((await auditor.open('/p/riverside/budget')).link('Export what is left out')).toBeUndefined();
  });

  it('of what a source pays for, and of the claims on a project', async () => {
    expect(await fileOf('/sources/police-fund', 'Export what it pays for')).toEqual([
      'Project,Title,Funding type,Awarded £,Spent £,Released £',
      'youth-bus,Youth bus,revenue,1000.00,0.00,0.00',
    ]);
    const claims = await fileOf('/projects/youth-bus/spending', 'Export these claims');
    expect(claims[0]).toBe(
      'Claimed,Claim,By,To be paid to,Receipt,For,Amount £,State,Payment,Declined because',
    );
    expect(claims.slice(1)).toEqual([
      '2011-06-20,claim-1,The officer lead-1,Bus Hire Ltd,INV-9,Hire,200.00,open,,',
    ]);
  });

  it('of the meetings, the latest first', async () => {
    expect(await fileOf('/meetings', 'Export these meetings')).toEqual([
      'Day,Begins at,Meeting,Group,Where,State,There,Items',
      '2011-06-13,,tasking-2011-06-13,Tasking group,,closed,4,1',
      '2011-06-09,,tasking-2011-06-09,Tasking group,,open,4,3',
      '2011-05-12,,tasking-2011-05-12,Tasking group,,closed,4,1',
    ]);
  });
});
