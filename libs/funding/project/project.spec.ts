import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { project, projectRefusalMessages } from '#funding/project/project';
import type { ProjectAsk } from '#funding/project/project.asks';
import { openObligations } from '#funding/project/obligations';
import { awardPence, overspendPence, ownersOf, priorities, spentPence } from '#funding/project/queries';
import type { ProjectState } from '#funding/project/state';
import { isAwarded } from '#funding/project/state';
import type { ProjectEvent } from '#funding/project/project.events';
import type { Refused } from '#kernel/decider';
import { fold, isRefused } from '#kernel/decider';
import { isLocalDate } from '#kernel/local-date';
import { sumPence } from '#kernel/pence';
import { commandNames, make } from '#testing/project-commands';
import type { Choice } from '#testing/project-commands';
import { sequences } from '#testing/project-sequences';
import {
  accepted,
  after,
  asks,
  award,
  bid,
  bidOnAgenda,
  chair,
  fullFormIssued,
  funded,
  finished,
  happened,
  lead,
  leaflet,
  over,
  paid,
  pounds,
  proposed,
  revenue,
  running,
  shortAnswers,
  shortFormIssued,
  started,
  submitted,
  support,
  takenOn,
  thematicChair,
} from '#testing/project-history';

const choice: Choice = { n: 0, amount: '£65', by: support, today: '2012-02-10', backdatedDays: 0 };
const beginnings = ['DraftBid', 'ProposeProject', 'TakeOnProject'];
const ofAnyBid = [
  'WithdrawBid',
  'CloseAsDuplicate',
  'GoOnAgenda',
  'ComeOffAgenda',
  'DeferBid',
  'RefuseBid',
  'FundProject',
  'TakeChairsAction',
  'ChangeLeadOfficer',
];

/** Rule 2, written down again: what deciding on a bid includes. */
const decisions = [
  'FundProject',
  'DeferBid',
  'RefuseBid',
  'TakeChairsAction',
  'RatifyChairsAction',
  'TakeOnProject',
  'VaryAward',
  'RescindAward',
  'DischargeCondition',
  'WaiveCondition',
  'DecideOverspend',
  'ReverseExpenditure',
  'ReleaseCommitment',
  'VireWithinProject',
  'MoveAward',
  'ExtendProject',
  'VaryProject',
  'ReturnEvaluation',
  'AcceptEvaluation',
  'PutOffEvaluation',
  'WaiveEvaluation',
  'MainstreamProject',
  'ContinueProject',
  'DiscontinueProject',
];

describe('any command', () => {
  it.each(commandNames.filter((name) => !beginnings.includes(name)))(
    '%s is refused without a project',
    (name) => {
      after().when(make(name, choice)).refuses('no-such-project');
    },
  );

  it.each(commandNames.filter((name) => ![...beginnings, ...ofAnyBid].includes(name)))(
    '%s is refused without an award',
    (name) => {
      const { leadOfficer: person } = bid;
      const by = decisions.includes(name) ? support : { person, role: 'lead-officer' };
      bidOnAgenda()
        .when(make(name, { ...choice, by }))
        .refuses('wrong-stage', { stage: 'on the agenda of a meeting', needs: 'with an award' });
    },
  );

  it.each(decisions)('%s is refused to whose bid it is, in every role', (name) => {
    const stranger = happened('LeadOfficerChanged', {
      leadOfficer: 'lead-2',
      leadAgency: 'council',
      previously: lead.person,
      reason: 'Left.',
    });
    for (const role of ['chair', 'support-officer', 'finance-officer', 'thematic-chair', 'administrator']) {
      const command = make(name as ProjectAsk['type'], { ...choice, by: { person: lead.person, role } });
      for (const before of [bidOnAgenda(), running(), over(submitted()), over(stranger)])
        before.when(command).refuses('own-bid');
    }
  });

  it.each(commandNames.filter((name) => !decisions.includes(name)))(
    '%s is refused to the lead officer of another project',
    (name) => {
      const command = make(name, { ...choice, by: { person: 'lead-9', role: 'lead-officer' } });
      over().when(command).refuses('not-lead-officer');
    },
  );

  it.each([
    'AcceptAward',
    'DeclineAward',
    'ClaimExpenditure',
    'DraftEvaluation',
    'SubmitEvaluation',
  ] as const)("%s is the lead officer's alone, whoever else asks in whatever role", (name) => {
    for (const role of ['support-officer', 'finance-officer', 'administrator', 'lead-officer'])
      award(accepted)
        .when(make(name, { ...choice, by: { person: 'someone', role } }))
        .refuses('not-lead-officer');
  });
});

