import { describe, expect, it } from '@jest/globals';
import { awardPence, costYears, spentPence } from '#funding/project/queries';
import type { Asked } from '#funding/project/rules';
import type { AwardTerms, ProjectEvent, ProjectEvents } from '#funding/project/project.events';
import {
  accepted,
  after,
  asks,
  award,
  awardFacts,
  bid,
  bidOnAgenda,
  capital,
  chair,
  claimed,
  clock,
  decidedOn,
  decision,
  fullFormIssued,
  funded,
  happened,
  id,
  insurance,
  item,
  lead,
  onAgenda,
  over,
  paid,
  place,
  pounds,
  proposed,
  revenue,
  running,
  shortFormIssued,
  support,
} from '#testing/project-history';

const terms: AwardTerms = {
  awardPence: pounds('£15,000'),
  allocations: [revenue('£15,000')],
  conditions: [],
};
const next = { meeting: 'm-2', item: 'i-1' };

const small: AwardTerms = { awardPence: pounds('£5,000'), allocations: [revenue('£5,000')], conditions: [] };
const limits = { limitPence: pounds('£5,000'), consultedAgencies: ['police'], ownAgencies: ['council'] };
const actionFacts = { ...awardFacts, ...limits };
const acted = happened('ProjectFunded', {
  decision: 'action/a-1',
  chairsAction: { by: chair.person, consulted: 'police-1', declares: 'none' },
  reasons: 'It cannot wait.',
  ...small,
  decidedOn,
  acceptBy: '2011-05-24',
  recordedOn: decidedOn,
});

function act(more: Partial<Asked<'TakeChairsAction'>> = {}): Asked<'TakeChairsAction'> {
  const word = { consulted: 'police-1', declares: 'none' } as const;
  const fields = { action: 'a-1', ...word, reasons: 'It cannot wait.', award: small };
  return {
    ...asks('TakeChairsAction', { ...fields, facts: actionFacts }, { by: chair, on: decidedOn }),
    ...more,
  };
}

function toRatify(...more: ProjectEvent[]): ReturnType<typeof after> {
  return after(proposed(), acted, fullFormIssued, ...more);
}

function fund(awarded: Partial<AwardTerms> = {}): Asked<'FundProject'> {
  const fields = { decision: decision(), award: { ...terms, ...awarded }, facts: awardFacts };
  return asks('FundProject', fields, { on: decidedOn });
}

function accept(on: string, by = lead): Asked<'AcceptAward'> {
  return asks('AcceptAward', {}, { by, on });
}

function lapse(today: string): Asked<'LapseAward'> {
  return asks('LapseAward', {}, { by: clock, today });
}

function withConditions(...more: ProjectEvent[]): ReturnType<typeof after> {
  const conditional = funded('£15,000', { conditions: [insurance] });
  return after(proposed(), onAgenda, conditional, fullFormIssued, accepted, ...more);
}

function discharge(evidence = 'Certificate 88.', condition = 'insurance'): Asked<'DischargeCondition'> {
  return asks('DischargeCondition', { condition, evidence });
}

