import { awardOf, bidOf, chair, decisionAt } from '#testing/desk-story';
import { dayOf } from '../filling-in.js';
import { registerOf } from '../importing.js';
import { asSupport, reasons } from './duty.js';
import type { Duty } from './duty.js';
import { meeting } from './told.js';

const award = 'from-home-office-revenue';
const deciding = (item: string): string => `/meetings/${meeting}/items/${item}/decide`;
const decided = { voted: 'agreed', reasons: 'It serves the priority at a fair cost.' };
const bus = '/projects/youth-bus';

/** What is decided on a bid. */
export const bids: readonly Duty[] = [
  asSupport({
    words: 'records the decision on their own bid',
    command: 'FundProject',
    fields: {
      project: 'undecided',
      decision: decisionAt(meeting, 'undecided'),
      award: awardOf(10_000),
    },
    at: deciding('undecided'),
    answers: { ...decided, outcome: 'approve', [award]: '100' },
  }),
  asSupport({
    words: 'puts their own bid off',
    command: 'DeferBid',
    fields: { project: 'early', decision: decisionAt(meeting, 'early') },
    at: deciding('early'),
    answers: { ...decided, outcome: 'defer' },
  }),
  asSupport({
    words: 'refuses their own bid',
    command: 'RefuseBid',
    fields: { project: 'unfit', decision: decisionAt(meeting, 'unfit') },
    at: deciding('unfit'),
    answers: { ...decided, outcome: 'refuse' },
  }),
  asSupport({
    words: "takes chair's action on their own bid",
    kept: { [chair]: 'own-bid' },
    other: 'deputy-1/deputy-chair',
    command: 'TakeChairsAction',
    fields: {
      project: 'chairs-own',
      action: 'action-2',
      consulted: 'fire-1',
      award: awardOf(10_000),
      declares: 'none',
      reasons: 'It cannot wait.',
    },
    at: '/projects/chairs-own/chairs-action',
    answers: { [award]: '100', consulted: 'fire-1', declares: 'none', reasons: 'It cannot wait.' },
    more: { chairIs: 'interested' },
  }),
  asSupport({
    words: "ratifies a chair's action on their own bid",
    command: 'RatifyChairsAction',
    fields: {
      project: 'urgent',
      action: 'action-1',
      decision: decisionAt(meeting, 'ratify-action-1'),
      outcome: 'ratified',
    },
    at: deciding('ratify-action-1'),
    answers: { ...decided, outcome: 'ratified' },
  }),
  asSupport({
    words: 'takes on a project of their own that was decided earlier',
    command: 'TakeOnProject',
    fields: {
      project: 'signs',
      bid: bidOf(10_000),
      takenOn: { decidedOn: '2011-03-08', reference: 'Register of 2011/12' },
      award: awardOf(10_000),
    },
    at: '/import-register',
    answers: registerOf('Posts,all,£100'),
  }),
];

/** What is decided on an award, and on what it pays for. */
export const awards: readonly Duty[] = [
  asSupport({
    words: 'changes their own award',
    command: 'VaryAward',
    fields: {
      project: 'youth-bus',
      decision: decisionAt(meeting, 'fewer'),
      changes: [{ source: 'home-office', fundingType: 'revenue', change: 'less', amountPence: 10_000 }],
    },
    at: `${deciding('fewer')}/vary`,
    answers: { ...decided, [award]: '2900' },
  }),
  asSupport({
    words: 'rescinds their own award',
    command: 'RescindAward',
    fields: { project: 'dropped', decision: decisionAt(meeting, 'none') },
    at: `${deciding('none')}/rescind`,
    answers: decided,
  }),
  asSupport({
    words: 'discharges a condition of their own award',
    command: 'DischargeCondition',
    fields: { project: 'lamps', condition: 'count', evidence: 'Seen.' },
    at: '/projects/lamps/discharge-condition/count',
    answers: { evidence: 'Seen.' },
  }),
  asSupport({
    words: 'waives a condition of their own award',
    command: 'WaiveCondition',
    fields: { project: 'lamps', condition: 'count-again', decision: decisionAt(meeting, 'uncounted') },
    at: deciding('uncounted'),
    answers: { ...decided, condition: 'count-again' },
  }),
  asSupport({
    words: 'decides on an overspend of their own',
    command: 'DecideOverspend',
    fields: {
      project: 'overspent',
      decision: decisionAt(meeting, 'overspend-overspent-too-much'),
      outcome: 'accept',
      shares: [{ source: 'home-office', fundingType: 'revenue', amountPence: 5_000 }],
    },
    at: deciding('overspend-overspent-too-much'),
    answers: { ...decided, outcome: 'accept' },
  }),
  asSupport({
    words: 'extends their own project',
    command: 'ExtendProject',
    fields: { project: 'youth-bus', finishesOn: '2012-02-29', ...reasons },
    at: `${bus}/extend`,
    answers: { ...dayOf('finishesOn', '2012-02-29'), ...reasons },
  }),
  asSupport({
    words: 'changes what their own project will do',
    command: 'VaryProject',
    fields: { project: 'youth-bus', variation: 'fourth', description: 'On four estates.', ...reasons },
    at: `${bus}/vary`,
    answers: { variation: 'fourth', description: 'On four estates.', ...reasons },
  }),
];
