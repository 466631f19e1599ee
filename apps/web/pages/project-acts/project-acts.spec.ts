import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  administrator,
  awardOf,
  bidOf,
  decisionAt,
  finance,
  fund,
  lead,
  openMeetingOn,
  propose,
  support,
} from '#testing/desk-story';
import { dayOf, fillIn } from '../../testing/filling-in.js';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Visitor } from '../../testing/visitor.js';

const bus = '/p/riverside/projects/youth-bus';
const receipt = {
  payee: 'Bus Hire Ltd',
  reference: 'INV 204/B',
  netPence: '120',
  vatPence: '24',
  purpose: 'Hire in May',
  category: 'Transport',
};

let pages: PagesUnderTest;
let officer: Visitor;
let supporter: Visitor;

async function opened(): Promise<void> {
  pages = await PagesUnderTest.open();
  await fund(pages.story, 'youth-bus', 400_000);
  await pages.story.do(lead, 'StartProject', { project: 'youth-bus' });
  await pages.upToDate();
  officer = await pages.as('lead-1');
  supporter = await pages.as('support-1');
}

describe('A lead officer claims what was spent', () => {
  beforeAll(opened);
  afterAll(async () => pages.close());

  it('with the number of its receipt, the VAT that cannot be recovered among it', async () => {
    expect((await officer.open(bus)).link('Claim what was spent')).toBe(`${bus}/claim`);
    const done = await fillIn(officer, `${bus}/claim`, receipt);
    expect(done.text).toContain('The claim is sent to finance.');
    const shown = await officer.open(`${bus}/spending`);
    expect(shown.tableOf('Claims').at(1)).toEqual([
      '12 May 2011',
      'Bus Hire Ltd: Hire in MayReceipt INV 204/B, claimed by The officer lead-1',
      'Waits to be paid',
      '£144.00',
    ]);
  });

  it('and is asked whether the same receipt, claimed once more, is another', async () => {
    const again = { ...receipt, netPence: '60', vatPence: '' };
    const check = await officer.send(await officer.open(`${bus}/claim`), again);
    expect(check.text).toContain('£144.00 to Bus Hire Ltd was claimed on a receipt of this number');
    const refused = await officer.send(check, { step: 'send' });
    expect(refused.problemOf('reference')).toContain('Another claim was made');
    expect(refused.valueOf('netPence')).toBe('60');
  });

  it('of no more than the award, which is said beside the amount', async () => {
    const check = await officer.send(await officer.open(`${bus}/claim`), {
      ...receipt,
      reference: 'INV 205',
      netPence: '9000',
    });
    const refused = await officer.send(check, { step: 'send' });
    expect(refused.problemOf('netPence')).toContain('Claim no more than that.');
  });

  it('and reads why finance declined it, and claims it anew with what was missing', async () => {
    await pages.story.do(finance, 'DeclineClaim', {
      project: 'youth-bus',
      claim: 'inv-204-b-bus-hire-ltd',
      reason: 'The receipt cannot be read.',
    });
    await pages.upToDate();
    expect((await officer.open(`${bus}/spending`)).text).toContain('DeclinedThe receipt cannot be read.');
    await fillIn(officer, `${bus}/claim`, receipt);
    const claims = (await officer.open(`${bus}/spending`)).tableOf('Claims');
    expect(claims.map((row) => row[2])).toEqual([
      'State',
      'DeclinedThe receipt cannot be read.',
      'Waits to be paid',
    ]);
  });

  it('which is nobody else’s to do', async () => {
    for (const person of ['lead-2', 'support-1'])
      expect((await (await pages.as(person)).open(`${bus}/claim`)).status).toBe(404);
    expect((await (await pages.as('finance-1')).open(`${bus}/claim`)).status).toBe(403);
  });
});

