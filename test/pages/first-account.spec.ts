import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, it } from '@jest/globals';
import { CommandLine } from '../cli/command-line.ts';

const program = join(import.meta.dirname, '..', '..', 'tallystick');
const founding = {
  command: 'FoundPartnership',
  id: 'found-1',
  partnership: 'riverside',
  actor: { person: 'admin-1', role: 'administrator' },
  name: 'Riverside Community Safety Partnership',
};

const cli = new CommandLine();
afterAll(() => cli.remove());

/** What the pages say when they are opened, as far as a line that says this. */
async function openedAs(link: string, upTo: string): Promise<string> {
  // Without whatever settings the tests themselves are run with.
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('TALLYSTICK_'));
  const env = { ...Object.fromEntries(others), TALLYSTICK_DATA: cli.at('data'), TALLYSTICK_LINK: link };
  const args = ['serve', '--host', '0.0.0.0', '--port', '0'];
  const server = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(server, 'exit');
  let said = '';
  for await (const line of createInterface({ input: server.stdout })) {
    said += `${line}\n`;
    if (line.includes(upTo)) break;
  }
  server.kill('SIGTERM');
  await ended;
  return said;
}

it('The link to the first account leads to where people reach the pages, wherever they listen', async () => {
  expect(cli.run(['run', '-'], { input: JSON.stringify(founding) }).code).toBe(0);
  const said = await openedAs('https://pages.example', 'first account');
  expect(said).toMatch(/once, within three days: https:\/\/pages\.example\/set-up-account\/\S+\n/u);
});
