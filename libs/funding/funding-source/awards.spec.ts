import { describe, expect, it } from '@jest/globals';
import { uncoveredCommitments } from '#funding/funding-source/cover';
import type { FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import { outstandingPence, uncommittedPence, type Asked } from '#funding/funding-source/state';
import {
  allocated,
  allocatedSubject,
  asks,
  award,
  charged,
  confirmed,
  expected,
  happened,
  held,
  pounds,
  source,
  withdrawn,
} from '#testing/source-history';

const named = { source: 'Essex Police Authority' };

describe('an award', () => {
  it('is committed to the last penny that is uncommitted', () => {
    const asked = source(confirmed('£5,000')).when(award('idap', '£5,000'));
    asked.yields(allocated('idap', '£5,000'));
    expect(uncommittedPence(asked.andState, 'revenue')).toBe(0);
  });

  it('is refused a penny beyond', () => {
    source(confirmed('£5,000'), allocated('cctv', '£1,000'))
      .when(award('idap', '£4,000.01', { decision: 'm-1/2' }))
      .refuses('more-than-uncommitted', {
        ...named,
        fundingType: 'revenue',
        uncommitted: '£4,000.00',
        asked: '£4,000.01',
      });
  });

  it('is never paid for by the other funding type, nor by money to be confirmed', () => {
    source(confirmed('£5,000', 'c-1', 'capital'))
      .when(award('idap', '£1'))
      .refuses('more-than-uncommitted');
    source(expected('£5,000')).when(award('idap', '£1')).refuses('more-than-uncommitted');
  });

  it('is never paid for by what a cut has left uncovered', () => {
    source(confirmed('£5'), allocated('cctv', '£5'), cut('£5'))
      .when(award('idap', '£0.01', { decision: 'm-1/2' }))
      .refuses('more-than-uncommitted');
  });

  it('of a decision is one amount: another is another decision', () => {
    source(confirmed('£5,000'), allocated('idap', '£1'))
      .when(award('idap', '£2'))
      .refuses('allocation-differs', { ...named, id: 'idap' });
    source(confirmed('£5,000'), allocated('idap', '£1'))
      .when(award('idap', '£1', { decision: 'm-2/1' }))
      .yields(allocated('idap', '£1', 'm-2/1'));
  });

  it('that was decided before Tallystick is marked so, and needs its money all the same', () => {
    source(confirmed('£5'))
      .when(award('idap', '£5', { decision: 'taken-on', takenOn: true }))
      .yields(
        happened('AwardAllocated', {
          project: 'idap',
          decision: 'taken-on',
          fundingType: 'revenue',
          amountPence: pounds('£5'),
          takenOn: true,
        }),
      );
    source(confirmed('£5'))
      .when(award('idap', '£6', { decision: 'taken-on', takenOn: true }))
      .refuses('more-than-uncommitted');
  });

  it('is refused at a source that was withdrawn', () => {
    source(withdrawn('nil')).when(award('idap', '£1')).refuses('source-withdrawn', named);
  });
});

const fence = (ringFence: object): FundingSourceEvent =>
  happened('RingFenceSet', { ringFence, reference: 'terms', reason: 'As the grant says' });

describe('an award at a ring-fenced source', () => {
  const money = confirmed('£5');

  it('serves one of its priorities', () => {
    const fenced = source(money, fence({ priorities: ['domestic-abuse', 'violent-crime'] }));
    fenced.when(award('idap', '£1')).yields(allocated('idap', '£1'));
    fenced
      .when(award('idap', '£1', { priorities: ['burglary'] }))
      .refuses('ring-fenced', { ...named, only: 'the priorities domestic-abuse, violent-crime' });
    fenced.when(award('idap', '£1', { priorities: [] })).refuses('ring-fenced');
  });

  it('is one of its projects, and keeps every other list too', () => {
    const fenced = source(money, fence({ projects: ['idap'], priorities: ['burglary'] }));
    fenced
      .when(award('cctv', '£1', { priorities: ['burglary'] }))
      .refuses('ring-fenced', { ...named, only: 'the projects idap' });
    fenced.when(award('idap', '£1')).refuses('ring-fenced', { ...named, only: 'the priorities burglary' });
    fenced.when(award('idap', '£1', { priorities: ['burglary'] })).yields(allocated('idap', '£1'));
  });
});

describe('an award subject to funding', () => {
  const subject = award('idap', '£5,000', { subjectToFunding: true });

  it('waits, and is no commitment', () => {
    const asked = source(expected('£5,000')).when(subject);
    asked.yields(allocatedSubject('idap', '£5,000'));
    expect(outstandingPence(asked.andState, 'idap')).toBe(0);
  });

  it('is refused beyond what is to be confirmed and not promised yet', () => {
    source(confirmed('£9,000'), expected('£6,000'), allocatedSubject('cctv', '£1,000.01'))
      .when(subject)
      .refuses('more-than-to-be-confirmed', {
        ...named,
        fundingType: 'revenue',
        toBeConfirmed: '£4,999.99',
        asked: '£5,000.00',
      });
  });

  it('is another part of a decision than what is committed at once', () => {
    source(confirmed('£5,000'), expected('£5,000'), allocated('idap', '£5,000'))
      .when(subject)
      .yields(allocatedSubject('idap', '£5,000'));
  });
});

const release = (
  fields: Partial<Pick<Asked<'ReleaseCommitment'>, 'only' | 'reason' | 'release'>> = {},
): Asked<'ReleaseCommitment'> =>
  asks('ReleaseCommitment', { project: 'idap', release: 'r-1', reason: 'Less was needed', ...fields });
const only = (amount: string): Asked<'ReleaseCommitment'> =>
  release({ only: { fundingType: 'revenue', amountPence: pounds(amount) } });
const released = (
  lines: readonly (readonly [decision: string, committed: string, subject: string])[],
  everything?: true,
): FundingSourceEvent =>
  happened('CommitmentReleased', {
    project: 'idap',
    release: 'r-1',
    fundingType: 'revenue',
    amountPence: lines.reduce((sum, [, ...parts]) => sum + pounds(parts[0]) + pounds(parts[1]), 0),
    lines: lines.map(([decision, committed, subject]) => ({
      decision,
      committedPence: pounds(committed),
      subjectPence: pounds(subject),
    })),
    ...(everything === undefined ? {} : { everything }),
    reason: 'Less was needed',
  });

describe('releasing what is unpaid', () => {
  const history = [
    confirmed('£5,000'),
    expected('£700'),
    allocated('idap', '£3,000', 'm-1/1'),
    allocated('cctv', '£500', 'm-1/2'),
    allocated('idap', '£1,000', 'm-2/1'),
    allocatedSubject('idap', '£700', 'm-2/1'),
    charged('idap', '£1,200', { 'm-1/1': '£1,200' }),
  ] as const;

  it('releases everything of the project, and of no other', () => {
    const asked = source(...history).when(release());
    asked.yields(
      released(
        [
          ['m-2/1', '£1,000', '£700'],
          ['m-1/1', '£1,800', 'nil'],
        ],
        true,
      ),
    );
    expect(outstandingPence(asked.andState, 'idap')).toBe(0);
    expect(outstandingPence(asked.andState, 'cctv')).toBe(pounds('£500'));
    expect(uncommittedPence(asked.andState, 'revenue')).toBe(pounds('£3,300'));
  });

  it('releases a part: the newest decision first, and there what waits for funding first', () => {
    source(...history)
      .when(only('£900'))
      .yields(released([['m-2/1', '£200', '£700']]));
    source(...history)
      .when(only('£1,750'))
      .yields(
        released([
          ['m-2/1', '£1,000', '£700'],
          ['m-1/1', '£50', 'nil'],
        ]),
      );
  });

  it('is refused beyond what is unpaid', () => {
    source(...history)
      .when(only('£3,500.01'))
      .refuses('more-than-outstanding', {
        ...named,
        fundingType: 'revenue',
        outstanding: '£3,500.00',
        asked: '£3,500.01',
      });
  });

  it('of everything has nothing to release twice, even where more was awarded since', () => {
    const everything = released(
      [
        ['m-2/1', '£1,000', '£700'],
        ['m-1/1', '£1,800', 'nil'],
      ],
      true,
    );
    const more = allocated('idap', '£10', 'm-3/1');
    source(...history, everything, more)
      .when(release())
      .changesNothing();
    source(...history, everything, more)
      .when(release({ reason: 'Something else' }))
      .refuses('release-differs', { ...named, id: 'r-1' });
    source(...history, everything)
      .when(release({ release: 'r-2' }))
      .changesNothing();
  });

  it('of a part has nothing to release twice, even where nothing is left', () => {
    source(...history)
      .when(only('£3,500'))
      .yields(
        released([
          ['m-2/1', '£1,000', '£700'],
          ['m-1/1', '£1,800', 'nil'],
        ]),
      );
  });

  it('of another amount under the same number is refused', () => {
    source(...history, released([['m-2/1', 'nil', '£700']]))
      .when(only('£700'))
      .changesNothing();
    source(...history, released([['m-2/1', 'nil', '£700']]))
      .when(only('£701'))
      .refuses('release-differs', { ...named, id: 'r-1' });
  });

  it('clears what was uncovered, from the oldest decision on', () => {
    const asked = source(
      confirmed('£100'),
      allocated('cctv', '£50', 'm-1/1'),
      allocated('idap', '£50', 'm-1/2'),
      cut('£60'),
    ).when(only('£50'));
    expect(uncoveredCommitments(asked.andState, 'revenue')).toMatchObject([
      { project: 'cctv', uncoveredPence: pounds('£10') },
    ]);
  });
});

const accept = (amount: string): Asked<'AcceptOverspend'> =>
  asks('AcceptOverspend', {
    project: 'idap',
    decision: 'm-3/1',
    fundingType: 'revenue',
    amountPence: pounds(amount),
  });

describe('an overspend that the tasking group accepts', () => {
  const accepted = happened('OverspendAccepted', {
    project: 'idap',
    decision: 'm-3/1',
    fundingType: 'revenue',
    amountPence: pounds('£20'),
  });
  const history = [
    confirmed('£100'),
    allocated('idap', '£50'),
    charged('idap', '£70', { 'm-1/1': '£50' }),
  ] as const;

  it('moves no money, because it was paid already', () => {
    const asked = source(...history).when(accept('£20'));
    asked.yields(accepted);
    expect(uncommittedPence(asked.andState, 'revenue')).toBe(pounds('£30'));
    expect(outstandingPence(asked.andState, 'idap')).toBe(0);
  });

  it('is not more than was overspent, nor accepted twice', () => {
    const facts = { ...named, fundingType: 'revenue', overspend: '£20.00', asked: '£20.01' };
    source(...history)
      .when(accept('£20.01'))
      .refuses('more-than-overspend', facts);
    source(...history, accepted)
      .when({ ...accept('£20'), decision: 'm-4/1' })
      .refuses('more-than-overspend');
    source(...history, accepted)
      .when(accept('£19'))
      .refuses('overspend-differs', { ...named, id: 'idap' });
  });

  it('is part of the award: when the payment is reversed, it is outstanding again', () => {
    const asked = source(...history, accepted).when(
      asks('ReverseCharge', { project: 'idap', payment: 'p-1', reason: 'Wrong payee' }),
    );
    asked.yields(
      happened('ChargeReversed', {
        project: 'idap',
        payment: 'p-1',
        fundingType: 'revenue',
        amountPence: pounds('£70'),
        met: [
          { decision: 'm-1/1', amountPence: pounds('£50') },
          { decision: 'm-3/1', amountPence: pounds('£20') },
        ],
        overspendPence: 0,
        reason: 'Wrong payee',
      }),
    );
    expect(outstandingPence(asked.andState, 'idap')).toBe(pounds('£70'));
  });
});

const releaseReserve = (amount: string): Asked<'ReleaseReserve'> =>
  asks('ReleaseReserve', {
    source: 'epa',
    reserve: 'dhr',
    release: 'r-1',
    amountPence: pounds(amount),
    reason: 'No review came',
  });
const call = (amount: string, more: Partial<Asked<'AllocateAward'>> = {}): Asked<'AllocateAward'> =>
  award('review', amount, { fromReserve: 'dhr', ...more });
const called = (amount: string): FundingSourceEvent[] => {
  const line = {
    project: 'review',
    decision: 'm-1/1',
    fundingType: 'revenue',
    amountPence: pounds(amount),
  } as const;
  return [
    happened('ReserveCalled', { ...line, reserve: 'dhr' }),
    happened('AwardAllocated', { ...line, fromReserve: 'dhr' }),
  ];
};

describe('a reserve', () => {
  const hold = asks('HoldReserve', {
    source: 'epa',
    reserve: 'dhr',
    fundingType: 'revenue',
    amountPence: pounds('£20,000'),
    purpose: 'A domestic homicide review',
    decision: { meeting: 'm-1', item: '9', reasons: 'It may come' },
  });
  const earlier = { decidedOn: '2009-11-03', reference: 'minute 12' };

  it('is held by a decision, within what is uncommitted', () => {
    const asked = source(confirmed('£20,000')).when(hold);
    asked.yields(held('£20,000'));
    expect(uncommittedPence(asked.andState, 'revenue')).toBe(0);
    source(confirmed('£19,999.99'))
      .when(hold)
      .refuses('more-than-uncommitted', {
        ...named,
        fundingType: 'revenue',
        uncommitted: '£19,999.99',
        asked: '£20,000.00',
      });
  });

  it('may have been decided before Tallystick', () => {
    const { decision: _decided, ...rest } = hold;
    source(confirmed('£20,000'))
      .when({ ...rest, takenOn: earlier })
      .yields(
        happened('ReserveHeld', {
          reserve: 'dhr',
          fundingType: 'revenue',
          amountPence: pounds('£20,000'),
          purpose: 'A domestic homicide review',
          decision: 'taken-on',
          takenOn: earlier,
        }),
      );
    source(confirmed('£20,000')).when(rest).refuses('reserve-without-decision', named);
    source(confirmed('£20,000'))
      .when({ ...hold, takenOn: earlier })
      .refuses('reserve-without-decision', named);
  });

  it('has one identity in its source', () => {
    source(confirmed('£99,000'), held('£1'))
      .when(hold)
      .refuses('reserve-differs', { ...named, id: 'dhr' });
    source(withdrawn('nil')).when(hold).refuses('source-withdrawn', named);
  });

  it('is released, in whole or in part', () => {
    const asked = source(confirmed('£20,000'), held('£20,000')).when(releaseReserve('£5,000'));
    const event = happened('ReserveReleased', {
      reserve: 'dhr',
      release: 'r-1',
      fundingType: 'revenue',
      amountPence: pounds('£5,000'),
      reason: 'No review came',
    });
    asked.yields(event);
    expect(uncommittedPence(asked.andState, 'revenue')).toBe(pounds('£5,000'));
    source(confirmed('£20,000'), held('£20,000'), event)
      .when(releaseReserve('£5,001'))
      .refuses('reserve-release-differs', { ...named, id: 'r-1' });
  });

  it('is not released beyond what it holds, nor where there is none', () => {
    source(confirmed('£20,000'), held('£20,000'))
      .when(releaseReserve('£20,000.01'))
      .refuses('reserve-too-small', { ...named, id: 'dhr', held: '£20,000.00', asked: '£20,000.01' });
    source()
      .when(releaseReserve('£1'))
      .refuses('no-such-reserve', { ...named, id: 'dhr' });
  });

  it('is called for a project: it is committed, and the balance stays', () => {
    const asked = source(confirmed('£25,000'), held('£20,000')).when(call('£20,000'));
    asked.yields(...called('£20,000'));
    expect(uncommittedPence(asked.andState, 'revenue')).toBe(pounds('£5,000'));
  });

  it('pays beside uncommitted money in one decision', () => {
    source(confirmed('£25,000'), held('£20,000'), ...called('£5,000'))
      .when(award('review', '£5,000'))
      .yields(allocated('review', '£5,000'));
  });

  it('is not called beyond what it holds', () => {
    const facts = { ...named, id: 'dhr', held: '£20,000.00', asked: '£20,000.01' };
    source(confirmed('£25,000'), held('£20,000'))
      .when(call('£20,000.01'))
      .refuses('reserve-too-small', facts);
    source(confirmed('£25,000'))
      .when(call('£1'))
      .refuses('no-such-reserve', { ...named, id: 'dhr' });
  });

  it('is called as far as a cut has left it covered', () => {
    const history = [
      confirmed('£25,000'),
      held('£20,000'),
      allocated('idap', '£5,000', 'm-1/2'),
      cut('£7,000'),
    ];
    source(...history)
      .when(call('£18,000.01'))
      .refuses('reserve-uncovered', { ...named, id: 'dhr', covered: '£18,000.00', asked: '£18,000.01' });
    source(...history)
      .when(call('£18,000'))
      .yields(...called('£18,000'));
  });

  it('is of one funding type, and is money that is there', () => {
    const history = [confirmed('£25,000'), held('£20,000')];
    source(...history)
      .when(call('£1', { fundingType: 'capital' }))
      .refuses('reserve-of-other-type', { ...named, id: 'dhr', fundingType: 'revenue' });
    source(...history)
      .when(call('£1', { subjectToFunding: true }))
      .refuses('reserve-not-subject', named);
  });

  it('is uncovered after the commitments', () => {
    const { state } = source(confirmed('£30'), held('£20'), allocated('idap', '£10'), cut('£15'));
    expect(uncoveredCommitments(state, 'revenue')).toEqual([
      { of: 'commitment', project: 'idap', decision: 'm-1/1', uncoveredPence: pounds('£10') },
      { of: 'reserve', reserve: 'dhr', uncoveredPence: pounds('£5') },
    ]);
  });
});

function cut(amount: string): FundingSourceEvent {
  return happened('FundingCut', {
    entry: 'cut-1',
    fundingType: 'revenue',
    amountPence: pounds(amount),
    confirmedPence: pounds(amount),
    expectedPence: 0,
    reference: 'budget',
    reason: 'Less grant',
  });
}
