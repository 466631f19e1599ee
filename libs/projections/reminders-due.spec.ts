import { describe, expect, it } from '@jest/globals';
import { remindersDue, updatesDueOn } from '#projections/reminders-due';
import type { ReminderDue, UpdateDue } from '#projections/reminders-due';
import { administrator, finance, fund, lead, support } from '#testing/desk-story';
import { aPartnership, pay } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';

async function reminders(story: ReadStory, from: string, to: string): Promise<readonly ReminderDue[]> {
  return remindersDue(await story.read(), story.partnership, { from, to });
}

/** Reminders in short: the kind, the days from the due date and the day of sending. */
async function inShort(
  story: ReadStory,
  from: string,
  to: string,
  kind: string,
): Promise<readonly unknown[]> {
  const due = await reminders(story, from, to);
  return due.filter((one) => one.kind === kind).map(({ days, sendOn }) => [days, sendOn]);
}

async function updates(story: ReadStory, on: string): Promise<readonly UpdateDue[]> {
  return updatesDueOn(await story.read(), story.partnership, on);
}

async function startedOn(day: string, on = day): Promise<ReadStory> {
  const story = await aPartnership();
  await fund(story, 'bus', 300_000);
  story.on(day);
  await story.do(lead, 'StartProject', { project: 'bus', on });
  return story;
}

/** Finished on Friday 2 December 2011, so due on 30 December. */
async function finished(): Promise<ReadStory> {
  const story = await startedOn('2011-06-01');
  story.on('2011-12-02');
  await story.do(lead, 'FinishProject', { project: 'bus', manner: 'completed' });
  return story;
}

function sent(days: number, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const rung = { project: 'bus', obligation: 'evaluation', dueOn: '2011-12-30', days };
  return { ...rung, message: `message-${days}`, to: ['lead-1'], ...more };
}

const clock = 'tallystick/clock';

