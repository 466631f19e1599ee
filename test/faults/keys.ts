import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { SqliteKeyVault } from '#stores/sqlite/sqlite-key-vault';
import type { Cut } from './power-cut.ts';
import { nodeCommand } from './writing.ts';

/** What a power cut must not take from the keys: one that was acknowledged is there, or stays destroyed. */
export const keysCut: Cut = {
  command: (folder, given) => nodeCommand('keys.main.ts', '--file', join(folder, 'keys.db'), ...given),
  complaintsAbout: async (folder, { lines }) => {
    const vault = SqliteKeyVault.open({ file: join(folder, 'keys.db') });
    try {
      const said = lines.filter((line) => line.startsWith('kept ')).map((line) => line.split(' '));
      const last = new Map(said.map(([, number, what]) => [`person-${number}`, what]));
      const complaints = [...last].map(async ([person, what]) => {
        const key = await vault.find(person);
        // The last that was said may be followed by a destruction that was done and not yet said.
        const found = key === undefined ? 'destroyed' : createHash('sha256').update(key).digest('hex');
        return found === what || (await isForgotten(vault, person)) ? [] : [`the key of ${person} is lost`];
      });
      return (await Promise.all(complaints)).flat();
    } finally {
      await vault.close();
    }
  },
};

async function isForgotten(vault: SqliteKeyVault, person: string): Promise<boolean> {
  return (await vault.erasures()).some((erasure) => erasure.person === person);
}
