import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { folderFiles } from '#settings/folder-mark';
import { factsOf } from '#settings/server-facts';
import type { ServerFacts } from '#settings/server-facts';
import type { Settings } from '#settings/settings';
import { signInAddress } from '#sign-in/sign-in-address';
import type { Finding } from '#settings/finding';

/** From here on a person should know of it; from 5 seconds on a store refuses to open. */
const soonFromMs = 1_000;

/**
 * What keeps the events, the keys and who can sign in: its engine, its version, its size, and whether it
 * keeps them well.
 */
export async function enginesOf(settings: Settings): Promise<readonly Finding[]> {
  const { store, keys } = settings;
  return [await eventsOf(store), await keysOf(keys, store), await signInOf(settings)];
}

async function eventsOf(store: Settings['store']): Promise<Finding> {
  if (store.engine === 'sqlite') return fileOf(join(store.folder, folderFiles.events));
  return serverOf('Events', await factsOf(store));
}

async function keysOf(keys: Settings['keys'], store: Settings['store']): Promise<Finding> {
  if (keys.engine === 'sqlite') return fileOf(keys.file);
  if (store.engine !== 'postgres' || store.url !== keys.url) return serverOf('Keys', await factsOf(keys));
  const words = 'In the database of the events: whoever copies that has both. docs/how-to/keys.md';
  return { check: 'Keys', state: 'well', words };
}

async function signInOf(settings: Settings): Promise<Finding> {
  const address = signInAddress(settings);
  const check = folderFiles.signIn;
  if (address.engine === 'sqlite') {
    if (existsSync(address.file)) return fileOf(address.file);
    return { check, state: 'well', words: 'Not there: the pages have not been served from here yet.' };
  }
  if (settings.store.engine !== 'postgres') return serverOf('Sign-in', await factsOf(address));
  const words = 'In the database of the events, in the schema tallystick_sign_in.';
  return { check: 'Sign-in', state: 'well', words };
}

function serverOf(check: string, facts: ServerFacts): Finding {
  const { engine, bytes, aheadMs } = facts;
  const size = bytes === undefined ? [] : [sizeInWords(bytes)];
  const clock = aheadMs === undefined ? [] : [skewInWords(aheadMs)];
  const state = Math.abs(aheadMs ?? 0) < soonFromMs ? 'well' : 'soon';
  return { check, state, words: `${[engine, ...size, ...clock].join(', ')}.` };
}

function skewInWords(aheadMs: number): string {
  if (Math.abs(aheadMs) < soonFromMs) return 'its clock agrees with this machine';
  const way = aheadMs > 0 ? 'ahead of' : 'behind';
  return `its clock is ${(Math.abs(aheadMs) / 1000).toFixed(1)} seconds ${way} this machine: set both right`;
}

function fileOf(file: string): Finding {
  const check = basename(file);
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const mode = pragma(database, 'journal_mode');
    if (mode !== 'wal')
      return { check, state: 'wrong', words: `Its journal mode is ${mode} and must be wal.` };
    const { size, mode: rights } = statSync(file);
    if ((rights & 0o077) !== 0)
      return { check, state: 'soon', words: `Others than its owner can read it: chmod 600 ${file}` };
    const version = `SQLite ${process.versions['sqlite']}, version ${pragma(database, 'user_version')} of its tables`;
    return {
      check,
      state: 'well',
      words: `${version}, ${sizeInWords(size)}, journal mode wal, every commit synced.`,
    };
  } finally {
    database.close();
  }
}

function pragma(database: DatabaseSync, name: string): string {
  return String(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
}

/** `12.3 MB`: mebibytes with one digit. */
function sizeInWords(bytes: number): string {
  return `${(bytes / 1024 / 1024).toLocaleString('en-GB', { maximumFractionDigits: 1, minimumFractionDigits: 1 })} MB`;
}
