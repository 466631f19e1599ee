import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { accepted, all, anAnswer, aWrite, refused, started } from '#eventing/conformance-fixture';
import { NotWritten, OutcomeUnknown, StoreUnusable } from '#eventing/event-store';
import type { Recorded } from '#eventing/event-store';
import { clientFor } from '#stores/kurrentdb/connection';
import { KurrentStore } from '#stores/kurrentdb/kurrent-store';
import { StandInForKurrentDb } from '#stores/kurrentdb/stand-in/stand-in-for-kurrent-db';

const project = 'project-thurrock.leaflet';
// Some of what follows waits as long; all of it has to answer within it on a machine that is busy.
const patienceMs = 4000;

const servers = ['26.1.0', '25.1.0'];

describe.each(servers)('With a stand-in for KurrentDB %s', (server) => {
  let standIn: StandInForKurrentDb;
  let store: KurrentStore;

  beforeEach(async () => {
    standIn = await StandInForKurrentDb.start({ version: server });
    store = await KurrentStore.open({ url: standIn.url, patienceMs });
  });

  afterEach(async () => {
    await store.close();
    await standIn.stop();
  });

  describe('an append', () => {
    it.each(['before', 'after'] as const)(
      'is written once when the connection breaks %s it is written, and says so',
      async (when) => {
        standIn.moods.cutAppends = { when, times: 1 };
        const { events } = await started(store, project, 2);
        expect(events.map((event) => event.version)).toEqual([0, 1]);
        expect(await all(store.readAll(0))).toEqual(events);
        expect(await all(store.readAnswers(0))).toHaveLength(1);
      },
    );

    it('is written once when two answers of four are lost, and others come between', async () => {
      standIn.moods.cutAppends = { when: 'after', times: 2 };
      const streams = ['a', 'b', 'c', 'd'].map((name) => `project-thurrock.${name}`);
      await Promise.all(streams.map(async (stream) => started(store, stream)));
      const versions = (await all(store.readAll(0))).map((event) => [event.stream, event.version]);
      expect(versions).toEqual(streams.map((stream) => [stream, 0]));
    });

    it('is unknown when the server goes, and certain when it is sent again: it was written', async () => {
      const answer = anAnswer();
      standIn.moods.cutAppends = { when: 'after', times: 1 };
      const sending = outcomeOf(store.append([aWrite(project, 'no-stream')], answer));
      while (standIn.log.records.length === 0) await new Promise((resolve) => setImmediate(resolve));
      await restartAfter(sending);
      expect(await sending).toBeInstanceOf(OutcomeUnknown);
      const again = await store.append([aWrite(project, 'no-stream')], answer);
      expect(again).toMatchObject({ outcome: 'already-answered', answer });
      expect(await all(store.readAll(0))).toHaveLength(1);
    });

    it('is unknown without an answer, and certain when it is sent again: it was not written', async () => {
      const answer = anAnswer();
      standIn.moods.cutAppends = { when: 'before', times: 1_000_000 };
      expect(await outcomeOf(store.append([aWrite(project, 'no-stream')], answer))).toBeInstanceOf(
        OutcomeUnknown,
      );
      standIn.moods.cutAppends = undefined;
      await accepted(store.append([aWrite(project, 'no-stream')], answer));
      expect(await all(store.readAll(0))).toHaveLength(1);
    });

    it('is not written, and says so, when the server cannot be reached', async () => {
      const { port, log } = standIn;
      await standIn.stop();
      await expect(started(store, project)).rejects.toThrow(NotWritten);
      standIn = await StandInForKurrentDb.start({ version: server, port, log });
      expect(await all(store.readAll(0))).toEqual([]);
    });

    it('goes on after the server was killed and came back with what it had', async () => {
      await started(store, project, 2);
      const { port, log } = standIn;
      await standIn.stop();
      standIn = await StandInForKurrentDb.start({ version: server, port, log });
      expect(await store.append([aWrite(project, 0)], anAnswer())).toMatchObject({ outcome: 'conflict' });
      const { events } = await accepted(store.append([aWrite(project, 1)], anAnswer()));
      expect(events[0]?.version).toBe(2);
    });

    it('is not written when the right to write is taken away', async () => {
      standIn.moods.denies = { writes: true };
      await expect(started(store, project)).rejects.toThrow('refuses the right to write');
      await expect(started(store, project)).rejects.toThrow(NotWritten);
    });

    it('is refused where a number could no longer tell two positions apart', async () => {
      standIn.log.skipTo(2 ** 53 - 2 ** 39);
      await started(store, project);
      const other = await KurrentStore.open({ url: standIn.url, patienceMs });
      await expect(started(other, 'project-thurrock.other')).rejects.toThrow('9 petabytes');
      await other.close();
    });
  });

  describe('reading', () => {
    it('is the same when the connection breaks in the midst of it', async () => {
      const { events } = await started(store, project, 20);
      standIn.moods.cutReadsAfter = 7;
      expect(await all(store.readAll(0))).toEqual(events);
      standIn.moods.cutReadsAfter = 7;
      expect(await all(store.readStream(project))).toEqual(events);
    });

    it('misses nothing and gives nothing twice in a subscription that breaks again and again', async () => {
      await started(store, project, 10);
      const ending = new AbortController();
      const seen: Recorded[] = [];
      for await (const page of store.subscribe(0, { signal: ending.signal, pageSize: 3 })) {
        seen.push(...page);
        standIn.moods.cutReadsAfter = 4;
        const last = seen.at(-1)?.version ?? 0;
        if (last >= 29) ending.abort();
        else if (last >= 9) await store.append([aWrite(project, last)], anAnswer());
      }
      standIn.moods.cutReadsAfter = undefined;
      expect(seen.map((event) => event.version)).toEqual(Array.from({ length: 30 }, (_, index) => index));
    });
  });

  describe('what must never be deleted', () => {
    it('is noticed when a stream is deleted, before anything is written to it', async () => {
      await started(store, project, 3);
      const other = await KurrentStore.open({ url: standIn.url });
      await byAnother(async (client) => client.deleteStream(project));
      await expect(all(store.readStream(project))).rejects.toThrow('no longer holds all of the stream');
      await expect(started(other, project)).rejects.toThrow('$tb is set in KurrentDB on the stream');
      await other.close();
      expect(await all(store.readAnswers(0))).toHaveLength(1);
    });

    it('is noticed when a stream is deleted for good', async () => {
      await started(store, project, 3);
      await byAnother(async (client) => client.tombstoneStream(project));
      await expect(all(store.readStream(project))).rejects.toThrow(StoreUnusable);
      await expect(store.append([aWrite(project, 2)], anAnswer())).rejects.toThrow(
        'was deleted in KurrentDB',
      );
    });

    it('is noticed when the answer to a command is deleted, and the command is not taken again', async () => {
      const answer = anAnswer({ command: 'thurrock/row-1' });
      await store.append([], answer);
      await byAnother(async (client) => client.tombstoneStream('command-thurrock_2frow-1'));
      await expect(store.append([], answer)).rejects.toThrow('was deleted in KurrentDB');
    });

    it.each(['$maxCount', '$maxAge', '$tb'])('is noticed when %s is set on a stream', async (key) => {
      await started(store, project, 3);
      const value = key === '$maxAge' ? -1 : 1;
      await byAnother(async (client) => client.setStreamMetadata(project, { [key]: value }));
      if (key !== '$maxAge')
        await expect(all(store.readStream(project))).rejects.toThrow('no longer holds all');
      await store.close();
      await expect(KurrentStore.open({ url: standIn.url })).rejects.toThrow(`${key} is set in KurrentDB`);
    });

    it('lets a stream be that has harmless metadata', async () => {
      await started(store, project);
      await byAnother(async (client) =>
        client.setStreamMetadata(project, { acl: { readRoles: ['finance'] } }),
      );
      await accepted(store.append([aWrite(project, 0)], anAnswer()));
      const other = await KurrentStore.open({ url: standIn.url });
      await accepted(other.append([aWrite(project, 1)], anAnswer()));
      await other.close();
    });
  });

  it('never goes back in time, though another process has written since this one last looked', async () => {
    let now = '2011-04-12T09:00:00.000Z';
    const clock = (): string => now;
    const [one, other] = [await openAt(clock), await openAt(clock)];
    await started(one, project);
    now = '2011-04-12T18:00:00.000Z';
    await accepted(other.append([aWrite(project, 0)], anAnswer()));
    now = '2011-04-12T12:00:00.000Z';
    await accepted(one.append([aWrite(project, 1)], anAnswer()));
    const instants = (await all(one.readAll(0))).map((event) => event.recordedAt.slice(11, 16));
    expect(instants).toEqual(['09:00', '18:00', '18:00']);
    for (const opened of [one, other]) await opened.close();
  });

  it('is never answered by the server that what another command wrote was written already', async () => {
    const write = aWrite(project, 'no-stream', 2);
    await accepted(store.append([write], anAnswer()));
    const other = await openAt(() => '2011-04-12T09:00:00.000Z');
    expect(await other.append([write], anAnswer())).toEqual({ outcome: 'conflict', stream: project });
    await other.close();
  });

  it('gives an answer the position where the store stood, whoever asks and whenever', async () => {
    const { position } = await started(store, project, 3);
    await refused(store);
    await started(store, 'project-thurrock.other');
    const answers = await all(store.readAnswers(0));
    expect(answers[1]?.position).toBe(position);
    expect(await store.answerTo(answers[1]?.command ?? '')).toEqual(answers[1]);
    expect(await all(store.readAnswers(answers[0]?.sequence ?? 0))).toEqual(answers.slice(1));
  });

  /** Ends the server, waits for what was sent to end, and starts the server anew on what it had. */
  async function restartAfter(sending: Promise<unknown>): Promise<void> {
    const { port, log } = standIn;
    await standIn.stop();
    await sending;
    standIn = await StandInForKurrentDb.start({ version: server, port, log });
  }

  async function openAt(clock: () => string): Promise<KurrentStore> {
    return KurrentStore.open({ url: standIn.url, clock, patienceMs });
  }

  async function byAnother(task: (client: ReturnType<typeof clientFor>) => Promise<unknown>): Promise<void> {
    const client = clientFor(standIn.url);
    await task(client);
    await client.dispose();
  }
});

it('Both ways of appending write the same, with a flat map of strings as metadata', async () => {
  const recordedAt = '2011-04-12T09:00:00.000Z';
  const [answer, write] = [anAnswer(), aWrite(project, 'no-stream', 2)];
  const written: unknown[] = [];
  for (const version of servers) {
    const standIn = await StandInForKurrentDb.start({ version });
    const store = await KurrentStore.open({ url: standIn.url });
    await store.append([write], answer, { recordedAt });
    written.push(
      standIn.log.records.map(({ stream, type, isJson, position, data, metadata }) => {
        const { attempt: _, ...same } = JSON.parse(new TextDecoder().decode(metadata)) as Record<
          string,
          unknown
        >;
        expect(Object.values(same).every((value) => typeof value === 'string')).toBe(true);
        return { stream, type, isJson, position, body: new TextDecoder().decode(data), metadata: same };
      }),
    );
    await store.close();
    await standIn.stop();
  }
  expect(written[0]).toEqual(written[1]);
});

async function outcomeOf(appending: Promise<unknown>): Promise<unknown> {
  return appending.catch((error: unknown) => error);
}
