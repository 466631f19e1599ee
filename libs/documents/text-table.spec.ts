import { describe, expect, it } from '@jest/globals';
import { displayWidth, plainLine, wrapped } from '#documents/plain-text';
import { tableLines } from '#documents/text-table';

const columns = [{ heading: 'Project' }, { heading: 'Award', align: 'right' }] as const;

describe('A table for people', () => {
  it('aligns words on the left and money on the right, and sets off the totals', () => {
    const rows = [
      ['Signs', '£153.00'],
      ['Alcohol worker', '£15,000.00'],
    ];
    expect(tableLines({ columns, rows, totals: [['Total', '£15,153.00']] })).toEqual([
      'Project              Award',
      '--------------  ----------',
      'Signs              £153.00',
      'Alcohol worker  £15,000.00',
      '--------------  ----------',
      'Total           £15,153.00',
    ]);
  });

  it('wraps words at the width of the terminal, and never money', () => {
    const rows = [['Events for people with learning disabilities', '£1,469.00']];
    expect(tableLines({ columns, rows }, 32)).toEqual([
      'Project                    Award',
      '---------------------  ---------',
      'Events for people      £1,469.00',
      'with learning',
      'disabilities',
    ]);
  });

  it('wraps a long heading over short figures', () => {
    const rows = [['Signs', '£5.00', '£6.00']];
    const wide = [
      { heading: 'Project' },
      { heading: 'To be confirmed', align: 'right' },
      { heading: 'Spent', align: 'right' },
    ] as const;
    expect(tableLines({ columns: wide, rows }, 25)).toEqual([
      'Project      To be  Spent',
      '         confirmed',
      '-------  ---------  -----',
      'Signs        £5.00  £6.00',
    ]);
  });

  it('takes from the widest column first', () => {
    const rows = [['a fairly long title of a project', 'lead', '£1.00']];
    const three = [
      { heading: 'Project' },
      { heading: 'Officer' },
      { heading: 'Award', align: 'right' },
    ] as const;
    expect(Math.max(...tableLines({ columns: three, rows }, 40).map((line) => line.length))).toBe(40);
  });

  it('becomes a block a row where even wrapped words leave too little room', () => {
    const rows = [
      ['Signs against anti-social behaviour', '£1,153.00'],
      ['Tape', '£4.00'],
    ];
    expect(tableLines({ columns, rows, totals: [['', '£1,157.00']] }, 20)).toEqual([
      'Project  Signs',
      '         against',
      '         anti-social',
      '         behaviour',
      'Award    £1,153.00',
      '',
      'Project  Tape',
      'Award        £4.00',
      '',
      'Award    £1,157.00',
    ]);
  });

  it('is plain where there is no terminal: nothing is wrapped', () => {
    expect(tableLines({ columns, rows: [['x '.repeat(200), '£1.00']] })).toHaveLength(3);
  });

  it('has headings when it has no rows, and a blank where a row has no text', () => {
    expect(tableLines({ columns, rows: [[]] })).toEqual(['Project  Award', '-------  -----', '']);
  });

  it('shows, and does not obey, what someone typed', () => {
    const rows = [['\u001b[2Jgone\u009b31m\nnext \u202eline', '£1.00']];
    expect(tableLines({ columns, rows })[2]).toBe('[2Jgone 31m next line  £1.00');
  });
});

describe('The width of a line', () => {
  it.each([
    ['plain', 5],
    ['£5 – nil', 8],
    ['Café', 4],
    ['日本', 4],
    ['👮', 2],
  ])('of %s is counted as a terminal shows it', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('bounds what is wrapped, but for a longer word', () => {
    expect(wrapped('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrapped('extraordinarily so', 7)).toEqual(['extraordinarily', 'so']);
    expect(plainLine('  a \t\r\n b ')).toBe('a b');
  });
});
