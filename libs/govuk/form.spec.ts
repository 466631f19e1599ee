import { describe, expect, it } from '@jest/globals';
import {
  choice,
  choices,
  day,
  line,
  lines,
  optional,
  pounds,
  reference,
  text,
  typedDay,
  wholeNumber,
} from '#govuk/fields';
import type { Field } from '#govuk/fields';
import { Form } from '#govuk/form';

/** What a form with one field of this name makes of what was typed. */
function read(field: Field<unknown>, typed: string | readonly string[] | Record<string, string>): unknown {
  const posted = typeof typed === 'object' && !Array.isArray(typed) ? typed : { it: typed };
  const { values, view } = new Form({ it: field }).read(posted as Record<string, unknown>);
  return values === undefined ? view.wrong['it'] : values.it;
}

const date = (dayOfMonth: string, month: string, year: string): Record<string, string> => {
  return { 'it-day': dayOfMonth, 'it-month': month, 'it-year': year };
};

describe('A field of a form', () => {
  const money = pounds({ what: 'the net amount' });
  it.each([
    ['£1,250', 125_000],
    [' 65.50 ', 6550],
    ['', 'Enter the net amount'],
    ['0', 'The net amount must be £0.01 or more'],
    ...['1e21', '-1', '£1,2,3', '٣', '12.345', 'a hundred'].map((typed) => [
      typed,
      'The net amount must be a sum in pounds, like £1,250 or £65.50',
    ]),
    ['2,000,000,000', 'The net amount must be £1,000,000,000.00 or less'],
  ])('reads money: %s', (typed, value) => {
    expect(read(money, String(typed))).toBe(value);
  });

  const paid = day({ what: 'the date paid' });
  it.each([
    [date('27', '3', '2012'), '2012-03-27'],
    [date('', '', ''), 'Enter the date paid'],
    [date('27', '', '2012'), 'The date paid must include a month'],
    [date('', '', '2012'), 'The date paid must include a day and a month'],
    ...[date('31', '2', '2012'), date('27', '3', '12'), date('٣', '3', '2012'), date('a', 'b', 'c')].map(
      (typed) => [typed, 'The date paid must be a real date, like 27 3 2012'] as const,
    ),
  ])('reads a day: %j', (typed, value) => {
    expect(read(paid, typed)).toBe(value);
  });

  it('reads text with the ends of lines as one character, and a line with none', () => {
    expect(read(text({ what: 'why' }), ' One.\r\nTwo. ')).toBe('One.\nTwo.');
    expect(read(line({ what: 'the title' }), 'One\r\nTwo')).toBe('The title must be on one line');
    expect(read(line({ what: 'the title', max: 3 }), 'Long')).toBe('The title must be 3 characters or fewer');
    expect(read(text({ what: 'why', max: 3 }), 'Long')).toBe('Why must be 3 characters or fewer');
    expect(read(line({ what: 'the title' }), ' ')).toBe('Enter the title');
  });

  it('keeps the tabs of what is copied from a table as spaces, since no record has one', () => {
    expect(read(text({ what: 'why' }), 'One\tTwo\r\nThree\t')).toBe('One Two\nThree');
    expect(read(line({ what: 'the title' }), '\tOne\tTwo')).toBe('One Two');
    expect(read(lines({ what: 'the names' }), 'One\tTwo\nThree')).toEqual(['One Two', 'Three']);
  });

  it('makes one identity of a reference however it is written', () => {
    const field = reference({ what: 'the reference' });
    expect(['INV 204/B', 'inv-204-b', ' Inv.204.B. '].map((typed) => read(field, typed))).toEqual(
      Array.from({ length: 3 }, () => 'inv-204-b'),
    );
    expect(read(field, '///')).toBe('Enter the reference');
    expect(read(field, 'x'.repeat(65))).toBe('The reference must be 64 characters or fewer');
  });

  it('reads whole numbers, and choices among those that are offered', () => {
    expect(read(wholeNumber({ what: 'how many' }), '1,200')).toBe(1200);
    expect(read(wholeNumber({ what: 'how many' }), '1.5')).toBe('How many must be a whole number, like 12');
    expect(read(wholeNumber({ what: 'how many', max: 9 }), '10')).toBe('How many must be 9 or fewer');
    expect(read(choice(['red', 'green'], { what: 'a rating' }), 'green')).toBe('green');
    expect(read(choice(['red', 'green'], { what: 'a rating' }), 'blue')).toBe('Select a rating');
    expect(read(choices(['a', 'b'], { what: 'one or more' }), ['b', 'a', 'z'])).toEqual(['a', 'b']);
    expect(read(choices(['a', 'b'], { what: 'one or more' }), '')).toBe('Select one or more');
  });

  it('may be left empty where that is allowed, and is still read where it is not', () => {
    expect(read(optional(money), '')).toBeUndefined();
    expect(read(optional(money), 'x')).toContain('must be a sum in pounds');
    expect(read(optional(paid), date('', '', ''))).toBeUndefined();
  });
});

describe('A form', () => {
  const form = new Form({ title: line({ what: 'the title' }), on: day({ what: 'the day' }) });

  it('shows a day that is known already in its three inputs', () => {
    expect(form.filledWith(typedDay('on', '2012-03-07')).typed).toEqual({
      'on-day': '7',
      'on-month': '3',
      'on-year': '2012',
    });
  });

  it('leads from each problem to the input that it is about', () => {
    const { view } = form.read({ 'on-day': '1', 'on-year': '2012', other: 'left out' });
    expect(view.errors).toEqual([
      { text: 'Enter the title', href: '#title' },
      { text: 'The day must include a month', href: '#on-month' },
    ]);
    expect(view.typed).not.toHaveProperty('other');
  });

  it('says a refusal beside the field that it is about, and one about no field at the top alone', () => {
    const refused = form.refused({ title: 'Bus' }, [
      { words: 'Too late.', field: 'on' },
      { words: 'Closed.' },
    ]);
    expect(refused.wrong).toEqual({ on: 'Too late.' });
    expect(refused.errors).toEqual([{ text: 'Too late.', href: '#on-day' }, { text: 'Closed.' }]);
    expect(refused.typed).toEqual({ title: 'Bus' });
  });

  it('says which of its fields may be left unanswered, also when something is wrong', () => {
    const either = choice(['a', 'b'], { what: 'one' });
    const asked = new Form({ one: either, other: optional(either) });
    expect(asked.filledWith().mayBeEmpty).toEqual(['other']);
    expect(asked.read({}).view.mayBeEmpty).toEqual(['other']);
    expect(asked.refused({}, [{ words: 'No.' }]).mayBeEmpty).toEqual(['other']);
  });
});
