import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import ical from 'ical-generator';
import { calendarOf } from '#reminders/mail/calendar';

/** What the library makes of an entry with this summary, lines folded and all. */
function byTheLibrary(summary: string): string {
  const calendar = ical({ prodId: '//Tallystick//Reminders//EN' });
  calendar.createEvent({ start: new Date('2011-03-31T00:00:00Z'), allDay: true, summary });
  return calendar.toString();
}

function linesOfSummary(calendar: string): string {
  const [, from = ''] = calendar.split(/\r\n(?=SUMMARY)/u);
  return from.split(/\r\n(?! )/u)[0] ?? '';
}

describe('A calendar of due dates', () => {
  it('folds long lines as its library does, whatever letters they have', () => {
    const letters = fc.string({
      unit: fc.constantFrom('a', ' ', ';', 'é', '—', '項', '👩', '🏽'),
      minLength: 20,
      maxLength: 200,
      size: 'max',
    });
    fc.assert(
      fc.property(letters, (summary) => {
        const days = [{ obligation: ['p1', 'evaluation'], dueOn: '2011-03-31', summary }];
        const calendar = calendarOf(days, '2011-03-31', '');
        expect(linesOfSummary(calendar)).toBe(linesOfSummary(byTheLibrary(summary)));
        for (const line of calendar.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      }),
    );
  });
});