describe('The reminders of a span of days', () => {
  it('are those of the evaluation, on working days, and say why one has moved', async () => {
    const story = await finished();
    const inDecember = await reminders(story, '2011-12-02', '2011-12-31');
    const ladder = inDecember.filter(({ kind }) => kind === 'evaluation');
    expect(ladder.map(({ days, sendOn, why }) => [days, sendOn, why])).toEqual([
      [-28, '2011-12-02', undefined],
      [-14, '2011-12-16', undefined],
      [-7, '2011-12-23', undefined],
      [-1, '2011-12-29', undefined],
      [0, '2011-12-30', undefined],
    ]);
    expect(ladder[0]).toMatchObject({
      project: 'bus',
      title: 'Youth bus',
      leadOfficer: 'lead-1',
      tells: ['lead-officer'],
    });
    expect(ladder[0]?.sendAt).toBe('2011-12-02T09:00:00.000Z');
  });

  it('go the working day before when a rung before the due date falls on a holiday, and else the next', async () => {
    const story = await startedOn('2011-06-01');
    story.on('2011-11-28');
    await story.do(lead, 'FinishProject', { project: 'bus', manner: 'completed' });
    const ladder = (await reminders(story, '2011-12-20', '2012-01-06')).filter(
      ({ kind }) => kind === 'evaluation',
    );
    // Due on Boxing Day, a Monday; the 27th was the bank holiday in place of Christmas Day, a Sunday.
    expect(ladder).toMatchObject([
      {
        days: -1,
        falls: '2011-12-25',
        sendOn: '2011-12-23',
        why: expect.stringContaining('moved from') as unknown,
      },
      {
        days: 0,
        falls: '2011-12-26',
        sendOn: '2011-12-28',
        why: expect.stringContaining('moved from') as unknown,
      },
      { days: 7, falls: '2012-01-02', sendOn: '2012-01-03', tells: ['lead-officer', 'thematic-chair'] },
    ]);
  });

  it('are those that are sent in it, and not those that merely fall in it', async () => {
    const story = await startedOn('2011-06-01');
    story.on('2011-11-28');
    await story.do(lead, 'FinishProject', { project: 'bus', manner: 'completed' });
    expect(await inShort(story, '2011-12-24', '2011-12-27', 'evaluation')).toEqual([]);
    expect(await inShort(story, '2011-12-28', '2011-12-28', 'evaluation')).toEqual([[0, '2011-12-28']]);
  });

  it('leave out what was sent, and only that', async () => {
    const story = await finished();
    await story.do(clock, 'RecordReminder', sent(-28));
    const rest = [-14, -7, -1, 0];
    const days = (await inShort(story, '2011-12-02', '2011-12-31', 'evaluation')) as readonly [
      number,
      string,
    ][];
    expect(days.map(([day]) => day)).toEqual(rest);
  });

  it('begin anew when the due date moves, whatever was sent for the old one', async () => {
    const story = await finished();
    await story.do(clock, 'RecordReminder', sent(-28));
    story.on('2011-12-05');
    const corrected = { project: 'bus', finishedOn: '2011-12-05', reason: 'It ran until Monday.' };
    await story.do(support, 'CorrectFinish', corrected);
    expect(await inShort(story, '2011-12-05', '2011-12-20', 'evaluation')).toEqual([
      [-28, '2011-12-05'],
      [-14, '2011-12-19'],
    ]);
  });

  it('end when the evaluation has come in', async () => {
    const story = await finished();
    await story.do(support, 'ChangeLeadOfficer', { project: 'bus', leadOfficer: 'lead-2', reason: 'Left.' });
    expect(await reminders(story, '2011-12-02', '2011-12-02')).toMatchObject([{ leadOfficer: 'lead-2' }]);
    await story.do('theme-1/thematic-chair', 'WaiveEvaluation', {
      project: 'bus',
      reason: 'It cost little.',
    });
    expect(await reminders(story, '2011-12-02', '2012-03-31')).toEqual([]);
  });

  it('follow a new policy from its first day, and the old one until then', async () => {
    const story = await finished();
    const evaluationLadder = [
      { days: -10, tells: [{ who: 'lead-officer' }] },
      { days: -2, tells: [{ who: 'support-officer' }] },
    ];
    await story.do(administrator, 'AdoptPolicy', { version: 2, from: '2011-12-21', evaluationLadder });
    expect(await inShort(story, '2011-12-02', '2012-01-31', 'evaluation')).toEqual([
      [-28, '2011-12-02'],
      [-14, '2011-12-16'],
      [-2, '2011-12-28'],
    ]);
  });

  it('ask whether a project has finished on the day it was planned to, and weekly', async () => {
    const story = await startedOn('2011-06-01');
    expect(await inShort(story, '2011-12-31', '2012-01-16', 'finish-check')).toEqual([
      [0, '2012-01-03'],
      [7, '2012-01-09'],
      [14, '2012-01-16'],
    ]);
  });

  it('are also of the updates of months to come, while a project runs', async () => {
    const story = await startedOn('2011-06-01');
    const due = await reminders(story, '2011-09-01', '2011-10-10');
    const monthly = due.filter(
      ({ kind, of }) => kind === 'performance-update' && (of === '2011-08' || of === '2011-09'),
    );
    expect(monthly.map(({ of, days, sendOn }) => [of, days, sendOn])).toEqual([
      ['2011-08', -3, '2011-09-02'],
      ['2011-08', 0, '2011-09-07'],
      ['2011-08', 7, '2011-09-14'],
      ['2011-08', 14, '2011-09-21'],
      ['2011-08', 21, '2011-09-28'],
      ['2011-09', -3, '2011-10-04'],
      ['2011-08', 28, '2011-10-05'],
      ['2011-09', 0, '2011-10-07'],
    ]);
  });

  it('come in one message for the months that were past when a late start was recorded', async () => {
    const story = await startedOn('2011-09-20', '2011-06-01');
    const due = await reminders(story, '2011-09-20', '2011-09-20');
    const months = due.filter(({ kind }) => kind === 'performance-update');
    expect(new Set(months.map(({ of }) => of))).toEqual(new Set(['2011-06', '2011-07', '2011-08']));
    expect(months.every(({ together }) => together)).toBe(true);
  });

  it('go to the finance officer for a reclaim, 3 days before, on the day and weekly, until it is received', async () => {
    const story = await finished();
    await pay(story, 'bus', 140_000, { paidOn: '2011-12-02' });
    const reclaim = { reclaim: 'rc-1', source: 'home-office' };
    const terms = { project: 'bus', from: 'Home Office', fundingType: 'revenue', amountPence: 140_000 };
    await story.do(finance, 'RaiseReclaim', {
      ...reclaim,
      ...terms,
      dueOn: '2012-02-10',
      reason: 'Paid for it.',
    });
    const due = (await reminders(story, '2012-02-01', '2012-02-20')).filter(({ kind }) => kind === 'reclaim');
    expect(due).toMatchObject([
      { of: 'rc-1', source: 'home-office', days: -3, sendOn: '2012-02-07', tells: ['finance-officer'] },
      { days: 0, sendOn: '2012-02-10' },
      { days: 7, sendOn: '2012-02-17' },
    ]);
    const receipt = { ...reclaim, entry: 'in-1', amountPence: 140_000, reference: 'BACS 1' };
    await story.do(finance, 'ReceiveReclaim', receipt);
    expect(await inShort(story, '2012-02-01', '2012-02-20', 'reclaim')).toEqual([]);
  });

  it('are told in the order of sending', async () => {
    const story = await finished();
    await fund(story, 'gates', 200_000, '2011-12-15');
    const times = (await reminders(story, '2011-12-02', '2012-02-28')).map(({ sendAt }) => sendAt);
    expect(times.length).toBeGreaterThan(10);
    expect(times).toEqual(times.toSorted());
  });

  it('are none of another partnership', async () => {
    const story = await finished();
    expect(
      await remindersDue(await story.read(), 'elsewhere', { from: '2011-01-01', to: '2013-01-01' }),
    ).toEqual([]);
  });
});

