import { describe, expect, it } from '@jest/globals';
import type { FundingSourceEvent, FundingType } from '#funding/funding-source/funding-source.events';
import { accounts, postingsOf, type Account } from '#funding/funding-source/postings';
import { formatPence } from '#kernel/pence';
import {
  allocated,
  allocatedSubject,
  charged,
  confirmed,
  covered,
  expected,
  happened,
  held,
  opened,
  pounds,
  withdrawn,
} from '#testing/source-history';

/** What each account gains and loses, as `account: £1.00`, with the project that it is about. */
function movedBy(event: FundingSourceEvent, fundingType: FundingType = 'revenue'): readonly string[] {
  return postingsOf(event)
    .filter((posting) => posting.fundingType === fundingType)
    .map(({ account, project, amountPence }) =>
      [account, ...(project === undefined ? [] : [`of ${project}`]), formatPence(amountPence)].join(' '),
    );
}

const line = {
  project: 'idap',
  decision: 'm-1/1',
  fundingType: 'revenue',
  amountPence: pounds('£9'),
} as const;
const virement = {
  virement: 'v-1',
  fundingType: 'revenue',
  amountPence: pounds('£9'),
  from: { source: 'epa', project: 'idap' },
  to: { source: 'ecc' },
  lines: [{ decision: 'm-1/1', amountPence: pounds('£9') }],
} as const;
const recovery = {
  project: 'idap',
  from: 'Home Office',
  fundingType: 'revenue',
  amountPence: pounds('£9'),
  dueOn: '2010-09-30',
  reason: 'Their share',
} as const;
const receipt = {
  entry: 'i-1',
  project: 'idap',
  fundingType: 'revenue',
  amountPence: pounds('£9'),
  reference: 'BACS',
} as const;
const closing = {
  fundingType: 'revenue',
  carriedPence: pounds('£12'),
  lapsedPence: pounds('£5'),
  expectedLapsedPence: pounds('£3'),
  commitments: [
    { project: 'idap', decision: 'm-1/1', amountPence: pounds('£9'), subjectPence: pounds('£2') },
  ],
  reserves: [{ reserve: 'dhr', amountPence: pounds('£6'), carriedPence: pounds('£3'), purpose: 'A review' }],
} as const;

