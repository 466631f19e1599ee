import { describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandDocs } from '#desk/command-docs';
import { commandNames } from '#desk/command-registry';

const page = join(import.meta.dirname, '..', '..', 'docs', 'commands.md');

describe('The page of the commands', () => {
  it('is what the commands say today; with UPDATE_GOLDEN=1 it is written anew', () => {
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(page, commandDocs());
    expect(readFileSync(page, 'utf8')).toBe(commandDocs());
  });

  it('has every command, with who may give it, its fields and an example', () => {
    const docs = commandDocs();
    for (const name of commandNames) {
      const section = docs.slice(docs.indexOf(`\n### ${name}\n`)).split('\n### ')[1] ?? '';
      expect(section).toMatch(/\nGiven by: `/);
      expect(section).toMatch(/\n- `/);
      expect(section).toContain(`\n{"command":"${name}",`);
    }
  });
});
