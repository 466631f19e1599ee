import { rmSync } from 'node:fs';
import { formatDate, londonDateOf } from '#kernel/local-date';
import { systemClock } from '#eventing/clock';
import { folderFiles } from '#settings/folder-mark';
import { SqliteKeyVault } from '#stores/sqlite/sqlite-key-vault';
import { SqliteStore } from '#stores/sqlite/sqlite-store';
import { packBackup } from '../backup-file.js';
import { withData } from '../data-place.js';
import { paragraph } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { WrongUse } from '../wrong-use.js';

/**
 * Copies the events and then the keys, each as it stands at one moment, and packs both into one file. In this
 * order every sealed name in the copy has its key: a key is durable before the event that needs it.
 *
 * @throws WrongUse when the file is there, or a server has the data; StoreUnusable when it cannot be written,
 * leaving nothing behind
 */
export async function backup(file: string, terminal: Terminal): Promise<void> {
  const [events, keys] = [`${file}.events`, `${file}.keys`];
  const madeAt = systemClock();
  await withData(async ({ store, vault, kind }) => {
    if (!(store instanceof SqliteStore && vault instanceof SqliteKeyVault)) throw notInFiles();
    try {
      await store.backup(events);
      await vault.backup(keys);
      packBackup(file, { kind, madeAt }, { [folderFiles.events]: events, [folderFiles.keys]: keys });
    } finally {
      rmSync(events, { force: true });
      rmSync(keys, { force: true });
    }
  });
  await paragraph(terminal, `The backup ${file} was made on ${formatDate(londonDateOf(madeAt))}.`);
  await paragraph(terminal, 'It holds names and their keys: keep it as safe as the data itself.');
}

function notInFiles(): WrongUse {
  return new WrongUse(
    'A backup packs the files of a data folder, and a server has this data. Back it up with what it brings: ' +
      'pg_dump for PostgreSQL, the backup of its folder for KurrentDB. docs/how-to/back-up-and-restore.md says how; ' +
      '"tallystick copy" makes a data folder of it, which can be packed.',
  );
}
