import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { administrator, fund, lead, support } from '#testing/desk-story';
import type { DeskStory } from '#testing/desk-story';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Visitor } from '../../testing/visitor.js';

/** A project that has finished, of which the evaluation is handed in, or is not. */
async function finished(
  story: DeskStory,
  project: string,
  thematicGroup: string,
  isHandedIn: boolean,
): Promise<void> {
  await story.do(lead, 'StartProject', { project });
  await story.do(lead, 'FinishProject', { project, manner: 'ended-early' });
  if (!isHandedIn) return;
  const answers = { done: `What was done for ${thematicGroup}.`, lessons: 'Begin in May.' };
  await story.do(lead, 'SubmitEvaluation', { project, answers });
}

/** Two themes, of which one has a chair; in each an evaluation that was handed in and one that is overdue. */
async function tell(story: DeskStory): Promise<void> {
  const group = { group: 'burglary', name: 'Burglary', kind: 'thematic' };
  await story.do(administrator, 'FormGroup', group);
  const themes = ['asb', 'burglary'].flatMap((theme) => [
    [`${theme}-done`, theme, true] as const,
    [`${theme}-late`, theme, false] as const,
  ]);
  for (const [at, [project, thematicGroup, isHandedIn]] of themes.entries()) {
    await fund(story, project, 50_000, `2011-05-1${at}`, { title: `Project ${project}`, thematicGroup });
    await finished(story, project, thematicGroup, isHandedIn);
  }
  for (const one of ['tasking', 'asb'])
    await story
      .on('2011-07-14')
      .do(support, 'CallMeeting', { meeting: `${one}-july`, group: one, heldOn: '2011-07-14' });
}

describe('What is offered to a meeting of evaluations', () => {
  let pages: PagesUnderTest;
  let officer: Visitor;

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    await tell(pages.story);
    await pages.upToDate();
    officer = await pages.as('support-1');
  });
  afterAll(async () => pages.close());

  it('are to a thematic group those of its theme, handed in and overdue', async () => {
    const { text } = await officer.open('/p/riverside/meetings/asb-july/agenda');
    expect(text).toContain('Evaluations that were handed in Project asb-done');
    expect(text).toContain('Overdue evaluations Project asb-late');
    expect(text).not.toContain('burglary');
  });

  it('are to the tasking group those that its chair answers, and every overdue one', async () => {
    const { text } = await officer.open('/p/riverside/meetings/tasking-july/agenda');
    expect(text).toContain('Evaluations that were handed in Project burglary-done');
    expect(text).not.toContain('asb-done');
    for (const late of ['asb-late', 'burglary-late']) expect(text).toContain(`Project ${late}`);
  });

  it('are read on the agenda, whence the chair goes on to accept or return one', async () => {
    const form = await officer.open('/p/riverside/meetings/asb-july/agenda');
    const agenda = await officer.send(form, { offered: ['evaluation.asb-done.'] });
    expect(agenda.text).toContain('Evaluation: Project asb-done');
    const item = agenda.link('Evaluation: Project asb-done') ?? '';
    const forChair = await (await pages.as('theme-1')).open(item);
    expect(forChair.text).toContain('What was done What was done for asb.');
    expect(forChair.link('Accept or return the evaluation')).toBe('/p/riverside/evaluations/asb-done');
    expect((await officer.open(item)).link('The evaluation, and what the bid promised')).toBe(
      '/p/riverside/evaluations/asb-done',
    );
  });
});
