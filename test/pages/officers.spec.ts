import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browsing } from './browsing.js';
import { ServedPages } from './served-pages.js';

const register = [
  'Project,Priority,Cost',
  'Bench at the station,ASB,£10',
  'Better lights,ASB and litter,£20',
  'Signs for the park,ASB,soon',
].join('\n');

/** Half of its award is still to be spent. */
const survey = '/p/thurrock/projects/street-drinking-assessment';

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
    auditor = await pages.browserOf('auditor', { phone: true });
  });
  afterAll(async () => pages.close());

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
  });

  it('a lead officer claims with the keyboard alone, and what has the focus shows it', async () => {
    await lead.open(survey);
    await lead.tabTo('.govuk-skip-link');
    await lead.tabTo(`a[href="${survey}/claim"]`);
    await lead.pressEnter();
    const typed = {
      payee: 'Survey Ltd',
      reference: 'S-31',
      netPence: '100',
      purpose: 'Forms',
      category: 'print',
    };
    for (const [name, text] of Object.entries(typed)) {
      await lead.tabTo(`[name="${name}"]`);
      await lead.page.keyboard.type(text);
    }
    await lead.tabTo('main button');
    await lead.pressEnter();
    expect(await lead.heading()).toBe('Check before it is recorded');
    await lead.tabTo('main button[value="send"]');
    await lead.pressEnter();
    expect(await lead.text()).toContain('The claim is sent to finance.');
  });

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
  });

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
  });

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
  });

  it('a lead officer hands it over with the keyboard alone, and another answers for it from then on', async () => {
    await lead.open(survey);
    await lead.tabTo(`a[href="${survey}/hand-over"]`);
    await lead.pressEnter();
    await lead.tabTo('main button');
    await lead.pressEnter();
    expect(await lead.page.title()).toMatch(/^Error: Hand the project over/);
    await lead.arrowTo('leadOfficer', 'lead-asb');
    await lead.tabTo('[name="reason"]');
    await lead.page.keyboard.type('I leave in May.');
    await lead.tabTo('main button');
    await lead.pressEnter();
    expect(await lead.text()).toContain('Lead officer, anti-social behaviour');
    await lead.tabTo('main button[value="send"]');
    await lead.pressEnter();
    expect(await lead.text()).toContain('The project is handed over.');
    await lead.open(`${survey}/claim`);
    expect(await lead.heading()).toBe('This project was handed over');
    const next = await pages.browserOf('lead-asb', { phone: true });
    expect(await next.text()).toContain('Street drinking needs assessment');
    await next.open(survey);
    await next.press('Monthly update');
    expect(await next.heading()).toBe('Monthly update');
    await auditor.open(survey);
    expect(await auditor.text()).toContain('Lead officer changed');
  });

  it('a support officer narrows the queue of evaluations, and takes along what is left of it', async () => {
    await support.press('Evaluations');
    const all = /(\d+) evaluations/.exec(await support.text())?.[1] ?? '';
    await support.choose('overdue');
    await support.press('Apply filters');
    expect(await support.text()).toContain(`3 of ${all} evaluations`);
    await support.page.locator('summary', { hasText: 'Lead officer' }).click();
    await support.page.getByLabel('Lead officer, anti-social behaviour').check();
    await support.press('Apply filters');
    expect(await support.text()).toContain(`1 of ${all} evaluations`);
    expect(await support.text()).toContain('Leaflet on an anti-social behaviour order');
    const [file] = await Promise.all([
      support.page.waitForEvent('download'),
      support.page.getByRole('link', { name: 'Export these evaluations as CSV' }).click(),
    ]);
    const rows = readFileSync(await file.path(), 'utf8')
      .trimEnd()
      .split('\n');
    expect(rows.filter((row) => row.startsWith('asbo-leaflet,'))).toHaveLength(1);
    expect(rows.filter((row) => row.startsWith('beer-mats-fire,'))).toEqual([]);
    await support.open('/p/thurrock/evaluations?state=late&state=%3Cb%3E&officer=nobody');
    expect(await support.text()).toContain('No evaluation fits these filters.');
    await support.press('Clear filters');
    expect(await support.text()).toContain(`${all} evaluations`);
  });

  it('is refused nothing by the content security policy', () => {
    expect(pages.troubles).toEqual([]);
  });
});
