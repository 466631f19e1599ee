import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { count, emptyTally, foundingIn, isDone, sendLine } from '../command-lines.js';
import type { Answered, Tally } from '../command-lines.js';
import { withFolder } from '../data-folder.js';
import type { DataFolder } from '../data-folder.js';
import { withDesk } from '../desk-context.js';
import { dataFolderPath, hasDataFolder, makeDataFolder } from '../folder-mark.js';
import { linesOf } from '../lines.js';
import type { ReadLine } from '../lines.js';
import { progressBar } from '../progress.js';
import type { Terminal } from '../terminal.js';
import { WrongUse } from '../wrong-use.js';

export interface RunOptions {
  /** The data folder; the one that the environment names when not given. */
  readonly folder?: string;
  /** Makes the data folder, when it is not there, as an example whatever the file begins with. */
  readonly createExample?: boolean;
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
  const tally = await runFile(file, { ...options, quiet }, async ({ line, id, command, reply }) => {
    await terminal.line(JSON.stringify({ line, id, command, ...reply }));
    await terminal.flush();
  });
  return tally.refused + tally.conflict + tally.invalid === 0 ? 0 : 1;
}

/**
 * As `run`, with each answer given to a function.
 *
 * @throws WrongUse when there is no such file, or no data folder and nothing that founds a partnership
 */
export async function runFile(
  file: string,
  options: RunOptions,
  answer: (answered: Answered) => Promise<void>,
): Promise<Tally> {
  const { folder: path = dataFolderPath() } = options;
  const lines = linesOf(bytesOf(file));
  const first = await lines.next();
  if (!hasDataFolder(path)) makeFolderFor(first.done === true ? undefined : first.value, path, options);
  const all = first.done === true ? [] : startingWith(first.value, lines);
  return withFolder((folder) => sendAll(folder, all, file, options, answer), path);
}

async function sendAll(
  folder: DataFolder,
  lines: AsyncIterable<ReadLine> | readonly ReadLine[],
  file: string,
  { stopAtRefusal = false, quiet = false }: RunOptions,
  answer: (answered: Answered) => Promise<void>,
): Promise<Tally> {
  const tally = emptyTally();
  const via = file === '-' ? 'standard input' : `file ${basename(file).slice(-100)}`;
  const progress = await progressBar('Commands', file === '-' || quiet ? 0 : statSync(file).size);
  let bytes = 0;
  try {
    await withDesk(folder, async (desk) => {
      for await (const line of lines) {
        const answered = await sendLine(desk, line, via);
        count(tally, answered.reply);
        await answer(answered);
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
 * A data folder is made only for a founding, so that a slip in its name does not look like an empty
 * partnership.
 */
function makeFolderFor(first: ReadLine | undefined, path: string, { createExample }: RunOptions): void {
  const kind = createExample === true ? 'example' : foundingIn(first);
  if (kind !== undefined) return makeDataFolder(path, kind);
  throw new WrongUse(
    `There is no data folder at ${path}, and the file does not begin with FoundPartnership. TALLYSTICK_DATA names ` +
      'another folder; --create-example makes one for an example.',
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
