import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { destroyForgottenKeys } from '#desk/erasures';
import { systemClock } from '#eventing/clock';
import { bankHolidayYears } from '#funding/bank-holidays';
import { formatDate, londonDateOf } from '#kernel/local-date';
import type { DataPlace } from '#reads/data-place';
import { enginesOf } from './engine-check.js';
import type { Finding } from '#settings/finding';
import { keysLost } from '#reads/keys-lost';

const mebibyte = 1024 * 1024;
const diskWrongBelow = 100 * mebibyte;
const diskSoonBelow = 1024 * mebibyte;
const neededNode = 24;

/**
 * Looks at everything that an operator can see to. Opening has shown already that what is there is ours, of a
 * version that this program knows, and that every commit to the events is synced.
 *
 * The keys of people whose forgetting was interrupted are destroyed, since that is owed and cannot wait.
 */
export async function checkUp(place: DataPlace): Promise<readonly Finding[]> {
  return [
    nodeVersion(),
    ...(await enginesOf(place.settings)),
    ...disksOf(place),
    await forgotten(place),
    await keysOfNames(place),
    await readModels(place),
    await clock(place),
    bankHolidays(place),
  ];
}

function nodeVersion(): Finding {
  const { node } = process.versions;
  const state = Number(node.split('.')[0]) < neededNode ? 'wrong' : 'well';
  return { check: 'Node', state, words: `Version ${node}; ${neededNode} or later is needed.` };
}

/** The disk of whatever lies on this machine; that of a server is its own affair. */
function disksOf({ settings: { store, keys, readModels: models } }: DataPlace): readonly Finding[] {
  const besides = [keys, models].flatMap((one) => (one.engine === 'sqlite' ? [dirname(one.file)] : []));
  const [folder] = store.engine === 'sqlite' ? [store.folder] : besides;
  return folder === undefined ? [] : [disk(folder)];
}

function disk(path: string): Finding {
  const { bavail, bsize } = statfsSync(path);
  const free = bavail * bsize;
  const words = `${Math.floor(free / mebibyte).toLocaleString('en-GB')} MB free.`;
  if (free < diskWrongBelow)
    return { check: 'Disk', state: 'wrong', words: `${words} Make room before anything else.` };
  return { check: 'Disk', state: free < diskSoonBelow ? 'soon' : 'well', words };
}

async function forgotten({ store, vault }: DataPlace): Promise<Finding> {
  const check = 'Forgotten people';
  const destroyed = await destroyForgottenKeys(store, vault);
  const { length } = await vault.erasures();
  if (destroyed.length === 0)
    return { check, state: 'well', words: `${length} forgotten; none of their keys is left.` };
  const words = `The keys of ${destroyed.length} who are forgotten were still there, and have been destroyed now.`;
  return { check, state: 'soon', words };
}

async function keysOfNames(place: DataPlace): Promise<Finding> {
  const check = 'Keys of names';
  const { asked, lost } = await keysLost(place);
  if (lost === 0)
    return { check, state: 'well', words: `Each of ${asked} people has theirs, or is forgotten.` };
  const words = `Those of ${lost} of ${asked} people are lost: nobody can read their names. Bring them back from a backup.`;
  return { check, state: 'wrong', words };
}

async function readModels(place: DataPlace): Promise<Finding> {
  const check = 'Read models';
  const last = await place.store.lastPosition();
  const position = await (await place.readModelsAsTheyAre()).position();
  if (position > last) {
    const words = `They have seen position ${position}, and the events end at ${last}: they are those of another store. Name others, or remove them.`;
    return { check, state: 'wrong', words };
  }
  return { check, ...(await lagOf(place, position)) };
}

/** Positions may have gaps, so what lies between is counted, up to what a person should know of. */
async function lagOf({ store }: DataPlace, position: number): Promise<Omit<Finding, 'check'>> {
  let behind = 0;
  for await (const _ of store.readAll(position)) {
    behind += 1;
    if (behind > longBehind) break;
  }
  if (behind === 0) return { state: 'well', words: 'Up to the last event.' };
  if (behind <= longBehind)
    return { state: 'well', words: `${behind} events behind; the next read brings them up.` };
  const many = longBehind.toLocaleString('en-GB');
  return { state: 'soon', words: `More than ${many} events behind; the next read brings them up.` };
}

const longBehind = 10_000;

/**
 * What is recorded never goes back, so a clock that is behind records everything at the same moment until it
 * has caught up.
 */
async function clock({ kind, store }: DataPlace): Promise<Finding> {
  if (kind === 'example')
    return { check: 'Clock', state: 'well', words: 'An example: the clock is set by its commands.' };
  const now = systemClock();
  const today = formatDate(londonDateOf(now));
  const last = await lastRecordedAt(store);
  if (last === undefined || last <= now) return { check: 'Clock', state: 'well', words: `It is ${today}.` };
  const words = `The machine says ${now}, and ${last} is recorded already: set the clock right.`;
  return { check: 'Clock', state: 'wrong', words };
}

async function lastRecordedAt(store: DataPlace['store']): Promise<string | undefined> {
  let recordedAt: string | undefined;
  for await (const event of store.readAll(0)) ({ recordedAt } = event);
  return recordedAt;
}

/** Reminders a year ahead fall on working days, and past the list every weekday is taken for one. */
function bankHolidays(place: DataPlace): Finding {
  const { to } = bankHolidayYears;
  const year = Number(place.today().slice(0, 4));
  const words = `Those of England and Wales are known up to ${to}.`;
  if (year > to)
    return { check: 'Bank holidays', state: 'wrong', words: `${words} Install a newer Tallystick.` };
  return { check: 'Bank holidays', state: year === to ? 'soon' : 'well', words };
}
