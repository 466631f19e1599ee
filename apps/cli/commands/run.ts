import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { PlaceKind } from '#settings/folder-mark';
import { settingsFrom } from '#settings/settings';
import type { Settings } from '#settings/settings';
import { count, emptyTally, foundingIn, isDone, sendLine } from '../command-lines.js';
import type { Answered, Tally } from '../command-lines.js';
import { withData } from '../data-place.js';
import type { DataPlace } from '#reads/data-place';
import { withDesk } from '../desk-context.js';
import { linesOf } from '../lines.js';
import type { ReadLine } from '../lines.js';
import { progressBar } from '../progress.js';
import type { Terminal } from '../terminal.js';
import { warningsOf } from '#desk/warnings';
import { WrongUse } from '../wrong-use.js';

export interface RunOptions {
  /** Where the data is; what the environment names when not given. */
  readonly settings?: Settings;
  /** Begins the data, where there is none, as an example whatever the file begins with. */
  readonly createExample?: boolean;
  /** Keeps out of what is no example. */
  readonly onlyInExample?: boolean;
  readonly stopAtRefusal?: boolean;
  /** Shows no bar: where each answer is printed to the same terminal, they show how far it is. */
  readonly quiet?: boolean;
}

/**
 * Sends the commands of a file, one a line, in order, each after the answer to the one before it; answers
 * each with a line of JSON. A line that is no command is answered as invalid, and the rest goes on.
 *
 * @param file a path, or `-` for the standard input
 * @returns the exit code: 1 when anything was refused, in conflict or invalid
 */
export async function run(file: string, options: RunOptions, terminal: Terminal): Promise<number> {
  const quiet = terminal.width !== undefined;
  const tally = await runFile(
    file,
    { ...options, quiet },
    async ({ line, id, command, reply, warnings = [] }) => {
      const warned = warnings.length === 0 ? {} : { warnings };
      await terminal.line(JSON.stringify({ line, id, command, ...reply, ...warned }));
      await terminal.flush();
    },
  );
  return tally.refused + tally.conflict + tally.invalid === 0 ? 0 : 1;
}

/**
 * As `run`, with each answer given to a function.
 *
 * @throws WrongUse when there is no such file, or no data place and nothing that founds a partnership
 */
export async function runFile(
  file: string,
  options: RunOptions,
  answer: (answered: Answered) => Promise<void>,
): Promise<Tally> {
  const { settings = settingsFrom(process.env) } = options;
  const lines = linesOf(bytesOf(file));
  const first = await lines.next();
  const all = first.done === true ? [] : startingWith(first.value, lines);
  const whenAbsent = (where: string): PlaceKind =>
    kindToBegin(first.done === true ? undefined : first.value, where, options);
  const send = (place: DataPlace): Promise<Tally> => sendAll(place, all, file, options, answer);
  return withData(send, settings, whenAbsent);
}

async function sendAll(
  place: DataPlace,
  lines: AsyncIterable<ReadLine> | readonly ReadLine[],
  file: string,
  { stopAtRefusal = false, quiet = false, onlyInExample = false }: RunOptions,
  answer: (answered: Answered) => Promise<void>,
): Promise<Tally> {
  if (onlyInExample) insistExample(place);
  const tally = emptyTally();
  const via = file === '-' ? 'standard input' : `file ${basename(file).slice(-100)}`;
  const progress = await progressBar('Commands', file === '-' || quiet ? 0 : statSync(file).size);
  let bytes = 0;
  try {
    await withDesk(place, async (desk) => {
      for await (const line of lines) {
        const answered = await sendLine(desk, line, via);
        count(tally, answered.reply);
        await answer({ ...answered, warnings: await warningsOf(place, answered.reply) });
        bytes += 'text' in line ? Buffer.byteLength(line.text) + 1 : 0;
        progress.at(bytes);
        if (stopAtRefusal && !isDone(answered.reply)) break;
      }
    });
  } finally {
    progress.end();
  }
  return tally;
}

/**
 * Data is begun only by a founding, so that a slip in the name of its place does not look like an empty
 * partnership.
 */
function kindToBegin(first: ReadLine | undefined, where: string, { createExample }: RunOptions): PlaceKind {
  const kind = createExample === true ? 'example' : foundingIn(first);
  if (kind !== undefined) return kind;
  throw new WrongUse(
    `There is no data in ${where}, and the file does not begin with FoundPartnership. TALLYSTICK_DATA or ` +
      'TALLYSTICK_STORE names another place; --create-example begins an example.',
  );
}

function insistExample({ kind, name }: DataPlace): void {
  if (kind === 'example') return;
  throw new WrongUse(
    `${name} holds real data, and the demonstration keeps out of it. Name another in TALLYSTICK_DATA.`,
  );
}

function bytesOf(file: string): AsyncIterable<Uint8Array> {
  if (file === '-') return process.stdin as AsyncIterable<Uint8Array>;
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new WrongUse(`There is no file ${file}.`);
  if (found.isDirectory()) throw new WrongUse(`${file} is a folder and not a file.`);
  return createReadStream(file) as AsyncIterable<Uint8Array>;
}

async function* startingWith(first: ReadLine, rest: AsyncIterable<ReadLine>): AsyncGenerator<ReadLine> {
  yield first;
  yield* rest;
}
