import { FORWARDS, START, streamNameFilter } from '@kurrent/kurrentdb-client';
import type { KurrentDBClient } from '@kurrent/kurrentdb-client';

/** What was left behind, by what it is. */
export interface Traces {
  /** Streams that are deleted for good. Each keeps one small record, and its name is never free again. */
  readonly tombstones: number;
}

const atOnce = 32;

/**
 * Deletes for good every stream whose name begins with a prefix. The server frees their space when it is next
 * scavenged, and keeps the tombstones.
 */
export async function removeAll(client: KurrentDBClient, prefix: string): Promise<Traces> {
  const streams = [...(await streamsWith(client, prefix))];
  for (let first = 0; first < streams.length; first += atOnce) {
    const some = streams.slice(first, first + atOnce);
    await Promise.all(some.map(async (stream) => client.tombstoneStream(stream)));
  }
  return { tombstones: streams.length };
}

/** The streams that are there, without those that are deleted for good already. */
async function streamsWith(client: KurrentDBClient, prefix: string): Promise<Set<string>> {
  const streams = new Set<string>();
  const filter = streamNameFilter({ prefixes: [prefix] });
  for await (const { event } of client.readAll({ direction: FORWARDS, fromPosition: START, filter })) {
    if (event?.type === '$streamDeleted') streams.delete(event.streamId);
    else if (event !== undefined) streams.add(event.streamId);
  }
  return streams;
}
