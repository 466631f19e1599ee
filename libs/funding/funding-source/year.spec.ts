import { describe, expect, it } from '@jest/globals';
import { uncoveredCommitments } from '#funding/funding-source/cover';
import { closingOf, type Carry } from '#funding/funding-source/year';
import type { ClosedType } from '#funding/funding-source/closed-type';
import type { DataOf, FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import { isClosed, outstandingPence, uncommittedPence, type Asked } from '#funding/funding-source/state';
import { fundingSource } from '#funding/funding-source/funding-source';
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
} from '#testing/source-history';

const named = { source: 'Essex Police Authority' };
const april = { on: '2011-03-31', today: '2011-04-20' } as const;

const carrying = (amount: string): Carry =>
  amount === 'nil' ? [] : [{ fundingType: 'revenue', amountPence: pounds(amount) }];
const close = (amount: string, fields: Partial<Asked<'CloseSourceYear'>> = {}): Asked<'CloseSourceYear'> =>
  asks('CloseSourceYear', { year: '2010-11', to: 'epa-11', carry: carrying(amount), ...april, ...fields });
const revenue = (fields: Partial<ClosedType>): ClosedType => ({
  fundingType: 'revenue',
  carriedPence: 0,
  lapsedPence: 0,
  expectedLapsedPence: 0,
  commitments: [],
  reserves: [],
  ...fields,
});
const closed = (type: ClosedType, to = 'epa-11'): FundingSourceEvent =>
  happened('SourceYearClosed', { year: '2010-11', to, types: [type] });

const review = { reserve: 'dhr', amountPence: pounds('£2,000'), purpose: 'A domestic homicide review' };
const history = [
  confirmed('£10,000'),
  expected('£700'),
  held('£2,000'),
  allocated('idap', '£3,000', 'm-1/1'),
  allocated('cctv', '£1,000', 'm-1/2'),
  allocatedSubject('leaflet', '£65', 'm-1/3'),
  charged('idap', '£1,200', { 'm-1/1': '£1,200' }),
] as const;
const commitments = [
  { project: 'idap', decision: 'm-1/1', amountPence: pounds('£1,800'), subjectPence: 0 },
  { project: 'cctv', decision: 'm-1/2', amountPence: pounds('£1,000'), subjectPence: 0 },
  { project: 'leaflet', decision: 'm-1/3', amountPence: 0, subjectPence: pounds('£65') },
];
const rest = { expectedLapsedPence: pounds('£700'), commitments };
const all = revenue({
  ...rest,
  carriedPence: pounds('£8,800'),
  reserves: [{ ...review, carriedPence: pounds('£2,000') }],
});

