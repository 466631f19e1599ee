import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { all, started } from '#eventing/conformance-fixture';
import { NotWritten, OutcomeUnknown } from '#eventing/event-store';
import { PostgresStore } from '#stores/postgres/postgres-store';
import { PostgresDatabases } from '#testing/postgres-databases';
import { startPostgres } from '#testing/postgres-server';
import type { PostgresServer } from '#testing/postgres-server';
import { deskAt, sendNumbered } from './numbered-commands.ts';
import { complaintsIn } from './oracle.ts';
import { onFullDisk } from './postgres-disk.ts';
import { killBackend, killServer, terminateBackend, underFault } from './postgres-faults.ts';
import type { Fault } from './postgres-faults.ts';
import { CuttingProxy } from './postgres-proxy.ts';
import { byCopying, restoreIntoYounger } from './postgres-restore.ts';

describe('A PostgreSQL server under appends', () => {
  it.each<[string, Fault, number]>([
    ['is killed whole', killServer, 4],
    ['loses the process that serves the appends', killBackend, 4],
    ['ends the session of the appends', terminateBackend, 10],
  ])(
    'that %s loses nothing that was acknowledged, leaves nothing half-done and does nothing twice',
    async (_, fault, times) => {
      const { complaints, acknowledged } = await underFault(fault, times);
      expect(complaints).toEqual([]);
      expect(acknowledged).toBeGreaterThan(5 * times);
    },
  );
});

describe('A network that is cut in the middle of an append', () => {
  let server: PostgresServer;
  let databases: PostgresDatabases;
  beforeAll(async () => {
    server = await startPostgres();
    databases = new PostgresDatabases(await server.createDatabase('tallystick_test'));
  });
  afterAll(async () => server.stop());

  let url: string;
  let proxy: CuttingProxy;
  let store: PostgresStore;
  beforeEach(async () => {
    url = await databases.take();
    proxy = await CuttingProxy.before(server.port);
    store = await PostgresStore.open({ url: url.replace(`:${server.port}/`, `:${proxy.port}/`) });
    await sendNumbered(deskAt(store), 1);
  });
  afterEach(async () => {
    await store.close();
    await proxy.close();
  });

  it('after the commit leaves the outcome unknown; sent again, it is answered as before', async () => {
    proxy.cutNextAppend('answer');
    await expect(sendNumbered(deskAt(store), 2)).rejects.toThrow(OutcomeUnknown);
    expect(await store.answerTo('faults/row-2')).toBeDefined();
    expect(await sendNumbered(deskAt(store), 2)).toMatchObject({ outcome: 'accepted', repeated: true });
    expect(await complaintsIn(store, [1, 2])).toEqual([]);
  });

  it('before it has arrived leaves the outcome unknown; sent again, it happens', async () => {
    proxy.cutNextAppend('question');
    await expect(sendNumbered(deskAt(store), 2)).rejects.toThrow(OutcomeUnknown);
    expect(await store.answerTo('faults/row-2')).toBeUndefined();
    expect(await sendNumbered(deskAt(store), 2)).toMatchObject({ outcome: 'accepted', repeated: false });
    expect(await complaintsIn(store, [1, 2])).toEqual([]);
  });

  it('while the server is still committing does not let it happen twice', async () => {
    await server.run(slowCommit, new URL(url).pathname.slice(1));
    proxy.cutNextAppend('at-once');
    await expect(sendNumbered(deskAt(store), 2)).rejects.toThrow(OutcomeUnknown);
    expect(await store.answerTo('faults/row-2')).toBeUndefined();
    expect(await sendNumbered(deskAt(store), 2)).toMatchObject({ outcome: 'accepted', repeated: true });
    expect(await complaintsIn(store, [1, 2])).toEqual([]);
  });

  it('does not let a refusal without events be kept twice either', async () => {
    await server.run(slowCommit.replaceAll('events', 'answers'), new URL(url).pathname.slice(1));
    const refusal = { command: 'faults/r', hash: 'c0', outcome: 'refused', body: '{}' } as const;
    proxy.cutNextAppend('at-once');
    await expect(store.append([], refusal)).rejects.toThrow(OutcomeUnknown);
    expect(await store.append([], refusal)).toMatchObject({ outcome: 'already-answered' });
    expect(await all(store.readAnswers(0))).toHaveLength(2);
  });

  it('does not end the store: what comes next connects anew', async () => {
    proxy.cutAll();
    for (let n = 2; n < 5; n += 1) {
      await sendNumbered(deskAt(store), n).catch(() => undefined);
      expect(await sendNumbered(deskAt(store), n)).toMatchObject({ outcome: 'accepted' });
    }
    expect(await complaintsIn(store, [1, 2, 3, 4])).toEqual([]);
  });
});

