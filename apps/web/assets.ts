import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the build has put the styles, scripts and images of pages. */
export function assetsFolder(): string {
  return join(projectRoot(), 'dist', 'assets');
}

/**
 * The address under which they are served. It changes with what is in them, so that a browser may keep them
 * for ever.
 */
export function assetsPath(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(assetsFolder()).toSorted()) {
    if (name.endsWith('.css') || name.endsWith('.js')) hash.update(readFileSync(join(assetsFolder(), name)));
  }
  return `/assets/${hash.digest('hex').slice(0, 12)}`;
}

/** The folder of package.json, above this file both as it is written and as it is built. */
function projectRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
