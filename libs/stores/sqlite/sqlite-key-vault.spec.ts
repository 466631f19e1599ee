import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { behavesLikeAKeyVault } from '#eventing/key-vault-conformance';
import { SqliteKeyVault } from '#stores/sqlite/sqlite-key-vault';

let folder: string;
let file: string;

function freshFolder(): void {
  folder = mkdtempSync(join(tmpdir(), 'tallystick-keys-'));
  file = join(folder, 'keys.db');
}

function folderHolds(bytes: Buffer): boolean {
  return readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(bytes));
}

behavesLikeAKeyVault('SqliteKeyVault', async (clock) => {
  freshFolder();
  const vaults = [SqliteKeyVault.open({ file, clock })];
  return {
    vault: vaults[0]!,
    alongside: async () => {
      const vault = SqliteKeyVault.open({ file, clock });
      vaults.push(vault);
      return vault;
    },
    destroy: async () => {
      for (const vault of vaults) await vault.close();
      rmSync(folder, { recursive: true });
    },
  };
});

describe('The file of keys', () => {
  beforeEach(freshFolder);
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps keys and erasures when it is closed', async () => {
    const vault = SqliteKeyVault.open({ file });
    const [key, commandKey] = [await vault.keyFor('p-1'), await vault.commandKey()];
    await vault.destroy('p-2');
    await vault.close();
    const again = SqliteKeyVault.open({ file });
    expect(await again.find('p-1')).toEqual(key);
    expect(await again.commandKey()).toEqual(commandKey);
    expect(await again.erasures()).toMatchObject([{ person: 'p-2' }]);
    await again.close();
  });

  it('has no byte of a key that was destroyed, in any of its files', async () => {
    const vault = SqliteKeyVault.open({ file });
    const persons = Array.from({ length: 200 }, (_, index) => `p-${index}`);
    const keys = new Map<string, Buffer>();
    for (const person of persons) keys.set(person, Buffer.from(await vault.keyFor(person)));
    const present = (): string[] => persons.filter((person) => folderHolds(keys.get(person)!));
    expect(present()).toHaveLength(200);
    const forgotten = persons.filter((_, index) => index % 3 === 0);
    for (const person of forgotten) await vault.destroy(person);
    expect(present()).toEqual(persons.filter((person) => !forgotten.includes(person)));
    await vault.close();
  });

  it('says so when a trace has to stay because another process is reading', async () => {
    const vault = SqliteKeyVault.open({ file });
    const key = Buffer.from(await vault.keyFor('p-1'));
    const { database } = vault as unknown as { readonly database: DatabaseSync };
    database.exec('PRAGMA busy_timeout = 20');
    const reader = new DatabaseSync(file);
    reader.exec('BEGIN; SELECT * FROM person_keys');
    await expect(vault.destroy('p-1')).rejects.toThrow('a trace of it stays in the log');
    expect(folderHolds(key)).toBe(true);
    reader.close();
    expect(await vault.find('p-1')).toBeUndefined();
    await vault.destroy('p-1');
    expect(folderHolds(key)).toBe(false);
    await vault.close();
  });

  it('refuses to change a key, to delete a row, or to bring back a person who was forgotten', async () => {
    const vault = SqliteKeyVault.open({ file });
    await vault.keyFor('p-1');
    await vault.destroy('p-2');
    await vault.close();
    const database = new DatabaseSync(file);
    const key = "x'".padEnd(66, '0').concat("'");
    for (const [sql, words] of [
      [`UPDATE person_keys SET key = ${key} WHERE person = 'p-1'`, 'a key is never changed'],
      [
        `UPDATE person_keys SET key = ${key}, destroyed_at = NULL WHERE person = 'p-2'`,
        'a key is never changed',
      ],
      [`DELETE FROM person_keys WHERE person = 'p-2'`, 'stays forgotten'],
    ] as const) {
      expect(() => database.exec(sql)).toThrow(words);
    }
    database.close();
  });

  it('can be copied while it is open, erasures and all', async () => {
    const vault = SqliteKeyVault.open({ file });
    const key = await vault.keyFor('p-1');
    await vault.destroy('p-2');
    await vault.backup(join(folder, 'copy.db'));
    await vault.close();
    const copy = SqliteKeyVault.open({ file: join(folder, 'copy.db') });
    expect(await copy.find('p-1')).toEqual(key);
    expect(await copy.erasures()).toMatchObject([{ person: 'p-2' }]);
    await copy.close();
  });
});
