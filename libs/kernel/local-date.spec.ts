import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  dayOfWeek,
  daysBetween,
  formatDate,
  formatMonth,
  formatWeekday,
  isInstant,
  isLocalDate,
  londonDateOf,
  endOfDay,
  londonInstant,
  maxDate,
  minDate,
} from '#kernel/local-date';

const anyDay = fc
  .integer({ min: -700_000, max: 2_900_000 })
  .map((days) => Temporal.PlainDate.from('1970-01-01').add({ days }).toString());
const aDay = fc
  .integer({ min: -25_567, max: 376_199 })
  .map((days) => Temporal.PlainDate.from('1970-01-01').add({ days }).toString());
const anInstant = fc
  .date({ min: new Date('1800-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const aTime = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
/** The Sundays on which the clocks change, since 1996: the last of March and the last of October. */
const aDayOfChange = fc
  .tuple(fc.integer({ min: 1996, max: 2037 }), fc.constantFrom('03-31', '10-31'))
  .map(([year, last]) => addDays(`${year}-${last}`, -(dayOfWeek(`${year}-${last}`) % 7)));

function dateByTemporal(instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/London').toPlainDate().toString();
}

function instantByTemporal(date: string, time: string): string {
  const shown = Temporal.PlainDateTime.from(`${date}T${time}`);
  return new Date(shown.toZonedDateTime('Europe/London').epochMilliseconds).toISOString();
}

describe('a day', () => {
  it.each(['2011-03-03', '2012-02-29', '2000-02-29', '1900-01-01', '2999-12-31'])('is %s', (d) => {
    expect(isLocalDate(d)).toBe(true);
  });

  it.each(
    ['2011-02-29', '2100-02-29', '2011-04-31', '2011-13-01', '2011-00-01', '2011-01-00', '2011-1-1']
      .concat([
        '3 March 2011',
        '03/03/2011',
        '2011-03-03T00:00',
        ' 2011-03-03',
        '2011-03-03\n',
        '',
        '1899-12-31',
      ])
      .concat(['3000-01-01', '0011-03-03', '+002011-03-03', '２０１１-03-03']),
  )('is not %p', (d) => {
    expect(isLocalDate(d)).toBe(false);
  });

  it.each([undefined, null, 20110303, new Date(), ['2011-03-03']])('is not %p', (d) => {
    expect(isLocalDate(d)).toBe(false);
  });

  it('is what Temporal takes for one', () => {
    const near = fc.tuple(fc.integer({ min: 1900, max: 2999 }), fc.nat(14), fc.nat(33));
    fc.assert(
      fc.property(near, ([year, month, day]) => {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        expect(isLocalDate(text)).toBe(isDayByTemporal(text));
      }),
      { numRuns: 2_000 },
    );
  });
});

function isDayByTemporal(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

describe('counting days', () => {
  it('crosses months, years and 29 February', () => {
    expect(addDays('2011-03-03', 28)).toBe('2011-03-31');
    expect(addDays('2011-12-20', 28)).toBe('2012-01-17');
    expect(addDays('2012-02-28', 1)).toBe('2012-02-29');
    expect(addDays('2011-02-28', 1)).toBe('2011-03-01');
    expect(addDays('2012-03-01', -1)).toBe('2012-02-29');
    expect(addDays('1970-01-01', -1)).toBe('1969-12-31');
  });

  it('counts from the first to the second', () => {
    expect(daysBetween('2011-03-03', '2011-03-31')).toBe(28);
    expect(daysBetween('2011-03-31', '2011-03-03')).toBe(-28);
    expect(daysBetween('2011-04-01', '2012-04-01')).toBe(366);
    expect(daysBetween('2011-10-29', '2011-10-31')).toBe(2);
  });

  it('agrees with Temporal on every day of 400 years and more', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -10_000, max: 10_000 }), (d, n) => {
        const later = Temporal.PlainDate.from(d).add({ days: n });
        expect(addDays(d, n)).toBe(later.toString());
        expect(daysBetween(d, later.toString())).toBe(n);
        expect(dayOfWeek(d)).toBe(Temporal.PlainDate.from(d).dayOfWeek);
      }),
      { numRuns: 2_000 },
    );
  });

  it('has a day after each day, without a gap, for a whole cycle of the calendar', () => {
    let day = '1900-01-01';
    for (let count = 0; count < 146_097; count += 1) {
      const next = addDays(day, 1);
      if (next <= day || !isLocalDate(next) || daysBetween(day, next) !== 1)
        throw new Error(`After ${day}: ${next}`);
      day = next;
    }
    expect(day).toBe('2300-01-01');
  });

  it.each(['2011-02-29', '2011-3-3', '', '2011-03-03T09:00', '2011/03/03', 'yesterday!'])(
    'throws for %p',
    (d) => {
      expect(() => addDays(d, 1)).toThrow(RangeError);
      expect(() => daysBetween('2011-03-03', d)).toThrow(RangeError);
      expect(() => dayOfWeek(d)).toThrow(RangeError);
    },
  );

  it('throws where the years of four digits end, and for a part of a day', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('0000-01-01', -1)).toThrow(RangeError);
    expect(() => addDays('2011-03-03', 0.5)).toThrow(RangeError);
    expect(() => addDays('2011-03-03', NaN)).toThrow(RangeError);
  });
});

