import { describe, expect, it } from '@jest/globals';
import type { Delivery } from '#reminders/channel';
import { openMatters } from '#funding/partnership/queries';
import { partnership } from '#funding/partnership/partnership';
import { lead, support, thematicChair } from '#testing/desk-story';
import { finishedProject, ReminderStory, startedProject } from '#testing/reminder-story';

const project = 'youth-bus';

describe('A round', () => {
  it('sends what is due, once, and says when there is more', async () => {
    const story = await finishedProject(project);
    const first = await story.round('2011-07-01T10:00:00.000Z');
    expect(first).toMatchObject({ claimed: 1, rungs: 1, sent: { 'handed-over': 1 } });
    expect(story.letters()).toEqual(['lead-1: Evaluation of Youth bus is due on Friday 29 July']);
    const again = await story.round('2011-07-01T10:01:00.000Z');
    expect(again).toMatchObject({ claimed: 0, rungs: 0, sent: { 'handed-over': 0 } });
    expect(again.nextAt).toBe('2011-07-01T11:01:00.000Z');
    await story.round('2011-07-15T08:00:00.000Z');
    expect(story.letters()).toEqual(['lead-1: Evaluation of Youth bus is due on Friday 29 July']);
  });

  it('sends nothing out of hours, and says when offices open', async () => {
    const story = await finishedProject(project);
    // 09:00 in London is 08:00 in UTC, while the clocks are forward.
    expect(await story.round('2011-07-15T07:59:59.999Z')).toMatchObject({
      claimed: 0,
      nextAt: '2011-07-15T08:00:00.000Z',
    });
    expect(await story.round('2011-07-15T16:00:00.000Z')).toMatchObject({ claimed: 0 });
    expect(await story.round('2011-07-17T10:00:00.000Z')).toMatchObject({ claimed: 0 });
    expect(await story.worker.nextAt('2011-07-18T07:30:00.000Z')).toBe('2011-07-18T08:00:00.000Z');
    expect(await story.round('2011-07-18T08:00:00.000Z')).toMatchObject({ claimed: 1, rungs: 2 });
    expect(story.letters()).toHaveLength(1);
  });

  it('leaves what was claimed before the offices closed until they open', async () => {
    const story = await finishedProject(project);
    story.at('2011-07-15T15:59:00.000Z');
    await story.runner.catchUp();
    const { messages } = await story.worker.claim('2011-07-15T15:59:00.000Z');
    const [message] = messages;
    if (message === undefined) throw new Error('Nothing was claimed.');
    expect(await story.worker.send(message, '2011-07-15T16:00:00.000Z')).toEqual({
      outcome: 'out-of-hours',
      at: '2011-07-18T08:00:00.000Z',
    });
    expect(await story.round('2011-07-18T08:00:00.000Z')).toMatchObject({ sent: { 'handed-over': 1 } });
  });

  it('tells the chair after a week, and the agenda of the tasking group after two', async () => {
    const story = await finishedProject(project);
    for (const day of ['01', '15', '22', '28', '29']) await story.round(`2011-07-${day}T10:00:00.000Z`);
    story.letters();
    await story.round('2011-08-05T10:00:00.000Z');
    expect(story.letters()).toEqual([
      'lead-1: Evaluation of Youth bus was due on Friday 29 July and is 7 days late',
      'theme-1: Evaluation of Youth bus was due on Friday 29 July and is 7 days late',
    ]);
    await story.round('2011-08-12T10:00:00.000Z');
    expect(story.letters()).toHaveLength(2);
    const state = await story.state('partnership-riverside', partnership);
    expect(openMatters(state)).toMatchObject([{ kind: 'overdue-evaluation', project }]);
    await story.round('2011-08-19T10:00:00.000Z');
    expect(openMatters(await story.state('partnership-riverside', partnership))).toHaveLength(1);
  });

  it('puts everything that one person is told into one message', async () => {
    const story = await finishedProject(project);
    await startedProject(story, 'bike-repair', '2011-07-01');
    await story.round('2011-07-01T12:00:00.000Z');
    story.letters();
    // The evaluation of one is due in a week, and the update of the other for July.
    await story.round('2011-08-04T10:00:00.000Z');
    const [letter] = story.box.gone;
    expect(story.letters()).toEqual([expect.stringMatching(/^lead-1: 2 things are due/)]);
    expect(letter?.text).toContain('Performance update');
  });

  it('tells the deputy beside the lead officer where the ladder says so, and passes the rung over without one', async () => {
    const story = await finishedProject(project);
    const tells = [{ who: 'lead-officer' }, { who: 'deputy-lead-officer' }];
    await story.do('admin-1/administrator', 'AdoptPolicy', {
      version: 2,
      from: '2011-07-01',
      evaluationLadder: [
        { days: -14, tells },
        { days: -7, tells },
      ],
    });
    await story.round('2011-07-15T10:00:00.000Z');
    expect(story.letters()).toHaveLength(1);
    expect(await story.typesOf(`project-riverside.${project}`)).toContain('ReminderPassedOver');
    await story.do(support, 'NameDeputy', { project, deputy: 'lead-2' });
    await story.round('2011-07-22T10:00:00.000Z');
    expect(story.letters().map((letter) => letter.split(':')[0])).toEqual(['lead-1', 'lead-2']);
  });
});

