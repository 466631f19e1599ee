import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { destroyForgottenKeys } from '#desk/erasures';
import type { Erasure } from '#eventing/key-vault';
import { personStream } from '#kernel/ids';
import { formatDate, londonDateOf } from '#kernel/local-date';
import { folderFiles, insistNoData, writeMark } from '#settings/folder-mark';
import { folderSettings, settingsFrom } from '#settings/settings';
import { afterRestore } from '#sign-in/after-restore';
import { openSignIn } from '#sign-in/database';
import { syncFolder } from '#stores/sqlite/sqlite-file';
import { SqliteKeyVault } from '#stores/sqlite/sqlite-key-vault';
import { SqliteStore } from '#stores/sqlite/sqlite-store';
import { unpackBackup } from '../backup-file.js';
import type { BackupAbout } from '../backup-file.js';
import { paragraph } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { CannotBeDone, WrongUse } from '../wrong-use.js';

/**
 * Makes a data folder from a backup. It is made beside and takes its name in one step, so that a restore
 * which was cut short leaves no half of one. Erasures are replayed before it has its name: those that the
 * restored events tell of, and those that the data it replaces, or a newer backup, remembers.
 *
 * @throws WrongUse when there is data in the folder, or no such backup; CannotBeDone when the backup is
 * damaged
 */
export async function restore(
  file: string,
  options: { readonly erasures?: string },
  terminal: Terminal,
): Promise<void> {
  const path = resolve(folderToMake());
  insistNoData(path);
  const known = options.erasures === undefined ? [] : await erasuresIn(options.erasures);
  mkdirSync(dirname(path), { recursive: true });
  const beside = mkdtempSync(`${path}.restoring-`);
  try {
    const about = unpackInto(beside, file);
    const forgotten = await replay(beside, known);
    writeMark(beside, { kind: about.kind === 'example' ? 'example' : 'real' });
    takePlace(beside, path);
    await tell(terminal, path, about, forgotten);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

/** A backup holds the files of a data folder, so that is what is made of it: all in its own place. */
function folderToMake(): string {
  const { store, keys } = settingsFrom(process.env);
  if (store.engine === 'sqlite' && isDeepStrictEqual(keys, folderSettings(store.folder).keys))
    return store.folder;
  throw new WrongUse(
    'A restore makes a data folder, with its keys in it: name a folder in TALLYSTICK_DATA and unset TALLYSTICK_STORE and ' +
      'TALLYSTICK_KEYS. "tallystick copy" takes it to a server from there.',
  );
}

function unpackInto(folder: string, file: string): BackupAbout {
  const { events, keys, signIn } = folderFiles;
  const places = [events, keys, signIn].map((name) => [name, join(folder, name)] as const);
  const about = unpackBackup(file, Object.fromEntries(places));
  const lacking = [events, keys].find((name) => !existsSync(join(folder, name)));
  if (lacking === undefined) return about;
  throw new CannotBeDone(`${file} is damaged: it has no ${lacking}. Nothing was restored.`);
}

/** Opening both also shows that they are what they should be. */
async function replay(folder: string, known: readonly Erasure[]): Promise<number> {
  const store = SqliteStore.open({ file: join(folder, folderFiles.events) });
  const vault = SqliteKeyVault.open({ file: join(folder, folderFiles.keys) });
  try {
    const before = (await vault.erasures()).length;
    for (const { person, destroyedAt } of known) await vault.destroy(person, destroyedAt);
    await destroyForgottenKeys(store, vault);
    const erasures = await vault.erasures();
    await signOut(folder, erasures);
    return erasures.length - before;
  } finally {
    await vault.close();
    await store.close();
  }
}

/** A backup that was made before the pages were served has nobody who can sign in. */
async function signOut(folder: string, erasures: readonly Erasure[]): Promise<void> {
  if (!existsSync(join(folder, folderFiles.signIn))) return;
  const forgotten = new Set(erasures.map(({ person }) => person));
  const db = await openSignIn(folderSettings(folder));
  try {
    await afterRestore(db, ({ partnership, person }) => forgotten.has(personStream(partnership, person)));
  } finally {
    await db.destroy();
  }
}

/** Who was forgotten, as a data folder or a backup remembers it. */
async function erasuresIn(path: string): Promise<readonly Erasure[]> {
  if (!existsSync(path)) throw new WrongUse(`There is neither a data folder nor a backup at ${path}.`);
  if (statSync(path).isDirectory()) return erasuresOf(join(path, folderFiles.keys));
  const beside = mkdtempSync(`${resolve(path)}.reading-`);
  try {
    unpackInto(beside, path);
    return await erasuresOf(join(beside, folderFiles.keys));
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

async function erasuresOf(file: string): Promise<readonly Erasure[]> {
  if (!existsSync(file)) throw new WrongUse(`There is no ${folderFiles.keys} in ${dirname(file)}.`);
  const vault = SqliteKeyVault.open({ file });
  try {
    return await vault.erasures();
  } finally {
    await vault.close();
  }
}

function takePlace(beside: string, path: string): void {
  try {
    renameSync(beside, path);
  } catch (error) {
    throw new CannotBeDone(`${path} is there and not empty. Name a new folder in TALLYSTICK_DATA.`, {
      cause: error,
    });
  }
  syncFolder(dirname(path));
}

async function tell(terminal: Terminal, path: string, about: BackupAbout, forgotten: number): Promise<void> {
  await paragraph(
    terminal,
    `Restored to ${path} from the backup of ${formatDate(londonDateOf(about.madeAt))}.`,
  );
  if (forgotten > 0)
    await paragraph(terminal, `${forgotten} people who were forgotten since are forgotten here too.`);
  await paragraph(terminal, 'Next: tallystick verify');
}
