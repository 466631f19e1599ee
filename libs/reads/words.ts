import type { Told } from '#funding/ladder';
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

/** Whom a reminder tells, as people read it. */
export const toldInWords: Readonly<Record<Told, string>> = {
  'lead-officer': 'lead officer',
  'deputy-lead-officer': 'deputy lead officer',
  'thematic-chair': 'thematic group chair',
  'tasking-agenda': "tasking group's agenda",
  'support-officer': 'support officer',
  'finance-officer': 'finance officer',
};

/** So many days before or after a date, or that day. */
export function daysInWords(days: number): string {
  if (days === 0) return 'that day';
  const many = `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`;
  return `${many} ${days < 0 ? 'before' : 'after'}`;
}

/** Where a project stands, as people read it: one that never began is not called finished. */
export function stageInWords({
  status,
  finishManner,
}: {
  readonly status: string;
  readonly finishManner: string | null;
}): string {
  return status === 'finished' && finishManner !== 'completed' && finishManner !== null
    ? inWords(finishManner)
    : inWords(status);
}

/** The same as it begins a line: `very-low` is `Very low`. */
export function inWordsAtFirst(code: string): string {
  const said = inWords(code);
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}`;
}

/** A word of the code as people read it: `on-agenda` is `on agenda`. */
export function inWords(code: string): string {
  return code.replaceAll('-', ' ');
}

/** Whether a text has each of some words somewhere, in whatever order. */
export function says(words: string, text: string): boolean {
  const lower = text.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}

/** An output that a bid states: `Bikes marked (40 bikes)`, and without a number in its words alone. */
export function outputInWords({
  text,
  quantity,
  measure,
}: {
  readonly text: string;
  readonly quantity?: number | null;
  readonly measure?: string | null;
}): string {
  if (quantity === undefined || quantity === null) return text;
  const number = quantity.toLocaleString('en-GB');
  return `${text} (${measure === undefined || measure === null ? number : `${number} ${measure}`})`;
}
