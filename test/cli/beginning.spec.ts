import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { CommandLine } from './command-line.js';

const root = join(import.meta.dirname, '..', '..');
const cli = new CommandLine();
afterAll(() => cli.remove());

/** The commands of the first block of a page, each on one line, for the folder in which they are tried. */
function commandsOf(page: string): readonly string[] {
  const [, block = ''] = /```\n(.*?)```/su.exec(readFileSync(join(root, page), 'utf8')) ?? [];
  return block
    .replaceAll(/\\\n */gu, '')
    .replaceAll('./tallystick', 'tallystick')
    .replaceAll('examples/', `${root}/examples/`)
    .split('\n')
    .filter((line) => line.startsWith('tallystick'));
}

it('A partnership is begun as the how-to says, and all of it is right', () => {
  const commands = commandsOf('docs/how-to/begin-a-partnership.md');
  expect(commands).toHaveLength(7);
  const said = commands.map((command) => cli.shell(command));
  expect(said.map(({ code, err }) => [code, err])).toEqual(commands.map(() => [0, '']));
  const [founded, tried, entered, projects, budget, , verified] = said.map(({ out }) => out);
  expect(founded).not.toMatch(/"outcome":"(?!accepted)/u);
  expect(tried).toContain('A dry run: nothing was changed. 4 rows would be entered.');
  expect(entered).toContain('4 rows entered.');
  expect(projects).toMatch(/4 projects .* £36,565\.00 +£4,065\.00/u);
  expect(budget).toMatch(/Total, revenue +£60,000\.00 .* £4,065\.00 +£23,435\.00 +£0\.00/u);
  expect(verified).toContain('checks are right.');
});