describe('One message a person a day', () => {
  it('leaves what falls due later that day until the next working morning', async () => {
    const story = await finishedProject(project);
    await story.round('2011-07-01T10:00:00.000Z');
    await startedProject(story, 'bike-repair', '2011-07-01');
    story.letters();
    // Finished long ago and told today: every rung that is past falls due at once.
    await story.do(lead, 'FinishProject', { project: 'bike-repair', manner: 'completed' });
    expect(await story.round('2011-07-01T14:00:00.000Z')).toMatchObject({ claimed: 0 });
    expect(await story.worker.nextAt('2011-07-01T14:00:00.000Z')).toBe('2011-07-01T15:00:00.000Z');
    expect(await story.round('2011-07-04T08:00:00.000Z')).toMatchObject({ claimed: 1 });
    expect(story.letters()).toEqual(['lead-1: Evaluation of Youth bus is due on Friday 29 July']);
  });

  it('does not let wait what would then come after the due date', async () => {
    const story = await finishedProject(project);
    await story.round('2011-07-29T10:00:00.000Z');
    story.letters();
    await story.do(lead, 'SubmitEvaluation', { project, answers: evaluation });
    const returned = { project, reasons: 'Say what changed.', newDueOn: '2011-07-30' };
    await story.do(thematicChair, 'ReturnEvaluation', returned);
    // Saturday 30 July comes before the next working morning.
    expect(await story.round('2011-07-29T11:00:00.000Z')).toMatchObject({ claimed: 1 });
    expect(story.letters()).toEqual(['lead-1: Evaluation of Youth bus is due on Saturday 30 July']);
  });
});

const evaluation = {
  done: 'Thirty nights.',
  outputs: [{ text: 'Friday nights', expected: 30, delivered: 30 }],
  outcomes: 'Fewer calls.',
  evidence: 'Calls to the police.',
  economy: 'A lent bus.',
  efficiency: 'Cheap.',
  effectiveness: 'It worked.',
  costComment: 'As awarded.',
  lessons: 'Start earlier.',
  next: { recommend: 'discontinue', why: 'Done.' },
};

describe('Between the claim and the sending', () => {
  it('the evaluation comes in, so the message is withdrawn', async () => {
    const story = await finishedProject(project);
    story.at('2011-07-01T10:00:00.000Z');
    await story.runner.catchUp();
    const { messages } = await story.worker.claim('2011-07-01T10:00:00.000Z');
    await story.do(lead, 'SubmitEvaluation', { project, answers: evaluation });
    const sent = await Promise.all(messages.map((ref) => story.worker.send(ref, '2011-07-01T10:00:00.000Z')));
    expect(sent).toEqual([{ outcome: 'withdrawn' }]);
    expect(story.letters()).toEqual([]);
    expect(await story.messages()).toEqual(['lead-1 withdrawn']);
  });

  it('the project is handed on, so the new lead officer is told instead', async () => {
    const story = await finishedProject(project);
    story.at('2011-07-01T10:00:00.000Z');
    await story.runner.catchUp();
    await story.worker.claim('2011-07-01T10:00:00.000Z');
    await story.do(support, 'ChangeLeadOfficer', { project, leadOfficer: 'lead-2', reason: 'Left.' });
    await story.round('2011-07-01T10:01:00.000Z');
    await story.round('2011-07-01T10:02:00.000Z');
    expect(story.letters()).toEqual(['lead-2: Evaluation of Youth bus is due on Friday 29 July']);
    await story.do(support, 'ChangeLeadOfficer', { project, leadOfficer: 'lead-1', reason: 'Back.' });
    expect(await story.round('2011-07-01T10:03:00.000Z')).toMatchObject({ claimed: 0 });
  });

  it('the project is handed on and back, and the rung is told of once', async () => {
    const story = await finishedProject(project);
    story.at('2011-07-01T10:00:00.000Z');
    await story.runner.catchUp();
    const { messages } = await story.worker.claim('2011-07-01T10:00:00.000Z');
    await story.do(support, 'ChangeLeadOfficer', { project, leadOfficer: 'lead-2', reason: 'Left.' });
    for (const ref of messages) await story.worker.send(ref, '2011-07-01T10:01:00.000Z');
    await story.do(support, 'ChangeLeadOfficer', { project, leadOfficer: 'lead-1', reason: 'Back.' });
    await story.round('2011-07-04T10:00:00.000Z');
    expect(story.letters()).toEqual(['lead-1: Evaluation of Youth bus is due on Friday 29 July']);
  });
});

