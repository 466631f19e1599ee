import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { SqliteKeyVault } from '#stores/sqlite/sqlite-key-vault';

// The process whose power is cut while it makes keys, and destroys each third of them.
const { values } = parseArgs({
  options: {
    file: { type: 'string', default: '' },
    last: { type: 'string', default: '1' },
    pragma: { type: 'string', multiple: true, default: [] },
  },
});

function say(line: string): void {
  writeSync(1, `${line}\n`);
}

const vault = SqliteKeyVault.open({ file: values.file });
// Reaches behind the vault on purpose: its own settings cannot be made unsafe in any other way.
const { database } = vault as unknown as { readonly database: DatabaseSync };
for (const pragma of values.pragma) database.exec(`PRAGMA ${pragma}`);
for (let number = 1; number <= Number(values.last); number += 1) {
  const key = await vault.keyFor(`person-${number}`);
  say(`kept ${number} ${createHash('sha256').update(key).digest('hex')}`);
  if (number % 3 !== 0) continue;
  await vault.destroy(`person-${number}`);
  say(`kept ${number} destroyed`);
}
await vault.close();