describe('closing the year of a source', () => {
  it('carries what is authorised: commitments follow in their order, and reserves', () => {
    const asked = source(...history).when(close('£8,800'));
    asked.yields(closed(all));
    expect(isClosed(asked.andState)).toBe(true);
    expect(outstandingPence(asked.andState, 'idap')).toBe(0);
    expect(asked.andState).toMatchObject({
      money: { revenue: { uncommitted: 0, committed: 0, reserved: 0, expected: 0, 'subject-to-funding': 0 } },
    });
  });

  it('lets lapse what is not carried, and first of all what no commitment needs', () => {
    source(...history)
      .when(close('£3,300'))
      .yields(
        closed(
          revenue({
            ...rest,
            carriedPence: pounds('£3,300'),
            lapsedPence: pounds('£5,500'),
            reserves: [{ ...review, carriedPence: pounds('£500') }],
          }),
        ),
      );
  });

  it('carries nothing where nothing is authorised, and the commitments follow all the same', () => {
    source(...history)
      .when(close('nil'))
      .yields(
        closed(
          revenue({ ...rest, lapsedPence: pounds('£8,800'), reserves: [{ ...review, carriedPence: 0 }] }),
        ),
      );
  });

  it('carries an overspend below zero, whatever was asked', () => {
    source(confirmed('£100'), allocated('idap', '£100'), charged('idap', '£165', { 'm-1/1': '£100' }))
      .when(close('nil'))
      .yields(closed(revenue({ carriedPence: -pounds('£65') })));
  });

  it('says nothing of a funding type that has nothing left', () => {
    expect(closingOf(given(fundingSource).state, [])).toEqual([]);
    expect(closingOf(source().state, [])).toEqual([]);
  });

  it('is refused for more than is unspent', () => {
    source(...history)
      .when(close('£8,800.01'))
      .refuses('more-than-unspent', {
        ...named,
        fundingType: 'revenue',
        unspent: '£8,800.00',
        asked: '£8,800.01',
      });
    source(...history)
      .when(close('nil', { carry: [...carrying('£1'), ...carrying('£1')] }))
      .refuses('carried-twice', { ...named, fundingType: 'revenue' });
  });

  it('lets lapse a swap and a virement that nobody answered, and no other', () => {
    const ends = { from: { source: 'epa' }, to: { source: 'epa-2' } };
    const virement = (id: string): FundingSourceEvent =>
      happened('VirementRequested', {
        virement: id,
        fundingType: 'revenue',
        amountPence: pounds('£1'),
        ...ends,
        reason: 'Short',
        requestedBy: 'finance-1',
      });
    const asked = source(
      swapAsked('s-1'),
      swapAsked('s-2'),
      happened('SwapRefused', { swap: 's-2', reason: 'No' }),
      virement('v-1'),
      virement('v-2'),
      happened('VirementDeclined', { virement: 'v-2', reason: 'No' }),
    ).when(close('nil'));
    asked.yields(
      happened('SwapLapsed', { swap: 's-1' }),
      happened('VirementLapsed', { virement: 'v-1' }),
      happened('SourceYearClosed', { year: '2010-11', to: 'epa-11', types: [] }),
    );
    const { andState: after } = asked;
    for (const answer of [
      asks('AuthoriseVirement', { virement: 'v-1', source: 'epa', facts: { limitPence: 1, owners: [] } }),
      asks('AgreeSwap', { swap: 's-1', source: 'epa', reference: 'Letter' }),
    ])
      expect(fundingSource.decide(answer, after)).toMatchObject({ refused: 'year-closed' });
  });

  it('carries nothing where the money may not cross the year; the commitments follow', () => {
    const short = source(opened({ mayCrossYear: false }), confirmed('£100'), allocated('idap', '£60'));
    short.when(close('£1')).refuses('may-not-cross-year', named);
    short.when(close('nil')).yields(
      closed(
        revenue({
          lapsedPence: pounds('£100'),
          commitments: [{ project: 'idap', decision: 'm-1/1', amountPence: pounds('£60'), subjectPence: 0 }],
        }),
      ),
    );
  });

  it('is refused for another year, and before this one is over', () => {
    source()
      .when(close('nil', { year: '2011-12' }))
      .refuses('wrong-year', {
        ...named,
        year: '2010-11',
        asked: '2011-12',
      });
    source()
      .when(close('nil', { today: '2011-03-30' }))
      .refuses('year-not-over', { ...named, year: '2010-11', end: '31 March 2011' });
    expect(source().when(close('nil', { today: '2011-03-31' })).events).toHaveLength(1);
  });
});

const alone = (amount: string): Asked<'CloseSourceYear'> => {
  const { to: _none, ...command } = close(amount);
  return command;
};

describe('closing a source without a successor', () => {
  it('happens where nothing outlives the year', () => {
    source(confirmed('£100'))
      .when(alone('nil'))
      .yields(
        happened('SourceYearClosed', { year: '2010-11', types: [revenue({ lapsedPence: pounds('£100') })] }),
      );
  });

  it.each([
    ['awards of £60.00 that are not paid', [confirmed('£100'), allocated('idap', '£60')], 'nil'],
    ['awards of £5.00 that are not paid', [expected('£5'), allocatedSubject('idap', '£5')], 'nil'],
    ['£100.00 to carry forward', [confirmed('£100')], '£100'],
    ['an overspend of £65.00', [charged('idap', '£65', {})], 'nil'],
    ['£14.00 owed to it', [reclaim('£14')], 'nil'],
  ])('is refused while it has %s', (left, events, carried) => {
    source(...events)
      .when(alone(carried))
      .refuses('needs-successor', { ...named, left });
  });
});

/** What `confirmed('£100')` was told by. */
const letter = {
  entry: 'c-1',
  fundingType: 'revenue',
  amountPence: pounds('£100'),
  reference: 'letter of 11 March 2010',
  reason: 'Grant for the year',
} as const;

