import { Temporal } from 'temporal-polyfill';

/**
 * A day of the calendar in Europe/London, `YYYY-MM-DD`: text order is time order. It is never a `Date`,
 * which is an instant and moves to another day with the clock of the machine.
 *
 * Projections ask about days hundreds of thousands of times, so the functions here count in whole days
 * from 1 January 1970 and leave to Temporal only what needs the history of London's clocks.
 */
export type LocalDate = string;

/** A moment in UTC, `2011-04-12T09:00:00.000Z`, always with milliseconds: text order is time order. */
export type Instant = string;

const london = 'Europe/London';
const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const monthNames =
  'January February March April May June July August September October November December'.split(' ');
const dayNames = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const instantPattern = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/**
 * Whether it is a real day, from 1900 to 2999. A year outside is a slip of the keyboard, and what passes
 * here can be counted on from without leaving the years of four digits.
 */
export function isLocalDate(x: unknown): x is LocalDate {
  return typeof x === 'string' && /^(?:19|2\d)\d\d-\d\d-\d\d$/.test(x) && isRealDay(x);
}

/** Whether it is a real moment in the one form that is stored: UTC, milliseconds, a year of four digits. */
export function isInstant(x: unknown): x is Instant {
  return typeof x === 'string' && instantPattern.test(x) && isRealDay(x);
}

/** The day so many days later, or earlier when negative. Throws a RangeError for what is not a day. */
export function addDays(d: LocalDate, n: number): LocalDate {
  return dayAt(dayNumber(d) + n);
}

/**
 * How many days later `to` is than `from`; negative when it is earlier. Throws a RangeError for what is not a
 * day.
 */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/**
 * The day of the week as ISO 8601 counts it, 1 for Monday to 7 for Sunday. Throws a RangeError for what is
 * not a day.
 */
export function dayOfWeek(d: LocalDate): number {
  // Day 0, 1 January 1970, was a Thursday.
  const sinceMonday = (dayNumber(d) + 3) % 7;
  return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1;
}

/** The earlier of two days. */
export function minDate(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}

/** The later of two days. */
export function maxDate(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}

/** A day in words: `3 March 2011`. Throws a RangeError for what is not a day. */
export function formatDate(d: LocalDate): string {
  return `${dayAndMonth(d)} ${Number(d.slice(0, 4))}`;
}

/** A month, `2011-03`, in words: `March 2011`. Throws a RangeError for what is none. */
export function formatMonth(month: string): string {
  return formatDate(`${month}-01`).slice(2);
}

/** A day in words where the weekday matters and the year is plain: `Saturday 24 December`. */
export function formatWeekday(d: LocalDate): string {
  return `${dayNames[dayOfWeek(d) - 1]} ${dayAndMonth(d)}`;
}

/** What day it is in London at a moment. Throws a RangeError for what is not an instant. */
export function londonDateOf(instant: Instant): LocalDate {
  if (!isInstant(instant)) throw new RangeError(`Not an instant: ${String(instant)}`);
  const utcDate = instant.slice(0, 10);
  const utcDay = dayNumber(utcDate);
  const ms = utcDay * dayMs + sinceMidnightMs(instant);
  if (ms >= startOfDayMs(utcDay + 1)) return dayAt(utcDay + 1);
  // London's own mean time, until 1847, was behind Greenwich.
  return ms < startOfDayMs(utcDay) ? dayAt(utcDay - 1) : utcDate;
}

/**
 * The moment when London's clocks show this time, `HH:mm`, on this day. A time that is skipped when the
 * clocks go forward is taken an hour later, and of one that comes twice the first is taken (Temporal's
 * `compatible`, from RFC 5545). Throws a RangeError for what is not a day or a time.
 */
export function londonInstant(date: LocalDate, time: string): Instant {
  if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError(`Not a time: ${time}`);
  const day = dayNumber(date);
  const start = startOfDayMs(day);
  if (startOfDayMs(day + 1) - start !== dayMs) return instantAt(onADayOfChangeMs(date, time));
  return instantAt(start + digits(time, 0, 2) * hourMs + digits(time, 3, 5) * minuteMs);
}