describe('FundProject', () => {
  it('funds a bid in full and issues the evaluation form in force (rule 15)', () => {
    bidOnAgenda().when(fund()).yields(funded('£15,000'), fullFormIssued);
  });

  it('funds a bid in part, with conditions', () => {
    const part = { awardPence: pounds('£9,000'), allocations: [revenue('£9,000')], conditions: [insurance] };
    bidOnAgenda()
      .when(fund(part))
      .yields(funded('£9,000', { conditions: [insurance] }), fullFormIssued);
  });

  it('funds it from several sources, a reserve and money to be confirmed, a key each', () => {
    const allocations = [
      revenue('£9,000'),
      { ...revenue('£1,000'), subjectToFunding: true },
      { ...revenue('£2,000'), fromReserve: 'dhr' },
      revenue('£3,000', 'police'),
    ];
    bidOnAgenda().when(fund({ allocations })).yields(funded('£15,000', { allocations }), fullFormIssued);
  });

  it('awards £0 to a nil-cost project, with the short form (rule 13)', () => {
    bidOnAgenda({ costs: [] })
      .when(fund({ awardPence: 0, allocations: [] }))
      .yields(funded('nil'), shortFormIssued);
  });

  it('issues the short form below the threshold, whatever the bid was for', () => {
    bidOnAgenda()
      .when(fund({ awardPence: pounds('£999.99'), allocations: [revenue('£999.99')] }))
      .yields(funded('£999.99'), shortFormIssued);
  });

  it('is refused a penny beyond the bid', () => {
    bidOnAgenda()
      .when(fund({ awardPence: pounds('£15,000.01'), allocations: [revenue('£15,000.01')] }))
      .refuses('more-than-bid', { award: '£15,000.01', bid: '£15,000.00' });
  });

  it('is refused when the allocations do not add up to the award', () => {
    bidOnAgenda()
      .when(fund({ allocations: [revenue('£14,999.99')] }))
      .refuses('allocations-do-not-add-up', { allocated: '£14,999.99', award: '£15,000.00' });
  });

  it('is refused when a source appears twice for the same money', () => {
    bidOnAgenda()
      .when(fund({ allocations: [revenue('£9,000'), revenue('£6,000')] }))
      .refuses('duplicate-allocation', { source: 'home-office', fundingType: 'revenue' });
  });

  it('is refused when capital would pay for what was bid as revenue', () => {
    bidOnAgenda()
      .when(fund({ allocations: [revenue('£14,000'), capital('£1,000')] }))
      .refuses('more-than-bid-of-type', { fundingType: 'capital', bid: '£0.00', allocated: '£1,000.00' });
  });

  it('is refused when two conditions share an identity', () => {
    bidOnAgenda()
      .when(fund({ conditions: [insurance, insurance] }))
      .refuses('duplicate-condition', { condition: 'insurance' });
  });

  it('is refused for a bid that is not under that item', () => {
    after(proposed()).when(fund()).refuses('not-on-this-agenda');
  });

  it('is refused when that item decided otherwise: a decision is changed by another', () => {
    award()
      .when(fund({ awardPence: pounds('£9,000'), allocations: [revenue('£9,000')] }))
      .refuses('decision-differs');
  });

  it('changes nothing when it comes again long after', () =>
    running(paid('£120')).when(fund()).changesNothing());

  it('is not for a bid that was decided elsewhere', () => {
    const asked = { ...fund(), decision: decision('Again.', next) };
    award().when(asked).refuses('wrong-stage');
  });

  it('tells the plan which years its money can be for (rule 10)', () => {
    const cost = { fundingType: 'revenue' as const, amountPence: 1 };
    const costs = [
      { year: '2011-12', ...cost },
      { year: '2012-13', ...cost },
      { year: '2011-12', ...cost },
    ];
    expect(costYears(bidOnAgenda({ costs }).state)).toEqual(['2011-12', '2012-13']);
  });
});

