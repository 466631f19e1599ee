import { describe, expect, it } from '@jest/globals';
import { firstDayOfPeriod, lastDayOfPeriod, periods } from '#funding/indicator/periods';

describe('the periods of a financial year', () => {
  it.each([
    ['year', '2007-04-01', '2008-03-31'],
    ['first-half', '2007-04-01', '2007-09-30'],
    ['second-half', '2007-10-01', '2008-03-31'],
    ['quarter-1', '2007-04-01', '2007-06-30'],
    ['quarter-2', '2007-07-01', '2007-09-30'],
    ['quarter-3', '2007-10-01', '2007-12-31'],
    ['quarter-4', '2008-01-01', '2008-03-31'],
  ] as const)('put the %s from %s to %s', (period, from, to) => {
    expect([firstDayOfPeriod('2007-08', period), lastDayOfPeriod('2007-08', period)]).toEqual([from, to]);
  });

  it('are all of these', () => {
    expect(periods).toHaveLength(7);
  });

  it('are of a financial year alone', () => {
    expect(() => firstDayOfPeriod('2007-09', 'year')).toThrow(RangeError);
    expect(() => lastDayOfPeriod('2007-09', 'quarter-3')).toThrow(RangeError);
  });
});
