import type { Command } from 'commander';
import type { EndWith } from './end-with.js';
import type { Terminal } from './terminal.js';

/** The commands that look after the data, and the example. */
export function addUpkeep(program: Command, terminal: Terminal, endWith: EndWith): void {
  addReadModels(program, terminal, endWith);
  addBackups(program, terminal);
  addCopy(program, terminal);
  addLearning(program, terminal, endWith);
}

function addReadModels(program: Command, terminal: Terminal, endWith: EndWith): void {
  program
    .command('rebuild')
    .description('build the read models anew from the events; until they are done, people read the old ones')
    .argument('[projection]', 'one of them; else all')
    .addHelpText('after', '\nExamples:\n  tallystick rebuild\n  tallystick rebuild budget')
    .action(async (projection: string | undefined) => {
      const { rebuild } = await import('./commands/rebuild.js');
      await rebuild(projection, terminal);
    });
  program
    .command('verify')
    .description(
      'check that every event can be read, every account balances, every giver of a command held their role, and every read model is what its events say',
    )
    .option('--against <store>', 'also compare with another store, event by event and answer by answer')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nEnds with 1 when a check fails.\n\nExamples:\n  tallystick verify\n  tallystick verify --against sqlite:/srv/tallystick',
    )
    .action(async (options: { json?: boolean; against?: string }) => {
      const { verify } = await import('./commands/verify.js');
      endWith(await verify(options, terminal));
    });
  program
    .command('doctor')
    .description('look at where the data is and at the machine, and say what needs a hand')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nEnds with 1 when something is wrong.\n\nExamples:\n  tallystick doctor')
    .action(async (options: { json?: boolean }) => {
      const { doctor } = await import('./commands/doctor.js');
      endWith(await doctor(options, terminal));
    });
}

function addBackups(program: Command, terminal: Terminal): void {
  program
    .command('backup')
    .description('copy the events and the keys, as they stand, into one new file; work may go on meanwhile')
    .argument('<file>', 'the backup; it must not be there yet')
    .addHelpText(
      'after',
      '\nThe file holds names and their keys: keep it as safe as the data.\n\nExamples:\n  tallystick backup 2012-03-31.backup',
    )
    .action(async (file: string) => {
      const { backup } = await import('./commands/backup.js');
      await backup(file, terminal);
    });
  program
    .command('restore')
    .description('make a data folder from a backup; never writes over one that is there')
    .argument('<file>', 'the backup')
    .option(
      '--erasures <path>',
      'the data folder it replaces, or a newer backup: whoever was forgotten there stays forgotten',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  TALLYSTICK_DATA=new tallystick restore 2012-03-31.backup --erasures data',
    )
    .action(async (file: string, options: { erasures?: string }) => {
      const { restore } = await import('./commands/restore.js');
      await restore(file, options, terminal);
    });
}

function addCopy(program: Command, terminal: Terminal): void {
  program
    .command('copy')
    .description('copy a whole history into another store, keeping every byte, id, version and time')
    .option('--from <store>', 'the store to be copied; else the one in use')
    .requiredOption('--to <store>', 'the store to copy to: empty, or with a copy that was stopped')
    .addHelpText(
      'after',
      `
A store is sqlite:FOLDER, postgres://… or kurrentdb://…; env:NAME takes it from the environment
variable NAME, so that no password stands in the list of processes. A copy that was stopped goes on
when it is given again. The keys stay where they are.

Examples:
  tallystick copy --to postgres://tallystick@db.example/tallystick
  tallystick copy --from env:OLD_STORE --to sqlite:/srv/tallystick`,
    )
    .action(async (options: { from?: string; to: string }) => {
      const { copy } = await import('./commands/copy.js');
      await copy(options, terminal);
    });
}

function addLearning(program: Command, terminal: Terminal, endWith: EndWith): void {
  program
    .command('commands')
    .description('list every command that a file can carry, or print the JSON Schema of each')
    .option('--json', 'print JSON Schemas by the name of the command')
    .addHelpText('after', '\nExamples:\n  tallystick commands\n  tallystick commands --json')
    .action(async (options: { json?: boolean }) => {
      const { commands } = await import('./commands/commands.js');
      await commands(options, terminal);
    });
  program
    .command('demo')
    .description("play a partnership's year in a data folder of its own, and print what people read")
    .option('--no-serve', 'end after printing')
    .addHelpText(
      'after',
      '\nThe folder is TALLYSTICK_DATA, or ./data/demo. A second time it changes nothing.\n\nExamples:\n  tallystick demo --no-serve',
    )
    .action(async () => {
      const { demo } = await import('./commands/demo.js');
      endWith(await demo(terminal));
    });
}