describe('A project in the hands of its lead officer', () => {
  beforeAll(opened);
  afterAll(async () => pages.close());

  it('has an extension asked for, which comes onto the agenda of the next meeting', async () => {
    const asked = { ...dayOf('finishesOn', '2012-03-31'), reason: 'No driver before May' };
    const done = await fillIn(officer, `${bus}/ask-extension`, asked);
    expect(done.text).toContain('It is on the agenda of the next meeting.');
    await openMeetingOn(pages.story, '2011-06-09', []);
    await pages.upToDate();
    const meeting = await supporter.open('/p/riverside/meetings/tasking-2011-06-09');
    expect(meeting.text).toContain('Extend Youth bus to 31 March 2012: No driver before May');
  });

  it('is extended by who keeps the register, under the item at which it was agreed', async () => {
    const form = await supporter.open(`${bus}/extend`);
    const item = form.root.querySelector('main input[name="agreed"]')?.getAttribute('value') ?? '';
    expect(item).toBe('tasking-2011-06-09/extension-youth-bus-2012-03-31');
    expect(form.text).toContain('Bid, meeting of 12 May 2011');
    const agreed = { ...dayOf('finishesOn', '2012-03-31'), agreed: item, reasons: 'No driver.' };
    expect((await fillIn(supporter, `${bus}/extend`, agreed)).text).toContain('Planned finish31 March 2012');
  });

  it('says what a partner put in, and what is still to be spent', async () => {
    const given = { from: 'The fire service', description: 'Two evenings', valuePence: '80' };
    expect((await fillIn(officer, `${bus}/record-in-kind`, given)).text).toContain('is recorded');
    const done = await fillIn(officer, `${bus}/forecast`, { year: '2011-12', amountPence: '1,000' });
    expect(done.at).toBe(bus);
  });

  it('has a deputy, who stands down', async () => {
    const named = await fillIn(officer, `${bus}/name-deputy`, { deputy: 'lead-2' });
    expect(named.text).toContain('DeputyThe officer lead-2');
    const done = await fillIn(officer, `${bus}/stand-down-deputy`, { reason: 'Moved on.' });
    expect(done.text).not.toContain('DeputyThe officer lead-2');
    expect((await officer.open(`${bus}/stand-down-deputy`)).status).toBe(404);
  });

  it('is handed over to another lead officer, and with it what can be done to it', async () => {
    const form = await officer.open(`${bus}/hand-over`);
    expect(form.text).toContain('The officer lead-2, The youth-trust');
    expect(form.text).not.toContain('The officer finance-1');
    const done = await fillIn(officer, `${bus}/hand-over`, { leadOfficer: 'lead-2', reason: 'Leaving.' });
    expect(done.text).toContain('Lead officerThe officer lead-2');
    expect(done.link('Hand the project over')).toBeUndefined();
    const before = await officer.open(`${bus}/hand-over`);
    expect([before.status, before.heading]).toEqual([403, 'This project was handed over']);
    expect((await (await pages.as('lead-2')).open(bus)).link('Hand the project over')).toBe(
      `${bus}/hand-over`,
    );
  });
});

describe('A bid', () => {
  beforeAll(opened);
  afterAll(async () => pages.close());

  it('is closed by who keeps the register where it repeats another, and comes off its agenda', async () => {
    await propose(pages.story, 'bus-again', 100_000, { title: 'Bus for youth' });
    await pages.upToDate();
    const again = '/p/riverside/projects/bus-again';
    expect((await officer.open(again)).link('Close as a duplicate')).toBeUndefined();
    const address = (await supporter.open(again)).link('Close as a duplicate') ?? '';
    expect((await supporter.send(await supporter.open(address), {})).problemOf('of')).toBe(
      'Select the one that stays',
    );
    const done = await fillIn(supporter, address, { of: 'youth-bus' });
    expect(done.text).toContain('The bid is closed as a duplicate.');
    expect(done.text).toContain('Withdrawn');
    expect(done.link('Close as a duplicate')).toBeUndefined();
  });

  it('is withdrawn by its lead officer while nobody has decided, with the reason in the register', async () => {
    await propose(pages.story, 'street-games', 90_000);
    await pages.upToDate();
    const games = '/p/riverside/projects/street-games';
    expect((await officer.open(games)).link('Withdraw the bid')).toBe(`${games}/withdraw-bid`);
    const done = await fillIn(officer, `${games}/withdraw-bid`, { reason: 'Another body pays for it.' });
    expect(done.text).toContain('StateWithdrawn');
    expect(done.text).toContain('Another body pays for it.');
    expect(done.link('Withdraw the bid')).toBeUndefined();
    const late = await officer.send(await officer.open(`${bus}/withdraw-bid`), { reason: 'Late.' });
    expect((await officer.send(late, { step: 'send' })).problems.join()).toContain('not decided');
  });
});