/** The last millisecond of a day in London, whatever the clocks do on it. */
export function endOfDay(date: LocalDate): Instant {
  return instantAt(Date.parse(londonInstant(addDays(date, 1), '00:00')) - 1);
}

function onADayOfChangeMs(date: LocalDate, time: string): number {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(london).epochMilliseconds;
}

/**
 * Days already looked up in the time zone's history. The calendar bounds it, and in use it holds a few years.
 */
const startsOfDays = new Map<number, number>();

function startOfDayMs(day: number): number {
  const known = startsOfDays.get(day);
  if (known !== undefined) return known;
  const start = day < firstDayOfTheRule ? startByHistory(day) : startByTheRule(day);
  startsOfDays.set(day, start);
  return start;
}

/** What came before the rule of today changed often, and is looked up. */
function startByHistory(day: number): number {
  return Temporal.PlainDate.from(dayAt(day)).toZonedDateTime(london).epochMilliseconds;
}

/** 1 January 1996. */
const firstDayOfTheRule = 9496;

/**
 * Summer time lasts from the last Sunday in March to the last in October, from one o'clock to one o'clock in
 * Greenwich: Summer Time Act 1972, as the Summer Time Order 2002 has it, and those of 1994 and 1997 had it
 * before. To ask Temporal the first time takes longer than to reckon ten thousand events.
 */
function startByTheRule(day: number): number {
  const year = dayAt(day).slice(0, 4);
  const isSummer = day > lastSunday(`${year}-03-31`) && day <= lastSunday(`${year}-10-31`);
  return day * dayMs - (isSummer ? hourMs : 0);
}

/** The last Sunday of a month that ends on this day. */
function lastSunday(lastOfMonth: LocalDate): number {
  return dayNumber(lastOfMonth) - (dayOfWeek(lastOfMonth) % 7);
}

/** The time of day that an instant's text states, in UTC. */
function sinceMidnightMs(instant: Instant): number {
  const minutes = digits(instant, 11, 13) * 60 + digits(instant, 14, 16);
  return minutes * minuteMs + digits(instant, 17, 19) * secondMs + digits(instant, 20, 23);
}

/** An instant as text. `Date` is not used, even for this, so that no rule can read the clock by it. */
function instantAt(ms: number): Instant {
  const day = Math.floor(ms / dayMs);
  const within = ms - day * dayMs;
  const hours = padded(Math.floor(within / hourMs), 2);
  const minutes = padded(Math.floor(within / minuteMs) % 60, 2);
  const seconds = padded(Math.floor(within / secondMs) % 60, 2);
  return `${dayAt(day)}T${hours}:${minutes}:${seconds}.${padded(within % secondMs, 3)}Z`;
}

function dayAndMonth(d: LocalDate): string {
  if (!isRealDay(d)) throw new RangeError(`Not a day: ${d}`);
  return `${Number(d.slice(8))} ${monthNames[Number(d.slice(5, 7)) - 1]}`;
}

function isRealDay(d: string): boolean {
  const month = digits(d, 5, 7);
  const day = digits(d, 8, 10);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(digits(d, 0, 4), month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The number that the digits from one place up to another write, NaN when one of them is no digit. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    number = number * 10 + digit;
  }
  return number;
}

/**
 * Days since 1 January 1970, in integers alone. Years begin in March, so that a leap day is a year's last,
 * and come in eras of 400 years, after which the calendar repeats.
 * Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
 */
function dayNumber(d: LocalDate): number {
  if (d.length !== 10 || d[4] !== '-' || d[7] !== '-' || !isRealDay(d))
    throw new RangeError(`Not a day: ${d}`);
  const month = digits(d, 5, 7);
  const year = digits(d, 0, 4) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + digits(d, 8, 10) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The day of a number of days since 1 January 1970: `civil_from_days` of the same source. */
function dayAt(number: number): LocalDate {
  const sinceMarch0000 = number + 719_468;
  const era = Math.floor(sinceMarch0000 / 146_097);
  const dayOfEra = sinceMarch0000 - era * 146_097;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return written(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

function written(year: number, month: number, day: number): LocalDate {
  if (!Number.isInteger(day) || year < 0 || year > 9999)
    throw new RangeError('Not a day of the years 0 to 9999');
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

function padded(number: number, width: number): string {
  return String(number).padStart(width, '0');
}
