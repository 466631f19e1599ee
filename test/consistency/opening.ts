import type { EventStore } from '#eventing/event-store';

/** Opens a store by `sqlite:FILE`, or by the URL of a server; an adapter is loaded when it is asked for. */
export async function openAt(address: string): Promise<EventStore> {
  const [scheme = '', file = ''] = address.split(/:(.*)/s);
  if (scheme === 'sqlite') return (await import('#stores/sqlite/sqlite-store')).SqliteStore.open({ file });

  throw new Error(`There is no store at ${address}.`);
}
