import { createHash } from 'node:crypto';
import ical, { ICalEventTransparency } from 'ical-generator';
import type { LocalDate } from '#kernel/local-date';

/** A day to be kept in mind. */
export interface DueDay {
  /** What is due: the same words are the same entry, on whatever day it is due by now. */
  readonly obligation: readonly string[];
  readonly dueOn: LocalDate;
  readonly summary: string;
}

/**
 * A calendar of due dates, each an entry for the whole day that keeps nobody from booking it. It has no
 * method, so that it is nobody's invitation, and an entry has the same UID in every message, so that a moved
 * due date moves the entry (RFC 5545, 3.8.4.7).
 *
 * @param on the day of the message, by which a calendar tells the later of two
 * @param link where the entries lead; none when empty
 */
export function calendarOf(days: readonly DueDay[], on: LocalDate, link: string): string {
  const calendar = ical({ prodId: '//Tallystick//Reminders//EN' });
  for (const { obligation, dueOn, summary } of days) {
    calendar.createEvent({
      id: `${fingerprint(obligation)}@tallystick`,
      start: midnightUtc(dueOn),
      allDay: true,
      summary,
      transparency: ICalEventTransparency.TRANSPARENT,
      stamp: midnightUtc(on),
      ...(link === '' ? {} : { url: link }),
    });
  }
  return `${calendar.toString()}\r\n`;
}

/** The calendar library takes the day of an entry from the UTC parts of a date. */
function midnightUtc(day: LocalDate): Date {
  return new Date(`${day}T00:00:00Z`);
}

function fingerprint(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
