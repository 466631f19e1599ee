import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteReadModels } from '#projections/sqlite-read-models';
import { verifyEvents } from '#projections/verify-events';
import type { Verdict } from '#projections/verify-events';
import { verifyReadModels } from '#projections/verify-read-models';
import { withFolder } from '../data-folder.js';
import type { DataFolder } from '../data-folder.js';
import { progressBar } from '../progress.js';
import { counted, heading, json, paragraph, section, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';

/**
 * Checks that every event can be read in its place, every account balances at every point, no decision
 * overspent a source, and the read models, built anew beside, are what people read, byte for byte.
 *
 * @returns the exit code: 1 when a check fails
 */
export async function verify(options: { readonly json?: boolean }, terminal: Terminal): Promise<number> {
  return withFolder(async (folder) => {
    const verdicts = [...(await ofEvents(folder)), ...(await ofReadModels(folder))];
    const failed = verdicts.filter(({ complaints }) => complaints.length > 0);
    if (options.json === true)
      await json(terminal, { folder: folder.path, right: failed.length === 0, checks: verdicts });
    else await show(verdicts, failed, folder.path, terminal);
    return failed.length === 0 ? 0 : 1;
  });
}

async function ofEvents({ store, decoding }: DataFolder): Promise<readonly Verdict[]> {
  const bar = await progressBar('Events', await store.lastPosition());
  try {
    return await verifyEvents(store, decoding, (position) => bar.at(position));
  } finally {
    bar.end();
  }
}

/** The scratch is made beside the data, where there is as much room as the read models need. */
async function ofReadModels(folder: DataFolder): Promise<readonly Verdict[]> {
  const { store, decoding, path } = folder;
  const live = (await folder.readModels()).db;
  const bar = await progressBar('Read models', await store.lastPosition());
  const beside = mkdtempSync(join(path, 'verify-'));
  const scratch = openSqliteReadModels({ file: join(beside, 'read-models.db'), temporary: true });
  try {
    return await verifyReadModels({ store, decoding, live, scratch, onPage: (position) => bar.at(position) });
  } finally {
    await scratch.destroy();
    rmSync(beside, { recursive: true, force: true });
    bar.end();
  }
}

async function show(
  verdicts: readonly Verdict[],
  failed: readonly Verdict[],
  path: string,
  terminal: Terminal,
): Promise<void> {
  await heading(terminal, `Verification of ${path}`);
  const rows = verdicts.map(({ check, counted: count, of, complaints }) => {
    return [complaints.length === 0 ? 'right' : 'WRONG', check, count.toLocaleString('en-GB'), of];
  });
  const columns = [
    { heading: '' },
    { heading: 'Check' },
    { heading: 'Looked at', align: 'right' },
    { heading: '' },
  ] as const;
  await table(terminal, { columns, rows }, '');
  for (const { check, complaints } of failed) {
    await section(terminal, check);
    for (const complaint of complaints) await paragraph(terminal, complaint);
  }
  await terminal.line();
  const all = `All ${counted(verdicts.length, 'check')} are right.`;
  await paragraph(
    terminal,
    failed.length === 0 ? all : `${counted(failed.length, 'check')} of ${verdicts.length} failed.`,
  );
}
