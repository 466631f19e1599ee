import { describe, expect, it } from '@jest/globals';
import { uncoveredCommitments } from '#funding/funding-source/cover';
import type { DataOf, FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import {
  outstandingPence,
  uncommittedPence,
  virementRequested,
  type Asked,
} from '#funding/funding-source/state';
import {
  allocated,
  allocatedSubject,
  asks,
  charged,
  confirmed,
  covered,
  expected,
  financeOfficer,
  happened,
  opened,
  pounds,
  source,
} from '#testing/source-history';

const named = { source: 'Essex Police Authority' };
const other = { person: 'finance-2', role: 'finance-officer' } as const;
const none = { owners: [] };
const facts = { owners: [], limitPence: pounds('£1,000') };

const terms = (amount: string, fields: Partial<DataOf<'VirementSent'>> = {}): DataOf<'VirementReceived'> => ({
  virement: 'v-1',
  fundingType: 'revenue',
  amountPence: pounds(amount),
  from: { source: 'epa', project: 'idap' },
  to: { source: 'epa', project: 'cctv' },
  lines: [],
  ...fields,
});
type Ends = Partial<Pick<DataOf<'VirementSent'>, 'from' | 'to'>>;
const withoutLines = ({
  lines: _none,
  ...rest
}: DataOf<'VirementSent'>): Omit<DataOf<'VirementSent'>, 'lines'> => rest;

const request = (amount: string, ends: Ends = {}): Asked<'RequestVirement'> =>
  asks('RequestVirement', { ...withoutLines(terms(amount, ends)), reason: 'Slower start', facts: none });
const requested = (amount: string, ends: Ends = {}, providerAgreement?: string): FundingSourceEvent =>
  happened('VirementRequested', {
    ...withoutLines(terms(amount, ends)),
    ...(providerAgreement === undefined ? {} : { providerAgreement }),
    reason: 'Slower start',
    requestedBy: financeOfficer,
  });
const authorise = (fields: Partial<Asked<'AuthoriseVirement'>> = {}): Asked<'AuthoriseVirement'> =>
  asks('AuthoriseVirement', { virement: 'v-1', source: 'epa', facts, by: other, ...fields });
const authorised = happened('VirementAuthorised', { virement: 'v-1' });
const send = (amount: string, fields: Partial<Asked<'SendVirement'>> = {}): Asked<'SendVirement'> =>
  asks('SendVirement', { ...withoutLines(terms(amount)), year: '2010-11', decision: 'm-1/2', ...fields });
const take = (amount: string, fields: Partial<Asked<'TakeVirement'>> = {}): Asked<'TakeVirement'> =>
  asks('TakeVirement', { ...withoutLines(terms(amount)), year: '2010-11', decision: 'm-1/2', ...fields });
const awarded = [
  confirmed('£5,000'),
  allocated('idap', '£3,000', 'm-1/1'),
  allocated('cctv', '£1,000', 'm-1/2'),
] as const;

describe('asking for a virement', () => {
  it('is written down, and moves nothing', () => {
    const asked = source(...awarded).when(request('£800'));
    asked.yields(requested('£800'));
    expect(outstandingPence(asked.andState, 'idap')).toBe(pounds('£3,000'));
    expect(virementRequested(asked.andState, 'v-1')).toMatchObject({
      status: 'requested',
      requestedBy: financeOfficer,
    });
  });

  it('is refused for more than is there', () => {
    source(...awarded)
      .when(request('£3,000.01'))
      .refuses('more-than-outstanding', {
        ...named,
        fundingType: 'revenue',
        outstanding: '£3,000.00',
        asked: '£3,000.01',
      });
    source(...awarded)
      .when(request('£1,000.01', { from: { source: 'epa' } }))
      .refuses('more-than-uncommitted');
  });

  it('is refused where it ends where it begins, and to the lead officer of either project', () => {
    source(...awarded)
      .when(request('£1', { to: { source: 'epa', project: 'idap' } }))
      .refuses('virement-to-itself', named);
    source(...awarded)
      .when({ ...request('£1'), facts: { owners: [financeOfficer] } })
      .refuses('own-project', named);
  });

  it('is refused under the number of another', () => {
    source(...awarded, requested('£700'))
      .when(request('£800'))
      .refuses('virement-differs', { ...named, id: 'v-1' });
    source(...awarded, requested('£800'))
      .when({ ...request('£800'), by: other })
      .refuses('virement-differs');
  });

  it('out of a ring-fenced source needs the agreement of its provider', () => {
    const fence = happened('RingFenceSet', {
      ringFence: { projects: ['idap', 'cctv'] },
      reference: 'a',
      reason: 'b',
    });
    const away = { to: { source: 'ecc', project: 'cctv' } } as const;
    source(...awarded, fence)
      .when(request('£1'))
      .yields(requested('£1'));
    source(...awarded, fence)
      .when(request('£1', away))
      .refuses('across-ring-fence', { ...named, provider: 'Essex Police Authority' });
    source(...awarded, fence)
      .when({ ...request('£1', away), providerAgreement: 'letter of 9 July' })
      .yields(requested('£1', away, 'letter of 9 July'));
  });
});

describe('authorising a virement', () => {
  it('takes a finance officer other than the one who asked', () => {
    source(...awarded, requested('£1,000'))
      .when(authorise())
      .yields(authorised);
    source(...awarded, requested('£1,000'))
      .when(authorise({ by: { ...other, person: financeOfficer } }))
      .refuses('own-virement', named);
  });

  it('is never for the lead officer of a project at either end, in whatever role', () => {
    const owned = { ...facts, owners: [other.person] };
    source(...awarded, requested('£1'))
      .when(authorise({ facts: owned }))
      .refuses('own-project', named);
    source(...awarded, requested('£1'))
      .when(authorise({ facts: owned, decision: { meeting: 'm-2', item: '3', reasons: 'Agreed' } }))
      .refuses('own-project');
  });

  it('above the limit takes the tasking group', () => {
    const decision = { meeting: 'm-2', item: '3', reasons: 'Agreed' };
    source(...awarded, requested('£1,000.01'))
      .when(authorise())
      .refuses('above-virement-limit', { ...named, asked: '£1,000.01', limit: '£1,000.00' });
    source(...awarded, requested('£1,000.01'))
      .when(authorise({ decision }))
      .yields(happened('VirementAuthorised', { virement: 'v-1', decision: 'm-2/3' }));
    source(...awarded, requested('£1,000.01'))
      .when(authorise({ decision, by: { ...other, person: financeOfficer } }))
      .yields(happened('VirementAuthorised', { virement: 'v-1', decision: 'm-2/3' }));
    source(...awarded, requested('£1'), authorised)
      .when(authorise({ decision }))
      .refuses('virement-authorised', { ...named, id: 'v-1' });
  });

  it('is refused where nothing was asked for, or it was declined', () => {
    const declined = happened('VirementDeclined', { virement: 'v-1', reason: 'No' });
    source(...awarded)
      .when(authorise())
      .refuses('no-such-virement', { ...named, id: 'v-1' });
    source(...awarded, requested('£1'), declined)
      .when(authorise())
      .refuses('virement-declined', { ...named, id: 'v-1' });
  });
});

describe('declining a virement', () => {
  const decline = asks('DeclineVirement', { virement: 'v-1', source: 'epa', reason: 'Not now' });
  const declined = happened('VirementDeclined', { virement: 'v-1', reason: 'Not now' });

  it('happens until it is authorised', () => {
    source(...awarded, requested('£1'))
      .when(decline)
      .yields(declined);
    source(...awarded, requested('£1'), declined)
      .when({ ...decline, reason: 'Never' })
      .refuses('virement-declined', { ...named, id: 'v-1' });
    source(...awarded, requested('£1'), authorised)
      .when(decline)
      .refuses('virement-authorised', { ...named, id: 'v-1' });
    source(...awarded)
      .when(decline)
      .refuses('no-such-virement', { ...named, id: 'v-1' });
  });
});

const sent = (amount: string, decision = 'm-1/1'): FundingSourceEvent =>
  happened('VirementSent', terms(amount, { lines: [{ decision, amountPence: pounds(amount) }] }));
const received = (amount: string): FundingSourceEvent =>
  happened(
    'VirementReceived',
    terms(amount, { lines: [{ decision: 'm-1/2', amountPence: pounds(amount) }] }),
  );

describe('the money of a virement', () => {
  it('leaves one project and arrives at another, of one source: the balance stays', () => {
    const asked = source(...awarded, requested('£800'), authorised).when(send('£800'));
    asked.yields(sent('£800'));
    const arrived = source(...awarded, requested('£800'), authorised, sent('£800')).when(take('£800'));
    arrived.yields(received('£800'));
    expect(outstandingPence(arrived.andState, 'idap')).toBe(pounds('£2,200'));
    expect(outstandingPence(arrived.andState, 'cctv')).toBe(pounds('£1,800'));
    expect(uncommittedPence(arrived.andState, 'revenue')).toBe(pounds('£1,000'));
  });

  it('leaves the newest decision first', () => {
    source(...awarded, allocated('idap', '£500', 'm-2/1'), requested('£800'), authorised)
      .when(send('£800'))
      .yields(
        happened(
          'VirementSent',
          terms('£800', {
            lines: [
              { decision: 'm-2/1', amountPence: pounds('£500') },
              { decision: 'm-1/1', amountPence: pounds('£300') },
            ],
          }),
        ),
      );
  });

  it('leaves only as it was asked for and authorised', () => {
    const refusal = { ...named, id: 'v-1' };
    source(...awarded)
      .when(send('£800'))
      .refuses('no-such-virement', refusal);
    source(...awarded, requested('£800'))
      .when(send('£800'))
      .refuses('virement-not-authorised', refusal);
    source(...awarded, requested('£800'), authorised)
      .when(send('£801'))
      .refuses('virement-not-authorised', refusal);
  });

  it('must still be there when it leaves', () => {
    const paid = charged('idap', '£2,500', { 'm-1/1': '£2,500' });
    source(...awarded, requested('£800'), authorised, paid)
      .when(send('£800'))
      .refuses('more-than-outstanding');
  });

  it('must be covered, so that a cut does not travel', () => {
    const cut = happened('FundingCut', {
      entry: 'cut-1',
      fundingType: 'revenue',
      amountPence: pounds('£4,500'),
      confirmedPence: pounds('£4,500'),
      expectedPence: 0,
      reference: 'budget',
      reason: 'Less grant',
    });
    const history = source(...awarded, requested('£800'), authorised, cut);
    expect(uncoveredCommitments(history.state, 'revenue')).toMatchObject([
      { project: 'cctv', uncoveredPence: pounds('£1,000') },
      { project: 'idap', uncoveredPence: pounds('£2,500') },
    ]);
    history
      .when(send('£800'))
      .refuses('commitment-uncovered', { ...named, covered: '£500.00', asked: '£800.00' });
  });

  it('goes from what is uncommitted of one source to that of another', () => {
    const ends = { from: { source: 'epa' }, to: { source: 'ecc' } } as const;
    const sentEnds = happened('VirementSent', terms('£800', ends));
    const asked = source(...awarded, requested('£800', ends), authorised).when(send('£800', ends));
    asked.yields(sentEnds);
    expect(uncommittedPence(asked.andState, 'revenue')).toBe(pounds('£200'));
    source(expected('£500'), allocatedSubject('asb', '£500', 'm-1/4'))
      .when(take('£800', ends))
      .yields(happened('VirementReceived', terms('£800', ends)), covered(['asb', '£500', 'm-1/4']));
  });

  it('arrives once from each source', () => {
    source(received('£800'))
      .when(take('£801'))
      .refuses('virement-differs', { ...named, id: 'v-1' });
    const fromEcc = { from: { source: 'ecc', project: 'idap' } } as const;
    expect(source(received('£800')).when(take('£800', fromEcc)).events).toHaveLength(1);
  });

  it('never crosses years', () => {
    const years = { ...named, year: '2010-11', asked: '2011-12' };
    source(...awarded, requested('£800'), authorised)
      .when(send('£800', { year: '2011-12' }))
      .refuses('wrong-year', years);
    source()
      .when(take('£800', { year: '2011-12' }))
      .refuses('wrong-year', years);
  });

  it('crosses a ring-fence only as the provider agrees', () => {
    const fenced = source(opened({ ringFence: { priorities: ['burglary'] } }));
    const asb = { priorities: ['asb'] };
    fenced
      .when(take('£800', asb))
      .refuses('across-ring-fence', { ...named, provider: 'Essex Police Authority' });
    fenced.when(take('£800', { ...asb, providerAgreement: 'letter' })).yields(received('£800'));
    fenced.when(take('£800', { priorities: ['burglary'] })).yields(received('£800'));
    expect(fenced.when(take('£800', { to: { source: 'epa' } })).events).toHaveLength(1);
  });
});

describe('a swap of capital for revenue', () => {
  const ask = asks('RequestSwap', {
    source: 'epa',
    swap: 's-1',
    amountPence: pounds('£500'),
    reason: 'Posts',
  });
  const asked = happened('SwapRequested', { swap: 's-1', amountPence: pounds('£500'), reason: 'Posts' });
  const agree = asks('AgreeSwap', { source: 'epa', swap: 's-1', reference: 'letter' });
  const agreed = happened('SwapAgreed', { swap: 's-1', amountPence: pounds('£500'), reference: 'letter' });
  const refuse = asks('RefuseSwap', { source: 'epa', swap: 's-1', reason: 'Not allowed' });
  const refused = happened('SwapRefused', { swap: 's-1', reason: 'Not allowed' });
  const capital = confirmed('£500', 'c-9', 'capital');
  const id = { ...named, id: 's-1' };

  it('is asked for within the capital that is uncommitted', () => {
    source(capital).when(ask).yields(asked);
    source(capital, allocated('cctv', '£1', 'm-1/1', 'capital'))
      .when(ask)
      .refuses('more-than-uncommitted');
    source(capital, confirmed('£500'), asked)
      .when({ ...ask, amountPence: 1 })
      .refuses('swap-differs', id);
    source(capital, happened('FundingWithdrawn', { entry: 'w', withdrawn: [], reference: 'a', reason: 'b' }))
      .when(ask)
      .refuses('source-withdrawn', named);
  });

  it('moves when the provider agrees', () => {
    const outcome = source(capital, asked).when(agree);
    outcome.yields(agreed);
    expect(uncommittedPence(outcome.andState, 'capital')).toBe(0);
    expect(uncommittedPence(outcome.andState, 'revenue')).toBe(pounds('£500'));
    source(capital, asked, agreed)
      .when({ ...agree, reference: 'another' })
      .refuses('swap-differs', id);
    source(capital, asked, agreed).when(refuse).refuses('swap-agreed', id);
    source(capital).when(agree).refuses('no-such-swap', id);
  });

  it('moves nothing when the provider refuses', () => {
    source(capital, asked).when(refuse).yields(refused);
    source(capital, asked, refused)
      .when({ ...refuse, reason: 'Other' })
      .refuses('swap-differs', id);
    source(capital, asked, refused).when(agree).refuses('swap-refused', id);
    source(capital).when(refuse).refuses('no-such-swap', id);
  });
});
