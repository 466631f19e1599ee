import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { systemClock } from '#eventing/clock';
import type { EventStore } from '#eventing/event-store';
import type { KeyVault } from '#eventing/key-vault';
import { addressAsSetting, addressInWords } from '#settings/addresses';
import type { BesideAddress, StoreAddress } from '#settings/addresses';
import { folderFiles } from '#settings/folder-mark';
import type { Mark, PlaceKind } from '#settings/folder-mark';
import { isVaultThere, openKeys } from '#settings/opening';
import { settingNames } from '#settings/settings';
import type { Settings } from '#settings/settings';
import { SettingsWrong } from '#settings/settings-wrong';

type Kept = Pick<Settings, 'store' | 'keys'>;

/**
 * What is noted of a place that is made now. Keys that lie apart from their events could be mistaken for
 * others, so their mark is noted; the vault is made for that, since it is durable before the mark.
 */
export async function newMark(kind: PlaceKind, settings: Kept): Promise<Mark> {
  if (!areKeysApart(settings)) return { kind };
  const vault = await openKeys(settings.keys, systemClock);
  try {
    return { kind, keys: await keysMarkOf(vault) };
  } finally {
    await vault.close();
  }
}

/** Whether the keys lie anywhere but in the folder of the events. */
function areKeysApart({ store, keys }: Kept): boolean {
  if (store.engine !== 'sqlite') return true;
  return keys.engine !== 'sqlite' || resolve(keys.file) !== resolve(store.folder, folderFiles.keys);
}

/** By this keys are known again, and nothing of them is told. */
export async function keysMarkOf(vault: KeyVault): Promise<string> {
  const mark = createHmac('sha256', await vault.commandKey()).update('The keys of a place');
  return mark.digest('hex').slice(0, 32);
}

/** Of two sets of keys, which is meant is not guessed at. @throws SettingsWrong */
export function insistOneVault(store: StoreAddress & { engine: 'sqlite' }, keys: BesideAddress): void {
  const own = join(store.folder, folderFiles.keys);
  if (!areKeysApart({ store, keys }) || !existsSync(own)) return;
  throw new SettingsWrong(
    `${settingNames.keys} names ${addressInWords(keys)}, and ${store.folder} has keys of its own in ${folderFiles.keys}. ` +
      `Unset ${settingNames.keys}, or move that file to where it is to be.`,
  );
}

/** A new vault beside a history would hold new keys, which open no name. @throws SettingsWrong */
export async function insistVaultThere(store: EventStore, { keys, store: where }: Kept): Promise<void> {
  if (isVaultThere(keys) || (await store.lastPosition()) === 0) return;
  throw new SettingsWrong(
    `The keys of ${addressInWords(where)} are not at ${addressInWords(keys)}. Say in ${settingNames.keys} where they are.`,
  );
}

/** @throws SettingsWrong when the keys are not those that were noted when the place was made */
export async function insistKeysFit(vault: KeyVault, mark: Mark, { keys, store }: Kept): Promise<void> {
  if (mark.keys === undefined || mark.keys === (await keysMarkOf(vault))) return;
  throw new SettingsWrong(
    `The keys at ${addressAsSetting(keys)} are not those of ${addressInWords(store)}. Say in ${settingNames.keys} where they are.`,
  );
}
