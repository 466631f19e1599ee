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
import { CannotBeDone, WrongUse } from './wrong-use.js';

/** What a data folder is for. In an example the clock can be set; in a real one it is the machine's. */
export type FolderKind = 'example' | 'real';

/** The files of a data folder. */
export const folderFiles = {
  mark: 'tallystick.json',
  events: 'events.db',
  keys: 'keys.db',
  readModels: 'read-models.db',
} as const;

const layoutVersion = 1;

/** The folder that holds the data: `$TALLYSTICK_DATA`, or `./data`. */
export function dataFolderPath(): string {
  return process.env['TALLYSTICK_DATA'] || 'data';
}

export function hasDataFolder(path: string): boolean {
  return existsSync(join(path, folderFiles.mark));
}

/**
 * What kind of folder it is.
 *
 * @throws WrongUse when there is none; CannotBeDone when it was made by a newer version or its mark is
 * damaged
 */
export function readFolderKind(path: string): FolderKind {
  if (!hasDataFolder(path)) {
    throw new WrongUse(
      `There is no data folder at ${path}. "tallystick run FILE" makes one when the file begins with FoundPartnership, ` +
        'and "tallystick demo" makes one with an example. TALLYSTICK_DATA names another folder.',
    );
  }
  return kindIn(readFileSync(join(path, folderFiles.mark), 'utf8'), path);
}

/**
 * Makes a data folder, readable by its owner alone, since keys lie in it.
 *
 * @throws WrongUse when the folder holds data already
 */
export function makeDataFolder(path: string, kind: FolderKind): void {
  insistNoData(path);
  mkdirSync(dirname(resolve(path)), { recursive: true });
  if (!existsSync(path)) mkdirSync(path, { mode: 0o700 });
  writeMark(path, kind);
}

/** @throws WrongUse when a folder holds anything that would be written over. */
export function insistNoData(path: string): void {
  const found = Object.values(folderFiles).find((name) => existsSync(join(path, name)));
  if (found !== undefined)
    throw new WrongUse(`${path} holds data already (${found}), and nothing is ever written over.`);
}

/** The mark appears whole or not at all, and survives a power cut. */
export function writeMark(path: string, kind: FolderKind): void {
  const mark = join(path, folderFiles.mark);
  const file = openSync(`${mark}.partial`, 'w', 0o600);
  try {
    writeSync(file, `${JSON.stringify({ kind, version: layoutVersion })}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${mark}.partial`, mark);
}

function kindIn(text: string, path: string): FolderKind {
  const mark = parsedOrUndefined(text) as { kind?: unknown; version?: unknown } | undefined;
  if (typeof mark?.version === 'number' && mark.version > layoutVersion) {
    throw new CannotBeDone(`${path} was made by a newer Tallystick. Use that one.`);
  }
  if (mark?.kind === 'example' || mark?.kind === 'real') return mark.kind;
  throw new CannotBeDone(
    `${join(path, folderFiles.mark)} is damaged: it does not say whether this is an example.`,
  );
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
