import { StoreUnusable } from '#eventing/event-store';

/** What KurrentDB would take away, by these keys of a stream's metadata. */
const losing = ['$maxAge', '$maxCount', '$tb'];

/** The stream in which KurrentDB keeps the metadata of another. */
export function metadataStreamOf(stream: string): string {
  return `$$${stream}`;
}

/** @throws StoreUnusable when the metadata of a stream would let events be lost */
export function insistHarmless(stream: string, metadata: unknown): void {
  const found = losingKeysIn(metadata);
  if (found.length === 0) return;
  throw new StoreUnusable(
    `${found.join(' and ')} is set in KurrentDB on the stream "${stream}", so events are lost: nothing of ` +
      'Tallystick may ever be deleted. Restore the database from a backup.',
  );
}

/** The keys in a stream's metadata by which events would be lost. */
export function losingKeysIn(metadata: unknown): string[] {
  const keys = typeof metadata === 'object' && metadata !== null ? Object.keys(metadata) : [];
  return losing.filter((key) => keys.includes(key));
}
