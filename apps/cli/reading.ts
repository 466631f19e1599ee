import type { Founded } from '#funding/partnership/state';
import { formatDate, isLocalDate, londonDateOf } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';
import { withData } from './data-place.js';
import type { DataPlace } from './data-place.js';
import { Names } from './names.js';
import type { PlaceModels } from './read-models.js';
import { WrongUse } from './wrong-use.js';

/** Options that every read has. */
export interface ReadOptions {
  readonly partnership?: string;
  readonly json?: boolean;
}

/** What a read reads from: one partnership, and the read models up to the last event. */
export interface Reading {
  readonly place: DataPlace;
  readonly models: PlaceModels;
  readonly partnership: string;
  readonly state: Founded;
  readonly names: Names;
}

/** Opens the data place for one read. @throws WrongUse as `DataPlace.open` and `DataPlace.partnership` */
export async function reading(options: ReadOptions, use: (from: Reading) => Promise<void>): Promise<void> {
  await withData(async (place) => use(await readingFrom(place, options.partnership)));
}

/** The same from a place that is open. */
export async function readingFrom(place: DataPlace, named?: string): Promise<Reading> {
  const models = await place.readModels();
  const { id, state } = await place.partnership(named);
  return { place, models, partnership: id, state, names: new Names(place.store, place.vault, id) };
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
