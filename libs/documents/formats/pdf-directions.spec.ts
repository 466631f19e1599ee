import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { placedRuns, runsFromTheRight } from '#documents/formats/pdf-directions';

/** A letter is as wide as every other. */
const letters = (text: string): number => text.length;

/** What stands in a line from the left, each piece set by its own direction. */
function fromTheLeft(line: string): readonly string[] {
  return placedRuns(line, letters)
    .toSorted((a, b) => a.from - b.from)
    .map(({ text }) => text);
}

describe('A line in which some words run from right to left', () => {
  it('has them together, the first on the right, and what runs from the left around them', () => {
    expect(fromTheLeft('The project שלום עולם has £5.')).toEqual(['The project ', 'שלום עולם', ' has £5.']);
    expect(fromTheLeft('שלום')).toEqual(['שלום']);
    expect(fromTheLeft('a שלום b שלום')).toEqual(['a ', 'שלום', ' b ', 'שלום']);
  });

  it('has a number among them to the left of the words before it, and itself from the left', () => {
    expect(fromTheLeft('מס 1,250.50 שח')).toEqual([' שח', '1,250.50', 'מס ']);
    const numbers = placedRuns('מס 12% שח', letters).filter(({ text }) => text === '12%');
    expect(numbers.map(({ isFromTheRight }) => isFromTheRight)).toEqual([false]);
    // After the last of them it belongs to the line.
    expect(fromTheLeft('שלום 12 and')).toEqual(['שלום', ' 12 and']);
  });

  it('loses no letter, and none stands upon another', () => {
    const piece = fc.constantFrom('שלום', 'ab', ' ', '12', '1.5', ': ', '(', 'شركة', '£', 'é', '-');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const line = pieces.join('');
        const runs = placedRuns(line, letters);
        expect(runs.map(({ text }) => text).join('')).toBe(line);
        const placed = runs.toSorted((a, b) => a.from - b.from);
        const ends = placed.map(({ from, text }) => from + text.length);
        expect(placed.map(({ from }) => from)).toEqual([0, ...ends].slice(0, placed.length));
        expect(runs.some(({ isFromTheRight }) => isFromTheRight)).toBe(runsFromTheRight(line));
      }),
    );
  });
});
