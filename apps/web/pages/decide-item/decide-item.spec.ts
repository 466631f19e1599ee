import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { meeting as meetingDecider } from '#funding/meeting/meeting';
import type { ItemDecision } from '#funding/meeting/meeting.events';
import { meetingStream } from '#kernel/ids';
import { chair, finance, fund, lead, openSource, propose, support, thematicChair } from '#testing/desk-story';
import type { DeskStory } from '#testing/desk-story';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Shown, Visitor } from '../../testing/visitor.js';

const meeting = '/p/riverside/meetings/tasking-2011-06-09';
const everyone = ['chair-1', 'deputy-1', 'police-1', 'fire-1'];
const fromHomeOffice = 'from-home-office-revenue';
const fromCouncil = 'from-council-fund-revenue';

/** All that can come back to a tasking group, at once. */
async function tell(story: DeskStory): Promise<void> {
  await openSource(story, 'council-fund', 300_000);
  await fund(story, 'youth-bus', 400_000);
  await fundNightBus(story);
  await evaluateWalk(story);
  await propose(story, 'day-bus', 100_000, { title: 'Day bus', leadOfficer: 'lead-2' });
  await story.do(chair, 'TakeChairsAction', {
    project: 'day-bus',
    action: 'action-1',
    consulted: 'fire-1',
    award: {
      awardPence: 100_000,
      allocations: [{ source: 'home-office', fundingType: 'revenue', amountPence: 100_000 }],
    },
    reasons: 'The hire could not wait.',
  });
  await story.do(finance, 'RecordExpenditure', {
    project: 'youth-bus',
    payment: 'bacs-1',
    payee: 'Bus Hire Ltd',
    reference: 'INV-1',
    netPence: 450_000,
    irrecoverableVatPence: 0,
    purpose: 'Hire',
    category: 'transport',
    paidOn: '2011-05-20',
    charges: [{ source: 'home-office', fundingType: 'revenue', amountPence: 450_000 }],
  });
  await story.do(finance, 'RequestVirement', {
    virement: 'virement-1',
    fundingType: 'revenue',
    amountPence: 200_000,
    from: { source: 'home-office' },
    to: { source: 'home-office', project: 'youth-bus' },
    reason: 'More nights.',
  });
  await story.do(finance, 'CutFunding', {
    source: 'council-fund',
    entry: 'cut-1',
    fundingType: 'revenue',
    amountPence: 100_000,
    reason: 'The budget.',
    reference: 'C/9',
  });
}

async function fundNightBus(story: DeskStory): Promise<void> {
  await propose(story, 'night-bus', 300_000, { title: 'Night bus' });
  const at = 'tasking-2011-05-19';
  await story.do(support, 'CallMeeting', { meeting: at, group: 'tasking', heldOn: '2011-05-19' });
  await story.do(support, 'PutOnAgenda', { meeting: at, item: 'night', kind: 'bid', project: 'night-bus' });
  story.on('2011-05-19');
  await story.do(support, 'OpenMeeting', { meeting: at });
  for (const person of everyone)
    await story.do(support, 'RecordAttendance', { meeting: at, person, capacity: 'member' });
  await story.do(support, 'FundProject', {
    project: 'night-bus',
    decision: { meeting: at, item: 'night', reasons: 'It is needed.' },
    award: {
      awardPence: 300_000,
      allocations: [{ source: 'council-fund', fundingType: 'revenue', amountPence: 300_000 }],
      conditions: [{ condition: 'driver', when: 'before-payment', text: 'A safe driver' }],
    },
  });
  await story.do(support, 'CloseMeeting', { meeting: at });
}

async function evaluateWalk(story: DeskStory): Promise<void> {
  await propose(story, 'walk', 0, { title: 'Walk', costs: [] });
  const at = 'tasking-2011-05-20';
  await story.do(support, 'CallMeeting', { meeting: at, group: 'tasking', heldOn: '2011-05-20' });
  await story.do(support, 'PutOnAgenda', { meeting: at, item: 'walk', kind: 'bid', project: 'walk' });
  story.on('2011-05-20');
  await story.do(support, 'OpenMeeting', { meeting: at });
  for (const person of everyone)
    await story.do(support, 'RecordAttendance', { meeting: at, person, capacity: 'member' });
  await story.do(support, 'FundProject', {
    project: 'walk',
    decision: { meeting: at, item: 'walk', reasons: 'It costs nothing.' },
    award: { awardPence: 0, allocations: [] },
  });
  await story.do(support, 'CloseMeeting', { meeting: at });
  await story.do(lead, 'AcceptAward', { project: 'walk' });
  await story.do(lead, 'StartProject', { project: 'walk' });
  await story.do(lead, 'FinishProject', { project: 'walk', manner: 'completed' });
  await story.do(lead, 'SubmitEvaluation', {
    project: 'walk',
    answers: { done: 'A walk.', lessons: 'Walk more.' },
  });
  await story.do(thematicChair, 'AcceptEvaluation', { project: 'walk', recommend: 'mainstream' });
}