describe('TakeChairsAction', () => {
  it('awards between meetings, up to the limit', () => {
    after(proposed()).when(act()).yields(acted, fullFormIssued);
  });

  it('is refused a penny above the limit', () => {
    const more = { awardPence: pounds('£5,000.01'), allocations: [revenue('£5,000.01')], conditions: [] };
    after(proposed())
      .when(act({ award: more }))
      .refuses('more-than-chairs-limit', { limit: '£5,000.00', award: '£5,000.01' });
  });

  it('is refused when the chair is the lead officer', () => {
    after(proposed({ leadOfficer: chair.person }))
      .when(act())
      .refuses('own-bid');
  });

  it('is refused when the chair was lead officer once, and another is now', () => {
    const changed = happened('LeadOfficerChanged', {
      leadOfficer: 'lead-2',
      leadAgency: 'council',
      previously: chair.person,
      reason: 'To decide on it.',
    });
    after(proposed({ leadOfficer: chair.person }), changed)
      .when(act())
      .refuses('own-bid');
  });

  it('is refused without the word of someone of another agency', () => {
    const same = { ...actionFacts, consultedAgencies: ['council'] };
    const nobody = { ...actionFacts, consultedAgencies: [] };
    after(proposed())
      .when(act({ facts: same }))
      .refuses('consulted-same-agency');
    after(proposed())
      .when(act({ facts: nobody }))
      .refuses('consulted-no-member');
  });

  it("is the chair's, and the deputy's only while the chair is absent or has an interest", () => {
    const deputy = { person: 'deputy-1', role: 'deputy-chair' };
    const before = after(proposed());
    before.when(act({ by: deputy })).refuses('chair-acts-first');
    before.when(act({ chairIs: 'absent' })).refuses('chair-is-there');
    const chairsAction = {
      by: 'deputy-1',
      consulted: 'police-1',
      chairIs: 'interested',
      declares: 'none',
    } as const;
    before
      .when(act({ by: deputy, chairIs: 'interested' }))
      .yields({ ...acted, data: { ...acted.data, chairsAction } } as typeof acted, fullFormIssued);
  });

  it('is refused to whoever has an interest, and to someone of the lead agency who declares nothing', () => {
    const before = after(proposed());
    before.when(act({ declares: 'interest' })).refuses('interest-declared');
    const { declares: _declared, ...silent } = act();
    before.when(silent).refuses('declaration-needed');
    const facts = { ...actionFacts, ownAgencies: ['police'], consultedAgencies: ['council'] };
    expect(before.when({ ...silent, facts }).events).toHaveLength(2);
  });

  it('is refused with the word of the chair, or of whose bid it is', () => {
    for (const consulted of [chair.person, lead.person])
      after(proposed()).when(act({ consulted })).refuses('consulted-own-bid');
  });

  it('makes every other check of an award', () => {
    after(proposed())
      .when(act({ award: { ...small, allocations: [], conditions: [] } }))
      .refuses('allocations-do-not-add-up');
  });

  it('is not for a bid on an agenda, which its meeting decides', () =>
    bidOnAgenda().when(act()).refuses('wrong-stage'));

  it('is refused when that action decided otherwise', () => {
    after(proposed(), acted, fullFormIssued)
      .when(act({ reasons: 'Other.' }))
      .refuses('decision-differs');
  });

  describe('and RatifyChairsAction', () => {
    const ratify = (outcome: 'ratified' | 'not-ratified', action = 'a-1') =>
      asks('RatifyChairsAction', { action, outcome, decision: decision('Agreed.', next) });
    const said = { ...place('Agreed.', next), action: 'a-1' };

    it('ratifies it at the next meeting', () => {
      toRatify()
        .when(ratify('ratified'))
        .yields(happened('ChairsActionRatified', { ...said, paidPence: 0 }));
    });

    it('withdraws what is unpaid and reports what is paid, when it is not ratified', () => {
      const asked = toRatify(accepted, paid('£120')).when(ratify('not-ratified'));
      asked.yields(happened('ChairsActionNotRatified', { ...said, paidPence: pounds('£120') }));
      expect(awardPence(asked.andState)).toBe(pounds('£120'));
      expect(asked.andState.status).toBe('funded');
    });

    it('ends the project when it is not ratified and nothing was paid', () => {
      expect(toRatify().when(ratify('not-ratified')).andState.status).toBe('award-withdrawn');
    });

    it('is refused for an action that does not wait, and for another outcome afterwards', () => {
      award().when(ratify('ratified')).refuses('no-action-to-ratify', { action: 'a-1' });
      const ratified = happened('ChairsActionRatified', { ...said, paidPence: 0 });
      toRatify(ratified).when(ratify('not-ratified')).refuses('decision-differs');
    });

    it('is refused to whose bid it is', () => {
      toRatify()
        .when({ ...ratify('ratified'), by: lead })
        .refuses('own-bid');
    });

    it('comes before the award is varied or rescinded', () => {
      const changes = [{ ...revenue('£1'), change: 'more' as const }];
      const other = decision('-', { meeting: 'm-2', item: 'i-2' });
      toRatify()
        .when(asks('VaryAward', { decision: other, changes }))
        .refuses('ratify-first', { action: 'a-1' });
      toRatify()
        .when(asks('RescindAward', { decision: other }))
        .refuses('ratify-first', { action: 'a-1' });
    });
  });
});

describe('TakeOnProject', () => {
  const taken = { decidedOn: '2010-03-08', reference: 'Register of 2010/11' };
  const fields = { bid, takenOn: taken, award: terms, facts: awardFacts };
  const ask = asks('TakeOnProject', fields);
  const takenOn = happened('ProjectTakenOn', {
    project: id,
    bid: { ...bid, startsOn: '2011-04-01' },
    ...taken,
    ...terms,
    recordedOn: '2011-05-20',
  });
  const running2011 = { ...fields, bid: { ...bid, startsOn: '2011-04-01' } };

  it('takes on a project with its award, started and accepted, marked with its date and reference', () => {
    const asked = after().when(asks('TakeOnProject', running2011));
    asked.yields(takenOn, fullFormIssued);
    expect(asked.andState).toMatchObject({
      status: 'started',
      takenOn: true,
      acceptance: { answer: 'accepted' },
    });
  });

  it('takes on a project that has yet to start, told so or by its planned start', () => {
    const told = asks('TakeOnProject', { ...running2011, yetToStart: true });
    for (const asked of [ask, told]) {
      expect(after().when(asked).events).toMatchObject([{ data: { yetToStart: true } }, {}]);
      expect(after().when(asked).andState.status).toBe('funded');
    }
  });

  it('changes nothing when the register is imported again, a year later too', () => {
    after(...after().when(ask).events)
      .when({ ...ask, today: '2012-05-20', on: '2012-05-20' })
      .changesNothing();
  });

  it('makes the checks of an award', () => {
    after()
      .when(asks('TakeOnProject', { ...fields, award: { ...terms, allocations: [] } }))
      .refuses('allocations-do-not-add-up');
    after()
      .when(asks('TakeOnProject', { ...fields, bid: { ...bid, finishesOn: '2011-01-01' } }))
      .refuses('finish-before-start');
  });

  it('is refused to the lead officer themselves: it would be an award without a meeting', () => {
    after()
      .when({ ...ask, by: lead })
      .refuses('own-bid');
  });

  it('is refused for a project that is known, or was taken on otherwise', () => {
    after(proposed()).when(ask).refuses('project-differs');
    after(takenOn, fullFormIssued).when(ask).refuses('project-differs');
  });
});

