import { describe, expect, it } from '@jest/globals';
import { commandClasses, commandNames } from '#desk/command-registry';
import { exampleOf } from '#desk/examples';
import { Surroundings } from '#desk/given-command';
import { parseCommand } from '#desk/parse-command';
import { fieldsOf } from '#funding/fields';

const good = exampleOf('RecordExpenditure');

function wrongFields(input: unknown): string[] {
  const parsed = parseCommand(input);
  return 'wrong' in parsed ? parsed.wrong.map(({ field }) => field) : [];
}

function wordsFor(input: unknown): string {
  const parsed = parseCommand(input);
  if (!('wrong' in parsed)) throw new Error('It is a command.');
  return parsed.wrong[0].text;
}

/** What comes from a line of JSON, where `__proto__` is a key like any other. */
function fromJson(json: string): unknown {
  return JSON.parse(json);
}

function nested(depth: number): unknown {
  return depth === 0 ? 'x' : { a: nested(depth - 1) };
}

describe('A command', () => {
  it('is read as it was sent, and nothing in it is converted', () => {
    const { command, id, partnership, actor, on, ...content } = good;
    const given = { name: command, id, partnership, actor, on, via: 'register.ndjson', content };
    expect(parseCommand({ ...good, via: 'register.ndjson' })).toEqual({ given });
  });

  it('may leave out its day, the clock and where it came from', () => {
    const { on: _, ...undated } = good;
    const parsed = parseCommand(undated);
    expect(parsed).toMatchObject({ given: { via: 'command' } });
    expect(parsed).not.toHaveProperty('given.on');
    expect(parsed).not.toHaveProperty('given.at');
  });

  it.each(commandNames)(
    '%s has no field of its own by the name of what stands around every command',
    (name) => {
      const taken = new Set([...fieldsOf(Surroundings).keys(), 'type', 'by', 'today']);
      const own = [...fieldsOf(commandClasses[name]).keys()];
      expect(own.filter((field) => taken.has(field))).toEqual([]);
    },
  );
});

describe('What is no command', () => {
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'FundProject'],
    ['a number', 7],
    ['a list', []],
    ['a list of one command', [good]],
    ['a date', new Date()],
    ['a map', new Map()],
  ])('%s', (_, input) => {
    expect(wordsFor(input)).toBe('A command is a JSON object.');
  });

  it.each([
    ['an empty object', {}, ['command', 'id', 'partnership', 'actor']],
    ['a command that nobody knows', { ...good, command: 'UpdateProject' }, ['command']],
    ['a command named like what every object has', { ...good, command: 'constructor' }, ['command']],
    ['a list of commands', { ...good, command: ['RecordExpenditure'] }, ['command']],
    ['an id with a slash', { ...good, id: '../thurrock/1' }, ['id']],
    ['an id that is a number', { ...good, id: 7 }, ['id']],
    ['a partnership in capitals', { ...good, partnership: 'Riverside' }, ['partnership']],
    ['an actor that is a text', { ...good, actor: 'finance-officer-1' }, ['actor']],
    ['an actor that is a list', { ...good, actor: [good['actor']] }, ['actor']],
    ['an actor without a role', { ...good, actor: { person: 'chair-1' } }, ['actor.role']],
    [
      'an actor with something more',
      { ...good, actor: { person: 'a', role: 'chair', admin: true } },
      ['actor.admin'],
    ],
    ['a day that the calendar lacks', { ...good, on: '2011-02-29' }, ['on']],
    ['a day with a time', { ...good, on: '2011-02-28T00:00:00Z' }, ['on']],
    ['a clock without milliseconds', { ...good, at: '2011-02-28T00:00:00Z' }, ['at']],
    ['a clock of a thirteenth month', { ...good, at: '2011-13-28T00:00:00.000Z' }, ['at']],
  ])('around it: %s', (_, input, fields) => {
    expect(wrongFields(input)).toEqual(fields);
  });

  it.each([
    ['a field that is missing', { ...good, payee: undefined }, ['payee']],
    ['a field that it does not know', { ...good, colour: 'red' }, ['colour']],
    ['a list for a text', { ...good, payee: ['Riverside Coaches Ltd'] }, ['payee']],
    ['an object for a text', { ...good, payee: { toString: 'x' } }, ['payee']],
    ['a text of 30,000 characters', { ...good, purpose: 'x'.repeat(30_000) }, ['purpose']],
    ['a blank text', { ...good, payee: ' \n ' }, ['payee']],
    ['a text with a control character', { ...good, payee: 'Riverside\u0007' }, ['payee']],
    ['a text with a tab, which the record cannot keep', { ...good, purpose: 'Hire\tof a bus' }, ['purpose']],
    ['a text with a C1 control character', { ...good, purpose: 'Hire\u0085of a bus' }, ['purpose']],
    ['a text with half a character', { ...good, payee: 'Riverside \ud83d' }, ['payee']],
    ['money in a text', { ...good, netPence: '60000' }, ['netPence']],
    ['money with half a penny', { ...good, netPence: 60_000.5 }, ['netPence']],
    ['money with an exponent', { ...good, netPence: 1e21 }, ['netPence']],
    ['money below nothing', { ...good, netPence: -1 }, ['netPence']],
    ['money that is no number', { ...good, netPence: Number.NaN }, ['netPence']],
    ['money beyond measure', { ...good, netPence: Number.POSITIVE_INFINITY }, ['netPence']],
    ['money in a list', { ...good, netPence: [60_000] }, ['netPence']],
    ['null for what may be left out', { ...good, claim: null }, ['claim']],
    ['null for what may not', { ...good, payee: null }, ['payee']],
    ['an object for a list', { ...good, charges: { 0: good['charges'], length: 1 } }, ['charges']],
    ['an empty list where one is needed', { ...good, charges: [] }, ['charges']],
    ['a list in a list', { ...good, charges: [good['charges']] }, ['charges']],
    ['a text in a list of objects', { ...good, charges: ['home-office-2011'] }, ['charges']],
    ['a list that is too long', { ...good, charges: Array.from({ length: 21 }, () => ({})) }, ['charges']],
    [
      'a part of a part that is wrong',
      { ...good, charges: [{ source: 'a', fundingType: 'both', amountPence: 1 }] },
      ['charges[0].fundingType'],
    ],
    [
      'a part of a part that is not known',
      { ...good, charges: [{ source: 'a', fundingType: 'capital', amountPence: 1, note: 'x' }] },
      ['charges[0].note'],
    ],
    [
      'a part of a part that is missing',
      { ...exampleOf('FundProject'), award: { awardPence: 0, allocations: [], conditions: [{}] } },
      ['award.conditions[0].condition', 'award.conditions[0].when', 'award.conditions[0].text'],
    ],
    ['a function', { ...good, payee: () => 'x' }, ['payee']],
    ['a number without bounds', { ...good, netPence: 60_000n }, ['netPence']],
    ['a date', { ...good, paidOn: new Date('2011-09-09') }, ['paidOn']],
    ['what lies too deep', { ...good, purpose: nested(20) }, [`purpose${'.a'.repeat(7)}`]],
    ['too many parts', { ...good, charges: Array.from({ length: 30_000 }, () => 1) }, ['charges[19984]']],
    [
      'too long altogether',
      { ...good, charges: Array.from({ length: 1000 }, () => 'x'.repeat(2000)) },
      ['charges[499]'],
    ],
  ])('%s', (_, input, fields) => {
    expect(wrongFields(input)).toEqual(fields);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'a b', 'é', '', '0', 'a'.repeat(65)])(
    'a field by the name of %p, wherever it lies',
    (key) => {
      const hostile = `${JSON.stringify(key)}: {"admin": true}`;
      expect(wrongFields(fromJson(`{"command": "AcceptAward", ${hostile}}`))).toEqual(['']);
      expect(wrongFields(fromJson(`{"command": "AcceptAward", "actor": {${hostile}}}`))).toEqual(['actor']);
      expect(wrongFields(fromJson(`{"command": "X", "list": [{${hostile}}]}`))).toEqual(['list[0]']);
    },
  );

  it('leaves the prototype of everything as it was', () => {
    parseCommand(fromJson('{"__proto__": {"admin": true}, "constructor": {"prototype": {"admin": true}}}'));
    expect({}).not.toHaveProperty('admin');
  });

  it('names every field that is wrong, not the first alone', () => {
    expect(wrongFields({ ...good, payee: '', netPence: '1', odd: 1 })).toEqual(
      expect.arrayContaining(['payee', 'netPence', 'odd']),
    );
  });
});

