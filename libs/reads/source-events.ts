import type { DecodedEvent } from '#eventing/decoding';
import type { DataPlace } from '#reads/data-place';

/** Every event of the sources of a partnership, as they are read: what its journal is made of. */
export async function* sourceEvents(
  { store, decoding }: Pick<DataPlace, 'store' | 'decoding'>,
  partnership: string,
): AsyncGenerator<DecodedEvent> {
  const ofPartnership = `source-${partnership}.`;
  for await (const recorded of store.readAll(0)) {
    if (recorded.stream.startsWith(ofPartnership)) yield decoding.decode(recorded);
  }
}
