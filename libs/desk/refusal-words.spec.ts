import { describe, expect, it } from '@jest/globals';
import { allRefusalMessages, namesIn, wordsFor } from '#desk/refusal-words';

const named = allRefusalMessages.flatMap((ofNoun) => Object.entries(ofNoun));
const shared = Map.groupBy(named, ([refusal]) => refusal);

describe('The words for a refusal', () => {
  it('have their facts filled in, wherever a fact stands', () => {
    const facts = { source: 'Council', uncommitted: '£10.00', fundingType: 'revenue', asked: '£20.00' };
    expect(wordsFor('more-than-uncommitted', facts)).toEqual({
      field: 'amountPence',
      words: 'Council has £10.00 of revenue uncommitted, and this needs £20.00.',
    });
  });

  it('take a fact as it is, also one that looks like a pattern or another fact', () => {
    const facts = { source: '$& {asked}', uncommitted: '£1', fundingType: 'revenue', asked: '£2' };
    expect(wordsFor('more-than-uncommitted', facts).words).toContain('$& {asked} has £1');
  });

  it('say people by id, marked, for whoever has their names', () => {
    expect(wordsFor('seat-taken', { person: 'chair-1' }).words).toContain('and person:chair-1 holds it.');
    const silent = { people: 'fire-1, police-1' };
    expect(wordsFor('interest-not-declared', silent).words).toContain('person:fire-1, person:police-1');
  });

  it('say a financial year as people write it', () => {
    expect(wordsFor('year-is-closed', { year: '2011-12' }).words).toBe('The year 2011/12 is closed.');
    const asked = { source: 'Council', year: '2011-12', asked: '2012-13' };
    expect(wordsFor('wrong-year', asked).words).toContain('for 2011/12, and this is for 2012/13');
  });

  it('are found for a refusal of an older version too', () => {
    expect(wordsFor('no-longer-made', { x: 'y' })).toEqual({ words: 'Refused: no-longer-made.' });
  });

  it('are those of the noun that gave the facts, where two refuse by one name', () => {
    expect(wordsFor('year-closed', { year: '2011-12', source: 'Council' }).words).toMatch(
      /of Council is closed/,
    );
    const unspent = { source: 'Council', fundingType: 'revenue', unspent: '£1.00' };
    expect(wordsFor('more-than-unspent', unspent).words).toMatch(/^Of the source Council/);
    expect(wordsFor('more-than-unspent', { ...unspent, asked: '£2.00' }).field).toBe('carry');
    expect(wordsFor('year-closed', { years: '2011-12' }).words).toMatch(/^The payment is in a closed year/);
  });

  it.each([...shared].filter(([, messages]) => messages.length > 1))(
    'of %s are about the same field for the same facts, whichever noun refused',
    (_, messages) => {
      const byFacts = Map.groupBy(messages, ([, { text }]) => namesIn(text).toSorted().join(' '));
      const fields = [...byFacts.values()].map((alike) => new Set(alike.map(([, { field }]) => field)).size);
      expect(fields).toEqual(fields.map(() => 1));
    },
  );

  it.each(named)('of %s are a sentence for a person', (_, { text }) => {
    expect(text).toMatch(/^[A-Z{].*[.:] ?\{?\w*\}?\.?$/s);
    expect(text).not.toMatch(/stream|event|command|null|undefined|invalid|error/i);
  });
});
