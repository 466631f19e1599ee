import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browsing } from './browsing.js';
import { ServedPages } from './served-pages.js';

const site = '/p/thurrock';
const answers = {
  done: 'Evenings were held as planned.',
  outputs: [{ text: 'Evenings', expected: 20, delivered: 22 }],
  outcomes: 'Fewer complaints.',
  evidence: 'The police log.',
  economy: 'Rooms were lent.',
  efficiency: 'Two workers an evening.',
  effectiveness: 'It met its aim.',
  costComment: 'All of it was spent.',
  lessons: 'Begin earlier.',
  next: { recommend: 'continue', why: 'It works.' },
};

/** What three lead officers of the group say at last, and one tells of a bad month. */
const said = [
  ['lead-drug-alcohol', 'SubmitEvaluation', { project: 'alcohol-worker', answers }],
  ['lead-drug-alcohol', 'SubmitEvaluation', { project: 'young-people-daat', answers }],
  ['lead-asb', 'SubmitEvaluation', { project: 'asbo-leaflet', answers }],
  ['lead-youth-offending', 'SubmitEvaluation', { project: 'stay-safe-evenings', answers }],
  [
    'lead-community-protection',
    'SubmitPerformanceUpdate',
    {
      project: 'street-drinking-assessment',
      month: '2012-03',
      rag: 'red',
      progress: 'Nobody could be hired.',
    },
  ],
].map(([person, command, fields], index) => {
  const actor = { person, role: 'lead-officer' };
  return JSON.stringify({
    id: `said-${index}`,
    partnership: 'thurrock',
    actor,
    command,
    ...(fields as object),
  });
});

let pages: ServedPages;

beforeAll(async () => {
  pages = await ServedPages.open(said.join('\n'));
});
afterAll(async () => pages.close());

describe('In a browser on a phone, the chair of a thematic group', () => {
  let chair: Browsing;

  beforeAll(async () => {
    chair = await pages.browserOf('chair-anti-social-behaviour', { phone: true });
  });

  it('is shown first what was handed in, and which projects are in trouble', async () => {
    await chair.open(site);
    const text = await chair.text();
    expect(text).toContain('Evaluations to accept or return');
    expect(text).toContain('Projects that report red or amber');
    expect(text).toMatch(/Street drinking needs assessment\s*Red/u);
  });

  it('reads the monthly updates of the group by their rating, and opens the project behind one', async () => {
    await chair.press('Evaluations');
    await chair.press('Monthly updates');
    expect(await chair.page.locator('select[name="group"]').inputValue()).toBe('anti-social-behaviour');
    await chair.select({ rag: 'red' });
    await chair.press('Show');
    expect(await chair.text()).toContain('Nobody could be hired.');
    await chair.page.locator('main a[href$="/projects/street-drinking-assessment"]').first().click();
    await chair.page.waitForLoadState();
    expect(await chair.text()).toContain('March 2012, red');
  });

  it('returns an evaluation with reasons and a new date, after one that is past', async () => {
    await chair.open(`${site}/evaluations/young-people-daat`);
    expect(await chair.text()).toContain('What the bid promised');
    await chair.press('Return the evaluation');
    await chair.fill({ reasons: 'Say how many young people came.' });
    await chair.fillDay('newDueOn', ['1', '4', '2012']);
    await chair.press('Continue');
    await chair.press('Return the evaluation');
    expect(await chair.page.title()).toMatch(/^Error: Return the evaluation/u);
    expect(await chair.text()).toContain('The new date has to be after it.');
    await chair.fillDay('newDueOn', ['4', '5', '2012']);
    await chair.press('Continue');
    await chair.press('Return the evaluation');
    expect(await chair.text()).toContain('The evaluation is returned.');
    expect(await chair.text()).toContain('4 May 2012');
  });

  it.each([
    ['mainstream', 'alcohol-worker'],
    ['continue', 'stay-safe-evenings'],
    ['discontinue', 'asbo-leaflet'],
  ])('accepts an evaluation, and recommends: %s', async (recommend, project) => {
    await chair.open(`${site}/evaluations/${project}`);
    await chair.press('Accept the evaluation');
    await chair.choose(recommend);
    await chair.press('Continue');
    await chair.press('Accept the evaluation');
    expect(await chair.text()).toContain('The evaluation is accepted.');
    expect((await chair.text()).toLowerCase()).toContain(`recommended by the chair${recommend}`);
    expect(await chair.page.getByRole('button', { name: 'Accept the evaluation' }).count()).toBe(0);
  });

  it('agrees that one is too early, and lets another go, with the reason kept', async () => {
    await chair.open(`${site}/evaluations/partnership-support`);
    await chair.press('Put the evaluation off');
    await chair.fillDay('revisitOn', ['1', '9', '2012']);
    await chair.fill({ reasons: 'The post began late.' });
    await chair.press('Continue');
    await chair.press('Put the evaluation off');
    expect(await chair.text()).toContain('The evaluation is put off.');
    await chair.open(`${site}/evaluations/stay-safe-learning-disability`);
    await chair.press('Waive the evaluation');
    await chair.fill({ reason: 'The provider has closed.' });
    await chair.press('Continue');
    await chair.press('Waive the evaluation');
    expect(await chair.text()).toContain('The provider has closed.');
  });

  it('has nothing left to accept or return', async () => {
    await chair.open(site);
    expect(await chair.text()).not.toContain('Evaluations to accept or return');
  });
});

