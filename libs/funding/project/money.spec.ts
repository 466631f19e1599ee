import { describe, expect, it } from '@jest/globals';
import { awardLines, awardPence, overspendPence } from '#funding/project/queries';
import type { Asked } from '#funding/project/rules';
import type { CostLine, ProjectEvent } from '#funding/project/project.events';
import {
  accepted,
  after,
  asks,
  award,
  bidOnAgenda,
  claimed,
  decision,
  finance,
  fullFormIssued,
  funded,
  happened,
  lead,
  onAgenda,
  over,
  paid,
  place,
  pounds,
  proposed,
  revenue,
  running,
} from '#testing/project-history';

const declinedAward = happened('AwardDeclined', { reason: 'Too small.' });
const next = { meeting: 'm-2', item: 'i-1' };

const release = (unspentPence: number, id = 'r-1'): Asked<'ReleaseCommitment'> =>
  asks(
    'ReleaseCommitment',
    { release: id, reason: 'All invoices are in.', facts: { unspentPence } },
    { by: finance },
  );

const move = (change: 'more' | 'less', amount: string, by = finance): Asked<'MoveAward'> =>
  asks('MoveAward', { virement: 'v-1', from: 'police', change, ...revenue(amount) }, { by });

const moved = (change: 'more' | 'less', amount: string): ProjectEvent =>
  happened('AwardMovedByVirement', { virement: 'v-1', change, from: 'police', ...revenue(amount) });

const line = (heading: string, amount: string, more: Partial<CostLine> = {}): CostLine => ({
  year: '2011-12',
  fundingType: 'revenue',
  heading,
  amountPence: pounds(amount),
  ...more,
});

const withCosts = (...costs: CostLine[]): ReturnType<typeof after> =>
  after(proposed({ costs }), onAgenda, funded('£100'), fullFormIssued, accepted);

const vire = (more: Partial<Asked<'VireWithinProject'>> = {}): Asked<'VireWithinProject'> => {
  const fields = {
    virement: 'v-1',
    fromHeading: 'Staff',
    toHeading: 'Printing',
    reason: 'A second edition.',
  };
  return {
    ...asks('VireWithinProject', { ...fields, amountPence: pounds('£30') }, { by: finance }),
    ...more,
  };
};

const vired = (toHeading = 'Printing', year = '2011-12'): ProjectEvent =>
  happened('HeadingsVired', {
    virement: 'v-1',
    fromHeading: 'Staff',
    toHeading,
    reason: 'A second edition.',
    amountPence: pounds('£30'),
    year,
    fundingType: 'revenue',
  });

const forecast = (amount: string): Asked<'RecordForecast'> =>
  asks('RecordForecast', { year: '2012-13', amountPence: pounds(amount) }, { by: finance });

const decide = (outcome: 'accept' | 'recover', amount: string): Asked<'DecideOverspend'> =>
  asks('DecideOverspend', { outcome, shares: [revenue(amount)], decision: decision('Agreed.', next) });

const decided = (outcome: 'accept' | 'recover', amount: string): ProjectEvent =>
  happened('OverspendDecided', {
    ...place('Agreed.', next),
    outcome,
    overspendPence: pounds(amount),
    allocations: [revenue(amount)],
  });

const overspent = (...more: ProjectEvent[]): ReturnType<typeof after> =>
  running(paid('£15,000'), paid('£120', 'p-2', '£120'), ...more);

describe('ReleaseCommitment', () => {
  const released = happened('UnspentAwardReleased', {
    release: 'r-1',
    releasedPence: pounds('£500'),
    reason: 'All invoices are in.',
  });

  it('releases what a finished project has not spent; the award stays what was decided', () => {
    const asked = over(paid('£14,500')).when(release(pounds('£500')));
    asked.yields(released);
    expect(awardLines(asked.andState)).toMatchObject([{ releasedPence: pounds('£500') }]);
    expect(awardPence(asked.andState)).toBe(pounds('£15,000'));
  });

  it('leaves nothing to claim', () => {
    const facts = { charges: [{ committedPence: pounds('£1') }] };
    over(paid('£14,500'), released)
      .when(asks('ClaimExpenditure', { ...claimOf('£0.01'), claim: 'c-9', facts }, { by: lead }))
      .refuses('more-than-award');
  });

  it('is not for a project that runs: its money stays committed', () => {
    running()
      .when(release(pounds('£500')))
      .refuses('wrong-stage', { stage: 'running', needs: 'finished' });
  });

  it('waits for the claims that are open', () => {
    over(claimed('£120'))
      .when(release(pounds('£500')))
      .refuses('claims-open', { claims: 'c-1' });
  });

  it('is refused when nothing is left', () =>
    over(paid('£15,000')).when(release(0)).refuses('nothing-unspent'));

  it('is refused under the identity of another release, and changes nothing under its own', () => {
    over(paid('£14,500'), released).when(release(0)).changesNothing();
    over(paid('£14,500'), released)
      .when({ ...release(0), reason: 'Other.' })
      .refuses('release-differs');
  });
});

