import { bankHolidaysEnglandAndWales as holidays } from '#funding/bank-holidays';
import { policyFor } from '#funding/ladder';
import type { LadderPolicy } from '#funding/ladder';
import { addDays, londonDateOf, londonInstant } from '#kernel/local-date';
import type { Instant, LocalDate } from '#kernel/local-date';
import { isWorkingDay, workingDayOnOrAfter } from '#kernel/working-days';

/** Whether messages may go out at an instant, by the partnership's policy, and if not, from when. */
export type Hours =
  | { readonly isOpen: true; readonly openedAt: Instant }
  | { readonly isOpen: false; readonly opensAt: Instant };

/** From the first minute of the working hours to just before the last, on working days (rule 17). */
export function hoursAt(now: Instant, policies: readonly LadderPolicy[]): Hours {
  const today = londonDateOf(now);
  const { workingHours } = policyFor(policies, today);
  const openedAt = londonInstant(today, workingHours.from);
  if (!isWorkingDay(today, holidays)) return { isOpen: false, opensAt: opensOn(addDays(today, 1), policies) };
  if (now < openedAt) return { isOpen: false, opensAt: openedAt };
  if (now < londonInstant(today, workingHours.to)) return { isOpen: true, openedAt };
  return { isOpen: false, opensAt: opensOn(addDays(today, 1), policies) };
}

/** The first working day after a day: what waits until tomorrow goes then. */
export function nextWorkingDay(today: LocalDate): LocalDate {
  return workingDayOnOrAfter(addDays(today, 1), holidays);
}

/** When the offices open on the first working day from one on. */
export function opensOn(from: LocalDate, policies: readonly LadderPolicy[]): Instant {
  const day = workingDayOnOrAfter(from, holidays);
  return londonInstant(day, policyFor(policies, day).workingHours.from);
}