describe('In a browser, an administrator', () => {
  let administrator: Browsing;

  beforeAll(async () => {
    administrator = await pages.browserOf('administrator');
  });

  it('enters a person with a role in a group, gives another, and ends it', async () => {
    await administrator.press('Administration');
    await administrator.press('Enter a person');
    await administrator.fill({ name: 'N. Newcomer' });
    await administrator.select({ role: 'member', group: 'tasking', agency: 'thurrock-council' });
    await administrator.press('Enter the person');
    await administrator.press('Administration');
    await administrator.press('N. Newcomer');
    await administrator.press('Give another role');
    await administrator.select({ role: 'lead-officer', agency: 'thurrock-council' });
    await administrator.press('Continue');
    await administrator.press('Give this role');
    expect(await administrator.text()).toContain('The role is given.');
    await administrator.page.locator('a[href$="/end-role/lead-officer"]').click();
    await administrator.page.waitForLoadState();
    await administrator.fill({ reason: 'A mistake.' });
    await administrator.press('Continue');
    await administrator.press('End this role');
    expect(await administrator.text()).toContain('The role is ended.');
  });

  it('enters a substitute for them in the group, and ends it', async () => {
    await administrator.press('Administration');
    await administrator.press('Tasking and co-ordinating group');
    expect(await administrator.text()).toContain('N. Newcomer');
    await administrator.press('Enter someone new as a substitute');
    await administrator.press('Continue');
    expect(await administrator.page.title()).toMatch(/^Error: Enter a substitute/u);
    await administrator.fill({ name: 'S. Stand-in' });
    await administrator.page.getByLabel('For which member?').selectOption({ label: 'N. Newcomer' });
    await administrator.select({ agency: 'thurrock-council' });
    await administrator.press('Continue');
    await administrator.press('Enter the substitute');
    expect(await administrator.text()).toContain('The substitute is entered.');
    await administrator.page.locator('a[href*="/end-substitute/person-"]').click();
    await administrator.page.waitForLoadState();
    await administrator.press('Continue');
    await administrator.press('End the substitution');
    expect(await administrator.text()).toContain('They are no substitute for this member any more.');
  });

  it('adopts limits, a quorum, a ladder and the wording of a form, and reads what changes from when', async () => {
    await administrator.press('Administration');
    await administrator.press('Set up');
    await administrator.press('Policy: limits, quorum, reminders');
    await administrator.press('Change Money');
    await administrator.fill({ chairsActionLimitPence: '2,000' });
    await administrator.fillDay('from', ['1', '5', '2012']);
    await administrator.press('Adopt these limits');
    expect(await administrator.text()).toContain('Between meetings the chair can approve up to £2,000.00');
    await administrator.press('Change Quorum');
    await administrator.fill({ numerator: '1', denominator: '2' });
    await administrator.press('Continue');
    await administrator.press('Adopt this quorum');
    await administrator.press('Change Reminders: conditions');
    await administrator.fill({ 'rung0-days': '10' });
    await administrator.press('Continue');
    await administrator.press('Adopt these reminders');
    await administrator.press('Change the short evaluation form');
    await administrator.fill({ 'question0-heading': 'What you did' });
    await administrator.press('Continue');
    await administrator.press('Adopt this form');
    const text = await administrator.text();
    expect(text).toContain('From 1 May 2012');
    expect(text).toContain('An item can be decided while half of the voting members are there for it');
    expect(text).toContain('The short form: version 2.');
  });

  it('reads the messages that went, and who has switched off can sign in no more', async () => {
    await administrator.press('Administration');
    await administrator.press('Messages');
    expect(await administrator.heading()).toBe('Messages');
    await administrator.press('Administration');
    await administrator.press('N. Newcomer');
    await administrator.press('Switch this person off');
    await administrator.fill({ reason: 'Away.' });
    await administrator.press('Continue');
    await administrator.press('Switch this person off');
    expect(await administrator.text()).toContain('They are switched off, and signed out.');
    await administrator.press('Forget this person');
    await administrator.fill({ reason: 'They asked.' });
    await administrator.press('Continue');
    await administrator.press('Forget this person for good');
    expect(await administrator.text()).not.toContain('N. Newcomer');
  });

  it('is refused nothing by the content security policy', () => {
    expect(pages.troubles).toEqual([]);
  });
});
