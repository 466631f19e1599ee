import { describe, expect, it } from '@jest/globals';
import { openDesk } from '#eventing/desk';
import { message as messageDecider } from '#funding/message/message';
import { lead, support } from '#testing/desk-story';
import { FailingStore } from '#testing/failing-store';
import type { Failing } from '#testing/failing-store';
import { decoding } from '#testing/read-story';
import {
  aPartnershipThatReminds,
  ReminderStory,
  startedProject,
  threeProjects,
} from '#testing/reminder-story';

const now = '2011-07-04T09:00:00.000Z';
const friday = '2011-07-08T09:00:00.000Z';

/** What goes on a store where nothing fails. */
async function undisturbed(): Promise<{ rungs: readonly string[]; letters: readonly string[] }> {
  const story = await threeProjects();
  await story.round(now);
  return { rungs: await story.rungs(), letters: story.letters().toSorted() };
}

describe('Two workers at one store', () => {
  it('send each rung once between them, however often they meet', async () => {
    const expected = await undisturbed();
    for (let meeting = 0; meeting < 5; meeting += 1) {
      const story = await threeProjects();
      const other = new ReminderStory(story, 'worker-2');
      story.at(now);
      other.at(now);
      await Promise.all([story.runner.catchUp(), other.runner.catchUp()]);
      await Promise.all([other.worker.round(now), story.worker.round(now), other.worker.round(now)]);
      expect(await story.rungs()).toEqual(expected.rungs);
      expect(story.letters().toSorted()).toEqual(expected.letters);
    }
  });

  it('claim one message a person a day, though one of them knows of more that is due', async () => {
    const story = await threeProjects();
    const other = new ReminderStory(story, 'worker-2');
    story.at(now);
    await story.runner.catchUp();
    other.at(now);
    await story.do(lead, 'FinishProject', { project: 'lights', manner: 'completed' });
    await other.runner.catchUp();
    await Promise.all([story.worker.claim(now), other.worker.claim(now)]);
    await story.round(now);
    expect(
      story
        .letters()
        .map((letter) => letter.slice(0, 6))
        .toSorted(),
    ).toEqual(['lead-1', 'lead-2']);
  });
});

describe('A worker that dies at any of its writes', () => {
  it.each<Failing>(['before', 'after'])(
    'loses no rung and sends none twice, when another goes on: %s the write is there',
    async (failing) => {
      const expected = await undisturbed();
      for (let after = 0; ; after += 1) {
        const story = await threeProjects();
        const failed = await dies(story, after, failing);
        if (!failed) break;
        await goesOn(story);
        expect(await story.rungs()).toEqual(expected.rungs);
        const unknown = (await story.messages()).filter((standing) => standing.endsWith('unknown'));
        const letters = story.letters();
        // Whether what is unknown has gone nobody can tell, and it has not been sent again.
        expect(letters.length).toBe(new Set(letters).size);
        expect(expected.letters.filter((letter) => !letters.includes(letter)).length).toBeLessThanOrEqual(
          unknown.length,
        );
      }
    },
  );
});

/** A round by a worker of its own that dies at its write of this number; false when it needs fewer. */
async function dies(story: ReminderStory, after: number, failing: Failing): Promise<boolean> {
  const store = new FailingStore(story.store, after, failing);
  const desk = openDesk({ store, decoding, commandKey: new Uint8Array(32) });
  const doomed = new ReminderStory(story, 'worker-0');
  const worker = doomed.workerAt(desk, 'worker-0');
  doomed.at(now);
  story.at(now);
  await doomed.runner.catchUp();
  await worker.round(now).catch(() => undefined);
  return store.hasFailed;
}

/** Another worker goes on at once, and again once the lease of the first is over. */
async function goesOn(story: ReminderStory): Promise<void> {
  await story.round('2011-07-04T09:01:00.000Z');
  await story.round('2011-07-04T09:20:00.000Z');
  await story.round('2011-07-04T09:21:00.000Z');
}