describe('AcceptAward', () => {
  it('is for 14 days, the day of the decision being day 0', () => {
    award().when(accept(decidedOn)).yields(accepted);
    award().when(accept('2011-05-24')).yields(accepted);
    award().when(accept('2011-05-25')).refuses('acceptance-too-late', { dueOn: '24 May 2011' });
  });

  it('counts from the day on which it comes, whatever day is given for it', () => {
    award()
      .when(asks('AcceptAward', {}, { by: lead, on: '2011-05-20', today: '2011-06-30' }))
      .refuses('acceptance-too-late');
  });

  it('is refused before the decision', () => {
    award().when(accept('2011-05-09')).refuses('before-the-decision', { decided: '10 May 2011' });
  });

  it("is the lead officer's alone, whatever role another holds", () => {
    award().when(accept(decidedOn, support)).refuses('not-lead-officer');
  });

  it('is refused once the award has lapsed or was declined', () => {
    const lapsed = happened('AwardLapsed', { dueOn: '2011-05-24' });
    award(lapsed).when(accept('2011-05-24')).refuses('award-answered', { answer: 'left to lapse' });
  });

  it('is not for a bid', () => bidOnAgenda().when(accept(decidedOn)).refuses('wrong-stage'));
});

describe('DeclineAward', () => {
  const ask = asks('DeclineAward', { reason: 'Too small to run it.' }, { by: lead });
  const declined = happened('AwardDeclined', { reason: 'Too small to run it.' });

  it('withdraws the project, before or after it was accepted, until it starts', () => {
    for (const before of [award(), award(accepted)]) {
      before.when(ask).yields(declined);
      expect(before.when(ask).andState.status).toBe('award-withdrawn');
      expect(awardPence(before.when(ask).andState)).toBe(0);
    }
  });

  it('is not for a project that has started', () => running().when(ask).refuses('wrong-stage'));

  it("is the lead officer's alone", () =>
    award()
      .when({ ...ask, by: support })
      .refuses('not-lead-officer'));

  it('is refused when it was answered otherwise', () => {
    award(declined)
      .when(asks('DeclineAward', { reason: 'Other.' }, { by: lead }))
      .refuses('award-answered');
  });
});

describe('LapseAward', () => {
  it('lets an unanswered award lapse from the day after the 14 days', () => {
    award().when(lapse('2011-05-24')).refuses('acceptance-not-overdue', { dueOn: '24 May 2011' });
    award()
      .when(lapse('2011-05-25'))
      .yields(happened('AwardLapsed', { dueOn: '2011-05-24' }));
    expect(award().when(lapse('2011-05-25')).andState.status).toBe('award-withdrawn');
  });

  it('leaves what was paid, and reports it', () => {
    const state = award(paid('£120')).when(lapse('2011-05-25')).andState;
    expect([state.status, awardPence(state), spentPence(state)]).toEqual([
      'funded',
      pounds('£120'),
      pounds('£120'),
    ]);
  });

  it('is refused for an award that was accepted', () => {
    award(accepted).when(lapse('2011-06-25')).refuses('award-answered', { answer: 'accepted' });
  });
});

