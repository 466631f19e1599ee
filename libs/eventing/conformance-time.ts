import { describe, expect, it } from '@jest/globals';
import {
  aWrite,
  accepted,
  all,
  anAnswer,
  benchFor,
  everythingIn,
  morning,
  refused,
  started,
} from '#eventing/conformance-fixture';
import type { OpenStoreUnderTest } from '#eventing/conformance-fixture';
import { InvalidAppend } from '#eventing/event-store';
import type { EventStore, NewEvent, Recorded, Write } from '#eventing/event-store';

const project = 'project-thurrock.leaflet';
const noon = '2011-04-12T12:00:00.000Z';
const evening = '2011-04-12T18:30:00.500Z';

export function describeTime(open: OpenStoreUnderTest): void {
  describe('the instant of recording', () => {
    const bench = benchFor(open);

    it('is what the clock says', async () => {
      bench.now = noon;
      expect((await started(bench.store, project)).recordedAt).toBe(noon);
    });

    it('moves with the clock', async () => {
      await started(bench.store, project);
      bench.now = evening;
      await bench.store.append([aWrite(project, 0)], anAnswer());
      const instants = (await all(bench.store.readAll(0))).map((event) => event.recordedAt);
      expect(instants).toEqual([morning, evening]);
    });

    it('never goes back though the clock does', async () => {
      bench.now = evening;
      await started(bench.store, project);
      bench.now = morning;
      expect((await accepted(bench.store.append([aWrite(project, 0)], anAnswer()))).recordedAt).toBe(evening);
    });

    it('never goes back behind a refusal', async () => {
      bench.now = evening;
      await refused(bench.store);
      bench.now = morning;
      expect((await started(bench.store, project)).recordedAt).toBe(evening);
      expect((await refused(bench.store)).recordedAt).toBe(evening);
    });

    it('never goes back when the store is opened under a clock that has', async () => {
      bench.now = evening;
      await started(bench.store, project);
      bench.now = morning;
      const store = await bench.reopen();
      expect((await accepted(store.append([aWrite(project, 0)], anAnswer()))).recordedAt).toBe(evening);
    });

    it('never goes back between two processes', async () => {
      const other = await bench.alongside();
      bench.now = evening;
      await started(other, project);
      bench.now = noon;
      expect((await accepted(bench.store.append([aWrite(project, 0)], anAnswer()))).recordedAt).toBe(evening);
    });

    it('goes on when the clock has caught up', async () => {
      bench.now = noon;
      await started(bench.store, project);
      bench.now = morning;
      await refused(bench.store);
      bench.now = evening;
      expect((await refused(bench.store)).recordedAt).toBe(evening);
    });

    it('is refused when the clock gives no instant', async () => {
      bench.now = '12 April 2011';
      await expect(started(bench.store, project)).rejects.toThrow('not an instant');
      bench.now = morning;
      expect(await all(bench.store.readAnswers(0))).toEqual([]);
    });
  });

  describe('a copy of another store', () => {
    const bench = benchFor(open);

    it('keeps the instants that it is given', async () => {
      const options = { recordedAt: '2010-01-05T10:00:00.000Z' };
      const appended = await bench.store.append([aWrite(project, 'no-stream')], anAnswer(), options);
      expect(appended).toMatchObject(options);
      expect(await all(bench.store.readAll(0))).toMatchObject([options]);
      expect(await all(bench.store.readAnswers(0))).toMatchObject([options]);
    });

    it.each(['2011-04-12T08:59:59.999Z', '2010-01-05T10:00:00.000Z'])(
      'refuses %s after what was recorded later',
      async (recordedAt) => {
        await started(bench.store, project);
        const before = await everythingIn(bench.store);
        const append = bench.store.append([aWrite(project, 0)], anAnswer(), { recordedAt });
        await expect(append).rejects.toThrow(InvalidAppend);
        expect(await everythingIn(bench.store)).toEqual(before);
      },
    );

    it.each([
      '2011-04-12',
      '2011-04-12T09:00:00Z',
      '2011-04-12T10:00:00.000+01:00',
      '2011-02-30T09:00:00.000Z',
      '',
    ])('refuses "%s", which is not an instant in UTC with milliseconds', async (recordedAt) => {
      const append = bench.store.append([aWrite(project, 'no-stream')], anAnswer(), { recordedAt });
      await expect(append).rejects.toThrow(InvalidAppend);
    });

    it('has the same events and answers as the original', async () => {
      await started(bench.store, project, 2);
      bench.now = noon;
      await refused(bench.store);
      bench.now = evening;
      await bench.store.append(
        [aWrite('source-thurrock.bcu', 'no-stream'), aWrite(project, 1, 2)],
        anAnswer(),
      );
      const copy = await bench.another();
      await copyAll(bench.store, copy);
      expect(withoutPlaces(await everythingIn(copy))).toEqual(withoutPlaces(await everythingIn(bench.store)));
    });
  });
}

/** Copies answer by answer with the events between, which is how every store can be copied to every other. */
async function copyAll(from: EventStore, to: EventStore): Promise<void> {
  const events = await all(from.readAll(0));
  let copied = 0;
  for await (const answer of from.readAnswers(0)) {
    const own = events.filter((event) => event.position > copied && event.position <= answer.position);
    copied = answer.position;
    await accepted(to.append(writesOf(own), answer, { recordedAt: answer.recordedAt }));
  }
}

function writesOf(recorded: readonly Recorded[]): Write[] {
  const streams = Map.groupBy(recorded, (event) => event.stream);
  return [...streams].map(([stream, own]) => {
    const first = own[0]!.version;
    const events: NewEvent[] = own.map(({ id, type, body }) => ({ id, type, body }));
    return { stream, expected: first === 0 ? 'no-stream' : first - 1, events };
  });
}

/** Positions and sequences are each store's own. */
function withoutPlaces(everything: unknown): unknown {
  return JSON.parse(
    JSON.stringify(everything, (key, value: unknown) => (/position|sequence/.test(key) ? 0 : value)),
  );
}
