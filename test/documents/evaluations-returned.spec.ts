import { beforeAll, describe, expect, it } from '@jest/globals';
import { documentOf } from '#documents/documents';
import type { Document } from '#documents/model/document';
import { fund, lead, openMeetingOn, propose, thematicChair } from '#testing/desk-story';
import { fullAnswers } from '#testing/project-history';
import { aPartnership } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';
import { saidIn } from './said.ts';
import { factsOf, rowsInWords, tableIn } from './telling.ts';

const said = (document: Document): string => saidIn(document).join(' ');

// Rule 19: the first lateness stays on the record, and the evaluation is owed again by the new date.
describe('An evaluation that was returned', () => {
  let story: ReadStory;
  const made = async (name: 'annual-report' | 'agenda-pack' | 'action-log', day: string, meeting: string) => {
    const facts = await factsOf(story, 'riverside', { asAt: day, knownAt: `${day}T22:00:00.000Z` });
    return documentOf(name, facts, { year: '2011-12', meeting, nameOf: (person) => person });
  };
  const funded = 'tasking-2011-05-12';
  const next = 'tasking-2011-09-08';

  beforeAll(async () => {
    story = await aPartnership();
    await fund(story, 'bus', 400_000);
    await story.do(lead, 'StartProject', { project: 'bus' });
    story.on('2011-06-30');
    await story.do(lead, 'FinishProject', { project: 'bus', manner: 'completed' });
    story.on('2011-07-20');
    await story.do(lead, 'SubmitEvaluation', { project: 'bus', answers: fullAnswers });
    story.on('2011-07-25');
    const returned = { project: 'bus', reasons: 'Say what it cost.', newDueOn: '2011-08-15' };
    await story.do(thematicChair, 'ReturnEvaluation', returned);
    await propose(story, 'signs', 50_000, { title: 'Signs' });
    await openMeetingOn(story, '2011-09-08', [{ item: 'signs', kind: 'bid', project: 'signs' }]);
  });

  it('is not told as handed in, but as due again', async () => {
    const report = await made('annual-report', '2011-09-08', next);
    expect(rowsInWords(tableIn(report, 'evaluations').rows)[0]?.slice(1, 5)).toEqual([
      '28 July 2011',
      '20 July 2011',
      '0',
      'Returned, and due again on 15 August 2011',
    ]);
    const log = await made('action-log', '2011-09-08', funded);
    expect(rowsInWords(tableIn(log, 'actions').rows).at(-1)?.slice(3)).toEqual([
      '15 August 2011',
      'returned, to be handed in again',
    ]);
  });

  it('is told to members beside a bid of its lead officer once its new date has passed', async () => {
    expect(said(await made('agenda-pack', '2011-09-08', next))).toContain(
      'The lead officer owes evaluations: Youth bus (due 15 August 2011).',
    );
    expect(said(await made('agenda-pack', '2011-08-10', next))).not.toContain('owes evaluations');
  });
});
