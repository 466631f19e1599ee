import {
  administrator,
  awardOf,
  chair,
  decisionAt,
  finance,
  lead,
  openMeetingOn,
  openSource,
  otherFinance,
  propose,
  support,
} from '#testing/desk-story';
import type { DeskStory } from '#testing/desk-story';
import { fullAnswers } from '#testing/project-history';

type Fields = Readonly<Record<string, unknown>>;

/** Everyone who is to be kept from something holds the role in which others may do it. */
const roles: readonly (readonly [person: string, role: string, more?: Fields])[] = [
  ['lead-1', 'support-officer'],
  ['lead-1', 'finance-officer'],
  ['lead-1', 's151-officer'],
  ['theme-1', 'lead-officer', { agency: 'fire' }],
  ['chair-1', 'lead-officer', { agency: 'council' }],
  ['finance-2', 's151-officer'],
  ['fire-1', 's151-officer'],
];

const condition = { when: 'in-delivery', text: 'Count the visitors.' };

interface Funded {
  readonly awardPence: number;
  readonly by?: string;
  readonly conditions?: readonly Fields[];
  /** How far it has come; funded and no further where it is left out. */
  readonly is?: 'started' | 'finished' | 'submitted';
}

/** A project for each of those decisions that would end what another decides on. */
const funded: Readonly<Record<string, Funded>> = {
  'youth-bus': { awardPence: 300_000, is: 'started' },
  lamps: {
    awardPence: 20_000,
    conditions: [
      { ...condition, condition: 'count' },
      { ...condition, condition: 'count-again' },
    ],
  },
  dropped: { awardPence: 20_000 },
  overspent: { awardPence: 20_000, is: 'started' },
  unspent: { awardPence: 20_000, is: 'finished' },
  lasting: { awardPence: 20_000, is: 'finished' },
  'taken-up': { awardPence: 20_000, is: 'finished' },
  'given-up': { awardPence: 20_000, is: 'finished' },
  'to-accept': { awardPence: 20_000, by: 'theme-1', is: 'submitted' },
  'to-return': { awardPence: 20_000, by: 'theme-1', is: 'submitted' },
  'to-put-off': { awardPence: 20_000, by: 'theme-1', is: 'started' },
  'to-waive': { awardPence: 20_000, by: 'theme-1', is: 'started' },
};

/** The meeting that is open, with an item for everything that is decided in one. */
export const meeting = 'tasking-2011-06-09';

/** What may be decided on by anyone but those whose it is, on 9 June 2011. */
export async function everythingIsDecided(story: DeskStory): Promise<void> {
  for (const [person, role, more] of roles)
    await story.do(administrator, 'GiveRole', { person, role, ...more });
  await openSource(story, 'police', 0);
  await openSource(story, 'next-year', 0, { year: '2012-13' });
  await fundAll(story);
  for (const project of Object.keys(funded)) await deliver(story, project);
  await moveMoney(story);
  for (const project of ['undecided', 'early', 'unfit']) await propose(story, project, 10_000);
  await propose(story, 'chairs-own', 10_000, { leadOfficer: 'chair-1' });
  await propose(story, 'urgent', 10_000);
  const action = { action: 'action-1', consulted: 'fire-1', award: awardOf(10_000) };
  await story.do(chair, 'TakeChairsAction', { project: 'urgent', ...action, reasons: 'It cannot wait.' });
  await openMeetingOn(story, '2011-06-09', [
    ...['undecided', 'early', 'unfit'].map((project) => ({ item: project, kind: 'bid', project })),
    { item: 'fewer', kind: 'variation', project: 'youth-bus' },
    { item: 'none', kind: 'variation', project: 'dropped' },
    { item: 'uncounted', kind: 'condition', project: 'lamps' },
  ]);
}

