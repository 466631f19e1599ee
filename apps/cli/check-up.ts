import { statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { destroyForgottenKeys } from '#desk/erasures';
import { systemClock } from '#eventing/clock';
import { bankHolidayYears } from '#funding/bank-holidays';
import { formatDate, londonDateOf } from '#kernel/local-date';
import type { DataFolder } from './data-folder.js';
import { folderFiles } from './folder-mark.js';

/** What a check found: all is well, something to see to in time, or something wrong now. */
export interface Finding {
  readonly check: string;
  readonly state: 'well' | 'soon' | 'wrong';
  readonly words: string;
}

const mebibyte = 1024 * 1024;
const diskWrongBelow = 100 * mebibyte;
const diskSoonBelow = 1024 * mebibyte;
const neededNode = 24;

/**
 * Looks at everything that an operator can see to. Opening the folder has shown already that its files are
 * ours, of a version that this program knows, and that every commit to the events is synced.
 *
 * The keys of people whose forgetting was interrupted are destroyed, since that is owed and cannot wait.
 */
export async function checkUp(folder: DataFolder): Promise<readonly Finding[]> {
  const { path } = folder;
  return [
    nodeVersion(),
    ...[folderFiles.events, folderFiles.keys].map((name) => fileOf(join(path, name), name)),
    disk(path),
    await forgotten(folder),
    await readModels(folder),
    await clock(folder),
    bankHolidays(folder),
  ];
}

function nodeVersion(): Finding {
  const { node } = process.versions;
  const state = Number(node.split('.')[0]) < neededNode ? 'wrong' : 'well';
  return { check: 'Node', state, words: `Version ${node}; ${neededNode} or later is needed.` };
}

function fileOf(file: string, name: string): Finding {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const mode = pragma(database, 'journal_mode');
    const words = `Version ${pragma(database, 'user_version')} of its tables, journal mode ${mode}, every commit synced.`;
    if (mode !== 'wal')
      return { check: name, state: 'wrong', words: `Its journal mode is ${mode} and must be wal.` };
    if ((statSync(file).mode & 0o077) === 0) return { check: name, state: 'well', words };
    return { check: name, state: 'soon', words: `Others than its owner can read it: chmod 600 ${file}` };
  } finally {
    database.close();
  }
}

function pragma(database: DatabaseSync, name: string): string {
  return String(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
}

function disk(path: string): Finding {
  const { bavail, bsize } = statfsSync(path);
  const free = bavail * bsize;
  const words = `${Math.floor(free / mebibyte).toLocaleString('en-GB')} MB free.`;
  if (free < diskWrongBelow)
    return { check: 'Disk', state: 'wrong', words: `${words} Make room before anything else.` };
  return { check: 'Disk', state: free < diskSoonBelow ? 'soon' : 'well', words };
}

async function forgotten({ store, vault }: DataFolder): Promise<Finding> {
  const check = 'Forgotten people';
  const destroyed = await destroyForgottenKeys(store, vault);
  const { length } = await vault.erasures();
  if (destroyed.length === 0)
    return { check, state: 'well', words: `${length} forgotten; none of their keys is left.` };
  const words = `The keys of ${destroyed.length} who are forgotten were still there, and have been destroyed now.`;
  return { check, state: 'soon', words };
}

async function readModels(folder: DataFolder): Promise<Finding> {
  const check = 'Read models';
  const behind =
    (await folder.store.lastPosition()) - (await (await folder.readModelsAsTheyAre()).position());
  const state = behind > 10_000 ? 'soon' : 'well';
  const words =
    behind === 0 ? 'Up to the last event.' : `${behind} events behind; the next read brings them up.`;
  return { check, state, words };
}

/**
 * What is recorded never goes back, so a clock that is behind records everything at the same moment until it
 * has caught up.
 */
async function clock({ kind, store }: DataFolder): Promise<Finding> {
  if (kind === 'example')
    return { check: 'Clock', state: 'well', words: 'An example: the clock is set by its commands.' };
  const now = systemClock();
  const today = formatDate(londonDateOf(now));
  const last = await lastRecordedAt(store);
  if (last === undefined || last <= now) return { check: 'Clock', state: 'well', words: `It is ${today}.` };
  const words = `The machine says ${now}, and ${last} is recorded already: set the clock right.`;
  return { check: 'Clock', state: 'wrong', words };
}

async function lastRecordedAt(store: DataFolder['store']): Promise<string | undefined> {
  const last = await store.lastPosition();
  let recordedAt: string | undefined;
  if (last > 0) for await (const event of store.readAll(last - 1)) ({ recordedAt } = event);
  return recordedAt;
}

/** Reminders a year ahead fall on working days, and past the list every weekday is taken for one. */
function bankHolidays(folder: DataFolder): Finding {
  const { to } = bankHolidayYears;
  const year = Number(folder.today().slice(0, 4));
  const words = `Those of England and Wales are known up to ${to}.`;
  if (year > to)
    return { check: 'Bank holidays', state: 'wrong', words: `${words} Install a newer Tallystick.` };
  return { check: 'Bank holidays', state: year === to ? 'soon' : 'well', words };
}
