import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { administrator, awardOf, bidOf, fund, lead, support, thematicChair } from '#testing/desk-story';
import { dayOf, fillIn } from '../../testing/filling-in.js';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Shown, Visitor } from '../../testing/visitor.js';

const bus = '/p/riverside/projects/youth-bus';
const evaluation = `${bus}/submit-evaluation`;

let pages: PagesUnderTest;
let officer: Visitor;

const save = async (at: string, fields: Record<string, string>): Promise<Shown> =>
  officer.send(await officer.open(at), fields);

async function finished(project: string, day: string, amountPence: number): Promise<void> {
  const { story } = pages;
  await fund(story, project, amountPence, day);
  await story.do(lead, 'StartProject', { project });
  await story.do(lead, 'FinishProject', { project, manner: 'completed' });
}

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  const { story } = pages;
  await finished('leaflet', '2011-05-05', 10_000);
  await fund(story, 'youth-bus', 400_000);
  story.on('2011-06-01');
  await story.do(lead, 'StartProject', { project: 'youth-bus' });
  await pages.upToDate();
  officer = await pages.as('lead-1');
});
afterAll(async () => pages.close());

describe('An evaluation that is written part by part', () => {
  it('is begun while the project runs, and is there again on another device', async () => {
    expect((await officer.open(bus)).link('Write the evaluation')).toBe(evaluation);
    const parts = await save(`${evaluation}/done`, { done: 'Twelve nights.', 'delivered-0': '12' });
    expect(parts.at).toBe(evaluation);
    expect(parts.text).toContain('Saved.');
    expect(parts.text).toContain('What was done, and what was learned In progress');
    expect(parts.text).toContain('What changed because of it Not yet begun');
    expect(parts.text).toContain('It can be handed in once you have said that the project has finished.');
    const elsewhere = await (await pages.as('lead-1')).open(`${evaluation}/done`);
    expect([elsewhere.valueOf('done'), elsewhere.valueOf('delivered-0')]).toEqual(['Twelve nights.', '12']);
    expect(elsewhere.text).toContain('A bus with youth workers on Friday nights.');
  });

  it('replaces nothing unseen that was saved on another device since it was opened', async () => {
    const phone = await officer.open(`${evaluation}/value`);
    const saved = await save(`${evaluation}/value`, { economy: 'A lent bus.' });
    expect(saved.text).toContain('Value for money In progress');
    const asked = await officer.send(phone, { economy: 'A bus.' });
    expect(asked.problems.join()).toContain('This part was saved since you opened it.');
    expect([asked.status, asked.valueOf('economy')]).toEqual([422, 'A bus.']);
    const now = await officer.open(asked.link('See what is saved now') ?? '');
    expect(now.valueOf('economy')).toBe('A lent bus.');
    const same = await officer.send(phone, { economy: 'A lent bus.' });
    expect(same.text).toContain('Saved.');
    expect((await officer.send(asked, { economy: 'A bus.' })).text).toContain('Saved.');
    await save(`${evaluation}/value`, { economy: '' });
  });

  it('keeps each part of those that are saved in the same moment, in two tabs', async () => {
    const [one, other] = [
      await officer.open(`${evaluation}/change`),
      await officer.open(`${evaluation}/value`),
    ];
    const between = pages.meanwhile(async () => officer.send(other, { economy: 'A lent bus.' }));
    await officer.send(one, { outcomes: 'Fewer calls.', evidence: '' });
    await between;
    expect((await officer.open(`${evaluation}/change`)).valueOf('outcomes')).toBe('Fewer calls.');
    expect((await officer.open(`${evaluation}/value`)).valueOf('economy')).toBe('A lent bus.');
    await save(`${evaluation}/change`, { outcomes: '' });
    await save(`${evaluation}/value`, { economy: '' });
  });

  it('takes what is typed after going back to a part that was saved', async () => {
    const form = await officer.open(`${evaluation}/value`);
    await officer.send(form, { economy: 'Lent  ' });
    const back = await officer.open(form.at);
    expect(back.valueOf('economy')).toBe('Lent');
    const asked = await officer.send(back, { economy: 'A lent bus.' });
    expect(asked.problems.join()).toContain('You have sent this form before, with other answers');
    expect((await officer.send(asked, asked.filled())).text).toContain('Saved.');
    await save(`${evaluation}/value`, { economy: '' });
  });

  it('keeps what other parts say, and takes out what is emptied', async () => {
    await save(`${evaluation}/change`, { outcomes: 'Fewer complaints.', evidence: 'Calls.' });
    await save(`${evaluation}/done`, { done: 'Thirteen nights.', 'delivered-0': '' });
    await save(`${evaluation}/change`, { outcomes: 'Fewer complaints.', evidence: '' });
    const check = await officer.open(`${evaluation}/check`);
    expect(check.text).toContain('What was done Thirteen nights.');
    expect(check.text).toContain('Delivered Friday nights: not counted of 30 expected Change');
    expect(check.text).toContain('What changed Fewer complaints.');
    expect(check.text).toContain('The evidence for it Not given');
  });

  it('says what is wrong in a part, saves nothing of it and loses nothing that was typed', async () => {
    const shown = await save(`${evaluation}/done`, { done: 'Fourteen.', 'delivered-0': '1e3' });
    expect(shown.problemOf('delivered-0')).toContain('must be a whole number');
    expect([shown.status, shown.valueOf('done')]).toEqual([422, 'Fourteen.']);
    await save(`${evaluation}/next`, { byWhom: 'The council', ...dayOf('from', '2012-04-01') });
    expect((await officer.open(`${evaluation}/next`)).valueOf('byWhom')).toBe('The council');
    expect((await officer.open(`${evaluation}/done`)).valueOf('done')).toBe('Thirteen nights.');
    expect((await officer.open(`${evaluation}/nothing`)).status).toBe(404);
  });

  it('cannot be handed in before the finish, nor with something missing', async () => {
    const early = await officer.send(await officer.open(`${evaluation}/check`));
    expect(early.problems.join()).toContain('No finish is recorded.');
    pages.story.on('2011-12-31');
    await pages.story.do(lead, 'FinishProject', { project: 'youth-bus', manner: 'completed' });
    await pages.upToDate();
    const partly = await officer.send(await officer.open(`${evaluation}/check`));
    expect(partly.problems.join()).toContain('the evidence; economy');
  });

  it('is read by everyone as a draft, where it is read', async () => {
    await pages.upToDate();
    const read = await (await pages.as('chair-1')).open('/p/riverside/evaluations/youth-bus');
    expect(read.text).toContain('This is a draft. Its lead officer has not handed it in, and it may change.');
    expect(read.text).toContain('Thirteen nights.');
    expect(read.link('Accept the evaluation')).toBeUndefined();
    const own = await officer.open('/p/riverside/evaluations/youth-bus');
    expect([read.link('Carry on with it'), own.link('Carry on with it')]).toEqual([undefined, evaluation]);
    expect((await (await pages.as('lead-2')).open(evaluation)).status).toBe(404);
  });

  it('begins with what was handed in, where that is returned', async () => {
    const answers = { done: 'All.', outcomes: 'Calm.', evidence: 'Calls.', lessons: 'Go on.' };
    const value = { economy: 'Lent.', efficiency: 'Good.', effectiveness: 'Yes.', costComment: 'Spent.' };
    const outputs = [
      { text: 'Friday nights', expected: 30, delivered: 29 },
      { text: 'A film', delivered: 1 },
    ];
    const next = { recommend: 'mainstream', byWhom: 'Council', from: '2012-04-01', budget: 'Youth' };
    const whole = { ...answers, ...value, outputs, next };
    await pages.story.do(lead, 'SubmitEvaluation', { project: 'youth-bus', answers: whole });
    await pages.upToDate();
    expect((await officer.open(evaluation)).at).toBe('/p/riverside/evaluations/youth-bus');
    const back = { project: 'youth-bus', reasons: 'Which calls?', newDueOn: '2012-01-31' };
    await pages.story.do(thematicChair, 'ReturnEvaluation', back);
    await pages.upToDate();
    const read = await officer.open('/p/riverside/evaluations/youth-bus');
    expect(read.link('Carry on with it')).toBe(evaluation);
    const parts = await officer.open(evaluation);
    expect(parts.text).toContain('It was returned to you: Which calls?');
    const first = await officer.open(`${evaluation}/done`);
    expect([first.valueOf('delivered-0'), first.valueOf('otherText0')]).toEqual(['29', 'A film']);
    expect((await officer.open(`${evaluation}/next`)).filled()).toMatchObject({ budget: 'Youth' });
    const check = await save(`${evaluation}/change`, { outcomes: 'Calm.', evidence: 'Calls to the police.' });
    expect(check.heading).toBe('Check your evaluation');
    await save(`${evaluation}/change`, { outcomes: 'Calm evenings.', evidence: 'Calls to the police.' });
    const changed = await officer.send(check);
    expect(changed.problems.join()).toContain('It was saved since you opened this page.');
    expect([changed.status, changed.text]).toEqual([422, expect.stringContaining('Calm evenings.')]);
    const done = await officer.send(changed);
    expect(done.text).toContain('The evaluation is handed in.');
    const late = await officer.open(`${evaluation}/check`);
    expect(late.at).toBe('/p/riverside/evaluations/youth-bus');
  });
});

