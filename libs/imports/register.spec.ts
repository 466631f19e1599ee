import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readRegister } from '#imports/register';
import type { RegisterFacts, RegisterReading } from '#imports/register';
import type { RegisterOptions } from '#imports/register-commands';
import { readSheet } from '#imports/register-file';
import { sumPence } from '#kernel/pence';

const facts: RegisterFacts = {
  priorities: [
    { priority: 'asb', name: 'Anti-social behaviour', alsoWritten: ['ASB'] },
    { priority: 're-offending', name: 'Re-offending', alsoWritten: ['Reoffending'] },
    { priority: 'serious-crime', name: 'Serious crime', alsoWritten: [] },
    { priority: 'hate-crime', name: 'Hate crime', alsoWritten: [] },
    { priority: 'eep', name: 'EEP', alsoWritten: [] },
    {
      priority: 'young',
      name: 'Safeguarding young people',
      alsoWritten: ['Safeguarding YP', 'safeguard YP'],
    },
    { priority: 'adults', name: 'Safeguarding adults', alsoWritten: ['Safeguarding VA', 'safeguard VA'] },
    { priority: 'women', name: 'Violence against women', alsoWritten: [] },
    { priority: 'domestic', name: 'Domestic abuse', alsoWritten: [] },
    { priority: 'prevent', name: 'PREVENT', alsoWritten: ['PREVENT agenda'] },
  ],
  thematicGroups: [
    { group: 'asb-group', priorities: ['asb'] },
    { group: 'crime-group', priorities: ['serious-crime', 're-offending'] },
  ],
};
const options: RegisterOptions = {
  year: '2011-12',
  source: 'community-safety',
  fundingType: 'revenue',
  decidedOn: '2011-04-12',
  reference: 'Register of 2011/12',
  leadOfficer: 'lead',
  leadAgency: 'council',
  paidOn: '2012-03-31',
};
const headings = 'Project,Priority to address,Cost £,Partner input';

function read(csv: string, more: Partial<RegisterOptions> = {}): RegisterReading {
  return readRegister(readSheet(new TextEncoder().encode(csv)), facts, { ...options, ...more });
}

function readRows(...rows: string[]): RegisterReading {
  return read([headings, ...rows].join('\n'));
}

