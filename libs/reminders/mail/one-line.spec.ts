import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { oneLine } from '#reminders/mail/one-line';

describe('Text as one line', () => {
  it.each([
    ['Youth bus', 'Youth bus'],
    ['  Youth\r\n\tbus\u2028now\u0085 ', 'Youth bus now'],
    ['gpj.\u202eexe', 'gpj.exe'],
    ['half \ud83d', 'half \ufffd'],
    ['family 👩‍👩‍👧‍👦 of one', 'family 👩‍👩‍👧‍👦 of one'],
    ['1👩‍👩‍👧‍👦345678901234567890', '1👩‍👩‍👧‍👦3456789012345…'],
  ])('makes %j to %j', (text, line) => {
    expect(oneLine(text, 16)).toBe(line);
  });

  it('never breaks, is never longer than asked, and is what it makes of itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 50 }), (text, most) => {
        const line = oneLine(text, most);
        expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        expect([...new Intl.Segmenter('en-GB').segment(line)].length).toBeLessThanOrEqual(most);
        expect(oneLine(line, most)).toBe(line);
      }),
    );
  });
});
