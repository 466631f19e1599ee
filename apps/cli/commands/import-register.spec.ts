import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withData } from '../data-place.js';
import type { ImportRegisterOptions } from '../register-options.js';
import type { Terminal } from '../terminal.js';
import { importRegister } from './import-register.js';
import { runFile } from './run.js';

const admin = { person: 'admin', role: 'administrator' };
const support = { person: 'support', role: 'support-officer' };
const finance = { person: 'finance', role: 'finance-officer' };

function command(name: string, actor: object, fields: object): string {
  const said = JSON.stringify(fields);
  const id = `${name}-${said.length}-${said.replaceAll(/[^a-z0-9]/g, '')}`;
  const at = '2012-04-02T09:00:00.000Z';
  const envelope = { command: name, id: id.toLowerCase().slice(0, 64), partnership: 'riverside', actor, at };
  return JSON.stringify({ ...envelope, ...fields });
}

const partnership = [
  command('FoundPartnership', admin, { name: 'Riverside', example: true }),
  command('AdmitAgency', admin, { agency: 'council', name: 'The council' }),
  ...['support', 'finance', 'lead'].map((person) =>
    command('RegisterPerson', admin, { person, name: person }),
  ),
  command('GiveRole', admin, { person: 'support', role: 'support-officer' }),
  command('GiveRole', admin, { person: 'finance', role: 'finance-officer' }),
  command('GiveRole', admin, { person: 'lead', role: 'lead-officer', agency: 'council' }),
  command('AdoptPriority', support, {
    priority: 'asb',
    name: 'Anti-social behaviour',
    alsoWritten: [{ written: 'ASB' }],
  }),
  command('OpenFundingSource', finance, {
    source: 'pool',
    name: 'Pooled money',
    provider: 'Home Office',
    year: '2011-12',
    mayCrossYear: false,
  }),
  command('ConfirmFunding', finance, {
    source: 'pool',
    entry: 'grant',
    fundingType: 'revenue',
    amountPence: 100_000,
    reference: 'Letter',
    reason: 'Confirmed.',
  }),
];

const options: ImportRegisterOptions = {
  partnership: 'riverside',
  year: '2011-12',
  source: 'pool',
  fundingType: 'revenue',
  decidedOn: '2011-04-12',
  reference: 'Register of 2011/12',
  leadOfficer: 'lead',
  leadAgency: 'council',
};

class Lines implements Terminal {
  readonly width = undefined;
  text = '';

  async line(text = ''): Promise<void> {
    this.text += `${text}\n`;
  }

  async flush(): Promise<void> {
    // What is written is there at once.
  }
}

async function imported(
  file: string,
  more: Partial<ImportRegisterOptions> = {},
): Promise<{ code: number; text: string }> {
  const terminal = new Lines();
  const code = await importRegister(file, { ...options, ...more }, terminal);
  return { code, text: terminal.text };
}

/** Everything that was ever recorded, answers to refused commands too. */
async function trace(): Promise<number[]> {
  return withData(async ({ store }) => {
    return [await store.lastPosition(), (await Array.fromAsync(store.readAnswers(0))).length];
  });
}

