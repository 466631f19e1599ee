import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ServedPages } from './served-pages.js';
import type { Browsing } from './served-pages.js';

const today = ['13', '4', '2012'] as const;

/** The example ends in a new financial year, for which it has no money yet. */
const grant = { entry: 'grant', fundingType: 'revenue', amountPence: 200_000, reference: 'B/1' };
const newMoney = [
  {
    command: 'OpenFundingSource',
    name: 'Street fund',
    provider: 'Council',
    year: '2012-13',
    mayCrossYear: false,
  },
  { command: 'ConfirmFunding', ...grant, reason: 'The budget.' },
].map((fields, index) => {
  const actor = { person: 'finance-officer', role: 'finance-officer' };
  const around = { id: `new-money-${index}`, partnership: 'thurrock', actor, source: 'street-fund' };
  return JSON.stringify({ ...around, ...fields });
});

/** One entire life of a project, across the people who have a part in it. */
describe('The whole life of a project, in browsers without JavaScript', () => {
  let pages: ServedPages;
  let lead: Browsing;
  let support: Browsing;
  let finance: Browsing;
  let project = '';

  beforeAll(async () => {
    pages = await ServedPages.open(newMoney.join('\n'));
    lead = await pages.browserOf('lead-youth-services', { scripts: false });
    support = await pages.browserOf('support-officer', { scripts: false });
    finance = await pages.browserOf('finance-officer', { scripts: false });
  }, 120_000);
  afterAll(async () => pages.close(), 60_000);

  it('begins with a bid that its lead officer fills in part by part', async () => {
    await lead.press('Make a bid');
    await lead.fill({ title: 'Summer street games' });
    await lead.press('Begin');
    await lead.press('What it serves, and who leads it');
    await lead.page.locator('main input[type="checkbox"]').first().check();
    await lead.select({ leadAgency: 'thurrock-council' });
    await lead.press('Save');
    await lead.press('What it costs');
    await lead.fill({ heading0: 'Coaches', amountPence0: '600' });
    await lead.press('Save');
    await lead.press('When it starts and finishes');
    await lead.fillDay('finishesOn', ['31', '8', '2012']);
    await lead.press('Save');
    await lead.press('Check and put forward');
    await lead.press('Put the bid forward');
    expect(await lead.text()).toContain('Your bid has been put forward to the tasking group.');
    project = new URL(lead.page.url()).pathname;
  }, 60_000);

  it('is decided in a meeting, in part, and within the money that is there', async () => {
    await support.open('/p/thurrock/meetings/call');
    await support.choose('tasking');
    await support.fillDay('heldOn', today);
    await support.press('Call the meeting');
    await support.press('Put on the agenda');
    await support.page.getByLabel('Summer street games').check();
    await support.press('Put these on the agenda');
    await support.press('Open the meeting');
    await support.choose('tasking-chair', 'tasking-deputy', 'member-fire', 'member-health');
    await support.press('Record who is there');
    const toItem = await support.pagesFor(async () => support.press('Summer street games'));
    await support.select({ 'declares-tasking-deputy': 'none' });
    await support.press('Record the interests');
    const toDecision = await support.pagesFor(async () => {
      await support.press('Decide');
      await support.choose('approve');
      await support.page.getByLabel('Street fund, 2012-13, revenue', { exact: true }).fill('500');
      await support.fill({ reasons: 'It keeps the park safe for a fair cost.' });
      await support.press('See what this does');
    });
    // The page of the meeting is the first of them.
    expect(1 + toItem + toDecision).toBeLessThanOrEqual(4);
    expect(await support.text()).toContain('Approve £500.00, in part: the bid is for £600.00');
    await support.press('Record the decision');
    expect(await support.text()).toContain('This meeting has awarded £500.00 so far.');
  }, 60_000);

  it('is accepted, started, paid for and finished', async () => {
    await lead.open('/p/thurrock');
    await lead.press('Summer street games');
    expect(await lead.text()).toContain('awarded £500.00, which is less than the £600.00');
    await lead.choose('accept');
    await lead.press('Send your answer');
    await lead.press('Say that it has started');
    await lead.press('It has started');
    await finance.open(`${project}/record-expenditure`);
    await finance.fill({ payee: 'Play Ltd', reference: 'PL-9', payment: 'BACS 9', netPence: '500' });
    await finance.fill({ purpose: 'Coaches for the summer', category: 'staff' });
    await finance.fillDay('paidOn', today);
    await finance.press('Continue');
    await finance.press('Record the payment');
    expect(await finance.text()).toContain('The payment is recorded.');
    await lead.open(project);
    await lead.press('Say that it has finished');
    await lead.choose('completed');
    await lead.press('Record the finish');
    expect(await lead.text()).toContain('The finish is recorded.');
  }, 60_000);

  it('is evaluated, and everything that happened stands on its page', async () => {
    await lead.press('Hand in the evaluation');
    await lead.fill({ done: 'Games on twelve evenings.', lessons: 'Begin in May.' });
    await lead.press('Hand in the evaluation');
    const text = await lead.text();
    expect(text).toContain('The evaluation is handed in.');
    for (const happened of [
      'Bid drafted',
      'Project funded',
      'Award accepted',
      'Expenditure recorded',
      'Evaluation submitted',
    ])
      expect(text).toContain(happened);
  }, 60_000);
});
