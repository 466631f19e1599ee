import { describe, expect, it } from '@jest/globals';
import type { FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import { uncommittedPence, type Asked } from '#funding/funding-source/state';
import { asks, covered, expected, allocatedSubject, happened, pounds, source } from '#testing/source-history';

const named = { source: 'Essex Police Authority' };

// "£14k to reclaim from the Home Office", one of the cases that real partnerships met.
const terms = {
  project: 'sarc',
  from: 'Home Office',
  fundingType: 'revenue',
  amountPence: pounds('£14,000'),
  dueOn: '2010-09-30',
  reason: 'Their share of the post',
} as const;
const raised = happened('ReclaimRaised', { reclaim: 'ho-1', ...terms });
const receive = (amount: string, entry = 'i-1'): Asked<'ReceiveReclaim'> =>
  asks('ReceiveReclaim', {
    source: 'epa',
    reclaim: 'ho-1',
    entry,
    amountPence: pounds(amount),
    reference: 'BACS 4411',
  });
const received = (amount: string, entry = 'i-1'): FundingSourceEvent =>
  happened('ReclaimReceived', {
    entry,
    reclaim: 'ho-1',
    project: 'sarc',
    fundingType: 'revenue',
    amountPence: pounds(amount),
    reference: 'BACS 4411',
  });
const writeOff = (reason = 'The Home Office will not pay'): Asked<'WriteOffReclaim'> =>
  asks('WriteOffReclaim', { source: 'epa', reclaim: 'ho-1', reason });
const writtenOff = (amount: string): FundingSourceEvent =>
  happened('ReclaimWrittenOff', {
    reclaim: 'ho-1',
    project: 'sarc',
    fundingType: 'revenue',
    amountPence: pounds(amount),
    reason: 'The Home Office will not pay',
  });

describe('£14,000 to reclaim from the Home Office', () => {
  it('is raised, and is in no balance', () => {
    const asked = source().when(asks('RaiseReclaim', { source: 'epa', reclaim: 'ho-1', ...terms }));
    asked.yields(raised);
    expect(uncommittedPence(asked.andState, 'revenue')).toBe(0);
    source(raised)
      .when(asks('RaiseReclaim', { source: 'epa', reclaim: 'ho-1', ...terms, from: 'NHS' }))
      .refuses('recovery-differs', { ...named, id: 'ho-1' });
  });

  it('counts when it is received, and covers what waited', () => {
    const asked = source(raised, expected('£500'), allocatedSubject('idap', '£500')).when(receive('£14,000'));
    asked.yields(received('£14,000'), covered(['idap', '£500', 'm-1/1']));
    expect(uncommittedPence(asked.andState, 'revenue')).toBe(pounds('£13,500'));
  });

  it('is received in parts, and never more than is owed', () => {
    source(raised, received('£4,000')).when(receive('£10,000', 'i-2')).yields(received('£10,000', 'i-2'));
    source(raised, received('£4,000'))
      .when(receive('£10,000.01', 'i-2'))
      .refuses('more-than-owed', { ...named, id: 'ho-1', owed: '£10,000.00', asked: '£10,000.01' });
    source(raised, received('£4,000'))
      .when(receive('£5,000'))
      .refuses('entry-differs', { ...named, id: 'i-1' });
    source()
      .when(receive('£1'))
      .refuses('no-such-recovery', { ...named, id: 'ho-1' });
  });

  it('is written off as far as it has not come', () => {
    const asked = source(raised, received('£4,000')).when(writeOff());
    asked.yields(writtenOff('£10,000'));
    expect(uncommittedPence(asked.andState, 'revenue')).toBe(pounds('£4,000'));
    source(raised, writtenOff('£14,000'))
      .when(writeOff('Other'))
      .refuses('nothing-owed', { ...named, id: 'ho-1' });
    source(raised, received('£14,000')).when(writeOff()).refuses('nothing-owed');
    source()
      .when(writeOff())
      .refuses('no-such-recovery', { ...named, id: 'ho-1' });
  });

  it('that was credited to the wrong reclaim is reversed, and is owed again', () => {
    const asked = source(raised, received('£14,000')).when(
      asks('ReverseEntry', { source: 'epa', entry: 'i-1', reversal: 'x-1', reason: 'Not theirs' }),
    );
    asked.yields(
      happened('EntryReversed', {
        entry: 'i-1',
        reversal: 'x-1',
        of: 'ReclaimReceived',
        fundingType: 'revenue',
        confirmedPence: 0,
        expectedPence: 0,
        receivedPence: pounds('£14,000'),
        recovery: 'ho-1',
        project: 'sarc',
        reason: 'Not theirs',
      }),
    );
    expect(uncommittedPence(asked.andState, 'revenue')).toBe(0);
    expect(asked.andState).toMatchObject({ recoveries: [{ owedPence: pounds('£14,000') }] });
  });
});

describe('a clawback from a recipient', () => {
  const clawback = happened('ClawbackRaised', { clawback: 'cb-1', ...terms, from: 'Catch 22' });
  const receipt = {
    entry: 'i-1',
    clawback: 'cb-1',
    amountPence: pounds('£14,000'),
    reference: 'BACS',
  } as const;
  const fields = { clawback: 'cb-1', project: 'sarc', fundingType: 'revenue', reason: 'Wound up' } as const;

  it('is raised', () => {
    const raise = asks('RaiseClawback', { source: 'epa', clawback: 'cb-1', ...terms, from: 'Catch 22' });
    source().when(raise).yields(clawback);
    source(clawback)
      .when({ ...raise, dueOn: '2010-10-31' })
      .refuses('recovery-differs', { ...named, id: 'cb-1' });
    source(raised)
      .when({ ...raise, clawback: 'ho-1' })
      .refuses('recovery-differs', { ...named, id: 'ho-1' });
  });

  it('has numbers of its own, apart from reclaims', () => {
    source(happened('ReclaimRaised', { reclaim: 'cb-1', ...terms }))
      .when(asks('ReceiveClawback', { source: 'epa', ...receipt }))
      .refuses('no-such-recovery', { ...named, id: 'cb-1' });
  });

  it('is received', () => {
    source(clawback)
      .when(asks('ReceiveClawback', { source: 'epa', ...receipt }))
      .yields(happened('ClawbackReceived', { ...receipt, project: 'sarc', fundingType: 'revenue' }));
    source(clawback)
      .when(asks('ReceiveClawback', { source: 'epa', ...receipt, amountPence: pounds('£14,001') }))
      .refuses('more-than-owed');
  });

  it('is written off', () => {
    const write = asks('WriteOffClawback', { source: 'epa', clawback: 'cb-1', reason: 'Wound up' });
    const event = happened('ClawbackWrittenOff', { ...fields, amountPence: pounds('£14,000') });
    source(clawback).when(write).yields(event);
    source(clawback, event)
      .when({ ...write, reason: 'Moved' })
      .refuses('nothing-owed', { ...named, id: 'cb-1' });
    source()
      .when(write)
      .refuses('no-such-recovery', { ...named, id: 'cb-1' });
  });
});
