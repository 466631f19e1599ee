import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { administrator, openSource } from '#testing/desk-story';
import { dayOf } from '../../testing/filling-in.js';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Shown, Visitor } from '../../testing/visitor.js';

const page = '/p/riverside/import-register';
const answers = {
  source: 'home-office',
  fundingType: 'revenue',
  ...dayOf('decidedOn', '2011-04-01'),
  reference: 'Register of 2011/12',
  leadOfficer: 'lead-1',
  leadAgency: 'youth-trust',
};

let pages: PagesUnderTest;
let support: Visitor;

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  await openSource(pages.story, 'purse', 100_000);
  pages.story.on('2012-04-02');
  await pages.upToDate();
  support = await pages.as('support-1');
});
afterAll(async () => pages.close());

function register(...rows: readonly string[]): string {
  return ['Project,Priority,Cost,Spent', ...rows].join('\n');
}

/** What a visitor sees once they have chosen a file and answered the questions. */
async function chosen(
  content: string | Uint8Array<ArrayBuffer>,
  more: Readonly<Record<string, string>> = {},
  visitor: Visitor = support,
): Promise<Shown> {
  const file = new File([content], 'register 2011.csv');
  return visitor.send(await visitor.open(page), { ...answers, ...more, register: file });
}

/** Everything that was ever recorded, answers to refused commands too. */
async function trace(): Promise<readonly number[]> {
  const kept = await Array.fromAsync(pages.story.store.readAnswers(0));
  return [await pages.story.store.lastPosition(), kept.length];
}

describe('A register from a spreadsheet', () => {
  it('shows every row that it would make, and enters nothing', async () => {
    const untouched = await trace();
    const shown = await chosen(register('Signs,Anti-social behaviour,£100', 'Café,all,nil'));
    expect(shown.heading).toBe('Check what the register makes');
    expect(shown.tableOf('What it makes').slice(1)).toEqual([
      ['2', 'SignsAnti-social behaviour', 'A project with an award of £100.00', '£100.00'],
      ['3', 'CaféAnti-social behaviour', 'A project with an award of £0.00', '£0.00'],
      ['In all', '£100.00'],
    ]);
    expect(await trace()).toEqual(untouched);
  });

  it('names row, column and reason of each cell that cannot be read, beside what can', async () => {
    const rows = ['Signs,ASB and litter,£100', 'Tape,Anti-social behaviour,soon', 'Paint,all,£5'];
    const shown = await chosen(register(...rows));
    expect(shown.tableOf('What cannot be entered').slice(1)).toEqual([
      ['2', 'Priority', '"litter" is none of the partnership\'s priorities as it writes them.'],
      ['3', 'Cost', expect.stringContaining('"soon" is not a sum') as unknown],
    ]);
    expect(shown.tableOf('What it makes')).toHaveLength(3);
    expect(shown.text).toContain('1 row can be entered, and 2 rows cannot.');
  });

  it('is entered whole or not at all, unless the rest is accepted', async () => {
    const untouched = await trace();
    const shown = await chosen(register('Posts,all,£5', 'Lights,all,soon'));
    const refused = await support.send(shown, { step: 'send' });
    expect(refused.status).toBe(422);
    expect(refused.problems.join()).toContain('Some rows cannot be entered.');
    expect(await trace()).toEqual(untouched);
    const done = await support.send(refused, { step: 'send', acceptValid: 'yes' });
    expect(done.text).toContain('1 row entered. 1 row left out.');
    expect(done.text).toContain('Posts');
    expect(done.text).not.toContain('Lights');
  });

  it('is refused as a whole where its rows together need more than there is', async () => {
    const shown = await chosen(register('Bins,all,£600', 'Benches,all,£600'), { source: 'purse' });
    expect(shown.tableOf('What cannot be entered').at(-1)?.at(-1)).toContain('this needs £600.00');
  });

  it('changes nothing when it is imported again, by whomever and however often it is sent', async () => {
    const rows = register('Camera,all,£20', 'Review of a death,all,£30');
    const reserve = { reserves: 'Review' };
    const check = await chosen(rows, reserve);
    expect(check.text).toContain('A reserve of £30.00');
    const sent = await Promise.all([
      support.send(check, { step: 'send' }),
      support.send(check, { step: 'send' }),
    ]);
    expect(sent.map(({ status }) => status)).toEqual([200, 200]);
    const after = await pages.story.store.lastPosition();
    const again = await chosen(rows, reserve);
    expect(again.tableOf('What it makes').map((row) => row[2])).toEqual([
      'Becomes',
      'Entered before',
      'Entered before',
      undefined,
    ]);
    const done = await support.send(again, { step: 'send' });
    expect(done.text).toContain('Nothing was changed: every row was entered before.');
    expect(await pages.story.store.lastPosition()).toBe(after);
  });

  it('goes back to its answers with the file still chosen', async () => {
    const form = await support.send(await chosen(register('Fence,all,£1')), { step: 'change' });
    expect(form.heading).toBe('Import a register');
    expect(form.text).toContain('register 2011.csv is chosen.');
    expect(form.valueOf('reference')).toBe('Register of 2011/12');
    const check = await support.send(form, answers);
    expect(check.text).toContain('Fence');
  });

  it('asks again for what is missing, and for the file', async () => {
    const empty = await support.send(await support.open(page), { ...answers, reference: '' });
    expect(empty.status).toBe(422);
    expect(empty.problems).toEqual(['Choose the register', 'Enter where the decision is written down']);
    expect(empty.problemOf('register')).toBe('Choose the register');
  });
});