/** Fills in a decision, and goes to what it does. */
async function check(
  visitor: Visitor,
  item: string,
  answers: Record<string, string | readonly string[]>,
  way = '',
): Promise<Shown> {
  const form = await visitor.open(`${meeting}/items/${item}/decide${way}`);
  const shown = await visitor.send(form, { voted: 'agreed', reasons: 'As discussed.', ...answers });
  expect(shown.problems).toEqual([]);
  expect(shown.heading).toBe('This is what the decision does');
  return shown;
}

describe('What a meeting decides beside bids', () => {
  let pages: PagesUnderTest;
  let support1: Visitor;
  let finance1: Visitor;

  const decided = async (item: string): Promise<ItemDecision | undefined> => {
    const state = await pages.story.state(meetingStream('riverside', 'tasking-2011-06-09'), meetingDecider);
    return 'items' in state ? state.items.find(({ terms }) => terms.item === item)?.decision : undefined;
  };

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    await tell(pages.story);
    pages.story.on('2011-06-09');
    await pages.story.do(support, 'CallMeeting', {
      meeting: 'tasking-2011-06-09',
      group: 'tasking',
      heldOn: '2011-06-09',
    });
    await pages.upToDate();
    support1 = await pages.as('support-1');
    finance1 = await pages.as('finance-1');
  });
  afterAll(async () => pages.close());

  it('is offered what must come back, beside what comes by itself when it is opened', async () => {
    const offered = await support1.open(`${meeting}/agenda`);
    for (const words of [
      'Awards that lack money Night bus £1,000.00 is not covered',
      'Virements above the limit Source home-office £2,000.00: virement-1',
      'Conditions that are open Night bus A safe driver',
      'Evaluated: mainstream, continue or stop Walk The chair recommends: mainstream',
      'Comes by itself when the meeting is opened',
      "Chair's action action-1: Day bus",
    ])
      expect(offered.text).toContain(words);
    const shown = await support1.send(offered, {
      offered: ['uncovered.night-bus.', 'virement..home-office', 'condition.night-bus.', 'outcome.walk.'],
    });
    expect(shown.text).toContain('Award that lacks money: Night bus');
    expect((await support1.open(`${meeting}/agenda`)).text).not.toContain('Awards that lack money');
  });

  it('takes up what nobody could have offered: a reserve, a change to an award, another matter', async () => {
    for (const [what, fields] of [
      ['hold-reserve', { source: 'home-office', title: 'Review' }],
      ['change-award', { project: 'youth-bus', title: 'Fewer nights' }],
      ['another', { title: 'Dates of meetings' }],
    ] as const) {
      const asked = await support1.send(await support1.open(`${meeting}/agenda/${what}`), fields);
      expect((await support1.send(asked, { step: 'send' })).text).toContain('It is on the agenda.');
    }
    const opened = await support1.send(await support1.open(meeting), { act: 'open' });
    expect(opened.text).toContain("Chair's action action-1: Day bus");
    await support1.send(opened, { act: 'attendance', present: everyone });
  });

  it('ratifies a chair’s action, or gives back what is unpaid, as is shown before', async () => {
    const item = 'ratify-action-1';
    const not = await check(support1, item, { outcome: 'not-ratified' });
    expect(not.tableOf('Source home-office')).toContainEqual(['Given back', '£1,000.00']);
    const yes = await check(support1, item, { outcome: 'ratified' });
    expect(yes.tableOf('Source home-office')).toEqual([]);
    const done = await support1.send(yes, { step: 'send' });
    expect(done.text).toContain('Day bus: the chair’s action is ratified.');
    expect(await decided(item)).toMatchObject({ outcome: 'ratified', subject: 'action-1' });
  });

  it('sends the same decision twice and answers the same; another one is told that it was not recorded', async () => {
    const item = `${meeting}/items/ratify-action-1`;
    const fields = { step: 'send', outcome: 'ratified', voted: 'agreed', reasons: 'As discussed.' };
    const home = await support1.open(meeting);
    const tokens = { token: home.valueOf('token') ?? '', drawnFor: home.valueOf('drawnFor') ?? '' };
    const other = await support1.post(`${item}/decide`, { ...tokens, ...fields, commandId: 'another-one' });
    expect(other.at).toBe(item);
    expect(other.root.querySelector('.govuk-notification-banner')?.textContent).toContain(
      'What you sent was not recorded.',
    );
  });

  it('accepts an overspend with a vote, a casting vote and dissent, all of them on record', async () => {
    const state = await pages.story.state(meetingStream('riverside', 'tasking-2011-06-09'), meetingDecider);
    const items = 'items' in state ? state.items : [];
    const item = items.find(({ terms }) => terms.kind === 'overspend')?.terms.item ?? '';
    const shown = await check(support1, item, {
      outcome: 'accept',
      voted: 'voted',
      'vote-chair-1': 'for',
      'vote-deputy-1': 'for',
      'vote-police-1': 'against',
      'vote-fire-1': 'against',
      castingVote: 'for',
      dissent: ['fire-1'],
    });
    expect(shown.text).toContain('Casting vote for');
    expect(shown.text).toContain('Dissent The officer fire-1');
    expect(shown.tableOf('Source home-office')).toContainEqual(['This overspend', '£500.00']);
    const done = await support1.send(shown, { step: 'send' });
    expect(done.text).toContain('Youth bus: the overspend is accepted.');
    expect(await decided(item)).toMatchObject({
      outcome: 'accepted',
      dissent: ['fire-1'],
      ballot: { castingVote: 'for' },
    });
    expect((await support1.open(`${meeting}/items/${item}`)).text).toContain('Dissent The officer fire-1');
  });

  it('authorises a virement above the limit, which finance records and support does not', async () => {
    const item = 'virement-home-office';
    expect((await support1.open(`${meeting}/items/${item}/decide`)).status).toBe(403);
    const from = 'uncommitted money, at Source home-office, 2011/12';
    const to = 'Youth bus, at Source home-office, 2011/12';
    const atSource = await finance1.open('/p/riverside/sources/home-office/authorise-virement/virement-1');
    const offered = atSource.root.querySelectorAll('main input[name="item"]');
    expect(offered.map((one) => one.getAttribute('value'))).toEqual([`tasking-2011-06-09/${item}`]);
    const form = await finance1.open(`${meeting}/items/${item}/decide`);
    expect(form.text).toContain(`From ${from}, to ${to}. More nights.`);
    const shown = await check(finance1, item, { virement: 'virement-1' });
    expect(shown.text).toContain(`From ${from} To ${to}`);
    expect(shown.tableOf('Source home-office')).toContainEqual(['Moved by this virement', '£2,000.00']);
    const done = await finance1.send(shown, { step: 'send' });
    expect(done.text).toContain('The virement virement-1 is authorised, and the money has moved.');
  });

  it('finds other money for an award that lacks it', async () => {
    const item = 'uncovered-night-bus';
    const shown = await check(support1, item, { [fromCouncil]: '2,000', [fromHomeOffice]: '1,000' }, '/vary');
    expect(shown.text).toContain('Source council-fund, 2011/12, revenue £3,000.00 becomes £2,000.00');
    expect(shown.tableOf('Source council-fund').slice(-2)).toEqual([
      ['Given back', '£1,000.00'],
      ['Left', '£0.00'],
    ]);
    expect(shown.tableOf('Source home-office')).toContainEqual(['More for this award', '£1,000.00']);
    const done = await support1.send(shown, { step: 'send' });
    expect(done.text).toContain('Night bus: the award is changed.');
    expect(await decided(item)).toMatchObject({ outcome: 'varied' });
  });

  it('waives a condition, holds a reserve and rescinds an award', async () => {
    const waived = await check(support1, 'condition-night-bus', { condition: 'driver' });
    expect((await support1.send(waived, { step: 'send' })).text).toContain('the condition is waived');
    const reserve = await check(support1, 'reserve-review', {
      fundingType: 'revenue',
      amountPence: '500',
      purpose: 'A domestic homicide review',
    });
    expect(reserve.tableOf('Source home-office')).toContainEqual(['This reserve', '£500.00']);
    const held = await support1.send(reserve, { step: 'send' });
    expect(held.text).toContain('£500.00 is held for: A domestic homicide review.');
    const rescinded = await check(support1, 'variation-fewer-nights', {}, '/rescind');
    expect((await support1.send(rescinded, { step: 'send' })).text).toContain('the award is rescinded');
  });

  it('agrees what becomes of a project, and notes what needs no decision', async () => {
    const mainstream = await check(
      support1,
      'outcome-walk',
      { agency: 'The council', 'from-day': '1', 'from-month': '4', 'from-year': '2012', budget: 'Parks' },
      '/mainstream',
    );
    const done = await support1.send(mainstream, { step: 'send' });
    expect(done.text).toContain('Walk: it is recorded that it is mainstreamed.');
    expect((await support1.open('/p/riverside/projects/walk')).text).toContain('Mainstreamed');
    const noted = await check(support1, 'other-dates-of-meetings', {}, '/note');
    expect((await support1.send(noted, { step: 'send' })).text).toContain('The item is noted.');
  });

  it('has its minutes approved by the next meeting', async () => {
    await support1.send(await support1.open(meeting), { act: 'close' });
    expect((await support1.open(meeting)).text).toContain('Draft For the next meeting to approve');
    const next = '/p/riverside/meetings/tasking-2011-07-14';
    pages.story.on('2011-07-14');
    await pages.story.do(support, 'CallMeeting', {
      meeting: 'tasking-2011-07-14',
      group: 'tasking',
      heldOn: '2011-07-14',
    });
    await pages.upToDate();
    const opened = await support1.send(await support1.open(next), { act: 'open' });
    expect(opened.text).toContain('Minutes of 9 June 2011');
    await support1.send(opened, { act: 'approve-minutes', minutesOf: 'tasking-2011-06-09' });
    expect((await support1.open(meeting)).text).toContain('Approved On 14 July 2011');
  });
});
