import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ServedPages } from './served-pages.js';
import type { Browsing } from './served-pages.js';

const source = '/p/thurrock/sources/community-safety-2011-12';
const capital = '/p/thurrock/sources/target-hardening-2011-12';

describe('In a browser, finance', () => {
  let pages: ServedPages;
  let finance: Browsing;

  beforeAll(async () => {
    pages = await ServedPages.open();
    finance = await pages.browserOf('finance-officer');
  }, 120_000);
  afterAll(async () => pages.close(), 60_000);

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
  }, 60_000);

  it('asks for a virement, which another finance officer authorises with one double click', async () => {
    await finance.open(`${source}/ask-virement`);
    await finance.page.getByLabel('Revenue', { exact: true }).check();
    await finance.page.locator('[name="fromProject"]').selectOption('uncommitted.');
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
  }, 60_000);

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
  }, 60_000);

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
  }, 60_000);

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
  }, 60_000);

  it('reverses a payment, and follows a line of spending to the event behind it', async () => {
    await finance.open('/p/thurrock/projects/analyst/money');
    await finance.page
      .getByRole('link', { name: /^Reverse/ })
      .first()
      .click();
    await finance.fill({ reason: 'Paid to the wrong payee.' });
    await finance.press('Continue');
    await finance.press('Reverse the payment');
    expect(await finance.text()).toContain('The payment is reversed.');
    await finance.open('/p/thurrock/spending?project=analyst');
    expect(await finance.text()).toContain('Reversal of');
    await finance.page
      .getByRole('link', { name: /^Event/ })
      .first()
      .click();
    expect(await finance.text()).toContain('As it is stored');
  }, 60_000);

  it('has every page of its work on a phone', async () => {
    await finance.page.setViewportSize({ width: 320, height: 640 });
    for (const path of [
      '/p/thurrock/sources',
      source,
      `${source}/ring-fence`,
      '/p/thurrock/spending',
      '/p/thurrock/close-year/2011-12',
      '/p/thurrock/evaluations',
      '/p/thurrock/updates',
      '/p/thurrock/charts',
      '/p/thurrock/search?words=officer',
      '/p/thurrock/events',
    ]) {
      await finance.open(path);
      const width = await finance.page.evaluate('document.documentElement.scrollWidth');
      expect({ path, width }).toEqual({ path, width: 320 });
    }
  }, 60_000);

  it('is refused nothing by the content security policy', () => {
    expect(pages.troubles).toEqual([]);
  });
});
