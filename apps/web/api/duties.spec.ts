import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandName } from '#funding/roles';
import {
  administrator,
  awardOf,
  chair,
  decisionAt,
  finance,
  fund,
  lead,
  openMeetingOn,
  otherFinance,
  openSource,
  propose,
  support,
} from '#testing/desk-story';
import { PagesUnderTest } from '../testing/pages-under-test.js';

let pages: PagesUnderTest;

/** Everyone who is to be kept from something holds the role in which others may do it. */
const roles: readonly (readonly [person: string, role: string, more?: object])[] = [
  ['lead-1', 'support-officer'],
  ['lead-1', 'finance-officer'],
  ['theme-1', 'lead-officer', { agency: 'fire' }],
  ['chair-1', 'lead-officer', { agency: 'council' }],
  ['finance-2', 's151-officer'],
  ['fire-1', 's151-officer'],
  ['fire-1', 'support-officer'],
];

const invoice = {
  project: 'youth-bus',
  payee: 'Bus Hire Ltd',
  reference: 'INV/1',
  netPence: 10_000,
  irrecoverableVatPence: 0,
  purpose: 'Hire',
  category: 'transport',
  charges: [{ source: 'home-office', fundingType: 'revenue', amountPence: 10_000 }],
};
const virement = { fundingType: 'revenue', amountPence: 5_000, reason: 'More nights.' };
const between = { from: { source: 'home-office' }, to: { source: 'police' } };
const toOwn = { from: { source: 'home-office' }, to: { source: 'home-office', project: 'youth-bus' } };
const reclaim = {
  reclaim: 'r-1',
  source: 'home-office',
  project: 'youth-bus',
  from: 'Home Office',
  fundingType: 'revenue',
  amountPence: 2_000,
  dueOn: '2011-07-31',
  reason: 'Paid in advance.',
};

const answers = {
  done: 'What was promised.',
  outcomes: 'Complaints fell.',
  evidence: 'Calls to the council.',
  economy: 'Volunteers.',
  efficiency: 'Thirty nights.',
  effectiveness: 'As hoped.',
  costComment: 'All of it was spent.',
  lessons: 'Start in spring.',
  outputs: [{ text: 'Friday nights', expected: 30, delivered: 29 }],
  next: { recommend: 'continue', why: 'It works.' },
};
const condition = { condition: 'count', when: 'in-delivery', text: 'Count the visitors.' };

beforeAll(async () => {
  pages = await PagesUnderTest.open('example', { callsAMinute: 1_000_000 });
  const { story } = pages;
  for (const [person, role, more] of roles)
    await story.do(administrator, 'GiveRole', { person, role, ...more });
  await openSource(story, 'police', 0);
  await openSource(story, 'next-year', 0, { year: '2012-13' });
  await fund(story, 'youth-bus', 400_000);
  await fundUnderCondition('lamps', 'lead-1', '2011-05-19');
  await fundUnderCondition('themes-own', 'theme-1', '2011-05-26');
  await propose(story, 'undecided', 10_000);
  await propose(story, 'chairs-own', 10_000, { leadOfficer: 'chair-1' });
  const items = ['undecided'].map((project) => ({ item: project, kind: 'bid', project }));
  await openMeetingOn(story, '2011-06-09', items);
  await story.do(lead, 'StartProject', { project: 'youth-bus' });
  await story.do(lead, 'ClaimExpenditure', { ...invoice, claim: 'claim-1' });
  await story.do(finance, 'RequestVirement', { ...virement, ...between, virement: 'v-asked' });
  await story.do(finance, 'RequestVirement', { ...virement, ...toOwn, virement: 'v-own' });
  const paid = { ...invoice, payment: 'p-0', reference: 'INV/0', paidOn: '2011-06-08' };
  await story.do(finance, 'RecordExpenditure', paid);
  await story.do(finance, 'RaiseReclaim', reclaim);
  const theirs = { project: 'themes-own' };
  await story.do('theme-1/lead-officer', 'StartProject', theirs);
  await story.do('theme-1/lead-officer', 'FinishProject', { ...theirs, manner: 'completed' });
  await story.do('theme-1/lead-officer', 'SubmitEvaluation', { ...theirs, answers });
  await pages.upToDate();
});
afterAll(async () => pages.close());

async function fundUnderCondition(project: string, leadOfficer: string, day: string): Promise<void> {
  const { story } = pages;
  await propose(story, project, 20_000, { leadOfficer });
  const meeting = await openMeetingOn(story, day, [{ item: project, kind: 'bid', project }]);
  const award = { ...awardOf(20_000), conditions: [condition] };
  await story.do(support, 'FundProject', { project, decision: decisionAt(meeting, project), award });
  await story.do(support, 'CloseMeeting', { meeting });
  await story.do(`${leadOfficer}/lead-officer`, 'AcceptAward', { project });
}

