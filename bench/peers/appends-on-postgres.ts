import { inTurn } from '../benchmark.ts';
import type { PostgresServer } from '../../libs/testing/postgres-server.ts';
import { castore } from './castore.ts';
import { Clients, eventsOfStream, maximumClients, Streams } from './clients.ts';
import type { Crowd } from './clients.ts';
import { emmett } from './emmett.ts';
import { insertReturning } from './insert-returning.ts';
import type { Extent } from './measure.ts';
import { messageDb } from './message-db.ts';
import { sampleOf } from './peer.ts';
import type { Filled, OpenPeer, Peer } from './peer.ts';
import { tallystick, tallystickAhead } from './tallystick.ts';

/** The event stores that ours is held against. */
export const others: readonly Peer[] = [castore, emmett, messageDb];
const onEither: readonly Peer[] = [insertReturning, ...others, tallystick];

export const clientCounts = [1, 8, maximumClients] as const;
export const streamKinds = ['many streams', 'one hot stream'] as const;
export const sizes = ['empty', 'filled'] as const;
type Size = (typeof sizes)[number];

/** What one of the peers did in one of the contests. */
export interface Result extends Crowd {
  readonly peer: Peer;
  readonly size: Size;
  /** How many a second, round by round. */
  readonly perSecond: readonly number[];
  /** How many appends found another count than they expected, for each that did not. */
  readonly conflicts: number;
}

/** What appends on one stream as the application does is measured there alone. */
export function peersOn(streams: Crowd['streams']): readonly Peer[] {
  return streams === 'one hot stream' ? [...onEither, tallystickAhead] : onEither;
}

/** A peer with a database that has been prepared for it. */
interface Placed {
  readonly peer: Peer;
  readonly size: Size;
  readonly url: string;
  readonly streams: Streams;
}

/**
 * Measures every peer in every contest, in a database of its own that is empty and in one that is filled. In
 * a contest all of them take turns.
 */
export async function appendsOnPostgres(
  server: PostgresServer,
  extent: Extent,
  say: (text: string) => void,
): Promise<readonly Result[]> {
  const full = await fillAll(server, extent.filled, say);
  const results: Result[] = [];
  for (const streams of streamKinds) {
    for (const clients of clientCounts) {
      say(`${streams}, ${clients} at once ...`);
      results.push(...(await contest(server, extent, { streams, clients }, full)));
    }
  }
  return results;
}

/** Two at a time, for the two cores that are counted on. */
async function fillAll(
  server: PostgresServer,
  filled: Filled,
  say: (text: string) => void,
): Promise<ReadonlyMap<string, Placed>> {
  const placed = new Map<string, Placed>();
  const left = onEither.values();
  const fillNext = async (): Promise<void> => {
    for (const peer of left) {
      const start = performance.now();
      placed.set(peer.name, await fillOne(server, peer, filled));
      say(`${peer.name}: filled in ${Math.round((performance.now() - start) / 1000)} s`);
    }
  };
  // Both come to their end before anything is thrown, and before the server is stopped.
  const ended = await Promise.allSettled([fillNext(), fillNext()]);
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  const own = placed.get(tallystick.name);
  if (own !== undefined) placed.set(tallystickAhead.name, { ...own, peer: tallystickAhead });
  return placed;
}

async function fillOne(server: PostgresServer, peer: Peer, filled: Filled): Promise<Placed> {
  const url = await newDatabase(server, peer, 'filled');
  await peer.fill?.(url, filled);
  const open = await peer.open(url, 1);
  try {
    await insistGoesOn(peer, open, filled);
  } finally {
    await open.close();
  }
  return { peer, size: 'filled', url, streams: new Streams(filled) };
}

/**
 * What was filled is taken for its own by the peer: it goes on from there, and refuses to go on from before.
 */
async function insistGoesOn(peer: Peer, open: OpenPeer, { streams }: Filled): Promise<void> {
  const last = streams - 1;
  const seen = [
    await open.append(last, eventsOfStream - 1, sampleOf(last, -1)),
    await open.append(last, eventsOfStream, sampleOf(last, -2)),
    await open.countOf(last, eventsOfStream),
  ];
  if (JSON.stringify(seen) !== JSON.stringify([false, true, eventsOfStream + 1])) {
    throw new Error(`${peer.name} does not go on from what was filled: ${JSON.stringify(seen)}.`);
  }
}

async function newDatabase(server: PostgresServer, peer: Peer, size: Size): Promise<string> {
  const url = await server.createDatabase(databaseOf(peer, size));
  await peer.prepare(url);
  return url;
}

function databaseOf(peer: Peer, size: Size): string {
  return `test_${size}_${peer.name.toLowerCase().replaceAll(/[^a-z]+/g, '_')}`;
}

async function contest(
  server: PostgresServer,
  extent: Extent,
  crowd: Crowd,
  full: ReadonlyMap<string, Placed>,
): Promise<readonly Result[]> {
  const peers = peersOn(crowd.streams);
  const empty = await Promise.all(
    peers.map(async (peer): Promise<Placed> => {
      const url = await newDatabase(server, peer, 'empty');
      return { peer, size: 'empty', url, streams: new Streams(undefined) };
    }),
  );
  const placed = [...empty, ...peers.flatMap((peer) => full.get(peer.name) ?? [])];
  await server.run('CHECKPOINT');
  const results = await measure(placed, extent, crowd);
  for (const peer of peers) await server.dropDatabase(databaseOf(peer, 'empty'));
  return results;
}

/** The connections stay open from round to round. */
async function measure(placed: readonly Placed[], extent: Extent, crowd: Crowd): Promise<readonly Result[]> {
  const opened = await Promise.all(
    placed.map(async (each) => {
      const open = await each.peer.open(each.url, crowd.clients);
      const name = databaseOf(each.peer, each.size);
      return { ...each, open, name, clients: new Clients(open, crowd, each.streams, extent.portionMs) };
    }),
  );
  try {
    const measured = await inTurn(
      extent,
      Object.fromEntries(opened.map(({ name, clients }) => [name, async () => clients])),
    );
    return opened.map(({ peer, size, name, clients }) => {
      const conflicts = clients.conflicts / clients.successes;
      return { ...crowd, peer, size, perSecond: measured[name] ?? [], conflicts };
    });
  } finally {
    await Promise.all(opened.map(async ({ open }) => open.close()));
  }
}
