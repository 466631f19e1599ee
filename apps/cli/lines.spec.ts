import { describe, expect, it } from '@jest/globals';
import { linesOf } from './lines.js';
import type { ReadLine } from './lines.js';

async function read(...chunks: (string | Uint8Array)[]): Promise<ReadLine[]> {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  }
  return Array.fromAsync(linesOf(bytes()));
}

describe('The lines of a file of commands', () => {
  it('are numbered from 1, the blank ones counted and left out', async () => {
    expect(await read('a\n\n  \r\nb')).toEqual([
      { number: 1, text: 'a' },
      { number: 4, text: 'b' },
    ]);
    expect(await read('')).toEqual([]);
  });

  it('are put together across the pieces in which the file comes', async () => {
    const pound = Buffer.from('£');
    expect(await read('{"a"', ': 1}', '\n{"b":', pound.subarray(0, 1), pound.subarray(1), '}\n')).toEqual([
      { number: 1, text: '{"a": 1}' },
      { number: 2, text: '{"b":£}' },
    ]);
  });

  it('may be read from one buffer that is filled again', async () => {
    const buffer = Buffer.from('first ');
    async function* reused(): AsyncGenerator<Uint8Array> {
      yield buffer;
      buffer.write('second');
      yield buffer;
    }
    expect(await Array.fromAsync(linesOf(reused()))).toEqual([{ number: 1, text: 'first second' }]);
  });

  it('say in their place that they are too long or not UTF-8, and those after them are read', async () => {
    const lines = await read('x'.repeat(3 * 1024 * 1024), '\n', Uint8Array.of(0xa3, 0x0a), 'next');
    expect(lines).toEqual([
      { number: 1, unreadable: 'The line is longer than 2 MB.' },
      { number: 2, unreadable: 'The line is not UTF-8.' },
      { number: 3, text: 'next' },
    ]);
  });
});
