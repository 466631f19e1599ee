import type { Command } from 'commander';

/** A command that only reads, with the options that every read has. */
export function read(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option('--partnership <id>', 'the partnership; else the only one there is')
    .option('--json', 'print JSON');
}

/** Examples for a command's help, a line each. */
export function examplesOf(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  tallystick ${line}`).join('\n')}`;
}