function claimOf(
  amount: string,
): Pick<
  Asked<'ClaimExpenditure'>,
  'charges' | 'netPence' | 'irrecoverableVatPence' | 'payee' | 'reference' | 'purpose' | 'category'
> {
  const invoice = { payee: 'Oasis', reference: 'INV-9', purpose: 'Printing.', category: 'printing' };
  return { ...invoice, netPence: pounds(amount), irrecoverableVatPence: 0, charges: [revenue(amount)] };
}

describe('MoveAward, the end of a virement at a project', () => {
  it('grows or shrinks the award at one source', () => {
    running().when(move('more', '£500')).yields(moved('more', '£500'));
    expect(awardPence(running().when(move('more', '£500')).andState)).toBe(pounds('£15,500'));
    running().when(move('less', '£500')).yields(moved('less', '£500'));
    expect(awardPence(running().when(move('less', '£500')).andState)).toBe(pounds('£14,500'));
  });

  it('takes no more than is neither spent nor claimed', () => {
    running(paid('£14,000'), claimed('£501'))
      .when(move('less', '£500'))
      .refuses('more-than-unspent', { source: 'home-office', fundingType: 'revenue', unspent: '£499.00' });
  });

  it('knows a virement by its number within the source it comes from', () => {
    running(moved('more', '£500')).when(move('more', '£501')).refuses('virement-differs');
    const other = { ...move('more', '£501'), from: 'council' };
    expect(running(moved('more', '£500')).when(other).events).toHaveLength(1);
  });

  it('is refused to whose bid it is (rule 2)', () =>
    running()
      .when(move('more', '£1', lead))
      .refuses('own-bid'));

  it('is not for an award that was withdrawn, nor for a bid', () => {
    award(declinedAward).when(move('more', '£1')).refuses('wrong-stage');
    bidOnAgenda().when(move('more', '£1')).refuses('wrong-stage');
  });
});

describe('VireWithinProject', () => {
  const staffAndPrint = [line('Staff', '£80'), line('Printing', '£20')];

  it('moves money between headings, within a year and a funding type', () => {
    withCosts(...staffAndPrint)
      .when(vire())
      .yields(vired());
  });

  it('moves it to a heading that is new', () => {
    withCosts(...staffAndPrint)
      .when(vire({ toHeading: 'Travel' }))
      .yields(vired('Travel'));
  });

  it('moves no more than the heading has, after what moved before', () => {
    withCosts(...staffAndPrint)
      .and(vired())
      .when(vire({ virement: 'v-2', amountPence: pounds('£50.01') }))
      .refuses('more-than-heading', { heading: 'Staff', left: '£50.00' });
  });

  it('adds up the lines of one heading', () => {
    withCosts(line('Staff', '£10'), line('Staff', '£20'), line('Printing', '£70'))
      .when(vire())
      .yields(vired());
  });

  it('never crosses funding types or years', () => {
    const capital = line('Printing', '£20', { fundingType: 'capital' });
    const later = line('Printing', '£20', { year: '2012-13' });
    for (const other of [capital, later])
      withCosts(line('Staff', '£80'), other).when(vire()).refuses('across-types-or-years');
  });

  it('asks which year, where both headings have several', () => {
    const both = [
      ...staffAndPrint,
      line('Staff', '£40', { year: '2012-13' }),
      line('Printing', '£1', { year: '2012-13' }),
    ];
    withCosts(...both)
      .when(vire())
      .refuses('which-year-and-type', { both: '2011-12 revenue; 2012-13 revenue' });
    withCosts(...both)
      .when(vire({ year: '2012-13' }))
      .yields(vired('Printing', '2012-13'));
  });

  it('is refused for a heading that the project does not have, and for one heading twice', () => {
    withCosts(...staffAndPrint)
      .when(vire({ fromHeading: 'Travel' }))
      .refuses('no-such-heading', { heading: 'Travel' });
    withCosts(...staffAndPrint)
      .when(vire({ toHeading: 'Staff' }))
      .refuses('heading-to-itself');
  });

  it('is refused under the number of another, and to whose bid it is', () => {
    withCosts(...staffAndPrint)
      .and(vired())
      .when(vire({ reason: 'Other.' }))
      .refuses('virement-differs');
    withCosts(...staffAndPrint)
      .when(vire({ by: lead }))
      .refuses('own-bid');
  });

  it('is not for an award that was withdrawn', () =>
    award(declinedAward).when(vire()).refuses('wrong-stage'));
});

