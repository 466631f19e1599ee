import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browsing } from './browsing.js';
import { ServedPages } from './served-pages.js';

const source = '/p/thurrock/sources/community-safety-2011-12';
const capital = '/p/thurrock/sources/target-hardening-2011-12';
const confirmation = '/p/thurrock/year-end/2011-12';
const heir = 'council-2012-13';
const ofTheYear = [
  'community-safety',
  'drug-and-alcohol',
  'violence-against-women',
  'target-hardening',
  'partner-contributions',
].map((name) => `to-${name}-2011-12`);

async function reverseFirstPayment(finance: Browsing, project: string): Promise<void> {
  await finance.open(`/p/thurrock/projects/${project}/money`);
  await finance.page
    .getByRole('link', { name: /^Reverse/ })
    .first()
    .click();
  await finance.fill({ reason: 'Paid to the wrong payee.' });
  await finance.press('Continue');
  await finance.press('Reverse the payment');
}

describe('In a browser, finance', () => {
  let pages: ServedPages;
  let finance: Browsing;

  beforeAll(async () => {
    pages = await ServedPages.open();
    finance = await pages.browserOf('finance-officer');
  });
  afterAll(async () => pages.close());

  it('confirms more money at a source, after an amount that is none', async () => {
    await finance.press('Money');
    await finance.press('Sources');
    await finance.press('Community safety fund');
    await finance.press('Confirm money');
    await finance.page.getByLabel('Revenue', { exact: true }).check();
    await finance.fill({ amountPence: '1e21', reference: 'HO/2012/7', reason: 'A late grant letter.' });
    await finance.press('Continue');
    expect(await finance.page.title()).toMatch(/^Error: Confirm money/);
    expect(await finance.page.locator('[name="amountPence"]').inputValue()).toBe('1e21');
    await finance.fill({ amountPence: '1,500' });
    await finance.press('Continue');
    await finance.press('Confirm this money');
    expect(await finance.text()).toContain('The money is confirmed.');
    expect(await finance.text()).toContain('£91,500.00');
  });

  it('asks for a virement, which another finance officer authorises with one double click', async () => {
    await finance.open(`${source}/ask-virement`);
    await finance.page.getByLabel('Revenue', { exact: true }).check();
    await finance.page.locator('[name="fromProject"][value="uncommitted."]').check();
    await finance.page.locator('[name="toProject"]').selectOption('analyst');
    await finance.fill({ amountPence: '250', virement: 'v-9', reason: 'An extra week.' });
    await finance.press('Continue');
    await finance.press('Ask for the virement');
    expect(await finance.text()).toContain('You asked for it, so another finance officer authorises it');
    const other = await pages.browserOf('deputy-finance-officer', { scripts: false });
    expect(await other.text()).toContain('v-9');
    await other.open(`${source}/authorise-virement/v-9`);
    await other.press('Continue');
    await other.page.getByRole('button', { name: 'Authorise the virement' }).dblclick();
    await other.page.waitForURL(`**${source}`);
    await other.open(source);
    // Its name stands in the history once, and once more over the money that it moved.
    expect((await other.text()).split('Virement sent')).toHaveLength(3);
  });

  it('asks for a swap of capital, which moves nothing until the provider has agreed', async () => {
    await finance.open(`${capital}/ask-swap`);
    await finance.fill({ amountPence: '100', reason: 'More hours, fewer locks.' });
    await finance.press('Continue');
    await finance.press('Record that it was asked for');
    expect(await finance.text()).toContain('The swap is asked for.');
    await finance.page.locator('main a[href*="/agree-swap/"]').first().click();
    await finance.page.waitForLoadState();
    await finance.fill({ reference: 'Letter of 13 April' });
    await finance.press('Continue');
    await finance.press('Record that it was agreed');
    expect(await finance.text()).toContain('The swap is agreed, and the money has moved.');
  });

  it('raises a reclaim, and records a part of it as it comes', async () => {
    await finance.open(`${source}/raise-reclaim`);
    await finance.select({ project: 'analyst' });
    await finance.choose('revenue');
    await finance.fill({ from: 'Essex Police', amountPence: '10', reason: 'Paid twice.' });
    await finance.fillDay('dueOn', ['31', '5', '2012']);
    await finance.press('Continue');
    await finance.press('Raise a reclaim');
    await finance.page.locator('main a[href*="/receive-reclaim/"]').first().click();
    await finance.page.waitForLoadState();
    await finance.fill({ amountPence: '4', reference: 'EP-77' });
    await finance.press('Continue');
    await finance.press('Record the money');
    expect(await finance.text()).toContain('£6.00');
  });

  it('reads the budget by when it was true and by when it was known, and takes it along as a file', async () => {
    await finance.open('/p/thurrock/budget?asAt-day=31&asAt-month=3&asAt-year=2012');
    expect(await finance.text()).not.toContain('£91,500.00');
    await finance.open('/p/thurrock/budget?knownAt-day=12&knownAt-month=4&knownAt-year=2012');
    expect(await finance.text()).not.toContain('£91,500.00');
    await finance.open('/p/thurrock/budget');
    expect(await finance.text()).toContain('£91,500.00');
    const [file] = await Promise.all([
      finance.page.waitForEvent('download'),
      finance.page.getByRole('link', { name: 'Export this budget as CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/\.csv$/u);
  });

  it('reverses a payment, and follows a line of spending to the event behind it', async () => {
    await reverseFirstPayment(finance, 'analyst');
    expect(await finance.text()).toContain('The payment is reversed.');
    await finance.open('/p/thurrock/spending?project=analyst');
    expect(await finance.text()).toContain('Reversal of');
    await finance.page
      .getByRole('link', { name: /^Event/ })
      .first()
      .click();
    expect(await finance.text()).toContain('As it is stored');
  });

  it('closes the year, after more was to be carried than is there', async () => {
    await finance.open('/p/thurrock/open-source');
    await finance.fill({ name: 'Council fund', source: heir, provider: 'Thurrock Council' });
    await finance.choose('2012-13', 'no');
    await finance.press('Continue');
    await finance.press('Open the source');
    await finance.open('/p/thurrock');
    await finance.press('The year 2011/12');
    const carried = 'carry-drug-and-alcohol-2011-12-revenue';
    for (const field of ofTheYear) await finance.select({ [field]: heir });
    await finance.fill({ [carried]: '9,999', reason: 'Agreed by the cabinet.' });
    await finance.press('Continue');
    expect(await finance.page.title()).toMatch(/^Error: Close the year/);
    expect(await finance.text()).toContain('of it is unspent');
    expect(await finance.page.locator(`[name="${carried}"]`).inputValue()).toBe('9,999');
    await finance.fill({ [carried]: '1,000' });
    await finance.press('Continue');
    expect(await finance.text()).toContain('£1,000.00 of revenue carried');
    await finance.page.getByRole('button', { name: 'Close the year' }).dblclick();
    await finance.page.waitForURL('**/sources');
    await finance.press('The confirmation of 2011/12');
    expect(await finance.text()).toContain('The year is closed, and nothing has been prepared.');
  });

  it('prepares the confirmation of the year, which the s151 officer certifies with one double click', async () => {
    await finance.press('Prepare the confirmation');
    await finance.press('Continue');
    expect(await finance.page.title()).toMatch(/^Error: Prepare the confirmation/);
    await finance.fill({ statement: 'The plan was funded in line with its objectives.' });
    await finance.press('Continue');
    await finance.press('Prepare the confirmation');
    expect(await finance.text()).toContain('Waits for the s151 officer');
    const chief = await pages.browserOf('s151-officer', { scripts: false });
    await chief.press('The year 2011/12');
    await chief.press('Certify the year');
    await chief.press('Continue');
    await chief.page.getByRole('button', { name: 'Certify the year' }).dblclick();
    await chief.page.waitForURL(`**${confirmation}`);
    await finance.open(confirmation);
    expect(await finance.text()).toContain('by Finance officer; certified by Section 151 officer.');
  });

  it('corrects the closed year by a reversal alone, in the open year, and the figures that were closed stand', async () => {
    const figures = async (): Promise<string> => {
      await finance.open(confirmation);
      return (await finance.page.locator('main table').textContent()) ?? '';
    };
    const certified = await figures();
    await finance.open(source);
    expect(await finance.page.getByRole('link', { name: 'Confirm money' }).count()).toBe(0);
    await finance.open(`${source}/confirm`);
    await finance.choose('revenue');
    await finance.fill({ amountPence: '100', reference: 'HO/2012/9', reason: 'A letter that was lost.' });
    await finance.press('Continue');
    await finance.press('Confirm this money');
    expect(await finance.page.title()).toMatch(/^Error: /);
    expect(await finance.text()).toContain('is closed and its figures stand.');
    await reverseFirstPayment(finance, 'idva');
    expect(await finance.text()).toContain('The payment is reversed.');
    expect(await figures()).toBe(certified);
    expect(await finance.text()).toContain('Corrected since the close, in the open year');
  });

  it('is refused nothing by the content security policy', () => {
    expect(pages.troubles).toEqual([]);
  });
});
