import { describe, expect, it } from '@jest/globals';
import { fundingSource, fundingSourceRefusalMessages } from '#funding/funding-source/funding-source';
import { uncoveredCommitments } from '#funding/funding-source/cover';
import {
  isClosed,
  outstandingPence,
  overspendOf,
  paymentAt,
  uncommittedPence,
  virementRequested,
} from '#funding/funding-source/state';
import { given } from '#testing/given';
import {
  allocated,
  allocatedSubject,
  asks,
  award,
  charged,
  confirmed,
  covered,
  expected,
  happened,
  held,
  opened,
  pay,
  pounds,
  source,
  withdrawn,
} from '#testing/source-history';

describe('a funding source that nobody has opened', () => {
  it('answers nothing', () => {
    given(fundingSource).when(award('cctv', '£1')).refuses('no-such-source');
    given(fundingSource)
      .when(asks('RenameProvider', { source: 'epa', provider: 'PCC', reason: 'Reform' }))
      .refuses('no-such-source');
  });

  it('has no money, no commitments and no payments', () => {
    const { state } = given(fundingSource);
    expect(uncommittedPence(state, 'revenue')).toBe(0);
    expect(outstandingPence(state, 'cctv')).toBe(0);
    expect(uncoveredCommitments(state, 'revenue')).toEqual([]);
    expect(paymentAt(state, 'cctv', 'p-1')).toEqual([]);
    expect(virementRequested(state, 'v-1')).toBeUndefined();
    expect(isClosed(state)).toBe(false);
  });

  it('can have no history before it is opened', () => {
    expect(() => given(fundingSource, confirmed('£1'))).toThrow(
      'FundingConfirmed before the source was opened',
    );
  });
});

