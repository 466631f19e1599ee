import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { parsePounds, sumPence } from '#kernel/pence';
import { administrator, fund, otherFinance } from '#testing/desk-story';
import { pay } from '#testing/read-story';
import { fillIn } from '../../testing/filling-in.js';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Shown, Visitor } from '../../testing/visitor.js';

const ledger = '/p/riverside/general-ledger';
const otherSide = { 'balancing-costCentre': 'B9000', 'balancing-subjective': '9990' };

let pages: PagesUnderTest;
let officer: Visitor;

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  await fund(pages.story, 'youth-bus', 400_000);
  await pay(pages.story, 'youth-bus', 40_000, { paidOn: '2011-08-01' });
  await pages.upToDate();
  officer = await pages.as('finance-1');
});
afterAll(async () => pages.close());

/** What a browser sends of the form of the codes, with these inputs changed. */
async function codes(changed: Readonly<Record<string, string>>): Promise<Shown> {
  const form = await officer.open(`${ledger}/codes`);
  return officer.send(form, { ...form.filled(), ...changed });
}

async function adopt(changed: Readonly<Record<string, string>>): Promise<Shown> {
  return officer.send(await codes(changed), { step: 'send' });
}

describe('The codes for the general ledger', () => {
  it('are asked for what has none, which is named', async () => {
    const sources = await officer.open('/p/riverside/sources');
    const shown = await officer.open(sources.link('General ledger') ?? '');
    expect(shown.text).toContain('It cannot be sent before there are codes for: Source home-office');
    expect(shown.text).toMatch(/transport ?the other side/);
    const form = await officer.open(shown.link('Give codes to these') ?? '');
    expect([form.valueOf('rule0-category'), form.valueOf('rule0-costCentre')]).toEqual(['transport', '']);
    const send = await officer.open(`${ledger}/send`);
    expect(send.root.querySelector('main form')).toBeNull();
  });

  it.each([
    ['rule0-costCentre', '=SUM(A1)', 'The cost centre of rule 1 must begin with a letter or a digit'],
    ['rule0-costCentre', '', 'Enter the cost centre of rule 1'],
    ['rule0-subjective', '4'.repeat(41), 'The subjective code of rule 1 must be 40 characters or fewer'],
    ['rule0-source', 'nowhere', 'Choose the source of rule 1'],
    ['rule0-place', 'first', 'The place of rule 1 must be a whole number'],
    ['balancing-costCentre', '', 'Enter the cost centre of the other side'],
  ])('are refused with %s as %j, beside the rule, and nothing typed is lost', async (name, typed, words) => {
    const filled = { 'rule0-costCentre': 'R2041', 'rule0-subjective': '3010', ...otherSide };
    const shown = await codes({ ...filled, [name]: typed });
    expect(shown.status).toBe(422);
    expect(shown.problems.join()).toContain(words);
    expect(shown.problemOf(name.replace(/-.*/, ''))).toContain(words);
    if (name !== 'rule0-source') expect(shown.valueOf(name)).toBe(typed);
    expect(shown.root.querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe(`#${name}`);
  });

  it('are refused with no rule at all', async () => {
    const shown = await adopt(otherSide);
    expect(shown.status).toBe(422);
  });

  it('are adopted as a version, in the order in which the rules are tried', async () => {
    const filled = {
      'rule0-costCentre': 'R2041',
      'rule0-subjective': '3010',
      'rule1-costCentre': 'R2041',
      'rule1-subjective': '4000',
      ...otherSide,
    };
    const wrongWayRound = await codes({ ...filled, 'rule1-place': '1' });
    expect(wrongWayRound.text).toContain('No amount comes to rule 2');
    const check = await codes(filled);
    expect(check.text).not.toContain('No amount comes to');
    const done = await officer.send(check, { step: 'send' });
    expect(done.tableOf('Codes, version 1')).toEqual([
      ['For', 'Cost centre', 'Subjective', 'Analysis'],
      ['1. Source home-office, 2011/12; revenue; transport', 'R2041', '3010', '–'],
      ['2. Every source; capital and revenue; every category', 'R2041', '4000', '–'],
      ['The other side', 'B9000', '9990', '–'],
    ]);
  });

  it('are not adopted over those that somebody else adopted meanwhile', async () => {
    const form = await officer.open(`${ledger}/codes`);
    const check = await officer.send(form, { ...form.filled(), 'rule0-costCentre': 'R9' });
    const rules = [{ costCentre: 'R2041', subjective: '4000' }];
    const balancing = { costCentre: 'B9000', subjective: '9990' };
    await pages.story.do(otherFinance, 'AdoptLedgerMapping', { version: 2, rules, balancing });
    await pages.upToDate();
    const refused = await officer.send(check, { step: 'send' });
    expect(refused.status).toBe(422);
    expect(refused.problems.join()).toContain('Version 2 has other rules. The next is 3.');
    expect(refused.valueOf('rule0-costCentre')).toBe('R9');
  });
});

describe('The journal', () => {
  it.each(['hledger', 'ledger', 'beancount'])(
    'is kept as a file for %s, with every movement',
    async (format) => {
      const shown = await officer.open(ledger);
      const file = await officer.open(shown.link(`The journal for ${format}`) ?? '');
      expect(file.headers['content-disposition']).toMatch(/journal-riverside-\d{4}-\d\d-\d\d\.[a-z]+"$/u);
      expect(file.html).toContain('With everything that is recorded, as known on');
      for (const moved of ['Funding confirmed', 'Award allocated: youth-bus', '400.00 GBP'])
        expect(file.html).toContain(moved);
      expect((await officer.open(`${ledger}/journal/excel`)).status).toBe(404);
    },
  );
});

describe('A batch for the general ledger', () => {
  it('is sent as it was looked at, once however often and by however many', async () => {
    const other = await pages.as('finance-2');
    const [mine, theirs] = [await officer.open(`${ledger}/send`), await other.open(`${ledger}/send`)];
    expect(mine.tableOf('The lines of batch 1').at(-1)).toEqual(['Together', '£400.00', '£400.00']);
    expect(mine.tableOf('The lines of batch 1')[1]?.[1]).toMatch(/^Payment: Youth bus ?youth-bus/u);
    const event = await officer.open(mine.link('£400.00') ?? '');
    expect([event.status, event.text.includes('Expenditure charged')]).toEqual([200, true]);
    const shown = await Promise.all([officer.send(mine), officer.send(mine), other.send(theirs)]);
    expect(shown.map(({ status, heading }) => [status, heading])).toEqual([
      [200, 'Batch 1'],
      [200, 'Batch 1'],
      [200, 'Batch 1'],
    ]);
    expect((await officer.open(ledger)).tableOf('Batches that were sent')).toHaveLength(2);
    expect((await officer.open(`${ledger}/send`)).text).toContain('Nothing has moved');
    const home = await officer.open('/p/riverside');
    expect(home.link('Batch 1: record its import')).toBe(`${ledger}/batches/1`);
  });

  it('is not sent when something was paid since it was looked at, and is then shown as it is now', async () => {
    await pay(pages.story, 'youth-bus', 1_001, { paidOn: '2011-09-01', payment: 'p-2' });
    await pages.upToDate();
    const seen = await officer.open(`${ledger}/send`);
    await pay(pages.story, 'youth-bus', 2_000, { paidOn: '2011-10-01', payment: 'p-3' });
    const refused = await officer.send(seen);
    expect(refused.status).toBe(422);
    expect(refused.problems.join()).toContain('These are not the lines of the record as it stands');
    expect(refused.tableOf('The lines of batch 2').at(-1)).toEqual(['Together', '£30.01', '£30.01']);
    expect((await officer.send(refused)).heading).toBe('Batch 2');
  });

  it('is downloaded as the same bytes each time, whatever becomes of it, with debits that are its credits', async () => {
    const file = async (format: string): Promise<string> =>
      (await officer.open(`${ledger}/batches/2/file/${format}`)).html;
    const before = [await file('csv'), await file('xlsx'), await file('ods')];
    pages.story.on('2011-11-01');
    await fillIn(officer, `${ledger}/batches/2/record-import`, { reference: 'JNL-7' });
    expect([await file('csv'), await file('xlsx'), await file('ods')]).toEqual(before);
    const rows = parse<Record<string, string>>(before[0] ?? '', { columns: true, bom: true });
    expect(rows.map((row) => [row['Batch'], row['Posting date'], row['Period']])).toEqual([
      ['2', '2011-09-01', '6'],
      ['2', '2011-10-01', '7'],
      ['2', '2011-09-01', '6'],
      ['2', '2011-10-01', '7'],
    ]);
    const sum = (column: string): number => sumPence(rows.map((row) => parsePounds(row[column] ?? '') ?? 0));
    expect([sum('Debit £'), sum('Credit £')]).toEqual([3_001, 3_001]);
  });

  it('stands for good once the general ledger has it', async () => {
    const shown = await officer.open(`${ledger}/batches/2`);
    expect(shown.text).toContain('The general ledger has it, as JNL-7: do not import it again.');
    expect([shown.link('Take the batch back'), shown.link('Record the import')]).toEqual([
      undefined,
      undefined,
    ]);
    const again = await officer.open(`${ledger}/batches/2/take-back`);
    const check = await officer.send(again, { reason: 'By mistake.' });
    const refused = await officer.send(check, { step: 'send' });
    expect(refused.problems.join()).toContain('The general ledger has taken batch 2 already, as JNL-7.');
  });

  it('that was taken back goes in the next, and its file is handed to nobody', async () => {
    await pay(pages.story, 'youth-bus', 500, { paidOn: '2011-11-02', payment: 'p-4' });
    await pages.upToDate();
    await officer.send(await officer.open(`${ledger}/send`));
    const done = await fillIn(officer, `${ledger}/batches/3/take-back`, { reason: 'The period was closed.' });
    expect(done.text).toContain('It was taken back: The period was closed. Do not import it.');
    expect(done.link('CSV')).toBeUndefined();
    expect((await officer.open(`${ledger}/batches/3/file/csv`)).status).toBe(404);
    expect((await officer.open(`${ledger}/send`)).heading).toBe('Batch 4');
  });

  it('is read by the auditor, who sends nothing, and is there under no other number', async () => {
    const { story } = pages;
    await story.do(administrator, 'RegisterPerson', { person: 'auditor-1', name: 'The auditor' });
    await story.do(administrator, 'GiveRole', { person: 'auditor-1', role: 'auditor' });
    await pages.upToDate();
    const auditor = await pages.as('auditor-1');
    const shown = await auditor.open(`${ledger}/batches/1`);
    expect(shown.text).toContain('by The officer finance-');
    expect(shown.link('Record the import')).toBeUndefined();
    expect((await auditor.open(`${ledger}/batches/1/file/csv`)).status).toBe(200);
    expect((await auditor.open(`${ledger}/send`)).status).toBe(403);
    for (const number of ['0', '5', '1e1', 'one'])
      expect((await auditor.open(`${ledger}/batches/${number}`)).status).toBe(404);
    expect((await auditor.open(`${ledger}/batches/1/file/pdf`)).status).toBe(404);
  });
});
