import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import type { HistoryEntry } from '#projections/history-of';
import type { Answered } from '../command-lines.js';
import type { Terminal } from '../terminal.js';
import { bids } from './bids.js';
import { budget } from './budget.js';
import { history } from './history.js';
import { indicators } from './indicators.js';
import { ledgerBatch } from './ledger-batch.js';
import { meeting } from './meeting.js';
import { project } from './project.js';
import { risks } from './risks.js';
import { runFile } from './run.js';
import { yearEnd } from './year-end.js';

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

const everyCommand = join(import.meta.dirname, '..', '..', '..', 'test', 'journeys', 'every-command.ndjson');
const finance = { person: 'finance-1', role: 'finance-officer' };

let folder: string;
let before: string | undefined;
let answers: readonly Answered[];

/** A partnership in which every command was given, and what is asked of it by itself. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tallystick-reads-'));
  before = process.env['TALLYSTICK_DATA'];
  process.env['TALLYSTICK_DATA'] = join(folder, 'data');
  answers = await send(readFileSync(everyCommand, 'utf8').trimEnd().split('\n'));
});

afterAll(() => {
  if (before === undefined) delete process.env['TALLYSTICK_DATA'];
  else process.env['TALLYSTICK_DATA'] = before;
  rmSync(folder, { recursive: true });
});

async function send(lines: readonly string[]): Promise<readonly Answered[]> {
  writeFileSync(join(folder, 'commands.ndjson'), lines.join('\n'));
  const all: Answered[] = [];
  await runFile(join(folder, 'commands.ndjson'), {}, async (answered) => void all.push(answered));
  return all;
}

function command(name: string, actor: object, fields: object): string {
  const at = '2013-05-03T09:00:00.000Z';
  const id = `more-${name}-${JSON.stringify(fields).length}`.toLowerCase();
  return JSON.stringify({ command: name, id, partnership: 'riverside', actor, at, ...fields });
}

async function accepted(line: string): Promise<void> {
  expect((await send([line])).map(({ reply }) => reply)).toMatchObject([{ outcome: 'accepted' }]);
}

const payment = {
  payment: 'ap-55',
  project: 'abuse-adviser',
  paidOn: '2013-05-03',
  payee: 'Bus Hire Ltd',
  reference: 'INV-55',
  netPence: 100_000,
  irrecoverableVatPence: 0,
  purpose: 'Hire',
  category: 'transport',
  charges: [{ source: 'ho-13', fundingType: 'revenue', amountPence: 100_000 }],
};

async function read(show: (terminal: Terminal) => Promise<void>): Promise<string> {
  const terminal = new Lines();
  await show(terminal);
  return terminal.text;
}

async function shown(id: string): Promise<string> {
  return read((terminal) => project(id, {}, terminal));
}

async function data(id: string): Promise<unknown> {
  return JSON.parse(await read((terminal) => project(id, { json: true }, terminal)));
}

describe('A meeting that is asked for', () => {
  it('says who was there, by name, and of each item the quorum, the interests and the outcome', async () => {
    const text = await read((terminal) => meeting('m2', {}, terminal));
    expect(text).toMatch(/Fire member +fire +member/u);
    expect(text).toContain('Stepped out: Lead officer, youth service (lead officer)');
    expect(text).toContain('Quorum: quorate, 5 people of 5 agencies; needed, 3 people of 2 agencies');
    expect(text).toContain('Conditions: Three quotes.');
    expect(text).toContain('Votes: agreed without a vote');
    expect(text).toContain('Reasons: The evaluation says it all.');
  });

  it('has the votes, the casting vote, the dissent and the interests', async () => {
    const text = await read((terminal) => meeting('m1', {}, terminal));
    expect(text).toMatch(/Votes: 2 for \(Chair, Probation member\); 2 against \(.+\); .*casting vote for/u);
    expect(text).toMatch(/Dissent: \S/u);
    expect(text).toContain('Declared: Chair an interest (Commands the officers.)');
  });

  it('shows what the lead officer of a bid owes, beside the bid (rule 21)', async () => {
    const text = await read((terminal) => meeting('m2', {}, terminal));
    expect(text).toContain('Overdue today: the lead officer owes evaluations of bin-marking, shutters');
  });

  it('gives the same to a program, with people by their ids, and is none when it was never called', async () => {
    const text = await read((terminal) => meeting('m2', { json: true }, terminal));
    expect(JSON.parse(text)).toMatchObject({
      meeting: 'm2',
      status: 'closed',
      attendance: expect.arrayContaining([expect.objectContaining({ person: 'chair-police', left: false })]),
      items: expect.arrayContaining([
        expect.objectContaining({ item: 'shutters', decision: expect.objectContaining({ quorate: true }) }),
      ]),
    });
    await expect(read((terminal) => meeting('m9', {}, terminal))).rejects.toThrow('There is no meeting m9.');
  });
});

describe('A project that is asked for', () => {
  it('says what of its award is uncovered, and since when (rule 9)', async () => {
    expect(await shown('shutters')).toContain(
      '£3,000.00 of this award is uncovered since 19 April 2013: ho-13 lacks the capital.',
    );
  });

  it("has the chair's action and the answer to it, and no acceptance of what is withdrawn", async () => {
    const text = await shown('chairs-idea');
    expect(text).toContain(
      "Chair's action: ca-2, by Chair, who consulted Fire member; not ratified at meeting m2",
    );
    expect(text).not.toContain('to be accepted');
    expect(text).toContain('No money is awarded.');
  });

  it('has a source and its successor on one line, with a reversal after the close for itself', async () => {
    expect(await data('abuse-adviser')).toMatchObject({
      award: [
        {
          sources: ['ho-12', 'ho-13'],
          awardedPence: 2_480_000,
          spentPence: 0,
          releasedPence: 0,
          givenBackPence: 2_000_000,
          unspentPence: 480_000,
        },
      ],
    });
  });

  it('shows what waits for funding apart from what is awarded', async () => {
    expect(await data('health-outreach')).toMatchObject({
      award: [{ awardedPence: 700_000, subjectToFundingPence: 200_000, unspentPence: 500_000 }],
    });
    expect(await shown('health-outreach')).toContain('Subject to funding');
  });

  it('has invoices and VAT, what others owe, and what is given in kind', async () => {
    const text = await shown('youth-bus');
    expect(text).toMatch(/ap-2 .*INV-youth-bus .*£500\.00 +£100\.00 +£600\.00/u);
    expect(text).toMatch(/reclaim rc-1 +Home Office .*written off: The programme closed\./u);
    expect(text).toMatch(/in kind, ik-1 .*£900\.00/u);
    expect(text).toContain('Award: accepted');
    expect(text).toContain('Reasons for the decision: It serves the priority at a fair cost.');
    expect(text).toContain('tallystick meetings m1');
  });

  it('says what it is short of next year: £55,000 (rule 12)', async () => {
    const officer = { person: 'abuse-lead', role: 'lead-officer' };
    const forecast = { project: 'abuse-adviser', year: '2013-14', amountPence: 5_880_000 };
    const owed = { fundingType: 'revenue', amountPence: 40_000, dueOn: '2013-09-30', reason: 'Their share.' };
    const reclaim = { source: 'ho-13', reclaim: 'rc-55', project: 'abuse-adviser', from: 'Home Office' };
    await accepted(command('RecordExpenditure', finance, payment));
    await accepted(command('RecordForecast', officer, forecast));
    expect(await shown('abuse-adviser')).toContain(
      'Shortfall: £55,000.00: £1,000.00 spent and £58,800.00 expected, less an award of £4,800.00 and £0.00 to be reclaimed.',
    );
    await accepted(command('RaiseReclaim', finance, { ...reclaim, ...owed }));
    expect(await data('abuse-adviser')).toMatchObject({
      shortfall: { reclaimsPence: 40_000, shortfallPence: 5_460_000 },
    });
  });

  it('has the claims that wait to be paid', async () => {
    const officer = { person: 'abuse-lead', role: 'lead-officer' };
    const { payment: _, paidOn: __, ...invoice } = payment;
    await accepted(command('ClaimExpenditure', officer, { ...invoice, claim: 'cl-55' }));
    expect(await shown('abuse-adviser')).toMatch(
      /cl-55 +Lead officer, domestic abuse +Bus Hire Ltd +INV-55 /u,
    );
  });
});

describe('A budget with something uncovered', () => {
  it('says on which commitments it falls, and not as at another day', async () => {
    const text = await read((terminal) => budget({}, terminal));
    expect(text).toContain('What is uncovered, the newest decision first');
    expect(text).toMatch(
      /£3,000\.00 +project shutters +m2\/shutters +Community safety fund, capital +19 April 2013/u,
    );
    const then = await read((terminal) => budget({ asAt: '2013-04-30' }, terminal));
    expect(then).not.toContain('What is uncovered');
  });
});

describe('A history', () => {
  it('says what each event is about, with names', async () => {
    const text = await read((terminal) => history('alley-gates', {}, terminal));
    expect(text).toContain('Lead officer changed: now Second lead officer, streets of ');
    expect(text).toMatch(/Finish corrected: finished on 24 August 2012, completed; before, \d+ \w+ 2012/u);
    const told = await read((terminal) => history('alley-gates', { json: true }, terminal));
    const { events } = JSON.parse(told) as { readonly events: readonly HistoryEntry[] };
    const changed = events.find(({ type }) => type === 'LeadOfficerChanged');
    expect(changed?.words).toMatch(/^now person:streets-lead-2 of /u);
  });

  it('of nothing says which sources there are, and where projects are found', async () => {
    const asked = read((terminal) => history('home-office', {}, terminal));
    await expect(asked).rejects.toThrow(/risk home-office here\. .*projects.* The sources are .*ho-12, /u);
  });
});

describe('How a partnership is doing', () => {
  it('is shown by its indicators, with the action that is owed', async () => {
    const text = await read((terminal) => indicators({ year: '2012-13', period: 'first-half' }, terminal));
    expect(text).toMatch(/Victims of domestic .* since redefined\) +violence +33\.5 +25% +30% +31% +amber/u);
    expect(text).toMatch(/A case study workshop.* Chair, violence group, Chair, violence group/u);
    expect(text).toContain('under way: A room is booked.');
    await expect(read((terminal) => indicators({ period: 'month' }, terminal))).rejects.toThrow('--period');
    await expect(read((terminal) => indicators({ year: '2012' }, terminal))).rejects.toThrow('--year');
  });

  it('is shown by its risks, with who looks after each', async () => {
    const text = await read((terminal) => risks({}, terminal));
    expect(text).toMatch(/12 +The economic climate .* the partnership +high +medium .* Chair, anti-social/u);
    expect(text).not.toContain('The adviser may leave');
    const all = await read((terminal) => risks({ closed: true, project: 'abuse-adviser' }, terminal));
    expect(all).toContain('The adviser may leave before the year is over. (closed: The adviser has signed');
  });
});

describe('What goes to the general ledger', () => {
  it('is shown with its hash, and with the batches so far', async () => {
    const text = await read((terminal) => ledgerBatch({}, terminal));
    expect(text).toContain('batch 3 for the general ledger');
    expect(text).toMatch(
      /£1,000\.00 +\S.* 2013 +Payment +ho-13, revenue +abuse-adviser +ap-55 +transport +R2041 +4000 +CSP/u,
    );
    expect(text).toMatch(/Hash, to send it under: [0-9a-f]{64}/u);
    expect(text).toMatch(/^1 .* taken back +The year was closed in the general ledger\./mu);
    expect(text).toMatch(/^2 .* imported +JNL-2013-0502 +[0-9a-f]{64}/mu);
  });

  it('is told to programs, and written as a workbook, with the event behind each line', async () => {
    const { lines } = JSON.parse(await read((terminal) => ledgerBatch({ json: true }, terminal))) as {
      readonly lines: readonly { readonly position: number }[];
    };
    const book = join(folder, 'next.xlsx');
    await read((terminal) => ledgerBatch({ output: book }, terminal));
    const sheets = Object.values(unzipSync(readFileSync(book)))
      .map((bytes) => strFromU8(bytes))
      .join('\n');
    expect(lines.length).toBeGreaterThan(0);
    for (const { position } of lines) expect(sheets).toContain(`Debit £: ${position}`);
    expect(sheets).toContain('Expenditure charged');
  });

  it('is written as CSV, each that was sent with its number and hash in every line, the next without', async () => {
    const [next, sent] = ['next.csv', 'two.csv'].map((name) => join(folder, name));
    await read((terminal) => ledgerBatch({ output: next ?? '' }, terminal));
    const unsent = readFileSync(next ?? '', 'utf8');
    expect(unsent).toMatch(
      /^"3, not sent",1,2013-05-03,2013-14,2,R2041,4000,CSP,1000\.00,,Payment,.*,ap-55,.*,\r$/mu,
    );
    expect(unsent).not.toMatch(/[0-9a-f]{64}/u);
    const told = await read((terminal) => ledgerBatch({ batch: '2', output: sent ?? '' }, terminal));
    expect(told).toContain('The general ledger has it, as JNL-2013-0502: do not import it again.');
    const hashes = new Set(readFileSync(sent ?? '', 'utf8').match(/[0-9a-f]{64}/gu));
    expect([...hashes]).toEqual(['1e340835b57a22efd0f6b010f4fed4fdf1e39078c139b4b9efb72bdd15c9e46a']);
  });

  it('is not written under a number that was not sent or was taken back, nor as what no ledger takes', async () => {
    const written = (options: object): Promise<string> =>
      read((terminal) => ledgerBatch({ output: join(folder, 'x.csv'), ...options }, terminal));
    await expect(written({ batch: '1' })).rejects.toThrow('It was taken back');
    await expect(written({ batch: '9' })).rejects.toThrow('No batch 9 has been sent.');
    await expect(written({ output: join(folder, 'x.pdf') })).rejects.toThrow('A batch is written as csv');
    await expect(read((terminal) => ledgerBatch({ batch: '1' }, terminal))).rejects.toThrow('--output');
  });
});

describe('The confirmation of a year', () => {
  it('is shown with who prepared and who certified it, and with what was corrected since', async () => {
    const text = await read((terminal) => yearEnd({ year: '2012-13' }, terminal));
    expect(text).toContain('Preparation 2, by Second finance officer: certified by Section 151 officer');
    expect(text).toMatch(
      /£20,000\.00 +abuse-adviser +ap-5 +ho-12, revenue +ho-13 +2 May 2013 +Paid to the wrong/u,
    );
    const none = await read((terminal) => yearEnd({ year: '2011-12' }, terminal));
    expect(none).toContain('Nothing has been prepared.');
  });
});

describe('A bid of somebody who owes an evaluation', () => {
  it('is answered with a warning (rule 21)', () => {
    const warned = answers.filter(({ warnings = [] }) => warnings.length > 0);
    expect(warned.map(({ command: name, warnings }) => [name, warnings])).toEqual([
      ['ProposeProject', ['The lead officer, abuse-lead, owes overdue evaluations: health-outreach.']],
    ]);
  });

  it('is listed with what they owe', async () => {
    const text = await read((terminal) => bids({ json: true }, terminal));
    const listed = JSON.parse(text) as { readonly bids: readonly object[] };
    expect(listed.bids).toContainEqual(
      expect.objectContaining({ project: 'alley-gates-2', overdueEvaluations: [] }),
    );
  });
});

describe('A place whose keys were lost', () => {
  it('records nothing with an empty vault in their place, and says why', async () => {
    const lost = join(folder, 'lost');
    cpSync(join(folder, 'data'), lost, { recursive: true });
    rmSync(join(lost, 'keys.db'));
    writeFileSync(join(lost, 'keys.db'), '', { mode: 0o600 });
    process.env['TALLYSTICK_DATA'] = lost;
    try {
      await expect(send([command('FinishProject', finance, { project: 'bus' })])).rejects.toThrow(
        'The keys of the names are lost',
      );
      expect(await shown('shutters')).toContain('(key lost)');
    } finally {
      process.env['TALLYSTICK_DATA'] = join(folder, 'data');
    }
  });
});