describe('the source of the open year', () => {
  const late = { on: '2010-03-30', today: '2010-05-04', openFrom: '2010-04-01' };

  it('takes nothing that would take effect in a year that is closed: its figures stand (rule 10)', () => {
    const confirm = { source: 'epa', ...letter };
    const rename = { source: 'epa', provider: 'PCC', reason: 'Reform' };
    const facts = { year: '2009-10', openFrom: '1 April 2010' };
    source()
      .when(asks('ConfirmFunding', confirm, late))
      .refuses('closed-then', facts);
    source()
      .when(asks('RenameProvider', rename, late))
      .refuses('closed-then');
    const asked = source().when(asks('ConfirmFunding', confirm, { ...late, on: '2010-04-01' }));
    expect(asked.events).toHaveLength(1);
  });

  it('is told of the close of an earlier year once, which moves nothing', () => {
    const told = happened('EarlierYearClosed', { year: '2010-11' });
    const tell = asks('NoteEarlierClose', { year: '2010-11', ...april });
    given(fundingSource, opened({ year: '2012-13' }))
      .when(tell)
      .yields(told);
    given(fundingSource, opened({ year: '2012-13' }), told)
      .when(tell)
      .changesNothing();
  });

  it('says of what it knows already that it is so, whatever the day', () => {
    source(confirmed('£100'))
      .when(asks('ConfirmFunding', { source: 'epa', ...letter }, late))
      .changesNothing();
  });
});

describe('a source whose year is closed', () => {
  const after = source(...history, closed(all));

  it('says so again when it is closed again in the same way', () => {
    after.when(close('£8,800')).changesNothing();
    after.when(close('£8,799')).refuses('year-closed', { ...named, year: '2010-11' });
    after.when(close('£8,800', { to: 'epa-12' })).refuses('year-closed');
  });

  it('answers for nothing more', () => {
    const questions = [
      award('idap', '£1'),
      pay('idap', '£1'),
      asks('ReverseCharge', { project: 'idap', payment: 'p-1', reason: 'Wrong payee' }),
      asks('ReleaseCommitment', { project: 'idap', release: 'r-1', reason: 'Finished' }),
      asks('ReverseEntry', { source: 'epa', entry: 'c-1', reversal: 'x-1', reason: 'Wrong' }),
      asks('BringForward', { from: 'epa-09', year: '2009-10', types: [] }),
      asks('RenameProvider', { source: 'epa', provider: 'PCC', reason: 'Reform' }),
      asks('RenameFundingSource', { source: 'epa', name: 'PCC grant', reason: 'Reform' }),
      asks('SetFundingSourceComment', { source: 'epa', comment: 'Late', reason: 'It was' }),
    ];
    for (const question of questions)
      after.when(question).refuses('year-closed', { ...named, year: '2010-11' });
  });

  it('says of what was recorded before the close that it is so, and refuses what is like it', () => {
    const terms = { source: 'epa', reserve: 'dhr', release: 'x-1', amountPence: pounds('£1') };
    const release = asks('ReleaseReserve', { ...terms, reason: 'No review' });
    const released = happened('ReserveReleased', {
      reserve: 'dhr',
      release: 'x-1',
      fundingType: 'revenue',
      amountPence: pounds('£1'),
      reason: 'No review',
    });
    const closedAfter = source(
      confirmed('£100'),
      held('£1'),
      released,
      charged('idap', '£9', {}),
      closed(revenue({})),
    );
    const confirm = asks('ConfirmFunding', { source: 'epa', ...letter });
    for (const again of [release, confirm, pay('idap', '£9')]) closedAfter.when(again).changesNothing();
    for (const other of [
      { ...release, release: 'x-2' },
      { ...confirm, amountPence: pounds('£101') },
      pay('idap', '£9', { payment: 'p-2' }),
    ])
      closedAfter.when(other).refuses('year-closed', { ...named, year: '2010-11' });
  });

  it('can still have an overspend accepted, which moves no money: the closed figures stand', () => {
    const overspent = source(confirmed('£9'), charged('idap', '£9', {}), closed(revenue({})));
    const accept = {
      project: 'idap',
      decision: 'm-9/1',
      fundingType: 'revenue',
      amountPence: pounds('£9'),
    } as const;
    const asked = overspent.when(asks('AcceptOverspend', accept));
    asked.yields(happened('OverspendAccepted', accept));
    expect(asked.andState).toMatchObject({
      status: 'year-closed',
      money: overspent.state.status === 'none' ? {} : overspent.state.money,
    });
  });
});

const bring = (...types: ClosedType[]): Asked<'BringForward'> =>
  asks('BringForward', { from: 'epa', year: '2010-11', types });
const brought = (...types: ClosedType[]): FundingSourceEvent =>
  happened('BroughtForward', { from: 'epa', year: '2010-11', types });
const successor = (...events: FundingSourceEvent[]): ReturnType<typeof source> =>
  source(opened({ source: 'epa-11', year: '2011-12' }), ...events);

