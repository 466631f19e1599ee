import { describe, expect, it } from '@jest/globals';
import { support } from '#testing/desk-story';
import { addDays } from '#kernel/local-date';
import { aPartnershipThatReminds, startedProject } from '#testing/reminder-story';

const project = 'youth-bus';

/** A finish, the day on which it was told, and until when the reminders that follow are looked at. */
interface Told {
  readonly finish: string;
  readonly on: string;
  readonly until: string;
}

/** When each rung of the evaluation went, by the events; the worker looks every hour of the morning. */
async function went({ finish, on, until }: Told): Promise<readonly string[]> {
  const story = await aPartnershipThatReminds();
  await startedProject(story, project);
  story.at(`${on}T06:00:00.000Z`);
  await story.do(support, 'FinishProject', { project, manner: 'completed', on: finish });
  for (let day = on; day <= until; day = addDays(day, 1)) {
    for (const hour of ['07', '08', '09']) await story.round(`${day}T${hour}:00:00.000Z`);
  }
  const sent: string[] = [];
  for await (const { type, body, recordedAt } of story.store.readStream(`project-riverside.${project}`)) {
    const { data } = JSON.parse(body) as { data: { obligation: string; days: number; message: string } };
    if (type === 'EvaluationReminderSent' && data.obligation === 'evaluation')
      sent.push(`${data.days} at ${recordedAt.slice(0, 16)}`);
  }
  return sent;
}

describe('The evaluation of a project', () => {
  it('is due 28 days on, over Christmas too, when nobody is written to for four days', async () => {
    expect(await went({ finish: '2011-12-02', on: '2011-12-02', until: '2012-01-06' })).toEqual([
      '-28 at 2011-12-02T09:00',
      '-14 at 2011-12-16T09:00',
      '-7 at 2011-12-23T09:00',
      '-1 at 2011-12-29T09:00',
      '0 at 2011-12-30T09:00',
      '7 at 2012-01-06T09:00',
      '7 at 2012-01-06T09:00',
    ]);
  });

  it('can be due on 29 February', async () => {
    expect(await went({ finish: '2012-02-01', on: '2012-02-01', until: '2012-02-29' })).toEqual([
      '-28 at 2012-02-01T09:00',
      '-14 at 2012-02-15T09:00',
      '-7 at 2012-02-22T09:00',
      '-1 at 2012-02-28T09:00',
      '0 at 2012-02-29T09:00',
    ]);
  });

  it('is reminded of at nine in London, before and after the clocks go forward', async () => {
    expect(await went({ finish: '2012-03-05', on: '2012-03-05', until: '2012-04-02' })).toEqual([
      '-28 at 2012-03-05T09:00',
      '-14 at 2012-03-19T09:00',
      '-7 at 2012-03-26T08:00',
      '-1 at 2012-03-30T08:00',
      '0 at 2012-04-02T08:00',
    ]);
  });

  it('is reminded of at nine in London, before and after the clocks go back', async () => {
    expect(await went({ finish: '2011-10-03', on: '2011-10-03', until: '2011-10-31' })).toEqual([
      '-28 at 2011-10-03T08:00',
      '-14 at 2011-10-17T08:00',
      '-7 at 2011-10-24T08:00',
      '-1 at 2011-10-28T08:00',
      '0 at 2011-10-31T09:00',
    ]);
  });

  it('that is due on a Sunday is warned of on the Friday, and said to be due on the Monday', async () => {
    expect(await went({ finish: '2011-07-03', on: '2011-07-03', until: '2011-08-01' })).toEqual([
      '-28 at 2011-07-04T08:00',
      '-14 at 2011-07-15T08:00',
      '-7 at 2011-07-22T08:00',
      '-1 at 2011-07-29T08:00',
      '0 at 2011-08-01T08:00',
    ]);
  });

  it('that is due on Good Friday is said to be due after Easter', async () => {
    expect(await went({ finish: '2012-03-09', on: '2012-03-09', until: '2012-04-10' })).toEqual([
      '-28 at 2012-03-09T09:00',
      '-14 at 2012-03-23T09:00',
      '-7 at 2012-03-30T08:00',
      '-1 at 2012-04-05T08:00',
      '0 at 2012-04-10T08:00',
    ]);
  });

  it('of which the finish is told late is reminded of once for all that is past', async () => {
    expect(await went({ finish: '2011-09-01', on: '2011-09-26', until: '2011-09-29' })).toEqual([
      '-28 at 2011-09-26T08:00',
      '-14 at 2011-09-26T08:00',
      '-7 at 2011-09-26T08:00',
      '-1 at 2011-09-28T08:00',
      '0 at 2011-09-29T08:00',
    ]);
  });
});

const minuteMs = 60_000;
const at = (ms = 0): string => new Date(ms).toISOString();

/** The Mondays after the nights on which the clocks change, and their hours by the clocks of machines. */
const mondays = [
  { clocks: 'forward', friday: '2012-03-23', monday: '2012-03-26', opens: '08:00', closes: '16:00' },
  { clocks: 'back', friday: '2011-10-28', monday: '2011-10-31', opens: '09:00', closes: '17:00' },
];

describe('The working hours after the clocks go', () => {
  it.each(mondays)('$clocks are those of London', async ({ friday, monday, opens, closes }) => {
    const story = await aPartnershipThatReminds();
    await startedProject(story, project);
    const finished = { project, manner: 'completed', on: addDays(monday, -21) };
    story.at(`${finished.on}T08:00:00.000Z`);
    await story.do(support, 'FinishProject', finished);
    await story.round(`${friday}T15:00:00.000Z`);
    const [opening, closing] = [opens, closes].map((time) => Date.parse(`${monday}T${time}:00.000Z`));
    expect(await story.worker.nextAt(at(opening! - 30 * minuteMs))).toBe(at(opening));
    expect(await story.round(at(opening! - 1))).toMatchObject({ claimed: 0 });
    expect(await story.round(at(opening))).toMatchObject({ claimed: 1, rungs: 1 });
    // What cannot wait until tomorrow goes until the last moment of the day.
    await story.do(support, 'CorrectFinish', {
      project,
      finishedOn: addDays(monday, -28),
      reason: 'A slip.',
    });
    expect(await story.round(at(closing! - 1))).toMatchObject({ claimed: 1 });
    await story.do(support, 'CorrectFinish', {
      project,
      finishedOn: addDays(monday, -27),
      reason: 'A slip.',
    });
    expect(await story.round(at(closing))).toMatchObject({ claimed: 0 });
  });
});
