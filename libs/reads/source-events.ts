import type { DecodedEvent } from '#eventing/decoding';
import type { Instant, LocalDate } from '#kernel/local-date';
import type { DataPlace } from '#reads/data-place';

/** What of a record is wanted: what was recorded by an instant, and was true by the end of a day. */
interface Wanted {
  readonly partnership: string;
  /** Left out, of whichever day. */
  readonly asAt?: LocalDate | undefined;
  readonly knownAt: Instant;
}

/**
 * The events of the sources of a partnership, as they are read: what its journal is made of.
 *
 * @param onPosition called with each position that was read, to show how far it is
 */
export async function* sourceEvents(
  { store, decoding }: Pick<DataPlace, 'store' | 'decoding'>,
  { partnership, asAt, knownAt }: Wanted,
  onPosition: (position: number) => void = () => undefined,
): AsyncGenerator<DecodedEvent> {
  const ofPartnership = `source-${partnership}.`;
  for await (const recorded of store.readAll(0)) {
    onPosition(recorded.position);
    // The time of recording never goes back along the positions.
    if (recorded.recordedAt > knownAt) return;
    if (!recorded.stream.startsWith(ofPartnership)) continue;
    const event = decoding.decode(recorded);
    if (asAt === undefined || event.effectiveOn <= asAt) yield event;
  }
}
