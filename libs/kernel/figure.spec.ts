import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatFigure, isFigure, tenThousandths } from '#kernel/figure';

const written = (hundredths: number): string => (hundredths / 100).toFixed(2);

describe('a figure', () => {
  it.each(['0', '8.73', '-0.5', '532', '0.0001', '999999999999.9999'])('can be %s', (text) => {
    expect(isFigure(text)).toBe(true);
  });

  it.each(['', ' 1', '1,063', '08', '.5', '1.', '1.00000', '1e3', '+1', '−1', '1000000000000', 8.73, null])(
    'cannot be %p',
    (text) => {
      expect(isFigure(text)).toBe(false);
    },
  );

  it('is compared exactly, however many decimals each has', () => {
    expect(tenThousandths('8.7')).toBe(tenThousandths('8.7000'));
    expect(tenThousandths('-0.5') < tenThousandths('-0.4999')).toBe(true);
    // As binary fractions 0.1 + 0.2 is more than 0.3.
    expect(tenThousandths('0.1') + tenThousandths('0.2')).toBe(tenThousandths('0.3'));
  });

  it('keeps its order whatever the figures', () => {
    const hundredths = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(hundredths, hundredths, (a, b) => {
        expect(tenThousandths(written(a)) < tenThousandths(written(b))).toBe(a < b);
      }),
    );
  });

  it('is read with its thousands parted, and its decimals as they were said', () => {
    expect(['1215', '-1063.50', '8.730', '0'].map(formatFigure)).toEqual([
      '1,215',
      '-1,063.50',
      '8.730',
      '0',
    ]);
  });

  it('is never guessed at', () => {
    expect(() => tenThousandths('1,063')).toThrow(RangeError);
    expect(() => formatFigure('much')).toThrow(RangeError);
  });
});
