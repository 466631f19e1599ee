import { join } from 'node:path';
import { inTurn } from '../benchmark.ts';
import { Clients, maximumClients, Streams } from './clients.ts';
import type { Crowd } from './clients.ts';
import { emmettOnSqlite } from './emmett-sqlite.ts';
import type { Extent } from './measure.ts';
import type { Peer } from './peer.ts';
import { tallystickOnSqlite } from './tallystick.ts';

export const peersOnSqlite: readonly Peer[] = [emmettOnSqlite, tallystickOnSqlite];

/**
 * One hot stream has one client alone: an append of Emmett's that conflicts moves its count of the stream all
 * the same, and nothing can be appended to it afterwards.
 */
const crowdsOnSqlite: readonly Crowd[] = [
  { streams: 'many streams', clients: 1 },
  { streams: 'many streams', clients: 8 },
  { streams: 'many streams', clients: maximumClients },
  { streams: 'one hot stream', clients: 1 },
];

export interface SqliteResult extends Crowd {
  readonly emmett: readonly number[];
  readonly ours: readonly number[];
}

/** Measures both in every contest, in files of their own that begin empty. */
export async function appendsOnSqlite(
  folder: string,
  extent: Extent,
  say: (text: string) => void,
): Promise<readonly SqliteResult[]> {
  const results: SqliteResult[] = [];
  for (const [number, crowd] of crowdsOnSqlite.entries()) {
    say(`SQLite: ${crowd.streams}, ${crowd.clients} at once ...`);
    results.push(await contest(folder, number, crowd, extent));
  }
  return results;
}

async function contest(folder: string, number: number, crowd: Crowd, extent: Extent): Promise<SqliteResult> {
  const openAs = async (name: string, peer: Peer): Promise<Opened> => {
    const open = await peer.open(join(folder, `${name}-${number}.db`), crowd.clients);
    const clients = new Clients(open, crowd, new Streams(undefined), extent.portionMs);
    return { clients, close: async () => open.close() };
  };
  const emmett = await openAs('emmett', emmettOnSqlite);
  const ours = await openAs('ours', tallystickOnSqlite);
  try {
    const measured = await inTurn(extent, {
      emmett: async () => emmett.clients,
      ours: async () => ours.clients,
    });
    return { ...crowd, ...measured };
  } finally {
    await Promise.all([emmett.close(), ours.close()]);
  }
}

interface Opened {
  readonly clients: Clients;
  close(): Promise<void>;
}
