import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ServedPages } from './served-pages.js';

const payment = {
  payee: 'Print Works Ltd',
  reference: 'PW-1',
  'paidOn-day': '2',
  'paidOn-month': '4',
  'paidOn-year': '2012',
  netPence: '12.50',
  purpose: 'More leaflets',
  category: 'printing',
};

/** A month from now, by the clock of this machine, by which tokens end. */
function dayAhead(): [string, string, string] {
  const [year = '', month = '', day = ''] = new Date(Date.now() + 30 * 86_400_000)
    .toISOString()
    .slice(0, 10)
    .split('-');
  return [day, month, year];
}

describe('In a browser', () => {
  let pages: ServedPages;

  beforeAll(async () => {
    pages = await ServedPages.open();
  });
  afterAll(async () => pages.close());

  it.each([true, false])('a finance officer records a payment, with scripts: %s', async (scripts) => {
    const finance = await pages.browserOf('finance-officer', { scripts });
    await finance.press('Projects');
    await finance.press('IDVA');
    await finance.press('Record a payment');
    await finance.fill({ ...payment, payment: `PW 1 ${String(scripts)}`, payee: '' });
    await finance.press('Continue');
    expect(await finance.page.title()).toMatch(/^Error: Record a payment/);
    expect(await finance.page.locator('[name="netPence"]').inputValue()).toBe('12.50');
    await finance.fill({ payee: payment.payee });
    await finance.press('Continue');
    expect(await finance.heading()).toBe('Check the payment before it is recorded');
    await finance.press('Record the payment');
    expect(await finance.text()).toContain('The payment is recorded.');
    await finance.press('Claims and payments, one by one');
    expect(await finance.text()).toContain('Print Works Ltd');
  });

  it('a double click on a money button pays once', async () => {
    const finance = await pages.browserOf('finance-officer', { scripts: false });
    await finance.open('/p/thurrock/projects/idva/record-expenditure');
    await finance.fill({ ...payment, payment: 'PW 2', payee: 'Twice Ltd' });
    await finance.press('Continue');
    await finance.page.getByRole('button', { name: 'Record the payment' }).dblclick();
    await finance.page.waitForURL('**/idva');
    await finance.open('/p/thurrock/projects/idva/spending');
    expect((await finance.text()).split('Twice Ltd')).toHaveLength(2);
  });

  it.each([true, false])(
    'going back shows what was typed: from an error, from the check and after recording, with scripts: %s',
    async (scripts) => {
      const finance = await pages.browserOf('finance-officer', { scripts });
      const { page } = finance;
      const whom = scripts ? 'Back Ltd' : 'Backwards Ltd';
      const typed = async (name: string): Promise<string> => page.locator(`[name="${name}"]`).inputValue();
      await finance.open('/p/thurrock/projects/idva/record-expenditure');
      await finance.fill({ ...payment, payment: `Back ${String(scripts)}`, payee: '' });
      await finance.press('Continue');
      await finance.press('Money');
      await page.goBack();
      expect(await page.title()).toMatch(/^Error: Record a payment/);
      expect(await typed('purpose')).toBe('More leaflets');
      await page.reload();
      expect(await page.locator('#payee-error').count()).toBe(1);
      await page.goBack();
      expect([await page.locator('.govuk-error-summary').count(), await typed('netPence')]).toEqual([
        0,
        '12.50',
      ]);
      await finance.fill({ payee: whom });
      await finance.press('Continue');
      await page.goBack();
      expect([await finance.heading(), await typed('payee')]).toEqual(['Record a payment', whom]);
      await page.goForward();
      await finance.press('Record the payment');
      await page.waitForURL('**/idva');
      await page.goBack();
      expect(await finance.heading()).toBe('Check the payment before it is recorded');
      expect(await finance.text()).toContain(whom);
      await finance.press('Record the payment');
      expect(await finance.text()).toContain('The payment is recorded.');
      await finance.press('Claims and payments, one by one');
      expect((await finance.text()).split(whom)).toHaveLength(2);
    },
  );

  it('an administrator makes a token on a phone, and reads what a program can do with it', async () => {
    const administrator = await pages.browserOf('administrator', { phone: true });
    await administrator.open('/p/thurrock/tokens/make');
    await administrator.select({ actsAs: 'finance-officer/finance-officer' });
    await administrator.fill({ purpose: 'Nightly figures for the finance system' });
    await administrator.fillDay('endsOn', dayAhead());
    await administrator.press('Make the token');
    expect(await administrator.text()).toContain('It is shown here once');
    for (const operation of ['RecordExpenditure', 'getDocumentYearEndConfirmation'])
      await administrator.open(`/api/operations/${operation}`);
    await administrator.open('/p/thurrock/tokens');
    await administrator.press('Revoke');
    expect(await administrator.text()).toContain('Revoked');
  });

  it('a page that a browser brings back as it was left is not shown once somebody has signed out', async () => {
    const { page } = await pages.browserOf('finance-officer');
    const comesBack = async (): Promise<unknown> =>
      page.evaluate(`window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`);
    const [still] = await Promise.all([page.waitForResponse('**/session/stay'), comesBack()]);
    expect(still.status()).toBe(204);
    await page.locator('h1').waitFor({ state: 'visible' });
    const other = await page.context().newPage();
    await other.goto(page.url());
    const out = other.waitForResponse('**/sign-out');
    await other.locator('.app-header__sign-out button').click();
    // So that browsers without scripts keep none to be brought back.
    expect((await (await out).allHeaders())['clear-site-data']).toBe('"cache"');
    await comesBack();
    await page.waitForURL('**/look');
  });

  it('no page is refused anything by its content security policy, and no script fails', () => {
    expect(pages.troubles).toEqual([]);
  });
});
