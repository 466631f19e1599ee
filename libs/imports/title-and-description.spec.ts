import { describe, expect, it } from '@jest/globals';
import { titleAndDescription } from '#imports/title-and-description';

const long = 'that goes on and on about what the project does and for whom it does it, in many words';

describe('A title with its description inside', () => {
  it.each([
    ['MARAC – risk conference for victims', 'MARAC', 'risk conference for victims'],
    ['Analyst - profiles - of places', 'Analyst', 'profiles - of places'],
    ['2 * Firebreak', '2 * Firebreak', undefined],
    ['5,000 postcards -to promote', '5,000 postcards -to promote', undefined],
    ['Two lines\n of a cell', 'Two lines of a cell', undefined],
    [`A worker ${long}. More of it.`, `A worker ${long}`, 'More of it.'],
    ['Short. But two sentences.', 'Short. But two sentences.', undefined],
  ])('parts %j', (text, title, description) => {
    expect(titleAndDescription(text)).toEqual(description === undefined ? { title } : { title, description });
  });

  it('is cut at a word where nothing parts it, and then kept whole as the description', () => {
    const { title, description } = titleAndDescription('word '.repeat(100));
    expect(title).toMatch(/ word…$/);
    expect(title.length).toBeLessThanOrEqual(200);
    expect(description).toBe('word '.repeat(100).trim());
  });
});
