import { describe, expect, it } from '@jest/globals';
import { aWrite, accepted, all, anAnswer, anEvent, benchFor, started } from '#eventing/conformance-fixture';
import type { Bench, OpenStoreUnderTest } from '#eventing/conformance-fixture';
import { EventIdTaken } from '#eventing/event-store';
import type { Appended, NewAnswer, Write } from '#eventing/event-store';

const project = 'project-thurrock.leaflet';
const source = 'source-thurrock.basic-command-unit-fund';
const unfounded = { outcome: 'unfounded' };

/** Appends that are sent before it is known whether those are kept on which they were decided. */
export function describeChains(open: OpenStoreUnderTest): void {
  describe('an append that comes after another', () => {
    const bench = benchFor(open);

    it('is written when it is sent before the other is answered', async () => {
      const outcomes = await chain(bench, 20);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 20 }, () => 'appended'));
      const versions = (await all(bench.store.readStream(project))).map((event) => event.version);
      expect(versions).toEqual(Array.from({ length: 20 }, (_, index) => index));
    });

    it('is written when the other was answered long before', async () => {
      const first = anAnswer();
      await accepted(bench.store.append([aWrite(project, 'no-stream')], first));
      await started(bench.store, source);
      await accepted(bench.store.append([aWrite(project, 0)], anAnswer(), { after: [first] }));
    });

    it('is placed after it', async () => {
      const [first, second] = [anAnswer(), anAnswer({ outcome: 'refused' })];
      const sent = [
        accepted(bench.store.append([aWrite(project, 'no-stream')], first)),
        accepted(bench.store.append([], second, { after: [first] })),
      ];
      const [one, other] = await Promise.all(sent);
      expect(other!.position).toBe(one!.position);
      const answers = await all(bench.store.readAnswers(0));
      expect(answers.map(({ command }) => command)).toEqual([first.command, second.command]);
    });

    it('is unfounded with all that come after it when the first is at another revision', async () => {
      await started(bench.store, project, 5);
      const outcomes = await chain(bench, 5);
      expect(outcomes).toEqual([{ outcome: 'conflict', stream: project }, ...fourTimes(unfounded)]);
      expect(await all(bench.store.readStream(project))).toHaveLength(5);
      expect(await all(bench.store.readAnswers(0))).toHaveLength(1);
    });

    it('is unfounded though another process has brought the stream to where it was expected', async () => {
      const other = await bench.alongside();
      const first = anAnswer();
      await started(other, project);
      const outcomes = await Promise.all([
        bench.store.append([aWrite(project, 'no-stream')], first),
        bench.store.append([aWrite(project, 0)], anAnswer(), { after: [first] }),
      ]);
      expect(outcomes).toEqual([{ outcome: 'conflict', stream: project }, unfounded]);
      expect(await all(bench.store.readStream(project))).toHaveLength(1);
    });

    it('is unfounded when the first has been answered by another process, with the same events', async () => {
      const other = await bench.alongside();
      const [first, write] = [anAnswer(), aWrite(project, 'no-stream')];
      await accepted(other.append([write], first));
      const outcomes = await Promise.all([
        bench.store.append([write], first),
        bench.store.append([aWrite(project, 0)], anAnswer(), { after: [first] }),
      ]);
      expect(outcomes).toMatchObject([{ outcome: 'already-answered' }, unfounded]);
    });

    it('is unfounded when the first failed', async () => {
      const taken = anEvent();
      await bench.store.append([{ stream: project, expected: 'no-stream', events: [taken] }], anAnswer());
      const first = anAnswer();
      const write: Write = { stream: source, expected: 'no-stream', events: [taken] };
      const outcomes = await Promise.allSettled([
        bench.store.append([write], first),
        bench.store.append([aWrite(source, 'no-stream')], anAnswer(), { after: [first] }),
      ]);
      expect(outcomes).toMatchObject([
        { reason: expect.any(EventIdTaken) },
        { status: 'fulfilled', value: unfounded },
      ]);
      expect(await all(bench.store.readStream(source))).toEqual([]);
    });

    it('is unfounded without writes too, and keeps no answer', async () => {
      await started(bench.store, project);
      const [first, refusal] = [anAnswer(), anAnswer({ outcome: 'refused' })];
      const outcomes = await Promise.all([
        bench.store.append([aWrite(project, 'no-stream')], first),
        bench.store.append([], refusal, { after: [first] }),
      ]);
      expect(outcomes[1]).toEqual(unfounded);
      expect(await bench.store.answerTo(refusal.command)).toBeUndefined();
    });

    it('is unfounded when one of several was not written', async () => {
      await started(bench.store, source);
      const [first, second] = [anAnswer(), anAnswer()];
      const outcomes = await Promise.all([
        bench.store.append([aWrite(project, 'no-stream')], first),
        bench.store.append([aWrite(source, 'no-stream')], second),
        bench.store.append([aWrite(project, 0)], anAnswer(), { after: [first, second] }),
      ]);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['appended', 'conflict', 'unfounded']);
    });

    it('is unfounded when the store was never given the other, whose command may have an answer', async () => {
      const first = anAnswer();
      await accepted(bench.store.append([aWrite(project, 'no-stream')], first));
      const same = await bench.store.append([aWrite(project, 0)], anAnswer(), { after: [{ ...first }] });
      expect(same).toEqual(unfounded);
    });

    it('is unfounded when it is sent before the other', async () => {
      const later = anAnswer();
      const outcomes = await Promise.all([
        bench.store.append([aWrite(project, 'no-stream')], anAnswer(), { after: [later] }),
        bench.store.append([aWrite(source, 'no-stream')], later),
      ]);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['unfounded', 'appended']);
    });

    it('is a conflict when its own revision is wrong, and unfounded before that', async () => {
      const first = anAnswer();
      const outcomes = await Promise.all([
        bench.store.append([aWrite(project, 'no-stream')], first),
        bench.store.append([aWrite(project, 7)], anAnswer(), { after: [first] }),
        bench.store.append([aWrite(project, 7)], anAnswer(), { after: [anAnswer()] }),
      ]);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['appended', 'conflict', 'unfounded']);
    });

    it('gets the answer that its command has, whatever it comes after', async () => {
      const answer = anAnswer();
      await accepted(bench.store.append([aWrite(project, 'no-stream')], answer));
      const again = await bench.store.append([aWrite(project, 0)], answer, { after: [anAnswer()] });
      expect(again).toMatchObject({ outcome: 'already-answered', answer });
    });

    it('lets what does not come after it go its own way', async () => {
      await started(bench.store, project, 5);
      const [broken] = await Promise.all([chain(bench, 5), started(bench.store, source)]);
      expect(broken).not.toContainEqual({ outcome: 'appended' });
      expect(await all(bench.store.readStream(source))).toHaveLength(1);
    });

    it('may be sent again on what is there', async () => {
      await started(bench.store, project);
      const [first, second] = [anAnswer(), anAnswer()];
      await Promise.all([
        bench.store.append([aWrite(project, 'no-stream')], first),
        bench.store.append([aWrite(project, 0)], second, { after: [first] }),
      ]);
      const outcomes = await Promise.all([
        bench.store.append([aWrite(project, 0)], first),
        bench.store.append([aWrite(project, 1)], second, { after: [first] }),
      ]);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['appended', 'appended']);
    });
  });
}

/** Begins a stream and goes on with it, each append after the one before, without waiting for any answer. */
async function chain(bench: Bench, length: number): Promise<Appended[]> {
  const answers = Array.from({ length }, () => anAnswer());
  return Promise.all(
    answers.map(async (answer, index) => {
      const after: readonly NewAnswer[] = answers.slice(Math.max(0, index - 1), index);
      const expected = index === 0 ? 'no-stream' : index - 1;
      return bench.store.append([aWrite(project, expected)], answer, { after });
    }),
  );
}

function fourTimes<Item>(item: Item): Item[] {
  return Array.from({ length: 4 }, () => item);
}