describe('What was spent, in a register', () => {
  const rows = register('Bus,all,£50,£40');

  it('is for a finance officer to enter from the same file, after the projects are there', async () => {
    const finance = await pages.as('finance-1');
    const early = await chosen(rows, {}, finance);
    expect(early.tableOf('What cannot be entered').at(-1)?.at(-1)).toContain('There is no project');
    const check = await chosen(rows);
    expect(check.text).toContain('1 row has something for a finance officer to enter');
    await support.send(check, { step: 'send' });
    const paid = await chosen(rows, {}, finance);
    expect(paid.tableOf('What it makes').at(1)?.at(2)).toBe('£40.00 spent');
    expect((await finance.send(paid, { step: 'send' })).text).toContain('1 row entered.');
    const spending = await finance.open('/p/riverside/projects/bus-2011-12/spending');
    expect(spending.text).toContain('£40.00 of an award of £50.00 is spent');
  });

  it('is entered at once by someone who holds both roles, each part in its own', async () => {
    await pages.story.do(administrator, 'GiveRole', { person: 'finance-2', role: 'support-officer' });
    const both = await pages.as('finance-2');
    const check = await chosen(register('Van,all,£9,£8'), {}, both);
    expect(check.tableOf('What it makes').at(1)?.at(2)).toBe('A project with an award of £9.00, £8.00 spent');
    await both.send(check, { step: 'send' });
    const shown = await both.open('/p/riverside/projects/van-2011-12');
    expect(shown.text).toContain('by The officer finance-2, support officer');
    expect(shown.text).toContain('by The officer finance-2, finance officer');
  });
});

