import { describe, expect, it } from '@jest/globals';
import type { ProjectEvent } from '#funding/project/project.events';
import { bidSoFar, ownersOf, priorities } from '#funding/project/queries';
import {
  after,
  asks,
  award,
  bid,
  bidOnAgenda,
  decision,
  facts,
  finance,
  happened,
  id,
  item,
  lead,
  leaflet,
  onAgenda,
  place,
  pounds,
  proposed,
  shortFormIssued,
  support,
} from '#testing/project-history';

const draft = { title: 'Alcohol worker', leadOfficer: lead.person };
const drafted = happened('BidDrafted', { project: id, bid: draft });
const withdrawn = happened('BidWithdrawn', { reason: 'Another body pays.' });
const refused = happened('BidRefused', place('No priority.'));
const deferred = happened('BidDeferred', { ...place('Two quotes are missing.'), until: '2011-07-05' });
const propose = asks('ProposeProject', { bid, facts }, { by: lead });

describe('DraftBid', () => {
  const ask = asks('DraftBid', { bid: draft }, { by: lead });

  it('begins a bid, as far as it has come', () => after().when(ask).yields(drafted));

  it('replaces what was saved before', () => {
    const more = { ...draft, description: 'Brief interventions.' };
    after(drafted)
      .when(asks('DraftBid', { bid: more }, { by: lead }))
      .yields(happened('BidRevised', { project: id, bid: more }));
  });

  it('is not for a bid that was put forward', () => {
    after(proposed()).when(ask).refuses('wrong-stage', { stage: 'proposed', needs: 'still a draft' });
  });

  it('is not for the lead officer of another project', () => {
    const other = { person: 'lead-2', role: 'lead-officer' };
    after(drafted)
      .when(asks('DraftBid', { bid: draft }, { by: other }))
      .refuses('not-lead-officer');
  });
});

describe('ProposeProject', () => {
  it('puts a bid forward on the full form', () => after().when(propose).yields(proposed()));

  it('asks for the short form alone below the threshold, nil-cost included', () => {
    for (const costs of [leaflet.costs, []]) {
      const asked = asks('ProposeProject', { bid: { ...leaflet, costs }, facts }, { by: lead });
      expect(after().when(asked).events).toMatchObject([{ data: { form: 'short' } }]);
    }
  });

  it('asks for the full form at the threshold, and names each field that is missing', () => {
    const costs = [{ year: '2011-12', fundingType: 'revenue' as const, amountPence: pounds('£1,000') }];
    after()
      .when(asks('ProposeProject', { bid: { ...leaflet, costs }, facts }, { by: lead }))
      .refuses('bid-incomplete', {
        form: 'full',
        missing:
          'the description; the planned start; match funding, or what partners put in; ' +
          'an expected output in words; an expected output in numbers; the risk of not doing it; ' +
          'the challenges; the place that benefits; the people who benefit',
      });
  });

  it('puts forward the draft as it stands', () => {
    after(happened('BidDrafted', { project: id, bid }))
      .when(asks('ProposeProject', { facts }, { by: lead }))
      .yields(proposed());
  });

  it('is refused for a draft without what even the short form asks', () => {
    after(drafted)
      .when(asks('ProposeProject', { facts }, { by: lead }))
      .refuses('bid-incomplete', {
        form: 'short',
        missing: 'a priority that it serves; the lead agency; the cost; the planned finish',
      });
  });

  it('is refused when there is no bid at all', () => {
    after()
      .when(asks('ProposeProject', { facts }, { by: lead }))
      .refuses('no-such-project');
  });

  it('is refused for a priority that is not in force', () => {
    after()
      .when(asks('ProposeProject', { bid, facts: { ...facts, priorities: ['asb', 're-offending'] } }))
      .refuses('priority-not-in-force', { priorities: 'serious-crime' });
  });

  it('is refused for a finish before the start', () => {
    after()
      .when(asks('ProposeProject', { bid: { ...bid, finishesOn: '2011-05-31' }, facts }))
      .refuses('finish-before-start', { start: '1 June 2011', finish: '31 May 2011' });
  });

  it('blocks a lead officer with an overdue evaluation, where the partnership chose to', () => {
    after()
      .when(
        asks('ProposeProject', { bid, facts: { ...facts, overdueEvaluations: 'block', overdue: ['cctv'] } }),
      )
      .refuses('evaluation-overdue', { projects: 'cctv' });
  });

  it('warns otherwise: the tasking group sees it beside the bid', () => {
    const asked = asks('ProposeProject', { bid, facts: { ...facts, overdue: ['cctv'] } });
    expect(after().when(asked).events).toMatchObject([{ data: { overdueEvaluations: ['cctv'] } }]);
  });

  it('puts a deferred bid forward again, also changed', () => {
    const dearer = { ...bid, title: 'Alcohol worker, part time' };
    bidOnAgenda()
      .and(deferred)
      .when(asks('ProposeProject', { bid: dearer, facts }, { by: lead }))
      .yields(proposed(dearer));
  });

  it('changes nothing on an agenda, where members have read it', () => {
    bidOnAgenda().when(propose).changesNothing();
    bidOnAgenda()
      .when(asks('ProposeProject', { bid: { ...bid, title: 'Other' }, facts }, { by: lead }))
      .refuses('wrong-stage');
  });

  it('is not for a bid that was decided or withdrawn', () => {
    award().when(propose).refuses('wrong-stage');
    after(proposed(), withdrawn).when(propose).refuses('wrong-stage');
    bidOnAgenda().and(refused).when(propose).refuses('wrong-stage');
  });

  it('makes owners of everyone ever named lead officer, and of who proposed', () => {
    const other = { ...bid, leadOfficer: 'lead-2' };
    const asked = asks('ProposeProject', { bid: other, facts });
    const state = after(drafted).when(asked).andState;
    expect(ownersOf(state)).toEqual([lead.person, 'lead-2', support.person]);
    expect(priorities(state)).toEqual(bid.priorities);
  });
});