describe('the refusals of a funding source', () => {
  it('have a whole sentence each, for a person', () => {
    for (const { text } of Object.values(fundingSourceRefusalMessages)) expect(text).toMatch(/^[A-Z{].*\.$/u);
  });
});

describe('what plans ask of a source', () => {
  const { state } = source(
    confirmed('£10,000'),
    allocated('idap', '£5,000', 'm-1/1'),
    allocated('idap', '£1,000', 'm-2/1'),
    charged('idap', '£1,500', { 'm-1/1': '£1,500' }),
  );

  it('is what is uncommitted, of each funding type', () => {
    expect(uncommittedPence(state, 'revenue')).toBe(pounds('£4,000'));
    expect(uncommittedPence(state, 'capital')).toBe(0);
  });

  it('is what is outstanding of a project', () => {
    expect(outstandingPence(state, 'idap')).toBe(pounds('£4,500'));
    expect(outstandingPence(state, 'idap', 'capital')).toBe(0);
    expect(outstandingPence(state, 'cctv')).toBe(0);
  });

  it('is what a payment would go beyond', () => {
    expect(overspendOf(state, 'idap', 'revenue', pounds('£4,500'))).toBe(0);
    expect(overspendOf(state, 'idap', 'revenue', pounds('£4,500.01'))).toBe(1);
    expect(overspendOf(state, 'cctv', 'revenue', pounds('£65'))).toBe(pounds('£65'));
  });

  it('is what a payment charged', () => {
    expect(paymentAt(state, 'idap', 'p-1')).toMatchObject([
      { amountPence: pounds('£1,500'), overspendPence: 0 },
    ]);
    expect(paymentAt(state, 'cctv', 'p-1')).toEqual([]);
  });
});

// Cases from "Basildon Community Safety Partnership Plan 2010", section 6.
describe("Basildon's funding of 2010/11", () => {
  const coordinator = allocated('asb-coordinator', '£5,000', 'm-1/1');
  const leaflet = allocated('leaflet', '£553', 'm-1/2');

  it('loses the £5,553 of the police authority after it was committed: the newest decision is uncovered first', () => {
    const after = source(confirmed('£5,553'), coordinator, leaflet).when(
      asks('WithdrawFunding', {
        source: 'epa',
        entry: 'w-1',
        reference: 'letter of 3 May 2010',
        reason: 'The authority withdrew',
      }),
    );
    after.yields(withdrawn('£5,553'));
    expect(after.andState).toMatchObject({ status: 'withdrawn' });
    expect(uncoveredCommitments(after.andState, 'revenue')).toEqual([
      { of: 'commitment', project: 'leaflet', decision: 'm-1/2', uncoveredPence: pounds('£553') },
      { of: 'commitment', project: 'asb-coordinator', decision: 'm-1/1', uncoveredPence: pounds('£5,000') },
    ]);
    source(confirmed('£5,553'), coordinator, withdrawn('£5,553'))
      .when(award('cctv', '£1'))
      .refuses('source-withdrawn', { source: 'Essex Police Authority' });
  });

  it("loses 38 % of the county council's contribution, £2,500, of which some had been committed", () => {
    const cut = source(confirmed('£6,500'), coordinator).when(
      asks('CutFunding', {
        source: 'ecc',
        entry: 'cut-1',
        fundingType: 'revenue',
        amountPence: pounds('£2,500'),
        reference: 'budget of February 2010',
        reason: '38 % reduction',
      }),
    );
    cut.yields(
      happened('FundingCut', {
        entry: 'cut-1',
        fundingType: 'revenue',
        amountPence: pounds('£2,500'),
        confirmedPence: pounds('£2,500'),
        expectedPence: 0,
        reference: 'budget of February 2010',
        reason: '38 % reduction',
      }),
    );
    expect(uncommittedPence(cut.andState, 'revenue')).toBe(0);
    expect(uncoveredCommitments(cut.andState, 'revenue')).toMatchObject([
      { uncoveredPence: pounds('£1,000') },
    ]);
  });

  describe('asks for its capital to be swapped into revenue', () => {
    const requested = happened('SwapRequested', {
      swap: 's-1',
      amountPence: pounds('£29,100'),
      reason: 'Capital cannot pay for posts',
    });
    const capital = confirmed('£29,100', 'c-9', 'capital');
    const agree = asks('AgreeSwap', { source: 'sscf', swap: 's-1', reference: 'ECC, 9 July 2010' });

    it('and while nobody answers, the capital is still capital', () => {
      const { state } = source(capital, requested);
      expect(uncommittedPence(state, 'capital')).toBe(pounds('£29,100'));
      expect(uncommittedPence(state, 'revenue')).toBe(0);
    });

    it('and is refused when the source is cut before the provider agrees', () => {
      const cut = happened('FundingCut', {
        entry: 'cut-1',
        fundingType: 'capital',
        amountPence: pounds('£10,000'),
        confirmedPence: pounds('£10,000'),
        expectedPence: 0,
        reference: 'letter',
        reason: '50 % reduction',
      });
      source(capital, requested, cut).when(agree).refuses('more-than-uncommitted', {
        source: 'Essex Police Authority',
        fundingType: 'capital',
        uncommitted: '£19,100.00',
        asked: '£29,100.00',
      });
    });

    it('and once it is agreed, the revenue covers what waited for it', () => {
      source(capital, requested, expected('£2,000'), allocatedSubject('idap', '£2,000', 'm-2/1'))
        .when(agree)
        .yields(
          happened('SwapAgreed', {
            swap: 's-1',
            amountPence: pounds('£29,100'),
            reference: 'ECC, 9 July 2010',
          }),
          covered(['idap', '£2,000', 'm-2/1']),
        );
    });
  });

  it('is confirmed in part, which covers the oldest decision first', () => {
    source(
      expected('£10,000'),
      allocatedSubject('positive-futures', '£4,000', 'm-1/1'),
      allocatedSubject('idap', '£5,000', 'm-1/2'),
    )
      .when(
        asks('ConfirmFunding', {
          source: 'sw-essex-nhs',
          entry: 'c-1',
          fundingType: 'revenue',
          amountPence: pounds('£6,000'),
          reference: 'letter of 11 March 2010',
          reason: 'Grant for the year',
        }),
      )
      .yields(
        confirmed('£6,000', 'c-1', 'revenue', '£6,000'),
        covered(['positive-futures', '£4,000', 'm-1/1'], ['idap', '£2,000', 'm-1/2']),
      );
  });
});

describe('covering, whatever brings the money', () => {
  const waiting = [expected('£500'), allocatedSubject('idap', '£500', 'm-2/1')] as const;
  const idap = covered(['idap', '£300', 'm-2/1']);

  it('follows a released commitment', () => {
    source(confirmed('£300'), allocated('cctv', '£300'), ...waiting)
      .when(asks('ReleaseCommitment', { project: 'cctv', release: 'r-1', reason: 'Finished' }))
      .yields(
        happened('CommitmentReleased', {
          project: 'cctv',
          release: 'r-1',
          fundingType: 'revenue',
          amountPence: pounds('£300'),
          lines: [{ decision: 'm-1/1', committedPence: pounds('£300'), subjectPence: 0 }],
          everything: true,
          reason: 'Finished',
        }),
        idap,
      );
  });

  it('follows a released reserve', () => {
    source(confirmed('£300'), held('£300'), ...waiting)
      .when(
        asks('ReleaseReserve', {
          source: 'epa',
          reserve: 'dhr',
          release: 'r-1',
          amountPence: pounds('£300'),
          reason: 'No review came',
        }),
      )
      .yields(
        happened('ReserveReleased', {
          reserve: 'dhr',
          release: 'r-1',
          fundingType: 'revenue',
          amountPence: pounds('£300'),
          reason: 'No review came',
        }),
        idap,
      );
  });

  it('does not follow money that only clears what was uncovered', () => {
    source(allocated('cctv', '£300'), ...waiting)
      .when(
        asks('ConfirmFunding', {
          source: 'epa',
          entry: 'c-1',
          fundingType: 'revenue',
          amountPence: pounds('£300'),
          reference: 'letter of 11 March 2010',
          reason: 'Grant for the year',
        }),
      )
      .yields(confirmed('£300', 'c-1', 'revenue', '£300'));
  });

  it('does not follow a payment, which brings nothing', () => {
    source(confirmed('£300'), allocated('cctv', '£100'), ...waiting)
      .when(pay('cctv', '£100'))
      .yields(charged('cctv', '£100'));
  });
});

describe('opening a funding source', () => {
  const open = {
    source: 'epa',
    name: 'Essex Police Authority',
    provider: 'Essex Police Authority',
    year: '2010-11',
    mayCrossYear: true,
  } as const;

  it('happens once', () => {
    given(fundingSource).when(asks('OpenFundingSource', open)).yields(opened());
  });

  it('keeps a ring-fence without the lists that limit nothing', () => {
    given(fundingSource)
      .when(asks('OpenFundingSource', { ...open, ringFence: { priorities: ['b', 'a'] }, exampleOnly: true }))
      .yields(opened({ ringFence: { priorities: ['a', 'b'] }, exampleOnly: true }));
    given(fundingSource)
      .when(asks('OpenFundingSource', { ...open, ringFence: {}, comment: 'Small' }))
      .yields(opened({ comment: 'Small' }));
  });

  it('is refused under an identity that another source has', () => {
    source()
      .when(asks('OpenFundingSource', { ...open, year: '2011-12' }))
      .refuses('source-differs', { source: 'Essex Police Authority', id: 'epa' });
  });
});
