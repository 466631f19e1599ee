import type { EventStore } from '#eventing/event-store';

/** Opens a store by `sqlite:FILE`, or by the URL of a server; an adapter is loaded when it is asked for. */
export async function openAt(address: string): Promise<EventStore> {
  const [scheme, file = ''] = address.split(/:(.*)/s);
  if (scheme === 'sqlite') return (await import('#stores/sqlite/sqlite-store')).SqliteStore.open({ file });
  if (scheme === 'postgres')
    return (await import('#stores/postgres/postgres-store')).PostgresStore.open({ url: address });
  return (await import('#stores/kurrentdb/kurrent-store')).KurrentStore.open({ url: address });
}
