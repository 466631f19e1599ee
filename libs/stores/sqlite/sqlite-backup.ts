import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreUnusable } from '#eventing/event-store';
import { explain } from '#stores/sqlite/sqlite-errors';
import { syncFile, syncFolder } from '#stores/sqlite/sqlite-file';

/**
 * Copies a database as it stands at one moment into a new file. It has its name only when it is whole,
 * checked and synced, so a copy that was cut short cannot be taken for one.
 *
 * @throws StoreUnusable when the file is there already or cannot be written, leaving nothing behind.
 */
export function backUp(database: DatabaseSync, file: string): void {
  if (existsSync(file))
    throw new StoreUnusable(`${file} is there already: a backup never overwrites anything.`);
  const partial = `${file}.partial`;
  try {
    rmSync(partial, { force: true });
    database.prepare('VACUUM INTO ?').run(partial);
    insistWhole(partial);
    syncFile(partial);
    renameSync(partial, file);
    syncFolder(dirname(file));
  } catch (error) {
    rmSync(partial, { force: true });
    throw new StoreUnusable(`The backup to ${file} failed: ${explain(error)}.`, { cause: error });
  }
}

/** What SQLite finds wrong in a database, in its own words; nothing when it is whole. Reads all of it. */
export function damageIn(database: DatabaseSync): string[] {
  const findings = database
    .prepare('PRAGMA integrity_check')
    .all()
    .map((row) => String(row['integrity_check']));
  return findings.filter((finding) => finding !== 'ok');
}

function insistWhole(file: string): void {
  // Not as read-only: SQLite 3.53 then passes over the CHECK constraints and says "ok".
  const copy = new DatabaseSync(file);
  try {
    const [damage] = damageIn(copy);
    if (damage !== undefined) throw new Error(`the copy is damaged: ${damage}`);
  } finally {
    copy.close();
  }
}
