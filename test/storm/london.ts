// A calendar apart from that of the product, so that neither can hide a mistake of the other.

/** Bank holidays of England and Wales in 2011 and the winter after, from gov.uk. */
const holidays = new Set([
  '2011-01-03',
  '2011-04-22',
  '2011-04-25',
  '2011-04-29',
  '2011-05-02',
  '2011-05-30',
  '2011-08-29',
  '2011-12-26',
  '2011-12-27',
  '2012-01-02',
]);

const dayMs = 86_400_000;

export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

export function isWorking(day: string): boolean {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}

/** The day itself when it is a working day, and otherwise the next in that direction. */
export function workingDay(day: string, direction: 1 | -1): string {
  return isWorking(day) ? day : workingDay(plusDays(day, direction), direction);
}

/** An hour of a day in London, in UTC: in 2011 summer time went from 27 March to 30 October. */
export function inLondon(day: string, hour: number): string {
  const isSummer = day >= '2011-03-27' && day < '2011-10-30';
  return new Date(Date.parse(day) + (hour - (isSummer ? 1 : 0)) * 3_600_000).toISOString();
}

/** Whether offices are open at an instant. */
export function isInHours(instant: string): boolean {
  const day = londonDay(instant);
  return isWorking(day) && instant >= inLondon(day, 9) && instant < inLondon(day, 17);
}

export function londonDay(instant: string): string {
  const utcDay = instant.slice(0, 10);
  return instant >= inLondon(plusDays(utcDay, 1), 0) ? plusDays(utcDay, 1) : utcDay;
}

/** The month after a month: `2011-12` is followed by `2012-01`. */
export function nextMonth(month: string): string {
  return plusDays(`${month}-28`, 4).slice(0, 7);
}
