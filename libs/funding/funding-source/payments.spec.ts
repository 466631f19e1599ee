import { describe, expect, it } from '@jest/globals';
import { uncoveredCommitments } from '#funding/funding-source/cover';
import type { FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import { outsideFenceAt } from '#funding/funding-source/payments';
import { outstandingPence, uncommittedPence, type Asked } from '#funding/funding-source/state';
import {
  allocated,
  allocatedSubject,
  asks,
  charged,
  confirmed,
  expected,
  happened,
  pay,
  pounds,
  source,
} from '#testing/source-history';

const named = { source: 'Essex Police Authority' };
const money = confirmed('£10,000');

const fence = (ringFence: object): FundingSourceEvent =>
  happened('RingFenceSet', { ringFence, reference: 'terms', reason: 'As the grant says' });

describe('a payment', () => {
  it('is met by the oldest decision first', () => {
    const asked = source(
      money,
      allocated('idap', '£1,000', 'm-1/1'),
      allocated('idap', '£500', 'm-2/1'),
    ).when(pay('idap', '£1,200'));
    asked.yields(charged('idap', '£1,200', { 'm-1/1': '£1,000', 'm-2/1': '£200' }));
    expect(outstandingPence(asked.andState, 'idap')).toBe(pounds('£300'));
    expect(uncommittedPence(asked.andState, 'revenue')).toBe(pounds('£8,500'));
  });

  it('that goes beyond the award is recorded, with its overspend, even where money is lacking for it', () => {
    const asked = source(confirmed('£1,000'), allocated('idap', '£1,000')).when(pay('idap', '£1,065'));
    asked.yields(charged('idap', '£1,065', { 'm-1/1': '£1,000' }));
    expect(asked.andState).toMatchObject({ money: { revenue: { uncommitted: -pounds('£65') } } });
    expect(uncoveredCommitments(asked.andState, 'revenue')).toEqual([]);
  });

  it('of £50 twice is two payments, under two references', () => {
    const paid = charged('idap', '£50');
    source(money, allocated('idap', '£100'), paid)
      .when(pay('idap', '£50', { payment: 'p-2' }))
      .yields(charged('idap', '£50', { 'm-1/1': '£50' }, 'p-2'));
    source(money, allocated('idap', '£100'), paid).when(pay('idap', '£50')).changesNothing();
    source(money, allocated('idap', '£100'), paid)
      .when(pay('idap', '£51'))
      .refuses('payment-differs', { ...named, id: 'p-1' });
  });

  it('has a reference of its own in each project', () => {
    source(money, allocated('idap', '£50'), allocated('cctv', '£50'), charged('idap', '£50'))
      .when(pay('cctv', '£50'))
      .yields(charged('cctv', '£50'));
  });

  it('that was made is recorded, also for what the ring-fence leaves out', () => {
    const fenced = source(money, allocated('idap', '£50'), fence({ categories: ['equipment'] }));
    fenced.when(pay('idap', '£50')).yields(charged('idap', '£50'));
    const asked = { project: 'idap', category: 'staff', fundingType: 'revenue' } as const;
    expect(outsideFenceAt(fenced.state, asked)).toBe('the categories equipment');
    expect(outsideFenceAt(fenced.state, { ...asked, category: 'equipment' })).toBeUndefined();
  });

  it('for a project that the ring-fence leaves out is outside it, unless it was awarded before', () => {
    const fenced = source(money, allocated('idap', '£50'), fence({ projects: ['cctv'] }));
    const asked = { category: 'staff', fundingType: 'revenue' } as const;
    expect(outsideFenceAt(fenced.state, { ...asked, project: 'idap' })).toBeUndefined();
    expect(outsideFenceAt(fenced.state, { ...asked, project: 'leaflet' })).toBe('the projects cctv');
  });

  it('is charged to a source of the year in which it was paid, or of one before', () => {
    source(money)
      .when({ ...pay('idap', '£50'), on: '2010-03-31' })
      .refuses('paid-before-the-year', { ...named, year: '2010-11', from: '1 April 2010' });
    const after = { ...pay('idap', '£50'), on: '2011-04-05', today: '2011-04-05' };
    expect(source(money).when(after).events).toHaveLength(1);
  });
});

// "Money that is to be confirmed", on which a project had begun to spend before its letter came.
describe('a payment on money that is subject to funding', () => {
  const history = [
    confirmed('£1,000'),
    allocated('idap', '£1,000'),
    expected('£3,000'),
    allocatedSubject('idap', '£3,000', 'm-2/1'),
  ] as const;
  const met = [
    { decision: 'm-1/1', amountPence: pounds('£1,000') },
    { decision: 'm-2/1', amountPence: pounds('£500'), subjectPence: pounds('£500') },
  ];
  const terms = { project: 'idap', payment: 'p-1', fundingType: 'revenue' } as const;
  const paid = happened('ExpenditureCharged', {
    ...terms,
    amountPence: pounds('£1,500'),
    met,
    overspendPence: 0,
  });

  it('is met by what is committed, then by what waits, which is then paid and waits no more', () => {
    const asked = source(...history).when(pay('idap', '£1,500'));
    asked.yields(paid);
    expect(outstandingPence(asked.andState, 'idap')).toBe(0);
    expect(asked.andState).toMatchObject({
      lines: [{}, { committedPence: pounds('£500'), subjectPence: pounds('£2,500') }],
      money: { revenue: { uncommitted: -pounds('£500'), 'subject-to-funding': pounds('£2,500') } },
    });
  });

  it('is covered once when the money comes: by the letter, and not again by the award', () => {
    const letter = { entry: 'c-2', fundingType: 'revenue', amountPence: pounds('£3,000') } as const;
    const confirm = asks('ConfirmFunding', {
      source: 'epa',
      ...letter,
      reference: 'letter',
      reason: 'Grant',
    });
    const { andState } = source(...history, paid).when(confirm);
    expect(outstandingPence(andState, 'idap')).toBe(pounds('£2,500'));
    expect(andState).toMatchObject({ money: { revenue: { uncommitted: 0, 'subject-to-funding': 0 } } });
  });

  it('is an overspend only beyond both', () => {
    const asked = source(...history).when(pay('idap', '£4,010'));
    expect(asked.events).toMatchObject([{ data: { overspendPence: pounds('£10') } }]);
  });

  it('that is reversed waits for funding again, or is committed when its money has come', () => {
    const reversal = asks('ReverseCharge', { project: 'idap', payment: 'p-1', reason: 'Wrong payee' });
    const back = source(...history, paid).when(reversal).andState;
    expect([outstandingPence(back, 'idap'), uncommittedPence(back, 'revenue')]).toEqual([
      pounds('£1,000'),
      0,
    ]);
    expect(back).toMatchObject({
      lines: [{}, { subjectPence: pounds('£3,000') }],
      money: { revenue: { 'subject-to-funding': pounds('£3,000') } },
    });
    const came = source(...history, paid, confirmed('£500', 'c-2', 'revenue', '£500')).when(
      reversal,
    ).andState;
    expect(outstandingPence(came, 'idap')).toBe(pounds('£1,500'));
  });

  it('leaves less to promise: what is uncovered comes first when the money does', () => {
    const award = { project: 'cctv', decision: 'm-3/1', fundingType: 'revenue', priorities: [] } as const;
    const promise = asks('AllocateAward', { ...award, amountPence: pounds('£0.01'), subjectToFunding: true });
    source(...history, paid)
      .when(promise)
      .refuses('more-than-to-be-confirmed');
  });
});

const reverse = (fields: Partial<Asked<'ReverseCharge'>> = {}): Asked<'ReverseCharge'> =>
  asks('ReverseCharge', { project: 'idap', payment: 'p-1', reason: 'Paid to the wrong payee', ...fields });

describe('a payment to the wrong payee', () => {
  const reversed = happened('ChargeReversed', {
    project: 'idap',
    payment: 'p-1',
    fundingType: 'revenue',
    amountPence: pounds('£1,065'),
    met: [{ decision: 'm-1/1', amountPence: pounds('£1,000') }],
    overspendPence: pounds('£65'),
    reason: 'Paid to the wrong payee',
  });
  const history = [
    confirmed('£1,000'),
    allocated('idap', '£1,000'),
    charged('idap', '£1,065', { 'm-1/1': '£1,000' }),
  ] as const;

  it('is reversed: what it had met is committed again, and its overspend is gone', () => {
    const asked = source(...history).when(reverse());
    asked.yields(reversed);
    expect(outstandingPence(asked.andState, 'idap')).toBe(pounds('£1,000'));
    expect(uncommittedPence(asked.andState, 'revenue')).toBe(0);
  });

  it('is reversed at each funding type that it was charged to', () => {
    const capital = happened('ExpenditureCharged', {
      project: 'idap',
      payment: 'p-1',
      fundingType: 'capital',
      amountPence: pounds('£10'),
      met: [],
      overspendPence: pounds('£10'),
    });
    const asked = source(...history, capital).when(reverse());
    expect(asked.events).toMatchObject([
      { type: 'ChargeReversed', data: { fundingType: 'revenue' } },
      { type: 'ChargeReversed', data: { fundingType: 'capital' } },
    ]);
  });

  it('is reversed once, and the right one has a reference of its own', () => {
    source(...history, reversed)
      .when(reverse({ reason: 'Another reason' }))
      .refuses('payment-reversed', { ...named, id: 'p-1' });
    source(...history, reversed)
      .when(pay('idap', '£1,065'))
      .refuses('payment-reversed', { ...named, id: 'p-1' });
    source(...history, reversed)
      .when(pay('idap', '£1,065', { payment: 'p-2' }))
      .yields(charged('idap', '£1,065', { 'm-1/1': '£1,000' }, 'p-2'));
  });

  it('was paid by this source, or there is nothing to reverse', () => {
    source(...history)
      .when(reverse({ project: 'cctv' }))
      .refuses('no-such-payment', { ...named, id: 'p-1' });
  });
});

const adjust = (fields: Partial<Asked<'AdjustPriorYear'>> = {}): Asked<'AdjustPriorYear'> =>
  asks('AdjustPriorYear', {
    project: 'idap',
    payment: 'p-1',
    closedSource: 'epa-09',
    closedYear: '2009-10',
    fundingType: 'revenue',
    amountPence: pounds('£65'),
    reason: 'Paid twice',
    ...fields,
  });

describe('a payment of a closed year', () => {
  const adjusted = happened('PriorYearAdjusted', {
    project: 'idap',
    payment: 'p-1',
    closedSource: 'epa-09',
    closedYear: '2009-10',
    fundingType: 'revenue',
    amountPence: pounds('£65'),
    reason: 'Paid twice',
  });

  it('is taken back in the open year, by an adjustment that names it', () => {
    const asked = source().when(adjust());
    asked.yields(adjusted);
    expect(uncommittedPence(asked.andState, 'revenue')).toBe(pounds('£65'));
  });

  it('is adjusted once, and in a later year than its own', () => {
    source(adjusted)
      .when(adjust({ reason: 'Paid thrice' }))
      .refuses('adjustment-differs', { ...named, id: 'p-1' });
    source()
      .when(adjust({ closedYear: '2010-11' }))
      .refuses('wrong-year', { ...named, year: '2010-11', asked: '2010-11' });
  });
});
