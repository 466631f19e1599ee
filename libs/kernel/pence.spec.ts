import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatPence, isPence, parsePounds, plainPounds, sumPence } from '#kernel/pence';

const pence = fc.maxSafeInteger();

describe('pence', () => {
  it.each([0, 1, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])('are whole: %p', (x) => {
    expect(isPence(x)).toBe(true);
  });

  it.each([0.5, NaN, Infinity, 1e21, Number.MAX_SAFE_INTEGER + 1, '1', 1n, null, undefined, [1], {}])(
    'are not %p',
    (x) => {
      expect(isPence(x)).toBe(false);
    },
  );
});

describe('pence for people', () => {
  it.each([
    [4_514_000, '£45,140.00'],
    [-500, '-£5.00'],
    [0, '£0.00'],
    [-0, '£0.00'],
    [7, '£0.07'],
    [-7, '-£0.07'],
    [65, '£0.65'],
    [99_999, '£999.99'],
    [100_000, '£1,000.00'],
    [27_603_100, '£276,031.00'],
    [Number.MAX_SAFE_INTEGER, '£90,071,992,547,409.91'],
  ])('%p are %s', (p, text) => {
    expect(formatPence(p)).toBe(text);
  });

  it('are refused when they are not whole', () => {
    expect(() => formatPence(0.5)).toThrow(RangeError);
    expect(() => formatPence(NaN)).toThrow(RangeError);
  });
});

describe('pence for a ledger', () => {
  it.each([
    [4_514_000, '45140.00'],
    [-500, '-5.00'],
    [5, '0.05'],
    [0, '0.00'],
    [123_456_789, '1234567.89'],
  ])('%p are %s', (p, text) => {
    expect(plainPounds(p)).toBe(text);
  });

  it('are the digits that people see, without separators', () => {
    fc.assert(fc.property(pence, (p) => plainPounds(p) === formatPence(p).replace(/[£,]/g, '')));
  });
});

describe('a sum in pounds', () => {
  it.each([
    ['£45,140', 4_514_000],
    ['£3980', 398_000],
    ['£1,000.50', 100_050],
    ['65', 6_500],
    ['65.00', 6_500],
    ['0', 0],
    ['£0.07', 7],
    ['1,234,567', 123_456_700],
    [' £65 ', 6_500],
    ['nil', 0],
    ['Nil', 0],
    ['£90,071,992,547,409.91', Number.MAX_SAFE_INTEGER],
  ])('%p is read', (text, p) => {
    expect(parsePounds(text)).toBe(p);
  });

  it.each(
    ['1e21', '£1.234', '£1.5', '1.', '.50', '12,34', '1,23,456', '1234,567', ',100', '1,000,', ''].concat([
      '£',
      '-£5',
      '(5)',
      '£ 65',
      '££65',
      '65p',
      '0x10',
      'NaN',
      'nil.',
      'none',
      '١٢',
      '65\n66',
      '=1+1',
    ]),
  )('%p is not guessed at', (text) => {
    expect(parsePounds(text)).toBeUndefined();
  });

  it('too great to be exact is not read', () => {
    expect(parsePounds('£90,071,992,547,409.92')).toBeUndefined();
    expect(parsePounds('9'.repeat(400))).toBeUndefined();
  });

  it('is read back as it was written, for people and for a ledger', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (p) => {
        expect(parsePounds(formatPence(p))).toBe(p);
        expect(parsePounds(plainPounds(p))).toBe(p);
      }),
    );
  });

  it('is whole pence or unread, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^£?[\d,.]{0,20}$/)), (text) => {
        const read = parsePounds(text);
        return read === undefined || (isPence(read) && read >= 0);
      }),
    );
  });
});

describe('the sum of pence', () => {
  it('adds up', () => {
    expect(sumPence([4_514_000, -14_000, 6_500])).toBe(4_506_500);
    expect(sumPence(new Set([1, 2, 3]))).toBe(6);
  });

  it('is nothing for none', () => {
    expect(sumPence([])).toBe(0);
  });

  it('throws where it would stop being exact', () => {
    expect(() => sumPence([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
    expect(() => sumPence([Number.MIN_SAFE_INTEGER, -1])).toThrow(RangeError);
    expect(() => sumPence([Number.MAX_SAFE_INTEGER, 1, -1])).toThrow(RangeError);
  });

  it('throws for a part of a penny', () => {
    expect(() => sumPence([0.5, 0.5])).toThrow('Not whole pence: 0.5');
  });

  it('is exact or throws', () => {
    fc.assert(
      fc.property(fc.array(pence), (amounts) => {
        const exact = amounts.reduce((sum, p) => sum + BigInt(p), 0n);
        try {
          return BigInt(sumPence(amounts)) === exact;
        } catch (error) {
          return error instanceof RangeError;
        }
      }),
    );
  });
});
