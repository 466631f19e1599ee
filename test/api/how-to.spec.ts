import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');
const program = join(root, 'tallystick');
const page = readFileSync(join(root, 'docs/how-to/use-the-api.md'), 'utf8');

/** What the page has a person type, but for the settings, which are the test's. */
const blocks = [...page.matchAll(/^```sh\n(?<lines>.*?)^```$/gmsu)]
  .map(({ groups }) => groups?.['lines'] ?? '')
  .filter((lines) => !lines.startsWith('export '));

const partnership = 'riverside';
const bid = {
  title: 'Youth bus',
  description: 'A bus with youth workers on Friday nights.',
  priorities: ['asb'],
  leadOfficer: 'lead-1',
  leadAgency: 'council',
  startsOn: '2011-04-01',
  finishesOn: '2011-12-31',
  costs: [{ year: '2011-12', fundingType: 'revenue', amountPence: 400_000, heading: 'Hire' }],
};
const award = {
  awardPence: 400_000,
  allocations: [{ source: 'home-office', fundingType: 'revenue', amountPence: 400_000 }],
};
const source = { source: 'home-office', fundingType: 'revenue' };
const roles = [
  { person: 'finance-1', role: 'finance-officer' },
  { person: 'support-1', role: 'support-officer' },
  { person: 'lead-1', role: 'lead-officer', agency: 'council' },
];

const told: readonly (readonly [by: string, command: string, fields: object])[] = [
  ['admin-1/administrator', 'FoundPartnership', { name: 'Riverside', example: true }],
  ['admin-1/administrator', 'AdmitAgency', { agency: 'council', name: 'The council' }],
  ...roles.flatMap((role) => [
    ['admin-1/administrator', 'RegisterPerson', { person: role.person, name: role.person }] as const,
    ['admin-1/administrator', 'GiveRole', role] as const,
  ]),
  ['support-1/support-officer', 'AdoptPriority', { priority: 'asb', name: 'Anti-social behaviour' }],
  [
    'finance-1/finance-officer',
    'OpenFundingSource',
    { source: 'home-office', name: 'Home Office', provider: 'HO', year: '2011-12', mayCrossYear: false },
  ],
  [
    'finance-1/finance-officer',
    'ConfirmFunding',
    { ...source, entry: 'grant', amountPence: 1_000_000, reason: 'Letter.', reference: 'HO/1' },
  ],
  [
    'support-1/support-officer',
    'TakeOnProject',
    { project: 'youth-bus', bid, award, takenOn: { decidedOn: '2011-03-08', reference: 'Register' } },
  ],
];

let folder: string;
let server: ChildProcess;
let settings: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tallystick-how-to-'));
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('TALLYSTICK_'));
  const env = { ...Object.fromEntries(others), TALLYSTICK_DATA: join(folder, 'data') };
  const input = told.map(([by, command, fields], index) => line(by, command, fields, index)).join('\n');
  const played = spawnSync(program, ['run', '-', '--stop-at-refusal'], { env, encoding: 'utf8', input });
  if (played.status !== 0) throw new Error(`The example was not played: ${played.stdout}${played.stderr}`);
  const ends = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const asked = ['--person', 'finance-1', '--role', 'finance-officer', '--for', 'The how-to', '--ends', ends];
  const made = spawnSync(program, ['tokens', 'make', '--json', ...asked], { env, encoding: 'utf8' });
  const { held } = JSON.parse(made.stdout) as { readonly held: string };
  server = spawn(program, ['serve', '--port', '0'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const address = await addressOf(server);
  settings = { ...env, TALLYSTICK_URL: address, TALLYSTICK_TOKEN: held, PARTNERSHIP: partnership };
});

