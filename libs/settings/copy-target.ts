import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { systemClock } from '#eventing/clock';
import type { EventStore } from '#eventing/event-store';
import { addressInWords } from '#settings/addresses';
import type { StoreAddress } from '#settings/addresses';
import { hasDataFolder, makeFolder, readFolderMark, writeMark } from '#settings/folder-mark';
import type { Mark } from '#settings/folder-mark';
import { keysMarkOf } from '#settings/keys-of-place';
import { openStore } from '#settings/opening';
import type { Place } from '#settings/place';
import { SettingsWrong } from '#settings/settings-wrong';
import { readStoreMark, writeStoreMark } from '#settings/store-mark';

/**
 * A store that a history is copied to. It has no mark before all of it is there, so that nobody takes half of
 * a history for the whole.
 */
export class CopyTarget {
  readonly store: EventStore;
  private readonly address: StoreAddress;
  private readonly source: Place;

  /**
   * @throws SettingsWrong when it is the store that is copied, or was made for something else; StoreUnusable
   *   with a sentence
   */
  static async open(address: StoreAddress, source: Place): Promise<CopyTarget> {
    insistOther(address, source.settings.store);
    if (address.engine === 'sqlite') makeFolder(address.folder);
    const store = await openStore(address, 'real', { clock: systemClock });
    try {
      insistSameKind(await markIn(address, store), address, source);
      return new CopyTarget(address, store, source);
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  private constructor(address: StoreAddress, store: EventStore, source: Place) {
    this.address = address;
    this.store = store;
    this.source = source;
  }

  /** Makes it a place, when all of the history is there. */
  async finish(): Promise<void> {
    const { address, store, source } = this;
    if ((await markIn(address, store)) !== undefined) return;
    const mark = { kind: source.kind, keys: await keysMarkOf(source.vault) };
    if (address.engine === 'sqlite') writeMark(address.folder, mark);
    else await writeStoreMark(store, mark, addressInWords(address));
  }

  async close(): Promise<void> {
    await this.store.close();
  }
}

/**
 * Opens a store to read its history alone. @throws SettingsWrong when there is none in it, or only a part of
 * one
 */
export async function openHistory(address: StoreAddress): Promise<EventStore> {
  if (address.engine === 'sqlite') readFolderMark(address.folder);
  const store = await openStore(address, 'real', { clock: systemClock });
  try {
    if ((await markIn(address, store)) !== undefined) return store;
    throw new SettingsWrong(`There is no whole history in ${addressInWords(address)}.`);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function markIn(address: StoreAddress, store: EventStore): Promise<Mark | undefined> {
  if (address.engine !== 'sqlite') return readStoreMark(store, addressInWords(address));
  return hasDataFolder(address.folder) ? readFolderMark(address.folder) : undefined;
}

function insistOther(to: StoreAddress, from: StoreAddress): void {
  if (!isDeepStrictEqual(settled(to), settled(from))) return;
  throw new SettingsWrong(`${addressInWords(to)} is the store that is to be copied. Name another with --to.`);
}

function settled(address: StoreAddress): StoreAddress {
  return address.engine === 'sqlite' ? { engine: 'sqlite', folder: resolve(address.folder) } : address;
}

/** An example's clock can be set, so nothing real may come into one, nor the other way about. */
function insistSameKind(mark: Mark | undefined, to: StoreAddress, source: Place): void {
  if (mark === undefined || mark.kind === source.kind) return;
  const [is, not] = mark.kind === 'example' ? ['an example', 'real'] : ['real', 'an example'];
  throw new SettingsWrong(`${addressInWords(to)} is ${is}, and what is to be copied is ${not}.`);
}
