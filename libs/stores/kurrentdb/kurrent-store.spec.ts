import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { KurrentDBClient } from '@kurrent/kurrentdb-client';
import type { Clock } from '#eventing/clock';
import { behavesLikeAnEventStore } from '#eventing/conformance';
import { storeUnderTest } from '#eventing/conformance-fixture';
import type { StoreUnderTest } from '#eventing/conformance-fixture';
import { clientFor } from '#stores/kurrentdb/connection';
import { KurrentStore } from '#stores/kurrentdb/kurrent-store';
import { StandInForKurrentDb } from '#stores/kurrentdb/stand-in/stand-in-for-kurrent-db';

describe.each([
  ['26.1.0', 'appendRecords'],
  ['25.1.0', 'multiStreamAppend'],
] as const)('On a stand-in for KurrentDB %s, by %s', (version, path) => {
  let standIn: StandInForKurrentDb;
  let clients: KurrentDBClient[];
  let prefixes = 0;
  let openNow = 0;

  beforeAll(async () => {
    standIn = await StandInForKurrentDb.start({ version });
    // Two, as two processes would have; making one takes half a second.
    clients = [clientFor(standIn.url), clientFor(standIn.url)];
  });

  afterAll(async () => {
    for (const client of clients) await client.dispose();
    await standIn.stop();
  });

  async function open(clock: Clock): Promise<StoreUnderTest> {
    const { url } = standIn;
    const prefix = `example-${(prefixes += 1)}.`;
    openNow += 1;
    return storeUnderTest(
      async (before) => KurrentStore.open({ url, clock, prefix, client: clients[before % clients.length]! }),
      () => {
        openNow -= 1;
        if (openNow === 0) standIn.forget();
      },
    );
  }

  behavesLikeAnEventStore('KurrentStore', open);

  it('appends by the way that this version has', async () => {
    const opened = await open(() => '2011-04-12T09:00:00.000Z');
    expect((opened.store as KurrentStore).server).toMatchObject({ version, path: { name: path } });
    await opened.destroy();
  });
});
