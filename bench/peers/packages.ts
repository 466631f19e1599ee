import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);

/**
 * Loads a peer that `run` installed. By its name at run time, since the project's own checks pass without the
 * peers; what is used of one is written down as a type where it is used.
 */
export async function load<Exports>(name: string): Promise<Exports> {
  return (await import(name)) as Exports;
}

/** The folder of a package that is no module. */
export function folderOf(name: string): URL {
  return new URL('.', pathToFileURL(require.resolve(`${name}/package.json`)));
}
