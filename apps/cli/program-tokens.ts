import type { Command } from 'commander';
import type { MakeTokenOptions } from './commands/tokens.js';
import type { ReadOptions } from './reading.js';
import type { Terminal } from './terminal.js';

/** The tokens by which other programs use the API. */
export function addTokens(program: Command, terminal: Terminal): void {
  const tokens = program
    .command('tokens')
    .description('make, list and revoke the tokens by which other programs use the API')
    .addHelpText(
      'after',
      `
A token acts for one person in one role that they hold, until its last day. What a program holds is shown
when it is made, and never again.

Examples:
  tallystick tokens make --person finance-1 --role finance-officer --for "Nightly figures" --ends 2026-12-31
  tallystick tokens list
  tallystick tokens revoke 5f2c0a9d13be`,
    );
  addMake(tokens, terminal);
  withReadOptions(tokens.command('list').description('list them')).action(async (options: ReadOptions) => {
    const { listTokens } = await import('./commands/tokens.js');
    await listTokens(options, terminal);
  });
  tokens
    .command('revoke')
    .description('revoke one, at once')
    .argument('<token>', 'the token, as the list names it')
    .option('--partnership <id>', 'the partnership that is meant, where there are several')
    .action(async (token: string, options: ReadOptions) => {
      const { revokeToken } = await import('./commands/tokens.js');
      await revokeToken(token, options, terminal);
    });
}

function addMake(tokens: Command, terminal: Terminal): void {
  withReadOptions(tokens.command('make').description('make one, and show what the program is to hold'))
    .requiredOption('--person <id>', 'for whom the program acts')
    .requiredOption('--role <role>', 'in which role of theirs')
    .requiredOption('--for <text>', 'what it is for')
    .requiredOption('--ends <day>', 'the last day on which it is good, within a year')
    .action(async (options: MakeTokenOptions) => {
      const { makeToken } = await import('./commands/tokens.js');
      await makeToken(options, terminal);
    });
}

function withReadOptions(command: Command): Command {
  return command
    .option('--partnership <id>', 'the partnership that is meant, where there are several')
    .option('--json', 'print JSON');
}
