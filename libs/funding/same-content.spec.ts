import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sameContent } from '#funding/same-content';

describe('the same content', () => {
  it('is the same whatever the order of its fields', () => {
    expect(sameContent({ a: 1, b: ['x'] }, { b: ['x'], a: 1 })).toBe(true);
  });

  it('is the same where a field is left out and where it is undefined', () => {
    expect(sameContent({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(sameContent({ constructor: Object }, {})).toBe(false);
  });

  it.each([
    ['another figure', { a: 1 }, { a: 2 }],
    ['a field more', { a: 1 }, { a: 1, b: 2 }],
    ['a list in another order', ['x', 'y'], ['y', 'x']],
    ['a list that is longer', ['x'], ['x', undefined]],
    ['an empty list and an empty object', [], {}],
    ['nothing and null', undefined, null],
    ['text and a figure', '1', 1],
    ['an object and a text', {}, ''],
  ])('is not %s', (_, a, b) => {
    expect(sameContent(a, b)).toBe(false);
    expect(sameContent(b, a)).toBe(false);
  });

  it('holds before and after it has been stored', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (content) =>
        // JSON knows no minus nought, and nothing of ours says it.
        sameContent(content, JSON.parse(JSON.stringify(content))),
      ),
    );
  });
});