describe('A register', () => {
  it('becomes projects that are taken on, with their award', () => {
    const { items, problems } = readRows('Alcohol worker,ASB Re-offending Serious crime,"£15,000",A desk');
    expect(problems).toEqual([]);
    expect(items).toHaveLength(1);
    expect(items[0]?.commands).toEqual([
      {
        command: 'TakeOnProject',
        on: '2011-04-12',
        content: {
          project: 'alcohol-worker-2011-12',
          bid: {
            title: 'Alcohol worker',
            priorities: ['asb', 're-offending', 'serious-crime'],
            leadOfficer: 'lead',
            leadAgency: 'council',
            thematicGroup: 'asb-group',
            costs: [{ year: '2011-12', fundingType: 'revenue', amountPence: 1_500_000 }],
            partnerInput: 'A desk',
          },
          takenOn: { decidedOn: '2011-04-12', reference: 'Register of 2011/12' },
          award: {
            awardPence: 1_500_000,
            allocations: [{ source: 'community-safety', fundingType: 'revenue', amountPence: 1_500_000 }],
          },
        },
      },
    ]);
  });

  it.each([
    ['"£45,140"', 4_514_000],
    ['£3980', 398_000],
    ['"£1,000.50"', 100_050],
    ['65', 6_500],
    ['nil', 0],
    ['Nil', 0],
  ])('reads a cost of %s', (written, pence) => {
    const { items, problems } = readRows(`Signs,ASB,${written}`);
    expect(problems).toEqual([]);
    expect(items[0]?.amountPence).toBe(pence);
  });

  it('gives a project that cost nothing an award of nothing, without an allocation', () => {
    const [command] = readRows('Survey,EEP,nil').items[0]?.commands ?? [];
    expect(command?.content).toMatchObject({ bid: { costs: [] }, award: { awardPence: 0, allocations: [] } });
  });

  it.each([
    ['about £500', '"about £500" is not a sum such as £45,140, £1,000.50 or nil, and is not guessed at.'],
    ['"£3980,830 adults met"', '"£3980,830 adults met" is not a sum'],
    ['"£45,14"', '"£45,14" is not a sum'],
    ['', 'It is blank. That is not nil'],
  ])('does not guess at a cost of %s', (written, reason) => {
    const { items, problems } = readRows(`Signs,ASB,${written},Posts`);
    expect(items).toEqual([]);
    expect(problems).toEqual([{ row: 2, column: 'Cost £', reason: expect.stringContaining(reason) }]);
  });

  it('says so when a cost without quotation marks fell apart at its comma', () => {
    expect(readRows('Signs,ASB,£45,140').problems).toEqual([
      {
        row: 2,
        column: 'Cost £',
        reason: '"£45" is followed by "140": it may be £45,140 without quotation marks.',
      },
    ]);
  });

  it('reads a cost beside a number that cannot belong to it', () => {
    const { items, problems } = readRows('Meet the people,EEP,£3980,830 adults met');
    expect(problems).toEqual([]);
    expect(items[0]?.amountPence).toBe(398_000);
  });

  it('reads bare neighbours of three digits in a row with a cell for each heading', () => {
    const csv = 'Project,Priority,Cost,Spent\nSigns,ASB,500,480';
    const { items, problems } = read(csv);
    expect(problems).toEqual([]);
    expect(items[0]).toMatchObject({ amountPence: 50_000, spentPence: 48_000 });
    expect(read(`${csv},20`).problems).toContainEqual({
      row: 2,
      column: 'Cost',
      reason: '"500" is followed by "480": it may be 500,480 without quotation marks.',
    });
  });

  it('says of headings alone that there are no rows', () => {
    expect(() => read('Project,Priority,Cost')).toThrow('There are no rows under its headings');
  });

  it('reads a row that leaves out empty cells at its end, and reports one that ends too early', () => {
    const { items, problems } = readRows('Signs,ASB,£153', 'Leaflet,ASB');
    expect(items.map(({ row }) => row)).toEqual([2]);
    expect(problems).toEqual([
      { row: 3, column: 'Cost £', reason: expect.stringContaining('The row ends before this cell.') },
    ]);
  });

  it('reports a row with more cells than headings', () => {
    const { items, problems } = readRows('Signs,ASB,£153,Posts, paint and time');
    expect(items).toEqual([]);
    expect(problems[0]).toMatchObject({
      row: 2,
      column: '',
      reason: expect.stringContaining('5 cells under 4'),
    });
  });

  it('reports what begins like a formula, wherever it stands', () => {
    const { items, problems } = readRows(
      '=HYPERLINK(A1),ASB,£1',
      'Signs,ASB,£1,@SUM(A1)',
      'Tape,ASB,£1,- 25% theft',
      'Paint,ASB,£1,-',
    );
    expect(items.map(({ title }) => title)).toEqual(['Paint']);
    expect(problems.map(({ row, column }) => `${row} ${column}`)).toEqual([
      '2 Project',
      '3 Partner input',
      '4 Partner input',
    ]);
  });

  it('reports control characters and texts that are too long to keep', () => {
    const { problems } = readRows('Si\u001bgns,ASB,£1', `Tape,ASB,£1,${'x'.repeat(4001)}`);
    expect(problems.map(({ reason }) => reason)).toEqual([
      'It holds control characters.',
      'It holds 4001 characters; at most 4000 can be kept.',
    ]);
  });

  it("reports a priority that is none of the partnership's, and a blank one", () => {
    const { items, problems } = readRows('Signs,ASB and litter,£1', 'Tape,,£1', 'Paint,and,£1');
    expect(items).toEqual([]);
    expect(problems.map(({ row, reason }) => `${row}: ${reason}`)).toEqual([
      '2: "litter" is none of the partnership\'s priorities as it writes them.',
      '3: It is blank. A project serves one priority or more.',
      '4: "and" names no priority.',
    ]);
  });

  it('numbers rows as a spreadsheet does, over empty rows and cells of several lines', () => {
    const { items } = readRows('"Signs\nin two lines",ASB,£1', '', 'Tape,ASB,£1');
    expect(items.map(({ row, title }) => `${row} ${title}`)).toEqual(['2 Signs in two lines', '4 Tape']);
  });

  it('tells projects of one title apart, whether or not the first of them can be read', () => {
    const rows = ['Beer mats,ASB,£500', 'Beer mats,ASB,£600'];
    expect(readRows(...rows).items.map(({ id }) => id)).toEqual(['beer-mats-2011-12', 'beer-mats-2011-12-2']);
    expect(readRows('Beer mats,ASB,soon', rows[1] ?? '').items.map(({ id }) => id)).toEqual([
      'beer-mats-2011-12-2',
    ]);
  });

  it('gives the same ids whenever it is read, and others for another year', () => {
    const csv = `${headings}\nCafé 'Crème' & more,ASB,£1\n***,ASB,£1\n${'word '.repeat(30)},ASB,£1`;
    const ids = read(csv).items.map(({ id }) => id);
    expect(ids[0]).toBe('cafe-creme-more-2011-12');
    expect(ids[1]).toBe('row-2011-12');
    expect(ids.every((id) => id.length <= 64)).toBe(true);
    expect(read(csv).items.map(({ id }) => id)).toEqual(ids);
    expect(read(csv, { year: '2012-13' }).items[0]?.id).toBe('cafe-creme-more-2012-13');
  });

  it('has the expenditure follow the award where the file gives it', () => {
    const csv = `${headings},Spent\nSigns,ASB,£153,,£150.50\nTape,ASB,£20,,\nSurvey,EEP,nil,,nil`;
    const [signs, tape, survey] = read(csv).items;
    expect(signs?.spentPence).toBe(15_050);
    expect(signs?.commands[1]).toMatchObject({
      command: 'RecordExpenditure',
      content: {
        project: 'signs-2011-12',
        payment: 'register-2011-12',
        netPence: 15_050,
        paidOn: '2012-03-31',
      },
    });
    expect(tape?.commands).toHaveLength(1);
    expect(survey?.commands).toHaveLength(1);
  });

  it('holds as a reserve, and not as a project, the row that it is told to', () => {
    const csv = `${headings}\nSigns,ASB,£153\nHomicide review – money held in case,Violence against women,"£20,000"`;
    for (const name of ['homicide REVIEW', '3']) {
      const { items } = read(csv, { reserves: [name] });
      expect(items.map(({ kind }) => kind)).toEqual(['project', 'reserve']);
      expect(items[1]?.commands).toEqual([
        {
          command: 'HoldReserve',
          on: '2011-04-12',
          content: {
            source: 'community-safety',
            reserve: 'homicide-review-2011-12',
            fundingType: 'revenue',
            amountPence: 2_000_000,
            purpose: 'Homicide review – money held in case',
            takenOn: { decidedOn: '2011-04-12', reference: 'Register of 2011/12' },
          },
        },
      ]);
    }
  });

  it.each(['nothing like it', 'signs'])(
    'is not read when the reserve "%s" fits no row or several',
    (name) => {
      const csv = `${headings}\nSigns,ASB,£153\nMore signs,ASB,£153`;
      expect(() => read(csv, { reserves: [name] })).toThrow(`The reserve "${name}" fits`);
    },
  );

  it('takes a total for what it is, and reports one that its rows do not come to', () => {
    expect(readRows('Signs,ASB,£153', 'Total,,£153').totals).toEqual([{ row: 3, amountPence: 15_300 }]);
    expect(readRows('Signs,ASB,£153', 'TOTAL,,£160').problems).toEqual([
      { row: 3, column: 'Cost £', reason: 'The total is £160.00, and the rows above come to £153.00.' },
    ]);
  });

  it('says under which headings it read nothing', () => {
    expect(read('Project,Colour,Priority,Cost,Date paid\nSigns,red,ASB,£1,May').unreadColumns).toEqual([
      'Colour',
      'Date paid',
    ]);
  });

  it('finds its headings under a title of the sheet', () => {
    const { items } = read('Register 2011/12,,\n,,\nScheme,Priorities,Amount awarded\nSigns,ASB,£1');
    expect(items.map(({ row }) => row)).toEqual([4]);
  });

  it('is not read without headings, or with two that mean the same', () => {
    expect(() => read('a,b,c\n1,2,3')).toThrow(
      'there is no column for the project, its priorities or its cost.',
    );
    expect(() => read('Project,Cost\nSigns,£1')).toThrow('there is no column for its priorities.');
    expect(() => read('Project,Priority,Cost,Award\nSigns,ASB,£1,£1')).toThrow('"Cost" and "Award"');
  });

  it('is read as the one of 2011/12 stands', () => {
    const file = join(import.meta.dirname, '../../examples/thurrock-2011-12/register.csv');
    const rows = readSheet(readFileSync(file));
    const { items, problems, unreadColumns } = readRegister(rows, facts, {
      ...options,
      reserves: ['Domestic homicide review'],
    });
    expect(problems).toEqual([]);
    expect(unreadColumns).toEqual([]);
    expect(items.filter(({ kind }) => kind === 'project')).toHaveLength(42);
    expect(sumPence(items.map(({ amountPence }) => amountPence))).toBe(27_603_100);
    expect(items.filter(({ amountPence }) => amountPence === 0)).toHaveLength(2);
    expect(items.find(({ kind }) => kind === 'reserve')?.amountPence).toBe(2_000_000);
  });
});
