import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { CommandLine } from '../cli/command-line.js';

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs/how-to/open-data.md'), 'utf8');
/** What the page has a person type, each on one line. */
const typed = (/```\n(.*?)```/su.exec(page)?.[1] ?? '').split('\n').filter((line) => line !== '');

type Given = readonly [command: string, fields: object];

const bid = {
  title: 'Youth bus',
  description: 'A bus with youth workers on Friday nights.',
  priorities: ['asb'],
  leadOfficer: 'lead-1',
  leadAgency: 'youth-trust',
  startsOn: '2011-04-01',
  finishesOn: '2011-12-31',
  costs: [{ year: '2011-12', fundingType: 'revenue', amountPence: 400_000, heading: 'Hire' }],
};
const allocations = [{ source: 'home-office', fundingType: 'revenue', amountPence: 400_000 }];
const takenOn = { decidedOn: '2011-04-12', reference: 'Register' };
const source = { source: 'home-office', name: 'Home Office', provider: 'Home Office', year: '2011-12' };
const grant = { source: 'home-office', entry: 'grant', fundingType: 'revenue', amountPence: 400_000 };

const roles = [
  { person: 'finance-1', role: 'finance-officer' },
  { person: 'support-1', role: 'support-officer' },
  { person: 'lead-1', role: 'lead-officer', agency: 'youth-trust' },
];

/** A partnership with one project, before anything is said of what is published. */
const told: readonly (readonly [by: string, ...given: Given])[] = [
  ['admin-1/administrator', 'FoundPartnership', { name: 'Riverside', example: true }],
  ['admin-1/administrator', 'AdmitAgency', { agency: 'youth-trust', name: 'The youth trust' }],
  ...roles.flatMap((role) => [
    ['admin-1/administrator', 'RegisterPerson', { person: role.person, name: role.person }] as const,
    ['admin-1/administrator', 'GiveRole', role] as const,
  ]),
  ['support-1/support-officer', 'AdoptPriority', { priority: 'asb', name: 'Anti-social behaviour' }],
  ['finance-1/finance-officer', 'OpenFundingSource', { ...source, mayCrossYear: false }],
  ['finance-1/finance-officer', 'ConfirmFunding', { ...grant, reason: 'Letter.', reference: 'HO/1' }],
  [
    'support-1/support-officer',
    'TakeOnProject',
    { project: 'youth-bus', bid, award: { awardPence: 400_000, allocations }, takenOn },
  ],
];

const publisher = {
  name: 'Riverside Council',
  identifier: 'GB-LAE-RVS',
  prefix: '360G-riverside',
  department: 'Community safety',
  areaCode: 'E22000999',
};
const youthTrust = { agency: 'youth-trust', kind: 'voluntary', identifier: 'GB-CHC-1000001' };
const project = 'youth-bus';
/** What the page says can be done, in the order of its steps, by the commands that it names. */
const steps: readonly Given[] = [
  ['DescribePublisher', publisher],
  ['DescribeAgency', youthTrust],
  ['HoldProjectBack', { project, reason: 'Its stops are secret.' }],
  ['ReleaseProject', { project, reason: 'They are known now.' }],
  ['HoldTextBack', { text: 'Youth bus', reason: 'It may name somebody.' }],
  ['ClearText', { text: 'Youth bus', reason: 'It names nobody.' }],
];

describe('How grants and spending are published, by the how-to', () => {
  const cli = new CommandLine();
  let sent = 0;
  const give = (by: string, [command, fields]: Given): string => {
    const [person, role] = by.split('/');
    sent += 1;
    const around = { command, id: `told-${sent}`, partnership: 'riverside', actor: { person, role } };
    const { out } = cli.run(['run', '-'], {
      input: `${JSON.stringify({ ...around, on: '2011-04-12', ...fields })}\n`,
    });
    return (JSON.parse(out) as { readonly outcome: string }).outcome;
  };

  beforeAll(() => {
    const refused = told.filter(([by, ...given]) => give(by, given) !== 'accepted');
    if (refused.length > 0) throw new Error(`Not accepted: ${JSON.stringify(refused)}`);
  });
  afterAll(() => cli.remove());

  it('is done by the commands that the page names, and no other', () => {
    const named = [...page.matchAll(/`([A-Z]\w+)`/gu)].map(([, name]) => name);
    expect(steps.map(([command]) => command)).toEqual(named);
    for (const given of steps)
      expect([given[0], give('support-1/support-officer', given)]).toEqual([given[0], 'accepted']);
  });

  it('gives the files that the page has a person type for, with the grant in them', () => {
    expect(typed).toHaveLength(3);
    const said = typed.map((line) => cli.shell(line.replace('./tallystick', 'tallystick')));
    expect(said.map(({ code, err }) => [code, err])).toEqual(typed.map(() => [0, '']));
    expect(said[0]?.out).toContain(
      '1 of the 1 awards of the year will be published: £4,000.00 of £4,000.00.',
    );
    const { grants } = JSON.parse(readFileSync(cli.at('grants.json'), 'utf8')) as {
      readonly grants: readonly { readonly id: string }[];
    };
    expect(grants.map(({ id }) => id)).toEqual(['360G-riverside-youth-bus']);
    expect(parse(readFileSync(cli.at('register.csv')), { bom: true })).toHaveLength(2);
    expect(parse(readFileSync(cli.at('spending.csv')), { bom: true })).toHaveLength(1);
  });

  it('ends with 1 and writes nothing where the last look finds what may tell of a person', () => {
    // What is said of a project without cost begins after its description.
    const leaflets = { ...bid, title: 'Leaflets', description: 'Leaflets by Jane', costs: [] };
    const free = { project: 'leaflets', bid: leaflets, award: { awardPence: 0, allocations: [] }, takenOn };
    expect(give('support-1/support-officer', ['TakeOnProject', free])).toBe('accepted');
    const asked = ['document', '360giving', '--year', '2011-12', '--output', cli.at('named.json')];
    const { code, out, err } = cli.run(asked);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('Nothing is written. The last look found something in what was to be published,');
    expect(err).toContain('the description of leaflets. It has what reads as the name of a person.');
    expect(err).not.toContain('Jane');
    expect(existsSync(cli.at('named.json'))).toBe(false);
  });
});
