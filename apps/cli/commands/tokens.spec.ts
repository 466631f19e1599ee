import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '#eventing/clock';
import { addDays, londonDateOf } from '#kernel/local-date';
import { folderSettings } from '#settings/settings';
import { openSignIn } from '#sign-in/database';
import { Tokens } from '#sign-in/tokens';
import type { Terminal } from '../terminal.js';
import { runFile } from './run.js';
import { listTokens, makeToken, revokeToken } from './tokens.js';

class Lines implements Terminal {
  readonly width = undefined;
  text = '';

  async line(text = ''): Promise<void> {
    this.text += `${text}\n`;
  }

  async flush(): Promise<void> {
    // What is written is there at once.
  }
}

let folder: string;
let before: string | undefined;

const founded = {
  command: 'FoundPartnership',
  id: 'found',
  partnership: 'riverside',
  actor: { person: 'admin-1', role: 'administrator' },
  name: 'Riverside',
  example: true,
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tallystick-tokens-'));
  before = process.env['TALLYSTICK_DATA'];
  process.env['TALLYSTICK_DATA'] = join(folder, 'data');
  writeFileSync(join(folder, 'commands.ndjson'), JSON.stringify(founded));
  await runFile(join(folder, 'commands.ndjson'), {}, async () => undefined);
});

afterAll(() => {
  if (before === undefined) delete process.env['TALLYSTICK_DATA'];
  else process.env['TALLYSTICK_DATA'] = before;
  rmSync(folder, { recursive: true });
});

const inADays = (days: number): string => addDays(londonDateOf(systemClock()), days);
const asked = { person: 'admin-1', role: 'administrator', for: 'A test', ends: inADays(30) };

async function said(tell: (terminal: Terminal) => Promise<void>): Promise<string> {
  const terminal = new Lines();
  await tell(terminal);
  return terminal.text;
}

describe('A token made on the command line', () => {
  it('is shown once, is good where pages are served, and is good no more once it is revoked', async () => {
    const made = await said(async (terminal) => makeToken(asked, terminal));
    const [, token = '', held = ''] = /^Token (\w+)\..*\n(tallystick_\S+)\n$/.exec(made) ?? [];
    const signIn = await openSignIn(folderSettings(join(folder, 'data')));
    const tokens = new Tokens(signIn, systemClock);
    expect(await tokens.find(held)).toMatchObject({ token, person: 'admin-1', role: 'administrator' });
    const listed = await said(async (terminal) => listTokens({}, terminal));
    expect(listed).toContain(token);
    expect(listed).not.toContain(held);
    await said(async (terminal) => revokeToken(token, {}, terminal));
    expect(await tokens.find(held)).toBeUndefined();
    await signIn.destroy();
    expect(await said(async (terminal) => listTokens({}, terminal))).toContain('revoked');
    await expect(revokeToken(token, {}, new Lines())).rejects.toThrow('There is no token');
  });

  it.each([
    ['for a role that they do not hold', { role: 'finance-officer' }, 'does not act as finance-officer'],
    ['for nobody', { person: 'nobody' }, 'does not act as administrator'],
    ['without saying what for', { for: ' ' }, 'what the token is for'],
    ['to a day that is none', { ends: '2026-02-31' }, 'is a day such as'],
    ['to a day that is over', { ends: inADays(-1) }, 'is over'],
    ['for longer than a year', { ends: inADays(367) }, 'more than a year away'],
  ])('is not made %s', async (_, wrong, words) => {
    await expect(makeToken({ ...asked, ...wrong }, new Lines())).rejects.toThrow(words);
  });
});
