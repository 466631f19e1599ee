import { firstDayOf, lastDayOf } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import { addDays } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';

/**
 * The parts of a financial year for which targets are set and figures are reported, and the whole of it.
 */
export const periods = [
  'year',
  'first-half',
  'second-half',
  'quarter-1',
  'quarter-2',
  'quarter-3',
  'quarter-4',
] as const;
export type Period = (typeof periods)[number];

/** The month and day on which each begins, and the one on which the next begins. */
const spans: Readonly<Record<Period, readonly [from: string, next: string]>> = {
  year: ['04-01', '04-01'],
  'first-half': ['04-01', '10-01'],
  'second-half': ['10-01', '04-01'],
  'quarter-1': ['04-01', '07-01'],
  'quarter-2': ['07-01', '10-01'],
  'quarter-3': ['10-01', '01-01'],
  'quarter-4': ['01-01', '04-01'],
};

/** The first day of a period. Throws a RangeError for what is not a financial year. */
export function firstDayOfPeriod(year: FinancialYear, period: Period): LocalDate {
  return dayIn(year, spans[period][0]);
}

/** The last day of a period. Throws a RangeError for what is not a financial year. */
export function lastDayOfPeriod(year: FinancialYear, period: Period): LocalDate {
  const [, next] = spans[period];
  return next === '04-01' ? lastDayOf(year) : addDays(dayIn(year, next), -1);
}

function dayIn(year: FinancialYear, monthAndDay: string): LocalDate {
  const end = monthAndDay < '04-01' ? lastDayOf(year) : firstDayOf(year);
  return `${end.slice(0, 4)}-${monthAndDay}`;
}
