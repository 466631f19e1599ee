import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fund, lead } from '#testing/desk-story';
import { dayOf, fillIn } from '../../testing/filling-in.js';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Visitor } from '../../testing/visitor.js';

const evaluation = '/p/riverside/evaluations/youth-bus';
const answers = {
  done: 'Thirty nights.',
  outputs: [{ text: 'Friday nights', expected: 30, delivered: 28 }],
  outcomes: 'Fewer complaints.',
  evidence: 'Counts of calls.',
  economy: 'Shared drivers.',
  efficiency: 'Well used.',
  effectiveness: 'It met its aim.',
  costComment: 'Within the award.',
  lessons: '<b>Start earlier</b>',
  next: { recommend: 'continue', why: 'It works.' },
};

let pages: PagesUnderTest;
let chair: Visitor;

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  const { story } = pages;
  await fund(story, 'youth-bus', 400_000);
  story.on('2011-06-01');
  await story.do(lead, 'StartProject', { project: 'youth-bus' });
  await story.do(lead, 'SubmitPerformanceUpdate', {
    project: 'youth-bus',
    month: '2011-06',
    rag: 'amber',
    progress: 'Begun.',
    risks: '=1+1',
  });
  story.on('2011-12-31');
  await story.do(lead, 'FinishProject', { project: 'youth-bus', manner: 'completed' });
  story.on('2012-02-02');
  await pages.upToDate();
  chair = await pages.as('theme-1');
});
afterAll(async () => pages.close());

describe('The evaluations', () => {
  it('are listed for whoever chases them, by state, group and officer', async () => {
    const support = await pages.as('support-1');
    const shown = await support.open('/p/riverside/evaluations');
    expect(shown.tableOf('Evaluations')[1]?.[1]).toBe('Overdue5 days late');
    expect((await support.open('/p/riverside/evaluations?state=due')).text).toContain('0 of 1 evaluation.');
    expect((await support.open('/p/riverside/evaluations?state=overdue&group=asb')).text).toContain(
      '1 evaluation',
    );
    const file = await support.open('/p/riverside/evaluations/export.csv?state=overdue');
    expect(file.html).toContain('youth-bus,Youth bus,The officer lead-1,Anti-social behaviour');
  });

  it('can be read before the finish as they will be asked, with the day, from the project', async () => {
    await fund(pages.story, 'next-bus', 100_000, '2012-02-02');
    await pages.upToDate();
    const officer = await pages.as('lead-1');
    const project = await officer.open('/p/riverside/projects/next-bus');
    const asked = await officer.open(project.link('See what will be asked') ?? '');
    expect(asked.text).toContain('What is asked');
    expect(asked.text).toContain('Lessons');
    expect(asked.text).toContain('Due28 January 2012');
    expect(asked.text).toContain('Friday nights');
  });

  it('can be returned with reasons and a new date, once it is in', async () => {
    const early = await fillIn(chair, `${evaluation}/return`, {
      reasons: 'More.',
      ...dayOf('newDueOn', '2012-03-01'),
    });
    expect(early.problems).toEqual(['No evaluation is waiting to be accepted or returned.']);
    await pages.story.do(lead, 'SubmitEvaluation', { project: 'youth-bus', answers });
    await pages.upToDate();
    expect((await chair.open('/p/riverside')).text).toContain('Evaluations to accept or return');
    const read = await chair.open(evaluation);
    expect(read.tableOf('Outputs')[1]).toEqual(['Friday nights', '30', '28']);
    expect(read.text).toContain('<b>Start earlier</b>');
    // What the lead officer recommends is no word of the chair who is to decide.
    expect(read.text).toContain('Recommended by the lead officerContinue');
    expect(read.text).not.toContain('Recommended by the chair');
    const wrong = await chair.send(await chair.open(`${evaluation}/return`), {
      reasons: '',
      ...dayOf('newDueOn', '2012-02-31'),
    });
    expect(wrong.problems).toEqual([
      'Enter what is missing or wrong',
      'The new due date must be a real date, like 27 3 2012',
    ]);
    const back = await fillIn(chair, `${evaluation}/return`, {
      reasons: 'Say what it cost a night.',
      ...dayOf('newDueOn', '2012-03-01'),
    });
    expect(back.text).toContain('The evaluation is returned.');
    expect(back.text).toContain('Late at first by5 days');
  });

  it('are accepted with a recommendation, once', async () => {
    await pages.story.do(lead, 'SubmitEvaluation', { project: 'youth-bus', answers });
    await pages.upToDate();
    const done = await fillIn(chair, `${evaluation}/accept`, { recommend: 'mainstream' });
    expect(done.text).toContain('The evaluation is accepted.');
    expect(done.text).toContain('Recommended by the chairMainstream');
    expect(done.link('Accept the evaluation')).toBeUndefined();
  });

  it('are read by everyone of the partnership, and answered by a chair alone', async () => {
    const officer = await pages.as('lead-1');
    expect((await officer.open(evaluation)).link('Return the evaluation')).toBeUndefined();
    expect((await officer.open(`${evaluation}/return`)).status).toBe(403);
    expect((await chair.open(`${evaluation}/nothing`)).status).toBe(404);
  });
});

describe('The monthly updates', () => {
  it('are shown to a thematic chair for their own group, and exported with no formula', async () => {
    const shown = await chair.open('/p/riverside/updates');
    expect(shown.text).toContain('June 2011');
    expect(shown.text).toContain('Amber');
    expect((await chair.open('/p/riverside/updates?rag=red')).text).toContain('No update has been sent');
    const file = await chair.open('/p/riverside/updates/export.csv');
    expect(file.html).toContain("'=1+1");
  });

  it('are corrected by whoever sent them, with the day, and the one before stays in the history', async () => {
    await fund(pages.story, 'games', 10_000, '2012-02-16');
    const sent = { month: '2012-02', rag: 'green', progress: 'Eight games.', risks: 'Rain.' };
    await pages.story.do(lead, 'StartProject', { project: 'games' });
    await pages.story.do(lead, 'SubmitPerformanceUpdate', { project: 'games', ...sent });
    await pages.upToDate();
    const officer = await pages.as('lead-1');
    const games = '/p/riverside/projects/games';
    const correct = (await officer.open(games)).link('Correct the update for February 2012') ?? '';
    const form = await officer.open(correct);
    expect([form.valueOf('progress'), form.valueOf('risks')]).toEqual(['Eight games.', 'Rain.']);
    expect((await officer.send(form, form.filled())).problems).toEqual(['Enter why']);
    const right = { rag: 'amber', progress: 'Six games.', risks: '', reason: 'Two were in March.' };
    const done = await fillIn(officer, correct, right);
    expect(done.text).toContain('February 2012, amberCorrected on 16 February 2012 Six games.');
    expect(done.text).toContain('2012-02: green; Eight games.; risks: Rain.');
    expect(done.text).not.toContain('Risks: Rain.');
    await pages.upToDate();
    const shown = await chair.open('/p/riverside/updates');
    expect(shown.text).toContain('AmberCorrected on 16 February 2012 Six games.');
    expect(shown.text).not.toContain('Eight games.');
    expect((await officer.open(`${games}/submit-update`)).text).toContain(
      'The update for February 2012 is sent',
    );
    expect((await officer.open(`${games}/correct-update/2012-01`)).status).toBe(404);
    expect((await (await pages.as('lead-2')).open(correct)).status).toBe(404);
    expect((await chair.open(games)).link('Correct the update')).toBeUndefined();
  });
});
