import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { behavesLikeAKeyVault } from '#eventing/key-vault-conformance';
import { PostgresKeyVault } from '#stores/postgres/postgres-key-vault';
import { PostgresStore } from '#stores/postgres/postgres-store';
import { PostgresDatabases } from '#testing/postgres-databases';
import { startPostgres } from '#testing/postgres-server';
import type { PostgresServer } from '#testing/postgres-server';

let server: PostgresServer;
let databases: PostgresDatabases;
beforeAll(async () => {
  server = await startPostgres();
  databases = new PostgresDatabases(await server.createDatabase('tallystick_test'));
});
afterAll(async () => server.stop());

behavesLikeAKeyVault('PostgresKeyVault', async (clock) => {
  const url = await databases.take();
  const vaults = [await PostgresKeyVault.open({ url, clock })];
  return {
    vault: vaults[0]!,
    alongside: async () => {
      const vault = await PostgresKeyVault.open({ url, clock });
      vaults.push(vault);
      return vault;
    },
    destroy: async () => {
      for (const vault of vaults) await vault.close();
      await databases.giveBack(url);
    },
  };
});

describe('The keys on a PostgreSQL server', () => {
  let url: string;
  let vault: PostgresKeyVault;
  beforeAll(async () => {
    url = await databases.take();
    vault = await PostgresKeyVault.open({ url });
  });
  afterAll(async () => vault.close());

  it('may lie beside the events, whichever is there first', async () => {
    const store = await PostgresStore.open({ url });
    await store.close();
    const other = await databases.take();
    await (await PostgresStore.open({ url: other })).close();
    const beside = await PostgresKeyVault.open({ url: other });
    expect(await beside.commandKey()).toHaveLength(32);
    await beside.close();
  });

  it.each([
    ['changed', "UPDATE tallystick_keys.person_keys SET key = decode(repeat('00', 32), 'hex')"],
    ['deleted', 'DELETE FROM tallystick_keys.person_keys'],
    ['emptied', 'TRUNCATE tallystick_keys.person_keys'],
    ['deleted, not that of commands either', 'DELETE FROM tallystick_keys.command_key'],
  ])('are never %s behind the back of the vault', async (_, sql) => {
    const key = await vault.keyFor('p-1');
    await vault.commandKey();
    await expect(server.run(sql, new URL(url).pathname.slice(1))).rejects.toThrow('never changed');
    expect(await vault.keyFor('p-1')).toEqual(key);
  });

  it('are in no file of the table any more when they are destroyed', async () => {
    const key = Buffer.from(await vault.keyFor('p-2'));
    await server.run('CHECKPOINT');
    expect(filesWith(key)).not.toEqual([]);
    await vault.destroy('p-2');
    await server.run('CHECKPOINT');
    expect(filesWith(key)).toEqual([]);
  });

  it('are not made again for a person who was forgotten, whatever is written behind its back', async () => {
    await vault.destroy('p-3');
    const giving = "UPDATE tallystick_keys.person_keys SET destroyed_at = '2011' WHERE person = 'p-3'";
    await expect(server.run(giving, new URL(url).pathname.slice(1))).rejects.toThrow('stays forgotten');
  });
});

/** The files of tables in which bytes are found. */
function filesWith(bytes: Buffer): string[] {
  const base = join(server.folder, 'base');
  const files = readdirSync(base, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const paths = files.map((file) => join(file.parentPath, file.name));
  return paths.filter((path) => readFileSync(path).includes(bytes));
}
