import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { kurrentNames } from '#stores/kurrentdb/kurrent-names';

const names = kurrentNames('');
const prefixed = kurrentNames('test-1.');
const keys = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
});
const ids = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,9}$/);
const streams = fc
  .tuple(fc.stringMatching(/^[a-z]{1,8}$/), ids, fc.option(ids))
  .map(([noun, id, more]) => `${noun}-${id}${more === null ? '' : `.${more}`}`);

describe('The names of the streams in KurrentDB', () => {
  it('spell the key of a command with an escape, so that the server takes it', () => {
    expect(names.command('thurrock/7F-1')).toBe('command-thurrock_2f7F-1');
    expect(names.command('row-1')).toBe('command-row-1_');
    expect(names.command('a_b')).toBe('command-a_5fb');
  });

  it('never spell two commands alike, and only with letters, digits, dots, dashes and underscores', () => {
    fc.assert(
      fc.property(keys, keys, (one, other) => {
        expect(names.command(one)).toMatch(/^[A-Za-z0-9._-]+$/);
        expect(names.command(one) === names.command(other)).toBe(one === other);
      }),
    );
  });

  it('tell events, answers and all else apart, whatever they are called', () => {
    fc.assert(
      fc.property(keys, streams, (key, stream) => {
        expect([names.isAnswer(names.command(key)), names.isEvent(names.command(key))]).toEqual([
          true,
          false,
        ]);
        expect([names.isAnswer(names.event(stream)), names.isEvent(names.event(stream))]).toEqual([
          false,
          true,
        ]);
      }),
    );
    const others = [
      names.clock,
      names.eventId('7f3a0000-0000-4000-8000-000000000000'),
      '$settings',
      '$$clock',
    ];
    for (const other of others) expect([names.isAnswer(other), names.isEvent(other)]).toEqual([false, false]);
  });

  it('with a prefix are nobody else’s', () => {
    fc.assert(
      fc.property(streams, (stream) => {
        expect(prefixed.eventStreamOf(prefixed.event(stream))).toBe(stream);
        expect(prefixed.isEvent(names.event(stream))).toBe(false);
        expect(names.isEvent(prefixed.event(stream)) && stream.includes('.')).toBe(false);
      }),
    );
  });

  it('and their metadata are found by one pattern', () => {
    const pattern = new RegExp(prefixed.patterns.metadataOfOurs);
    for (const stream of ['project-a.b', 'command-a_2fb', 'event_1', 'clock'])
      expect([pattern.test(`$$test-1.${stream}`), pattern.test(`$$${stream}`)]).toEqual([true, false]);
  });
});
