import { finance } from '#testing/desk-story';
import { dayOf } from '../filling-in.js';
import { asFinance, why } from './duty.js';
import type { Duty } from './duty.js';
import { invoice } from './told.js';

const source = '/sources/home-office';
const bus = '/projects/youth-bus';

/** What finance does with the money of a project. */
export const money: readonly Duty[] = [
  asFinance({
    words: 'pays what they claimed',
    kept: { 'lead-1/finance-officer': 'pays-own-claim' },
    command: 'RecordExpenditure',
    fields: { ...invoice, payment: 'p-1', paidOn: '2011-06-08', claim: 'claim-1' },
    at: `${bus}/money/pay/claim-1`,
    answers: { payment: 'p-1', ...dayOf('paidOn', '2011-06-08') },
  }),
  asFinance({
    words: 'reverses a payment of their own project',
    command: 'ReverseExpenditure',
    fields: { project: 'youth-bus', payment: 'by-mistake', ...why },
    at: `${bus}/money/reverse/by-mistake`,
    answers: why,
  }),
  asFinance({
    words: 'releases what their own project has not spent',
    command: 'ReleaseCommitment',
    fields: { project: 'unspent', release: 'release-1', ...why },
    at: '/projects/unspent/money/release',
    answers: { release: 'release-1', ...why },
  }),
  asFinance({
    words: 'moves money between headings of their own project',
    command: 'VireWithinProject',
    fields: {
      project: 'youth-bus',
      virement: 'within-1',
      fromHeading: 'Hire',
      toHeading: 'Fuel',
      amountPence: 1_000,
      ...why,
    },
    at: `${bus}/money/vire`,
    answers: { from: '0', toHeading: 'Fuel', amountPence: '10', virement: 'within-1', ...why },
  }),
  asFinance({
    words: 'asks for a virement to their own project',
    kept: { 'lead-1/finance-officer': 'own-project' },
    command: 'RequestVirement',
    fields: {
      virement: 'v-1',
      fundingType: 'revenue',
      amountPence: 1_000,
      from: { source: 'home-office' },
      to: { source: 'home-office', project: 'youth-bus' },
      ...why,
    },
    at: `${source}/ask-virement`,
    answers: {
      virement: 'v-1',
      fundingType: 'revenue',
      amountPence: '10',
      fromProject: 'uncommitted.',
      toSource: 'home-office',
      toProject: 'youth-bus',
      ...why,
    },
  }),
  asFinance({
    words: 'authorises a virement that they asked for',
    kept: { [finance]: 'own-virement' },
    command: 'AuthoriseVirement',
    fields: { source: 'home-office', virement: 'asked' },
    at: `${source}/authorise-virement/asked`,
    answers: {},
  }),
  asFinance({
    words: 'authorises a virement to their own project',
    kept: { 'lead-1/finance-officer': 'own-project' },
    command: 'AuthoriseVirement',
    fields: { source: 'home-office', virement: 'to-own' },
    at: `${source}/authorise-virement/to-own`,
    answers: {},
  }),
  asFinance({
    words: 'declines a virement to their own project',
    command: 'DeclineVirement',
    fields: { source: 'home-office', virement: 'unwanted', ...why },
    at: `${source}/decline-virement/unwanted`,
    answers: why,
  }),
  asFinance({
    words: 'writes off what is owed to their own project',
    command: 'WriteOffReclaim',
    fields: { source: 'home-office', reclaim: 'r-1', ...why },
    at: `${source}/write-off-reclaim/r-1`,
    answers: why,
  }),
  asFinance({
    words: 'writes off what is to be recovered from their own project',
    command: 'WriteOffClawback',
    fields: { source: 'home-office', clawback: 'c-1', ...why },
    at: `${source}/write-off-clawback/c-1`,
    answers: why,
  }),
];
