import { endOfDay, isInstant, isLocalDate } from '#kernel/local-date';
import type { Instant } from '#kernel/local-date';
import { WrongUse } from './wrong-use.js';

/**
 * What `--known-at` gives: a moment, or the last millisecond of a day in London. @throws WrongUse for neither
 */
export function momentOf(text: string): Instant {
  if (isInstant(text)) return text;
  if (!isLocalDate(text))
    throw new WrongUse(
      `--known-at is a moment such as 2011-09-30T17:00:00.000Z, or a day, not ${String(text)}.`,
    );
  return endOfDay(text);
}
