import { dirname } from 'node:path';
import { systemClock } from '#eventing/clock';
import { StoreUnusable } from '#eventing/event-store';
import type { EventStore, OutcomeUnknown } from '#eventing/event-store';
import type { KeyVault } from '#eventing/key-vault';
import { addressInWords } from '#settings/addresses';
import { hasDataFolder, makeDataFolder, readFolderMark } from '#settings/folder-mark';
import type { Mark, PlaceKind } from '#settings/folder-mark';
import { insistKeysFit, insistOneVault, insistVaultThere, newMark } from '#settings/keys-of-place';
import { openKeys, openStore } from '#settings/opening';
import { PlaceClock } from '#settings/place-clock';
import { settingNames } from '#settings/settings';
import type { Settings } from '#settings/settings';
import { SettingsWrong } from '#settings/settings-wrong';
import { hasHistory, readStoreMark, writeStoreMark } from '#settings/store-mark';

/** Says what a place is to be for that is not there yet, or throws why none is made. */
export type WhenAbsent = (where: string) => PlaceKind;

export interface PlaceOptions {
  /** Nothing is made when not given. */
  readonly whenAbsent?: WhenAbsent;
  /** Called when the disk failed under a commit, after which the process is to end. */
  readonly onFatal?: (error: OutcomeUnknown) => void;
}

/**
 * Where a partnership's data is: its events, its keys, the time there, and whether it is an example. Several
 * processes may have one place open: no lock is held between commands.
 */
export class Place {
  readonly settings: Settings;
  readonly kind: PlaceKind;
  readonly clock: PlaceClock;
  readonly store: EventStore;
  readonly vault: KeyVault;

  /**
   * Opens what the settings name.
   *
   * @throws SettingsWrong when there is none, or the settings contradict what is there; StoreUnusable with a
   *   sentence for the operator
   */
  static async open(settings: Settings, { whenAbsent, onFatal }: PlaceOptions = {}): Promise<Place> {
    insistFolderFits(settings);
    const clock = new PlaceClock();
    const folderMark = await markOfFolder(settings, whenAbsent);
    const options = { clock: clock.now, ...(onFatal === undefined ? {} : { onFatal }) };
    const mark = folderMark ?? (await markOfServer(settings, whenAbsent ?? refuseAbsent));
    const store = await openStore(settings.store, mark.kind, options);
    const opened: { close(): Promise<void> }[] = [store];
    try {
      await insistVaultThere(store, settings);
      const vault = await openKeys(settings.keys, clock.now);
      opened.push(vault);
      await insistKeysFit(vault, mark, settings);
      if (mark.kind === 'example') await clock.standStill(store);
      return new Place(settings, mark.kind, clock, store, vault);
    } catch (error) {
      for (const one of opened) await one.close();
      throw error;
    }
  }

  private constructor(
    settings: Settings,
    kind: PlaceKind,
    clock: PlaceClock,
    store: EventStore,
    vault: KeyVault,
  ) {
    this.settings = settings;
    this.kind = kind;
    this.clock = clock;
    this.store = store;
    this.vault = vault;
  }

  /** The place as people read it: a folder, or a server's address without its password. */
  get name(): string {
    return addressInWords(this.settings.store);
  }

  async close(): Promise<void> {
    await this.vault.close();
    await this.store.close();
  }
}

function refuseAbsent(where: string): PlaceKind {
  throw new SettingsWrong(
    `There is nothing of Tallystick in ${where} yet. "tallystick run FILE" begins when the file begins with FoundPartnership, ` +
      '"tallystick serve --found" begins with a form in a browser, and "tallystick demo" begins an example.',
  );
}

/** Undefined for a server, whose mark is in it. */
async function markOfFolder(settings: Settings, whenAbsent?: WhenAbsent): Promise<Mark | undefined> {
  const { store } = settings;
  if (store.engine !== 'sqlite') return undefined;
  if (whenAbsent !== undefined && !hasDataFolder(store.folder)) {
    const kind = whenAbsent(addressInWords(store));
    makeDataFolder(store.folder, await newMark(kind, settings));
  }
  return readFolderMark(store.folder);
}

/** Looked at before the store is opened for use, since the clock that it is given depends on it. */
async function markOfServer(settings: Settings, whenAbsent: WhenAbsent): Promise<Mark> {
  const where = addressInWords(settings.store);
  const store = await openStore(settings.store, 'real', { clock: systemClock });
  try {
    const mark = await readStoreMark(store, where);
    if (mark !== undefined) return mark;
    if (await hasHistory(store)) throw unfinished(where);
    return await writeStoreMark(store, await newMark(whenAbsent(where), settings), where);
  } finally {
    await store.close();
  }
}

function unfinished(where: string): StoreUnusable {
  return new StoreUnusable(
    `${where} holds a history that was not copied to its end. Give "tallystick copy" again as it was given.`,
  );
}

/** Read models of one store, brought up with the events of another, would be those of neither. */
function insistFolderFits({ store, keys, readModels }: Settings): void {
  if (store.engine === 'sqlite') return insistOneVault(store, keys);
  const folder = readModels.engine === 'sqlite' ? dirname(readModels.file) : undefined;
  if (folder === undefined || !hasDataFolder(folder)) return;
  throw new SettingsWrong(
    `${settingNames.store} names a server, and ${folder} is a data folder with events of its own. ` +
      `Name another folder in ${settingNames.data} or ${settingNames.readModels}.`,
  );
}