describe('WithdrawBid', () => {
  const ask = asks('WithdrawBid', { reason: 'Another body pays.' }, { by: lead });

  it('withdraws a bid wherever it is before the decision', () => {
    for (const before of [after(drafted), after(proposed()), bidOnAgenda(), bidOnAgenda().and(deferred)])
      before.when(ask).yields(withdrawn);
  });

  it('is not for a bid that was decided, or withdrawn for another reason', () => {
    award().when(ask).refuses('wrong-stage');
    bidOnAgenda().and(refused).when(ask).refuses('wrong-stage');
    after(proposed(), withdrawn)
      .when(asks('WithdrawBid', { reason: 'Other.' }))
      .refuses('wrong-stage');
  });
});

describe('CloseAsDuplicate', () => {
  const ask = asks('CloseAsDuplicate', { of: 'alcohol-nurse' });
  const closed = happened('BidWithdrawn', {
    reason: 'It repeats the bid alcohol-nurse.',
    duplicateOf: 'alcohol-nurse',
  });

  it('closes a duplicate bid and names the one that stays', () => after(proposed()).when(ask).yields(closed));

  it('is refused for a bid that would repeat itself', () => {
    after(proposed())
      .when(asks('CloseAsDuplicate', { of: id }))
      .refuses('duplicate-of-itself');
  });

  it('is not for a bid that was decided', () => award().when(ask).refuses('wrong-stage'));
});

describe('GoOnAgenda', () => {
  const ask = asks('GoOnAgenda', item);

  it('puts a bid on an agenda, proposed or deferred', () => {
    after(proposed()).when(ask).yields(onAgenda);
    const next = { meeting: 'm-2', item: 'i-4' };
    bidOnAgenda().and(deferred).when(asks('GoOnAgenda', next)).yields(happened('BidPutOnAgenda', next));
  });

  it('is refused while it is on another agenda', () => {
    bidOnAgenda()
      .when(asks('GoOnAgenda', { meeting: 'm-2', item: 'i-1' }))
      .refuses('on-another-agenda', { meeting: 'm-1' });
  });

  it('is not for a draft, nor for a bid that was decided', () => {
    after(drafted).when(ask).refuses('wrong-stage');
    award().when(ask).refuses('wrong-stage');
  });
});

describe('ComeOffAgenda', () => {
  const ask = asks('ComeOffAgenda', { ...item, reason: 'Not reached.' });

  it('takes a bid off the agenda, to wait for another', () => {
    bidOnAgenda()
      .when(ask)
      .yields(happened('BidTakenOffAgenda', { ...item, reason: 'Not reached.' }));
  });

  it('changes nothing where the bid is not on that agenda', () => {
    after(proposed()).when(ask).changesNothing();
    bidOnAgenda()
      .when(asks('ComeOffAgenda', { meeting: 'm-2', item: 'i-1', reason: '-' }))
      .changesNothing();
    award(shortFormIssued).when(ask).changesNothing();
  });
});