describe('VaryAward', () => {
  type Changes = ProjectEvents['AwardVaried']['changes'];
  const vary = (changes: Changes, at = next): Asked<'VaryAward'> =>
    asks('VaryAward', { decision: decision('A fourth estate.', at), changes });
  const varied = (amount: string, ...changes: Changes[number][]): ProjectEvent =>
    happened('AwardVaried', {
      ...place('A fourth estate.', next),
      awardPence: pounds(amount),
      changes,
    });
  const more = { ...revenue('£500'), change: 'more' as const };
  const less = { ...revenue('£500'), change: 'less' as const };

  it('gives more or takes some back, by another decision', () => {
    running()
      .when(vary([more]))
      .yields(varied('£15,500', more));
    running()
      .when(vary([less]))
      .yields(varied('£14,500', less));
  });

  it('trues up an approximate cost after the finish', () => {
    over(paid('£14,500'))
      .when(vary([less]))
      .yields(varied('£14,500', less));
  });

  it('re-sources an award: less here, the same more there', () => {
    const there = { ...revenue('£500', 'police'), change: 'more' as const };
    running()
      .when(vary([less, there]))
      .yields(varied('£15,000', less, there));
  });

  it('takes back no more than is neither spent nor claimed', () => {
    running(paid('£14,000'), claimed('£501'))
      .when(vary([less]))
      .refuses('more-than-unspent', { source: 'home-office', fundingType: 'revenue', unspent: '£499.00' });
  });

  it('takes back what lies with the successor of a source whose year has closed', () => {
    const there = { ...revenue('£15,000', 'home-office-2012'), change: 'less' as const };
    running()
      .when(vary([there]))
      .yields(varied('nil', there));
    const beyond = { ...revenue('£15,000.01', 'home-office-2012'), change: 'less' as const };
    running()
      .when(vary([beyond]))
      .refuses('more-than-unspent');
  });

  it('is refused when a source appears twice', () =>
    running()
      .when(vary([more, less]))
      .refuses('duplicate-allocation'));

  it('takes from a source what is sure, or back, beside what waits for its funding, once each', () => {
    const waiting = { ...more, subjectToFunding: true };
    for (const sure of [more, less]) expect(running().when(vary([sure, waiting])).events).toHaveLength(1);
    running()
      .when(vary([waiting, waiting]))
      .refuses('duplicate-allocation');
    running()
      .when(vary([less, { ...less, subjectToFunding: true }]))
      .refuses('duplicate-allocation');
  });

  it('is refused when that item decided otherwise', () => {
    running(varied('£15,500', more))
      .when(vary([less]))
      .refuses('decision-differs');
    running()
      .when(vary([more], item))
      .refuses('decision-differs');
  });

  it('is not for an award that was withdrawn', () => {
    award(happened('AwardDeclined', { reason: '-' }))
      .when(vary([more]))
      .refuses('wrong-stage');
  });
});

describe('RescindAward', () => {
  const ask = asks('RescindAward', { decision: decision('The trust has withdrawn.', next) });
  const rescinded = (paidPence: number) =>
    happened('AwardRescinded', { ...place('The trust has withdrawn.', next), paidPence });

  it('withdraws an award that nobody has started or spent', () => {
    award(accepted).when(ask).yields(rescinded(0));
    expect(award(accepted).when(ask).andState.status).toBe('award-withdrawn');
  });

  it('withdraws what is unpaid of a running project, which goes on to its finish', () => {
    const asked = running(paid('£120')).when(ask);
    asked.yields(rescinded(pounds('£120')));
    expect([asked.andState.status, awardPence(asked.andState)]).toEqual(['started', pounds('£120')]);
  });

  it('is not for a finished project, whose unspent money finance releases', () =>
    over().when(ask).refuses('wrong-stage'));

  it('is refused when that item decided otherwise', () => {
    running(rescinded(0))
      .when(asks('RescindAward', { decision: decision('-', next) }))
      .refuses('decision-differs');
  });

  it('is refused to whose bid it is', () =>
    running()
      .when({ ...ask, by: lead })
      .refuses('own-bid'));
});

describe('the conditions of an award', () => {
  const discharged = happened('ConditionDischarged', { condition: 'insurance', evidence: 'Certificate 88.' });
  const waive = (reasons = 'Not needed.', condition = 'insurance') =>
    asks('WaiveCondition', { condition, decision: decision(reasons, next) });
  const waived = happened('ConditionWaived', { ...place('Not needed.', next), condition: 'insurance' });

  it('are discharged on evidence', () => withConditions().when(discharge()).yields(discharged));

  it('are never discharged by whose bid it is', () => {
    withConditions()
      .when({ ...discharge(), by: lead })
      .refuses('own-bid');
  });

  it('are discharged once', () => {
    withConditions(discharged).when(discharge('Other.')).refuses('condition-not-open');
    withConditions(waived)
      .when(discharge())
      .refuses('condition-not-open', { condition: 'insurance', status: 'waived' });
  });

  it('are let go by a decision, one item for several', () => {
    withConditions().when(waive()).yields(waived);
    withConditions(waived).when(waive('Other.')).refuses('condition-not-open');
    withConditions(discharged).when(waive()).refuses('condition-not-open');
  });

  it('are those of the award', () => {
    withConditions().when(discharge('-', 'other')).refuses('no-such-condition', { condition: 'other' });
    withConditions().when(waive('-', 'other')).refuses('no-such-condition', { condition: 'other' });
  });
});
