import { describe, expect, it } from '@jest/globals';
import { evaluationsDueOn, overdueEvaluationsOf } from '#projections/evaluations-due';
import type { EvaluationDue } from '#projections/evaluations-due';
import { finance, fund, lead, openMeetingOn, support, thematicChair } from '#testing/desk-story';
import { aPartnership } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';

async function due(story: ReadStory, on: string): Promise<readonly EvaluationDue[]> {
  return evaluationsDueOn(await story.read(), story.partnership, on);
}

/** A project that is planned to finish on 31 December 2011, and runs since 1 June. */
async function running(): Promise<ReadStory> {
  const story = await aPartnership();
  await fund(story, 'bus', 300_000);
  story.on('2011-06-01');
  await story.do(lead, 'StartProject', { project: 'bus' });
  return story;
}

async function finishedOn(day: string): Promise<ReadStory> {
  const story = await running();
  story.on(day);
  await story.do(lead, 'FinishProject', { project: 'bus', manner: 'completed' });
  return story;
}

const next = { recommend: 'discontinue', why: 'It was for one summer.' };
const rest = {
  economy: 'Volunteers.',
  efficiency: 'Thirty nights.',
  effectiveness: 'As hoped.',
  costComment: 'All spent.',
};
const answers = {
  done: 'Thirty nights.',
  outcomes: 'Fewer calls.',
  evidence: 'The call log.',
  lessons: 'Start early.',
};
const outputs = [{ text: 'Friday nights', expected: 30, delivered: 30 }];
const evaluation = { project: 'bus', answers: { ...answers, ...rest, outputs, next } };

