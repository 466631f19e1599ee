import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { binaryEvent } from '@kurrent/kurrentdb-client';
import type { KurrentDBClient } from '@kurrent/kurrentdb-client';
import type { Clock } from '#eventing/clock';
import { behavesLikeAnEventStore } from '#eventing/conformance';
import { storeUnderTest } from '#eventing/conformance-fixture';
import type { StoreUnderTest } from '#eventing/conformance-fixture';
import { clientFor } from '#stores/kurrentdb/connection';
import { KurrentStore } from '#stores/kurrentdb/kurrent-store';
import { readOfAll } from '#stores/kurrentdb/read-call';
import { removeAll } from './traces.ts';

// A real server: `KURRENTDB_URL=kurrentdb://… npm run test:kurrentdb`. Every stream it writes begins with a
// prefix of this run, and is deleted for good when the run ends.
const url = process.env['KURRENTDB_URL'] ?? '';
const run = `tallystick-test-${randomUUID().slice(0, 8)}.`;

jest.setTimeout(120_000);

let clients: KurrentDBClient[] = [];
let stores = 0;
const seen = { version: 'unknown', path: 'unknown', examples: 0 };

beforeAll(async () => {
  if (url === '')
    throw new Error('Say where the server is: KURRENTDB_URL=kurrentdb://… npm run test:kurrentdb');
  // Said first, so that what an interrupted run leaves behind can be found.
  say(`Every stream that this run writes to begins with ${run}`);
  clients = [clientFor(url), clientFor(url)];
  const store = await KurrentStore.open({ url, prefix: run });
  seen.version = store.server.version;
  seen.path = store.server.path.name;
  await store.close();
});

afterEach(() => {
  seen.examples += 1;
});

afterAll(async () => {
  const [client] = clients;
  try {
    // A server that could not be worked with has nothing of ours.
    if (client === undefined || seen.version === 'unknown') return;
    const { tombstones } = await removeAll(client, run);
    say(`KurrentDB ${seen.version}, appended to by ${seen.path}: ${seen.examples} examples were run.`);
    say(`${tombstones} streams of the prefix ${run} were deleted for good. What stays: a tombstone of`);
    say('each, and the records themselves until the server is next scavenged.');
  } finally {
    for (const one of clients) await one.dispose();
  }
});

behavesLikeAnEventStore('KurrentStore on a real server', open);

describe('A real server', () => {
  it('gives each record of one append its own position, in the order in which they were sent', async () => {
    const records = await appended(['one', 'two', 'three']);
    const positions = records.map(({ position }) => position);
    expect(new Set(positions).size).toBe(3);
    expect(positions).toEqual(positions.toSorted((one, other) => Number(one - other)));
  });

  it('gives metadata back as the flat map of strings that it was, whatever it adds of its own', async () => {
    const [record] = await appended(['one']);
    const metadata = JSON.parse(Buffer.from(record?.metadata ?? []).toString('utf8')) as Record<
      string,
      unknown
    >;
    expect(metadata).toMatchObject({ tallystick: '1', text: 'zażółć' });
    expect(Object.keys(metadata).filter((key) => !key.startsWith('$'))).toEqual(['tallystick', 'text']);
  });
});

/** Appends one record to each of so many new streams, and reads them back from `$all`. */
async function appended(bodies: readonly string[]): ReturnType<typeof readOfAll> {
  const client = clients[0]!;
  const prefix = nextPrefix();
  const store = await KurrentStore.open({ url, prefix, client });
  const records = bodies.map((body, index) => ({
    streamName: `${prefix}project-${index}`,
    record: binaryEvent({
      type: 'Test',
      data: Buffer.from(body),
      metadata: { tallystick: '1', text: 'zażółć' },
    }),
  }));
  const expected = new Map(records.map(({ streamName }) => [streamName, 'no_stream' as const]));
  await store.server.path.send({ records, expected, others: new Map() });
  const pattern = `^${prefix.replaceAll('.', '[.]')}project-`;
  return readOfAll(client, { direction: 'forwards', from: 'start', pattern, count: bodies.length });
}

async function open(clock: Clock): Promise<StoreUnderTest> {
  const prefix = nextPrefix();
  return storeUnderTest(
    async (before) => KurrentStore.open({ url, clock, prefix, client: clients[before % clients.length]! }),
    () => undefined,
  );
}

/** Each store has its own streams, so that it is empty. */
function nextPrefix(): string {
  stores += 1;
  return `${run}${stores}.`;
}

function say(words: string): void {
  process.stdout.write(`${words}\n`);
}
