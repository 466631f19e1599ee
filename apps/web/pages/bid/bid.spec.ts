import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectStream } from '#kernel/ids';
import { decisionAt, openMeetingOn, propose, support } from '#testing/desk-story';
import { project as projectDecider } from '#funding/project/project';
import { fillIn } from '../../testing/filling-in.js';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Shown, Visitor } from '../../testing/visitor.js';

const dates = {
  'startsOn-day': '1',
  'startsOn-month': '6',
  'startsOn-year': '2011',
  'finishesOn-day': '31',
  'finishesOn-month': '12',
  'finishesOn-year': '2011',
};

describe('Making a bid', () => {
  let pages: PagesUnderTest;
  let lead: Visitor;
  let bid: Shown;

  const save = async (task: string, fields: Record<string, string | readonly string[]>): Promise<Shown> =>
    lead.send(await lead.open(`${bid.at}/${task}`), fields);

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    await pages.upToDate();
    lead = await pages.as('lead-1');
    const form = await lead.open('/p/riverside/bids/new');
    bid = await lead.send(form, { title: 'Night bus' });
  });
  afterAll(async () => pages.close());

  it('begins with a title, and then is a list of parts to be filled in', () => {
    expect(bid.at).toMatch(/^\/p\/riverside\/bids\/night-bus-[0-9a-f]{4}$/);
    expect(bid.heading).toBe('Night bus');
    expect(bid.text).toContain('What it costs Not yet begun');
    expect(bid.text).toContain('A bid of this size needs the short form.');
    expect(bid.text).toContain('a priority that it serves');
  });

  it('begins one bid when its form is sent twice', async () => {
    const form = await lead.open('/p/riverside/bids/new');
    const twice = await Promise.all([
      lead.send(form, { title: 'Day bus' }),
      lead.send(form, { title: 'Day bus' }),
    ]);
    expect(twice[0]?.at).toBe(twice[1]?.at);
    expect(twice.map(({ heading }) => heading)).toEqual(['Day bus', 'Day bus']);
  });

  it('saves each part as it goes, and keeps what other parts said', async () => {
    const list = await save('costs', {
      heading0: 'Hire',
      amountPence0: '12,000',
      year0: '2011-12',
      fundingType0: 'revenue',
    });
    expect(list.at).toBe(bid.at);
    expect(list.text).toContain('Saved.');
    expect(list.text).toContain('What it costs Completed');
    expect(list.text).toContain('needs the full form');
    await save('dates', dates);
    const costs = await lead.open(`${bid.at}/costs`);
    expect(costs.valueOf('amountPence0')).toBe('12000.00');
    expect(costs.valueOf('heading0')).toBe('Hire');
    expect(costs.valueOf('amountPence2') ?? '').toBe('');
  });

  it('keeps each part of those that are saved in the same moment, in two tabs', async () => {
    const draft = await lead.send(await lead.open('/p/riverside/bids/new'), { title: 'At once' });
    const [one, other] = [await lead.open(`${draft.at}/risks`), await lead.open(`${draft.at}/dates`)];
    const between = pages.meanwhile(async () => lead.send(other, dates));
    const saved = await lead.send(one, { challenges: 'Finding drivers.' });
    expect([saved.at, (await between).at]).toEqual([draft.at, draft.at]);
    expect((await lead.open(`${draft.at}/risks`)).valueOf('challenges')).toBe('Finding drivers.');
    expect((await lead.open(`${draft.at}/dates`)).valueOf('startsOn-day')).toBe('1');
  });

  it('asks whoever saves a part that another tab saves in the same moment', async () => {
    const draft = await lead.send(await lead.open('/p/riverside/bids/new'), { title: 'Twice at once' });
    const [one, other] = [await lead.open(`${draft.at}/risks`), await lead.open(`${draft.at}/risks`)];
    const between = pages.meanwhile(async () => lead.send(other, { challenges: 'A permission.' }));
    const asked = await lead.send(one, { challenges: 'Finding drivers.' });
    await between;
    expect([asked.status, asked.valueOf('challenges')]).toEqual([422, 'Finding drivers.']);
    expect(asked.problems.join()).toContain('This part was saved since you opened it.');
    expect((await lead.open(`${draft.at}/risks`)).valueOf('challenges')).toBe('A permission.');
  });

  it('keeps every row that was sent, though another tab has saved fewer since', async () => {
    const draft = await lead.send(await lead.open('/p/riverside/bids/new'), { title: 'Two tabs' });
    const rows = { heading0: 'Hire', amountPence0: '10', heading1: 'Fuel', amountPence1: '20' };
    await lead.send(await lead.open(`${draft.at}/costs`), rows);
    const [here, there] = [await lead.open(`${draft.at}/costs`), await lead.open(`${draft.at}/costs`)];
    const none = { year0: '', fundingType0: '', year1: '', fundingType1: '' };
    await lead.send(there, { heading0: '', amountPence0: '', heading1: '', amountPence1: '', ...none });
    const asked = await lead.send(here, { ...rows, heading3: 'Staff', amountPence3: '30' });
    expect(asked.problems.join()).toContain('This part was saved since you opened it.');
    await lead.send(asked, asked.filled());
    const costs = await lead.open(`${draft.at}/costs`);
    expect([0, 1, 2].map((row) => costs.valueOf(`heading${row}`))).toEqual(['Hire', 'Fuel', 'Staff']);
  });

  it('says what is wrong in a part, and saves nothing of it', async () => {
    const shown = await save('dates', { ...dates, 'finishesOn-month': '13' });
    expect(shown.problems).toEqual(['The planned finish must be a real date, like 27 3 2012']);
    expect((await lead.open(`${bid.at}/dates`)).valueOf('finishesOn-month')).toBe('12');
  });

  it('refuses a finish before the start where it is typed', async () => {
    const shown = await save('dates', { ...dates, 'finishesOn-year': '2010' });
    const words = 'The planned finish must be on the day of the planned start or after it';
    expect([shown.problems, shown.problemOf('finishesOn')]).toEqual([[words], words]);
    expect(shown.valueOf('finishesOn-year')).toBe('2010');
  });

  it.each([
    [
      'costs',
      { heading0: 'Hire', amountPence0: '12,000', heading1: 'Coaches' },
      'amountPence1',
      'Cost 2: enter the amount',
    ],
    ['costs', { heading0: 'Coaches', amountPence0: '' }, 'amountPence0', 'Cost 1: enter the amount'],
    ['costs', { amountPence0: '', year0: '2011-12' }, 'amountPence0', 'Cost 1: enter the amount'],
    ['outputs', { text0: '', quantity0: '12' }, 'text0', 'Output 1: enter the output'],
    ['outputs', { text0: '', measure0: 'nights' }, 'text0', 'Output 1: enter the output'],
    ['partners', { from0: '', amountPence0: '500' }, 'from0', 'Match funding 1: enter who gives it'],
  ])('drops no row of %s that is half filled in: it asks for the rest', async (task, fields, name, words) => {
    const shown = await save(task, fields);
    expect([shown.problems, shown.problemOf(name)]).toEqual([[words], words]);
    for (const [field, typed] of Object.entries(fields))
      expect(shown.valueOf(field) ?? '').toBe(field === 'year0' ? '' : typed);
    expect((await lead.open(`${bid.at}/costs`)).valueOf('amountPence0')).toBe('12000.00');
  });

  it('cannot be put forward with something missing, and says what', async () => {
    const shown = await lead.send(await lead.open(`${bid.at}/check`));
    expect(shown.status).toBe(422);
    expect(shown.problems.join()).toContain('a priority that it serves');
  });

  it('is checked as a whole and put forward, and then is as the members will read it', async () => {
    await save('what', {
      title: 'Night bus',
      description: 'A bus.',
      place: 'Three estates',
      group: 'Young people',
    });
    await save('priorities', { priorities: ['asb'], leadAgency: 'youth-trust', thematicGroup: 'asb' });
    await save('outputs', { text0: 'Nights', quantity0: '30', measure0: 'nights' });
    await save('partners', {
      partnerInput: 'Two volunteers.',
      from0: 'A charity',
      amountPence0: '500',
      status0: 'sought',
    });
    await save('risks', { riskOfNotDoing: 'Complaints.', challenges: 'Drivers.' });
    const check = await lead.open(`${bid.at}/check`);
    expect(check.text).toContain('Hire: £12,000.00 (revenue, 2011/12)');
    await save('risks', { riskOfNotDoing: 'Complaints.', challenges: 'Drivers, and a permission.' });
    const changed = await lead.send(check);
    expect(changed.problems.join()).toContain('It was saved since you opened this page.');
    expect([changed.status, changed.text]).toEqual([422, expect.stringContaining('and a permission.')]);
    const done = await lead.send(changed);
    expect(done.text).toContain('Your bid has been put forward to the tasking group.');
    expect(done.text).toContain('StateProposed');
    const project = bid.at.split('/').at(-1) ?? '';
    const state = await pages.story.state(projectStream('riverside', project), projectDecider);
    expect(state).toMatchObject({
      status: 'proposed',
      bid: { leadOfficer: 'lead-1', matchFunding: [{ from: 'A charity' }] },
    });
  });

  it('says with whom a post is shared and whether it is funded every year, where that matters', async () => {
    const draft = await lead.send(await lead.open('/p/riverside/bids/new'), { title: 'Analyst' });
    expect(draft.text).toContain('Shared posts, and those funded every year Optional');
    const part = async (fields: Record<string, string>): Promise<Shown> =>
      lead.send(await lead.open(`${draft.at}/shared`), fields);
    const unnamed = await part({ annualCommitment: 'yes', partnership0: '', sharePence0: '1,055' });
    expect(unnamed.problemOf('partnership0')).toBe('Partnership 1: enter which partnership it is');
    const shared = { partnership0: 'Epping CSP', sharePence0: '1,055', reference0: 'E/12' };
    expect((await part({ annualCommitment: 'yes', ...shared })).text).toContain('every year Completed');
    const check = await lead.open(`${draft.at}/check`);
    expect(check.text).toContain('Funded every year Yes: it is an annual commitment');
    expect(check.text).toContain('Shared with Epping CSP, which pays £1,055.00 (its reference: E/12)');
    await pages.upToDate();
    const read = await (await pages.as('chair-1')).open(draft.at.replace('/bids/', '/projects/'));
    expect(read.text).toContain('Shared with Epping CSP, which pays £1,055.00');
    expect((await lead.open(`${draft.at}/shared`)).filled()).toMatchObject({ annualCommitment: 'yes' });
    await part({ annualCommitment: 'no', partnership0: '', sharePence0: '', reference0: '' });
    const state = await pages.story.state(
      projectStream('riverside', draft.at.split('/').at(-1) ?? ''),
      projectDecider,
    );
    expect(state).toMatchObject({ draft: { annualCommitment: false } });
    expect(state).not.toHaveProperty('draft.jointWith');
  });

  it('loses nothing that a program entered of what others give, when that part is saved', async () => {
    const matchFunding = [{ from: 'The club', status: 'secured', inKind: 'A hall' }];
    const given = { title: 'Boxing', leadOfficer: 'lead-1', matchFunding };
    await pages.story.do('lead-1/lead-officer', 'DraftBid', { project: 'boxing', bid: given });
    const form = await lead.open('/p/riverside/bids/boxing/partners');
    await lead.send(form, { ...form.filled(), partnerInput: 'Two coaches.' });
    const state = await pages.story.state(projectStream('riverside', 'boxing'), projectDecider);
    expect(state).toMatchObject({ draft: { partnerInput: 'Two coaches.', matchFunding } });
  });

  it("is not another officer's to change while it is a draft", async () => {
    const draft = await lead.send(await lead.open('/p/riverside/bids/new'), { title: 'Mine' });
    const other = await pages.as('lead-2');
    expect((await other.open(draft.at)).status).toBe(404);
    expect((await other.open(`${draft.at}/costs`)).status).toBe(404);
  });

  it('is handed over as a draft when its officer leaves, and what is saved of it with it', async () => {
    const draft = await lead.send(await lead.open('/p/riverside/bids/new'), { title: 'For the next one' });
    const project = draft.at.replace('/bids/', '/projects/');
    await pages.upToDate();
    const part = await lead.open(`${draft.at}/risks`);
    await fillIn(lead, `${project}/hand-over`, { leadOfficer: 'lead-2', reason: 'Moved on.' });
    await pages.upToDate();
    const late = await lead.send(part, { challenges: 'Finding drivers.' });
    expect([late.status, late.heading]).toEqual([403, 'This project was handed over']);
    expect(late.text).toContain('Finding drivers.');
    expect(late.text).not.toContain(String(part.filled()['since']));
    const next = await pages.as('lead-2');
    expect((await next.open(project)).link('Carry on with the bid')).toBe(draft.at);
    expect((await next.open(`${draft.at}/what`)).valueOf('title')).toBe('For the next one');
    expect((await next.open(`${draft.at}/priorities`)).filled()).toMatchObject({ leadAgency: 'youth-trust' });
    for (const page of [draft.at, `${draft.at}/costs`, `${draft.at}/check`])
      expect((await lead.open(page)).heading).toBe('This project was handed over');
  });

  it('is read by everyone as a draft, which whoever writes it is told', async () => {
    const form = await lead.open('/p/riverside/bids/new');
    const draft = await lead.send(form, { title: 'For all to read' });
    for (const page of [form, draft]) expect(page.text).toContain('Everyone in the partnership can read it');
    await pages.upToDate();
    const other = await pages.as('lead-2');
    const read = await other.open(draft.at.replace('/bids/', '/projects/'));
    expect(read.text).toContain('This bid is a draft. Its lead officer has not put it forward yet');
  });
});

