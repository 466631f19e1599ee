import { describe, expect, it } from '@jest/globals';
import { momentOf } from './moment.ts';
import { WrongUse } from './wrong-use.ts';

describe('A moment by which something was known', () => {
  it.each([
    ['2011-09-30T17:00:00.000Z', '2011-09-30T17:00:00.000Z'],
    ['2011-09-30T17:00:00Z', '2011-09-30T17:00:00.000Z'],
    ['2011-09-30T17:00Z', '2011-09-30T17:00:00.000Z'],
    ['2011-09-30T18:00+01:00', '2011-09-30T17:00:00.000Z'],
  ])('is %s as it is written', (written, moment) => {
    expect(momentOf(written)).toBe(moment);
  });

  it('is the end of a day in London, where it is a day', () => {
    expect(momentOf('2011-09-30')).toBe('2011-09-30T22:59:59.999Z');
    expect(momentOf('2011-12-31')).toBe('2011-12-31T23:59:59.999Z');
  });

  it.each(['', 'today', '2011-9-30', '2011-02-30T10:00:00Z', '2011-09-30T25:00Z', '2011-09-30T17:00'])(
    'is not %j',
    (written) => {
      expect(() => momentOf(written)).toThrow(WrongUse);
    },
  );
});
