import { endOfDay, isLocalDate } from '#kernel/local-date';
import type { Instant } from '#kernel/local-date';
import { WrongUse } from './wrong-use.js';

/** A moment as people write it: to the minute, the second or less, with `Z` or how far it is from that. */
const writtenMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * What `--known-at` gives: a moment, or the last millisecond of a day in London. @throws WrongUse for neither
 */
export function momentOf(text: string): Instant {
  const writtenMs =
    writtenMoment.test(text) && isLocalDate(text.slice(0, 10)) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(writtenMs)) return new Date(writtenMs).toISOString();
  if (!isLocalDate(text))
    throw new WrongUse(`--known-at is a moment such as 2011-09-30T17:00Z, or a day, not ${String(text)}.`);
  return endOfDay(text);
}
