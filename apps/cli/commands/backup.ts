import { existsSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { formatDate, londonDateOf } from '#kernel/local-date';
import { systemClock } from '#eventing/clock';
import { folderFiles } from '#settings/folder-mark';
import type { Settings } from '#settings/settings';
import { signInAddress } from '#sign-in/sign-in-address';
import { backUp } from '#stores/sqlite/sqlite-backup';
import { SqliteKeyVault } from '#stores/sqlite/sqlite-key-vault';
import { SqliteStore } from '#stores/sqlite/sqlite-store';
import { packBackup } from '../backup-file.js';
import { withData } from '../data-place.js';
import { paragraph } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { WrongUse } from '../wrong-use.js';

/**
 * Copies the events, then the keys, then who can sign in, each as it stands at one moment, and packs them
 * into one file. In this order every sealed name in the copy has its key: a key is durable before the event
 * that needs it.
 *
 * @throws WrongUse when the file is there, or a server has the data; StoreUnusable when it cannot be written,
 * leaving nothing behind
 */
export async function backup(file: string, terminal: Terminal): Promise<void> {
  const copies = { events: `${file}.events`, keys: `${file}.keys`, signIn: `${file}.sign-in` };
  const madeAt = systemClock();
  await withData(async ({ store, vault, kind, settings }) => {
    if (!(store instanceof SqliteStore && vault instanceof SqliteKeyVault)) throw notInFiles();
    try {
      await store.backup(copies.events);
      await vault.backup(copies.keys);
      const files = { [folderFiles.events]: copies.events, [folderFiles.keys]: copies.keys };
      const isSignInThere = copySignIn(settings, copies.signIn);
      packBackup(
        file,
        { kind, madeAt },
        isSignInThere ? { ...files, [folderFiles.signIn]: copies.signIn } : files,
      );
    } finally {
      for (const copy of Object.values(copies)) rmSync(copy, { force: true });
    }
  });
  await paragraph(terminal, `The backup ${file} was made on ${formatDate(londonDateOf(madeAt))}.`);
  await paragraph(terminal, 'It holds names and their keys: keep it as safe as the data itself.');
}

/** @returns false where the pages were never served from files here, so that nobody can sign in by them */
function copySignIn(settings: Settings, copy: string): boolean {
  const address = signInAddress(settings);
  if (address.engine !== 'sqlite' || !existsSync(address.file)) return false;
  const database = new DatabaseSync(address.file);
  try {
    backUp(database, copy);
  } finally {
    database.close();
  }
  return true;
}

function notInFiles(): WrongUse {
  return new WrongUse(
    'A backup packs the files of a data folder, and a server has this data. Back it up with what it brings: ' +
      'pg_dump for PostgreSQL, the backup of its folder for KurrentDB. docs/how-to/back-up-and-restore.md says how; ' +
      '"tallystick copy" makes a data folder of it, which can be packed.',
  );
}