describe('the successor of a closed source', () => {
  it('takes over the money, the commitments and the reserves', () => {
    const asked = successor().when(bring(all));
    asked.yields(brought(all), covered(['leaflet', '£65', 'm-1/3']));
    expect(outstandingPence(asked.andState, 'idap')).toBe(pounds('£1,800'));
    expect(uncommittedPence(asked.andState, 'revenue')).toBe(pounds('£3,935'));
    expect(asked.andState).toMatchObject({ reserves: [{ reserve: 'dhr', heldPence: pounds('£2,000') }] });
  });

  it('has uncovered what the carried money does not cover: the newest decision first', () => {
    const short = revenue({ ...rest, carriedPence: pounds('£1,000') });
    const asked = successor().when(bring(short));
    asked.yields(brought(short));
    expect(uncoveredCommitments(asked.andState, 'revenue')).toEqual([
      { of: 'commitment', project: 'cctv', decision: 'm-1/2', uncoveredPence: pounds('£1,000') },
      { of: 'commitment', project: 'idap', decision: 'm-1/1', uncoveredPence: pounds('£800') },
    ]);
  });

  it('takes over an overspend', () => {
    const overspent = revenue({ carriedPence: -pounds('£65') });
    const asked = successor(confirmed('£100')).when(bring(overspent));
    asked.yields(brought(overspent));
    expect(uncommittedPence(asked.andState, 'revenue')).toBe(pounds('£35'));
  });

  it('keeps together what one decision gave a project for both years', () => {
    const asked = successor(confirmed('£500'), allocated('cctv', '£500', 'm-1/2')).when(bring(all));
    expect(asked.andState).toMatchObject({
      lines: [
        { project: 'cctv', decision: 'm-1/2', committedPence: pounds('£1,500') },
        { project: 'idap', decision: 'm-1/1' },
        { project: 'leaflet' },
      ],
    });
  });

  it('can receive what was owed to the closed source', () => {
    const closing = source(reclaim('£14,000'), confirmed('£1')).when(close('nil'));
    const types = closingOf(source(reclaim('£14,000'), confirmed('£1')).state, []);
    closing.yields(happened('SourceYearClosed', { year: '2010-11', to: 'epa-11', types }));
    const asked = successor(brought(...types)).when(
      asks('ReceiveReclaim', {
        source: 'epa-11',
        reclaim: 'ho-1',
        entry: 'i-1',
        amountPence: pounds('£14,000'),
        reference: 'BACS 4411',
      }),
    );
    expect(uncommittedPence(asked.andState, 'revenue')).toBe(pounds('£14,000'));
  });

  it('keeps apart what is owed under one number to both years', () => {
    const types = closingOf(source(reclaim('£14,000')).state, []);
    const asked = successor(reclaim('£1')).when(bring(...types));
    expect(asked.andState).toMatchObject({
      recoveries: [
        { recovery: 'ho-1', owedPence: pounds('£1') },
        { recovery: 'ho-1-2010-11', owedPence: pounds('£14,000') },
      ],
    });
    successor(reclaim('£1'), ...asked.events)
      .when(bring(...types))
      .changesNothing();
  });

  it('gives a number once, also when it was brought forward', () => {
    const types = closingOf(source(reclaim('£14,000')).state, []);
    successor(brought(...types))
      .when(asks('RaiseReclaim', { source: 'epa-11', reclaim: 'ho-1', ...owedFor('£5') }))
      .refuses('recovery-differs', { ...named, id: 'ho-1' });
  });

  it('is of the next year, is open, and takes over once', () => {
    source()
      .when(bring(all))
      .refuses('wrong-year', { ...named, year: '2010-11', asked: '2011-12' });
    successor(happened('FundingWithdrawn', { entry: 'w', withdrawn: [], reference: 'a', reason: 'b' }))
      .when(bring(all))
      .refuses('source-withdrawn', named);
    successor(brought(all))
      .when(bring(revenue({})))
      .refuses('brought-forward-differs', { ...named, id: 'epa' });
  });
});

function swapAsked(swap: string): FundingSourceEvent {
  return happened('SwapRequested', { swap, amountPence: pounds('£1'), reason: 'Revenue is short' });
}

function reclaim(amount: string): FundingSourceEvent {
  return happened('ReclaimRaised', { reclaim: 'ho-1', ...owedFor(amount) });
}

function owedFor(amount: string): Omit<DataOf<'ReclaimRaised'>, 'reclaim'> {
  return {
    project: 'sarc',
    from: 'Home Office',
    fundingType: 'revenue',
    amountPence: pounds(amount),
    dueOn: '2011-06-30',
    reason: 'Their share of the post',
  };
}
