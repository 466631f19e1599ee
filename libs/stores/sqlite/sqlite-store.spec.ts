import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import type { Clock } from '#eventing/clock';
import { behavesLikeAnEventStore } from '#eventing/conformance';
import { started } from '#eventing/conformance-fixture';
import type { StoreUnderTest } from '#eventing/conformance-fixture';
import { SqliteStore } from '#stores/sqlite/sqlite-store';

behavesLikeAnEventStore('SqliteStore', async (clock: Clock): Promise<StoreUnderTest> => {
  const folder = mkdtempSync(join(tmpdir(), 'tallystick-store-'));
  const stores: SqliteStore[] = [];
  const openOne = async (): Promise<SqliteStore> => {
    const store = SqliteStore.open({ file: join(folder, 'events.db'), clock, pollMs: 5 });
    stores.push(store);
    return store;
  };
  const closeAll = async (): Promise<void> => {
    for (const store of stores) await store.close();
  };
  return {
    store: await openOne(),
    alongside: openOne,
    reopen: async () => {
      await closeAll();
      return openOne();
    },
    destroy: async () => {
      await closeAll();
      rmSync(folder, { recursive: true });
    },
  };
});

it('A subscription hears of its own process at once, without waiting to look for others', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tallystick-store-'));
  const store = SqliteStore.open({ file: join(folder, 'events.db'), pollMs: 600_000 });
  const pages = store.subscribe(0, { signal: new AbortController().signal })[Symbol.asyncIterator]();
  const coming = pages.next();
  await new Promise((resolve) => setImmediate(resolve));
  const { events } = await started(store, 'project-thurrock.leaflet', 2);
  expect((await coming).value).toEqual(events);
  await store.close();
  rmSync(folder, { recursive: true });
});
