import { rmSync } from 'node:fs';
import { formatDate, londonDateOf } from '#kernel/local-date';
import { systemClock } from '#eventing/clock';
import { packBackup } from '../backup-file.js';
import { withFolder } from '../data-folder.js';
import { folderFiles } from '../folder-mark.js';
import { paragraph } from '../terminal.js';
import type { Terminal } from '../terminal.js';

/**
 * Copies the events and then the keys, each as it stands at one moment, and packs both into one file. In this
 * order every sealed name in the copy has its key: a key is durable before the event that needs it.
 *
 * @throws WrongUse when the file is there; StoreUnusable when it cannot be written, leaving nothing behind
 */
export async function backup(file: string, terminal: Terminal): Promise<void> {
  const [events, keys] = [`${file}.events`, `${file}.keys`];
  const madeAt = systemClock();
  await withFolder(async ({ store, vault, kind }) => {
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
