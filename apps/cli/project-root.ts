import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the program itself, whether it runs as it was built or from its sources. */
export function projectRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No package.json above ${import.meta.dirname}.`);
    folder = parent;
  }
  return folder;
}
