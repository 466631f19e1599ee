import { StoreUnusable } from '#eventing/event-store';
import type { EventStore } from '#eventing/event-store';
import type { KeyVault } from '#eventing/key-vault';

interface Ground {
  readonly store: EventStore;
  readonly vault: KeyVault;
}

/**
 * People whose names are sealed in the events and whose key is neither there nor was destroyed to forget
 * them. A key is on the disk before anything is sealed with it, so one that is missing was lost.
 *
 * @param among how many people to ask for, from the first
 * @returns how many were asked for, and how many of their keys are lost
 */
export async function keysLost(
  { store, vault }: Ground,
  among = Infinity,
): Promise<{ readonly asked: number; readonly lost: number }> {
  const forgotten = new Set((await vault.erasures()).map(({ person }) => person));
  let asked = 0;
  let lost = 0;
  for await (const { type, stream } of store.readAll(0)) {
    if (type !== 'PersonRegistered') continue;
    asked += 1;
    if (!forgotten.has(stream) && (await vault.find(stream)) === undefined) lost += 1;
    if (asked >= among) break;
  }
  return { asked, lost };
}

/**
 * Nothing is recorded with keys that are not those of the events: the names of new people would lie apart
 * from those of the others, and a command that is sent again would no longer be known.
 *
 * @throws StoreUnusable
 */
export async function insistKeysThere(ground: Ground): Promise<void> {
  const { lost } = await keysLost(ground, 1);
  if (lost === 0) return;
  throw new StoreUnusable(
    'The keys of the names are lost: the vault that is there has none for the first person of these events. ' +
      'Nothing is recorded until it is brought back, from a backup for example. "tallystick doctor" says more.',
  );
}
