import { describe, expect, it } from '@jest/globals';
import { readJson } from '#desk/read-json';

/** So many lists, each in the one before. */
function nested(deep: number): string {
  return `${'['.repeat(deep)}${']'.repeat(deep)}`;
}

describe('A line of JSON', () => {
  it('is what it says', () => {
    const line = '{"command":"FundProject","award":{"allocations":[{"id":1},{"id":2}]},"id":"x"}';
    expect(readJson(line)).toEqual({ value: JSON.parse(line) as unknown });
    expect(readJson('null')).toEqual({ value: null });
  });

  it.each(['', '{', '{"a":1}}', '{"a":1} // paid', "{'a':1}", 'undefined'])('is not %j', (text) => {
    expect(readJson(text)).toEqual({ wrong: 'The line is not JSON.' });
  });

  it('does not go deeper than anything could follow it', () => {
    expect(readJson(nested(100))).toHaveProperty('value');
    for (const deep of [101, 100_000])
      expect(readJson(nested(deep))).toEqual({
        wrong: 'The line has parts that lie too deep in each other.',
      });
  });

  it('does not give a thing twice, in any object of it, however it is spelt', () => {
    const twice = { wrong: 'The line gives "netPence" twice.' };
    expect(readJson('{"netPence":100,"netPence":10000}')).toEqual(twice);
    expect(readJson('{"charges":[{"netPence":1},{"netPence":2,"net\\u0050ence":3}]}')).toEqual(twice);
    expect(readJson('{"netPence":{"netPence":1},"of":{"netPence":1}}')).toHaveProperty('value');
  });
});
