import { Client } from 'pg';
import { StoreUnusable } from '#eventing/event-store';
import { insistFit } from '#stores/postgres/fitness';
import { migrate } from '#stores/postgres/migrating';
import type { DatabaseKind } from '#stores/postgres/migrating';
import { explain } from '#stores/postgres/postgres-errors';
import { applySettings, placeOf } from '#stores/postgres/sessions';

/** How long to wait for a connection, in milliseconds. */
const connectTimeoutMs = 5_000;

/**
 * Looks whether a database can keep what it is to hold safely, and makes or brings up to date what is ours in
 * it. Two processes may do so at once.
 *
 * @throws StoreUnusable with a sentence for the operator, leaving the database as it was.
 */
export async function openDatabase(url: string, kind: DatabaseKind): Promise<void> {
  const place = placeOf(url);
  try {
    const client = await connect(url);
    try {
      await applySettings(client);
      await insistFit(client, place);
      await migrate(client, place, kind);
    } finally {
      await client.end();
    }
  } catch (error) {
    if (error instanceof StoreUnusable) throw error;
    throw new StoreUnusable(`Cannot keep ${kind.holds} in ${place}: ${explain(error)}.`, { cause: error });
  }
}

async function connect(url: string): Promise<Client> {
  const client = new Client({
    connectionString: insistUrl(url),
    application_name: 'tallystick opening',
    connectionTimeoutMillis: connectTimeoutMs,
  });
  // A connection that is lost fails the query that is under way.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** The driver reads almost anything as an address, and then looks for a machine that no one meant. */
function insistUrl(url: string): string {
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) return url;
  throw new StoreUnusable(
    'The address of a PostgreSQL database begins with postgres:// and is written postgres://user:password@host:port/database.',
  );
}
