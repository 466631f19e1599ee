import { beforeAll, describe, expect, it } from '@jest/globals';
import type { EventStore, KeptAnswer } from '#eventing/event-store';
import { answersBefore, answersPart } from '#reads/answers-given';
import { administrator, DeskStory } from '#testing/desk-story';

describe('A part of the answers to the commands of a partnership', () => {
  const story = new DeskStory();
  let read = 0;

  /** The store, with what is read of it counted. */
  const counted: Pick<EventStore, 'readAnswers' | 'readAnswersBack'> = {
    readAnswers: (after) => counting(story.store.readAnswers(after)),
    readAnswersBack: (before) => counting(story.store.readAnswersBack(before)),
  };

  async function* counting(answers: AsyncIterable<KeptAnswer>): AsyncGenerator<KeptAnswer> {
    for await (const answer of answers) {
      read += 1;
      yield answer;
    }
  }

  async function idsOf(...asked: [object, object]): Promise<readonly string[]> {
    read = 0;
    const [what, place] = asked;
    const { answers } = await answersPart(counted, 'riverside', what, { limit: 3, ...place });
    return answers.map(({ id }) => id);
  }

  beforeAll(async () => {
    await story.do(administrator, 'FoundPartnership', { name: 'Riverside', example: true });
    for (let day = 1; day <= 20; day += 1) {
      story.on(`2011-05-${String(day).padStart(2, '0')}`);
      await story.do(administrator, 'AdmitAgency', { agency: `agency-${day}`, name: `Agency ${day}` });
    }
  });

  it('is the newest, for which no more is read than it shows, and one to know of others', async () => {
    expect(await idsOf({}, {})).toEqual(['command-21', 'command-20', 'command-19']);
    expect(read).toBe(4);
  });

  it('goes on to older ones, and from those to newer ones again', async () => {
    const { answers } = await answersPart(counted, 'riverside', {}, { limit: 3 });
    const olderThan = answers.at(-1)?.sequence;
    const older = await answersPart(counted, 'riverside', {}, { olderThan, limit: 3 });
    expect([older.hasNewer, older.hasOlder]).toEqual([true, true]);
    const newerThan = older.answers[0]?.sequence;
    expect(await answersPart(counted, 'riverside', {}, { newerThan, limit: 3 })).toEqual({
      answers,
      hasNewer: false,
      hasOlder: true,
    });
  });

  it('is the newest where fewer are newer than it has room for', async () => {
    const { answers } = await answersPart(counted, 'riverside', {}, { limit: 3 });
    const newerThan = answers[1]?.sequence;
    expect((await answersPart(counted, 'riverside', {}, { newerThan, limit: 3 })).answers).toEqual(answers);
  });

  it('is all of them where they are few', async () => {
    const asked = { from: '2011-05-19' };
    const part = await answersPart(counted, 'riverside', asked, { limit: 3 });
    expect([part.answers.length, part.hasNewer, part.hasOlder]).toEqual([2, false, false]);
  });

  it('does not look at the days before the first that is asked for', async () => {
    expect(await idsOf({ from: '2011-05-19', person: 'nobody' }, {})).toEqual([]);
    expect(read).toBe(3);
  });

  it('is of one partnership alone', async () => {
    expect(await answersBefore(counted, 'otherside', {}, { limit: 3 })).toEqual([]);
  });
});
