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

const prodId = '//Tallystick//Reminders//EN';

/**
 * A calendar of due dates, each an entry for the whole day that keeps nobody from booking it. It has no
 * method, so that it is nobody's invitation, and an entry has the same UID in every message, so that a moved
 * due date moves the entry (RFC 5545, 3.8.4.7).
 *
 * @param on the day of the message, by which a calendar tells the later of two
 * @param link where the entries lead; none when empty
 */
export function calendarOf(days: readonly DueDay[], on: LocalDate, link: string): string {
  const calendar = ical({ prodId });
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
  const entries = calendar.events().map(String).join('');
  return inLines(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-${prodId}\r\n${entries}END:VCALENDAR\r\n`);
}

/**
 * A calendar in lines of 75 octets at most (RFC 5545, 3.1). The library folds every letter by itself, which
 * took a sixth of the time of sending a message; hardly a line is so long.
 */
function inLines(text: string): string {
  return text.split('\r\n').map(folded).join('\r\n');
}

/** As the library does it: after 74 octets, and never in a letter. */
const octetsOfLine = 74;

function folded(line: string): string {
  if (Buffer.byteLength(line) <= octetsOfLine) return line;
  let [lines, octets] = ['', 0];
  for (const letter of line) {
    octets += Buffer.byteLength(letter);
    if (octets > octetsOfLine) {
      lines += '\r\n ';
      octets = Buffer.byteLength(letter);
    }
    lines += letter;
  }
  return lines;
}

/** The calendar library takes the day of an entry from the UTC parts of a date. */
function midnightUtc(day: LocalDate): Date {
  return new Date(`${day}T00:00:00Z`);
}

function fingerprint(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
