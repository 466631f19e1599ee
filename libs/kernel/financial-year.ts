import type { LocalDate } from '#kernel/local-date';

/**
 * A local authority's financial year, 1 April to 31 March: `2011-12` ends on 31 March 2012. Text order is
 * time order.
 */
export type FinancialYear = string;

/**
 * Whether it names a financial year that has days, of 1900 to 2999: the second part is the year after the
 * first, so `1999-00` but not `2011-13`.
 */
export function isFinancialYear(x: unknown): x is FinancialYear {
  return isWritten(x) && x >= '1899-00' && x <= '2999-00';
}

/** As people write it: `2011/12`. Commands, addresses and data have it as it is, `2011-12`. */
export function yearInWords(year: FinancialYear): string {
  return year.replace('-', '/');
}

/** The financial year in which a day falls. */
export function financialYearOf(date: LocalDate): FinancialYear {
  const year = Number(date.slice(0, 4));
  return yearStartingIn(date.slice(5) < '04-01' ? year - 1 : year);
}

/** The month of its financial year in which a day falls: 1 for April, 12 for March. */
export function financialMonthOf(date: LocalDate): number {
  return ((Number(date.slice(5, 7)) + 8) % 12) + 1;
}

/** The 1 April on which it begins. Throws a RangeError for what is not a financial year. */
export function firstDayOf(year: FinancialYear): LocalDate {
  return `${startOf(year)}-04-01`;
}

/** The 31 March on which it ends. Throws a RangeError for what is not a financial year. */
export function lastDayOf(year: FinancialYear): LocalDate {
  return `${startOf(year) + 1}-03-31`;
}

/** The financial year that follows. Throws a RangeError for what is not a financial year. */
export function yearAfter(year: FinancialYear): FinancialYear {
  return yearStartingIn(startOf(year) + 1);
}

/** The financial year before. Throws a RangeError for what is not a financial year. */
export function yearBefore(year: FinancialYear): FinancialYear {
  return yearStartingIn(startOf(year) - 1);
}

/** Whether it is written as one is; those before the first that has days and after the last are too. */
function isWritten(x: unknown): x is FinancialYear {
  return typeof x === 'string' && /^\d{4}-\d\d$/.test(x) && yearStartingIn(Number(x.slice(0, 4))) === x;
}

function startOf(year: FinancialYear): number {
  if (!isWritten(year)) throw new RangeError(`Not a financial year: ${String(year)}`);
  return Number(year.slice(0, 4));
}

function yearStartingIn(year: number): FinancialYear {
  return `${year}-${String((year + 1) % 100).padStart(2, '0')}`;
}
