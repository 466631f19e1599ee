import type { Founded } from '#funding/partnership/state';
import { formatDate, isLocalDate, londonDateOf } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';
import { withFolder } from './data-folder.js';
import type { DataFolder } from './data-folder.js';
import { Names } from './names.js';
import type { FolderModels } from './read-models.js';
import { WrongUse } from './wrong-use.js';

/** Options that every read has. */
export interface ReadOptions {
  readonly partnership?: string;
  readonly json?: boolean;
}

/** What a read reads from: one partnership, and the read models up to the last event. */
export interface Reading {
  readonly folder: DataFolder;
  readonly models: FolderModels;
  readonly partnership: string;
  readonly state: Founded;
  readonly names: Names;
}

/** Opens the data folder for one read. @throws WrongUse as `DataFolder.open` and `DataFolder.partnership` */
export async function reading(options: ReadOptions, use: (from: Reading) => Promise<void>): Promise<void> {
  await withFolder(async (folder) => use(await readingFrom(folder, options.partnership)));
}

/** The same from a folder that is open. */
export async function readingFrom(folder: DataFolder, named?: string): Promise<Reading> {
  const models = await folder.readModels();
  const { id, state } = await folder.partnership(named);
  return { folder, models, partnership: id, state, names: new Names(folder.store, folder.vault, id) };
}

/** A day that an option gives, else another. @throws WrongUse when it is no day */
export function dayOf(option: string, text: string | undefined, otherwise: LocalDate): LocalDate {
  if (text === undefined) return otherwise;
  if (isLocalDate(text)) return text;
  throw new WrongUse(`--${option} is a day such as 2011-04-12, not ${String(text)}.`);
}

/** A day in words, or nothing where there is none. */
export function dayInWords(day: LocalDate | null | undefined): string {
  return day === null || day === undefined ? '' : formatDate(day);
}

/** The day and the minute in London of a moment: `12 April 2011, 10:04`. */
export function momentInWords(instant: string): string {
  return `${formatDate(londonDateOf(instant))}, ${timeInLondon.format(new Date(instant))}`;
}

const timeInLondon = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/London' });

/** A word of the code as people read it: `on-agenda` is `on agenda`. */
export function inWords(code: string): string {
  return code.replaceAll('-', ' ');
}
