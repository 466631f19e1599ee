import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { meeting as meetingDecider } from '#funding/meeting/meeting';
import { presentAt } from '#funding/meeting/state';
import { meetingStream } from '#kernel/ids';
import { propose } from '#testing/desk-story';
import { dayOf } from '../../testing/filling-in.js';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Shown, Visitor } from '../../testing/visitor.js';

const meeting = '/p/riverside/meetings/tasking-2011-05-12';
const bus = `${meeting}/items/youth-bus`;
const everyone = ['chair-1', 'deputy-1', 'police-1', 'fire-1'];

describe('A meeting of the tasking group', () => {
  let pages: PagesUnderTest;
  let support: Visitor;

  let pressed = 0;

  const there = async (): Promise<readonly string[]> => {
    const state = await pages.state(meetingStream('riverside', 'tasking-2011-05-12'), meetingDecider);
    return 'attendees' in state ? presentAt(state).map(({ person }) => person) : [];
  };

  const press = async (
    act: string,
    more: Record<string, string | readonly string[]> = {},
  ): Promise<Shown> => {
    const shown = await support.open(meeting);
    pressed += 1;
    return support.send(shown, { act, ...more, commandId: `${act}-${pressed}` });
  };

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    await propose(pages.story, 'youth-bus', 400_000);
    await propose(pages.story, 'day-bus', 700_000, { title: 'Day bus', leadOfficer: 'lead-2' });
    await propose(pages.story, 'late-bus', 100_000, { title: 'Late bus', leadOfficer: 'lead-2' });
    await pages.upToDate();
    support = await pages.as('support-1');
  });
  afterAll(async () => pages.close());

  it('is called for a day, and the bids that are ready come onto its agenda', async () => {
    const form = await support.open('/p/riverside/meetings/call');
    const called = await support.send(form, {
      group: 'tasking',
      'heldOn-day': '12',
      'heldOn-month': '5',
      'heldOn-year': '2011',
      startsAt: '14.00',
      place: 'Town hall',
    });
    expect(called.at).toBe(meeting);
    expect(called.text).toContain('12 May 2011, 14:00, Town hall');
    expect(called.text).toContain('3 things wait to be put on it.');
    const offered = await support.open(`${meeting}/agenda`);
    const ticked = ['youth-bus', 'day-bus', 'late-bus'].map((project) => `bid.${project}.`);
    expect((await support.send(offered)).problems).toEqual(['Select what to put on the agenda']);
    const shown = await support.send(offered, { offered: ticked });
    expect(shown.text).not.toContain('to be put on it');
    const again = await support.send(offered, { offered: ticked });
    expect(again.at).toBe(meeting);
    expect(shown.link('Youth bus')).toBe(bus);
  });

  it('is moved to another time on its day, and stays where it was to be', async () => {
    const form = await support.open(`${meeting}/change/move`);
    expect(form.text).toContain('It is to be held on 12 May 2011 at 14:00, Town hall.');
    const day = { 'heldOn-day': '12', 'heldOn-month': '5', 'heldOn-year': '2011' };
    const wrong = await support.send(form, { ...day, startsAt: 'noon', reason: 'The chair is late.' });
    expect(wrong.problems).toEqual(['The time must be a time, like 09:30']);
    const check = await support.send(wrong, { ...day, startsAt: '15:30', reason: 'The chair is late.' });
    expect(check.text).toContain('At what time 15:30 Where As it was');
    const moved = await support.send(check, { step: 'send' });
    expect(moved.text).toContain('12 May 2011, 15:30, Town hall');
  });

  it('is opened, and says of each item whether it is quorate with who is there now', async () => {
    pages.story.on('2011-05-12');
    const opened = await press('open');
    expect(opened.text).toContain('Tick who is there now');
    expect((await support.open(bus)).text).toContain(
      'Not quorate 0 people who can vote on this item are there, of 3 needed',
    );
    await press('attendance', { present: everyone.slice(0, 3) });
    expect((await support.open(bus)).text).toContain(
      'Quorate 3 people who can vote on this item are there, of 3 needed, from 2 agencies',
    );
  });

  it('loses the quorum of an item when someone with an interest steps out, and only puts it off then', async () => {
    const item = await support.open(bus);
    const declared = await support.send(item, { 'declares-police-1': 'interest' });
    expect(declared.text).toContain('Not quorate 2 people who can vote');
    const form = await support.open(`${bus}/decide`);
    expect(form.text).toContain('it can only be put off');
    await press('attendance', { present: everyone });
    expect((await support.open(bus)).text).toContain('Quorate 3 people who can vote');
  });

  it('takes nobody away who came while another had the page open, nor brings back who had gone', async () => {
    const record = async (on: Shown, present: readonly string[]): Promise<Shown> =>
      support.send(on, { act: 'attendance', present }, 'main form:has([name="present"])');
    const withoutFire = everyone.slice(0, -1);
    const [all, alsoAll] = [await support.open(meeting), await support.open(meeting)];
    await record(all, withoutFire);
    await record(alsoAll, everyone);
    expect((await there()).toSorted()).toEqual(withoutFire.toSorted());
    const older = await support.open(meeting);
    await record(await support.open(meeting), everyone);
    await record(older, withoutFire);
    expect((await there()).toSorted()).toEqual(everyone.toSorted());
  });

  it('shows what a decision does to its source before it is taken, and then records it', async () => {
    const form = await support.open(`${bus}/decide`);
    expect(form.text).toContain('£10,000.00 is uncommitted');
    const check = await support.send(form, {
      outcome: 'approve',
      'from-home-office-revenue': '3,500',
      voted: 'agreed',
      reasons: 'Fair cost.',
      condition1: 'A safe driver',
      conditionWhen1: 'before-payment',
      condition2: 'A log of journeys',
      conditionWhen2: 'on-completion',
      ...dayOf('conditionDue2', '2011-12-31'),
    });
    expect(check.heading).toBe('This is what the decision does');
    expect(check.text).toContain('Approve £3,500.00, in part: the bid is for £4,000.00');
    expect(check.tableOf('Source home-office')).toEqual([
      ['Part', 'Amount'],
      ['Spent', '£0.00'],
      ['Committed', '£0.00'],
      ['Reserved', '£0.00'],
      ['This award', '£3,500.00'],
      ['Left', '£6,500.00'],
    ]);
    expect(check.text).not.toContain('this will be refused');
    const done = await support.send(check, { step: 'send' });
    expect(done.text).toContain('Youth bus: approved.');
    expect(done.text).toContain('This meeting has awarded £3,500.00 so far.');
    expect((await support.open(bus)).text).toContain('Fair cost.');
  });

  it('cannot award what is not there, and says so beside the source', async () => {
    const item = `${meeting}/items/day-bus`;
    const check = await support.send(await support.open(`${item}/decide`), {
      outcome: 'approve',
      'from-home-office-revenue': '7,000',
      voted: 'agreed',
      reasons: 'It would help.',
    });
    expect(check.text).toContain('Lacking £500.00');
    expect(check.text).toMatch(
      /As it stands this will be refused\. Source home-office[^.]* lacks £500\.00 for it\./,
    );
    const refused = await support.send(check, { step: 'send' });
    expect(refused.status).toBe(422);
    expect(refused.problems).toHaveLength(1);
    expect(refused.problemOf('from-home-office-revenue')).toBe(refused.problems[0]);
    expect(refused.valueOf('from-home-office-revenue')).toBe('7,000');
  });

  it('records votes, who cast them, and a refusal', async () => {
    const form = await support.open(`${meeting}/items/day-bus/decide`);
    const votes = Object.fromEntries(
      everyone.map((person) => [`vote-${person}`, person === 'fire-1' ? 'against' : 'for']),
    );
    const check = await support.send(form, {
      outcome: 'refuse',
      voted: 'voted',
      ...votes,
      reasons: 'Too dear.',
    });
    expect(check.text).toContain('The officer fire-1: against');
    const done = await support.send(check, { step: 'send' });
    expect(done.text).toContain('Day bus: refused.');
    const state = await pages.story.state(meetingStream('riverside', 'tasking-2011-05-12'), meetingDecider);
    const item = 'items' in state ? state.items.find(({ terms }) => terms.item === 'day-bus') : undefined;
    expect(item?.decision).toMatchObject({
      outcome: 'refused',
      ballot: { for: ['chair-1', 'deputy-1', 'police-1'], against: ['fire-1'] },
    });
  });

  it('defers what it did not reach when it is closed', async () => {
    const closed = await press('close');
    expect(closed.text).toContain('Late bus');
    expect(closed.text).toContain('Not reached, so deferred');
    expect((await support.open(`${bus}/decide`)).at).toBe(bus);
  });

  it('is read by members, who change nothing of it', async () => {
    const member = await pages.as('police-1');
    const shown = await member.open(meeting);
    expect(shown.heading).toBe('Tasking group');
    expect(shown.root.querySelectorAll('main form')).toEqual([]);
    expect((await member.open(`${bus}/decide`)).status).toBe(403);
  });
});
