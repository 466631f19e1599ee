import { prioritiesInForce } from '#funding/partnership/queries';
import type { Founded } from '#funding/partnership/state';
import type { RegisterFacts } from '#imports/register';
import { withData } from '../data-place.js';
import type { DataPlace } from '#reads/data-place';
import { withDesk } from '../desk-context.js';
import { progressBar } from '../progress.js';
import { partnershipIn } from '../reading.js';
import { insistKnown } from '../register-checks.js';
import { readRegisterFile, refusedAsProblems, sendRows } from '../register-import.js';
import type { RegisterSending, RowOutcome } from '../register-import.js';
import { giversOf, registerOptions } from '../register-options.js';
import type { ImportRegisterOptions } from '../register-options.js';
import { asData, showImport } from '../register-words.js';
import type { RegisterImport } from '../register-words.js';
import { rehearsalDesk } from '../rehearsal.js';
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
  const facts = factsOf(state);
  const said = registerOptions(options, place.today());
  await insistKnown(place, partnership, state, said);
  const reading = readRegisterFile(file, facts, said);
  const sending = { partnership, givers: giversOf(state, options, reading.items), store: place.store, file };
  const rehearsed = await sendRows(await rehearsalDesk(place, partnership), reading.items, sending);
  const problems = [...reading.problems, ...refusedAsProblems(rehearsed)].toSorted((a, b) => a.row - b.row);
  const valid = rehearsed.filter(({ outcome }) => outcome !== 'refused');
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

function factsOf(state: Founded): RegisterFacts {
  const inForce = new Set(prioritiesInForce(state));
  return {
    priorities: state.priorities.filter(({ priority }) => inForce.has(priority)),
    thematicGroups: state.groups.filter(({ kind }) => kind === 'thematic'),
  };
}