describe('The evaluations that are due', () => {
  it('are none of a project that runs within its plan, nor of a reserve', async () => {
    const story = await running();
    await story.do(finance, 'HoldReserve', {
      source: 'home-office',
      reserve: 'dhr',
      fundingType: 'revenue',
      amountPence: 2e5,
      purpose: 'A domestic homicide review',
      takenOn: {
        decidedOn: '2011-01-10',
        reference: 'Minute 14',
      },
    });
    expect(await due(story, '2011-12-30')).toEqual([]);
    expect((await due(story, '2012-12-30')).map(({ project }) => project)).toEqual(['bus']);
  });

  it('count from the planned finish while nobody has said that it finished', async () => {
    const [owed] = await due(await running(), '2011-12-31');
    expect(owed).toMatchObject({
      finish: '2011-12-31',
      hasFinished: false,
      dueOn: '2012-01-28',
      daysLate: -28,
    });
  });

  it('is due on 31 March for a finish on 3 March, and late from 1 April', async () => {
    const story = await finishedOn('2012-03-03');
    expect(await due(story, '2012-03-03')).toMatchObject([
      { project: 'bus', title: 'Youth bus', leadOfficer: 'lead-1', thematicGroup: 'asb', form: 'full' },
    ]);
    expect(await due(story, '2012-03-31')).toMatchObject([
      { hasFinished: true, dueOn: '2012-03-31', daysLate: 0 },
    ]);
    expect(await due(story, '2012-04-01')).toMatchObject([{ daysLate: 1 }]);
  });

  it('move with the finish: extended, come, and corrected', async () => {
    const story = await running();
    story.on('2011-11-01');
    await story.do(support, 'ExtendProject', { project: 'bus', finishesOn: '2012-06-30', reasons: 'Rain.' });
    expect(await due(story, '2012-06-29')).toEqual([]);
    story.on('2012-03-05');
    await story.do(lead, 'FinishProject', { project: 'bus', manner: 'completed', on: '2012-03-03' });
    expect(await due(story, '2012-03-05')).toMatchObject([{ finish: '2012-03-03', dueOn: '2012-03-31' }]);
    await story.do(support, 'CorrectFinish', { project: 'bus', finishedOn: '2012-03-01', reason: 'A slip.' });
    expect(await due(story, '2012-03-05')).toMatchObject([{ finish: '2012-03-01', dueOn: '2012-03-29' }]);
  });

  it('are gone when handed in, and back with the new date and the first lateness when returned', async () => {
    const story = await finishedOn('2012-03-03');
    story.on('2012-04-03');
    await story.do(lead, 'SubmitEvaluation', evaluation);
    expect(await due(story, '2012-04-03')).toEqual([]);
    story.on('2012-04-05');
    const returned = { project: 'bus', reasons: 'Which calls?', newDueOn: '2012-05-31' };
    await story.do(thematicChair, 'ReturnEvaluation', returned);
    const owed = {
      dueOn: '2012-05-31',
      firstDaysLate: 3,
      agreedBecause: 'returned',
      reasons: 'Which calls?',
    };
    expect(await due(story, '2012-04-05')).toMatchObject([{ ...owed, daysLate: -56 }]);
    expect(await due(story, '2012-06-02')).toMatchObject([{ ...owed, daysLate: 2 }]);
    story.on('2012-06-02');
    await story.do(lead, 'SubmitEvaluation', evaluation);
    await story.do(thematicChair, 'ReturnEvaluation', { ...returned, newDueOn: '2012-06-30' });
    expect(await due(story, '2012-06-02')).toMatchObject([{ dueOn: '2012-06-30', firstDaysLate: 3 }]);
  });

  it('stand at the day to come back to when put off as too early, however far that is', async () => {
    const story = await finishedOn('2012-03-03');
    story.on('2012-03-20');
    const putOff = { project: 'bus', revisitOn: '2012-09-30', reasons: 'The figures come in September.' };
    await story.do(thematicChair, 'PutOffEvaluation', putOff);
    expect(await due(story, '2012-04-01')).toMatchObject([{ dueOn: '2012-09-30', agreedBecause: 'put-off' }]);
    expect(await due(story, '2012-10-01')).toMatchObject([{ daysLate: 1 }]);
  });

  it('are gone when accepted', async () => {
    const story = await finishedOn('2012-03-03');
    await story.do(lead, 'SubmitEvaluation', evaluation);
    await story.do(thematicChair, 'AcceptEvaluation', { project: 'bus' });
    expect(await due(story, '2013-03-01')).toEqual([]);
  });

  it('are gone when waived', async () => {
    const story = await finishedOn('2012-03-03');
    await story.do(thematicChair, 'WaiveEvaluation', { project: 'bus', reason: 'It cost next to nothing.' });
    expect(await due(story, '2013-03-01')).toEqual([]);
  });

  it('are not owed for an award that was withdrawn before anything was done', async () => {
    const story = await aPartnership();
    await fund(story, 'bus', 300_000);
    await fund(story, 'gates', 200_000, '2011-05-19');
    story.on('2011-05-20');
    const rescind = { item: 'rescind', kind: 'variation', project: 'gates' };
    const meeting = await openMeetingOn(story, '2011-06-02', [rescind]);
    const decision = { meeting, item: 'rescind', reasons: 'The county pays for it.' };
    await story.do(support, 'RescindAward', { project: 'gates', decision });
    expect((await due(story, '2013-03-01')).map(({ project }) => project)).toEqual(['bus']);
  });

  it('are a short form for a project that never started', async () => {
    const story = await aPartnership();
    await fund(story, 'bus', 300_000);
    story.on('2011-09-01');
    await story.do(lead, 'FinishProject', { project: 'bus', manner: 'never-implemented' });
    expect(await due(story, '2011-09-29')).toMatchObject([{ form: 'short', dueOn: '2011-09-29' }]);
  });

  it('come the latest first', async () => {
    const story = await finishedOn('2012-03-03');
    await fund(story, 'gates', 200_000, '2012-03-15');
    const projects = (await due(story, '2012-06-01')).map(({ project, dueOn }) => [project, dueOn]);
    expect(projects).toEqual([
      ['gates', '2012-01-28'],
      ['bus', '2012-03-31'],
    ]);
  });
});

describe('The overdue evaluations of a person', () => {
  it('are those of the projects that they lead now, from the day after the due date', async () => {
    const story = await finishedOn('2012-03-03');
    const overdue = async (person: string, on: string): Promise<readonly string[]> =>
      overdueEvaluationsOf(await story.read(), story.partnership, person, on);
    expect(await overdue('lead-1', '2012-03-31')).toEqual([]);
    expect(await overdue('lead-1', '2012-04-01')).toEqual(['bus']);
    await story.do(support, 'ChangeLeadOfficer', { project: 'bus', leadOfficer: 'lead-2', reason: 'Left.' });
    expect(await overdue('lead-1', '2012-04-01')).toEqual([]);
    expect(await overdue('lead-2', '2012-04-01')).toEqual(['bus']);
  });
});
