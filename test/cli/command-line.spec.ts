import { readdirSync, readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandLine, registerFile, yearFile } from './command-line.js';

/** A founding, then something that its giver may not do. */
const founding = {
  command: 'FoundPartnership',
  id: 'found',
  partnership: 'riverside',
  actor: { person: 'admin', role: 'administrator' },
  name: 'Riverside',
};
const refused = {
  command: 'CallMeeting',
  id: 'call',
  partnership: 'riverside',
  actor: founding.actor,
  meeting: 'may',
  group: 'tasking',
  heldOn: '2011-05-12',
};

describe('Wrong use of the command line', () => {
  const cli = new CommandLine();
  afterAll(() => cli.remove());

  it.each([
    [['nothing'], "unknown command 'nothing'"],
    [['run'], "missing required argument 'file'"],
    [['budget', '--colour'], "unknown option '--colour'"],
    [['import', 'register', 'r.csv', '--year', '2011-12'], "required option '--source <id>' not specified"],
    [['budget'], 'There is no data folder at'],
    [['run', 'missing.ndjson'], 'There is no file missing.ndjson.'],
    [['restore', 'missing.backup'], 'There is no backup missing.backup.'],
  ])('ends with 2: %j', (args, words) => {
    const { code, out, err } = cli.run(args);
    expect(err).toContain(words);
    expect([code, out]).toEqual([2, '']);
    expect(err).not.toContain('    at ');
  });

  it('leaves nothing behind', () => {
    expect(readdirSync(cli.folder)).toEqual([]);
  });

  it('is helped without a data folder', () => {
    const { code, out } = cli.run(['help', 'history']);
    expect(code).toBe(0);
    expect(out).toContain('tallystick history communications-officer');
  });
});

describe('A file of commands on the command line', () => {
  const cli = new CommandLine();
  afterAll(() => cli.remove());

  it('is answered line by line from the standard input, and ends with 1 for a refusal', () => {
    const { code, out } = cli.run(['run', '-'], {
      input: `${JSON.stringify(founding)}\n${JSON.stringify(refused)}\n`,
    });
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(answers).toMatchObject([
      { outcome: 'accepted' },
      { outcome: 'refused', words: expect.any(String) },
    ]);
    expect(code).toBe(1);
  });

  it('is kept for its owner alone', () => {
    const shared = ['data', 'data/events.db', 'data/keys.db'].filter(
      (name) => statSync(cli.at(name)).mode & 0o077,
    );
    expect(shared).toEqual([]);
  });
});

describe('The register of the example on the command line', () => {
  const cli = new CommandLine();
  afterAll(() => cli.remove());

  const finance = { partnership: 'thurrock', actor: { person: 'finance-officer', role: 'finance-officer' } };
  const source = {
    source: 'pool',
    name: 'Pooled money',
    provider: 'Home Office',
    year: '2011-12',
    mayCrossYear: false,
  };
  const grant = {
    source: 'pool',
    entry: 'grant',
    fundingType: 'revenue',
    amountPence: 27_603_100,
    reason: 'Given.',
  };
  const later = { reference: 'A letter', at: '2011-04-20T10:00:00.000Z' };
  const options = {
    '--year': '2011-12',
    '--source': 'pool',
    '--decided-on': '2011-02-14',
    '--reference': 'The register',
    '--lead-officer': 'lead-asb',
    '--lead-agency': 'thurrock-council',
    '--finance-by': 'finance-officer',
    '--reserve': 'Domestic homicide review',
  };
  const args = ['import', 'register', registerFile, ...Object.entries(options).flat()];

  it('is taken on to the last pound that there is, once', () => {
    const founders =
      /"command":"(?:FoundPartnership|AdmitAgency|FormGroup|AdoptPriority|RegisterPerson|GiveRole)"/;
    const lines = readFileSync(yearFile, 'utf8').split('\n');
    const opening = { command: 'OpenFundingSource', id: 'open', ...finance, ...source };
    const confirming = { command: 'ConfirmFunding', id: 'confirm', ...finance, ...grant, ...later };
    const money = [opening, confirming].map((command) => JSON.stringify(command));
    const input = [...lines.filter((line) => founders.test(line)), ...money].join('\n');
    expect(cli.run(['run', '-'], { input }).code).toBe(0);
    const first = cli.run(args);
    expect([first.code, first.err]).toEqual([0, '']);
    expect(first.out).toContain('43 rows entered.');
    expect(first.out).toContain('£276,031.00');
    const budget = cli.run(['budget', '--json']).out;
    expect(cli.run(args).out).toContain('Nothing was changed: every row was entered before.');
    expect(cli.run(['budget', '--json']).out).toBe(budget);
    const totals = { committed: 25_603_100, reserved: 2_000_000, uncommitted: 0 };
    expect(JSON.parse(budget)).toMatchObject({ totals: { all: totals } });
  });
});

