import { describe, expect, it } from '@jest/globals';
import { fundingSource } from '#funding/funding-source/funding-source';
import type { DataOf, FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import { uncommittedPence, type Asked } from '#funding/funding-source/state';
import {
  allocated,
  asks,
  confirmed,
  expected,
  happened,
  opened,
  pounds,
  source,
  withdrawn,
} from '#testing/source-history';
import { given } from '#testing/given';

const named = { source: 'Essex Police Authority' };
const withdraw = asks('WithdrawFunding', {
  source: 'epa',
  entry: 'w-1',
  reference: 'letter of 3 May 2010',
  reason: 'The authority withdrew',
});

describe('the name of a source', () => {
  const rename = asks('RenameFundingSource', { source: 'epa', name: 'PCC grant', reason: 'So it is called' });
  const renamed = happened('FundingSourceRenamed', { name: 'PCC grant', reason: 'So it is called' });

  it('changes, and stands in what is refused from then on', () => {
    source().when(rename).yields(renamed);
    source(renamed)
      .when(asks('ReverseEntry', { source: 'epa', entry: 'c-9', reversal: 'x-1', reason: 'Wrong' }))
      .refuses('no-such-entry', { source: 'PCC grant', id: 'c-9' });
  });

  it('is the one it has', () => {
    source(renamed).when(rename).changesNothing();
  });

  it('leaves it the source that was opened under its first name', () => {
    const terms = { source: 'epa', year: '2010-11', mayCrossYear: true };
    const open = { ...terms, name: named.source, provider: 'Essex Police Authority' };
    source(renamed).when(asks('OpenFundingSource', open)).changesNothing();
  });
});

describe('the comment on a source', () => {
  const comment = asks('SetFundingSourceComment', { source: 'epa', comment: 'In halves', reason: 'Letter' });
  const set = happened('FundingSourceCommentSet', { comment: 'In halves', reason: 'Letter' });
  const none = asks('SetFundingSourceComment', { source: 'epa', reason: 'All is paid' });
  const taken = happened('FundingSourceCommentSet', { reason: 'All is paid' });

  it('is set, and taken away', () => {
    source().when(comment).yields(set);
    source(set).when(none).yields(taken);
  });

  it('is the one it has, or none as before', () => {
    source(set).when(comment).changesNothing();
    source().when(none).changesNothing();
    source(set, taken).when(none).changesNothing();
  });

  it('may have been given when the source was opened', () => {
    given(fundingSource, opened({ comment: 'In halves' }))
      .when(comment)
      .changesNothing();
  });
});

describe('the name of a provider', () => {
  const rename = asks('RenameProvider', {
    source: 'epa',
    provider: 'PCC for Essex',
    reason: 'Elected in 2012',
  });

  it('changes', () => {
    source()
      .when(rename)
      .yields(happened('ProviderRenamed', { provider: 'PCC for Essex', reason: 'Elected in 2012' }));
  });

  it('is the one it has', () => {
    source()
      .when({ ...rename, provider: 'Essex Police Authority' })
      .changesNothing();
  });
});

describe('a ring-fence', () => {
  const fence = asks('SetRingFence', {
    source: 'epa',
    ringFence: { projects: ['idap'], categories: [] },
    reference: 'terms of grant',
    reason: 'As the grant says',
  });

  it('is set, and taken away', () => {
    const set = source().when(fence);
    const event = { reference: 'terms of grant', reason: 'As the grant says' };
    set.yields(happened('RingFenceSet', { ringFence: { projects: ['idap'] }, ...event }));
    source(...set.events)
      .when({ ...fence, ringFence: {} })
      .yields(happened('RingFenceSet', { ringFence: {}, ...event }));
  });
});

describe('money to be confirmed', () => {
  const expect500 = asks('ExpectFunding', {
    source: 'epa',
    entry: 'e-1',
    fundingType: 'revenue',
    amountPence: pounds('£500'),
    reason: 'Announced',
  });

  it('is expected, and is no balance', () => {
    const asked = source().when(expect500);
    asked.yields(expected('£500'));
    expect(uncommittedPence(asked.andState, 'revenue')).toBe(0);
  });

  it('is refused under a number that another entry has', () => {
    source(expected('£400'))
      .when(expect500)
      .refuses('entry-differs', { ...named, id: 'e-1' });
    source(confirmed('£500', 'e-1')).when(expect500).refuses('entry-differs');
  });

  it('is refused from a provider that has withdrawn', () => {
    source(withdrawn('nil')).when(expect500).refuses('source-withdrawn', named);
  });
});

const confirm = (amount: string, entry = 'c-1'): Asked<'ConfirmFunding'> =>
  asks('ConfirmFunding', {
    source: 'epa',
    entry,
    fundingType: 'revenue',
    amountPence: pounds(amount),
    reference: 'letter of 11 March 2010',
    reason: 'Grant for the year',
  });

describe('confirmed money', () => {
  it('uses up what was to be confirmed, and no more', () => {
    source(expected('£300'))
      .when(confirm('£200'))
      .yields(confirmed('£200', 'c-1', 'revenue', '£200'));
    source(expected('£300'))
      .when(confirm('£500'))
      .yields(confirmed('£500', 'c-1', 'revenue', '£300'));
  });

  it('of the same amount twice is two entries', () => {
    source(confirmed('£50')).when(confirm('£50', 'c-2')).yields(confirmed('£50', 'c-2'));
    source(confirmed('£50')).when(confirm('£50')).changesNothing();
    source(confirmed('£50'))
      .when(confirm('£51'))
      .refuses('entry-differs', { ...named, id: 'c-1' });
  });

  it('is refused from a provider that has withdrawn', () => {
    source(withdrawn('nil')).when(confirm('£50')).refuses('source-withdrawn', named);
  });
});

const cut = (amount: string): Asked<'CutFunding'> =>
  asks('CutFunding', {
    source: 'epa',
    entry: 'cut-1',
    fundingType: 'revenue',
    amountPence: pounds(amount),
    reference: 'budget',
    reason: 'Less grant',
  });

const cutBy = (confirmedAmount: string, expectedAmount: string): FundingSourceEvent =>
  happened('FundingCut', {
    entry: 'cut-1',
    fundingType: 'revenue',
    amountPence: pounds(confirmedAmount) + pounds(expectedAmount),
    confirmedPence: pounds(confirmedAmount),
    expectedPence: pounds(expectedAmount),
    reference: 'budget',
    reason: 'Less grant',
  });

describe('a cut', () => {
  it('takes what was to be confirmed first, then what was confirmed', () => {
    source(confirmed('£100'), expected('£40')).when(cut('£30')).yields(cutBy('nil', '£30'));
    source(confirmed('£100'), expected('£40')).when(cut('£60')).yields(cutBy('£20', '£40'));
  });

  it('may make the balance uncovered', () => {
    const asked = source(confirmed('£100'), allocated('idap', '£100')).when(cut('£60'));
    asked.yields(cutBy('£60', 'nil'));
    expect(asked.andState).toMatchObject({ money: { revenue: { uncommitted: -pounds('£60') } } });
  });

  it('is refused beyond what the provider gives', () => {
    source(confirmed('£100'), expected('£40'))
      .when(cut('£140.01'))
      .refuses('more-than-given', { ...named, fundingType: 'revenue', given: '£140.00', asked: '£140.01' });
  });

  it('is refused under the number of another entry, and after a withdrawal', () => {
    source(confirmed('£100'), expected('£1', 'cut-1')).when(cut('£1')).refuses('entry-differs');
    source(withdrawn('nil')).when(cut('£1')).refuses('source-withdrawn', named);
  });
});

describe('a withdrawal', () => {
  it('takes all that is confirmed and to be confirmed', () => {
    const asked = source(confirmed('£100'), expected('£40')).when(withdraw);
    asked.yields(withdrawn('£100', '£40'));
    expect(asked.andState).toMatchObject({
      status: 'withdrawn',
      money: { revenue: { uncommitted: 0, expected: 0, provider: 0 } },
    });
  });

  it('of nothing is still a withdrawal', () => {
    const event = happened('FundingWithdrawn', {
      entry: 'w-1',
      withdrawn: [],
      reference: 'letter of 3 May 2010',
      reason: 'The authority withdrew',
    });
    source().when(withdraw).yields(event);
    const undone = source(event).when(reverse('w-1'));
    undone.yields(reversed({ entry: 'w-1', of: 'FundingWithdrawn' }));
    expect(undone.andState).toMatchObject({ status: 'open' });
  });

  it('happens once', () => {
    source(withdrawn('nil'))
      .when({ ...withdraw, entry: 'w-2' })
      .refuses('source-withdrawn', named);
    source(expected('£1', 'w-1'))
      .when(withdraw)
      .refuses('entry-differs', { ...named, id: 'w-1' });
  });
});

function reverse(entry: string, reversal = 'x-1'): Asked<'ReverseEntry'> {
  return asks('ReverseEntry', { source: 'epa', entry, reversal, reason: 'Entered twice' });
}

function reversed(
  data: Partial<DataOf<'EntryReversed'>> & Pick<DataOf<'EntryReversed'>, 'entry' | 'of'>,
): FundingSourceEvent {
  return happened('EntryReversed', {
    reversal: 'x-1',
    fundingType: 'revenue',
    confirmedPence: 0,
    expectedPence: 0,
    receivedPence: 0,
    reason: 'Entered twice',
    ...data,
  });
}

describe('a reversal', () => {
  it('takes back what was to be confirmed', () => {
    source(expected('£40'))
      .when(reverse('e-1'))
      .yields(reversed({ entry: 'e-1', of: 'FundingExpected', expectedPence: pounds('£40') }));
  });

  it('takes back what was confirmed, which is to be confirmed again', () => {
    const asked = source(expected('£40'), confirmed('£100', 'c-1', 'revenue', '£40')).when(reverse('c-1'));
    asked.yields(
      reversed({
        entry: 'c-1',
        of: 'FundingConfirmed',
        confirmedPence: pounds('£100'),
        expectedPence: -pounds('£40'),
      }),
    );
    expect(asked.andState).toMatchObject({ money: { revenue: { provider: 0, expected: pounds('£40') } } });
  });

  it('gives back what a cut and a withdrawal had taken', () => {
    source(confirmed('£100'), cutBy('£60', 'nil'))
      .when(reverse('cut-1'))
      .yields(reversed({ entry: 'cut-1', of: 'FundingCut', confirmedPence: -pounds('£60') }));
    const undone = source(confirmed('£100'), expected('£1'), withdrawn('£100', '£1')).when(reverse('w-1'));
    undone.yields(
      reversed({
        entry: 'w-1',
        of: 'FundingWithdrawn',
        confirmedPence: -pounds('£100'),
        expectedPence: -pounds('£1'),
      }),
    );
    expect(undone.andState).toMatchObject({ status: 'open' });
  });

  it('may make the balance uncovered: what was committed stays committed', () => {
    const asked = source(confirmed('£100'), allocated('idap', '£80')).when(reverse('c-1'));
    asked.yields(reversed({ entry: 'c-1', of: 'FundingConfirmed', confirmedPence: pounds('£100') }));
    expect(asked.andState).toMatchObject({
      money: { revenue: { uncommitted: -pounds('£80'), committed: pounds('£80') } },
    });
  });

  it('takes back a swap that was agreed by mistake, at both funding types', () => {
    const history = [
      confirmed('£100', 'c-1', 'capital'),
      happened('SwapRequested', { swap: 's-1', amountPence: pounds('£60'), reason: 'Posts' }),
      happened('SwapAgreed', { swap: 's-1', amountPence: pounds('£60'), reference: 'letter' }),
    ];
    const asked = source(...history).when(reverse('s-1'));
    asked.yields(
      reversed({ entry: 's-1', of: 'SwapAgreed', fundingType: 'capital', swappedPence: -pounds('£60') }),
      reversed({ entry: 's-1', of: 'SwapAgreed', swappedPence: pounds('£60') }),
    );
    expect(uncommittedPence(asked.andState, 'capital')).toBe(pounds('£100'));
    expect(uncommittedPence(asked.andState, 'revenue')).toBe(0);
  });

  const once = reversed({ entry: 'e-1', of: 'FundingExpected', expectedPence: pounds('£40') });

  it('happens once to each entry', () => {
    source(expected('£40'), once)
      .when(reverse('e-1', 'x-2'))
      .refuses('already-reversed', { ...named, id: 'e-1', reversal: 'x-1' });
    source(expected('£40'), once, expected('£40', 'e-2'))
      .when(reverse('e-2'))
      .refuses('reversal-differs', { ...named, id: 'x-1' });
    source()
      .when(reverse('e-1'))
      .refuses('no-such-entry', { ...named, id: 'e-1' });
  });

  it('is refused while later entries have used the money', () => {
    const used = { ...named, id: 'e-1' };
    source(expected('£40'), confirmed('£10', 'c-1', 'revenue', '£10'))
      .when(reverse('e-1'))
      .refuses('entry-used', used);
    source(confirmed('£100'), cutBy('£60', 'nil')).when(reverse('c-1')).refuses('entry-used');
    source(confirmed('£100'), withdrawn('£100')).when(reverse('c-1')).refuses('source-withdrawn', named);
  });
});
