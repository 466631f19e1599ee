import type { BudgetFigures } from '#funding/funding-source/figures';
import type { CommandName } from '#funding/roles';
import {
  awardOf,
  chair,
  DeskStory,
  finance,
  foundPartnership,
  fund,
  openMeetingOn,
  propose,
} from '#testing/desk-story';
import { registerOf } from './importing.js';

/** A form that moves money and that nobody could fill in by guessing what it asks for. */
export interface MoneyForm {
  readonly by: string;
  /** Its address within the partnership. */
  readonly at: string;
  readonly answers: Readonly<Record<string, string | File>>;
  readonly command: CommandName;
  /** What it changes in the budget, in pence; nothing else changes. */
  readonly moves: Partial<BudgetFigures>;
}

const source = '/sources/home-office';
const meeting = 'tasking-2011-06-09';
const deciding = (item: string): string => `/meetings/${meeting}/items/${item}/decide`;
const decided = { voted: 'agreed', reasons: 'As discussed.' };
const award = 'from-home-office-revenue';

/** Each is sent in its turn at what `moneyWaits` tells of. */
export const moneyForms: readonly MoneyForm[] = [
  {
    command: 'AuthoriseVirement',
    by: 'finance-2',
    at: `${source}/authorise-virement/small`,
    answers: {},
    moves: { committed: 5_000, uncommitted: -5_000 },
  },
  {
    command: 'AuthoriseVirement',
    by: 'finance-2',
    at: deciding('move'),
    answers: { ...decided, virement: 'large' },
    moves: { committed: 200_000, uncommitted: -200_000 },
  },
  {
    command: 'FundProject',
    by: 'support-1',
    at: deciding('lamps'),
    answers: { ...decided, outcome: 'approve', [award]: '400' },
    moves: { committed: 40_000, uncommitted: -40_000 },
  },
  {
    command: 'RatifyChairsAction',
    by: 'support-1',
    at: deciding('ratify-action-1'),
    answers: { ...decided, outcome: 'not-ratified' },
    moves: { committed: -30_000, uncommitted: 30_000 },
  },
  {
    command: 'VaryAward',
    by: 'support-1',
    at: `${deciding('fewer')}/vary`,
    answers: { ...decided, [award]: '2950' },
    moves: { committed: -10_000, uncommitted: 10_000 },
  },
  {
    command: 'RescindAward',
    by: 'support-1',
    at: `${deciding('none')}/rescind`,
    answers: decided,
    moves: { committed: -80_000, uncommitted: 80_000 },
  },
  {
    command: 'ReceiveReclaim',
    by: 'finance-1',
    at: `${source}/receive-reclaim/reclaim-1`,
    answers: { amountPence: '150', reference: 'BACS 1' },
    moves: { received: 15_000, uncommitted: 15_000 },
  },
  {
    command: 'ReceiveClawback',
    by: 'finance-1',
    at: `${source}/receive-clawback/clawback-1`,
    answers: { amountPence: '60', reference: 'BACS 2' },
    moves: { received: 6_000, uncommitted: 6_000 },
  },
  {
    command: 'ReverseEntry',
    by: 'finance-1',
    at: `${source}/reverse-entry/mistake`,
    answers: { reason: 'It was another partnership’s.' },
    moves: { confirmed: -7_000, uncommitted: -7_000 },
  },
  {
    command: 'TakeOnProject',
    by: 'support-1',
    at: '/import-register',
    answers: registerOf('Signs,all,£100'),
    moves: { committed: 10_000, uncommitted: -10_000 },
  },
];

/** Money that waits for someone's word in every way that a form can give it, in an open meeting too. */
export async function moneyWaits(): Promise<DeskStory> {
  const story = new DeskStory();
  await foundPartnership(story);
  await fund(story, 'youth-bus', 100_000);
  await fund(story, 'cameras', 80_000, '2011-05-19');
  await oweMoney(story);
  await askForVirements(story);
  const entry = { source: 'home-office', entry: 'mistake', fundingType: 'revenue', amountPence: 7_000 };
  await story.do(finance, 'ConfirmFunding', { ...entry, reason: 'A letter.', reference: 'HO/2' });
  await propose(story, 'urgent', 30_000, { leadOfficer: 'lead-2' });
  const action = { action: 'action-1', consulted: 'fire-1', award: awardOf(30_000) };
  await story.do(chair, 'TakeChairsAction', { project: 'urgent', ...action, reasons: 'It cannot wait.' });
  await propose(story, 'lamps', 50_000);
  await openMeetingOn(story, '2011-06-09', [
    { item: 'lamps', kind: 'bid', project: 'lamps' },
    { item: 'fewer', kind: 'variation', project: 'youth-bus' },
    { item: 'none', kind: 'variation', project: 'cameras' },
    { item: 'move', kind: 'virement', source: 'home-office' },
  ]);
  return story;
}

/** What was paid, and is owed back by the provider and by who was paid. */
async function oweMoney(story: DeskStory): Promise<void> {
  const charges = [{ source: 'home-office', fundingType: 'revenue', amountPence: 40_000 }];
  const invoice = { payee: 'Bus Hire Ltd', reference: 'INV-1', purpose: 'Hire', category: 'transport' };
  await story.do(finance, 'RecordExpenditure', {
    project: 'youth-bus',
    payment: 'bacs-1',
    ...invoice,
    paidOn: '2011-05-19',
    netPence: 40_000,
    irrecoverableVatPence: 0,
    charges,
  });
  const terms = { source: 'home-office', project: 'youth-bus', fundingType: 'revenue' };
  const owed = { ...terms, dueOn: '2011-07-31', reason: 'Paid in advance.' };
  const reclaim = { reclaim: 'reclaim-1', from: 'Home Office', amountPence: 20_000 };
  const clawback = { clawback: 'clawback-1', from: 'Bus Hire Ltd', amountPence: 10_000 };
  await story.do(finance, 'RaiseReclaim', { ...owed, ...reclaim });
  await story.do(finance, 'RaiseClawback', { ...owed, ...clawback });
}

/** One that finance can authorise, and one above its limit. */
async function askForVirements(story: DeskStory): Promise<void> {
  const ends = { from: { source: 'home-office' }, to: { source: 'home-office', project: 'youth-bus' } };
  for (const [virement, amountPence] of [
    ['small', 5_000],
    ['large', 200_000],
  ] as const) {
    const terms = { virement, fundingType: 'revenue', amountPence, reason: 'More nights.' };
    await story.do(finance, 'RequestVirement', { ...terms, ...ends });
  }
}