describe('What a channel says', () => {
  it('is tried again later, each time a little later, when it has certainly not gone', async () => {
    const story = await finishedProject(project);
    const busy = { outcome: 'try-later', why: 'Busy.' } as const;
    story.box.answers.push(busy, busy);
    expect(await story.round('2011-07-01T10:00:00.000Z')).toMatchObject({
      sent: { 'try-later': 1 },
      nextAt: '2011-07-01T10:01:00.000Z',
    });
    expect(await story.round('2011-07-01T10:00:30.000Z')).toMatchObject({ sent: { 'try-later': 0 } });
    expect(await story.round('2011-07-01T10:01:00.000Z')).toMatchObject({
      nextAt: '2011-07-01T10:03:00.000Z',
    });
    await story.round('2011-07-01T10:03:00.000Z');
    expect(story.letters()).toHaveLength(1);
  });

  it('is shown to staff and never repeated, when nobody can tell whether it has gone', async () => {
    const story = await finishedProject(project);
    story.box.answers.push({ outcome: 'unknown', why: 'The line broke.' });
    await story.round('2011-07-01T10:00:00.000Z');
    story.letters();
    for (const hour of ['11', '12', '13']) await story.round(`2011-07-01T${hour}:00:00.000Z`);
    expect(story.letters()).toEqual([]);
    expect(await story.messages()).toEqual(['lead-1 unknown']);
    const { message } = await story.db.selectFrom('messages').select('message').executeTakeFirstOrThrow();
    await story.do(support, 'SendMessageAgain', { message, reason: 'Nothing has come.' });
    await story.round('2011-07-01T14:00:00.000Z');
    expect(story.letters()).toHaveLength(1);
    expect(await story.messages()).toEqual(['lead-1 handed-over']);
  });

  it('is unknown when a worker died on the way, and believed when it comes back late', async () => {
    const story = await finishedProject(project);
    const other = new ReminderStory(story, 'worker-2');
    story.box.onTheWay = async () => {
      story.box.onTheWay = async () => Promise.resolve();
      other.at('2011-07-01T10:10:00.000Z');
      await other.runner.catchUp();
      expect(await other.worker.takeUp('2011-07-01T10:10:00.000Z')).toBe(1);
      expect(await other.messages()).toEqual(['lead-1 unknown']);
    };
    await story.round('2011-07-01T10:00:00.000Z');
    expect(await story.messages()).toEqual(['lead-1 handed-over']);
  });

  it('is told of to the support officer when it was refused, or did not arrive, and nobody else', async () => {
    const story = await finishedProject(project);
    story.box.answers.push({ outcome: 'refused', why: 'No such address.' });
    await story.round('2011-07-01T10:00:00.000Z');
    await story.round('2011-07-01T10:01:00.000Z');
    expect(story.box.gone[0]?.text).toContain('A message did not reach Officer lead-1');
    expect(story.letters()).toEqual(['support-1: 1 message was not delivered']);
    await story.round('2011-07-04T10:00:00.000Z');
    expect(story.letters()).toEqual([]);
    // What tells of a failure and fails too goes round in no circle.
    story.box.track(new Map([['ref-1', 'permanent-failure']]));
    await story.round('2011-07-04T10:05:00.000Z');
    expect(await story.messages()).toEqual(['lead-1 refused', 'support-1 failed']);
    expect(await story.round('2011-07-05T10:00:00.000Z')).toMatchObject({ claimed: 0 });
  });

  it('is delivered when the service says so', async () => {
    const story = await finishedProject(project);
    const deliveries = new Map<string, Delivery>();
    story.box.track(deliveries);
    await story.round('2011-07-01T10:00:00.000Z');
    expect(await story.messages()).toEqual(['lead-1 handed-over']);
    deliveries.set('ref-1', 'delivered');
    expect(await story.round('2011-07-01T10:05:00.000Z')).toMatchObject({ settled: 1 });
    expect(await story.messages()).toEqual(['lead-1 delivered']);
  });

  it('is asked of nobody without an address', async () => {
    const story = await finishedProject(project);
    await story.do('admin-1/administrator', 'CorrectPerson', { person: 'lead-1', name: 'An officer' });
    expect(await story.round('2011-07-01T10:00:00.000Z')).toMatchObject({ sent: { refused: 1 } });
  });
});

describe('How reminders stand', () => {
  it('is what is due since when, in hours, and how many messages stand how', async () => {
    const story = await finishedProject(project);
    story.at('2011-07-01T10:00:00.000Z');
    await story.runner.catchUp();
    expect(await story.worker.standing('2011-07-04T08:30:00.000Z')).toEqual({
      dueRungs: 1,
      oldestDueSince: '2011-07-04T08:00:00.000Z',
      messages: {},
      oldestQueuedSince: undefined,
    });
    await story.round('2011-07-04T08:30:00.000Z');
    expect(await story.worker.standing('2011-07-04T08:31:00.000Z')).toEqual({
      dueRungs: 0,
      oldestDueSince: undefined,
      messages: { 'handed-over': 1 },
      oldestQueuedSince: undefined,
    });
  });
});
