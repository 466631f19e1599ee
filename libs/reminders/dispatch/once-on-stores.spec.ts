import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '#eventing/clock';
import type { EventStore } from '#eventing/event-store';
import { openPostgresReadModels } from '#projections/postgres-read-models';
import type { MessageRef } from '#reminders/dispatching';
import { clientFor } from '#stores/kurrentdb/connection';
import { KurrentStore } from '#stores/kurrentdb/kurrent-store';
import { StandInForKurrentDb } from '#stores/kurrentdb/stand-in/stand-in-for-kurrent-db';
import { PostgresStore } from '#stores/postgres/postgres-store';
import { SqliteStore } from '#stores/sqlite/sqlite-store';
import { startPostgres } from '#testing/postgres-server';
import type { PostgresServer } from '#testing/postgres-server';
import { emptyModels } from '#testing/read-story';
import { ReminderStory, threeProjects } from '#testing/reminder-story';
import type { Ground } from '#testing/reminder-story';

const now = '2011-07-04T09:00:00.000Z';

let server: PostgresServer;
let standIn: StandInForKurrentDb;
let client: KurrentDBClient;
let folder: string;
const opened: EventStore[] = [];

beforeAll(async () => {
  server = await startPostgres();
  standIn = await StandInForKurrentDb.start();
  client = clientFor(standIn.url);
  folder = mkdtempSync(join(tmpdir(), 'tallystick-once-'));
});

afterAll(async () => {
  for (const store of opened) await store.close();
  await client.dispose();
  await standIn.stop();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Two stores on the same data, as two processes would have, each by the clock of who takes it. */
async function twoStores(
  open: (clock: Clock) => EventStore | Promise<EventStore>,
): Promise<Ground['openStore']> {
  const clocks: Clock[] = [];
  const stores: EventStore[] = [];
  for (const at of [0, 1]) stores.push(await open(() => clocks[at]?.() ?? now));
  opened.push(...stores);
  return (clock) => {
    const store = stores[clocks.push(clock) - 1];
    if (store === undefined) throw new Error('There are two workers, and no third.');
    return store;
  };
}

const grounds: Readonly<Record<string, () => Promise<Ground>>> = {
  SQLite: async () => {
    const file = join(folder, 'events.db');
    return {
      openStore: await twoStores((clock) => SqliteStore.open({ file, clock })),
      openModels: emptyModels,
    };
  },
  'PostgreSQL, with read models that they share': async () => {
    const url = await server.createDatabase('once_test');
    const openStore = await twoStores(async (clock) => PostgresStore.open({ url, clock }));
    const models = openPostgresReadModels({ url });
    return { openStore, openModels: () => models };
  },
  'the stand-in for KurrentDB': async () => {
    const { url } = standIn;
    const open = async (clock: Clock): Promise<EventStore> => KurrentStore.open({ url, clock, client });
    return { openStore: await twoStores(open), openModels: emptyModels };
  },
};

describe('Two workers at one store claim each message once and send it once', () => {
  it.each(Object.keys(grounds))('on %s', async (name) => {
    const ground = await grounds[name]!();
    const story = await threeProjects(new ReminderStory(undefined, 'worker-1', ground));
    const other = new ReminderStory(story, 'worker-2');
    const both = [story, other];
    for (const one of both) one.at(now);
    for (const { runner } of both) await runner.catchUp();
    const claimed = await Promise.all(both.map(async ({ worker }) => worker.claim(now)));
    const messages = claimed.flatMap((one) => one.messages);
    expect(claimed.reduce((sum, { rungs }) => sum + rungs, 0)).toBe(3);
    const ids = [...new Set(messages.map(({ message }) => message))];
    expect(ids).toHaveLength(2);
    expect(
      (await Promise.all(ids.map(async (message) => sentByBoth(both, message)))).flat().toSorted(),
    ).toEqual(['handed-over', 'handed-over', 'not-queued', 'not-queued']);
    for (const { worker } of both) expect(await worker.round(now)).toMatchObject({ claimed: 0, rungs: 0 });
    expect((await story.messages()).toSorted()).toEqual(['lead-1 handed-over', 'lead-2 handed-over']);
    expect(story.letters()).toHaveLength(2);
    expect(await story.rungs()).toEqual([
      'project-riverside.bus evaluation  2011-07-29 -28 lead-officer',
      'project-riverside.gates performance-update 2011-06 2011-07-07 -3 lead-officer',
      'project-riverside.lights performance-update 2011-06 2011-07-07 -3 lead-officer',
    ]);
    await Promise.all(both.map(async ({ db }) => db.destroy()));
  });
});

/** What came of one message that two workers send at the same moment. */
async function sentByBoth(both: readonly ReminderStory[], message: string): Promise<readonly string[]> {
  const ref: MessageRef = { partnership: 'riverside', message };
  const sent = await Promise.all(both.map(async ({ worker }) => worker.send(ref, now)));
  return sent.map(({ outcome }) => outcome);
}
