import { dirname, join } from 'node:path';
import type { BesideAddress } from '#settings/addresses';
import { folderFiles } from '#settings/folder-mark';
import type { Settings } from '#settings/settings';

/**
 * Where it stands who can sign in: in PostgreSQL where the events are there, in a schema of its own, and
 * otherwise beside the read models.
 */
export function signInAddress({ store, readModels }: Settings): BesideAddress {
  if (store.engine === 'postgres') return store;
  if (readModels.engine === 'postgres') return readModels;
  return { engine: 'sqlite', file: join(dirname(readModels.file), folderFiles.signIn) };
}
