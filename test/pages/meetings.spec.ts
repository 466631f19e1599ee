import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browsing } from './browsing.js';
import { ServedPages } from './served-pages.js';

const meeting = '/p/thurrock/meetings/tasking-2012-04-13';
const today = ['13', '4', '2012'] as const;
const fromStreetFund = 'from-street-fund-revenue';

const finance = { person: 'finance-officer', role: 'finance-officer' };
const administrator = { person: 'administrator', role: 'administrator' };
const standIn = 'Substitute <b>"stand-in & deputy"</b> for the probation member';
const lead = { person: 'lead-youth-services', role: 'lead-officer' };

/** A bid of the new year, for which the street fund pays. */
function bidOf(project: string, title: string, amountPence: number): object {
  const bid = {
    title,
    description: 'On Friday nights, with a youth worker.',
    priorities: ['asb'],
    leadOfficer: lead.person,
    leadAgency: 'thurrock-council',
    startsOn: '2012-05-01',
    finishesOn: '2012-08-31',
    costs: [{ year: '2012-13', fundingType: 'revenue', amountPence, heading: 'Coaches' }],
    expectedOutputs: [{ text: 'Friday nights', quantity: 30, measure: 'nights' }],
    riskOfNotDoing: 'Complaints keep rising.',
    challenges: 'Finding coaches.',
    partnerInput: 'Two volunteers a night.',
    beneficiaries: { place: 'Three estates', group: 'Young people' },
  };
  return { command: 'ProposeProject', actor: lead, project, bid };
}

/** What the example has not: money and bids of the new year, and a second support officer. */
const more = [
  {
    command: 'OpenFundingSource',
    actor: finance,
    source: 'street-fund',
    name: 'Street fund',
    provider: 'Council',
    year: '2012-13',
    mayCrossYear: false,
  },
  {
    command: 'ConfirmFunding',
    actor: finance,
    source: 'street-fund',
    entry: 'grant',
    fundingType: 'revenue',
    amountPence: 900_000,
    reference: 'B/1',
    reason: 'The budget.',
  },
  {
    command: 'RegisterPerson',
    actor: administrator,
    person: 'support-officer-2',
    name: 'Second support officer',
  },
  {
    command: 'GiveRole',
    actor: administrator,
    person: 'support-officer-2',
    role: 'support-officer',
  },
  bidOf('street-games', 'Summer street games', 300_000),
  bidOf('walk-home', 'Safe walk home', 400_000),
  bidOf('alley-lamps', 'Lamps for the alley', 400_000),
  bidOf('torches', 'Torches', 20_000),
].map((fields, index) => JSON.stringify({ id: `more-${index}`, partnership: 'thurrock', ...fields }));

/** An award from the street fund, as far as what it does. */
async function award(browsing: Browsing, item: string, pounds: string): Promise<void> {
  await browsing.open(`${meeting}/items/${item}/decide`);
  await browsing.choose('approve');
  await browsing.fill({ [fromStreetFund]: pounds, reasons: 'It keeps the park safe for a fair cost.' });
  await browsing.press('See what this does');
}