describe('A server that is lost and comes back', () => {
  let server: PostgresServer;
  let store: PostgresStore;
  beforeEach(async () => {
    server = await startPostgres();
    store = await PostgresStore.open({ url: await server.createDatabase('lost_test'), pollMs: 50 });
  });
  afterEach(async () => {
    await store.close();
    await server.stop();
  });

  it('is said in words meanwhile: nothing was written, nothing can be read', async () => {
    await started(store, 'project-thurrock.before');
    await server.kill9();
    await expect(started(store, 'project-thurrock.meanwhile')).rejects.toThrow(
      /Nothing was written|did not say/,
    );
    await expect(started(store, 'project-thurrock.meanwhile')).rejects.toThrow(NotWritten);
    await expect(all(store.readAll(0))).rejects.toThrow(/The store cannot be read: nothing answers there/);
    await server.start();
    await started(store, 'project-thurrock.after');
    expect(await all(store.readAll(0))).toHaveLength(2);
  });

  it('ends no subscription, and nothing is missed or comes twice', async () => {
    const ending = new AbortController();
    const seen: string[] = [];
    const following = (async () => {
      for await (const page of store.subscribe(0, { signal: ending.signal })) {
        seen.push(...page.map((event) => event.stream));
        if (seen.includes('project-thurrock.after')) ending.abort();
      }
    })();
    await started(store, 'project-thurrock.before');
    await server.kill9();
    await server.start();
    await started(store, 'project-thurrock.after').catch(async () =>
      started(store, 'project-thurrock.after'),
    );
    await following;
    expect(seen).toEqual(['project-thurrock.before', 'project-thurrock.after']);
  });
});

/** Makes each commit that wrote an event take half a second more. */
const slowCommit = `
  CREATE FUNCTION public.linger() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN PERFORM pg_sleep(0.5); RETURN NULL; END $$;
  CREATE CONSTRAINT TRIGGER linger AFTER INSERT ON tallystick.events DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION public.linger()`;

describe('The disk of a server', () => {
  it.each<[string, number, boolean, RegExp]>([
    ['tables', 1024, false, /^NotWritten: Nothing was written: the server's disk is full/],
    ['log', 10_240, true, /^OutcomeUnknown: The server did not say .*: the server's disk is full/],
  ])(
    'that the %s have filled is said in words, loses nothing, and is gone on from when there is room',
    async (_, leftKibibytes, ends, words) => {
      const seen = await onFullDisk(leftKibibytes);
      expect(seen.complaints).toEqual([]);
      expect(seen.hasEnded).toBe(ends);
      expect(seen.troubles[0]).toMatch(words);
      expect(seen.kept).toBe(seen.beforeRoom + 20);
    },
  );
});

describe('A store that is restored into a younger cluster', () => {
  it('goes on where it stood, and readers go on from their checkpoints', async () => {
    const { transactions, positions, repeated, complaints } = await restoreIntoYounger(byCopying);
    expect(complaints).toEqual([]);
    expect(transactions[1]).toBeLessThan(transactions[0]);
    expect(repeated).toBe(60);
    expect(positions[1]).toBe(positions[0] + 1);
  });
});
