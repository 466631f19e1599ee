import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Clock } from '#eventing/clock';
import type { EventStore, OutcomeUnknown } from '#eventing/event-store';
import type { KeyVault } from '#eventing/key-vault';
import type { ReadModels } from '#projections/read-models';
import type { BesideAddress, StoreAddress } from '#settings/addresses';
import { folderFiles, makeFolder } from '#settings/folder-mark';
import type { PlaceKind } from '#settings/folder-mark';

export interface OpenOptions {
  readonly clock: Clock;
  /** See `SqliteStoreOptions.onFatal`. */
  readonly onFatal?: (error: OutcomeUnknown) => void;
}

/**
 * Opens a store. The adapters are loaded when they are asked for: a server's client is no use to someone who
 * has one folder.
 *
 * @param kind the clock of a real store in PostgreSQL is the server's, one for all machines
 * @throws StoreUnusable with a sentence for the operator
 */
export async function openStore(
  address: StoreAddress,
  kind: PlaceKind,
  options: OpenOptions,
): Promise<EventStore> {
  if (address.engine === 'sqlite') {
    const { SqliteStore } = await import('#stores/sqlite/sqlite-store');
    return SqliteStore.open({ file: join(address.folder, folderFiles.events), ...options });
  }
  const { url } = address;
  if (address.engine === 'kurrentdb') {
    const { KurrentStore } = await import('#stores/kurrentdb/kurrent-store');
    return KurrentStore.open({ url, clock: options.clock });
  }
  const { PostgresStore } = await import('#stores/postgres/postgres-store');
  return PostgresStore.open(kind === 'example' ? { url, ...options } : { url });
}

/** Opens the keys, making a vault where there is none. @throws StoreUnusable with a sentence */
export async function openKeys(address: BesideAddress, clock: Clock): Promise<KeyVault> {
  if (address.engine === 'sqlite') {
    makeFolder(dirname(address.file));
    const { SqliteKeyVault } = await import('#stores/sqlite/sqlite-key-vault');
    return SqliteKeyVault.open({ file: address.file, clock });
  }
  const { PostgresKeyVault } = await import('#stores/postgres/postgres-key-vault');
  return PostgresKeyVault.open({ url: address.url, clock });
}

/** Whether a vault that is a file is there. That of a server is known by its keys alone. */
export function isVaultThere(address: BesideAddress): boolean {
  return address.engine !== 'sqlite' || existsSync(address.file);
}

/**
 * Opens the read models, making their tables where there are none.
 *
 * @param thread runs SQLite in a thread of its own, for long work
 */
export async function openReadModels(
  address: BesideAddress,
  { thread = false }: { readonly thread?: boolean } = {},
): Promise<ReadModels> {
  if (address.engine === 'sqlite') {
    makeFolder(dirname(address.file));
    const { openSqliteReadModels } = await import('#projections/sqlite-read-models');
    return openSqliteReadModels({ file: address.file, thread });
  }
  const { openPostgresReadModels } = await import('#projections/postgres-read-models');
  return openPostgresReadModels({ url: address.url });
}

/** Empty read models to compare with, which are thrown away. */
export interface ScratchReadModels {
  readonly db: ReadModels;
  remove(): Promise<void>;
}

/**
 * Beside those that people read, where there is as much room as they need; for a server's, on this machine.
 */
export async function scratchReadModels(address: BesideAddress): Promise<ScratchReadModels> {
  const parent = address.engine === 'sqlite' ? dirname(address.file) : tmpdir();
  const beside = mkdtempSync(join(parent, 'verify-'));
  const { openSqliteReadModels } = await import('#projections/sqlite-read-models');
  const db = openSqliteReadModels({ file: join(beside, folderFiles.readModels), temporary: true });
  const remove = async (): Promise<void> => {
    await db.destroy();
    rmSync(beside, { recursive: true, force: true });
  };
  return { db, remove };
}