describe('The example on the command line', () => {
  const cli = new CommandLine();
  let demo: ReturnType<CommandLine['run']>;
  beforeAll(() => {
    demo = cli.run(['demo', '--no-serve']);
  });
  afterAll(() => cli.remove());

  it('plays the year and prints what people read', () => {
    expect(demo.err).toBe('');
    expect(demo.code).toBe(0);
    for (const words of [
      '£276,031.00 in all',
      'What the uncommitted total leaves out, and why',
      'evaluations due, as on 13 April 2012',
      'reminders, 13 April 2012 to 11 May 2012',
      'Where to go next',
    ]) {
      expect(demo.out).toContain(words);
    }
  });

  it('changes nothing a second time and says so', () => {
    const again = cli.run(['demo', '--no-serve']);
    expect(again.code).toBe(0);
    expect(again.out).toMatch(/^\d+ commands, all of them already done: nothing changed\.$/m);
  });

  it.each([
    [['budget', '--as-at', '2011-04-12'], 'As at 12 April 2011, as known on 13 April 2012', '£89,000.00'],
    [['budget', '--known-at', '2011-04-01'], 'as known on 1 April 2011, 23:59', '£0.00'],
    [['projects'], 'Communications officer', 'Lead officer, youth services'],
    [['project', 'communications-officer'], 'Decided: 12 April 2011, meeting april', '£24,500.00'],
    [['bids'], 'bids that wait for a decision', 'No bid waits for a decision.'],
    [['meetings'], '12 April 2011: Tasking and co-ordinating group', 'Nuisance motorbike warning signs'],
    [['evaluations-due', '--on', '2012-03-01'], 'as on 1 March 2012', 'overdue by'],
    [['reminders', '--from', '2012-04-16', '--to', '2012-04-16'], 'Monday 16 April 2012', 'IDVA'],
    [['updates-due'], 'as on 13 April 2012', 'Street drinking needs assessment'],
    [['history', 'idva'], 'Expenditure charged', '-£12,020.75 committed'],
    [['history', 'finance-officer'], 'History of the person Finance officer', 'Funding confirmed'],
    [['commands'], 'FundProject', 'Approve a bid in a meeting'],
    [['doctor'], '(an example)', 'Up to the last event.'],
  ])('is read by %j, by people and by programs', (args, ...words) => {
    const { code, out } = cli.run(args);
    expect(code).toBe(0);
    for (const each of words) expect(out).toContain(each);
    // What people read is no JSON.
    expect(out).not.toMatch(/[{}]|\bundefined\b|\bNaN\b|\bnull\b/);
    expect(JSON.parse(cli.run([...args, '--json']).out)).toEqual(expect.any(Object));
  });

  it.each([
    [['project', 'nobody'], 'There is no project nobody.'],
    [['history', 'nobody'], 'There is no project, source, meeting, person, indicator or risk nobody here.'],
    [['budget', '--year', '2011'], '--year is a year such as 2011-12, not 2011.'],
    [['budget', '--as-at', 'May'], '--as-at is a day such as 2011-09-30, not May.'],
    [['reminders', '--from', '2012-05-02', '--to', '2012-05-01'], 'is before'],
    [['rebuild', 'nothing'], 'There is no projection nothing. There are: '],
    [['ledger', '--format', 'csv'], '--format is one of hledger, ledger, beancount, not csv.'],
    [['budget', '--partnership', 'elsewhere'], 'There is no partnership elsewhere here.'],
  ])('is not read by %j', (args, words) => {
    const { code, out, err } = cli.run(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(words);
  });

  it('is built anew, and reads the same', () => {
    const before = cli.run(['budget', '--json']).out;
    expect(cli.run(['rebuild']).code).toBe(0);
    expect(cli.run(['budget', '--json']).out).toBe(before);
  });

  it('is found right by every check, before and after a backup and a restore', () => {
    expect(cli.run(['verify']).code).toBe(0);
    expect(cli.run(['backup', 'year.backup']).code).toBe(0);
    expect(cli.run(['backup', 'year.backup']).code).toBe(2);
    expect(cli.run(['restore', 'year.backup']).code).toBe(2);
    expect(cli.run(['restore', 'year.backup'], { data: 'new' }).code).toBe(0);
    expect(cli.run(['verify'], { data: 'new' }).code).toBe(0);
    const budgets = ['data', 'new'].map((data) => cli.run(['budget', '--json'], { data }).out);
    expect(budgets[0]).toBe(budgets[1]);
    expect(readdirSync(cli.folder).toSorted()).toEqual(['data', 'new', 'year.backup']);
  });

  it('is answered the same again from its file', () => {
    const { code, out } = cli.run(['run', yearFile], { data: 'new' });
    expect(code).toBe(0);
    expect(
      out
        .trim()
        .split('\n')
        .every((line) => (JSON.parse(line) as { repeated: boolean }).repeated),
    ).toBe(true);
  });

  it('ends quietly when nobody reads on', () => {
    const { code, err } = cli.shell('tallystick ledger --format hledger | (exec 0<&-; sleep 1)');
    expect([code, err]).toEqual([0, '']);
  });
});
