import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandAbouts } from '#desk/command-abouts';
import { commandNames } from '#desk/command-registry';
import { exampleOf } from '#desk/examples';
import { parseCommand } from '#desk/parse-command';

const funding = join(import.meta.dirname, '..', 'funding');
const sources = globSync('**/*.commands.ts', { cwd: funding }).map((name) =>
  readFileSync(join(funding, name), 'utf8'),
);

/** The doc comment of a class, on one line. */
function commentOn(name: string): string | undefined {
  const comment = new RegExp(`/\\*\\*\\s((?:(?!\\*/).)*)\\*/\\s+class ${name} `, 's');
  const found = sources.flatMap((source) => comment.exec(source)?.[1] ?? []);
  return found[0]?.replaceAll(/(^|\s+)\* /g, ' ').trim();
}

describe('The example of', () => {
  it.each(commandNames)('%s is a command', (name) => {
    expect(parseCommand(exampleOf(name))).toMatchObject({ given: { name } });
  });
});

describe('What is said about', () => {
  it.each(commandNames)('%s is what its class says', (name) => {
    expect(commandAbouts[name]).toBe(commentOn(name));
  });
});