/** What is wrong with a state, of what has to hold after every event, whatever was asked before. */
function wrongWith(state: ProjectState): readonly string[] {
  const payments = isAwarded(state) ? [...state.money.payments.values()] : [];
  const standing = payments.filter(({ reversal }) => reversal === undefined);
  const dates = openObligations(state, { upTo: '2013-01-01', updatesDueOnDay: 7 });
  const checks = {
    'an award below nil': awardPence(state) < 0,
    'an overspend below nil': overspendPence(state) < 0,
    'spending that payments do not add up to':
      spentPence(state) !== sumPence(standing.map(({ terms }) => terms.netPence)),
    'a date that is none': dates.some(({ dueOn, from }) => !isLocalDate(dueOn) || !isLocalDate(from)),
  };
  return Object.entries(checks).flatMap(([words, isWrong]) => (isWrong ? [words] : []));
}

function factsMissing({ refused, facts = {} }: Refused): readonly (string | undefined)[] {
  const { text } = projectRefusalMessages[refused as keyof typeof projectRefusalMessages];
  const named = [...text.matchAll(/\{(?<name>\w+)\}/gu)].map(({ groups }) => groups?.['name'] ?? '');
  return named.filter((name) => facts[name] === undefined);
}

/** Puts a command, and again what was accepted; gives the state that follows. */
function put(state: ProjectState, command: ProjectAsk): ProjectState {
  const outcome = project.decide(command, state);
  if (isRefused(outcome)) {
    expect(factsMissing(outcome)).toEqual([]);
    return state;
  }
  // As it is stored and read back: what JSON loses, no decision may rest on.
  const stored = JSON.parse(JSON.stringify(outcome)) as ProjectEvent[];
  const next = fold(project, stored, state);
  const ownersBefore = ownersOf(state);
  expect({
    stored,
    again: project.decide(command, next),
    decidedByOwner: decisions.includes(command.type) && ownersBefore.includes(command.by.person),
    ownersLost: ownersBefore.filter((owner) => !ownersOf(next).includes(owner)),
    wrong: wrongWith(next),
  }).toStrictEqual({ stored: outcome, again: [], decidedByOwner: false, ownersLost: [], wrong: [] });
  return next;
}

describe('any history', () => {
  it('folds, and every command repeated changes nothing', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(sequences, (commands) => {
        let state: ProjectState = project.initialState;
        for (const command of commands) {
          state = put(state, command);
          seen.add(state.status);
        }
      }),
      { numRuns: 1000 },
    );
    // The histories are worth their name only if they come everywhere.
    expect([...seen].toSorted()).toEqual([
      'award-withdrawn',
      'continued',
      'deferred',
      'discontinued',
      'drafted',
      'evaluated',
      'evaluation-submitted',
      'finished',
      'funded',
      'mainstreamed',
      'none',
      'on-agenda',
      'proposed',
      'refused',
      'started',
      'withdrawn',
    ]);
  });
});

