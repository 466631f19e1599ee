import { describe, expect, it } from '@jest/globals';
import {
  aWrite,
  accepted,
  all,
  anAnswer,
  anEvent,
  benchFor,
  everythingIn,
  morning,
  refused,
  started,
} from '#eventing/conformance-fixture';
import type { OpenStoreUnderTest } from '#eventing/conformance-fixture';
import type { Outcome } from '#eventing/event-store';

const project = 'project-thurrock.leaflet';
const source = 'source-thurrock.basic-command-unit-fund';

export function describeAnswers(open: OpenStoreUnderTest): void {
  describe('the answer to a command', () => {
    const bench = benchFor(open);

    it('is not there before the command was', async () => {
      expect(await bench.store.answerTo('thurrock/never-sent')).toBeUndefined();
    });

    it('is kept with the events', async () => {
      const answer = anAnswer();
      const { position } = await accepted(bench.store.append([aWrite(project, 'no-stream', 2)], answer));
      expect(await bench.store.answerTo(answer.command)).toEqual({
        ...answer,
        position,
        recordedAt: morning,
        sequence: expect.any(Number),
      });
    });

    it.each<Outcome>(['refused', 'unchanged'])('is kept alone when the outcome is %s', async (outcome) => {
      const answer = anAnswer({ outcome });
      const appended = await accepted(bench.store.append([], answer));
      expect(appended.events).toEqual([]);
      expect(await bench.store.answerTo(answer.command)).toMatchObject(answer);
      expect(await all(bench.store.readAll(0))).toEqual([]);
    });

    it('is given back byte for byte', async () => {
      const body = '{"facts":{"bid":"£15,000"},"via":"a\\u0000b \u2028 🏴󠁧󠁢󠁥󠁮󠁧󠁿"}';
      const answer = anAnswer({ body });
      await bench.store.append([], answer);
      expect((await bench.store.answerTo(answer.command))?.body).toBe(body);
    });

    it('has the position of the last event of its command', async () => {
      const answer = anAnswer();
      const appended = await accepted(bench.store.append([aWrite(project, 'no-stream', 3)], answer));
      expect((await bench.store.answerTo(answer.command))?.position).toBe(appended.events.at(-1)?.position);
    });

    it('has the position where the store stood, without events', async () => {
      const { position } = await started(bench.store, project, 3);
      expect((await refused(bench.store)).position).toBe(position);
      expect((await refused(bench.store)).position).toBe(position);
    });

    it('has position 0 in an empty store', async () => {
      expect((await refused(bench.store)).position).toBe(0);
    });

    it('is kept for one partnership and not for another', async () => {
      await bench.store.append([], anAnswer({ command: 'thurrock/row-1' }));
      expect(await bench.store.answerTo('basildon/row-1')).toBeUndefined();
      await accepted(bench.store.append([], anAnswer({ command: 'basildon/row-1' })));
    });

    it('tells keys apart that differ in capitals', async () => {
      await bench.store.append([], anAnswer({ command: 'thurrock/Row-1' }));
      await accepted(bench.store.append([], anAnswer({ command: 'thurrock/row-1' })));
    });
  });

  describe('a command that is sent again', () => {
    const bench = benchFor(open);

    it('gets the kept answer and records nothing', async () => {
      const answer = anAnswer();
      await bench.store.append([aWrite(project, 'no-stream')], answer);
      const before = await everythingIn(bench.store);
      const again = await bench.store.append([aWrite(project, 0)], answer);
      expect(again).toEqual({ outcome: 'already-answered', answer: before.answers[0] });
      expect(await everythingIn(bench.store)).toEqual(before);
    });

    it('gets the kept answer when it was refused', async () => {
      const answer = anAnswer({ outcome: 'refused' });
      await bench.store.append([], answer);
      const again = await bench.store.append([aWrite(project, 'no-stream')], {
        ...answer,
        outcome: 'accepted',
      });
      expect(again).toMatchObject({ outcome: 'already-answered', answer });
      expect(await all(bench.store.readAll(0))).toEqual([]);
    });

    it('gets the first answer with the first hash when its content is another', async () => {
      const answer = anAnswer({ hash: 'aaaa' });
      await bench.store.append([aWrite(project, 'no-stream')], answer);
      const other = anAnswer({ command: answer.command, hash: 'bbbb', body: '{"other":true}' });
      const again = await bench.store.append([aWrite(source, 'no-stream')], other);
      expect(again).toMatchObject({ outcome: 'already-answered', answer });
      expect(await all(bench.store.readStream(source))).toEqual([]);
    });

    it('gets its answer though the stream has moved on', async () => {
      const answer = anAnswer();
      const write = aWrite(project, 'no-stream');
      await bench.store.append([write], answer);
      await bench.store.append([aWrite(project, 0)], anAnswer());
      expect(await bench.store.append([write], answer)).toMatchObject({
        outcome: 'already-answered',
        answer,
      });
    });

    it('gets its answer though its event ids are taken', async () => {
      const answer = anAnswer();
      const event = anEvent();
      await bench.store.append([{ stream: project, expected: 'no-stream', events: [event] }], answer);
      const again = await bench.store.append([{ stream: project, expected: 0, events: [event] }], answer);
      expect(again).toMatchObject({ outcome: 'already-answered', answer });
    });

    it('gets its answer after the store was closed', async () => {
      const answer = anAnswer();
      await bench.store.append([aWrite(project, 'no-stream')], answer);
      const store = await bench.reopen();
      expect(await store.append([aWrite(project, 0)], answer)).toMatchObject({
        outcome: 'already-answered',
        answer,
      });
    });

    it('happens once of fifty times at once, and all get the same answer', async () => {
      const answer = anAnswer();
      const sent = Array.from({ length: 50 }, async () =>
        bench.store.append([aWrite(project, 'no-stream')], answer),
      );
      const outcomes = await Promise.all(sent);
      const kept = await bench.store.answerTo(answer.command);
      const repeated = outcomes.filter((outcome) => outcome.outcome === 'already-answered');
      expect(repeated).toEqual(
        Array.from({ length: 49 }, () => ({ outcome: 'already-answered', answer: kept })),
      );
      expect(await all(bench.store.readAll(0))).toHaveLength(1);
    });

    it('happens once of fifty times at once with other contents', async () => {
      const { command } = anAnswer();
      const sent = Array.from({ length: 50 }, async (_, index) => {
        const hash = index.toString(16);
        return bench.store.append(
          [aWrite(`project-thurrock.p${index}`, 'no-stream')],
          anAnswer({ command, hash }),
        );
      });
      const outcomes = (await Promise.all(sent)).map((appended) => appended.outcome);
      expect(outcomes.filter((outcome) => outcome === 'appended')).toHaveLength(1);
      expect(await all(bench.store.readAll(0))).toHaveLength(1);
    });

    it('happens once when it is sent by two processes at once', async () => {
      const other = await bench.alongside();
      const answer = anAnswer();
      const sent = [bench.store, other].map(async (store) =>
        store.append([aWrite(project, 'no-stream')], answer),
      );
      const outcomes = (await Promise.all(sent)).map((appended) => appended.outcome);
      expect(outcomes.toSorted()).toEqual(['already-answered', 'appended']);
    });
  });

  describe('reading the answers', () => {
    const bench = benchFor(open);

    it('gives every one in the order of commit, with and without events', async () => {
      const answers = [
        anAnswer(),
        anAnswer({ outcome: 'refused' }),
        anAnswer({ outcome: 'unchanged' }),
        anAnswer(),
      ];
      await bench.store.append([aWrite(project, 'no-stream')], answers[0]!);
      await bench.store.append([], answers[1]!);
      await bench.store.append([], answers[2]!);
      await bench.store.append([aWrite(project, 0)], answers[3]!);
      expect(await all(bench.store.readAnswers(0))).toMatchObject(answers);
    });

    it('counts them upwards from above 0', async () => {
      for (let index = 0; index < 5; index += 1) await refused(bench.store);
      const sequences = (await all(bench.store.readAnswers(0))).map((answer) => answer.sequence);
      expect(sequences[0]).toBeGreaterThan(0);
      expect(sequences).toEqual([...new Set(sequences)].toSorted((one, other) => one - other));
    });

    it('goes on after a sequence', async () => {
      for (let index = 0; index < 5; index += 1) await refused(bench.store);
      const every = await all(bench.store.readAnswers(0));
      expect(await all(bench.store.readAnswers(every[2]!.sequence))).toEqual(every.slice(3));
    });

    it.each([1, 2, 7])('reads the same in pages of %d', async (pageSize) => {
      for (let index = 0; index < 7; index += 1) await refused(bench.store);
      const every = await all(bench.store.readAnswers(0));
      expect(await all(bench.store.readAnswers(0, { pageSize }))).toEqual(every);
    });

    it('ends at a sequence, inclusive', async () => {
      for (let index = 0; index < 5; index += 1) await refused(bench.store);
      const every = await all(bench.store.readAnswers(0));
      expect(await all(bench.store.readAnswers(0, { upTo: every[2]!.sequence }))).toEqual(every.slice(0, 3));
    });

    it('gives nothing in an empty store', async () => {
      expect(await all(bench.store.readAnswers(0))).toEqual([]);
      expect(await all(bench.store.readAnswersBack())).toEqual([]);
    });

    it.each([1, 2, 3, 500])('gives the same from the newest back, in pages of %d', async (pageSize) => {
      await refused(bench.store);
      await bench.store.append([aWrite(project, 'no-stream', 3)], anAnswer());
      for (let index = 0; index < 4; index += 1) await refused(bench.store);
      await bench.store.append([aWrite(project, 2)], anAnswer());
      const every = await all(bench.store.readAnswers(0));
      expect(await all(bench.store.readAnswersBack(undefined, { pageSize }))).toEqual(every.toReversed());
    });

    it('goes back from a sequence, exclusive', async () => {
      for (let index = 0; index < 5; index += 1) await refused(bench.store);
      const every = await all(bench.store.readAnswers(0));
      const [first, second] = every;
      expect(await all(bench.store.readAnswersBack(every[2]!.sequence))).toEqual([second, first]);
      expect(await all(bench.store.readAnswersBack(first!.sequence))).toEqual([]);
    });
  });
}
