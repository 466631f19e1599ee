import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '#eventing/clock';
import { financialYearOf, yearInWords } from '#kernel/financial-year';
import { addDays, formatDate, londonDateOf } from '#kernel/local-date';
import type { Browsing } from './browsing.js';
import { ServedPages } from './served-pages.js';

const phrase = 'otter lamp quiet seven';
const partnership = '/p/riverside-community-safety-partnership';
const tasking = 'tasking-and-co-ordinating-group';
const theme = 'anti-social-behaviour';

/** Nothing is set back here: the partnership is real, and founded on the day on which this is run. */
const today = londonDateOf(systemClock());

/** A day as its three inputs take it. */
function inputsOf(day: string): readonly [string, string, string] {
  const [year = '', month = '', date = ''] = day.split('-');
  return [date, month, year];
}

/** Everyone but who founds it, each with the role in which they are entered. */
const people = [
  ['B. Lead', 'lead-officer', '', 'riverside-council'],
  ['C. Finance', 'finance-officer', '', 'riverside-council'],
  ['D. Chair', 'chair', tasking, 'riverside-council'],
  ['E. Deputy', 'deputy-chair', tasking, 'police'],
  ['F. Member', 'member', tasking, 'fire-and-rescue'],
  ['G. Theme', 'thematic-chair', theme, 'police'],
] as const;