describe('A file that is no register', () => {
  it.each([
    ['is not UTF-8', Uint8Array.of(0x50, 0xa3), 'perhaps Windows-1252'],
    ['has quotes that do not pair', 'Project,Priority,Cost\n"Signs,all,£1', 'never closed'],
    ['has a cell of 1 MB', `Project,Priority,Cost\n"${'x'.repeat(1_048_576)}",all,£1`, 'longer than'],
    ['holds NUL bytes', 'Project,Priority,Cost\nSigns\u0000 and more of them,all,£1', 'NUL bytes'],
    ['has no headings', 'Signs,all,£1', 'No row of headings'],
    ['is a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1), 'not UTF-8'],
    ['is larger than 5 MB', 'x'.repeat(5 * 1024 * 1024 + 10), 'larger than 5 MB'],
  ])('and %s is refused beside its input, and leaves no trace', async (_, content, words) => {
    const untouched = await trace();
    const shown = await chosen(content);
    expect(shown.status).toBe(422);
    expect(shown.title).toMatch(/^Error: Import a register/);
    expect(shown.problemOf('register')).toContain(words);
    expect(shown.valueOf('reference')).toBe('Register of 2011/12');
    expect(await trace()).toEqual(untouched);
  });

  it('has what looks like a formula reported and not entered, and markup shown as it is', async () => {
    const shown = await chosen(register('=2+5,all,£5', '<img src=x onerror=alert(1)>,all,£5'));
    expect(shown.tableOf('What cannot be entered').at(1)?.at(2)).toContain('begins with "="');
    expect(shown.text).toContain('<img src=x onerror=alert(1)>');
    expect(shown.html).not.toContain('<img');
  });

  it('and whose reserve is none of its rows says so beside that question', async () => {
    const shown = await chosen(register('Signs,all,£1'), { reserves: 'Nothing' });
    expect(shown.problemOf('reserves')).toContain('fits no row');
  });
});

describe('What is posted to the import', () => {
  it('is refused without the token of a page of ours', async () => {
    const body = [
      '--b',
      'content-disposition: form-data; name="register"; filename="x.csv"',
      '',
      'x',
      '--b--',
      '',
    ];
    const posted = Buffer.from(body.join('\r\n'));
    const shown = await support.postBytes(page, posted, 'multipart/form-data; boundary=b');
    expect(shown.status).toBe(403);
  });

  it.each([
    ['is cut short', '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\nx'],
    [
      'has a name that is no name',
      '--b\r\ncontent-disposition: form-data; name="__proto__"\r\n\r\nx\r\n--b--\r\n',
    ],
    [
      'has a thousand fields',
      `${'--b\r\ncontent-disposition: form-data; name="a"\r\n\r\nx\r\n'.repeat(1000)}--b--\r\n`,
    ],
  ])('and %s is refused in words', async (_, body) => {
    const shown = await support.postBytes(page, Buffer.from(body), 'multipart/form-data; boundary=b');
    expect([400, 403]).toContain(shown.status);
    expect(shown.heading).not.toBe('');
  });

  it('is turned away, and read no further, when it is more than a file and what is typed', async () => {
    const field = `--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n${'x'.repeat(5_000_000)}\r\n`;
    const body = Buffer.from(`${field.repeat(3)}--b--\r\n`);
    const shown = await pages.visitor().postBytes(page, body, 'multipart/form-data; boundary=b');
    expect(shown.status).toBe(413);
    expect(shown.heading).toBe('That was too long');
  });

  it('is no form where a route takes no file', async () => {
    const body = Buffer.from('--b\r\ncontent-disposition: form-data; name="token"\r\n\r\nx\r\n--b--\r\n');
    const shown = await support.postBytes(
      '/p/riverside/meetings/call',
      body,
      'multipart/form-data; boundary=b',
    );
    expect(shown.status).toBe(403);
  });

  it('is not for those who keep no register', async () => {
    expect((await (await pages.as('lead-1')).open(page)).status).toBe(403);
    expect((await support.open('/p/riverside/projects')).link('Import a register')).toBe(page);
    expect((await (await pages.as('lead-1')).open('/p/riverside/projects')).link('Import a')).toBeUndefined();
  });

  it('is kept with its file when the session has ended meanwhile, and sent after signing in again', async () => {
    const visitor = await pages.as('support-1');
    const form = await visitor.open(page);
    pages.now = new Date(Date.now() + 31 * 60_000).toISOString();
    // All of it is more than a form without a file may come to.
    const notes = Array.from({ length: 4 }, () => 'x'.repeat(19_000)).join();
    const gates = Array.from({ length: 12 }, (_, gate) => `Gate ${gate},all,£1,${notes}`);
    const rows = ['Project,Priority,Cost,A,B,C,D', ...gates];
    const large = new File([rows.join('\n')], 'register 2011.csv');
    const out = await visitor.send(form, { ...answers, register: large });
    expect(out.heading).toBe('You have been signed out');
    visitor.hold('__Host-session', await pages.sessions.beginLook('riverside', 'support-1'));
    const again = await visitor.send(out);
    expect(again.heading).toBe('Is this still to be sent?');
    expect((await visitor.send(again)).text).toContain('Gate 11');
    pages.now = undefined;
  });
});
