import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { binaryEvent, jsonEvent } from '@kurrent/kurrentdb-client';
import type { EventData } from '@kurrent/kurrentdb-client';
import { started } from '#eventing/conformance-fixture';
import { StoreUnusable } from '#eventing/event-store';
import { clientFor } from '#stores/kurrentdb/connection';
import { KurrentStore } from '#stores/kurrentdb/kurrent-store';
import type { KurrentStoreOptions } from '#stores/kurrentdb/kurrent-store';
import { StandInForKurrentDb } from '#stores/kurrentdb/stand-in/stand-in-for-kurrent-db';
import type { StandInOptions } from '#stores/kurrentdb/stand-in/stand-in-for-kurrent-db';

const project = 'project-thurrock.leaflet';

describe('A KurrentDB is refused, with a sentence,', () => {
  let standIn: StandInForKurrentDb;

  beforeEach(async () => {
    standIn = await StandInForKurrentDb.start();
  });

  afterEach(async () => {
    await standIn.stop();
  });

  it('when nothing listens there', async () => {
    await standIn.stop();
    await expect(openOn(standIn)).rejects.toThrow('KurrentDB did not answer');
  });

  it('when something listens that never answers', async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => {
      silent.listen(0, '127.0.0.1', resolve);
    });
    const { port } = silent.address() as AddressInfo;
    const url = `kurrentdb://127.0.0.1:${port}?tls=false`;
    await expect(KurrentStore.open({ url, patienceMs: 300 })).rejects.toThrow('KurrentDB did not answer');
    silent.close();
    connect(port).on('error', () => undefined);
  });

  it.each(['24.10.5', '23.10.0', '25.0.9', 'unknown'])('when it is version %s', async (version) => {
    await restart({ version });
    await expect(openOn(standIn)).rejects.toThrow(`This is KurrentDB ${version}, and Tallystick needs 25.1`);
  });

  it.each(['25.1.0', '25.10.1', '26.0.2', '26.1.0', '26.10.0', '27.0.0'])(
    'but not when it is version %s',
    async (version) => {
      await restart({ version });
      const store = await openOn(standIn);
      const isNew = Number.parseInt(version, 10) > 26 || version.startsWith('26.1');
      expect(store.server.path.name).toBe(isNew ? 'appendRecords' : 'multiStreamAppend');
      await store.close();
    },
  );

  it.each([
    ['the stream of an event', project, binaryEvent({ type: 'Other', data: Buffer.from('{}') })],
    ['JSON', 'meeting-1', jsonEvent({ type: 'Other', data: {}, metadata: { recordedAt: 'x' } })],
    ['an answer', 'command-thurrock_2f1', binaryEvent({ type: 'Other', data: Buffer.from('') })],
  ])('when another has written %s', async (_, stream, event: EventData) => {
    await byAnother(async (client) => client.appendToStream(stream, event));
    await expect(openOn(standIn)).rejects.toThrow(
      `KurrentDB holds a stream "${stream}" that was not written`,
    );
  });

  it('but not when others have streams of other names', async () => {
    const other = jsonEvent({ type: 'Other', data: {} });
    await byAnother(async (client) => client.appendToStream('Orders', other));
    await byAnother(async (client) => client.setStreamMetadata('Orders', { maxCount: 3 }));
    await (await openOn(standIn)).close();
  });

  it.each(['$maxAge', '$maxCount', '$tb'])('when %s is set on one of our streams', async (key) => {
    await byAnother(async (client) => client.setStreamMetadata(project, { [key]: 5 }));
    await expect(openOn(standIn)).rejects.toThrow(`${key} is set in KurrentDB on the stream "${project}"`);
  });

  it('when a setting for every stream would let events be lost', async () => {
    const settings = jsonEvent({ type: '$settings', data: { $maxAge: 3600 } });
    await byAnother(async (client) => client.appendToStream('$settings', settings));
    await expect(openOn(standIn)).rejects.toThrow('$maxAge is set in KurrentDB on the stream "$settings"');
  });

  it.each([
    [90_000, '90 seconds ahead of'],
    [-3_600_000, '3600 seconds behind'],
  ])('when its clock is %d ms ahead', async (clockAheadMs, words) => {
    const machineTime = (): number => Date.now() - clockAheadMs;
    await expect(openOn(standIn, { machineTime })).rejects.toThrow(words);
  });

  it('but not when its clock is half a minute ahead', async () => {
    standIn.moods.clockAheadMs = 30_000;
    await (await openOn(standIn)).close();
  });

  it('when it lacks the right to read', async () => {
    standIn.moods.denies = { reads: true };
    await expect(openOn(standIn)).rejects.toThrow('refuses Tallystick the right to read $all');
  });

  it.each(['26.1.0', '25.1.0'])('when it lacks the right to write to %s', async (version) => {
    await restart({ version });
    standIn.moods.denies = { writes: true };
    await expect(openOn(standIn)).rejects.toThrow('refuses Tallystick the right to append');
  });

  it('when it takes no append as large as one event and its answer may be', async () => {
    await restart({ maximumAppendBytes: 1024 * 1024 });
    await expect(openOn(standIn)).rejects.toThrow('set its MaxAppendSize');
  });

  it('and nothing was written by looking at it', async () => {
    await (await openOn(standIn)).close();
    expect(standIn.log.records).toEqual([]);
  });

  it('and its own streams are known again', async () => {
    const store = await openOn(standIn);
    await started(store, project, 3);
    await store.close();
    await (await openOn(standIn)).close();
  });

  async function restart(options: StandInOptions): Promise<void> {
    await standIn.stop();
    standIn = await StandInForKurrentDb.start(options);
  }

  async function byAnother(task: (client: ReturnType<typeof clientFor>) => Promise<unknown>): Promise<void> {
    const client = clientFor(standIn.url);
    await task(client);
    await client.dispose();
  }
});

