import { join, resolve } from 'node:path';
import { besideAddress, keysBeside, storeAddress } from '#settings/addresses';
import type { BesideAddress, StoreAddress } from '#settings/addresses';
import { folderFiles } from '#settings/folder-mark';
import { SettingsWrong } from '#settings/settings-wrong';

/** Where everything is kept. */
export interface Settings {
  readonly store: StoreAddress;
  readonly readModels: BesideAddress;
  readonly keys: BesideAddress;
}

/** The names of the settings, and of the environment variables that give them. */
export const settingNames = {
  data: 'TALLYSTICK_DATA',
  store: 'TALLYSTICK_STORE',
  readModels: 'TALLYSTICK_READ_MODELS',
  keys: 'TALLYSTICK_KEYS',
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Everything in one folder. */
export function folderSettings(folder: string): Settings {
  return settingsOn({ engine: 'sqlite', folder }, folder, {});
}

/**
 * What the environment says. An empty variable is taken as one that is not there.
 *
 * @param otherwise the folder of the data where none is named
 * @throws SettingsWrong with a sentence for the first thing that is wrong
 */
export function settingsFrom(environment: Environment, otherwise = 'data'): Settings {
  const data = environment[settingNames.data] || undefined;
  const named = environment[settingNames.store] || undefined;
  if (named === undefined) {
    const folder = data ?? otherwise;
    return settingsOn({ engine: 'sqlite', folder }, folder, environment);
  }
  const store = storeAddress(named, settingNames.store);
  insistNotContradicted(store, data);
  return settingsOn(store, data ?? otherwise, environment);
}

/**
 * A store that an option names, with the keys that the environment names, or else those that lie beside it.
 *
 * @param option what gives the store, in an error: `--from`
 */
export function settingsOf(text: string, option: string, environment: Environment): Settings {
  const { data, keys } = settingNames;
  return settingsOn(storeAddress(text, option), environment[data] || 'data', { [keys]: environment[keys] });
}

function settingsOn(store: StoreAddress, data: string, environment: Environment): Settings {
  const folder = store.engine === 'sqlite' ? store.folder : data;
  const besideOr = (setting: string, name: string, otherwise: BesideAddress): BesideAddress => {
    const text = environment[setting] || undefined;
    return text === undefined ? otherwise : besideAddress(text, setting, name);
  };
  const { readModels, keys } = folderFiles;
  const inFolder = (name: string): BesideAddress => ({ engine: 'sqlite', file: join(folder, name) });
  return {
    store,
    readModels: besideOr(
      settingNames.readModels,
      readModels,
      store.engine === 'postgres' ? store : inFolder(readModels),
    ),
    keys: besideOr(settingNames.keys, keys, keysBeside(store) ?? inFolder(keys)),
  };
}

/** Where two settings name two places, which of them is meant is not guessed at. */
function insistNotContradicted(store: StoreAddress, data: string | undefined): void {
  if (data === undefined) return;
  const { data: dataName, store: storeName } = settingNames;
  if (store.engine === 'postgres') {
    throw new SettingsWrong(
      `${storeName} names a database of PostgreSQL, which needs no data folder, and ${dataName} names ${data}. ` +
        `Unset the one that is not meant.`,
    );
  }
  if (store.engine === 'sqlite' && resolve(store.folder) !== resolve(data)) {
    throw new SettingsWrong(
      `${storeName} names ${store.folder} and ${dataName} names ${data}. Unset the one that is not meant.`,
    );
  }
}
