import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { all, anAnswer, aWrite, started } from '#eventing/conformance-fixture';
import { Batch } from '#stores/postgres/batch';
import type { Call } from '#stores/postgres/calls';
import { eventMigrations } from '#stores/postgres/event-migrations';
import { openDatabase } from '#stores/postgres/opening';
import { PostgresStore } from '#stores/postgres/postgres-store';
import { PostgresDatabases } from '#testing/postgres-databases';
import { startPostgres } from '#testing/postgres-server';
import type { PostgresServer } from '#testing/postgres-server';

let server: PostgresServer;
let databases: PostgresDatabases;
beforeAll(async () => {
  server = await startPostgres();
  databases = new PostgresDatabases(await server.createDatabase('tallystick_test'));
});
afterAll(async () => server.stop());

describe('Tables that an older version made', () => {
  it('are brought up to date once when six processes open them at once', async () => {
    const { url, old } = await olderDatabase();
    await old.query(appendOfOld(0));
    const stores = await Promise.all(Array.from({ length: 6 }, async () => PostgresStore.open({ url })));
    const { rows } = await old.query('SELECT version FROM tallystick.migrations ORDER BY version');
    expect(rows).toEqual(eventMigrations.map((_, index) => ({ version: index + 1 })));
    for (const store of stores) await store.close();
    await old.end();
  });

  it('keep what they hold, and serve a process that had them open before as well as the new ones', async () => {
    const { url, old } = await olderDatabase();
    await old.query(appendOfOld(0));
    const store = await PostgresStore.open({ url });
    expect((await started(store, 'project-thurrock.new')).position).toBe(2);
    await old.query(appendOfOld(1));
    const events = await all(store.readAll(0));
    expect(events.map(({ stream, version, position }) => [stream, version, position])).toEqual([
      ['project-thurrock.old', 0, 1],
      ['project-thurrock.new', 0, 2],
      ['project-thurrock.old', 1, 3],
    ]);
    await store.close();
    await old.end();
  });
});

/** A database as the first version made it, with a session of that version. */
async function olderDatabase(): Promise<{ readonly url: string; readonly old: Client }> {
  const url = await databases.take();
  const migrations = eventMigrations.slice(0, 1);
  await openDatabase(url, { holds: 'events', schema: 'tallystick', migrations, needs: {} });
  const old = new Client({ connectionString: url });
  await old.connect();
  return { url, old };
}

/** The call by which the first version appended. */
function appendOfOld(version: number): Call {
  const answer = anAnswer();
  const writes = [aWrite('project-thurrock.old', version === 0 ? 'no-stream' : version - 1)];
  const member = { writes, answer, given: answer, after: [], recordedAt: undefined };
  const batch = new Batch([{ ...member, resolve: ignore, reject: ignore }]);
  return batch.callOfEach(undefined, false, new WeakSet());
}

function ignore(): void {
  // Nobody waits for it: the test asks the server itself.
}