describe('Importing a register', () => {
  let folder: string;
  let before: string | undefined;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tallystick-import-'));
    before = process.env['TALLYSTICK_DATA'];
    process.env['TALLYSTICK_DATA'] = join(folder, 'data');
    writeFileSync(join(folder, 'partnership.ndjson'), partnership.join('\n'));
    const tally = await runFile(join(folder, 'partnership.ndjson'), {}, async () => undefined);
    if (tally.accepted !== partnership.length) throw new Error(JSON.stringify(tally));
  });

  afterAll(() => {
    if (before === undefined) delete process.env['TALLYSTICK_DATA'];
    else process.env['TALLYSTICK_DATA'] = before;
    rmSync(folder, { recursive: true });
  });

  function fileOf(content: string | Uint8Array, name = 'register.csv'): string {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  }

  const register = (...rows: string[]): string => fileOf(['Project,Priority,Cost,Spent', ...rows].join('\n'));

  it.each([
    ['an unreadable row', ['Signs,ASB,£100', 'Tape,ASB,soon'], '"soon" is not a sum'],
    ['an unknown priority', ['Signs,ASB,£100', 'Tape,litter,£5'], '"litter" is none'],
    ['a formula', ['Signs,ASB,£100', '=2+5,ASB,£5'], 'begins with "="'],
    [
      'more than there is, over all rows',
      ['Signs,ASB,£600', 'Tape,ASB,£600'],
      'uncommitted, and this needs £600.00',
    ],
  ])('writes nothing when it has %s', async (_, rows, reason) => {
    const untouched = await trace();
    const { code, text } = await imported(register(...rows));
    expect(code).toBe(1);
    expect(text).toContain(reason);
    expect(text).toContain('Nothing was changed: 1 row cannot be entered.');
    expect(await trace()).toEqual(untouched);
  });

  it.each([
    ['no UTF-8', Uint8Array.of(0x50, 0xa3), 'perhaps Windows-1252'],
    ['broken quotes', 'Project,Priority,Cost\n"Signs,ASB,£1', 'never closed'],
    ['a cell of 1 MB', `Project,Priority,Cost\n"${'x'.repeat(1_048_576)}",ASB,£1`, 'longer than'],
    ['NUL bytes', 'Project,Priority,Cost\nSigns\u0000and more of them,ASB,£1', 'NUL bytes'],
    ['no headings', 'Signs,ASB,£1', 'No row of headings'],
  ])('leaves no trace of a file with %s', async (_, content, message) => {
    const untouched = await trace();
    await expect(imported(fileOf(content))).rejects.toThrow(message);
    expect(await trace()).toEqual(untouched);
  });

  // Node itself reads no more than 2 GB at once, so the last of them shows that none of it was read.
  it.each([100, 3000])('does not read a file of %i MB', async (megabytes) => {
    const file = fileOf('');
    truncateSync(file, megabytes * 1024 * 1024);
    const words = `It is ${megabytes}.0 MB, and a register is at most 5 MB.`;
    await expect(imported(file)).rejects.toThrow(words);
  });

  it('changes nothing in a dry run, and says what it would do', async () => {
    const untouched = await trace();
    const { code, text } = await imported(register('Signs,ASB,£100,£90', 'Tape,ASB,soon'), { dryRun: true });
    expect(code).toBe(1);
    expect(text).toMatch(/2 {2}Signs {4}all {9}£100\.00 {2}£90\.00 {2}to be taken on/);
    expect(text).toContain('A dry run: nothing was changed. 1 row would be entered. 1 row cannot be entered');
    expect(await trace()).toEqual(untouched);
  });

  it('is refused to whoever may not give it, and there is no other partnership', async () => {
    const untouched = await trace();
    expect((await imported(register('Signs,ASB,£100'), { by: 'lead' })).text).toContain('You do not act as');
    expect(await trace()).toEqual(untouched);
    await expect(imported(register('Signs,ASB,£100'), { partnership: 'elsewhere' })).rejects.toThrow(
      'no partnership',
    );
  });

  it('enters the rows and what was spent, and a second time changes nothing', async () => {
    const rows = ['Signs – at the station,ASB,£100,£90', 'Survey,all,nil,', 'Review,ASB,£20,'];
    const first = await imported(register(...rows), { reserve: ['Review'] });
    expect(first.text).toContain('3 rows entered.');
    expect(first.code).toBe(0);
    const after = await trace();
    const again = await imported(register(...rows), { reserve: ['Review'] });
    expect(again.text).toContain('Nothing was changed: every row was entered before.');
    expect(again.code).toBe(0);
    expect(await trace()).toEqual(after);
  });

  it('does not take a row for another that was entered before', async () => {
    const untouched = await trace();
    const { code, text } = await imported(register('Signs – at the station,ASB,£101,£90'));
    expect(code).toBe(1);
    expect(text).toContain('Nothing was changed: 1 row cannot be entered.');
    expect(await trace()).toEqual(untouched);
  });

  it('lets the valid rows in when it is told to, and the others once they are possible', async () => {
    const rows = ['Paint,ASB,£5', 'Posts,ASB,soon', 'Lights,ASB,£5000'];
    const { code, text } = await imported(register(...rows), { acceptValid: true });
    expect(code).toBe(1);
    expect(text).toContain('1 row entered. 2 rows left out.');
    writeFileSync(
      join(folder, 'more.ndjson'),
      command('ConfirmFunding', finance, {
        source: 'pool',
        entry: 'second',
        fundingType: 'revenue',
        amountPence: 500_000,
        reference: 'Letter',
        reason: 'More.',
      }),
    );
    await runFile(join(folder, 'more.ndjson'), {}, async () => undefined);
    expect((await imported(register(...rows), { acceptValid: true })).text).toContain(
      '1 row entered. 1 row left out.',
    );
  });

  it('asks for a finance officer only where the file says what was spent', async () => {
    const another = [
      command('RegisterPerson', admin, { person: 'finance-2', name: 'Another' }),
      command('GiveRole', admin, { person: 'finance-2', role: 'finance-officer' }),
    ];
    writeFileSync(join(folder, 'another.ndjson'), another.join('\n'));
    await runFile(join(folder, 'another.ndjson'), {}, async () => undefined);
    const trial = { dryRun: true };
    expect((await imported(fileOf('Project,Priority,Cost\nBins,ASB,£1'), trial)).text).toContain(
      '1 row would',
    );
    await expect(imported(register('Bins,ASB,£1,£1'), trial)).rejects.toThrow('say with --finance-by');
  });

  it('gives the same to a program', async () => {
    const { text } = await imported(register('Paint,ASB,£5', 'Posts,ASB,soon'), { dryRun: true, json: true });
    expect(JSON.parse(text)).toMatchObject({
      dryRun: true,
      written: false,
      rows: [{ row: 2, kind: 'project', id: 'paint-2011-12', amountPence: 500, outcome: 'already entered' }],
      problems: [{ row: 3, column: 'Cost', reason: expect.any(String) }],
    });
  });

  it.each([
    [{ year: '2011-13' }, '--year is a financial year such as 2011-12, not 2011-13.'],
    [{ decidedOn: 'May' }, '--decided-on is a day such as 2011-04-12, not May.'],
    [{ fundingType: 'gold' }, '--funding-type is capital or revenue, not gold.'],
    [{ reserve: ['nothing'] }, 'The reserve "nothing" fits no row'],
    [{ source: 'purse' }, '--source names purse, and there is no such funding source here. Known are: pool.'],
    [{ year: '2012-13' }, '--year is 2012-13, and the funding source pool is of 2011-12.'],
    [
      { leadAgency: 'navy' },
      '--lead-agency names navy, and there is no such agency here. Known are: council.',
    ],
    [{ leadOfficer: 'nobody' }, '--lead-officer names nobody, and there is no such person here.'],
  ])('is not begun with %j', async (more, message) => {
    await expect(imported(register('Paint,ASB,£5'), more)).rejects.toThrow(message);
  });
});