describe('The register, in the hands of the support officer', () => {
  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    const { story } = pages;
    await propose(story, 'youth-bus', 400_000);
    const meeting = await openMeetingOn(story, '2011-05-12', [
      { item: 'bus', kind: 'bid', project: 'youth-bus' },
    ]);
    const conditions = [{ condition: 'driver', when: 'before-payment', text: 'A safe driver' }];
    const award = { ...awardOf(350_000), conditions };
    const decision = decisionAt(meeting, 'bus');
    await story.do(support, 'FundProject', { project: 'youth-bus', decision, award });
    await story.do(lead, 'AcceptAward', { project: 'youth-bus' });
    await story.do(administrator, 'GiveRole', { person: 'lead-2', role: 'support-officer' });
    await pages.upToDate();
    supporter = await pages.as('support-1');
  });
  afterAll(async () => pages.close());

  it('says that a condition is met, and by what that is shown', async () => {
    const link = (await supporter.open(bus)).link('Record that it is met') ?? '';
    const done = await fillIn(supporter, link, { evidence: 'Licence seen.' });
    expect(done.text).toContain('A safe driver (before payment): discharged');
    expect(done.link('Record that it is met')).toBeUndefined();
    expect((await supporter.open(`${bus}/discharge-condition/nothing`)).status).toBe(404);
  });

  it('starts and finishes what its lead officer did not tell of, as support officer', async () => {
    const both = await pages.as('lead-2');
    const start = await both.open(`${bus}/report-start`);
    expect((await both.send(start, dayOf('startedOn', '2011-05-12'))).text).toContain('StateStarted');
    const varied = { description: 'Two estates.', variation: 'estates', reasons: 'Fewer came.' };
    expect((await fillIn(both, `${bus}/vary`, varied)).text).toContain('The change is recorded.');
    pages.story.on('2011-07-01');
    const finish = await both.open(`${bus}/report-finish`);
    const ended = { manner: 'ended-early', ...dayOf('finishedOn', '2011-06-30') };
    expect((await both.send(finish, ended)).text).toContain('30 June 2011, ended early');
  });

  it('has a finish corrected, and the day on which the evaluation is due with it', async () => {
    const right = { ...dayOf('finishedOn', '2011-06-23'), reason: 'The last night was a week earlier.' };
    // What was chosen can be unchosen: there is a button for that.
    const manner = (chosen: string): object => ({ ...right, manner: chosen });
    const asked = await supporter.open(`${bus}/correct-finish`);
    expect(asked.text).toContain('It never started or That was right');
    const other = await supporter.send(asked, { ...right, manner: 'completed' });
    const changed = await supporter.send(other, { step: 'change' });
    expect(changed.filled()).toMatchObject(manner('completed'));
    const unchosen = await supporter.send(changed, { ...right, manner: '' });
    expect(unchosen.text).toContain('How it finished, if that was wrong That was right');
    expect((await supporter.send(unchosen, { step: 'change' })).filled()).toMatchObject(manner(''));
    const done = await supporter.send(unchosen, { step: 'send' });
    expect(done.text).toContain('23 June 2011, ended early');
    expect(done.text).toContain('Due21 July 2011');
  });

  it('is not asked for an item where no agenda ever named the project', async () => {
    await pages.story.do(support, 'TakeOnProject', {
      project: 'old-bus',
      bid: bidOf(10_000),
      takenOn: { decidedOn: '2011-04-01', reference: 'Minutes' },
      award: awardOf(10_000),
    });
    await pages.upToDate();
    const extend = '/p/riverside/projects/old-bus/extend';
    expect((await supporter.open(extend)).text).not.toContain('Where it was agreed');
    const later = { ...dayOf('finishesOn', '2012-03-31'), reasons: 'Snow.' };
    expect((await fillIn(supporter, extend, later)).text).toContain('The extension is recorded.');
  });

  it.each([
    ['mainstream', '2011-07-14', { agency: 'The council', budget: 'Youth', ...dayOf('from', '2011-08-01') }],
    ['continue', '2011-07-21', { as: 'street-games' }],
    ['discontinue', '2011-07-28', {}],
  ])('says what became of a project: %s', async (act, day, fields) => {
    const project = `bus-${act}`;
    await fund(pages.story, project, 10_000, day);
    await pages.story.do(lead, 'StartProject', { project });
    await pages.story.do(lead, 'FinishProject', { project, manner: 'completed' });
    if (act === 'continue') await propose(pages.story, 'street-games', 10_000);
    await pages.upToDate();
    const at = `/p/riverside/projects/${project}`;
    const done = await fillIn(supporter, `${at}/${act}`, { ...fields, reasons: 'It was agreed.' });
    expect(done.text).toMatch(/StateMainstreamed|StateContinued|StateDiscontinued/);
  });
});
