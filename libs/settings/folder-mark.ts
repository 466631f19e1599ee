import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { StoreUnusable } from '#eventing/event-store';
import { SettingsWrong } from '#settings/settings-wrong';

/** What data is for. In an example the clock can be set; for what is real it is the machine's. */
export type PlaceKind = 'example' | 'real';

/** What is noted when a place for data is made. */
export interface Mark {
  readonly kind: PlaceKind;
  /** By which the keys that belong to the events are known, where they lie apart from them. */
  readonly keys?: string;
}

/** The files of a data folder. */
export const folderFiles = {
  mark: 'tallystick.json',
  events: 'events.db',
  keys: 'keys.db',
  readModels: 'read-models.db',
  signIn: 'sign-in.db',
} as const;

const layoutVersion = 1;

export function hasDataFolder(path: string): boolean {
  return existsSync(join(path, folderFiles.mark));
}

/**
 * What was noted when the folder was made.
 *
 * @throws SettingsWrong when there is none; StoreUnusable when it was made by a newer version or its mark is
 *   damaged
 */
export function readFolderMark(path: string): Mark {
  if (!hasDataFolder(path)) {
    throw new SettingsWrong(
      `There is no data folder at ${path}. "tallystick run FILE" makes one when the file begins with FoundPartnership, ` +
        'and "tallystick demo" makes one with an example. TALLYSTICK_DATA names another folder.',
    );
  }
  return markIn(readFileSync(join(path, folderFiles.mark), 'utf8'), path);
}

/**
 * Makes a data folder, readable by its owner alone, since keys lie in it.
 *
 * @throws SettingsWrong when the folder holds data already
 */
export function makeDataFolder(path: string, mark: Mark): void {
  insistNoData(path);
  makeFolder(path);
  writeMark(path, mark);
}

/** A folder for its owner alone, unless it is there. */
export function makeFolder(path: string): void {
  mkdirSync(dirname(resolve(path)), { recursive: true });
  if (!existsSync(path)) mkdirSync(path, { mode: 0o700 });
}

/** @throws SettingsWrong when a folder holds anything that would be written over. */
export function insistNoData(path: string): void {
  const found = Object.values(folderFiles).find((name) => existsSync(join(path, name)));
  if (found !== undefined)
    throw new SettingsWrong(`${path} holds data already (${found}), and nothing is ever written over.`);
}

/** The mark appears whole or not at all, and survives a power cut. */
export function writeMark(path: string, mark: Mark): void {
  const name = join(path, folderFiles.mark);
  const file = openSync(`${name}.partial`, 'w', 0o600);
  try {
    writeSync(file, `${markAsText(mark)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${name}.partial`, name);
}

/** A mark as it is kept, in a folder or in a store. */
export function markAsText({ kind, keys }: Mark): string {
  return JSON.stringify({ kind, version: layoutVersion, ...(keys === undefined ? {} : { keys }) });
}

/**
 * A mark as it was kept.
 *
 * @param where what it was kept in, in an error
 * @throws StoreUnusable when it was kept by a newer version or is damaged
 */
export function markIn(text: string, where: string): Mark {
  const mark = parsedOrUndefined(text) as { kind?: unknown; version?: unknown; keys?: unknown } | undefined;
  if (typeof mark?.version === 'number' && mark.version > layoutVersion) {
    throw new StoreUnusable(`${where} was made by a newer Tallystick. Use that one.`);
  }
  const kind = mark?.kind;
  if (!isKind(kind))
    throw new StoreUnusable(`The mark of ${where} is damaged: it does not say whether this is an example.`);
  return typeof mark?.keys === 'string' ? { kind, keys: mark.keys } : { kind };
}

function isKind(kind: unknown): kind is PlaceKind {
  return kind === 'example' || kind === 'real';
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}