describe('what real partnerships met', () => {
  it('retrospective award: funded after it had run, and it answers for itself all the same', () => {
    const done = award(accepted, started('2011-02-01', '2011-05-20'));
    const finish = asks(
      'FinishProject',
      { manner: 'completed' },
      { by: lead, on: '2011-03-31', today: '2011-05-20' },
    );
    done.when(finish).yields(finished('2011-03-31', 'completed', '2011-05-20'));
    const late = done.and(finished('2011-03-31', 'completed', '2011-05-20'));
    expect(
      late.when(make('SubmitEvaluation', { ...choice, by: lead, today: '2011-05-20' })).events,
    ).toMatchObject([{ data: { dueOn: '2011-04-28', daysLate: 22 } }]);
  });

  it.each(['third-party reporting training', 'homophobic bullying in school', 'PREVENT postcards'])(
    'start never happens, "yet to be implemented", three times in one register: %s',
    (title) => {
      const before = takenOn({ title, startsOn: '2012-03-01' });
      const never = asks('FinishProject', { manner: 'never-implemented' }, { by: lead, today: '2012-04-02' });
      before.when(never).yields(finished('2012-04-02', 'never-implemented'), shortFormIssued);
      const evaluation = asks(
        'SubmitEvaluation',
        { answers: shortAnswers },
        { by: lead, today: '2012-04-30' },
      );
      expect(before.and(...before.when(never).events).when(evaluation).events).toMatchObject([
        { data: { form: 'short', daysLate: 0 } },
      ]);
    },
  );

  it('start never happens: the award is withdrawn by another decision', () => {
    const rescind = make('RescindAward', choice);
    expect(award(accepted).when(rescind).andState.status).toBe('award-withdrawn');
  });

  it('ended early: one referral received, "will not be continued"', () => {
    const asked = takenOn({ title: 'Victim support' }).when(make('DiscontinueProject', choice));
    asked.yields(
      finished('2012-02-10', 'ended-early'),
      shortFormIssued,
      happened('ProjectDiscontinued', { reasons: 'Reason 0.' }),
    );
  });

  it('extension of six months without money', () => {
    const extend = asks('ExtendProject', { finishesOn: '2012-08-03', reasons: 'A slow start.' });
    expect(awardPence(running().when(extend).andState)).toBe(pounds('£15,000'));
  });

  it('chair is the lead officer: neither by action, nor recorded by them', () => {
    const own = after(
      proposed({ leadOfficer: chair.person }),
      happened('BidPutOnAgenda', { meeting: 'm-1', item: 'bid-0' }),
    );
    own.when(make('FundProject', { ...choice, by: chair })).refuses('own-bid');
    after(proposed({ leadOfficer: chair.person }))
      .when(make('TakeChairsAction', { ...choice, by: chair }))
      .refuses('own-bid');
  });

  it('evaluation returned: the ladder starts anew from the new date', () => {
    const giveBack = asks(
      'ReturnEvaluation',
      { reasons: 'Say more.', newDueOn: '2012-04-05' },
      { by: thematicChair, today: '2012-03-12' },
    );
    const state = over(submitted()).when(giveBack).andState;
    expect(openObligations(state, { upTo: '2012-03-12', updatesDueOnDay: 7 })).toEqual([
      { kind: 'evaluation', dueOn: '2012-04-05', from: '2012-03-12' },
    ]);
  });

  it('too early to evaluate: it comes back on its date', () => {
    const asked = over().when(make('PutOffEvaluation', { ...choice, n: 1, by: thematicChair }));
    expect(openObligations(asked.andState, { upTo: '2012-02-10', updatesDueOnDay: 7 })).toEqual([
      { kind: 'evaluation', dueOn: '2012-05-10', from: '2012-02-10' },
    ]);
  });

  it('duplicate bid: closed, and names the one that stays', () => {
    const asked = after(proposed()).when(make('CloseAsDuplicate', choice));
    expect(asked.andState).toMatchObject({ status: 'withdrawn', withdrawal: { duplicateOf: 'project-0' } });
  });

  it('two CSPs share a post: each funds its own share, and says who else does', () => {
    const shared = {
      costs: [{ year: '2011-12', fundingType: 'revenue' as const, amountPence: pounds('£1,055') }],
      jointWith: [{ partnership: 'Epping CSP', sharePence: pounds('£1,055') }],
    };
    const fund = make('FundProject', { ...choice, amount: '£1,055.01' });
    const before = after(proposed(shared), happened('BidPutOnAgenda', { meeting: 'm-1', item: 'bid-0' }));
    before.when(fund).refuses('more-than-bid');
    expect(before.state).toMatchObject({ bid: { jointWith: shared.jointWith } });
  });

  it('approximate cost, trued up later: less is given back, more needs another decision', () => {
    const costs = [{ ...bid.costs[0]!, approximate: true }];
    const before = after(
      proposed({ costs }),
      happened('BidPutOnAgenda', { meeting: 'm-1', item: 'i-1' }),
      funded('£15,000'),
      fullFormIssued,
      accepted,
      started(),
      paid('£14,211'),
    );
    const less = asks('VaryAward', {
      decision: { meeting: 'm-4', item: 'i-2', reasons: 'As invoiced.' },
      changes: [{ ...revenue('£789'), change: 'less' }],
    });
    expect(awardPence(before.when(less).andState)).toBe(pounds('£14,211'));
  });

  it('payment to the wrong payee reversed: the mistake and its reversal both stand', () => {
    const reverse = asks('ReverseExpenditure', {
      payment: 'p-1',
      reason: 'Wrong payee.',
      facts: { closedYears: {} },
    });
    const state = running(paid('£120')).when(reverse).andState;
    expect(spentPence(state)).toBe(0);
    expect(isAwarded(state) && state.money.payments.get('p-1')).toMatchObject({
      reversal: { reason: 'Wrong payee.' },
    });
  });

  it("one project, several priorities: they are its bid's, each once", () => {
    expect(priorities(running().state)).toEqual(['asb', 're-offending', 'serious-crime']);
  });

  it('a £65 leaflet lives the whole life on the short form', () => {
    const events = [
      happened('ProjectProposed', {
        project: 'leaflet',
        bid: leaflet,
        form: 'short',
        proposedBy: lead.person,
      }),
      happened('BidPutOnAgenda', { meeting: 'm-1', item: 'i-1' }),
      funded('£65'),
      shortFormIssued,
      accepted,
      started(),
      finished('2011-08-31'),
    ];
    const submit = asks('SubmitEvaluation', { answers: shortAnswers }, { by: lead, on: '2011-09-28' });
    expect(after(...events).when(submit).events).toMatchObject([{ data: { form: 'short', daysLate: 0 } }]);
  });
});
