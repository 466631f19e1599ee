import { describe, expect, it } from '@jest/globals';
import {
  aWrite,
  accepted,
  all,
  anAnswer,
  anEvent,
  benchFor,
  everythingIn,
  started,
} from '#eventing/conformance-fixture';
import type { OpenStoreUnderTest } from '#eventing/conformance-fixture';
import { EventIdTaken, InvalidAppend } from '#eventing/event-store';

const project = 'project-thurrock.leaflet';
const source = 'source-thurrock.basic-command-unit-fund';
const meeting = 'meeting-thurrock.april';

export function describeAppends(open: OpenStoreUnderTest): void {
  describe('appending to one stream', () => {
    const bench = benchFor(open);

    it('records the first event as version 0', async () => {
      const { events } = await started(bench.store, project);
      expect(events.map((event) => event.version)).toEqual([0]);
    });

    it('numbers the events of one append one after another', async () => {
      const { events } = await started(bench.store, project, 3);
      expect(events.map((event) => event.version)).toEqual([0, 1, 2]);
    });

    it('goes on after the last version', async () => {
      await started(bench.store, project, 3);
      const { events } = await accepted(bench.store.append([aWrite(project, 2, 2)], anAnswer()));
      expect(events.map((event) => event.version)).toEqual([3, 4]);
    });

    it('gives each event back with its id, stream, type and body', async () => {
      const event = anEvent({ type: 'ProjectStarted', body: '{"on":"2011-04-12"}' });
      const write = { stream: project, expected: 'no-stream', events: [event] } as const;
      const appended = await accepted(bench.store.append([write], anAnswer()));
      expect(appended.events).toMatchObject([{ ...event, stream: project }]);
    });

    it('says the position and the instant of its last event', async () => {
      const { events, position, recordedAt } = await started(bench.store, project, 3);
      expect(events.at(-1)).toMatchObject({ position, recordedAt });
    });

    it('gives back exactly what is read later', async () => {
      const { events } = await started(bench.store, project, 3);
      expect(await all(bench.store.readStream(project))).toEqual(events);
    });

    it('is a conflict when a stream that should be new is there', async () => {
      await started(bench.store, project);
      const appended = await bench.store.append([aWrite(project, 'no-stream')], anAnswer());
      expect(appended).toEqual({ outcome: 'conflict', stream: project });
    });

    it('is a conflict when a stream that should be there is not', async () => {
      const appended = await bench.store.append([aWrite(project, 0)], anAnswer());
      expect(appended).toEqual({ outcome: 'conflict', stream: project });
    });

    it.each([0, 1, 3, 100])(
      'is a conflict when revision %d is expected of a stream at 2',
      async (expected) => {
        await started(bench.store, project, 3);
        const appended = await bench.store.append([aWrite(project, expected)], anAnswer());
        expect(appended).toEqual({ outcome: 'conflict', stream: project });
      },
    );

    it('leaves everything as it was after a conflict', async () => {
      await started(bench.store, project);
      const before = await everythingIn(bench.store);
      await bench.store.append([aWrite(project, 'no-stream', 3)], anAnswer());
      expect(await everythingIn(bench.store)).toEqual(before);
    });

    it('keeps no answer of a conflict, so the command may be sent again', async () => {
      await started(bench.store, project);
      const answer = anAnswer();
      await bench.store.append([aWrite(project, 'no-stream')], answer);
      expect(await bench.store.answerTo(answer.command)).toBeUndefined();
      await accepted(bench.store.append([aWrite(project, 0)], answer));
    });

    it('keeps streams apart whose names begin alike', async () => {
      await started(bench.store, 'project-thurrock.leaflet');
      await started(bench.store, 'project-thurrock.leaflet-2');
      expect(await all(bench.store.readStream('project-thurrock.leaflet'))).toHaveLength(1);
    });

    it('keeps the same id in two partnerships apart', async () => {
      await started(bench.store, 'project-thurrock.leaflet');
      await started(bench.store, 'project-basildon.leaflet', 2);
      expect(await all(bench.store.readStream('project-thurrock.leaflet'))).toHaveLength(1);
    });

    it('has no effect through what the caller changes afterwards', async () => {
      const event = { ...anEvent() };
      const events = [event];
      const write = { stream: project, expected: 'no-stream' as const, events };
      const answer = { ...anAnswer() };
      const appending = bench.store.append([write], answer);
      await appending;
      event.body = '{"changed":true}';
      answer.body = '{"changed":true}';
      events.push(anEvent());
      const { events: recorded, answers } = await everythingIn(bench.store);
      expect(JSON.stringify([recorded, answers])).not.toContain('changed');
      expect(recorded).toHaveLength(1);
    });
  });

  describe('appending to several streams', () => {
    const bench = benchFor(open);

    it('records all of them', async () => {
      await accepted(
        bench.store.append(
          [aWrite(meeting, 'no-stream'), aWrite(project, 'no-stream', 2), aWrite(source, 'no-stream')],
          anAnswer(),
        ),
      );
      expect(await all(bench.store.readStream(meeting))).toHaveLength(1);
      expect(await all(bench.store.readStream(project))).toHaveLength(2);
      expect(await all(bench.store.readStream(source))).toHaveLength(1);
    });

    it('records them in the order of the writes', async () => {
      const writes = [
        aWrite(source, 'no-stream', 2),
        aWrite(meeting, 'no-stream'),
        aWrite(project, 'no-stream'),
      ];
      await bench.store.append(writes, anAnswer());
      const streams = (await all(bench.store.readAll(0))).map((event) => event.stream);
      expect(streams).toEqual([source, source, meeting, project]);
    });

    it('gives all of them one instant', async () => {
      const writes = [aWrite(meeting, 'no-stream', 2), aWrite(project, 'no-stream', 2)];
      const { events, recordedAt } = await accepted(bench.store.append(writes, anAnswer()));
      expect(new Set(events.map((event) => event.recordedAt))).toEqual(new Set([recordedAt]));
    });

    it('takes new streams and old ones together', async () => {
      await started(bench.store, source, 4);
      const writes = [aWrite(project, 'no-stream'), aWrite(source, 3)];
      const { events } = await accepted(bench.store.append(writes, anAnswer()));
      expect(events.map((event) => [event.stream, event.version])).toEqual([
        [project, 0],
        [source, 4],
      ]);
    });

    it.each([
      ['first', [source, project, meeting]],
      ['second', [project, source, meeting]],
      ['last', [project, meeting, source]],
    ])('records nothing when the %s of three is at another revision', async (_, streams) => {
      await started(bench.store, source);
      const before = await everythingIn(bench.store);
      const writes = streams.map((stream) => aWrite(stream, 'no-stream'));
      expect(await bench.store.append(writes, anAnswer())).toEqual({ outcome: 'conflict', stream: source });
      expect(await everythingIn(bench.store)).toEqual(before);
    });

    it('takes a hundred streams at once', async () => {
      const streams = Array.from({ length: 100 }, (_, index) => `project-thurrock.p${index}`);
      await accepted(
        bench.store.append(
          streams.map((stream) => aWrite(stream, 'no-stream')),
          anAnswer(),
        ),
      );
      expect(await all(bench.store.readAll(0))).toHaveLength(100);
    });

    it('refuses to write to one stream twice', async () => {
      const twice = [aWrite(project, 'no-stream'), aWrite(project, 0)];
      await expect(bench.store.append(twice, anAnswer())).rejects.toThrow(InvalidAppend);
      expect(await all(bench.store.readAll(0))).toEqual([]);
    });
  });

  describe('the id of an event', () => {
    const bench = benchFor(open);

    it.each([
      ['in the same stream', project, 0],
      ['in another stream', source, 'no-stream'],
    ] as const)('is taken once: not again under another command %s', async (_, stream, expected) => {
      const event = anEvent();
      await bench.store.append([{ stream: project, expected: 'no-stream', events: [event] }], anAnswer());
      const again = bench.store.append([{ stream, expected, events: [event] }], anAnswer());
      await expect(again).rejects.toThrow(EventIdTaken);
    });

    it('leaves nothing of an append in which one id is taken', async () => {
      const event = anEvent();
      await bench.store.append([{ stream: project, expected: 'no-stream', events: [event] }], anAnswer());
      const before = await everythingIn(bench.store);
      const writes = [
        aWrite(meeting, 'no-stream'),
        { stream: source, expected: 'no-stream' as const, events: [anEvent(), event] },
      ];
      await expect(bench.store.append(writes, anAnswer())).rejects.toThrow(EventIdTaken);
      expect(await everythingIn(bench.store)).toEqual(before);
    });

    it('is remembered after the store was closed', async () => {
      const event = anEvent();
      await bench.store.append([{ stream: project, expected: 'no-stream', events: [event] }], anAnswer());
      const store = await bench.reopen();
      const again = store.append([{ stream: source, expected: 'no-stream', events: [event] }], anAnswer());
      await expect(again).rejects.toThrow(EventIdTaken);
    });

    it.each([
      [
        'stream',
        (event: ReturnType<typeof anEvent>) => [
          { stream: project, expected: 'no-stream' as const, events: [event, event] },
        ],
      ],
      [
        'append',
        (event: ReturnType<typeof anEvent>) => [
          { stream: project, expected: 'no-stream' as const, events: [event] },
          { stream: source, expected: 'no-stream' as const, events: [event] },
        ],
      ],
    ])('is refused when it comes twice in one %s', async (_, writesOf) => {
      await expect(bench.store.append(writesOf(anEvent()), anAnswer())).rejects.toThrow(InvalidAppend);
      expect(await all(bench.store.readAll(0))).toEqual([]);
    });

    it('is looked at after the revisions: a late retry is a conflict', async () => {
      const event = anEvent();
      const write = { stream: project, expected: 'no-stream', events: [event] } as const;
      await bench.store.append([write], anAnswer());
      expect(await bench.store.append([write], anAnswer())).toMatchObject({ outcome: 'conflict' });
    });

    it('is free again after a conflict', async () => {
      await started(bench.store, project);
      const event = anEvent();
      await bench.store.append([{ stream: project, expected: 'no-stream', events: [event] }], anAnswer());
      await accepted(bench.store.append([{ stream: project, expected: 0, events: [event] }], anAnswer()));
    });
  });
}