describe('DeferBid', () => {
  const ask = asks('DeferBid', { decision: decision('Two quotes are missing.'), until: '2011-07-05' });

  it('defers a bid, with the reasons and when to come back to it', () => {
    bidOnAgenda().when(ask).yields(deferred);
  });

  it('is the same decision also when the bid is on the next agenda', () => {
    bidOnAgenda()
      .and(deferred, happened('BidPutOnAgenda', { meeting: 'm-2', item: 'i-1' }))
      .when(ask)
      .changesNothing();
  });

  it('is refused when that item decided otherwise', () => {
    bidOnAgenda()
      .and(deferred)
      .when(asks('DeferBid', { decision: decision('Late.') }))
      .refuses('decision-differs');
    bidOnAgenda().and(refused).when(ask).refuses('decision-differs');
  });

  it('is refused for a bid that is not under that item', () => {
    after(proposed()).when(ask).refuses('not-on-this-agenda');
    after(drafted).when(ask).refuses('wrong-stage');
  });
});

describe('RefuseBid', () => {
  const ask = asks('RefuseBid', { decision: decision('No priority.') });

  it('refuses a bid with reasons', () => bidOnAgenda().when(ask).yields(refused));

  it('is refused when that item decided otherwise', () => {
    bidOnAgenda().and(deferred).when(ask).refuses('decision-differs');
  });

  it('is refused for a bid that is not under that item', () => {
    bidOnAgenda()
      .when(asks('RefuseBid', { decision: decision('No priority.', { meeting: 'm-1', item: 'i-2' }) }))
      .refuses('not-on-this-agenda');
  });
});

describe('ChangeLeadOfficer', () => {
  const ask = asks('ChangeLeadOfficer', { leadOfficer: 'lead-2', reason: 'The lead officer has left.' });
  const changed = happened('LeadOfficerChanged', {
    leadOfficer: 'lead-2',
    leadAgency: 'council',
    previously: lead.person,
    reason: 'The lead officer has left.',
  });

  it('hands a project to another, at any time until its evaluation is in', () => {
    after(proposed()).when(ask).yields(changed);
    award().when(ask).yields(changed);
  });

  it('leaves everyone who was lead officer an owner', () => {
    expect(ownersOf(award().when(ask).andState)).toEqual([lead.person, 'lead-2']);
  });

  it('hands a draft over, which the next one goes on with and the one before no longer can', () => {
    const next = { person: 'lead-2', role: 'lead-officer' };
    const { leadAgency: _, ...open } = changed.data as { leadAgency: string };
    const asked = after(drafted).when(ask);
    asked.yields({ type: 'LeadOfficerChanged', data: open } as ProjectEvent);
    const handedOver = after(drafted, ...asked.events);
    const more = { ...bidSoFar(asked.andState), leadOfficer: 'lead-2', title: 'Other' };
    handedOver
      .when(asks('DraftBid', { bid: more }, { by: next }))
      .yields(happened('BidRevised', { project: id, bid: more }));
    handedOver.when(asks('DraftBid', { bid: more }, { by: lead })).refuses('not-lead-officer');
  });

  it('is not for a bid that was refused or withdrawn', () => {
    bidOnAgenda().and(refused).when(ask).refuses('wrong-stage');
    after(drafted, happened('BidWithdrawn', { reason: 'Not needed.' }))
      .when(ask)
      .refuses('wrong-stage');
  });

  it('is for the lead officer now, who was another before', () => {
    award(changed)
      .when(asks('AcceptAward', {}, { by: lead }))
      .refuses('not-lead-officer');
    award(changed)
      .when(asks('AcceptAward', {}, { by: { person: 'lead-2', role: 'lead-officer' } }))
      .yields(happened('AwardAccepted', {}));
  });

  it('can be put to finance as well: it decides nothing', () => {
    award()
      .when({ ...ask, by: finance })
      .yields(changed);
  });

  it('is for the lead officer themselves, and for nobody who was it once', () => {
    award()
      .when({ ...ask, by: lead })
      .yields(changed);
    award(changed)
      .when({ ...ask, by: lead })
      .changesNothing();
    award(changed)
      .when(asks('ChangeLeadOfficer', { leadOfficer: lead.person, reason: 'I want it back.' }, { by: lead }))
      .refuses('not-lead-officer');
  });
});
