import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fund, lead as byLead } from '#testing/desk-story';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Visitor } from '../../testing/visitor.js';

const at = '/p/riverside/policy/evaluation-form/full';

describe('The wording of an evaluation form', () => {
  let pages: PagesUnderTest;
  let administrator: Visitor;

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    await fund(pages.story, 'youth-bus', 400_000);
    await pages.upToDate();
    administrator = await pages.as('admin-1');
  });
  afterAll(async () => pages.close());

  it('is found from the policy, with the questions that stand now and room for more', async () => {
    const policy = await administrator.open('/p/riverside/policy');
    expect(policy.text).toContain('The full form: as everyone begins with it.');
    expect(policy.link('Change the full evaluation form')).toBe(at);
    const form = await administrator.open(at);
    expect(form.valueOf('question0-heading')).toBe('What was done');
    expect(form.root.querySelectorAll('fieldset').at(-1)?.textContent).not.toContain('Describe');
  });

  it('says which question is wrong, beside it, and keeps what was typed', async () => {
    const form = await administrator.open(at);
    const wrong = await administrator.send(form, {
      ...form.filled(),
      'question1-asks': '',
      'question2-heading': 'Long '.repeat(50),
    });
    expect(wrong.problems).toEqual([
      'Enter what question 2 asks',
      'The heading of question 3 must be 200 characters or fewer',
    ]);
    expect(wrong.problemOf('question1')).toBe('Enter what question 2 asks');
    expect(wrong.valueOf('question0-heading')).toBe('What was done');
  });

  it('is adopted after a check, and issued with what is awarded from then on', async () => {
    const form = await administrator.open(at);
    const emptied = Object.fromEntries(
      Object.keys(form.filled())
        .filter(isQuestion)
        .map((name) => [name, '']),
    );
    const check = await administrator.send(form, {
      ...emptied,
      'question0-heading': 'What was done',
      'question0-asks': 'In your own words.',
      'question3-heading': 'What was learned',
      'question3-asks': 'For the next one.',
    });
    expect(check.text).toContain('Those made before keep the wording that they were issued.');
    const done = await administrator.send(check, { step: 'send' });
    expect(done.text).toContain('The full evaluation form is adopted.');
    expect(done.text).toContain('The full form: version 2.');
    await fund(pages.story, 'walk', 400_000, '2011-05-19');
    for (const project of ['youth-bus', 'walk']) {
      pages.story.on('2011-06-01');
      await pages.story.do(byLead, 'StartProject', { project });
      await pages.story.do(byLead, 'FinishProject', { project, manner: 'completed' });
    }
    await pages.upToDate();
    const lead = await pages.as('lead-1');
    expect((await lead.open('/p/riverside/projects/walk/submit-evaluation')).text).toContain(
      'In your own words.',
    );
    expect((await lead.open('/p/riverside/projects/youth-bus/submit-evaluation')).text).not.toContain(
      'In your own words.',
    );
  });

  it('replaces no wording unseen that was adopted since it was opened, nor one after it was checked', async () => {
    const [form, other] = [await administrator.open(at), await administrator.open(at)];
    const check = await administrator.send(form, { ...form.filled(), 'question0-asks': 'In a few words.' });
    const first = await administrator.send(other, { ...other.filled(), 'question0-asks': 'At length.' });
    expect((await administrator.send(first, { step: 'send' })).text).toContain('version 3');
    const late = await administrator.send(check, { step: 'send' });
    expect([late.status, late.valueOf('question0-asks')]).toEqual([422, 'In a few words.']);
    expect(late.problems.join()).toContain('The form was changed since you opened it.');
    const now = await administrator.open(late.link('See what it asks now') ?? '');
    expect(now.valueOf('question0-asks')).toBe('At length.');
    const seen = await administrator.send(late, late.filled());
    expect((await administrator.send(seen, { step: 'send' })).text).toContain('version 4');
  });

  it('is not adopted without a question', async () => {
    const form = await administrator.open(at);
    const emptied = Object.fromEntries(
      Object.keys(form.filled())
        .filter(isQuestion)
        .map((name) => [name, '']),
    );
    const shown = await administrator.send(await administrator.send(form, emptied), { step: 'send' });
    expect(shown.status).toBe(422);
    expect(shown.problemOf('question0')).not.toBe('');
  });

  it('has no page for a form that there is not', async () => {
    expect((await administrator.open(at.replace('full', 'medium'))).status).toBe(404);
  });
});

const isQuestion = (name: string): boolean => name.startsWith('question');