/** What a claim carried, as the message that it made has it. */
async function carriedBy(story: ReminderStory, at: string): Promise<readonly string[]> {
  const { messages } = await story.worker.claim(at);
  const carried: string[] = [];
  for (const { partnership, message } of messages) {
    const state = await story.state(`message-${partnership}.${message}`, messageDecider);
    if (state.status === 'none') throw new Error('It was not claimed.');
    for (const { obligation, of, days } of state.carries) carried.push(`${obligation} ${of}: ${days.join()}`);
  }
  return carried;
}

describe('A worker whose rows are behind', () => {
  const project = 'lights';

  /** A story, and another worker whose rows know of what was owed until then. */
  async function behind(at: string, started: Readonly<Record<string, string>> = { [project]: '2011-05-12' }) {
    const story = await aPartnershipThatReminds();
    for (const [one, day] of Object.entries(started)) await startedProject(story, one, day);
    const other = new ReminderStory(story, 'worker-2');
    for (const one of [story, other]) one.at(at);
    await other.runner.catchUp();
    return { story, other };
  }

  it('leaves out of a message what is owed no more, and nothing else of the same project', async () => {
    const { story, other } = await behind(now);
    await story.do(lead, 'SubmitPerformanceUpdate', {
      project,
      month: '2011-05',
      rag: 'green',
      progress: 'Well.',
    });
    expect(await carriedBy(other, now)).toEqual(['performance-update 2011-06: -3']);
  });

  it('leaves out the one rung that has gone otherwise, and no other of the same update', async () => {
    const today = '2011-07-07T09:00:00.000Z';
    const { story, other } = await behind(today);
    await story.do('tallystick/clock', 'RecordReminder', {
      project,
      obligation: 'performance-update',
      of: '2011-06',
      dueOn: '2011-07-07',
      days: -3,
      told: 'lead-officer',
      message: 'a-letter',
      to: ['lead-1'],
    });
    expect(await carriedBy(other, today)).toEqual([
      'performance-update 2011-05: -3,0,7,14,21,28',
      'performance-update 2011-06: 0',
    ]);
  });

  it('leaves out what someone else is to be told by now, and nothing else of the same person', async () => {
    const { story, other } = await behind(now, { [project]: '2011-05-12', gates: '2011-06-01' });
    await story.do(support, 'ChangeLeadOfficer', { project, leadOfficer: 'lead-2', reason: 'Left.' });
    expect(await carriedBy(other, now)).toEqual(['performance-update 2011-06: -3']);
  });
});

describe('Read models that are built anew', () => {
  it('send nothing: what was sent is in the events', async () => {
    const story = await threeProjects();
    await story.round(now);
    expect(story.letters()).toHaveLength(2);
    // Another worker begins with nothing but the events, and a third builds its rows again.
    const other = new ReminderStory(story, 'worker-2');
    const tomorrow = '2011-07-05T09:00:00.000Z';
    await other.runner.catchUp();
    await story.runner.rebuild();
    for (const { worker } of [other, story]) {
      expect(await worker.standing(tomorrow)).toMatchObject({ dueRungs: 0 });
      expect(await worker.round(tomorrow)).toMatchObject({ claimed: 0, rungs: 0 });
    }
    expect(story.letters()).toEqual([]);
  });

  it('send nothing though their rows said that nothing was ever sent: the projects know', async () => {
    const story = await threeProjects();
    for (const day of ['04', '07']) await story.round(`2011-07-${day}T09:00:00.000Z`);
    expect(story.letters()).toHaveLength(4);
    await story.runner.rebuild();
    await story.db.deleteFrom('reminders_sent').execute();
    await story.db.updateTable('obligations').set({ next_send_at: now }).execute();
    // Other rungs together than went together, so that these are other messages than those that have gone.
    expect(await story.worker.standing(friday)).toMatchObject({ dueRungs: 5 });
    expect(await story.worker.round(friday)).toMatchObject({ claimed: 0, rungs: 0 });
    expect(story.letters()).toEqual([]);
  });

  it('send nothing while they are behind, either: the deciders know what was sent', async () => {
    const story = await threeProjects();
    const behind = new ReminderStory(story, 'worker-2');
    behind.at(now);
    await behind.runner.catchUp();
    await story.round(now);
    expect(story.letters()).toHaveLength(2);
    expect(await behind.worker.claim(now)).toMatchObject({ messages: [], rungs: 0 });
    expect(story.box.gone).toEqual([]);
  });
});