describe('A bid that was put forward', () => {
  const bid = '/p/riverside/bids/youth-bus';
  const project = '/p/riverside/projects/youth-bus';
  let pages: PagesUnderTest;
  let lead: Visitor;

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    await propose(pages.story, 'youth-bus', 400_000);
    await pages.upToDate();
    lead = await pages.as('lead-1');
  });
  afterAll(async () => pages.close());

  const stateNow = async () => pages.story.state(projectStream('riverside', 'youth-bus'), projectDecider);

  it('can be changed while it is on no agenda, and each part is put forward at once', async () => {
    expect((await lead.open(project)).link('Change the bid')).toBe(bid);
    const shown = await lead.open(bid);
    expect(shown.text).toContain('Each part that you save is put forward at once');
    const hire = { heading0: 'Hire', amountPence0: '3,500', approximate0: ['yes'] };
    await lead.send(await lead.open(`${bid}/costs`), hire);
    const costs = [{ amountPence: 350_000, approximate: true }];
    expect(await stateNow()).toMatchObject({ status: 'proposed', bid: { costs } });
    const check = await lead.open(`${bid}/check`);
    expect(check.text).toContain('It is put forward as it stands here.');
    expect(check.text).toContain('Hire: about £3,500.00');
  });

  it('keeps what stands, where a part would leave it incomplete', async () => {
    const emptyRow = { heading0: '', amountPence0: '', year0: '', fundingType0: '' };
    const shown = await lead.send(await lead.open(`${bid}/costs`), emptyRow);
    expect(shown.status).toBe(422);
    expect(shown.problems).toEqual(['The bid is put forward, and cannot be without: the cost']);
    expect(await stateNow()).toMatchObject({ bid: { costs: [{ amountPence: 350_000 }] } });
  });

  it('stays as members have read it once it is on an agenda', async () => {
    const form = await lead.open(`${bid}/costs`);
    await openMeetingOn(pages.story, '2011-05-12', [{ item: 'bus', kind: 'bid', project: 'youth-bus' }]);
    await pages.upToDate();
    expect((await lead.open(bid)).status).toBe(404);
    const late = await lead.send(form, { amountPence0: '9,999' });
    expect([late.status, late.valueOf('amountPence0')]).toEqual([422, '9,999']);
    expect(late.problems).toHaveLength(1);
    expect((await lead.open(project)).link('Change the bid')).toBeUndefined();
  });

  it('can be changed again when it was put off, with the reasons before its lead officer', async () => {
    const decision = { ...decisionAt('tasking-2011-05-12', 'bus'), reasons: 'What do the drivers cost?' };
    await pages.story.do(support, 'DeferBid', { project: 'youth-bus', decision });
    await pages.upToDate();
    expect((await lead.open('/p/riverside')).link('Youth bus')).toBe(bid);
    expect((await lead.open(project)).link('put it forward again')).toBe(bid);
    expect((await lead.open(bid)).text).toContain('The tasking group put it off: What do the drivers cost?');
    const form = await lead.open(`${bid}/costs`);
    await lead.send(form, { ...form.filled(), heading1: 'Drivers', amountPence1: '500' });
    expect(await stateNow()).toMatchObject({
      status: 'proposed',
      bid: {
        costs: [
          { heading: 'Hire', approximate: true },
          { heading: 'Drivers', amountPence: 50_000 },
        ],
      },
    });
  });

  it("is not another officer's to change", async () => {
    const other = await pages.as('lead-2');
    expect((await other.open(bid)).status).toBe(404);
    expect((await other.open(project)).link('Change the bid')).toBeUndefined();
  });
});
