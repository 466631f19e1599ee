import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  idPattern,
  isId,
  meetingStream,
  parseStream,
  partnershipStream,
  personStream,
  projectStream,
  sourceStream,
} from '#kernel/ids';

const anId = fc.stringMatching(idPattern);

describe('an id', () => {
  it.each(['thurrock', 'p-1', '1', '2011-12', 'a--b', 'a-', 'x'.repeat(64)])('is %p', (id) => {
    expect(isId(id)).toBe(true);
  });

  it.each([
    '',
    '-a',
    'A',
    'a.b',
    'a_b',
    'a b',
    'a/b',
    '../a',
    'é',
    'a\n',
    'x'.repeat(65),
    1,
    null,
    undefined,
    ['a'],
  ])('is not %p', (id) => {
    expect(isId(id)).toBe(false);
  });
});

describe('a stream', () => {
  it('is named for its noun, and for the partnership whose it is', () => {
    expect(partnershipStream('thurrock')).toBe('partnership-thurrock');
    expect(personStream('thurrock', 'p-17')).toBe('person-thurrock.p-17');
    expect(projectStream('thurrock', 'alcohol-worker')).toBe('project-thurrock.alcohol-worker');
    expect(sourceStream('thurrock', 'home-office-2011-12')).toBe('source-thurrock.home-office-2011-12');
    expect(meetingStream('thurrock', '2011-06-14')).toBe('meeting-thurrock.2011-06-14');
  });

  it("cannot be made to name another partnership's record", () => {
    expect(() => projectStream('thurrock', 'basildon.alcohol-worker')).toThrow('Not an id');
    expect(() => projectStream('thurrock.x', 'alcohol-worker')).toThrow('Not an id');
    expect(() => sourceStream('', 'home-office')).toThrow(RangeError);
    expect(() => meetingStream('thurrock', '')).toThrow(RangeError);
    expect(() => partnershipStream('Thurrock')).toThrow(RangeError);
    expect(() => personStream('thurrock', 'a.b')).toThrow(RangeError);
  });

  it('is read back as it was named', () => {
    fc.assert(
      fc.property(anId, anId, (partnership, id) => {
        expect(parseStream(partnershipStream(id))).toEqual({ noun: 'partnership', id });
        expect(parseStream(personStream(partnership, id))).toEqual({ noun: 'person', partnership, id });
        expect(parseStream(projectStream(partnership, id))).toEqual({ noun: 'project', partnership, id });
        expect(parseStream(sourceStream(partnership, id))).toEqual({ noun: 'source', partnership, id });
        expect(parseStream(meetingStream(partnership, id))).toEqual({ noun: 'meeting', partnership, id });
      }),
    );
  });

  it('of a partnership or a person names no partnership beside', () => {
    expect('partnership' in parseStream('partnership-p-17')).toBe(false);
  });

  it('is named for one partnership and one id', () => {
    fc.assert(
      fc.property(anId, anId, anId, anId, (a, b, c, d) => {
        expect(projectStream(a, b) === projectStream(c, d)).toBe(a === c && b === d);
      }),
    );
  });

  it.each(
    [
      '',
      'project',
      'project-',
      'project-thurrock',
      'project-thurrock.',
      'project-.a',
      'project-a.b.c',
      'b-a',
    ].concat([
      'partnership-a.b',
      'person-',
      'person-A',
      'command-1',
      'project-thurrock.A',
      ' person-p.a',
      'person-a',
      'person-p.a\n',
    ]),
  )('is not %p', (stream) => {
    expect(() => parseStream(stream)).toThrow(RangeError);
  });
});
