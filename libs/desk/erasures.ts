import type { EventStore } from '#eventing/event-store';
import type { KeyVault } from '#eventing/key-vault';

/**
 * Destroys the key of everyone whose record says that they are forgotten and whose key is still there:
 * after a crash between the event and the key, or after older keys were restored. Doing it again changes
 * nothing.
 *
 * Reads the whole store, so it belongs to a start, a restore and a check-up, and not to every command.
 *
 * @returns the persons whose keys it destroyed, by their streams
 */
export async function destroyForgottenKeys(store: EventStore, vault: KeyVault): Promise<readonly string[]> {
  const destroyed: string[] = [];
  for await (const { type, stream } of store.readAll(0)) {
    if (type !== 'PersonForgotten') continue;
    if ((await vault.find(stream)) === undefined) continue;
    await vault.destroy(stream);
    destroyed.push(stream);
  }
  return destroyed;
}
