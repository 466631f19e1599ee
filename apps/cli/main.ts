import { CommanderError } from 'commander';
import { programFor } from './program.js';
import { StandardOutput } from './terminal.js';

/** What the person can put right by asking otherwise. */
const wrongUse = new Set(['SettingsWrong', 'WrongUse']);

/** What ends a command with a sentence and not with a trace, besides wrong use: nobody's bug. */
const expected = new Set([
  'CannotBeDone',
  'CopyRefused',
  'KeyDestroyed',
  'NotThereThen',
  'NotWritten',
  'OutcomeUnknown',
  'PersonalDataFound',
  'ProjectionStopped',
  'ReadModelsNewer',
  'ReadModelsUnusable',
  'StoreClosed',
  'StoreUnusable',
]);

/** 0: done; 1: refused, or could not be done; 2: wrong use. */
async function main(): Promise<number> {
  const output = new StandardOutput();
  let code = 0;
  try {
    await programFor(output, (exitCode) => {
      code = exitCode;
    }).parseAsync();
  } catch (error) {
    code = codeFor(error);
  }
  await output.flush();
  return code;
}

function codeFor(error: unknown): number {
  // Help and version come this way too, with 0; what commander finds wrong it has said already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof Error)) throw error;
  if (wrongUse.has(error.name)) return say(error.message, 2);
  if (expected.has(error.name) || isOfTheSystem(error)) return say(error.message, 1);
  return say(error.stack ?? error.message, 1);
}

/** The operating system refused: a folder that cannot be written to, a disk that is full. */
function isOfTheSystem(error: Error): boolean {
  return 'syscall' in error;
}

function say(message: string, code: number): number {
  process.stderr.write(`${message}\n`);
  return code;
}

/**
 * Whoever reads may stop reading, as `head` does. Then there is nobody left to tell, and nothing has gone
 * wrong.
 */
function endQuietlyWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
}

process.stdout.on('error', endQuietlyWhenNobodyReads);
process.stderr.on('error', endQuietlyWhenNobodyReads);
// What is written here holds keys and a partnership's money: it is for its owner alone.
process.umask(0o077);
process.exitCode = await main();