async function fundAll(story: DeskStory): Promise<void> {
  for (const [project, { awardPence, by = 'lead-1' }] of Object.entries(funded))
    await propose(story, project, awardPence, { leadOfficer: by });
  const items = Object.keys(funded).map((project) => ({ item: project, kind: 'bid', project }));
  const at = await openMeetingOn(story, '2011-05-12', items);
  for (const [project, { awardPence, conditions = [] }] of Object.entries(funded)) {
    const award = { ...awardOf(awardPence), conditions };
    await story.do(support, 'FundProject', { project, decision: decisionAt(at, project), award });
  }
  await story.do(support, 'CloseMeeting', { meeting: at });
}

async function deliver(story: DeskStory, project: string): Promise<void> {
  const { by = 'lead-1', is } = funded[project] ?? {};
  const officer = `${by}/lead-officer`;
  await story.do(officer, 'AcceptAward', { project });
  if (is === undefined) return;
  await story.do(officer, 'StartProject', { project });
  if (is === 'started') return;
  await story.do(officer, 'FinishProject', { project, manner: 'completed' });
  if (is === 'submitted') await story.do(officer, 'SubmitEvaluation', { project, answers: fullAnswers });
}

export const invoice = {
  project: 'youth-bus',
  payee: 'Bus Hire Ltd',
  reference: 'INV/1',
  netPence: 10_000,
  irrecoverableVatPence: 0,
  purpose: 'Hire',
  category: 'transport',
  charges: [{ source: 'home-office', fundingType: 'revenue', amountPence: 10_000 }],
};

/** What was claimed, paid, asked for and is owed, all of it on projects of those who are kept from it. */
async function moveMoney(story: DeskStory): Promise<void> {
  story.on('2011-06-08');
  await story.do(lead, 'ClaimExpenditure', { ...invoice, claim: 'claim-1' });
  const charge = { source: 'home-office', fundingType: 'revenue' };
  for (const [project, payment, netPence] of [
    ['youth-bus', 'paid', 10_000],
    ['youth-bus', 'by-mistake', 5_000],
    ['overspent', 'too-much', 25_000],
  ] as const) {
    const charges = [{ ...charge, amountPence: netPence }];
    const terms = { ...invoice, project, payment, reference: payment, netPence, charges };
    await story.do(finance, 'RecordExpenditure', { ...terms, paidOn: '2011-06-08' });
  }
  const owed = { ...charge, project: 'youth-bus', amountPence: 2_000, dueOn: '2011-07-31' };
  const because = { reason: 'Paid in advance.' };
  await story.do(finance, 'RaiseReclaim', { ...owed, ...because, reclaim: 'r-1', from: 'Home Office' });
  await story.do(finance, 'RaiseClawback', { ...owed, ...because, clawback: 'c-1', from: 'Bus Hire Ltd' });
  const ends = { from: { source: 'home-office' }, to: { source: 'home-office', project: 'youth-bus' } };
  const asked = { fundingType: 'revenue', amountPence: 5_000, reason: 'More nights.' };
  for (const virement of ['to-own', 'unwanted'])
    await story.do(finance, 'RequestVirement', { ...asked, ...ends, virement });
  const between = { from: { source: 'home-office' }, to: { source: 'police' } };
  await story.do(finance, 'RequestVirement', { ...asked, ...between, virement: 'asked' });
}

/** The year is closed, and its confirmation prepared by someone who could answer it too. */
export async function yearIsPrepared(story: DeskStory): Promise<void> {
  story.on('2012-05-01');
  const sources = [
    { source: 'home-office', to: 'next-year', carry: [] },
    { source: 'police', carry: [] },
  ];
  await story.do(finance, 'CloseYear', { year: '2011-12', sources, reason: 'The accounts are closed.' });
  await prepare(story, 1);
}

/** It was declined, and is prepared anew. */
export async function yearIsPreparedAgain(story: DeskStory): Promise<void> {
  await prepare(story, 2);
}

async function prepare(story: DeskStory, preparation: number): Promise<void> {
  const statement = 'It was well spent.';
  await story.do(otherFinance, 'PrepareYearEnd', { year: '2011-12', preparation, statement });
}