describe('The words for a wrong field', () => {
  it.each([
    [
      { ...good, payee: undefined },
      /^It is missing\. Who is paid: an organisation, not a person\. It has to be text/,
    ],
    [{ ...good, odd: 1 }, /^There is no field of this name here\.$/],
    [{ ...good, netPence: '1' }, /It has to be a whole number from 0 to 100,000,000,000\.$/],
    [{ ...good, paidOn: 'today' }, /It has to be a day such as 2011-04-12\.$/],
    [
      { ...good, payee: 1 },
      /It has to be text of 1 to 200 characters, not blank and without control characters\.$/,
    ],
    [{ ...good, command: 'Pay' }, /It has to be one of the \d+ that "tallystick commands" lists\.$/],
    [{ ...good, category: 'X' }, /It has to be an identity of 1 to 64 small letters, digits and hyphens/],
    [{ ...good, charges: [] }, /It has to be a list of 1 to 20\.$/],
    [
      { ...good, charges: [{ ...invoiceCharge(), fundingType: 'x' }] },
      /It has to be one of: capital, revenue\.$/,
    ],
    [{ ...good, netPence: 0.5 }, /^It has to be a whole number\.$/],
    [{ ...good, purpose: 'a\tb' }, /^It has the control character "\\t"\.$/],
    [{ ...good, at: 'noon' }, /^It has to be an instant in UTC with milliseconds/],
    [{ ...exampleOf('CloseYear'), year: '2011-13' }, /It has to be a financial year such as 2011-12\.$/],
    [{ ...exampleOf('SubmitPerformanceUpdate'), month: '2011' }, /It has to be a month such as 2011-04\.$/],
    [{ ...exampleOf('CallMeeting'), exampleOnly: 'yes' }, /It has to be true or false\.$/],
    [
      { ...exampleOf('RecordReminder'), to: ['a', 'a'] },
      /It has to be a list of 0 to 50 identities, none of them twice\.$/,
    ],
    [{ ...exampleOf('FundProject'), award: 5 }, /It has to be an object with the fields named here\.$/],
  ])('are for a person', (input, words) => {
    expect(wordsFor(input)).toMatch(words);
  });
});

function invoiceCharge(): object {
  return { source: 'home-office-2011', fundingType: 'revenue', amountPence: 60_000 };
}