describe('In a browser, a meeting', () => {
  let pages: ServedPages;
  let support: Browsing;
  let chair: Browsing;
  /** Another support officer, whose form is older than the decision. */
  let stale: Browsing;

  /** What finance reads of the street fund: its figures in a line. */
  const streetFund = async (): Promise<string> => {
    await support.open('/p/thurrock/sources/street-fund');
    return support.text();
  };

  beforeAll(async () => {
    pages = await ServedPages.open(more.join('\n'));
    support = await pages.browserOf('support-officer');
    chair = await pages.browserOf('tasking-chair');
  });
  afterAll(async () => pages.close());

  it('follows an action that the chair took before it, with the effect shown before it is taken', async () => {
    await chair.open('/p/thurrock/projects/torches');
    await chair.press('Approve by chair’s action');
    await chair.fill({ [fromStreetFund]: '200', reasons: 'The nights are dark now.' });
    await chair.choose('member-fire', 'none');
    await chair.press('See what this does');
    expect(await chair.text()).toContain('This award £200.00');
    await chair.page.getByRole('button', { name: 'Take the action' }).dblclick();
    await chair.page.waitForURL('**/projects/torches');
    expect(await chair.text()).toContain('The next meeting is asked to ratify it.');
  });

  it('is called, with an agenda of what waits and what must come back', async () => {
    await support.open('/p/thurrock/meetings/call');
    await support.choose('tasking');
    await support.fillDay('heldOn', today);
    await support.press('Call the meeting');
    await support.press('Put on the agenda');
    expect(await support.text()).toContain('Comes by itself when the meeting is opened');
    await support.press('Put these on the agenda');
    expect(await support.page.title()).toMatch(/^Error: Put on the agenda/);
    for (const title of ['Summer street games', 'Safe walk home', 'Lamps for the alley', 'Arson bags'])
      await support.page.getByLabel(title, { exact: true }).check();
    await support.press('Put these on the agenda');
    await support.press('Put on the agenda');
    await support.press('A reserve to be held');
    await support.page.getByLabel('Street fund, 2012/13').check();
    await support.fill({ title: 'Reserve for a review' });
    await support.press('Continue');
    await support.press('Put the item on the agenda');
    expect(await support.text()).toContain('Reserve for a review');
  });

  it('is opened, with a substitute and someone without a vote, and an interest in one item', async () => {
    await support.press('Open the meeting');
    await support.choose(
      'tasking-chair',
      'tasking-deputy',
      'member-fire',
      'member-health',
      'substitute-probation',
    );
    await support.select({ guest: 'finance-officer' });
    await support.press('Record who is there');
    expect(await support.page.locator('[name="present"][value="finance-officer"]').isChecked()).toBe(true);
    await support.open(`${meeting}/items/street-games`);
    await support.select({ 'declares-tasking-deputy': 'none', 'declares-member-fire': 'interest' });
    await support.fill({ 'nature-member-fire': 'Runs the coaches' });
    await support.press('Record the interests');
    expect(await support.text()).toContain('4 people who can vote on this item are there');
    for (const item of ['walk-home', 'alley-lamps', 'ratify-2012-04-13-torches']) {
      await support.open(`${meeting}/items/${item}`);
      await support.select({ 'declares-tasking-deputy': 'none' });
      await support.press('Record the interests');
    }
  });

  it('decides by a vote with dissent, on two conditions; a double click records it once', async () => {
    stale = await pages.browserOf('support-officer-2', { scripts: false });
    await stale.open(`${meeting}/items/street-games/decide`);
    await stale.choose('refuse');
    await stale.fill({ reasons: 'Too dear.' });
    await award(support, 'street-games', '2,500');
    await support.press('Change these answers');
    await support.page.getByText('Conditions, if there are any').click();
    await support.fill({ condition1: 'A safe driver', condition2: 'A log of the nights' });
    await support.page.locator('[name="conditionWhen1"][value="before-payment"]').check();
    await support.page.getByLabel('Yes', { exact: true }).check();
    await support.page.getByText('The votes, and who dissents').click();
    for (const person of ['tasking-chair', 'tasking-deputy', 'member-health'])
      await support.page.locator(`[name="vote-${person}"][value="for"]`).check();
    await support.page.locator('[name="vote-substitute-probation"][value="against"]').check();
    await support.page.locator('[name="dissent"][value="substitute-probation"]').check();
    await support.press('See what this does');
    expect(await support.text()).toContain('Left £6,300.00');
    await support.page.getByRole('button', { name: 'Record the decision' }).dblclick();
    await support.page.waitForURL((url) => !url.pathname.endsWith('/decide'));
    await support.open(`${meeting}/items/street-games`);
    const text = await support.text();
    expect(text).toContain('A safe driver');
    expect(text).toContain('A log of the nights');
    expect(text).toContain(`Dissent ${standIn}`);
    expect(await streetFund()).toContain('£2,700.00');
  });

  it('shows the decision to who goes back to its form, and tells who sends another that it is not recorded', async () => {
    await support.open(`${meeting}/items/street-games/decide`);
    expect(support.page.url()).toMatch(/\/items\/street-games$/);
    await stale.press('See what this does');
    expect(await stale.text()).toContain('What you sent was not recorded.');
    await support.open(meeting);
    expect(await support.text()).toContain('This meeting has awarded £2,500.00');
  });

  it('holds the money when two people decide on the same source at the same moment', async () => {
    const other = await pages.browserOf('support-officer-2', { scripts: false });
    await award(support, 'walk-home', '4,000');
    await award(other, 'alley-lamps', '4,000');
    const [one, two] = [support, other];
    await Promise.all(
      [one, two].map(async ({ page }) => {
        await page.getByRole('button', { name: 'Record the decision' }).click();
        await page.waitForLoadState();
      }),
    );
    const titles = await Promise.all([one, two].map(async ({ page }) => page.title()));
    expect(titles.filter((title) => title.startsWith('Error: '))).toHaveLength(1);
    const refused = titles[0]?.startsWith('Error: ') === true ? one : two;
    expect(await refused.text()).toContain(
      'Street fund has £2,300.00 of revenue uncommitted, and this needs £4,000.00.',
    );
    expect(await refused.page.locator(`#${fromStreetFund}-error`).count()).toBe(1);
    expect(await refused.page.locator(`[name="${fromStreetFund}"]`).inputValue()).toBe('4,000');
    expect(await streetFund()).toContain('£6,700.00');
  });

  it('holds a reserve, ratifies the chair’s action, and says what becomes of a project', async () => {
    await support.open(meeting);
    await support.press('Reserve for a review');
    await support.press('Hold the reserve');
    await support.choose('revenue');
    await support.fill({
      amountPence: '1,000',
      purpose: 'A domestic homicide review',
      reasons: 'One may come.',
    });
    await support.press('See what this does');
    expect(await support.text()).toContain('This reserve £1,000.00');
    await support.page.getByRole('button', { name: 'Record the decision' }).dblclick();
    await support.page.waitForURL((url) => !url.pathname.endsWith('/decide'));
    await support.open(`${meeting}/items/ratify-2012-04-13-torches/decide`);
    await support.choose('ratified');
    await support.fill({ reasons: 'It could not wait.' });
    await support.press('See what this does');
    await support.press('Record the decision');
    expect(await support.text()).toContain('Torches: the chair’s action is ratified.');
    await support.press('What becomes of: Arson bags');
    await support.press('Mainstream the project');
    await support.fill({ agency: 'Fire and rescue', budget: 'Prevention', reasons: 'It works.' });
    await support.fillDay('from', ['1', '5', '2012']);
    await support.press('See what this does');
    await support.press('Record the decision');
    expect(await support.text()).toContain('Arson bags: it is recorded that it is mainstreamed.');
  });

  it('is asked about an award that a cut has uncovered, and mends it', async () => {
    const officer = await pages.browserOf('finance-officer');
    await officer.open('/p/thurrock/sources/street-fund/cut');
    await officer.choose('revenue');
    await officer.fill({ amountPence: '٣', reference: 'B/2', reason: 'Less for everyone.' });
    await officer.press('Continue');
    expect(await officer.page.title()).toMatch(/^Error: Record a cut/);
    await officer.fill({ amountPence: '2,000' });
    await officer.press('Continue');
    expect(await officer.text()).toContain(
      'This leaves £700.00 of revenue uncovered, newest decision first.',
    );
    await officer.page.getByRole('button', { name: 'Record the cut' }).dblclick();
    await officer.page.waitForURL('**/street-fund');
    const uncovered = /£700.00 of revenue awarded to (?<title>.+?) has been uncovered/;
    const title = uncovered.exec(await streetFund())?.groups?.['title'] ?? '';
    await support.open(`${meeting}/agenda`);
    await support.page.getByLabel(title, { exact: true }).check();
    await support.press('Put these on the agenda');
    await support.press(`Award that lacks money: ${title}`);
    await support.select({ 'declares-tasking-deputy': 'none' });
    await support.press('Record the interests');
    await support.press('Change the award');
    await support.fill({ [fromStreetFund]: '3,300', reasons: 'Fewer nights: the provider gives less.' });
    await support.press('See what this does');
    expect(await support.text()).toContain('Given back £700.00');
    await support.page.getByRole('button', { name: 'Record the decision' }).dblclick();
    await support.page.waitForURL((url) => !url.pathname.includes('/decide'));
    expect(await streetFund()).not.toContain('has been uncovered');
  });

  it('writes its own minutes, approves those of the one before, and offers its papers as files', async () => {
    await support.open(meeting);
    await support.press('Approve as a true record');
    expect(await support.text()).not.toContain('Minutes of 12 April 2011');
    await support.press('Minutes');
    const text = await support.text();
    expect(text).toContain('is not closed: these are its minutes so far.');
    expect(text).toContain('Runs the coaches');
    expect(text).toContain(`Dissent: ${standIn}.`);
    const [file] = await Promise.all([
      support.page.waitForEvent('download'),
      support.page.getByRole('link', { name: 'PDF' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^minutes_thurrock_tasking-2012-04-13_as-at-[\d-]+\.pdf$/u);
    await support.open(meeting);
    for (const paper of ['Agenda pack', 'Action log']) {
      await support.press(paper);
      await support.open(meeting);
    }
    await support.press('Close the meeting');
    expect(await support.text()).toContain('For the next meeting to approve');
  });

  it('is read from afar on a projector, and runs out of its width nowhere', async () => {
    await support.page.setViewportSize({ width: 1920, height: 1080 });
    for (const path of [`${meeting}/items/street-games`, '/p/thurrock/documents', meeting])
      await support.open(path);
    const size = 'parseFloat(getComputedStyle(document.querySelector(".app-agenda a")).fontSize)';
    expect(await support.page.evaluate(size)).toBeGreaterThan(24);
  });

  it('is refused nothing by the content security policy', () => {
    expect(pages.troubles).toEqual([]);
  });
});
