import { describe, expect, it } from '@jest/globals';
import { finishedProject } from '#testing/reminder-story';
import type { ReminderStory } from '#testing/reminder-story';

const project = 'youth-bus';

describe('Someone who has left', () => {
  it('is not written to: the support officer is told in their place', async () => {
    const story = await finishedProject(project);
    const reason = 'Left on 30 June 2011.';
    await story.do('admin-1/administrator', 'SwitchOffPerson', { person: 'lead-1', reason });
    await story.round('2011-07-01T10:00:00.000Z');
    expect(story.letters()).toEqual(['support-1: Evaluation of Youth bus is due on Friday 29 July']);
  });
});

/** A project of a group without a chair, just before its evaluation is a week late. */
async function withoutChair(): Promise<ReminderStory> {
  const story = await finishedProject(project);
  const role = { person: 'theme-1', role: 'thematic-chair', group: 'asb', reason: 'Retired.' };
  await story.do('admin-1/administrator', 'EndRole', role);
  for (const day of ['01', '15', '22', '28', '29']) await story.round(`2011-07-${day}T10:00:00.000Z`);
  story.letters();
  return story;
}

describe('A thematic group without a chair', () => {
  const late = 'Evaluation of Youth bus was due on Friday 29 July and is 7 days late';

  it('has the chair of the tasking group told, who answers its evaluations', async () => {
    const story = await withoutChair();
    await story.round('2011-08-05T10:00:00.000Z');
    expect(story.letters().toSorted()).toEqual([`chair-1: ${late}`, `lead-1: ${late}`]);
  });

  it('has the support officer told where the tasking group has none either, each week once, and why', async () => {
    const story = await withoutChair();
    const seat = { person: 'chair-1', role: 'chair', group: 'tasking', reason: 'Retired.' };
    await story.do('admin-1/administrator', 'EndRole', seat);
    await story.round('2011-08-05T10:00:00.000Z');
    expect(story.box.gone.find(({ to }) => to.email.startsWith('support-1'))?.text).toContain(
      'There is no chair of its thematic group who could be told, so you are told as support officer.',
    );
    expect(story.letters()).toEqual([`lead-1: ${late}`, `support-1: ${late}`]);
    await story.round('2011-08-08T10:00:00.000Z');
    expect(story.letters()).toEqual([]);
    await story.round('2011-08-12T10:00:00.000Z');
    expect(story.letters()).toHaveLength(2);
    expect(await story.typesOf(`project-riverside.${project}`)).not.toContain('ReminderPassedOver');
  });

  it('has the chair told after all who is named before the message goes', async () => {
    const story = await withoutChair();
    story.at('2011-08-05T10:00:00.000Z');
    await story.runner.catchUp();
    await story.worker.claim('2011-08-05T10:00:00.000Z');
    const role = { person: 'lead-2', role: 'thematic-chair', group: 'asb', agency: 'council' };
    await story.do('admin-1/administrator', 'GiveRole', role);
    await story.round('2011-08-05T10:01:00.000Z');
    await story.round('2011-08-05T10:02:00.000Z');
    expect(story.letters()).toEqual([`lead-1: ${late}`, `lead-2: ${late}`]);
  });
});
