import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { needsMitigation, ratingOf } from '#funding/indicator/rating';
import type { Rated } from '#funding/indicator/rating';

const within5 = { amberWithinPercent: 5 } as const;
const lower = (target: string, actual: string): Rated => ({ better: 'lower', target, actual, ...within5 });
const higher = (target: string, actual: string): Rated => ({ better: 'higher', target, actual, ...within5 });

describe('the rating of a figure', () => {
  // The half-year report of Thurrock, 2008/09.
  it.each([
    ['incidents of wounding', lower('675', '532'), 'green'],
    ['sanctioned detections of domestic violence', higher('60', '66.3'), 'green'],
    ['victims who experience repeat incidents', lower('30', '31'), 'amber'],
    ['assaults with injury', lower('556', '479'), 'green'],
  ])('of %s is as the report has it', (_, rated, rating) => {
    expect(ratingOf(rated)).toBe(rating);
  });

  it('is green at the target, amber up to the margin, red beyond it', () => {
    expect(['100', '105', '105.0001'].map((actual) => ratingOf(lower('100', actual)))).toEqual([
      'green',
      'amber',
      'red',
    ]);
    expect(['100', '95', '94.9999'].map((actual) => ratingOf(higher('100', actual)))).toEqual([
      'green',
      'amber',
      'red',
    ]);
  });

  it('has no margin where the target is nil, and takes the size of one below nil', () => {
    expect([ratingOf(lower('0', '0')), ratingOf(lower('0', '0.0001'))]).toEqual(['green', 'red']);
    expect([ratingOf(higher('-100', '-105')), ratingOf(higher('-100', '-106'))]).toEqual(['amber', 'red']);
  });

  it('is none where there is no target, or no figure: what is not available is not nil', () => {
    expect(ratingOf({ better: 'lower', actual: '3', ...within5 })).toBe('not-rated');
    expect(ratingOf({ better: 'higher', target: '3', ...within5 })).toBe('not-rated');
  });

  it('asks for action when it is red or amber', () => {
    expect((['green', 'amber', 'red', 'not-rated'] as const).map(needsMitigation)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('never gets worse as the figure gets better, nor by a wider margin', () => {
    const number = fc.integer({ min: -10_000, max: 10_000 }).map(String);
    const percent = fc.integer({ min: 0, max: 100 });
    const rank = { red: 0, amber: 1, green: 2, 'not-rated': -1 };
    fc.assert(
      fc.property(number, number, number, percent, percent, (target, a, b, some, more) => {
        const rated = (actual: string, amberWithinPercent: number): number =>
          rank[ratingOf({ better: 'higher', target, actual, amberWithinPercent })];
        const [worse, better] = Number(a) < Number(b) ? [a, b] : [b, a];
        const [narrow, wide] = some < more ? [some, more] : [more, some];
        expect(rated(better, narrow)).toBeGreaterThanOrEqual(rated(worse, narrow));
        expect(rated(a, wide)).toBeGreaterThanOrEqual(rated(a, narrow));
      }),
    );
  });
});
