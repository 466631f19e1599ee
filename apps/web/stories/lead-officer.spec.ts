import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { awardOf, decisionAt, openMeetingOn, propose, support } from '#testing/desk-story';
import { PagesUnderTest } from '../testing/pages-under-test.js';
import type { Shown, Visitor } from '../testing/visitor.js';

const project = '/p/riverside/projects/youth-bus';

describe("A lead officer's story, from the award to the evaluation", () => {
  let pages: PagesUnderTest;
  let lead: Visitor;

  /** Follows an action of the project's page, and sends its form. */
  const act = async (text: string, fields: Record<string, string>): Promise<Shown> => {
    const link = (await lead.open(project)).link(text);
    if (link === undefined) throw new Error(`The project's page does not offer: ${text}`);
    return lead.send(await lead.open(link), fields);
  };

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    const { story } = pages;
    await propose(story, 'youth-bus', 400_000);
    const meeting = await openMeetingOn(story, '2011-05-12', [
      { item: 'bus', kind: 'bid', project: 'youth-bus' },
    ]);
    const conditions = [{ condition: 'driver', when: 'before-payment', text: 'A safe driver' }];
    const award = { ...awardOf(350_000), conditions };
    await story.do(support, 'FundProject', {
      project: 'youth-bus',
      decision: decisionAt(meeting, 'bus'),
      award,
    });
    await pages.upToDate();
    lead = await pages.as('lead-1');
  });
  afterAll(async () => pages.close());

  it('answers the award, which is for less than the bid and on a condition', async () => {
    expect((await lead.open('/p/riverside')).text).toContain('Awards to accept or decline');
    const form = await lead.open(`${project}/answer-award`);
    expect(form.text).toContain('awarded £3,500.00, which is less than the £4,000.00 that you bid for');
    expect(form.text).toContain('A safe driver (before payment)');
    expect(form.text).toContain('Answer by 26 May 2011. An award that nobody answers lapses.');
    const silent = await lead.send(form, { answer: 'decline' });
    expect(silent.problemOf('reason')).not.toBe('');
    const done = await lead.send(form, { answer: 'accept' });
    expect(done.text).toContain('You have accepted the award.');
    expect(done.link('Accept or decline')).toBeUndefined();
  });

  it('says that it has started, on a day that is not still to come', async () => {
    pages.story.on('2011-06-02');
    const early = await act('Say that it has started', {
      'startedOn-day': '3',
      'startedOn-month': '6',
      'startedOn-year': '2011',
    });
    expect(early.problemOf('startedOn')).toContain('still to come');
    const done = await act('Say that it has started', {
      'startedOn-day': '1',
      'startedOn-month': '6',
      'startedOn-year': '2011',
    });
    expect(done.text).toContain('StateStarted');
  });

  it('hands in a monthly update, and finds the next filled in from it', async () => {
    pages.story.on('2011-07-05');
    const done = await act('Send a monthly update', {
      month: '2011-06',
      rag: 'amber',
      progress: 'Four nights.',
      risks: 'No driver.',
    });
    expect(done.text).toContain('The update for June 2011 is handed in.');
    pages.story.on('2011-08-05');
    await pages.upToDate();
    const next = await lead.open(`${project}/submit-update`);
    expect(next.valueOf('risks')).toBe('No driver.');
    expect(next.text).toContain('filled in from your update for June 2011');
    expect(next.valueOf('progress')).toBe('');
  });

  it('says that it has finished, and when the evaluation is due', async () => {
    pages.story.on('2012-01-09');
    const done = await act('Say that it has finished', {
      manner: 'completed',
      'finishedOn-day': '31',
      'finishedOn-month': '12',
      'finishedOn-year': '2011',
    });
    expect(done.text).toContain('Due28 January 2012');
  });

  it('hands in the evaluation, with what the bid promised beside what is asked', async () => {
    const parts = await lead.open(`${project}/submit-evaluation`);
    expect(parts.text).toContain('It is due on 28 January 2012.');
    const fill = async (title: string, fields: Record<string, string>): Promise<Shown> =>
      lead.send(await lead.open(parts.link(title) ?? ''), fields);
    const first = await lead.open(parts.link('What was done') ?? '');
    expect(first.text).toContain('The bid promised 30 nights');
    const saved = await lead.send(first, {
      done: 'Thirty nights.',
      'delivered-0': '28',
      lessons: 'Begin in May.',
    });
    expect(saved.text).toContain('What was done, and what was learned Completed');
    const early = await lead.send(await lead.open(`${parts.at}/check`));
    expect([early.status, early.problems.join()]).toEqual([422, expect.stringContaining('what changed')]);
    await fill('What changed', { outcomes: 'Fewer complaints.', evidence: 'Counts of calls.' });
    const value = { economy: 'A lent bus.', efficiency: 'Ten pounds a visit.', effectiveness: 'Yes.' };
    await fill('Value for money', { ...value, costComment: 'All spent.' });
    const check = await fill('What should happen next', { recommend: 'continue' });
    expect(check.text).toContain('Friday nights: 28 of 30 expected');
    const done = await lead.send(check);
    expect(done.text).toContain('The evaluation is handed in.');
    expect(done.text).toContain('StateSubmitted');
  });

  it("is nobody else's to tell", async () => {
    const other = await pages.as('lead-2');
    for (const page of [
      'answer-award',
      'report-start',
      'submit-update',
      'report-finish',
      'submit-evaluation',
    ])
      expect((await other.open(`${project}/${page}`)).status).toBe(404);
    expect((await other.open(project)).link('Hand in the evaluation')).toBeUndefined();
  });
});