describe('A short evaluation', () => {
  it('is handed in from its one part and the check of it, and asks no more', async () => {
    const parts = await officer.open('/p/riverside/projects/leaflet/submit-evaluation');
    expect(parts.text).toContain('The short form asks what was done and what was learned.');
    expect(parts.text).toContain('Value for money Optional');
    const done = await officer.open(parts.link('What was done') ?? '');
    const check = await officer.send(done, { done: 'A leaflet.', lessons: 'Print fewer.' });
    expect(check.heading).toBe('Check your evaluation');
    expect((await officer.send(check)).text).toContain('The evaluation is handed in.');
  });
});

describe('An evaluation of what promised no outputs', () => {
  it('asks what was delivered all the same, where the form is full', async () => {
    const { expectedOutputs: _, ...bid } = bidOf(300_000, { finishesOn: '2011-12-31' });
    const takenOn = { decidedOn: '2011-04-01', reference: 'Minutes' };
    await pages.story.do(support, 'TakeOnProject', { project: 'old', bid, takenOn, award: awardOf(300_000) });
    await pages.story.do(lead, 'FinishProject', { project: 'old', manner: 'completed' });
    await pages.upToDate();
    const old = '/p/riverside/projects/old/submit-evaluation';
    const part = await save(`${old}/done`, { done: 'A worker.', lessons: 'None.', otherDelivered0: '4' });
    expect(part.problemOf('otherText0')).toBe('Output 1: enter what was delivered');
    const texts = { done: 'A worker.', lessons: 'None.', otherText0: 'Visits', otherDelivered0: '4' };
    expect((await save(`${old}/done`, texts)).text).toContain('what was learned Completed');
  });
});

