import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '#eventing/clock';
import { readFolderMark } from '#settings/folder-mark';
import { folderSettings } from '#settings/settings';
import { Accounts } from '#sign-in/accounts';
import { openSignIn } from '#sign-in/database';
import type { Answered } from '../command-lines.js';
import { withData } from '../data-place.js';
import { run, runFile } from './run.js';
import type { RunOptions } from './run.js';

const administrator = { person: 'admin', role: 'administrator' };

function line(id: string, fields: object): string {
  return JSON.stringify({ id, partnership: 'riverside', actor: administrator, ...fields });
}

const founding = line('found', { command: 'FoundPartnership', name: 'Riverside', example: true });
const admission = line('admit', { command: 'AdmitAgency', agency: 'council', name: 'The council' });
const refused = line('refused', {
  command: 'OpenFundingSource',
  source: 's',
  name: 'S',
  provider: 'P',
  year: '2011-12',
  mayCrossYear: false,
});

const enter = (person: string): string =>
  line(`enter-${person}`, { command: 'RegisterPerson', person, name: 'An officer' });
const forget = (person: string): string =>
  line(`forget-${person}`, { command: 'ForgetPerson', person, reason: 'Asked to be.' });

describe('Running a file of commands', () => {
  let parent: string;
  let folder: string;

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'tallystick-run-'));
    folder = join(parent, 'data');
  });
  afterEach(() => rmSync(parent, { recursive: true }));

  async function answers(lines: readonly string[], options: RunOptions = {}): Promise<readonly Answered[]> {
    const file = join(parent, 'commands.ndjson');
    writeFileSync(file, lines.join('\n'));
    const given: Answered[] = [];
    await runFile(
      file,
      { settings: folderSettings(folder), ...options },
      async (answered) => void given.push(answered),
    );
    return given;
  }

  it('takes every way to sign in from whoever is forgotten, and makes nothing where nobody ever did', async () => {
    const settings = folderSettings(folder);
    await answers([founding, enter('one'), enter('two'), forget('one')]);
    expect(readdirSync(folder)).not.toContain('sign-in.db');
    const open = await openSignIn(settings);
    const accounts = new Accounts(open, new Uint8Array(32), systemClock);
    const held = await accounts.handOut({ partnership: 'riverside', person: 'two' });
    await accounts.setUp(held, 'two@example.org', 'otter lamp quiet seven');
    const [forgotten] = await answers([forget('two')]);
    expect(forgotten?.reply.outcome).toBe('accepted');
    expect(await accounts.signIn('two@example.org', 'otter lamp quiet seven')).toBeUndefined();
    expect(await open.selectFrom('logins').selectAll().execute()).toEqual([]);
    await open.destroy();
  });

  it('answers each line, in order, and a second time the same', async () => {
    const first = await answers([founding, admission, refused]);
    expect(first.map(({ line: number, id, command, reply }) => [number, id, command, reply.outcome])).toEqual(
      [
        [1, 'found', 'FoundPartnership', 'accepted'],
        [2, 'admit', 'AdmitAgency', 'accepted'],
        [3, 'refused', 'OpenFundingSource', 'refused'],
      ],
    );
    const again = await answers([founding, admission, refused]);
    for (const [index, { reply }] of again.entries()) {
      expect(reply).toEqual({ ...first[index]?.reply, repeated: true });
    }
  });

  it('answers what is no command as invalid, with its line, and goes on', async () => {
    const twice = admission.replace(/}$/, ',"name":"Elsewhere"}');
    const lines = [
      founding,
      '{"command": ',
      '"text"',
      '[]',
      '',
      line('odd', { command: 'Odd' }),
      twice,
      admission,
    ];
    const given = await answers(lines);
    expect(given.map(({ line: number, reply }) => `${number} ${reply.outcome}`)).toEqual([
      '1 accepted',
      '2 invalid',
      '3 invalid',
      '4 invalid',
      '6 invalid',
      '7 invalid',
      '8 accepted',
    ]);
    expect(given[4]).toMatchObject({ id: 'odd', command: 'Odd' });
  });

  it('stops at the first that is not carried out, when it is told to', async () => {
    expect(await answers([founding, refused, admission], { stopAtRefusal: true })).toHaveLength(2);
  });

  it('keeps from which file a command came', async () => {
    await answers([founding]);
    const kept = await withData(({ store }) => store.answerTo('riverside/found'), folderSettings(folder));
    expect(kept?.body).toContain('"via":"file commands.ndjson"');
  });

  it('makes an example of a founding that says so, where commands set the clock', async () => {
    const [first, second] = await answers([
      line('found', {
        command: 'FoundPartnership',
        name: 'R',
        example: true,
        at: '2011-04-01T09:00:00.000Z',
      }),
      admission,
    ]);
    expect(readFolderMark(folder).kind).toBe('example');
    expect([first, second].map((one) => one?.reply)).toMatchObject([
      { recordedAt: '2011-04-01T09:00:00.000Z' },
      { recordedAt: '2011-04-01T09:00:00.000Z' },
    ]);
    const [next] = await answers([
      line('later', { command: 'AdmitAgency', agency: 'fire', name: 'The fire service' }),
    ]);
    expect(next?.reply).toMatchObject({ outcome: 'accepted', recordedAt: '2011-04-01T09:00:00.000Z' });
  });

  it('makes a real folder of any other founding, where the clock cannot be set', async () => {
    const real = { command: 'FoundPartnership', name: 'R' };
    const given = await answers([
      line('found', { ...real, at: '2011-04-01T09:00:00.000Z' }),
      line('again', real),
    ]);
    expect(readFolderMark(folder).kind).toBe('real');
    expect(given.map(({ reply }) => reply.outcome)).toEqual(['invalid', 'accepted']);
    expect(given[0]?.reply).toMatchObject({ wrong: [{ field: 'at' }] });
  });

  it('makes no folder for anything but a founding', async () => {
    await expect(answers([admission])).rejects.toThrow('does not begin with FoundPartnership');
    expect(existsSync(folder)).toBe(false);
    expect(await answers([admission], { createExample: true })).toHaveLength(1);
    expect(readFolderMark(folder).kind).toBe('example');
  });

  it('ends with 1 when anything was refused, and writes each answer as a line of JSON', async () => {
    const file = join(parent, 'two.ndjson');
    const written: string[] = [];
    const terminal = {
      width: undefined,
      line: async (text = '') => void written.push(text),
      flush: async () => undefined,
    };
    writeFileSync(file, founding);
    expect(await run(file, { settings: folderSettings(folder) }, terminal)).toBe(0);
    writeFileSync(file, refused);
    expect(await run(file, { settings: folderSettings(folder) }, terminal)).toBe(1);
    expect(written.map((text) => JSON.parse(text) as object)).toMatchObject([
      { line: 1, outcome: 'accepted', events: [{ type: 'PartnershipFounded' }] },
      {
        line: 1,
        outcome: 'refused',
        refusal: 'not-your-role',
        words: expect.stringContaining('finance officer'),
      },
    ]);
  });
});
