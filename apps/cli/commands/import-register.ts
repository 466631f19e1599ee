import { basename } from 'node:path';
import { registerFactsOf } from '#imports/register-facts';
import { refusedAsProblems, sendRows, tryRows } from '#imports/sending-rows';
import type { RegisterSending, RowOutcome } from '#imports/sending-rows';
import { withData } from '../data-place.js';
import type { DataPlace } from '#reads/data-place';
import { withDesk } from '../desk-context.js';
import { progressBar } from '../progress.js';
import { partnershipIn } from '../reading.js';
import { insistKnown } from '../register-checks.js';
import { readRegisterFile } from '../register-file.js';
import { giversOf, registerOptions } from '../register-options.js';
import type { ImportRegisterOptions } from '../register-options.js';
import { asData, showImport } from '../register-words.js';
import type { RegisterImport } from '../register-words.js';
import { json } from '../terminal.js';
import type { Terminal } from '../terminal.js';

/**
 * Imports a register. All or nothing, unless the valid rows are to be accepted: every command is first tried
 * on a copy of the partnership in memory, in order, and where any row is unreadable or would be refused
 * nothing is written.
 *
 * What is then written is one command after another, each durable by itself. Another process that writes at
 * the same moment can make one of them refused that passed the trial; it is reported, and importing again
 * goes on from there.
 *
 * @returns the exit code: 1 when a row could not be entered
 */
export async function importRegister(
  file: string,
  options: ImportRegisterOptions,
  terminal: Terminal,
): Promise<number> {
  return withData(async (place) => {
    const imported = await importInto(place, file, options);
    await (options.json === true ? json(terminal, asData(imported)) : showImport(imported, terminal));
    return imported.problems.length === 0 ? 0 : 1;
  });
}

async function importInto(
  place: DataPlace,
  file: string,
  options: ImportRegisterOptions,
): Promise<RegisterImport> {
  const { id: partnership, state } = await partnershipIn(place, options.partnership);
  const facts = registerFactsOf(state);
  const said = registerOptions(options, place.today());
  await insistKnown(place, partnership, state, said);
  const reading = readRegisterFile(file, facts, said);
  const giverOf = giversOf(state, options, reading.items);
  const sending = { partnership, giverOf, store: place.store, file: basename(file) };
  const { rows: valid, problems } = await tryRows(place, reading, sending);
  const { dryRun = false, acceptValid = false } = options;
  const trial = { file, dryRun, reading, priorityCount: facts.priorities.length };
  if (dryRun || (problems.length > 0 && !acceptValid))
    return { ...trial, problems, rows: valid, written: false };
  const rows = await enter(place, valid, sending);
  return { ...trial, problems: [...problems, ...refusedAsProblems(rows)], rows, written: true };
}

async function enter(
  place: DataPlace,
  rehearsed: readonly RowOutcome[],
  sending: RegisterSending,
): Promise<readonly RowOutcome[]> {
  const items = rehearsed.map(({ item }) => item);
  const progress = await progressBar('Rows', items.length);
  try {
    return await withDesk(place, (desk) => sendRows(desk, items, sending, (done) => progress.at(done)));
  } finally {
    progress.end();
  }
}