/** Every type of event, with the money that it moves. A type that is missing does not compile. */
const examples: {
  readonly [Type in FundingSourceEvent['type']]: readonly [
    event: FundingSourceEvent,
    moved: readonly string[],
  ];
} = {
  FundingSourceOpened: [opened(), []],
  FundingSourceRenamed: [happened('FundingSourceRenamed', { name: 'PCC grant', reason: 'Reform' }), []],
  FundingSourceCommentSet: [happened('FundingSourceCommentSet', { reason: 'Paid by now' }), []],
  ProviderRenamed: [happened('ProviderRenamed', { provider: 'PCC', reason: 'Reform' }), []],
  RingFenceSet: [happened('RingFenceSet', { ringFence: {}, reference: 'terms', reason: 'So' }), []],
  FundingExpected: [expected('£9'), ['expected-from-provider -£9.00', 'expected £9.00']],
  FundingConfirmed: [
    confirmed('£9', 'c-1', 'revenue', '£4'),
    ['expected -£4.00', 'expected-from-provider £4.00', 'provider -£9.00', 'uncommitted £9.00'],
  ],
  FundingCut: [
    happened('FundingCut', {
      entry: 'cut-1',
      fundingType: 'revenue',
      amountPence: pounds('£9'),
      confirmedPence: pounds('£5'),
      expectedPence: pounds('£4'),
      reference: 'budget',
      reason: 'Less',
    }),
    ['expected -£4.00', 'expected-from-provider £4.00', 'uncommitted -£5.00', 'provider £5.00'],
  ],
  FundingWithdrawn: [
    withdrawn('£5', '£4'),
    ['expected -£4.00', 'expected-from-provider £4.00', 'uncommitted -£5.00', 'provider £5.00'],
  ],
  EntryReversed: [
    happened('EntryReversed', {
      entry: 'i-1',
      reversal: 'x-1',
      of: 'ReclaimReceived',
      fundingType: 'revenue',
      confirmedPence: 0,
      expectedPence: 0,
      receivedPence: pounds('£9'),
      project: 'idap',
      reason: 'Not theirs',
    }),
    ['uncommitted -£9.00', 'recoveries of idap £9.00'],
  ],
  ReserveHeld: [held('£9'), ['uncommitted -£9.00', 'reserved £9.00']],
  ReserveReleased: [
    happened('ReserveReleased', {
      reserve: 'dhr',
      release: 'r-1',
      fundingType: 'revenue',
      amountPence: pounds('£9'),
      reason: 'None came',
    }),
    ['reserved -£9.00', 'uncommitted £9.00'],
  ],
  ReserveCalled: [
    happened('ReserveCalled', { ...line, reserve: 'dhr' }),
    ['reserved -£9.00', 'uncommitted £9.00'],
  ],
  AwardAllocated: [allocated('idap', '£9'), ['uncommitted -£9.00', 'committed of idap £9.00']],
  AwardAllocatedSubjectToFunding: [
    allocatedSubject('idap', '£9'),
    ['subject-to-funding-awards -£9.00', 'subject-to-funding of idap £9.00'],
  ],
  AllocationsCovered: [
    covered(['idap', '£9', 'm-1/1']),
    [
      'subject-to-funding of idap -£9.00',
      'subject-to-funding-awards £9.00',
      'uncommitted -£9.00',
      'committed of idap £9.00',
    ],
  ],
  CommitmentReleased: [
    happened('CommitmentReleased', {
      project: 'idap',
      release: 'r-1',
      fundingType: 'revenue',
      amountPence: pounds('£11'),
      lines: [{ decision: 'm-1/1', committedPence: pounds('£9'), subjectPence: pounds('£2') }],
      reason: 'Less was needed',
    }),
    [
      'subject-to-funding of idap -£2.00',
      'subject-to-funding-awards £2.00',
      'committed of idap -£9.00',
      'uncommitted £9.00',
    ],
  ],
  ExpenditureCharged: [
    charged('idap', '£9', { 'm-1/1': '£7' }),
    ['committed of idap -£7.00', 'spent of idap £7.00', 'uncommitted -£2.00', 'spent of idap £2.00'],
  ],
  ChargeReversed: [
    happened('ChargeReversed', {
      project: 'idap',
      payment: 'p-1',
      fundingType: 'revenue',
      amountPence: pounds('£9'),
      met: [{ decision: 'm-1/1', amountPence: pounds('£7') }],
      overspendPence: pounds('£2'),
      reason: 'Wrong payee',
    }),
    ['spent of idap -£7.00', 'committed of idap £7.00', 'spent of idap -£2.00', 'uncommitted £2.00'],
  ],
  PriorYearAdjusted: [
    happened('PriorYearAdjusted', {
      project: 'idap',
      payment: 'p-1',
      closedSource: 'epa-09',
      closedYear: '2009-10',
      fundingType: 'revenue',
      amountPence: pounds('£9'),
      reason: 'Paid twice',
    }),
    ['prior-year of idap -£9.00', 'uncommitted £9.00'],
  ],
  OverspendAccepted: [happened('OverspendAccepted', line), []],
  SwapRequested: [happened('SwapRequested', { swap: 's-1', amountPence: 900, reason: 'Posts' }), []],
  SwapAgreed: [
    happened('SwapAgreed', { swap: 's-1', amountPence: pounds('£9'), reference: 'letter' }),
    ['swaps -£9.00', 'uncommitted £9.00'],
  ],
  SwapRefused: [happened('SwapRefused', { swap: 's-1', reason: 'No' }), []],
  SwapLapsed: [happened('SwapLapsed', { swap: 's-1' }), []],
  VirementRequested: [
    happened('VirementRequested', { ...virement, reason: 'Slower', requestedBy: 'finance-1' }),
    [],
  ],
  VirementDeclined: [happened('VirementDeclined', { virement: 'v-1', reason: 'No' }), []],
  VirementLapsed: [happened('VirementLapsed', { virement: 'v-1' }), []],
  VirementAuthorised: [happened('VirementAuthorised', { virement: 'v-1' }), []],
  VirementSent: [happened('VirementSent', virement), ['committed of idap -£9.00', 'virements of idap £9.00']],
  VirementReceived: [happened('VirementReceived', virement), ['virements -£9.00', 'uncommitted £9.00']],
  ReclaimRaised: [happened('ReclaimRaised', { ...recovery, reclaim: 'ho-1' }), []],
  ReclaimReceived: [
    happened('ReclaimReceived', { ...receipt, reclaim: 'ho-1' }),
    ['recoveries of idap -£9.00', 'uncommitted £9.00'],
  ],
  ReclaimWrittenOff: [
    happened('ReclaimWrittenOff', {
      reclaim: 'ho-1',
      project: 'idap',
      fundingType: 'revenue',
      amountPence: 900,
      reason: 'Gone',
    }),
    [],
  ],
  ClawbackRaised: [happened('ClawbackRaised', { ...recovery, clawback: 'cb-1' }), []],
  ClawbackReceived: [
    happened('ClawbackReceived', { ...receipt, clawback: 'cb-1' }),
    ['recoveries of idap -£9.00', 'uncommitted £9.00'],
  ],
  ClawbackWrittenOff: [
    happened('ClawbackWrittenOff', {
      clawback: 'cb-1',
      project: 'idap',
      fundingType: 'revenue',
      amountPence: 900,
      reason: 'Gone',
    }),
    [],
  ],
  SourceYearClosed: [
    happened('SourceYearClosed', { year: '2010-11', to: 'epa-11', types: [closing] }),
    [
      'subject-to-funding of idap -£2.00',
      'subject-to-funding-awards £2.00',
      'committed of idap -£9.00',
      'uncommitted £9.00',
      'reserved -£6.00',
      'uncommitted £6.00',
      'expected -£3.00',
      'expected-from-provider £3.00',
      'uncommitted -£12.00',
      'carried £12.00',
      'uncommitted -£5.00',
      'lapsed £5.00',
    ],
  ],
  BroughtForward: [
    happened('BroughtForward', { from: 'epa', year: '2010-11', types: [closing] }),
    [
      'carried -£12.00',
      'uncommitted £12.00',
      'uncommitted -£9.00',
      'committed of idap £9.00',
      'subject-to-funding-awards -£2.00',
      'subject-to-funding of idap £2.00',
      'uncommitted -£3.00',
      'reserved £3.00',
    ],
  ],
  EarlierYearClosed: [happened('EarlierYearClosed', { year: '2010-11' }), []],
};

describe('the money that an event moves', () => {
  it.each(Object.entries(examples))('of %s is known', (type, [event, moved]) => {
    expect(event.type).toBe(type);
    expect(movedBy(event)).toEqual(moved);
  });

  it.each(Object.entries(examples))('of %s sums to zero', (_, [event]) => {
    expect(postingsOf(event).reduce((sum, { amountPence }) => sum + amountPence, 0)).toBe(0);
  });

  it('is of both funding types for a swap', () => {
    expect(movedBy(examples.SwapAgreed[0], 'capital')).toEqual(['uncommitted -£9.00', 'swaps £9.00']);
  });

  it('goes below zero where an overspend is carried', () => {
    const overspent = {
      ...closing,
      carriedPence: -pounds('£4'),
      lapsedPence: 0,
      commitments: [],
      reserves: [],
    };
    const event = happened('SourceYearClosed', { year: '2010-11', to: 'epa-11', types: [overspent] });
    expect(movedBy(event)).toContain('carried -£4.00');
  });

  it('uses every account', () => {
    const used = new Set<Account>(
      Object.values(examples).flatMap(([event]) => postingsOf(event).map(({ account }) => account)),
    );
    expect([...used].toSorted()).toEqual(accounts.toSorted());
  });
});