describe('days beside each other', () => {
  it('have an earlier and a later', () => {
    expect(minDate('2011-03-03', '2011-03-31')).toBe('2011-03-03');
    expect(maxDate('2011-03-03', '2011-03-31')).toBe('2011-03-31');
    expect(minDate('2011-04-01', '2011-03-31')).toBe('2011-03-31');
    expect(maxDate('2011-04-01', '2011-03-31')).toBe('2011-04-01');
  });

  it('have weekdays from Monday, 1, to Sunday, 7', () => {
    expect(['2011-10-24', '2011-10-28', '2011-10-29', '2011-10-30'].map(dayOfWeek)).toEqual([1, 5, 6, 7]);
    expect(['1970-01-01', '1969-12-31', '1969-12-28'].map(dayOfWeek)).toEqual([4, 3, 7]);
  });
});

describe('a day in words', () => {
  it('is written as people write it', () => {
    expect(formatDate('2011-03-03')).toBe('3 March 2011');
    expect(formatDate('2012-02-29')).toBe('29 February 2012');
    expect(formatDate('2011-12-31')).toBe('31 December 2011');
    expect(formatMonth('2011-12')).toBe('December 2011');
    expect(formatWeekday('2011-12-24')).toBe('Saturday 24 December');
    expect(formatWeekday('2012-01-01')).toBe('Sunday 1 January');
  });

  it('throws for what is no day', () => {
    expect(() => formatDate('2011-13-03')).toThrow(RangeError);
    expect(() => formatMonth('2011-13')).toThrow(RangeError);
    expect(() => formatWeekday('2011-02-29')).toThrow(RangeError);
  });
});

