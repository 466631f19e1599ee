import { addDays, dayOfWeek } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';

/** Whether offices are open: Monday to Friday, and not one of the bank holidays given. */
export function isWorkingDay(d: LocalDate, holidays: ReadonlySet<LocalDate>): boolean {
  return dayOfWeek(d) <= 5 && !holidays.has(d);
}

/** The day itself when it is a working day, else the last working day before it. */
export function workingDayOnOrBefore(d: LocalDate, holidays: ReadonlySet<LocalDate>): LocalDate {
  return nearestWorkingDay(d, -1, holidays);
}

/** The day itself when it is a working day, else the first working day after it. */
export function workingDayOnOrAfter(d: LocalDate, holidays: ReadonlySet<LocalDate>): LocalDate {
  return nearestWorkingDay(d, 1, holidays);
}

function nearestWorkingDay(d: LocalDate, step: 1 | -1, holidays: ReadonlySet<LocalDate>): LocalDate {
  let day = d;
  while (!isWorkingDay(day, holidays)) day = addDays(day, step);
  return day;
}
