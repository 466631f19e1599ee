import { describe, expect, it } from '@jest/globals';
import { codesForm, ruleNames, ruleNamesIn, rulesIn, typedCodes } from './ledger-codes.form.js';

const other = { 'balancing-costCentre': 'B', 'balancing-subjective': '1', version: '1' };

/** The cost centres of rules in the order in which they are tried, from the places that were typed. */
function orderOf(places: Readonly<Record<string, string>>): readonly string[] {
  const typed = Object.entries(places).flatMap(([code, place], at) => [
    [`rule${at}-costCentre`, code],
    [`rule${at}-subjective`, '4000'],
    [`rule${at}-place`, place],
  ]);
  const posted = { ...(Object.fromEntries(typed) as Readonly<Record<string, string>>), ...other };
  const { values, view } = codesForm(ruleNamesIn(posted), []).read(posted);
  expect(view.errors).toEqual([]);
  return values === undefined ? [] : rulesIn(values).map(({ costCentre }) => costCentre);
}

describe('The order of the rules for codes', () => {
  it.each([
    ['as they stand', { A: '1', B: '2', C: '3' }, 'ABC'],
    ['with one moved up', { A: '1', B: '2', C: '1' }, 'CAB'],
    ['with one moved down', { A: '3', B: '2', C: '3' }, 'BCA'],
    ['with a new one at the end, where no place is said', { A: '1', B: '2', C: '' }, 'ABC'],
  ])('is %s', (_, places, order) => {
    expect(orderOf(places).join('')).toBe(order);
  });
});

describe('The form of the codes', () => {
  it('reads as many rules as were posted, however many it would offer now, and without codes none', () => {
    expect(ruleNames(2)).toHaveLength(5);
    const posted = { 'rule6-costCentre': 'G', 'rule6-subjective': '1', 'rule2-costCentre': '', ...other };
    const { values } = codesForm(ruleNamesIn(posted), []).read(posted);
    expect(values === undefined ? [] : rulesIn(values)).toEqual([{ costCentre: 'G', subjective: '1' }]);
  });

  it('has the mapping in force, and below it a rule that waits for codes for each kind without any', () => {
    const rules = [{ category: 'staff', costCentre: 'R', subjective: '1', analysis: 'A' }];
    const typed = typedCodes({ rules }, [{ source: 'fund', fundingType: 'capital' }], 4);
    expect(typed).toMatchObject({
      'rule0-category': 'staff',
      'rule0-analysis': 'A',
      'rule1-place': '2',
      'rule1-source': 'fund',
      'rule1-type': 'capital',
      'rule1-costCentre': '',
      'balancing-costCentre': '',
      version: '4',
    });
  });
});
