import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '#eventing/clock';
import { folderSettings } from '#settings/settings';
import { Accounts } from '#sign-in/accounts';
import { openSignIn } from '#sign-in/database';
import { Sessions } from '#sign-in/sessions';
import { SqliteKeyVault } from '#stores/sqlite/sqlite-key-vault';
import { withData } from '../data-place.js';
import type { DataPlace } from '#reads/data-place';
import { Names } from '#reads/names';
import { backup } from './backup.js';
import { restore } from './restore.js';
import { runFile } from './run.js';

async function nameOfLead({ store, vault }: DataPlace): Promise<string> {
  return new Names(store, vault, 'riverside').of('lead');
}

const silent = { width: undefined, line: async () => undefined, flush: async () => undefined };

describe('A backup and its restore', () => {
  let parent: string;
  let before: string | undefined;
  const at = (name: string): string => join(parent, name);

  beforeEach(async () => {
    parent = mkdtempSync(join(tmpdir(), 'tallystick-restore-'));
    before = process.env['TALLYSTICK_DATA'];
    use('data');
    await send({ command: 'FoundPartnership', id: 'found', name: 'Riverside' });
    await send({ command: 'RegisterPerson', id: 'enter', person: 'lead', name: 'A lead officer' });
  });

  afterEach(() => {
    if (before === undefined) delete process.env['TALLYSTICK_DATA'];
    else process.env['TALLYSTICK_DATA'] = before;
    rmSync(parent, { recursive: true });
  });

  function use(folder: string): void {
    process.env['TALLYSTICK_DATA'] = at(folder);
  }

  async function send(fields: object): Promise<void> {
    const actor = { person: 'admin', role: 'administrator' };
    writeFileSync(at('c.ndjson'), JSON.stringify({ partnership: 'riverside', actor, ...fields }));
    const tally = await runFile(at('c.ndjson'), {}, async () => undefined);
    if (tally.accepted !== 1) throw new Error(JSON.stringify(tally));
    rmSync(at('c.ndjson'));
  }

  async function forget(): Promise<void> {
    await send({ command: 'ForgetPerson', id: 'forget', person: 'lead', reason: 'Asked to be forgotten.' });
  }

  async function nameIn(folder: string): Promise<string> {
    return withData(nameOfLead, folderSettings(at(folder)));
  }

  it('give back every event, every answer and every name', async () => {
    await backup(at('b'), silent);
    use('new');
    await restore(at('b'), {}, silent);
    expect(await nameIn('new')).toBe('A lead officer');
    await send({ command: 'FoundPartnership', id: 'found', name: 'Riverside' });
    expect(readdirSync(parent).toSorted()).toEqual(['b', 'data', 'new']);
  });

  it('give back who can sign in, and nobody who was signed in, nor a link, nor whoever is forgotten', async () => {
    const phrase = 'otter lamp quiet seven';
    const people = ['admin', 'lead'] as const;
    const held = await signIn('data', async (accounts, sessions) => {
      const handOut = async (person: string): Promise<string> =>
        accounts.handOut({ partnership: 'riverside', person });
      for (const person of people)
        await accounts.setUp(await handOut(person), `${person}@example.org`, phrase);
      const login = (await accounts.signIn('admin@example.org', phrase)) ?? '';
      return { session: await sessions.begin(login), link: await handOut('admin') };
    });
    await backup(at('b'), silent);
    await forget();
    use('new');
    await restore(at('b'), { erasures: at('data') }, silent);
    await signIn('new', async (accounts, sessions) => {
      expect(await accounts.signIn('admin@example.org', phrase)).toBeDefined();
      expect(await accounts.signIn('lead@example.org', phrase)).toBeUndefined();
      expect(await accounts.linkOf(held.link)).toBeUndefined();
      expect(await sessions.find(held.session)).toBeUndefined();
    });
  });

  async function signIn<Result>(
    folder: string,
    see: (accounts: Accounts, sessions: Sessions) => Promise<Result>,
  ): Promise<Result> {
    const db = await openSignIn(folderSettings(at(folder)));
    try {
      return await see(
        new Accounts(db, new Uint8Array(32), systemClock),
        new Sessions(db, 'real', systemClock),
      );
    } finally {
      await db.destroy();
    }
  }

  it('never write over anything', async () => {
    await backup(at('b'), silent);
    await expect(backup(at('b'), silent)).rejects.toThrow('is there already');
    await expect(restore(at('b'), {}, silent)).rejects.toThrow('holds data already');
    use('other');
    writeFileSync(at('other'), 'a file');
    await expect(restore(at('b'), {}, silent)).rejects.toThrow('is there and not empty');
    expect(readdirSync(parent).toSorted()).toEqual(['b', 'data', 'other']);
  });

  it('bring a name back where nothing tells that it was to be forgotten', async () => {
    await backup(at('b'), silent);
    await forget();
    expect(await nameIn('data')).toBe('lead (forgotten)');
    use('new');
    await restore(at('b'), {}, silent);
    expect(await nameIn('new')).toBe('A lead officer');
  });

  it.each(['the data that it replaces', 'a newer backup'])(
    'keep forgotten whoever %s knows as forgotten',
    async (what) => {
      await backup(at('b'), silent);
      await forget();
      await backup(at('newer'), silent);
      use('new');
      await restore(at('b'), { erasures: at(what === 'a newer backup' ? 'newer' : 'data') }, silent);
      expect(await nameIn('new')).toBe('lead (forgotten)');
      expect(readdirSync(parent).toSorted()).toEqual(['b', 'data', 'new', 'newer']);
    },
  );

  it('keep forgotten whom the events tell of, although the keys were copied before', async () => {
    const vault = SqliteKeyVault.open({ file: at('data/keys.db') });
    await vault.backup(at('old-keys'));
    await vault.close();
    await forget();
    await backup(at('b'), silent);
    use('new');
    await restore(at('b'), {}, silent);
    rmSync(at('new/keys.db'));
    renameSync(at('old-keys'), at('new/keys.db'));
    expect(await nameIn('new')).toBe('A lead officer');
    await backup(at('b2'), silent);
    use('third');
    await restore(at('b2'), {}, silent);
    expect(await nameIn('third')).toBe('lead (forgotten)');
  });

  it('restore nothing from a damaged backup', async () => {
    await backup(at('b'), silent);
    const database = new DatabaseSync(at('b'));
    database.exec("UPDATE pieces SET content = zeroblob(length(content)) WHERE name = 'events.db'");
    database.close();
    use('new');
    await expect(restore(at('b'), {}, silent)).rejects.toThrow('is damaged');
    expect(existsSync(at('new'))).toBe(false);
    expect(readdirSync(parent).toSorted()).toEqual(['b', 'data']);
  });
});
