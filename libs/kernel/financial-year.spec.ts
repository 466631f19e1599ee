import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  financialMonthOf,
  financialYearOf,
  firstDayOf,
  isFinancialYear,
  lastDayOf,
  yearAfter,
  yearBefore,
} from '#kernel/financial-year';
import { addDays, daysBetween } from '#kernel/local-date';

const aDay = fc.integer({ min: 0, max: 400_000 }).map((days) => addDays('1900-01-01', days));

describe('a financial year', () => {
  it.each(['2011-12', '1999-00', '2009-10', '2099-00', '1899-00'])('is %s', (year) => {
    expect(isFinancialYear(year)).toBe(true);
  });

  it.each([
    '2011-13',
    '2011-11',
    '2011-2012',
    '2011/12',
    '11-12',
    '2011',
    '',
    '1999-100',
    '2011-12\n',
    '1898-99',
    '3000-01',
    '9999-00',
    2011,
    null,
  ])('is not %p', (year) => {
    expect(isFinancialYear(year)).toBe(false);
  });

  it('runs from 1 April to 31 March', () => {
    expect(firstDayOf('2011-12')).toBe('2011-04-01');
    expect(lastDayOf('2011-12')).toBe('2012-03-31');
    expect(lastDayOf('1999-00')).toBe('2000-03-31');
  });

  it('is that of the days in it', () => {
    expect(financialYearOf('2011-03-31')).toBe('2010-11');
    expect(financialYearOf('2011-04-01')).toBe('2011-12');
    expect(['2011-04-01', '2011-12-31', '2012-01-01', '2012-03-31'].map(financialMonthOf)).toEqual([
      1, 9, 10, 12,
    ]);
    expect(financialYearOf('2012-02-29')).toBe('2011-12');
    expect(financialYearOf('1999-12-31')).toBe('1999-00');
  });

  it('is followed by the next, over a century too', () => {
    expect(yearAfter('2011-12')).toBe('2012-13');
    expect(yearAfter('1998-99')).toBe('1999-00');
    expect(yearAfter('1999-00')).toBe('2000-01');
    expect(['2012-13', '1999-00', '2000-01'].map(yearBefore)).toEqual(['2011-12', '1998-99', '1999-00']);
  });

  it('holds every day once, and has 366 when 29 February is in it', () => {
    fc.assert(
      fc.property(aDay, (day) => {
        const year = financialYearOf(day);
        expect(isFinancialYear(year)).toBe(true);
        expect(firstDayOf(year) <= day && day <= lastDayOf(year)).toBe(true);
        expect(addDays(lastDayOf(year), 1)).toBe(firstDayOf(yearAfter(year)));
      }),
    );
    expect(daysBetween(firstDayOf('2011-12'), firstDayOf('2012-13'))).toBe(366);
  });

  it('is not asked of what is none', () => {
    expect(() => firstDayOf('2011-13')).toThrow(RangeError);
    expect(() => lastDayOf('2011')).toThrow(RangeError);
    expect(() => yearAfter('')).toThrow('Not a financial year: ');
  });
});
