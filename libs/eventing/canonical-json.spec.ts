import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson, maximumDepth, maximumTextCharacters, UnfitContent } from '#eventing/canonical-json';

const nested = (depth: number): unknown => (depth === 0 ? [] : [nested(depth - 1)]);

describe('Canonical JSON', () => {
  it.each<[unknown, string]>([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [{ a10: 1, a2: 2, B: 3 }, '{"B":3,"a10":1,"a2":2}'],
    [{ 10: 'b', 9: 'c', '-': 'a', a: 'd' }, '{"-":"a","10":"b","9":"c","a":"d"}'],
    [{ a: '"9":', b: -0 }, '{"a":"\\"9\\":","b":0}'],
    [{ kept: 0, left: undefined }, '{"kept":0}'],
    ['£15,000 – "paid"\n👩🏽‍🚒\u2028', '"£15,000 – \\"paid\\"\\n👩🏽‍🚒\u2028"'],
    [-9007199254740991, '-9007199254740991'],
    [[[], {}], '[[],{}]'],
    [null, 'null'],
  ])('of %j is %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('is what a library for RFC 8785 writes, whatever the content', () => {
    const key = fc.string({ unit: 'grapheme-ascii', minLength: 1 }).filter((text) => text !== '__proto__');
    const text = fc.string({ unit: 'grapheme' }).filter((one) => !/\p{Cc}/u.test(one));
    const { content } = fc.letrec<{ content: unknown }>((tie) => ({
      content: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.oneof(text, fc.maxSafeInteger(), fc.boolean(), fc.constant(null)),
        fc.array(tie('content'), { maxLength: 5 }),
        fc.dictionary(fc.oneof(key, fc.nat(20).map(String)), tie('content'), { maxKeys: 6 }),
      ),
    }));
    fc.assert(fc.property(content, (value) => canonicalJson(value) === canonicalize(value)));
  });

  it('is the same whatever the order of the keys', () => {
    expect(canonicalJson({ a: 1, b: { c: 2, d: 3 } })).toBe(canonicalJson({ b: { d: 3, c: 2 }, a: 1 }));
  });

  it.each<[string, unknown, string]>([
    ['a fraction', { pence: 0.1 }, 'content.pence: 0.1 is not a whole number that is kept exactly'],
    ['a number beyond what is exact', [2 ** 53], 'content[0]: 9007199254740992 is not a whole number'],
    ['1e21', 1e21, 'content: 1e+21 is not a whole number'],
    ['NaN', { a: [NaN] }, 'content.a[0]: NaN is not a whole number'],
    ['half a character', { a: '\ud83d' }, 'content.a: has half a character'],
    ['a NUL', { a: 'x\0' }, 'content.a: has the control character "\\u0000"'],
    ['a tab', 'a\tb', 'has the control character "\\t"'],
    ['a carriage return', 'a\r\nb', 'has the control character "\\r"'],
    ['a delete character', 'a\u007f', 'has the control character'],
    ['a control character of the second set', 'a\u0085', 'has the control character'],
    ['a key with an accent', { clé: 1 }, 'content: the key "clé" is not in printable ASCII'],
    ['an empty key', { '': 1 }, 'content: the key "" is not in printable ASCII'],
    ['a key that some parsers obey', JSON.parse('{"__proto__":1}'), 'the key "__proto__"'],
    ['a date', { on: new Date(0) }, 'content.on: is neither a plain object nor a list'],
    ['a map', new Map(), 'content: is neither a plain object nor a list'],
    ['something undefined in a list', [undefined], 'content[0]: a value of type undefined cannot be kept'],
    ['nothing at all', undefined, 'content: a value of type undefined cannot be kept'],
    ['a function', { f: () => 1 }, 'content.f: a value of type function cannot be kept'],
    ['a bigint', { n: 1n }, 'content.n: a value of type bigint cannot be kept'],
  ])('is refused to %s', (_, value, words) => {
    expect(() => canonicalJson(value)).toThrow(UnfitContent);
    expect(() => canonicalJson(value)).toThrow(words);
  });

  it('is refused to a text of more than 20,000 characters, of whatever kind', () => {
    expect(canonicalJson('x'.repeat(maximumTextCharacters))).toHaveLength(maximumTextCharacters + 2);
    expect(() => canonicalJson('x'.repeat(maximumTextCharacters + 1))).toThrow(
      'longer than 20000 characters',
    );
    canonicalJson('🚒'.repeat(maximumTextCharacters));
    expect(() => canonicalJson('🚒'.repeat(maximumTextCharacters + 1))).toThrow(
      'longer than 20000 characters',
    );
  });

  it('is refused to what lies too deep, and to what lies in itself', () => {
    canonicalJson(nested(maximumDepth - 1));
    expect(() => canonicalJson(nested(maximumDepth))).toThrow('lies more than 32 levels deep');
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(() => canonicalJson(circle)).toThrow('lies more than 32 levels deep');
  });

  it('names the place as the caller calls it', () => {
    expect(() => canonicalJson({ outputs: [{}, { inWords: '\ud83d' }] }, 'ProjectProposed.data')).toThrow(
      'ProjectProposed.data.outputs[1].inWords: has half a character',
    );
  });
});
