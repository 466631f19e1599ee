import { describe, expect, it } from '@jest/globals';
import { maximumRegisterBytes, readSheet } from '#imports/register-file';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const utf16 = (text: string): Uint8Array => Buffer.from(text, 'utf16le');

describe('The file of a register', () => {
  it('gives its rows by their numbers, trimmed, without the empty ones', () => {
    expect(readSheet(bytes('\uFEFFa, b \r\n,\r\n"c\r\nd","e ""f"""\r\n'))).toEqual([
      { row: 1, cells: ['a', 'b'] },
      { row: 3, cells: ['c\nd', 'e "f"'] },
    ]);
  });

  it('may end its lines in any way, and its last one not at all', () => {
    for (const end of ['\n', '\r\n', '\r']) expect(readSheet(bytes(`a${end}b`))).toHaveLength(2);
  });

  it.each([
    ['nothing', bytes(''), 'It is empty.'],
    ['UTF-16 with its mark', Uint8Array.of(0xff, 0xfe, 0x61, 0), 'It is UTF-16'],
    ['UTF-16 without a mark', utf16('Project,Cost'), 'It is UTF-16'],
    ['NUL bytes', bytes('Project,Cost\nA long name of a project,\u0000£1'), 'It holds NUL bytes'],
    ['Windows-1252', Uint8Array.of(0x43, 0x6f, 0x73, 0x74, 0x20, 0xa3), 'perhaps Windows-1252'],
    ['a quote that is never closed', bytes('a,b\n"c,d\n'), 'A quoted cell is never closed'],
    ['a quote inside a cell', bytes('a,b\nc,d "e" f\n'), 'A quotation mark on or before line 2'],
    ['text after a quote', bytes('a,b\n"c" d,e\n'), 'A quotation mark on or before line 2'],
    ['a cell of 1 MB', bytes(`a,b\n"${'x'.repeat(1024 * 1024)}",c\n`), 'is longer than 100,000 characters'],
    ['a cell of 30,000 characters', bytes(`a,b\n${'x'.repeat(30_000)},c`), 'row 2, column 1 holds 30000'],
    ['more rows than a register has', bytes('a\n'.repeat(5001)), 'It has 5001 rows'],
    [
      'too many bytes',
      new Uint8Array(maximumRegisterBytes + 1),
      'It is 5.0 MB, and a register is at most 5 MB',
    ],
  ])('is not read when it holds %s', (_, file, message) => {
    expect(() => readSheet(file)).toThrow(message);
  });
});