describe('The URL of a KurrentDB', () => {
  it.each([
    'kurrentdb://admin:s3cret@host:port?tls=true',
    'kurrentdb://admin:s3cr@et/#x@host:2113',
    'kurrentdb://admin:s3cret@host:2113?tls=maybe',
    'kurrentdb://admin:s3cret@host:2113?defaultDeadline=soon',
    'kurrentdb://admin:s3cret@host:2113?tlsCAFile=/nowhere/s3cret.pem',
    'kurrentdb://admin:s3cret@host:2113?password=s3cret',
    'https://admin:s3cret@host:2113',
    's3cret',
  ])('is refused without its password: %s', async (url) => {
    const written: unknown[] = [];
    const warn = jest.spyOn(console, 'warn').mockImplementation((...words) => written.push(...words));
    const error: unknown = await KurrentStore.open({ url, patienceMs: 100 }).catch((e: unknown) => e);
    warn.mockRestore();
    expect(error).toBeInstanceOf(StoreUnusable);
    expect(String(error)).not.toContain('s3cr');
    expect(written).toEqual([]);
  });

  it('may begin with esdb, its older name, of which nothing is printed', async () => {
    const standIn = await StandInForKurrentDb.start();
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const store = await KurrentStore.open({ url: standIn.url.replace('kurrentdb', 'esdb') });
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
    await store.close();
    await standIn.stop();
  });

  it('shows nothing of itself when the server does not answer', async () => {
    const url = 'kurrentdb://admin:s3cret@127.0.0.1:1?tls=false';
    const error: unknown = await KurrentStore.open({ url, patienceMs: 500 }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(StoreUnusable);
    expect(String(error)).not.toMatch(/s3cret|127/);
  });
});

async function openOn(
  { url }: StandInForKurrentDb,
  options: Partial<KurrentStoreOptions> = {},
): Promise<KurrentStore> {
  // Long, for a machine that is busy: what must not be answered says so at once.
  return KurrentStore.open({ url, patienceMs: 20_000, ...options });
}
