import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dayOfWeek } from '#kernel/local-date';
import { isWorkingDay, workingDayOnOrAfter, workingDayOnOrBefore } from '#kernel/working-days';

const christmas2011 = new Set(['2011-12-26', '2011-12-27', '2012-01-02']);
const aDay = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2011-01-01', days));
const holidays = fc.uniqueArray(aDay, { maxLength: 200 }).map((days) => new Set(days));

describe('working days', () => {
  it('are Monday to Friday', () => {
    const week = [0, 1, 2, 3, 4, 5, 6].map((days) => isWorkingDay(addDays('2011-10-24', days), new Set()));
    expect(week).toEqual([true, true, true, true, true, false, false]);
  });

  it('are not bank holidays', () => {
    expect(isWorkingDay('2011-12-26', christmas2011)).toBe(false);
    expect(isWorkingDay('2011-12-28', christmas2011)).toBe(true);
    expect(isWorkingDay('2011-12-26', new Set())).toBe(true);
  });

  it('lie either side of Christmas', () => {
    expect(workingDayOnOrBefore('2011-12-27', christmas2011)).toBe('2011-12-23');
    expect(workingDayOnOrAfter('2011-12-24', christmas2011)).toBe('2011-12-28');
    expect(workingDayOnOrAfter('2011-12-31', christmas2011)).toBe('2012-01-03');
    expect(workingDayOnOrBefore('2012-01-02', christmas2011)).toBe('2011-12-30');
  });

  it('stay where they are', () => {
    expect(workingDayOnOrBefore('2011-12-23', christmas2011)).toBe('2011-12-23');
    expect(workingDayOnOrAfter('2011-12-23', christmas2011)).toBe('2011-12-23');
  });

  it('are the nearest on their side, with none between', () => {
    fc.assert(
      fc.property(aDay, holidays, (day, closed) => {
        const before = workingDayOnOrBefore(day, closed);
        const after = workingDayOnOrAfter(day, closed);
        expect([before, after].every((d) => dayOfWeek(d) <= 5 && !closed.has(d))).toBe(true);
        expect(before <= day && day <= after).toBe(true);
        for (let d = addDays(before, 1); d < after; d = addDays(d, 1)) {
          if (before !== after && d !== day) expect(isWorkingDay(d, closed)).toBe(false);
        }
      }),
    );
  });
});
