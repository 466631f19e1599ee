import { describe, expect, it } from '@jest/globals';
import { bankHolidayYears, bankHolidaysEnglandAndWales } from '#funding/bank-holidays';
import { addDays, dayOfWeek, isLocalDate } from '#kernel/local-date';
import { isWorkingDay } from '#kernel/working-days';

const years = Array.from(
  { length: bankHolidayYears.to - bankHolidayYears.from + 1 },
  (_, index) => bankHolidayYears.from + index,
);

/** What proclamations changed: the days a year's own, and the ordinary days that they replaced. */
const proclaimed: Readonly<Record<number, { added: string[]; moved: string[] }>> = {
  2011: { added: ['2011-04-29'], moved: [] },
  2012: { added: ['2012-06-04', '2012-06-05'], moved: ['2012-05-28'] },
  2020: { added: ['2020-05-08'], moved: ['2020-05-04'] },
  2022: { added: ['2022-06-02', '2022-06-03', '2022-09-19'], moved: ['2022-05-30'] },
  2023: { added: ['2023-05-08'], moved: [] },
};

/** Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Nature, 20 April 1876). */
function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  const [month, day] = [Math.floor(sum / 31), (sum % 31) + 1].map((part) => String(part).padStart(2, '0'));
  return `${year}-${month}-${day}`;
}

function mondayOnOrAfter(day: string): string {
  return dayOfWeek(day) === 1 ? day : mondayOnOrAfter(addDays(day, 1));
}

/**
 * New Year's Day, Christmas and Boxing Day, each on the next weekday that is free when it falls on a weekend.
 */
function fixedDays(year: number): string[] {
  const newYear = [6, 7].includes(dayOfWeek(`${year}-01-01`))
    ? mondayOnOrAfter(`${year}-01-01`)
    : `${year}-01-01`;
  const christmas: Readonly<Record<number, string[]>> = { 5: ['25', '28'], 6: ['27', '28'], 7: ['26', '27'] };
  const days = christmas[dayOfWeek(`${year}-12-25`)] ?? ['25', '26'];
  return [newYear, ...days.map((day) => `${year}-12-${day}`)];
}

function expectedIn(year: number): string[] {
  const easter = easterSunday(year);
  const mondays = [`${year}-05-01`, `${year}-05-25`, `${year}-08-25`].map(mondayOnOrAfter);
  const { added, moved } = proclaimed[year] ?? { added: [], moved: [] };
  const ordinary = [...fixedDays(year), addDays(easter, -2), addDays(easter, 1), ...mondays];
  return [...ordinary.filter((day) => !moved.includes(day)), ...added].toSorted();
}

describe('the bank holidays of England and Wales', () => {
  it.each(years)('of %p are those that the Act, Easter and the proclamations give', (year) => {
    const listed = [...bankHolidaysEnglandAndWales].filter((day) => day.startsWith(`${year}-`));
    expect(listed).toEqual(expectedIn(year));
  });

  it('are listed for no other year', () => {
    const listed = new Set([...bankHolidaysEnglandAndWales].map((day) => Number(day.slice(0, 4))));
    expect([...listed]).toEqual(years);
  });

  it('are real days, in order, on weekdays', () => {
    const days = [...bankHolidaysEnglandAndWales];
    expect(days.every((day) => isLocalDate(day) && dayOfWeek(day) <= 5)).toBe(true);
    expect(days).toEqual(days.toSorted());
  });

  it.each([
    ['2011-04-29', 'royal wedding'],
    ['2012-06-04', 'spring, moved'],
    ['2012-06-05', 'Diamond Jubilee'],
    ['2020-05-08', 'early May, moved to VE Day'],
    ['2022-06-02', 'spring, moved'],
    ['2022-06-03', 'Platinum Jubilee'],
    ['2022-09-19', 'state funeral'],
    ['2023-05-08', 'coronation'],
    ['2010-12-27', 'substitute for Christmas Day on a Saturday'],
    ['2011-12-27', 'substitute for Christmas Day on a Sunday'],
    ['2011-01-03', "substitute for New Year's Day on a Saturday"],
  ])('hold %s: %s', (day) => {
    expect(bankHolidaysEnglandAndWales.has(day)).toBe(true);
  });

  it.each(['2012-05-28', '2020-05-04', '2022-05-30', '2011-03-17', '2011-07-12', '2011-01-04', '2012-11-30'])(
    'do not hold %s: moved, or a holiday of Scotland or Northern Ireland',
    (day) => {
      expect(bankHolidaysEnglandAndWales.has(day)).toBe(false);
    },
  );

  it('begin on the first day of the list, and past its end only weekends are known', () => {
    expect(isWorkingDay('2008-01-01', bankHolidaysEnglandAndWales)).toBe(false);
    expect(isWorkingDay('2008-01-02', bankHolidaysEnglandAndWales)).toBe(true);
    expect(isWorkingDay('2028-12-26', bankHolidaysEnglandAndWales)).toBe(false);
    expect(isWorkingDay('2028-12-27', bankHolidaysEnglandAndWales)).toBe(true);
    expect(isWorkingDay('2029-01-01', bankHolidaysEnglandAndWales)).toBe(true);
  });
});