describe('A project that is handed over while its evaluation is written', () => {
  it('takes what is written to its next lead officer, and tells the one before what happened', async () => {
    await finished('games', '2012-02-02', 10_000);
    await pages.upToDate();
    const games = '/p/riverside/projects/games';
    await save(`${games}/submit-evaluation/change`, { outcomes: 'Calm evenings.', evidence: '' });
    const open = await officer.open(`${games}/submit-evaluation/change`);
    const update = await officer.open(`${games}/submit-update`);
    await fillIn(officer, `${games}/hand-over`, { leadOfficer: 'lead-2', reason: 'Moved on.' });
    await pages.upToDate();
    const late = await officer.send(open, { outcomes: 'Quiet.\nAnd dry.', evidence: 'Counted.' });
    expect([late.status, late.heading]).toEqual([403, 'This project was handed over']);
    expect(late.text).toContain('It was not recorded. Copy what is still needed');
    expect(late.text).toContain('Quiet. And dry.Counted.');
    expect((await officer.send(update, { progress: 'Eleven nights.' })).text).toContain('Eleven nights.');
    const next = await pages.as('lead-2');
    const part = await next.open(`${games}/submit-evaluation/change`);
    expect(part.valueOf('outcomes')).toBe('Calm evenings.');
    for (const page of [
      'submit-evaluation',
      'submit-evaluation/done',
      'submit-update',
      'claim',
      'hand-over',
    ]) {
      const before = await officer.open(`${games}/${page}`);
      expect([before.status, before.heading]).toEqual([403, 'This project was handed over']);
      expect(before.text).toContain('This project was handed over on 2 February 2012');
      expect(before.link('Read the project')).toBe(games);
    }
    expect((await officer.open(games)).text).toContain('The officer lead-2');
  });

  it('is as it always was to whoever never led it: no such page', async () => {
    await pages.story.do(administrator, 'GiveRole', { person: 'fire-1', role: 'lead-officer' });
    const stranger = await pages.as('fire-1');
    for (const page of ['submit-evaluation', 'submit-update', 'claim']) {
      const shown = await stranger.open(`/p/riverside/projects/games/${page}`);
      expect([shown.status, shown.heading]).toEqual([404, 'Page not found']);
    }
  });
});