describe('RecordForecast', () => {
  it('records what is expected to be spent in a year, and replaces what was expected before', () => {
    const recorded = happened('ForecastRecorded', { year: '2012-13', amountPence: pounds('£55,000') });
    running().when(forecast('£55,000')).yields(recorded);
    expect(running(recorded).when(forecast('nil')).events).toHaveLength(1);
  });

  it('is not for a bid', () => bidOnAgenda().when(forecast('£1')).refuses('wrong-stage'));
});

describe('RecordInKindInput', () => {
  const fields = { entry: 'k-1', from: 'Youth services', description: 'A room.' };
  const ask = asks('RecordInKindInput', fields);

  it('records what a partner put in, also where nobody knows its worth', () => {
    running().when(ask).yields(happened('InKindInputRecorded', fields));
  });

  it('is refused under the identity of another entry', () => {
    running(happened('InKindInputRecorded', fields))
      .when({ ...ask, valuePence: 1 })
      .refuses('entry-differs');
  });

  it('is not for a bid', () => bidOnAgenda().when(ask).refuses('wrong-stage'));
});

describe('DecideOverspend', () => {
  it('accepts it: the award grows by it', () => {
    const asked = overspent().when(decide('accept', '£120'));
    asked.yields(decided('accept', '£120'));
    expect([awardPence(asked.andState), overspendPence(asked.andState)]).toEqual([pounds('£15,120'), 0]);
  });

  it('has it recovered: the award stays, and nothing awaits decision', () => {
    const asked = overspent().when(decide('recover', '£100'));
    asked.yields(decided('recover', '£100'));
    expect([awardPence(asked.andState), overspendPence(asked.andState)]).toEqual([
      pounds('£15,000'),
      pounds('£20'),
    ]);
  });

  it('decides on no more than awaits decision, by source and funding type', () => {
    overspent(decided('recover', '£100'))
      .when({ ...decide('accept', '£20.01'), decision: decision('-', { meeting: 'm-3', item: 'i-1' }) })
      .refuses('more-than-overspend', { source: 'home-office', fundingType: 'revenue', overspend: '£20.00' });
    overspent()
      .when({ ...decide('accept', '£1'), shares: [revenue('£1', 'police')] })
      .refuses('more-than-overspend');
  });

  it('is refused for a source twice, another decision, and whose bid it is', () => {
    overspent()
      .when({ ...decide('accept', '£1'), shares: [revenue('£1'), revenue('£1')] })
      .refuses('duplicate-charge');
    overspent(decided('recover', '£100')).when(decide('accept', '£20')).refuses('decision-differs');
    overspent()
      .when({ ...decide('accept', '£1'), by: lead })
      .refuses('own-bid');
  });

  it('leaves no overspend below nil when an accepted payment is reversed', () => {
    const reverse = asks(
      'ReverseExpenditure',
      { payment: 'p-2', reason: 'Twice.', facts: { closedYears: {} } },
      { by: finance },
    );
    const state = overspent(decided('accept', '£120')).when(reverse).andState;
    expect([overspendPence(state), awardLines(state)[0]?.spentPence]).toEqual([0, pounds('£15,000')]);
  });
});
