import type { Client } from 'pg';
import { StoreUnusable } from '#eventing/event-store';

/** The oldest PostgreSQL that is still cared for: see https://www.postgresql.org/support/versioning/. */
const oldestVersion = 14;

/** How far the clocks of the server and of this machine may be apart, in milliseconds. */
const maximumSkewMs = 5_000;

/** What a server says of itself. */
export interface Server {
  readonly version: string;
  readonly version_number: number;
  readonly encoding: string;
  readonly recovering: boolean;
  readonly read_only: string;
  readonly fsync: string;
  readonly full_page_writes: string;
  readonly now_ms: string;
}

const look = `
  SELECT current_setting('server_version') AS version,
         current_setting('server_version_num')::int AS version_number,
         current_setting('server_encoding') AS encoding,
         pg_is_in_recovery() AS recovering,
         current_setting('default_transaction_read_only') AS read_only,
         current_setting('fsync') AS fsync,
         current_setting('full_page_writes') AS full_page_writes,
         extract(epoch FROM clock_timestamp()) * 1000 AS now_ms`;

/**
 * @param place which database it is, in a sentence
 * @throws StoreUnusable when the server cannot keep a commit, or not as it was given.
 */
export async function insistFit(client: Client, place: string): Promise<void> {
  // The first question may take long for reasons of its own, so the clocks are compared by a second.
  await client.query(look);
  const before = Date.now();
  const { rows } = await client.query<Server>(look);
  const [server] = rows;
  const wrong = server === undefined ? 'it says nothing of itself' : wrongWith(server, [before, Date.now()]);
  if (wrong !== undefined) throw new StoreUnusable(`Cannot use ${place}: ${wrong}.`);
}

/**
 * What is wrong with a server, as the end of a sentence; undefined when it is fit.
 *
 * @param asked the instants before and after it was asked, in milliseconds
 */
export function wrongWith(server: Server, asked: readonly [number, number]): string | undefined {
  return wrongKind(server) ?? wrongDisk(server) ?? wrongClock(Number(server.now_ms), asked);
}

function wrongKind(server: Server): string | undefined {
  if (server.version_number < oldestVersion * 10_000) {
    return `it is PostgreSQL ${server.version}, and it must be ${oldestVersion} or later`;
  }
  if (server.encoding !== 'UTF8') return `its encoding is ${server.encoding}, and it must be UTF8`;
  if (server.recovering) return 'it is a copy that can only be read (a standby); name the primary server';
  return server.read_only === 'on' ? 'its sessions can only read (default_transaction_read_only)' : undefined;
}

function wrongDisk(server: Server): string | undefined {
  if (server.fsync !== 'on') return 'the server runs with fsync=off, and a power cut would lose commits';
  if (server.full_page_writes === 'on') return undefined;
  return 'the server runs with full_page_writes=off, and a power cut could tear its pages';
}

function wrongClock(serverMs: number, [before, after]: readonly [number, number]): string | undefined {
  const ahead = serverMs - after;
  const behind = before - serverMs;
  const apart = Math.max(ahead, behind);
  if (apart <= maximumSkewMs) return undefined;
  const way = ahead > behind ? 'ahead of' : 'behind';
  return `its clock is ${Math.round(apart / 1000)} seconds ${way} the clock of this machine; set them both`;
}
