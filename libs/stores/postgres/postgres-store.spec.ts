import { afterAll, beforeAll, describe } from '@jest/globals';
import { behavesLikeAnEventStore } from '#eventing/conformance';
import { storeUnderTest } from '#eventing/conformance-fixture';
import type { OpenStoreUnderTest } from '#eventing/conformance-fixture';
import { PostgresStore } from '#stores/postgres/postgres-store';
import { PostgresDatabases } from '#testing/postgres-databases';
import { startPostgres } from '#testing/postgres-server';
import type { PostgresServer } from '#testing/postgres-server';

let server: PostgresServer;
let databases: PostgresDatabases;

describe('On a PostgreSQL 18 of its own', () => {
  beforeAll(async () => {
    server = await startPostgres();
    databases = new PostgresDatabases(await server.createDatabase('tallystick_test'));
  });
  afterAll(async () => server.stop());

  behavesLikeAnEventStore('PostgresStore', storeOnDatabase);
});

// A server that is named is tested as well, and left as it was.
const named = process.env['TEST_POSTGRES_URL'];
if (named !== undefined) {
  describe('On the server that TEST_POSTGRES_URL names', () => {
    beforeAll(() => {
      databases = new PostgresDatabases(named);
    });
    afterAll(async () => databases.remove());

    behavesLikeAnEventStore('PostgresStore', storeOnDatabase);
  });
}

async function storeOnDatabase(...[clock]: Parameters<OpenStoreUnderTest>): ReturnType<OpenStoreUnderTest> {
  const url = await databases.take();
  return storeUnderTest(
    async () => PostgresStore.open({ url, clock, pollMs: 50 }),
    async () => databases.giveBack(url),
  );
}