interface Duty {
  /** Whoever had a hand in it, in the role in which another may do it. */
  readonly kept: string;
  /** Another, in the same role or one that may. */
  readonly other: string;
  readonly command: CommandName;
  readonly fields: object;
  /** What another has to say beside it. */
  readonly more?: object;
  readonly refusal: string;
}

const decision = decisionAt('tasking-2011-06-09', 'undecided');
const discharge = { project: 'lamps', condition: 'count', evidence: 'Seen.' };

const duties: readonly (readonly [words: string, duty: Duty])[] = [
  [
    'records the decision on their own bid',
    {
      kept: 'lead-1/support-officer',
      other: support,
      command: 'FundProject',
      fields: { project: 'undecided', decision, award: awardOf(10_000) },
      refusal: 'own-bid',
    },
  ],
  [
    "takes chair's action on their own bid",
    {
      kept: chair,
      other: 'deputy-1/deputy-chair',
      command: 'TakeChairsAction',
      fields: {
        project: 'chairs-own',
        action: 'a-1',
        consulted: 'fire-1',
        award: awardOf(10_000),
        reasons: 'It cannot wait.',
      },
      more: { chairIs: 'interested' },
      refusal: 'own-bid',
    },
  ],
  [
    'discharges a condition of their own award',
    {
      kept: 'lead-1/support-officer',
      other: support,
      command: 'DischargeCondition',
      fields: discharge,
      refusal: 'own-bid',
    },
  ],
  [
    'pays what they claimed',
    {
      kept: 'lead-1/finance-officer',
      other: finance,
      command: 'RecordExpenditure',
      fields: { ...invoice, payment: 'p-1', paidOn: '2011-06-08', claim: 'claim-1' },
      refusal: 'pays-own-claim',
    },
  ],
  [
    'authorises a virement that they asked for',
    {
      kept: finance,
      other: otherFinance,
      command: 'AuthoriseVirement',
      fields: { source: 'home-office', virement: 'v-asked' },
      refusal: 'own-virement',
    },
  ],
  [
    'authorises a virement to their own project',
    {
      kept: 'lead-1/finance-officer',
      other: otherFinance,
      command: 'AuthoriseVirement',
      fields: { source: 'home-office', virement: 'v-own' },
      refusal: 'own-project',
    },
  ],
  [
    'writes off what is owed to their own project',
    {
      kept: 'lead-1/finance-officer',
      other: finance,
      command: 'WriteOffReclaim',
      fields: { source: 'home-office', reclaim: 'r-1', reason: 'It will not come.' },
      refusal: 'own-bid',
    },
  ],
  [
    'accepts their own evaluation',
    {
      kept: 'theme-1/thematic-chair',
      other: chair,
      command: 'AcceptEvaluation',
      fields: { project: 'themes-own', recommend: 'continue' },
      refusal: 'own-bid',
    },
  ],
];

describe('By a program as at a page, nobody', () => {
  it.each(duties)('%s, in whatever role; another can', async (_, { kept, other, ...duty }) => {
    const before = await pages.story.store.lastPosition();
    const [person = '', role = ''] = kept.split('/');
    const own = await (await pages.program(person, role)).give(duty.command, duty.fields);
    expect(own).toMatchObject({ status: 422, body: { refusal: duty.refusal } });
    expect(await pages.story.store.lastPosition()).toBe(before);
    const [otherPerson = '', otherRole = ''] = other.split('/');
    const another = await pages.program(otherPerson, otherRole);
    const done = await another.give(duty.command, { ...duty.fields, ...duty.more });
    expect(done).toMatchObject({ status: 200, body: { outcome: 'accepted' } });
  });

  it('certifies a year that they prepared, in whatever role; another can', async () => {
    const { story } = pages;
    story.on('2012-05-01');
    const sources = [
      { source: 'home-office', to: 'next-year', carry: [] },
      { source: 'police', carry: [] },
    ];
    await story.do(finance, 'CloseYear', { year: '2011-12', sources, reason: 'The accounts are closed.' });
    const year = { year: '2011-12', preparation: 1 };
    await story.do(otherFinance, 'PrepareYearEnd', { ...year, statement: 'It was well spent.' });
    const own = await (await pages.program('finance-2', 's151-officer')).give('CertifyYearEnd', year);
    expect(own).toMatchObject({ status: 422, body: { refusal: 'prepared-it-yourself' } });
    const other = await (await pages.program('fire-1', 's151-officer')).give('CertifyYearEnd', year);
    expect(other).toMatchObject({ status: 200, body: { outcome: 'accepted' } });
  });
});
