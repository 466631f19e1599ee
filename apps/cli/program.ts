import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { CommanderError } from 'commander';
import type { EndWith } from './end-with.js';
import { addCounty, addDocuments } from './program-documents.js';
import { addImport } from './program-import.js';
import { addReads } from './program-reads.js';
import { addTokens } from './program-tokens.js';
import { addUpkeep } from './program-upkeep.js';
import { projectRoot } from './project-root.js';
import type { Terminal } from './terminal.js';

const more = `
Where the data is:
  TALLYSTICK_DATA         the folder of the data; else ./data
  TALLYSTICK_STORE        where the events are, if not there: postgres://… or kurrentdb://…
  TALLYSTICK_READ_MODELS  where the read models are: sqlite:FILE.db or postgres://…
  TALLYSTICK_KEYS         where the keys of names are: sqlite:FILE.db or postgres://…

Exit codes:
  0 done; 1 refused, or it could not be done; 2 wrong use.`;

/**
 * The command line. What a command needs is loaded when it is given, so that help comes at once.
 *
 * @throws CommanderError for wrong use, which it has told on the standard error, and after help
 */
export function programFor(terminal: Terminal, endWith: EndWith): Command {
  const program = new Command('tallystick')
    .description("Keeps a partnership's pooled money: every bid, decision, pound and evaluation.")
    .version(versionOfPackage(), '--version', 'print the version')
    .helpOption('--help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .showHelpAfterError('Give --help for what can be asked.')
    .addHelpText('after', more)
    .exitOverride(endOrThrow);
  addRun(program, terminal, endWith);
  addImport(program, terminal, endWith);
  addReads(program, terminal);
  addDocuments(program, terminal);
  addCounty(program, terminal);
  addUpkeep(program, terminal, endWith);
  addTokens(program, terminal);
  addServe(program);
  return program;
}

function addRun(program: Command, terminal: Terminal, endWith: EndWith): void {
  program
    .command('run')
    .description('carry out the commands of a file, one a line as JSON, and answer each with a line of JSON')
    .argument('<file>', 'a file of commands, or - for the standard input')
    .option(
      '--create-example',
      'make the data folder as an example, in which a command can set the clock by "at"',
    )
    .option('--stop-at-refusal', 'end at the first command that is refused')
    .addHelpText(
      'after',
      `
A data folder that is not there is made when the file begins with FoundPartnership, as an example when
that says so. A command that was carried out before is answered the same again.

Examples:
  tallystick run year.ndjson
  echo '{"command": "FinishProject", ...}' | tallystick run -
  tallystick commands            every command, with an example of it`,
    )
    .action(async (file: string, options: { createExample?: boolean; stopAtRefusal?: boolean }) => {
      const { run } = await import('./commands/run.js');
      endWith(await run(file, options, terminal));
    });
}

/** A program of its own ends after this one has told its exit code, and then is what counts. */
function endOrThrow(error: CommanderError): void {
  if (error.code !== ofProgramOfItsOwn) throw error;
  process.exitCode = error.exitCode;
}

const ofProgramOfItsOwn = 'commander.executeSubCommandAsync';

/** A program of its own, with options and help of its own. */
function addServe(program: Command): void {
  program.command('serve', 'serve the pages, for browsers', {
    executableFile: join(projectRoot(), 'dist', 'apps', 'web', 'main.js'),
  });
}

function versionOfPackage(): string {
  const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