afterAll(async () => {
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

function line(by: string, command: string, fields: object, index: number): string {
  const [person, role] = by.split('/');
  const at = `2011-05-12T09:00:${String(index).padStart(2, '0')}.000Z`;
  return JSON.stringify({
    command,
    id: `told-${index}`,
    partnership,
    actor: { person, role },
    at,
    ...fields,
  });
}

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('The server says nothing.');
  for await (const said of createInterface({ input: stdout })) {
    const address = /http:\S+(?=\/)/.exec(said)?.[0];
    if (address !== undefined) return address;
  }
  throw new Error('The pages were not opened.');
}

function typed(lines: string): { readonly code: number | null; readonly out: string; readonly err: string } {
  const ended = spawnSync('bash', ['-euo', 'pipefail', '-c', lines], { env: settings, encoding: 'utf8' });
  return { code: ended.status, out: ended.stdout, err: ended.stderr };
}

describe('What the page on the API has a person type', () => {
  it('reads the budget, as it is and as it was known, and the spending as a table', () => {
    const [now = '', then = '', table = ''] = blocks;
    expect(JSON.parse(typed(now).out)).toMatchObject({ totals: { all: { confirmed: 1_000_000 } } });
    expect(JSON.parse(typed(then).out)).toMatchObject({ lines: [] });
    expect(typed(table).out).toContain('position,line,effectiveOn,');
  });

  it('has a document to the byte as the command line makes it, in every format', () => {
    const asked = blocks[3] ?? '';
    const moment = ['--as-at', '2011-05-12', '--known-at', '2011-06-01T00:00:00.000Z'];
    for (const format of ['csv', 'json', 'html', 'pdf', 'docx', 'xlsx', 'ods']) {
      const there = typed(`${asked.trimEnd().replace('format=csv', `format=${format}`)} | sha256sum`);
      const here = typed(
        `${program} document value-for-money --year 2011-12 ${moment.join(' ')} --format ${format} | sha256sum`,
      );
      expect({ format, ...there }).toMatchObject({ format, code: 0, out: here.out });
    }
  });

  it('records a payment, once however often it is typed', () => {
    const payment = blocks[4] ?? '';
    expect(JSON.parse(typed(payment).out)).toMatchObject({ outcome: 'accepted', repeated: false });
    expect(JSON.parse(typed(payment).out)).toMatchObject({ outcome: 'accepted', repeated: true });
  });

  it('sees what the reversal of a payment would do, without doing it', () => {
    const trial = JSON.parse(typed(blocks[5] ?? '').out) as object;
    expect(trial).toMatchObject({
      trial: true,
      sources: [{ source: 'home-office', before: { spent: 12_000 } }],
    });
    expect(JSON.parse(typed(blocks[5] ?? '').out)).toEqual(trial);
  });

  it('renames a provider only if nothing has changed', () => {
    const renamed = typed(blocks[6] ?? '');
    expect(renamed).toMatchObject({ code: 0 });
    expect(JSON.parse(renamed.out)).toMatchObject({ outcome: 'accepted' });
  });

  it('is all tried here', () => {
    expect(blocks).toHaveLength(7);
  });
});

const ofTheMachine = 'It is about where the data is, and not about a partnership.';

/** By which operations a program has what each command of the command line gives; or why by none. */
const commandLine: Readonly<Record<string, readonly string[] | string>> = {
  answers: ['listAnswers'],
  backup: ofTheMachine,
  bids: ['listBids'],
  budget: ['getBudget'],
  commands: 'The description of the API has every command, with the schema of its fields.',
  copy: ofTheMachine,
  county: ['getCountyView'],
  demo: ofTheMachine,
  doctor: ofTheMachine,
  document: ['listDocuments', 'getDocumentValueForMoney'],
  'draft-highlight': ['getHighlightDraft'],
  'evaluations-due': ['listEvaluationsDue'],
  history: ['listProjectHistory', 'listSourceHistory', 'listEvents'],
  import: 'A register is looked over row by row by whoever brings it in. What comes of it are commands.',
  indicators: ['listIndicators'],
  ledger: ['getJournal'],
  'ledger-batch': ['getGeneralLedger', 'getLedgerBatch'],
  meetings: ['listMeetings', 'getMeeting'],
  messages: ['listMessages'],
  project: ['getProject'],
  projects: ['listProjects'],
  rebuild: ofTheMachine,
  reminders: ['listReminders'],
  restore: ofTheMachine,
  risks: ['listRisks'],
  run: 'Each command of a file has an address of its own.',
  serve: ofTheMachine,
  tokens: 'Whoever holds a token is not to make or find others by it.',
  'updates-due': ['listUpdatesDue'],
  verify: ofTheMachine,
  'year-end': ['getYearEnd'],
};

describe('What the command line reads', () => {
  it('is in the API, or it is said why not', async () => {
    const { stdout } = spawnSync(program, ['--help'], { encoding: 'utf8' });
    const listed = stdout.slice(stdout.indexOf('Commands:'));
    const commands = [...listed.matchAll(/^ {2}([a-z][a-z-]+)/gmu)].map(([, name]) => name ?? '');
    expect(commands.filter((name) => name !== 'help').toSorted()).toEqual(Object.keys(commandLine));
    const described = await fetch(`${settings['TALLYSTICK_URL'] ?? ''}/api/v1/openapi.json`);
    const { paths } = (await described.json()) as { readonly paths: Readonly<Record<string, object>> };
    const text = JSON.stringify(paths);
    const operations = Object.values(commandLine).flatMap((one) => (typeof one === 'string' ? [] : one));
    expect(operations.filter((one) => !text.includes(`"operationId":"${one}"`))).toEqual([]);
  });
});