/** One entire life across the roles: from an empty data folder to a project that an agency has taken over. */
describe.each([
  ['without JavaScript', false],
  ['with JavaScript', true],
])('The whole life of a project, from the founding of its partnership, in browsers %s', (_, scripts) => {
  let pages: ServedPages;
  /** Who founds the partnership, and keeps its register: two of their roles. */
  let founder: Browsing;
  let lead: Browsing;
  let finance: Browsing;
  let chair: Browsing;
  let project = '';

  /** Someone sets up the account to which they are invited, in a browser of their own or on a phone. */
  const come = async (name: string, address: string, phone = false): Promise<Browsing> => {
    await founder.open(`${partnership}/people`);
    await founder.page.getByRole('button', { name: `for ${name}` }).click();
    const link = /\/set-up-account\/[\w-]+/.exec(await founder.text())?.[0] ?? '';
    const browsing = await pages.browserAt(link, { scripts, phone });
    await browsing.fill({ address, password: phrase });
    await browsing.press('Set up the account');
    return browsing;
  };

  beforeAll(async () => {
    pages = await ServedPages.openEmpty();
    founder = await pages.browserAt(pages.links[0] ?? '', { scripts });
  });
  afterAll(async () => pages.close());

  it('begins with a partnership that is founded and set up: agencies, groups, priorities, people', async () => {
    await founder.fill({ name: 'Riverside Community Safety Partnership', founder: 'A. Founder' });
    await founder.choose('support-officer');
    await founder.fill({ address: 'founder@example.org', password: phrase });
    await founder.press('Found the partnership');
    await founder.press('Agencies');
    await founder.fill({ names: 'Riverside Council\nPolice\nFire and Rescue' });
    await founder.press('Admit the agencies');
    await founder.fill({ thematic: 'Anti-social behaviour' });
    await founder.press('Form the groups');
    await founder.fill({ names: 'Safer parks' });
    await founder.press('Adopt the priorities');
    for (const [name, role, group, agency] of people) {
      await founder.open(`${partnership}/people/add`);
      await founder.fill({ name });
      await founder.select({ role, group, agency });
      await founder.press('Enter the person');
    }
    lead = await come('B. Lead', 'lead@example.org', true);
    finance = await come('C. Finance', 'finance@example.org');
    chair = await come('G. Theme', 'theme@example.org', true);
    expect(await chair.heading()).toBe('What needs me now?');
  });

  it('has money, which finance enters and confirms', async () => {
    await finance.open(`${partnership}/open-source`);
    await finance.fill({ name: 'Street fund', source: 'street-fund', provider: 'Riverside Council' });
    await finance.choose(financialYearOf(today), 'no');
    await finance.press('Continue');
    await finance.press('Open the source');
    await finance.press('Confirm money');
    await finance.choose('revenue');
    await finance.fill({ amountPence: '2,000', reference: 'B/1', reason: 'The budget.' });
    await finance.press('Continue');
    await finance.press('Confirm this money');
    expect(await finance.text()).toContain('£2,000.00');
  });

  it('goes on with a bid that its lead officer fills in part by part', async () => {
    await lead.press('Make a bid');
    await lead.fill({ title: 'Summer street games' });
    await lead.press('Begin');
    await lead.press('What it serves, and who leads it');
    await lead.page.locator('main input[type="checkbox"]').first().check();
    await lead.select({ leadAgency: 'riverside-council', thematicGroup: theme });
    await lead.press('Save');
    await lead.press('What it costs');
    await lead.fill({ heading0: 'Coaches', amountPence0: '600' });
    await lead.press('Save');
    await lead.press('When it starts and finishes');
    await lead.fillDay('finishesOn', inputsOf(today));
    await lead.press('Save');
    await lead.press('Check and put forward');
    await lead.press('Put the bid forward');
    expect(await lead.text()).toContain('Your bid has been put forward to the tasking group.');
    project = new URL(lead.page.url()).pathname;
  });

  it('is decided in a meeting, in part, and within the money that is there', async () => {
    await founder.open(`${partnership}/meetings/call`);
    await founder.choose(tasking);
    await founder.fillDay('heldOn', inputsOf(today));
    await founder.press('Call the meeting');
    await founder.press('Put on the agenda');
    await founder.page.getByLabel('Summer street games').check();
    await founder.press('Put these on the agenda');
    await founder.press('Open the meeting');
    for (const there of ['D. Chair', 'E. Deputy', 'F. Member']) await founder.page.getByLabel(there).check();
    await founder.press('Record who is there');
    const toItem = await founder.pagesFor(async () => founder.press('Summer street games'));
    await founder.page.getByLabel('Interest of D. Chair').selectOption('none');
    await founder.press('Record the interests');
    const toDecision = await founder.pagesFor(async () => {
      await founder.press('Decide');
      await founder.choose('approve');
      const pays = `Street fund, ${yearInWords(financialYearOf(today))}, revenue`;
      await founder.page.getByLabel(pays, { exact: true }).fill('500');
      await founder.fill({ reasons: 'It keeps the park safe for a fair cost.' });
      await founder.press('See what this does');
    });
    // The page of the meeting is the first of them.
    expect(1 + toItem + toDecision).toBeLessThanOrEqual(4);
    expect(await founder.text()).toContain('Approve £500.00, in part: the bid is for £600.00');
    await founder.press('Record the decision');
    expect(await founder.text()).toContain('This meeting has awarded £500.00 so far.');
  });

  it('is accepted, started, reported on, paid for and finished', async () => {
    await lead.open(partnership);
    await lead.press('Summer street games');
    expect(await lead.text()).toContain('awarded £500.00, which is less than the £600.00');
    await lead.choose('accept');
    await lead.press('Send your answer');
    await lead.press('Say that it has started');
    await lead.press('Record the start');
    await lead.press('Send a monthly update');
    await lead.choose('green');
    await lead.fill({ progress: 'Games on the first evening.' });
    await lead.press('Hand in the update');
    await finance.open(`${project}/record-expenditure`);
    await finance.fill({ payee: 'Play Ltd', reference: 'PL-9', payment: 'BACS 9', netPence: '500' });
    await finance.fill({ purpose: 'Coaches for the summer', category: 'staff' });
    await finance.fillDay('paidOn', inputsOf(today));
    await finance.press('Continue');
    await finance.press('Record the payment');
    expect(await finance.text()).toContain('The payment is recorded.');
    await lead.open(project);
    await lead.press('Say that it has finished');
    await lead.choose('completed');
    await lead.press('Record the finish');
    expect(await lead.text()).toContain('The finish is recorded.');
  });

  it('is evaluated, which the chair of its thematic group accepts, with what is recommended', async () => {
    await lead.press('Hand in the evaluation');
    await lead.press('What was done, and what was learned');
    await lead.fill({ done: 'Games on twelve evenings.', lessons: 'Begin in May.' });
    await lead.press('Save');
    await lead.press('Hand in the evaluation');
    expect(await lead.text()).toContain('The evaluation is handed in.');
    await chair.open(partnership);
    await chair.press('Summer street games');
    await chair.press('Accept the evaluation');
    await chair.choose('mainstream');
    await chair.press('Continue');
    await chair.press('Accept the evaluation');
    expect(await chair.text()).toContain('The evaluation is accepted.');
  });

  it('ends as it is agreed in the meeting: an agency takes it into its own budget', async () => {
    await founder.open(`${partnership}/meetings`);
    await founder.press(formatDate(today));
    await founder.press('Put on the agenda');
    await founder.page.getByLabel('Summer street games').check();
    await founder.press('Put these on the agenda');
    await founder.press('What becomes of: Summer street games');
    await founder.press('Mainstream the project');
    await founder.fill({ agency: 'Riverside Council', budget: 'Parks', reasons: 'It works.' });
    await founder.fillDay('from', inputsOf(addDays(today, 30)));
    await founder.press('See what this does');
    await founder.press('Record the decision');
    expect(await founder.text()).toContain('Summer street games: it is recorded that it is mainstreamed.');
    await founder.press('Close the meeting');
  });

  it('stands whole on its page, from the first to the last', async () => {
    await lead.open(project);
    const text = await lead.text();
    expect(text).toContain('Mainstreamed');
    for (const happened of [
      'Bid drafted',
      'Project funded',
      'Award accepted',
      'Performance update submitted',
      'Expenditure recorded',
      'Evaluation submitted',
      'Project evaluated',
      'Project mainstreamed',
    ])
      expect(text).toContain(happened);
    expect(pages.troubles).toEqual([]);
  });
});
