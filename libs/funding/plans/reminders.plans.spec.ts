import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  administrator,
  DeskStory,
  finance,
  foundPartnership,
  fund,
  lead,
  refuses,
  support,
} from '#testing/desk-story';

const clock = 'tallystick/clock';
const project = 'youth-bus';
const rung = { project, obligation: 'evaluation', dueOn: '2012-01-28' };
const carried = { ...rung, told: 'lead-officer', days: [-28] };

/** A project that is to finish on Saturday 31 December 2011: its evaluation is due on 28 January. */
async function funded(): Promise<DeskStory> {
  const story = new DeskStory();
  await foundPartnership(story);
  await fund(story, project, 50_000);
  return story;
}

const claim = (more: object = {}) => ({ message: 'm-1', person: 'lead-1', carries: [carried], ...more });

describe('A claim of a message', () => {
  let story: DeskStory;
  // The finish is a Saturday, so its rung goes on the Friday.
  beforeEach(async () => void (story = (await funded()).on('2011-12-30')));

  it('is one append over the message, the person and the project', async () => {
    const { events } = await story.do(clock, 'ClaimMessage', claim());
    expect(events.map(({ type, stream }) => `${type} in ${stream}`)).toEqual([
      'MessageQueued in message-riverside.m-1',
      'MessageTaken in person-riverside.lead-1',
      'EvaluationReminderSent in project-riverside.youth-bus',
    ]);
  });

  it('changes nothing when it comes again', async () => {
    await story.do(clock, 'ClaimMessage', claim());
    expect(await story.send(clock, 'ClaimMessage', claim())).toMatchObject({ outcome: 'unchanged' });
  });

  it('is refused for a rung that no ladder in force has', async () => {
    await refuses(
      story,
      'no-such-rung',
      clock,
      'ClaimMessage',
      claim({ carries: [{ ...carried, days: [-27] }] }),
    );
    const asChair = { carries: [{ ...carried, told: 'thematic-chair' }], person: 'theme-1' };
    await refuses(story, 'no-such-rung', clock, 'ClaimMessage', claim(asChair));
  });

  it('is refused for a rung whose day is still to come', async () => {
    await refuses(
      story,
      'rung-to-come',
      clock,
      'ClaimMessage',
      claim({ carries: [{ ...carried, days: [-14] }] }),
    );
  });

  it('is refused for what is not owed, or has another date', async () => {
    const another = { ...carried, dueOn: '2012-01-27' };
    await refuses(story, 'nothing-due', clock, 'ClaimMessage', claim({ carries: [another] }));
  });

  it('is refused for someone else than whom the rung tells', async () => {
    await refuses(story, 'someone-else-is-told', clock, 'ClaimMessage', claim({ person: 'lead-2' }));
    const standIn = { person: 'support-1', carries: [{ ...carried, standIn: true }] };
    await refuses(story, 'someone-else-is-told', clock, 'ClaimMessage', claim(standIn));
    await story.do(administrator, 'SwitchOffPerson', { person: 'lead-1', reason: 'Left.' });
    await refuses(story, 'someone-else-is-told', clock, 'ClaimMessage', claim());
    await story.do(clock, 'ClaimMessage', claim(standIn));
  });

  it('takes a rung that another message has not, and refuses one that it has', async () => {
    await story.do(clock, 'ClaimMessage', claim());
    await refuses(story.on('2012-01-03'), 'reminder-sent', clock, 'ClaimMessage', claim({ message: 'm-2' }));
  });
});

describe('A reminder that is recorded', () => {
  it('is of a rung that the ladder has', async () => {
    const story = (await funded()).on('2012-01-20');
    const sent = { ...rung, message: 'a-letter', to: ['lead-1'] };
    await refuses(story, 'no-such-rung', clock, 'RecordReminder', { ...sent, days: -13 });
    await story.do(clock, 'RecordReminder', { ...sent, days: -14 });
  });

  it('of an update is of the day on which updates are due', async () => {
    const story = (await funded()).on('2011-06-01');
    await story.do(lead, 'StartProject', { project });
    const update = {
      project,
      obligation: 'performance-update',
      of: '2011-06',
      message: 'a-letter',
      to: ['lead-1'],
      days: 0,
    };
    story.on('2011-07-08');
    await refuses(story, 'nothing-due', clock, 'RecordReminder', { ...update, dueOn: '2011-07-08' });
    await story.do(clock, 'RecordReminder', { ...update, dueOn: '2011-07-07' });
  });

  it('of a reclaim is of the source to which it is owed', async () => {
    const story = (await funded()).on('2011-06-01');
    await story.do(lead, 'StartProject', { project });
    const paid = {
      payment: 'p-1',
      project,
      paidOn: '2011-06-01',
      payee: 'Bus Hire Ltd',
      reference: 'INV-1',
      netPence: 20_000,
      irrecoverableVatPence: 0,
      purpose: 'Hire',
      category: 'transport',
      charges: [{ source: 'home-office', fundingType: 'revenue', amountPence: 20_000 }],
    };
    await story.do(finance, 'RecordExpenditure', paid);
    const owed = {
      reclaim: 'r-1',
      source: 'home-office',
      project,
      from: 'Home Office',
      fundingType: 'revenue',
    };
    await story.do(finance, 'RaiseReclaim', {
      ...owed,
      amountPence: 5_000,
      dueOn: '2011-07-01',
      reason: 'Agreed.',
    });
    story.on('2011-07-01');
    const reminder = {
      project,
      obligation: 'reclaim',
      of: 'r-1',
      dueOn: '2011-07-01',
      days: 0,
      message: 'a-letter',
      to: ['finance-1'],
    };
    await refuses(story, 'nothing-due', clock, 'RecordReminder', { ...reminder, source: 'council' });
    await story.do(clock, 'RecordReminder', { ...reminder, source: 'home-office' });
  });
});

describe('A rung of which there is nobody to tell', () => {
  it('is passed over, and only then', async () => {
    const story = (await funded()).on('2011-12-30');
    const tells = [{ who: 'lead-officer' }, { who: 'deputy-lead-officer' }];
    const policy = { version: 2, from: '2011-12-30', evaluationLadder: [{ days: -28, tells }] };
    await story.do(administrator, 'AdoptPolicy', policy);
    await refuses(story, 'somebody-to-tell', clock, 'PassOverReminder', {
      ...rung,
      days: -28,
      told: 'lead-officer',
    });
    const toDeputy = { ...rung, days: -28, told: 'deputy-lead-officer' };
    await story.do(support, 'NameDeputy', { project, deputy: 'lead-2' });
    await refuses(story, 'somebody-to-tell', clock, 'PassOverReminder', toDeputy);
    await story.do(support, 'StandDownDeputy', { project, deputy: 'lead-2', reason: 'Moved.' });
    await story.do(clock, 'PassOverReminder', toDeputy);
  });
});
