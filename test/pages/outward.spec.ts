import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browsing } from './browsing.js';
import { ServedPages } from './served-pages.js';

const program = join(import.meta.dirname, '..', '..', 'tallystick');
const ledger = '/p/thurrock/general-ledger';
const openData = '/p/thurrock/open-data';

/** Somebody was paid whose name is that of a person, as far as a program can tell. */
const payment = JSON.stringify({
  command: 'RecordExpenditure',
  id: 'pay-a-shop',
  partnership: 'thurrock',
  actor: { person: 'finance-officer', role: 'finance-officer' },
  on: '2012-03-30',
  project: 'idva',
  payment: 'shop-1',
  payee: 'Jane Oakenshaw',
  reference: 'INV-9',
  paidOn: '2012-03-30',
  netPence: 60_000,
  irrecoverableVatPence: 0,
  purpose: 'Furniture for a safe room',
  category: 'equipment',
  charges: [{ source: 'violence-against-women-2011-12', fundingType: 'revenue', amountPence: 60_000 }],
});

let pages: ServedPages;

beforeAll(async () => {
  pages = await ServedPages.open(`${payment}\n`);
});
afterAll(async () => pages.close());

/** A program of its own that sends the first batch, and what it was answered. */
async function sendBeside(id: string, hash: string): Promise<string> {
  const finance = { person: 'deputy-finance-officer', role: 'finance-officer' };
  const command = { command: 'SendLedgerBatch', id, partnership: 'thurrock', actor: finance, batch: 1, hash };
  const running = spawn(program, ['run', '-'], {
    env: { ...process.env, TALLYSTICK_DATA: pages.data },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  running.stdin.end(`${JSON.stringify(command)}\n`);
  const said = await text(running.stdout);
  return (JSON.parse(said) as { readonly outcome: string }).outcome;
}

/** The bytes of a file that a link leads to. */
async function downloaded(eyes: Browsing, link: string): Promise<Buffer> {
  const coming = eyes.page.waitForEvent('download');
  await eyes.page.getByRole('link', { name: link }).first().click();
  return readFileSync(await (await coming).path());
}

describe('In a browser on a phone, finance and the general ledger', () => {
  let finance: Browsing;

  it('gives codes to what has none, after a code that is none', async () => {
    finance = await pages.browserOf('finance-officer', { phone: true });
    await finance.press('Money');
    await finance.press('General ledger');
    await finance.press('Give codes to these');
    await finance.select({ 'rule0-source': '', 'rule0-type': '' });
    await finance.fill({ 'rule0-category': '', 'rule0-costCentre': '=R2041', 'rule0-subjective': '4000' });
    await finance.fill({ 'balancing-costCentre': 'B9000', 'balancing-subjective': '9990' });
    await finance.press('Continue');
    expect(await finance.page.title()).toMatch(/^Error: Codes for the general ledger/);
    expect(await finance.page.locator('[name="rule0-costCentre"]').inputValue()).toBe('=R2041');
    await finance.fill({ 'rule0-costCentre': 'R2041' });
    await finance.press('Continue');
    await finance.press('Adopt these codes');
    expect(await finance.text()).toContain('The codes are adopted.');
    expect(await finance.text()).toContain('1. Every source; capital and revenue; every category');
  });

  it('sends a batch once, by a double click while two other programs send it too', async () => {
    await finance.press('Look at batch 1, and send it');
    const hash = await finance.page.locator('[name="hash"]').inputValue();
    const [one, other] = await Promise.all([
      sendBeside('one', hash),
      sendBeside('other', hash),
      finance.page.getByRole('button', { name: 'Send batch 1' }).dblclick(),
    ]);
    expect(['accepted', 'unchanged']).toEqual(expect.arrayContaining([one, other]));
    await finance.page.waitForURL(`**${ledger}/batches/1`);
    await finance.open(ledger);
    expect(await finance.page.getByRole('link', { name: /^Batch \d/ }).count()).toBe(1);
  });

  it('downloads it, and records its import', async () => {
    await finance.open(`${ledger}/batches/1`);
    const first = await downloaded(finance, 'CSV');
    expect(first.toString()).toMatch(/^\ufeffBatch,Line,Posting date,Year,Period,Cost centre/);
    await finance.open(`${ledger}/batches/1`);
    await finance.press('Record the import');
    await finance.fill({ reference: 'JNL-2012-7' });
    await finance.press('Continue');
    await finance.page.getByRole('button', { name: 'Record the import' }).dblclick();
    await finance.page.waitForURL(`**${ledger}/batches/1`);
    await finance.open(`${ledger}/batches/1`);
    expect(await finance.text()).toContain('The general ledger has it, as JNL-2012-7');
    expect(await downloaded(finance, 'CSV')).toEqual(first);
    await finance.open(ledger);
    expect(await finance.text()).toContain('Next: batch 2 Nothing has moved since the last batch.');
  });
});

describe('In a browser without scripts, a support officer and open data', () => {
  it('says who publishes and what an agency is, holds a project back, clears a name, and downloads', async () => {
    const support = await pages.browserOf('support-officer', { scripts: false });
    await support.open('/p/thurrock/documents');
    await support.press('Open data: what is published, and what is held back and why');
    await support.press('Describe the publisher');
    await support.fill({
      name: 'Thurrock Council',
      identifier: 'GB-LAE-THR',
      prefix: '360G-thurrock',
      department: 'Community safety',
      areaCode: 'E22000263',
    });
    await support.press('Continue');
    await support.press('Describe the publisher');
    await support.open(`${openData}/agency/victim-support`);
    await support.page.getByLabel('A voluntary, community or social enterprise body').check();
    await support.press('Continue');
    await support.press('Describe the agency');
    await support.open('/p/thurrock/projects/rape-support-packs');
    await support.press('Hold the project back');
    await support.fill({ reason: 'Its place must not be known.' });
    await support.press('Continue');
    await support.page.getByRole('button', { name: 'Hold the project back' }).dblclick();
    await support.page.waitForURL(`**${openData}`);
    expect(await support.text()).toContain('Its place must not be known.');
    await support.open(`${openData}/held-back?year=2011-12`);
    await support.page.getByRole('link', { name: /^Clear this text.*beneficiary/ }).click();
    await support.fill({ reason: 'It is the name of a shop.' });
    await support.press('Continue');
    await support.press('Clear this text');
    await support.open(openData);
    const file = await downloaded(support, 'CSV of Spending over £500');
    expect(file.toString()).toContain('Jane Oakenshaw');
  });

  it('is read with scripts too, by axe and on a phone', async () => {
    const support = await pages.browserOf('support-officer', { phone: true });
    for (const path of [
      '/p/thurrock/documents/360giving/made?year=2011-12',
      openData,
      `${openData}/held-back?year=2011-12`,
      `${openData}/publisher`,
      `${openData}/agency/essex-police`,
    ])
      await support.open(path);
  });

  it('is refused nothing by the content security policy', () => {
    expect(pages.troubles).toEqual([]);
  });
});