describe('The monthly updates that are due', () => {
  it('are of the months that are over, by the 7th of the next, the latest first', async () => {
    const story = await startedOn('2011-06-01');
    expect(await updates(story, '2011-06-30')).toEqual([]);
    expect(await updates(story, '2011-08-09')).toMatchObject([
      {
        project: 'bus',
        month: '2011-06',
        dueOn: '2011-07-07',
        daysLate: 33,
        title: 'Youth bus',
        leadOfficer: 'lead-1',
      },
      { month: '2011-07', dueOn: '2011-08-07', daysLate: 2, thematicGroup: 'asb' },
    ]);
  });

  it('leave out the months that were reported on, in whatever order', async () => {
    const story = await startedOn('2011-06-01');
    story.on('2011-08-03');
    const update = { project: 'bus', rag: 'green', progress: 'Four nights.' };
    await story.do(lead, 'SubmitPerformanceUpdate', { ...update, month: '2011-07' });
    expect((await updates(story, '2011-09-09')).map(({ month }) => month)).toEqual(['2011-06', '2011-08']);
    await story.do(lead, 'SubmitPerformanceUpdate', { ...update, month: '2011-06' });
    expect((await updates(story, '2011-09-09')).map(({ month }) => month)).toEqual(['2011-08']);
  });

  it('are due on the day that the policy has, from the month after it was adopted', async () => {
    const story = await startedOn('2011-06-01');
    await story.do(administrator, 'AdoptPolicy', { version: 2, from: '2011-07-15', updatesDueOnDay: 12 });
    expect((await updates(story, '2011-09-01')).map(({ dueOn }) => dueOn)).toEqual([
      '2011-07-07',
      '2011-08-12',
      '2011-09-12',
    ]);
  });

  it('are owed no longer once the project has finished', async () => {
    expect(await updates(await finished(), '2012-02-01')).toEqual([]);
  });
});
