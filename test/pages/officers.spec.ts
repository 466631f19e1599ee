import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ServedPages } from './served-pages.js';
import type { Browsing } from './served-pages.js';

const register = [
  'Project,Priority,Cost',
  'Bench at the station,ASB,£10',
  'Better lights,ASB and litter,£20',
  'Signs for the park,ASB,soon',
].join('\n');

/** Half of its award is still to be spent. */
const survey = '/p/thurrock/projects/street-drinking-assessment';

/** In the browser: what changes over time by itself, or when something is done to it. */
const whatMoves = `[...document.querySelectorAll('*')].flatMap((element) => {
  const { transitionDuration, animationName } = getComputedStyle(element);
  const lasts = transitionDuration.split(',').some((one) => parseFloat(one) > 0.001);
  return lasts || animationName !== 'none' ? [element.outerHTML.slice(0, 80)] : [];
})`;

describe('In a browser, those who keep, spend and audit', () => {
  let pages: ServedPages;
  let support: Browsing;
  let lead: Browsing;
  let finance: Browsing;
  let auditor: Browsing;

  /** Forms that would change something. Whether everyone can use a page is asked where others come to it. */
  const formsAt = async (path: string): Promise<number> => {
    await auditor.page.goto(new URL(path, pages.address).href);
    return auditor.page.locator('main form[method="post"]').count();
  };

  beforeAll(async () => {
    pages = await ServedPages.open();
    support = await pages.browserOf('support-officer');
    lead = await pages.browserOf('lead-community-protection');
    finance = await pages.browserOf('finance-officer');
    auditor = await pages.browserOf('auditor');
  }, 120_000);
  afterAll(async () => pages.close(), 60_000);

  it('a support officer brings a register in, after seeing every row of it', async () => {
    await support.press('Projects');
    await support.press('Import a register from a spreadsheet');
    await support.press('See what it makes');
    expect(await support.page.title()).toMatch(/^Error: Import a register/);
    await support.chooseFile('register', { called: 'register.csv', content: register });
    await support.select({ source: 'community-safety-2011-12', leadAgency: 'thurrock-council' });
    await support.select({ leadOfficer: 'lead-community-protection' });
    await support.fillDay('decidedOn', ['1', '2', '2011']);
    await support.fill({ reference: 'Minutes of February 2011' });
    await support.press('See what it makes');
    expect(await support.text()).toContain('1 row can be entered, and 2 rows cannot.');
    expect(await support.text()).toContain('3 Priority "litter" is none');
    await support.press('Enter 1 row');
    expect(await support.text()).toContain('Some rows cannot be entered.');
    await support.choose('yes');
    await support.press('Enter 1 row');
    expect(await support.text()).toContain('1 row entered. 2 rows left out.');
    expect(await support.text()).toContain('Bench at the station');
  }, 60_000);

  it('a lead officer claims with the keyboard alone, and what has the focus shows it', async () => {
    const { keyboard } = lead.page;
    const enter = async (): Promise<void> => {
      await Promise.all([lead.page.waitForEvent('load'), keyboard.press('Enter')]);
    };
    await lead.open(survey);
    await lead.tabTo('.govuk-skip-link');
    await lead.tabTo(`a[href="${survey}/claim"]`);
    await enter();
    const typed = {
      payee: 'Survey Ltd',
      reference: 'S-31',
      netPence: '100',
      purpose: 'Forms',
      category: 'print',
    };
    for (const [name, text] of Object.entries(typed)) {
      await lead.tabTo(`[name="${name}"]`);
      await keyboard.type(text);
    }
    await lead.tabTo('main button');
    await enter();
    expect(await lead.heading()).toBe('Check before it is recorded');
    await lead.tabTo('main button[value="send"]');
    await enter();
    expect(await lead.text()).toContain('The claim is sent to finance.');
  }, 60_000);

  it('a payment is recorded within three pages, and once by a double click', async () => {
    await finance.open('/p/thurrock');
    const opened = await finance.pagesFor(async () => {
      await finance.press('Street drinking needs assessment');
      await finance.page.getByRole('link', { name: /^Pay/ }).click();
      await finance.fill({ payment: 'BACS 31' });
      await finance.fillDay('paidOn', ['13', '4', '2012']);
      await finance.press('Continue');
    });
    expect(opened).toBeLessThanOrEqual(3);
    await finance.page.getByRole('button', { name: 'Record the payment' }).dblclick();
    await finance.page.waitForURL('**/money');
    await finance.open(`${survey}/spending`);
    // Once among the payments, and once as what settled the claim.
    expect((await finance.text()).split('bacs-31')).toHaveLength(3);
  }, 60_000);

  it('one project is shown to an auditor within two pages, and each pound by the event behind it', async () => {
    const opened = await auditor.pagesFor(async () => {
      await auditor.press('Projects');
      await auditor.press('Street drinking needs assessment');
    });
    expect(opened).toBeLessThanOrEqual(2);
    const story = await auditor.text();
    for (const happened of ['Project funded', 'Expenditure claimed', 'Expenditure recorded'])
      expect(story).toContain(happened);
    await auditor.press('Claims and payments, one by one');
    expect(await auditor.text()).toContain('Survey Ltd');
    await auditor.page
      .getByRole('link', { name: /^Event/ })
      .last()
      .click();
    expect(await auditor.text()).toContain('"type":"ExpenditureRecorded"');
  }, 60_000);

  it('an auditor reads all of it, and finds nothing that would change anything', async () => {
    for (const path of [
      '/p/thurrock',
      '/p/thurrock/projects',
      survey,
      `${survey}/spending`,
      '/p/thurrock/meetings',
      '/p/thurrock/meetings/april',
      '/p/thurrock/meetings/april/items/idva',
      '/p/thurrock/budget',
      '/p/thurrock/sources',
      '/p/thurrock/sources/community-safety-2011-12',
      '/p/thurrock/spending',
      '/p/thurrock/evaluations',
      '/p/thurrock/updates',
      '/p/thurrock/charts',
      '/p/thurrock/search?words=alcohol',
      '/p/thurrock/events',
    ])
      expect({ path, forms: await formsAt(path) }).toEqual({ path, forms: 0 });
    for (const path of ['/p/thurrock/meetings/april', '/p/thurrock/meetings/april/items/idva'])
      await auditor.open(path);
    for (const path of [
      `${survey}/claim`,
      `${survey}/extend`,
      `${survey}/record-expenditure`,
      `${survey}/money`,
    ]) {
      await auditor.open(path);
      expect(await auditor.heading()).toBe('You cannot open this page');
    }
  }, 90_000);

  it('at 400 % of 1280 pixels, and on the narrowest phone, no page runs out of its width', async () => {
    await support.page.setViewportSize({ width: 320, height: 256 });
    for (const path of [
      '/p/thurrock',
      '/p/thurrock/projects',
      survey,
      `${survey}/spending`,
      `${survey}/hand-over`,
      `${survey}/extend`,
      '/p/thurrock/import-register',
      '/p/thurrock/budget',
      '/p/thurrock/meetings',
    ]) {
      await support.open(path);
      const width = await support.page.evaluate('document.documentElement.scrollWidth');
      expect({ path, width }).toEqual({ path, width: 320 });
    }
  }, 60_000);

  it('nothing moves for those who asked for less motion', async () => {
    await auditor.page.emulateMedia({ reducedMotion: 'reduce' });
    for (const path of ['/p/thurrock', survey, '/p/thurrock/projects', '/p/thurrock/budget']) {
      await auditor.open(path);
      const moving = await auditor.page.evaluate(whatMoves);
      expect({ path, moving }).toEqual({ path, moving: [] });
    }
  }, 60_000);

  it('is refused nothing by the content security policy', () => {
    expect(pages.troubles).toEqual([]);
  });
});
