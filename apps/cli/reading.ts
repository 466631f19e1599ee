import type { Founded } from '#funding/partnership/state';
import { periods } from '#funding/indicator/periods';
import type { Period } from '#funding/indicator/periods';
import { isFinancialYear } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import { isLocalDate } from '#kernel/local-date';
import type { Instant, LocalDate } from '#kernel/local-date';
import type { DataPlace } from '#reads/data-place';
import { readingOf } from '#reads/reading';
import type { Reading } from '#reads/reading';
import { withData } from './data-place.js';
import { momentOf } from './moment.js';
import { WrongUse } from './wrong-use.js';

/** Options that every read has. */
export interface ReadOptions {
  readonly partnership?: string;
  readonly json?: boolean;
}

/** Opens the data place for one read. @throws WrongUse as `partnershipIn`, and as `withData` */
export async function reading(options: ReadOptions, use: (from: Reading) => Promise<void>): Promise<void> {
  await withData(async (place) => use(await readingFrom(place, options.partnership)));
}

/** The same from a place that is open, its read models up to the last event. @throws as `partnershipIn` */
export async function readingFrom(place: DataPlace, named?: string): Promise<Reading> {
  await place.readModels();
  const { id, state } = await partnershipIn(place, named);
  return readingOf(place, id, state);
}

/**
 * A partnership as it stands: the one that is named, else the only one there is.
 *
 * @throws WrongUse when there is none of that name, or none is named and there are several
 */
export async function partnershipIn(
  place: DataPlace,
  named?: string,
): Promise<{ readonly id: string; readonly state: Founded }> {
  const id = named ?? (await onlyPartnership(place));
  const state = await place.partnership(id);
  if (state !== undefined) return { id, state };
  throw new WrongUse(`There is no partnership ${id} here.`);
}

async function onlyPartnership(place: DataPlace): Promise<string> {
  const known = await (await place.readModels()).partnerships();
  const [only] = known;
  if (only !== undefined && known.length === 1) return only;
  if (only === undefined) throw new WrongUse(`No partnership has been founded in ${place.name}.`);
  throw new WrongUse(
    `There are several partnerships here. Name one with --partnership: ${known.join(', ')}.`,
  );
}

/** A day that an option gives, else another. @throws WrongUse when it is no day */
export function dayOf(option: string, text: string | undefined, otherwise: LocalDate): LocalDate {
  if (text === undefined) return otherwise;
  if (isLocalDate(text)) return text;
  throw new WrongUse(`--${option} is a day such as 2011-04-12, not ${String(text)}.`);
}

/** Options that say by when it was true, and by when it was known. */
export interface MomentOptions {
  readonly asAt?: string;
  readonly knownAt?: string;
}

/**
 * The moment that options give; everything where they are left out. @throws WrongUse for what is no
 * moment
 */
export function momentIn({ asAt, knownAt }: MomentOptions): {
  readonly asAt?: LocalDate;
  readonly knownAt?: Instant;
} {
  if (asAt !== undefined && !isLocalDate(asAt))
    throw new WrongUse(`--as-at is a day such as 2011-09-30, not ${String(asAt)}.`);
  return {
    ...(asAt === undefined ? {} : { asAt }),
    ...(knownAt === undefined ? {} : { knownAt: momentOf(knownAt) }),
  };
}

/** A financial year that an option gives. @throws WrongUse when it is none */
export function yearOf(text: string): FinancialYear {
  if (isFinancialYear(text)) return text;
  throw new WrongUse(`--year is a year such as 2011-12, not ${String(text)}.`);
}

/** The part of a year that an option gives, else the whole. @throws WrongUse when it is none */
export function periodOf(text = 'year'): Period {
  const period = periods.find((one) => one === text);
  if (period !== undefined) return period;
  throw new WrongUse(`--period is one of ${periods.join(', ')}, not ${text}.`);
}
