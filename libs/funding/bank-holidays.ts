import type { LocalDate } from '#kernel/local-date';

/**
 * The bank holidays of England and Wales, one line a year, as month and day.
 *
 * Source: https://www.gov.uk/bank-holidays for the years it still shows; for all, the Banking and Financial
 * Dealings Act 1971 (schedule 1: Easter Monday, the last Mondays of May and August, Boxing Day and its
 * substitutes), the common-law holidays of Good Friday and Christmas Day, and royal proclamation under
 * section 1 of the Act: New Year's Day, the first Monday of May, substitutes, and the days of a year's own.
 * Those are 29 April 2011 (royal wedding), 4 and 5 June 2012 (Diamond Jubilee, spring moved), 8 May 2020
 * (VE Day, early May moved), 2 and 3 June 2022 (Platinum Jubilee, spring moved), 19 September 2022 (state
 * funeral) and 8 May 2023 (coronation).
 *
 * A holiday that falls on a weekend is listed by its substitute day alone. It is a list and not a formula,
 * because a proclamation may add a day or move one: such a day is added here by hand.
 */
const monthsAndDays: Readonly<Record<number, string>> = {
  2008: '01-01 03-21 03-24 05-05 05-26 08-25 12-25 12-26',
  2009: '01-01 04-10 04-13 05-04 05-25 08-31 12-25 12-28',
  2010: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
  2011: '01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27',
  2012: '01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26',
  2013: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
  2014: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  2015: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  2016: '01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27',
  2017: '01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
  2018: '01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26',
  2019: '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26',
  2020: '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28',
  2021: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
  2022: '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27',
  2023: '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26',
  2024: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
  2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
  2028: '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
};

/** The first and the last calendar year that the list covers. Outside them only weekends are known. */
export const bankHolidayYears: { readonly from: number; readonly to: number } = { from: 2008, to: 2028 };

/** Every weekday of those years on which the banks of England and Wales are closed. */
export const bankHolidaysEnglandAndWales: ReadonlySet<LocalDate> = new Set(
  Object.entries(monthsAndDays).flatMap(([year, days]) => days.split(' ').map((day) => `${year}-${day}`)),
);