describe('an instant', () => {
  it.each(['2011-04-12T09:00:00.000Z', '2012-02-29T23:59:59.999Z'])('is %s', (x) => {
    expect(isInstant(x)).toBe(true);
  });

  it.each(
    ['2011-04-12T09:00:00Z', '2011-04-12T09:00:00.000+01:00', '2011-04-12T24:00:00.000Z', '2011-04-12']
      .concat(['2011-02-29T09:00:00.000Z', '2011-04-12T09:60:00.000Z', '2016-12-31T23:59:60.000Z', '', 'now'])
      .concat(['+002011-04-12T09:00:00.000Z', '2011-04-12t09:00:00.000z', '2011-04-12T09:00:00.000Z\n']),
  )('is not %p', (x) => {
    expect(isInstant(x)).toBe(false);
  });

  it('is what an instant of the machine is written as, and no other text of that length', () => {
    const texts = fc.stringMatching(/^20[01]\d-[01]\d-[0-3]\dT[0-2]\d:[0-6]\d:[0-6]\d\.\d{3}Z$/);
    fc.assert(
      fc.property(fc.oneof(anInstant, texts), (text) => {
        const ms = Date.parse(text);
        expect(isInstant(text)).toBe(!Number.isNaN(ms) && new Date(ms).toISOString() === text);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is not a number or a Date', () => {
    expect(isInstant(0)).toBe(false);
    expect(isInstant(new Date())).toBe(false);
  });
});

describe('the day in London', () => {
  it('begins an hour before the day in UTC in summer, and with it in winter', () => {
    expect(londonDateOf('2011-07-01T22:59:59.999Z')).toBe('2011-07-01');
    expect(londonDateOf('2011-07-01T23:00:00.000Z')).toBe('2011-07-02');
    expect(londonDateOf('2011-12-31T23:59:59.999Z')).toBe('2011-12-31');
    expect(londonDateOf('2012-01-01T00:00:00.000Z')).toBe('2012-01-01');
  });

  it('follows the clocks on the days they change', () => {
    expect(londonDateOf('2011-03-26T23:59:59.999Z')).toBe('2011-03-26');
    expect(londonDateOf('2011-03-27T23:00:00.000Z')).toBe('2011-03-28');
    expect(londonDateOf('2011-10-29T23:00:00.000Z')).toBe('2011-10-30');
    expect(londonDateOf('2011-10-30T23:59:59.999Z')).toBe('2011-10-30');
  });

  it("is Temporal's at any instant", () => {
    fc.assert(
      fc.property(anInstant, (at) => expect(londonDateOf(at)).toBe(dateByTemporal(at))),
      { numRuns: 1_000 },
    );
  });

  it("is Temporal's at the start of every day from 1990 to 2040", () => {
    for (let day = '1990-01-01'; day < '2041-01-01'; day = addDays(day, 1)) {
      expect(londonInstant(day, '00:00')).toBe(instantByTemporal(day, '00:00'));
    }
  });

  it("is Temporal's at any minute about the change of the clocks", () => {
    fc.assert(
      fc.property(aDayOfChange, fc.integer({ min: -1_500, max: 3_000 }), (day, minutes) => {
        const at = new Date(Date.parse(day) + minutes * 60_000).toISOString();
        expect(londonDateOf(at)).toBe(dateByTemporal(at));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is not asked of what is no instant', () => {
    expect(() => londonDateOf('2011-04-12')).toThrow(RangeError);
    expect(() => londonDateOf('2011-04-12T09:00:00Z')).toThrow(RangeError);
  });
});

describe('a time in London', () => {
  it('is an hour earlier in UTC in summer', () => {
    expect(endOfDay('2011-04-12')).toBe('2011-04-12T22:59:59.999Z');
    expect(endOfDay('2011-10-30')).toBe('2011-10-30T23:59:59.999Z');
    expect(londonInstant('2011-04-12', '09:00')).toBe('2011-04-12T08:00:00.000Z');
    expect(londonInstant('2011-12-23', '09:00')).toBe('2011-12-23T09:00:00.000Z');
    expect(londonInstant('2011-07-02', '00:30')).toBe('2011-07-01T23:30:00.000Z');
    expect(londonInstant('2011-07-02', '23:59')).toBe('2011-07-02T22:59:00.000Z');
  });

  it('is an hour later when the clocks skip it, and the first of two when they repeat it', () => {
    expect(londonInstant('2011-03-27', '01:30')).toBe('2011-03-27T01:30:00.000Z');
    expect(londonInstant('2011-03-27', '09:00')).toBe('2011-03-27T08:00:00.000Z');
    expect(londonInstant('2011-10-30', '01:30')).toBe('2011-10-30T00:30:00.000Z');
    expect(londonInstant('2011-10-30', '09:00')).toBe('2011-10-30T09:00:00.000Z');
  });

  it("is Temporal's on any day", () => {
    fc.assert(
      fc.property(fc.oneof(aDay, aDayOfChange), aTime, (day, time) => {
        expect(londonInstant(day, time)).toBe(instantByTemporal(day, time));
      }),
      { numRuns: 1_000 },
    );
  });

  it('falls on its own day', () => {
    fc.assert(fc.property(aDay, aTime, (day, time) => londonDateOf(londonInstant(day, time)) === day));
  });

  it.each(['9:00', '24:00', '09:60', '09:00:00', ''])('is not %p', (time) => {
    expect(() => londonInstant('2011-04-12', time)).toThrow(RangeError);
  });

  it('is not of what is no day', () => {
    expect(() => londonInstant('2011-02-29', '09:00')).toThrow(RangeError);
  });
});
