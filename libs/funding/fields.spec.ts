import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import * as field from './fields.js';

class Leaf {
  @field.line('A line.') name!: string;
}
class Sample {
  @field.id('An identity.') id!: string;
  @field.pence('An amount.') amountPence!: number;
  @field.text('A text.', { optional: true, max: 30 }) note?: string;
  @field.ids('Identities.', { optional: true }) people?: string[];
  @field.day('A day.', { optional: true }) on?: string;
  @field.year('A year.', { optional: true }) year?: string;
  @field.month('A month.', { optional: true }) month?: string;
  @field.oneOf(['capital', 'revenue'], 'One of two.', { optional: true }) type?: string;
  @field.yesOrNo('Yes or no.', { optional: true }) sure?: boolean;
  @field.wholeNumber('A number.', { optional: true, max: 9 }) count?: number;
  @field.part(() => Leaf, 'A part.', { optional: true }) leaf?: Leaf;
  @field.parts(() => Leaf, 'Parts.', { optional: true, max: 2 }) leaves?: Leaf[];
}
class Heir extends Sample {
  @field.line('One more.') more!: string;
}

const good = { id: 'alcohol-worker', amountPence: 1_500_000 };
const options = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true };

function wrongFields(plain: object): string[] {
  return validateSync(plainToInstance(Sample, plain), options).map(({ property }) => property);
}

describe('the fields of a command', () => {
  it('let a good one pass', () => {
    expect(wrongFields({ ...good, note: 'Two\nlines', people: ['a', 'b'], leaf: { name: 'x' } })).toEqual([]);
  });

  it.each([
    ['an identity with capitals', { id: 'Alcohol' }, 'id'],
    ['an identity that leaves its folder', { id: '../x' }, 'id'],
    ['an identity of 65 characters', { id: 'a'.repeat(65) }, 'id'],
    ['half a penny', { amountPence: 0.5 }, 'amountPence'],
    ['nil where an amount is needed', { amountPence: 0 }, 'amountPence'],
    ['an amount below nil', { amountPence: -1 }, 'amountPence'],
    ['an amount with an exponent', { amountPence: 1e21 }, 'amountPence'],
    ['an amount in quotes', { amountPence: '100' }, 'amountPence'],
    ['no number at all', { amountPence: Number.NaN }, 'amountPence'],
    ['a list in place of text', { note: ['x'] }, 'note'],
    ['text that is too long', { note: 'x'.repeat(31) }, 'note'],
    ['blank text', { note: '   ' }, 'note'],
    ['a control character', { note: 'a\u0000b' }, 'note'],
    ['half a surrogate pair', { note: 'a\ud800' }, 'note'],
    ['null for something optional', { note: null }, 'note'],
    ['the same person twice', { people: ['a', 'a'] }, 'people'],
    ['one person in place of a list', { people: 'a' }, 'people'],
    ['a person who is a number', { people: [1] }, 'people'],
    ['the thirtieth of February', { on: '2012-02-30' }, 'on'],
    ['a day with a time', { on: '2012-02-03T00:00:00Z' }, 'on'],
    ['a year that skips one', { year: '2011-13' }, 'year'],
    ['a thirteenth month', { month: '2011-13' }, 'month'],
    ['a third funding type', { type: 'Capital' }, 'type'],
    ['a word for yes', { sure: 'yes' }, 'sure'],
    ['a number above its limit', { count: 10 }, 'count'],
    ['a list in place of a part', { leaf: [] }, 'leaf'],
    ['a part with something unknown', { leaf: { name: 'x', odd: 1 } }, 'leaf'],
    ['a part in place of a list', { leaves: { name: 'x' } }, 'leaves'],
    ['a list of lists', { leaves: [[{ name: 'x' }]] }, 'leaves'],
    ['more parts than allowed', { leaves: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] }, 'leaves'],
    ['something unknown', { odd: 1 }, 'odd'],
  ])('refuse %s', (_, change, field_) => {
    expect(wrongFields({ ...good, ...change })).toEqual([field_]);
  });

  it('say their schema and their meaning', () => {
    expect(field.fieldsOf(Sample).get('amountPence')).toEqual({
      optional: false,
      schema: { type: 'integer', minimum: 1, maximum: 100_000_000_000, description: 'An amount. In pence.' },
    });
  });

  it('are inherited, those of the parent first', () => {
    const names = [...field.fieldsOf(Heir).keys()];
    expect(names).toEqual([...field.fieldsOf(Sample).keys(), 'more']);
    expect(field.fieldsOf(Sample).has('more')).toBe(false);
  });
});
