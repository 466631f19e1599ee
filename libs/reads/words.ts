import { formatDate, londonDateOf } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';

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
