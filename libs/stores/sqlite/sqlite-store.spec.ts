import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, jest } from '@jest/globals';
import { behavesLikeAnEventStore } from '#eventing/conformance';
import { aWrite, anAnswer, started, storeUnderTest } from '#eventing/conformance-fixture';
import { NotWritten } from '#eventing/event-store';
import { SqliteStore } from '#stores/sqlite/sqlite-store';

behavesLikeAnEventStore('SqliteStore', async (clock) => {
  const folder = mkdtempSync(join(tmpdir(), 'tallystick-store-'));
  return storeUnderTest(
    () => SqliteStore.open({ file: join(folder, 'events.db'), clock, pollMs: 5 }),
    () => rmSync(folder, { recursive: true }),
  );
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

it('What was written in a commit that failed is nothing to come after', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tallystick-store-'));
  const store = SqliteStore.open({ file: join(folder, 'events.db') });
  const { end } = (store as unknown as { commits: { end: { run(): unknown } } }).commits;
  // As SQLite fails for want of room.
  jest.spyOn(end, 'run').mockImplementationOnce(() => {
    throw Object.assign(new Error('database or disk is full'), { errcode: 13 });
  });
  const answer = anAnswer();
  const write = aWrite('project-thurrock.leaflet', 'no-stream');
  await expect(store.append([write], answer)).rejects.toThrow(NotWritten);
  const refusal = anAnswer({ outcome: 'refused' });
  expect(await store.append([], refusal, { after: [answer] })).toEqual({ outcome: 'unfounded' });
  expect(await store.append([write], answer)).toMatchObject({ outcome: 'appended' });
  expect(await store.append([], refusal, { after: [answer] })).toMatchObject({ outcome: 'appended' });
  await store.close();
  rmSync(folder, { recursive: true });
});
