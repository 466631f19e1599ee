import type { CommandDesk } from '#desk/desk';
import { readRegister } from '#imports/register';
import type { RegisterItem, RegisterReading } from '#imports/register';
import type { RegisterProblem } from '#imports/register-cells';
import type { RegisterOptions } from '#imports/register-commands';
import { registerFactsOf } from '#imports/register-facts';
import { maximumRegisterBytes, readSheet, UnreadableRegister } from '#imports/register-file';
import { refusedAsProblems, sendRows, tryRows } from '#imports/sending-rows';
import type { RegisterSending, RowOutcome } from '#imports/sending-rows';
import type { ChosenFile } from '#govuk/fields';
import type { Visit } from '../../access/visit.js';

/** A register as it was read and tried, of which nothing is written yet. */
export interface Preview {
  readonly reading: RegisterReading;
  /** The rows that this person can enter, or that were entered before. */
  readonly rows: readonly RowOutcome[];
  readonly problems: readonly RegisterProblem[];
  /** The rows of which a part is for someone in another role to enter, from the same file. */
  readonly leftToOthers: readonly RegisterItem[];
}

/** Why a file is no register, in words, and the field that they are about. */
export interface Unreadable {
  readonly words: string;
  readonly field: 'register' | 'reserves';
}

/**
 * Reads a register and tries every row of it on a copy. Nobody acts in a role that is another's: what was
 * spent is entered by a finance officer, from the same file.
 */
export async function preview(
  visit: Visit,
  file: ChosenFile,
  options: RegisterOptions,
): Promise<Preview | Unreadable> {
  const whole = readOrSay(visit, file, options);
  if ('words' in whole) return whole;
  const reading = { ...whole, items: whole.items.flatMap((item) => ownPart(item, visit)) };
  const { rows, problems } = await tryRows(visit.reading.place, reading, sendingOf(visit, file));
  const leftToOthers = whole.items.filter(({ commands }) => commands.some((one) => !visit.may(one.command)));
  return { reading, rows, problems, leftToOthers };
}

/**
 * Enters rows that were tried, one after another, each durable by itself; what was entered before changes
 * nothing.
 *
 * @returns what became of each, and why any was refused after all
 */
export async function enter(
  visit: Visit,
  desk: CommandDesk,
  file: ChosenFile,
  rows: readonly RowOutcome[],
): Promise<{ readonly entered: number; readonly problems: readonly RegisterProblem[] }> {
  const items = rows.map(({ item }) => item);
  const outcomes = await sendRows(desk, items, sendingOf(visit, file));
  const entered = outcomes.filter(({ outcome }) => outcome === 'entered').length;
  const problems = refusedAsProblems(outcomes);
  visit.log.info({ entered, refused: problems.length, person: visit.person }, 'register');
  // People are led on to the register, and are to find the rows there.
  await visit.reading.place.readModels();
  return { entered, problems };
}

function readOrSay(
  visit: Visit,
  { bytes }: ChosenFile,
  options: RegisterOptions,
): RegisterReading | Unreadable {
  if (bytes.length > maximumRegisterBytes)
    return { words: 'It is larger than 5 MB, and no register is: it was not read', field: 'register' };
  try {
    return readRegister(readSheet(bytes), registerFactsOf(visit.reading.state), options);
  } catch (error) {
    if (!(error instanceof UnreadableRegister)) throw error;
    const isAboutReserves = error.message.startsWith('The reserve ');
    return { words: error.message, field: isAboutReserves ? 'reserves' : 'register' };
  }
}

function ownPart(item: RegisterItem, visit: Visit): readonly RegisterItem[] {
  const commands = item.commands.filter(({ command }) => visit.may(command));
  return commands.length === 0 ? [] : [{ ...item, commands }];
}

/** A file's name is the browser's to say, so only its plain part is kept with the commands. */
function sendingOf(visit: Visit, { name }: ChosenFile): RegisterSending {
  return {
    partnership: visit.partnership,
    giverOf: (command) => visit.actorFor(command),
    store: visit.reading.place.store,
    file: name.replaceAll(/[^\w .()-]+/g, '-'),
  };
}
