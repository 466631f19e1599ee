import { describe, expect, it } from '@jest/globals';
import { partnership } from '#funding/partnership/partnership';
import type { PartnershipAsk } from '#funding/partnership/partnership.asks';
import { defaultPolicy } from '#funding/partnership/defaults';
import type { Matter, PartnershipEvent, Policy, Role } from '#funding/partnership/partnership.events';
import type { Circumstances } from '#kernel/asking';
import { given } from '#testing/given';

const within: Circumstances = {
  by: { person: 'admin-1', role: 'administrator' },
  partnership: 'riverside',
  on: '2011-04-12',
  today: '2011-04-12',
};

/** One thing asked of the partnership, with what surrounds it. */
type Bare<Ask> = Ask extends PartnershipAsk ? Omit<Ask, keyof Circumstances> & Partial<Circumstances> : never;
const asking = (asked: Bare<PartnershipAsk>): PartnershipAsk => ({ ...within, ...asked });

const founded: PartnershipEvent = {
  type: 'PartnershipFounded',
  data: { name: 'Riverside', administrator: 'admin-1', example: false, foundedOn: '2011-04-12' },
};
const council: PartnershipEvent = {
  type: 'AgencyAdmitted',
  data: { agency: 'council', name: 'Borough Council' },
};
const police: PartnershipEvent = { type: 'AgencyAdmitted', data: { agency: 'police', name: 'Police' } };
const grouped = (kind: 'tasking' | 'thematic' | 'strategy', group: string = kind): PartnershipEvent => ({
  type: 'GroupFormed',
  data: { group, name: `The ${kind} group`, kind, priorities: [] },
});
const roleGiven = (person: string, role: Role, group?: string, agency?: string): PartnershipEvent => ({
  type: 'RoleGiven',
  data: {
    person,
    role,
    ...(group === undefined ? {} : { group }),
    ...(agency === undefined ? {} : { agency }),
  },
});
const giveRole = (person: string, role: Role, group?: string, agency?: string): PartnershipAsk =>
  asking({
    type: 'GiveRole',
    person,
    role,
    ...(group === undefined ? {} : { group }),
    ...(agency === undefined ? {} : { agency }),
  });
const endRole = (person: string, role: Role, group?: string): PartnershipAsk =>
  asking({
    type: 'EndRole',
    person,
    role,
    ...(group === undefined ? {} : { group }),
    reason: 'Moved on.',
  });
const roleEnded = (person: string, role: Role, group?: string): PartnershipEvent => ({
  type: 'RoleEnded',
  data: { person, role, ...(group === undefined ? {} : { group }), reason: 'Moved on.' },
});

/** A partnership with two agencies and a group of each kind. */
const set = given(
  partnership,
  founded,
  council,
  police,
  grouped('tasking'),
  grouped('thematic'),
  grouped('strategy'),
);

describe('founding a partnership', () => {
  const found = asking({ type: 'FoundPartnership', name: 'Riverside' });

  it('makes whoever founds it its administrator', () => {
    given(partnership).when(found).yields(founded);
  });

  it('marks an example as one', () => {
    given(partnership)
      .when(asking({ type: 'FoundPartnership', name: 'Riverside', example: true }))
      .yields({
        type: 'PartnershipFounded',
        data: { name: 'Riverside', administrator: 'admin-1', example: true, foundedOn: '2011-04-12' },
      });
  });

  it('refuses another under the same id', () => {
    given(partnership, founded)
      .when(asking({ type: 'FoundPartnership', name: 'Hillside' }))
      .refuses('already-founded');
    given(partnership, founded)
      .when({ ...found, by: { ...within.by, person: 'other' } })
      .refuses('already-founded');
  });

  it('comes before everything else', () => {
    const admit = asking({ type: 'AdmitAgency', agency: 'council', name: 'Borough Council' });
    given(partnership).when(admit).refuses('no-such-partnership');
  });
});

describe('agencies and groups', () => {
  it('are admitted and formed', () => {
    given(partnership, founded)
      .when(asking({ type: 'AdmitAgency', agency: 'council', name: 'Borough Council' }))
      .yields(council);
    given(partnership, founded)
      .when(asking({ type: 'FormGroup', group: 'tasking', name: 'The tasking group', kind: 'tasking' }))
      .yields(grouped('tasking'));
  });

  it('keep their ids', () => {
    set.when(asking({ type: 'AdmitAgency', agency: 'council', name: 'Another' })).refuses('agency-differs');
    set
      .when(asking({ type: 'FormGroup', group: 'tasking', name: 'Another', kind: 'tasking' }))
      .refuses('group-differs');
  });

  it('have one tasking group among them', () => {
    set
      .when(asking({ type: 'FormGroup', group: 'second', name: 'A second', kind: 'tasking' }))
      .refuses('tasking-group-exists', { name: 'The tasking group' });
    const another = asking({ type: 'FormGroup', group: 'asb', name: 'The thematic group', kind: 'thematic' });
    set.when(another).yields(grouped('thematic', 'asb'));
  });

  it('look after priorities of the plan', () => {
    const form = asking({
      type: 'FormGroup',
      group: 'asb',
      name: 'ASB',
      kind: 'thematic',
      priorities: ['asb'],
    });
    set.when(form).refuses('no-such-priority', { priority: 'asb' });
    const adopted: PartnershipEvent = {
      type: 'PriorityAdopted',
      data: { priority: 'asb', name: 'Anti-social behaviour', alsoWritten: [] },
    };
    set
      .and(adopted)
      .when(form)
      .yields({
        type: 'GroupFormed',
        data: { group: 'asb', name: 'ASB', kind: 'thematic', priorities: ['asb'] },
      });
  });
});

describe('giving a role', () => {
  it('happens in the whole partnership, or in a group', () => {
    set.when(giveRole('finance-1', 'finance-officer')).yields(roleGiven('finance-1', 'finance-officer'));
    set
      .when(giveRole('lead-1', 'lead-officer', undefined, 'police'))
      .yields(roleGiven('lead-1', 'lead-officer', undefined, 'police'));
    set
      .when(giveRole('chair-1', 'chair', 'tasking', 'council'))
      .yields(roleGiven('chair-1', 'chair', 'tasking', 'council'));
    set
      .when(giveRole('asb-chair', 'thematic-chair', 'thematic'))
      .yields(roleGiven('asb-chair', 'thematic-chair', 'thematic'));
  });

  it.each<Role>(['chair', 'deputy-chair', 'member', 'thematic-chair', 'strategy-member'])(
    'refuses a %s without a group',
    (role) => set.when(giveRole('someone', role, undefined, 'council')).refuses('group-needed'),
  );

  it('refuses a group for a role of the whole partnership', () => {
    set.when(giveRole('finance-1', 'finance-officer', 'tasking')).refuses('role-of-the-whole');
  });

  it.each<[Role, string]>([
    ['chair', 'thematic'],
    ['thematic-chair', 'tasking'],
    ['strategy-member', 'tasking'],
  ])('refuses a %s of the %s group', (role, group) => {
    set.when(giveRole('someone', role, group, 'council')).refuses('another-kind-of-group');
  });

  it('refuses a group or an agency that is not there', () => {
    set.when(giveRole('someone', 'member', 'other', 'council')).refuses('no-such-group', { group: 'other' });
    set
      .when(giveRole('someone', 'member', 'tasking', 'other'))
      .refuses('no-such-agency', { agency: 'other' });
  });

  it.each<Role>(['chair', 'deputy-chair', 'member'])('refuses a %s without an agency', (role) => {
    set.when(giveRole('someone', role, 'tasking')).refuses('agency-needed');
  });

  it.each<[Role, string]>([
    ['chair', 'tasking'],
    ['deputy-chair', 'tasking'],
    ['thematic-chair', 'thematic'],
  ])('refuses a second %s of a group', (role, group) => {
    const taken = set.and(roleGiven('first', role, group, 'council'));
    taken.when(giveRole('second', role, group, 'police')).refuses('seat-taken', { person: 'first' });
    const free = taken.and(roleEnded('first', role, group));
    free.when(giveRole('second', role, group, 'police')).yields(roleGiven('second', role, group, 'police'));
  });

  it('refuses the same role from another agency', () => {
    set
      .and(roleGiven('m1', 'member', 'tasking', 'council'))
      .when(giveRole('m1', 'member', 'tasking', 'police'))
      .refuses('role-differs');
  });
});

describe('ending a role', () => {
  const member = set.and(roleGiven('m1', 'member', 'tasking', 'council'));

  it('happens, and the role can be given again', () => {
    member.when(endRole('m1', 'member', 'tasking')).yields(roleEnded('m1', 'member', 'tasking'));
    member
      .and(roleEnded('m1', 'member', 'tasking'))
      .when(giveRole('m1', 'member', 'tasking', 'police'))
      .yields(roleGiven('m1', 'member', 'tasking', 'police'));
  });

  it('refuses a role that was never held', () => {
    member.when(endRole('m1', 'chair', 'tasking')).refuses('role-not-held');
    member.when(endRole('m1', 'member')).refuses('role-not-held');
  });

  it('never leaves the partnership without an administrator', () => {
    set.when(endRole('admin-1', 'administrator')).refuses('last-administrator');
    set
      .and(roleGiven('admin-2', 'administrator'))
      .when(endRole('admin-1', 'administrator'))
      .yields(roleEnded('admin-1', 'administrator'));
  });
});

describe('substitutes', () => {
  const terms = { member: 'm1', substitute: 's1', agency: 'police', group: 'tasking' };
  const named: PartnershipEvent = { type: 'SubstituteNamed', data: terms };
  const name = (changed: Partial<typeof terms> = {}): PartnershipAsk =>
    asking({ type: 'NameSubstitute', ...terms, ...changed });
  const end = (changed: Partial<typeof terms> = {}): PartnershipAsk =>
    asking({ type: 'EndSubstitute', ...terms, ...changed });
  const members = set.and(
    roleGiven('m1', 'member', 'tasking', 'police'),
    roleGiven('m2', 'member', 'tasking', 'council'),
  );

  it('are named for a voting member, and ended', () => {
    members.when(name()).yields(named);
    members.and(named).when(end()).yields({ type: 'SubstituteEnded', data: terms });
    members.and(named, { type: 'SubstituteEnded', data: terms }).when(name()).yields(named);
  });

  it('sit for someone who votes, and do not vote already', () => {
    members.when(name({ member: 'm9' })).refuses('not-a-voting-member', { member: 'm9' });
    members.when(name({ substitute: 'm2' })).refuses('votes-already', { substitute: 'm2' });
    members.when(name({ substitute: 'm1' })).refuses('votes-already', { substitute: 'm1' });
  });

  it('belong to a group and an agency of the partnership', () => {
    members.when(name({ group: 'other' })).refuses('no-such-group', { group: 'other' });
    members.when(name({ agency: 'other' })).refuses('no-such-agency', { agency: 'other' });
  });

  it('keep their agency', () => {
    members
      .and(named)
      .when(name({ agency: 'council' }))
      .refuses('substitute-differs');
    members
      .and(named)
      .when(end({ agency: 'council' }))
      .refuses('substitute-differs');
  });

  it('cannot be ended who were never named', () => {
    members.when(end()).refuses('no-such-substitute');
  });
});

describe('the partnership plan', () => {
  const adoptObjective = (name: string): PartnershipAsk =>
    asking({ type: 'AdoptObjective', objective: 'safer', name });
  const objective: PartnershipEvent = {
    type: 'ObjectiveAdopted',
    data: { objective: 'safer', name: 'Safer' },
  };
  const adoptPriority = asking({
    type: 'AdoptPriority',
    priority: 'asb',
    name: 'Anti-social behaviour',
    objective: 'safer',
    alsoWritten: [{ written: 'ASB' }],
  });
  const priority: PartnershipEvent = {
    type: 'PriorityAdopted',
    data: { priority: 'asb', name: 'Anti-social behaviour', objective: 'safer', alsoWritten: ['ASB'] },
  };
  const retire = asking({ type: 'RetirePriority', priority: 'asb', reason: 'The new plan drops it.' });
  const retired: PartnershipEvent = {
    type: 'PriorityRetired',
    data: { priority: 'asb', reason: 'The new plan drops it.' },
  };

  it('adopts objectives', () => {
    set.when(adoptObjective('Safer')).yields(objective);
    set.and(objective).when(adoptObjective('Cleaner')).refuses('objective-differs', { name: 'Safer' });
  });

  it('adopts priorities that serve them', () => {
    set.and(objective).when(adoptPriority).yields(priority);
    set.when(adoptPriority).refuses('no-such-objective', { objective: 'safer' });
    set
      .and(objective, priority)
      .when(asking({ type: 'AdoptPriority', priority: 'asb', name: 'Noise' }))
      .refuses('priority-differs', { name: 'Anti-social behaviour' });
  });

  it('retires a priority once and for all', () => {
    const adopted = set.and(objective, priority);
    adopted.when(retire).yields(retired);
    adopted.and(retired).when(adoptPriority).refuses('priority-retired');
    set.when(retire).refuses('no-such-priority', { priority: 'asb' });
  });
});

const adoptPolicy = (
  changed: Partial<Extract<Bare<PartnershipAsk>, { type: 'AdoptPolicy' }>> = {},
): PartnershipAsk => asking({ type: 'AdoptPolicy', version: 2, from: '2011-05-01', ...changed });

describe('adopting a policy', () => {
  const second: Policy = {
    ...defaultPolicy,
    version: 2,
    from: '2011-05-01',
    chairsActionLimitPence: 250_000,
    ladder: { ...defaultPolicy.ladder, version: 2, from: '2011-05-01' },
  };

  it('says how far a figure may miss its target once the partnership has said so, and keeps it', () => {
    const unsaid = set.when(adoptPolicy()).events;
    expect(unsaid[0]?.data).not.toHaveProperty('amberWithinPercent');
    const before = set.and(...unsaid);
    const nil = { amberWithinPercent: 0 };
    const said = before.when(adoptPolicy({ version: 3, from: '2011-06-01', ...nil })).events;
    const kept = before.and(...said).when(adoptPolicy({ version: 4, from: '2011-07-01' })).events;
    expect([said, kept].map(([event]) => event?.data)).toMatchObject([nil, nil]);
  });

  it('says all of its terms, and keeps what was left out', () => {
    set
      .when(adoptPolicy({ chairsActionLimitPence: 250_000 }))
      .yields({ type: 'PolicyAdopted', data: second });
    const third: Policy = {
      ...second,
      version: 3,
      from: '2011-06-01',
      quorum: { numerator: 1, denominator: 2, atLeastPeople: 4, atLeastAgencies: 3 },
      virementLimitPence: 0,
      shortFormBelowPence: 50_000,
      acceptanceDays: 21,
      overdueEvaluations: 'block',
      updatesDueOnDay: 10,
      ladder: { ...second.ladder, version: 3, from: '2011-06-01' },
    };
    const { quorum, virementLimitPence, shortFormBelowPence } = third;
    const { acceptanceDays, overdueEvaluations, updatesDueOnDay } = third;
    const limits = { virementLimitPence, shortFormBelowPence, acceptanceDays };
    const changes = { quorum, ...limits, overdueEvaluations, updatesDueOnDay };
    set
      .and({ type: 'PolicyAdopted', data: second })
      .when(adoptPolicy({ version: 3, from: '2011-06-01', ...changes }))
      .yields({ type: 'PolicyAdopted', data: third });
  });

  it('can set the ladder of evaluations, and leaves those of other obligations', () => {
    const evaluationLadder = [
      { days: -7, tells: [{ who: 'lead-officer' as const }] },
      { days: 7, every: 7, tells: [{ who: 'lead-officer' as const }, { who: 'thematic-chair' as const }] },
    ];
    const obligations = {
      ...defaultPolicy.ladder.obligations,
      evaluation: [
        { days: -7, tells: ['lead-officer' as const] },
        { days: 7, every: 7, tells: ['lead-officer' as const, 'thematic-chair' as const] },
      ],
    };
    const ladder = { ...second.ladder, obligations };
    set.when(adoptPolicy({ evaluationLadder })).yields({
      type: 'PolicyAdopted',
      data: { ...second, chairsActionLimitPence: defaultPolicy.chairsActionLimitPence, ladder },
    });
  });

  it('can set the ladder of anything that is owed, and the working hours', () => {
    const ladders = [
      {
        obligation: 'condition' as const,
        rungs: [
          { days: -10, tells: [{ who: 'lead-officer' as const }, { who: 'deputy-lead-officer' as const }] },
        ],
      },
      { obligation: 'finish-check' as const, rungs: [] },
    ];
    const workingHours = { from: '10:00', to: '16:00' };
    const events = set.when(adoptPolicy({ ladders, workingHours })).events;
    expect(events).toMatchObject([{ data: { ladder: { workingHours } } }]);
    const [policy] = events.map(({ data }) => data as Policy);
    expect(policy?.ladder.obligations).toEqual({
      ...defaultPolicy.ladder.obligations,
      condition: [{ days: -10, tells: ['lead-officer', 'deputy-lead-officer'] }],
      'finish-check': [],
    });
  });

  it('refuses two ladders for one thing, and hours that are none', () => {
    const evaluationLadder = [{ days: 0, tells: [{ who: 'lead-officer' as const }] }];
    const ladders = [{ obligation: 'evaluation' as const, rungs: evaluationLadder }];
    set
      .when(adoptPolicy({ evaluationLadder, ladders }))
      .refuses('ladder-given-twice', { obligation: 'evaluation' });
    const workingHours = { from: '17:00', to: '09:00' };
    set.when(adoptPolicy({ workingHours })).refuses('no-working-hours', workingHours);
  });

  it('never reaches back with its ladder, where it is entered after its start (rule 18)', () => {
    const late = set.when(adoptPolicy({ on: '2011-05-01', today: '2011-06-20' })).events;
    expect(late).toMatchObject([{ data: { from: '2011-05-01', ladder: { from: '2011-06-20' } } }]);
  });

  it('knows a repeat on a later day', () => {
    const late = adoptPolicy({ chairsActionLimitPence: 250_000, on: '2011-07-01', today: '2011-07-01' });
    set.and({ type: 'PolicyAdopted', data: second }).when(late).changesNothing();
  });

  it('refuses a version out of its order, the defaults being version 1', () => {
    set.when(adoptPolicy({ version: 1 })).refuses('version-out-of-order', { next: '2' });
    set.when(adoptPolicy({ version: 3 })).refuses('version-out-of-order', { next: '2' });
  });

  it('refuses the same version with other terms', () => {
    set.and({ type: 'PolicyAdopted', data: second }).when(adoptPolicy()).refuses('policy-differs');
  });

  it('refuses to start before it was adopted, or before the one that it follows', () => {
    const earliest = '12 April 2011';
    set.when(adoptPolicy({ from: '2011-04-11' })).refuses('policy-starts-too-early', { earliest });
    set
      .and({ type: 'PolicyAdopted', data: second })
      .when(adoptPolicy({ version: 3, from: '2011-04-30' }))
      .refuses('policy-starts-too-early', { earliest: '1 May 2011' });
  });

  it('refuses a quorum of more than everyone', () => {
    const quorum = { numerator: 3, denominator: 2, atLeastPeople: 3, atLeastAgencies: 2 };
    set.when(adoptPolicy({ quorum })).refuses('quorum-of-more-than-all');
  });
});

describe('adopting an evaluation form', () => {
  const questions = [{ question: 'What was done', asks: 'Say what was done.' }];
  const adopt = (version: number, form: 'short' | 'full' = 'short', asks = questions): PartnershipAsk =>
    asking({ type: 'AdoptEvaluationForm', version, form, questions: asks });
  const adopted: PartnershipEvent = {
    type: 'EvaluationFormAdopted',
    data: { version: 2, form: 'short', questions },
  };

  it('happens, each form with versions of its own', () => {
    set.when(adopt(2)).yields(adopted);
    set
      .and(adopted)
      .when(adopt(2, 'full'))
      .yields({ type: 'EvaluationFormAdopted', data: { version: 2, form: 'full', questions } });
  });

  it('refuses a version out of its order', () => {
    set.when(adopt(3)).refuses('version-out-of-order', { next: '2' });
    set.and(adopted).when(adopt(4)).refuses('version-out-of-order', { next: '3' });
  });

  it('refuses the same version with other questions', () => {
    set.when(adopt(1)).refuses('form-differs');
    set
      .and(adopted)
      .when(adopt(2, 'short', [...questions, ...questions]))
      .refuses('form-differs');
  });
});

describe('matters for the tasking group', () => {
  const terms: Matter = {
    matter: 'cut-1',
    kind: 'uncovered',
    title: 'The grant was cut',
    source: 'grant-2011',
  };
  const raised: PartnershipEvent = { type: 'MatterRaised', data: terms };
  const place = { meeting: 'july', item: 'cut-1' };
  const settle = (outcome: string, matter = 'cut-1'): PartnershipAsk =>
    asking({ type: 'SettleMatter', matter, ...place, outcome });
  const settled: PartnershipEvent = {
    type: 'MatterSettled',
    data: { matter: 'cut-1', ...place, outcome: 'varied' },
  };

  it('are raised by hand, or by notice of another noun', () => {
    set.when(asking({ type: 'RaiseMatter', ...terms, kind: 'uncovered' })).yields(raised);
    set.when(asking({ type: 'GiveNotice', ...terms })).yields(raised);
    const ratify: Matter = {
      matter: 'ratify-1',
      kind: 'ratification',
      title: 'Action 1',
      project: 'youth-bus',
    };
    set.when(asking({ type: 'GiveNotice', ...ratify })).yields({ type: 'MatterRaised', data: ratify });
  });

  it('keep their ids, also when they are settled', () => {
    set
      .and(raised)
      .when(asking({ type: 'GiveNotice', ...terms, title: 'Another' }))
      .refuses('matter-differs', { title: 'The grant was cut' });
    set
      .and(raised, settled)
      .when(asking({ type: 'GiveNotice', ...terms }))
      .changesNothing();
  });

  it('are settled once', () => {
    set.and(raised).when(settle('varied')).yields(settled);
    set.and(raised, settled).when(settle('noted')).refuses('matter-settled-otherwise', { outcome: 'varied' });
    set.when(settle('varied')).refuses('no-such-matter');
  });
});

const registerFor = (year: string): PartnershipAsk =>
  asking({ type: 'RegisterSource', source: 'grant', year });

describe('registering a source', () => {
  const registered: PartnershipEvent = {
    type: 'FundingSourceRegistered',
    data: { source: 'grant', year: '2011-12' },
  };

  it('happens for one year', () => {
    set.when(registerFor('2011-12')).yields(registered);
    set.and(registered).when(registerFor('2012-13')).refuses('source-in-another-year', { year: '2011-12' });
  });

  it('refuses a year that is closed', () => {
    const closed: PartnershipEvent = {
      type: 'YearClosed',
      data: { year: '2011-12', sources: [], reason: '-' },
    };
    set.and(closed).when(registerFor('2011-12')).refuses('year-is-closed', { year: '2011-12' });
    set.and(registered, closed).when(registerFor('2011-12')).changesNothing();
  });
});

const source = (id: string, year: string): PartnershipEvent => ({
  type: 'FundingSourceRegistered',
  data: { source: id, year },
});

describe('closing a year', () => {
  const sources = set.and(source('b-11', '2011-12'), source('a-11', '2011-12'), source('a-12', '2012-13'));
  const reason = 'Agreed by the s151 officer.';
  interface Line {
    readonly source: string;
    readonly to?: string;
  }
  const closing = (named: readonly Line[], changed: { year?: string; on?: string } = {}): PartnershipAsk =>
    asking({
      type: 'CloseYear',
      year: '2011-12',
      on: '2012-04-20',
      reason,
      sources: named.map((line) => ({ ...line, carry: [] })),
      ...changed,
    });
  const both = [{ source: 'b-11' }, { source: 'a-11', to: 'a-12' }];
  const closed: PartnershipEvent = {
    type: 'YearClosed',
    data: { year: '2011-12', sources: ['a-11', 'b-11'], reason },
  };

  it('closes every source of it', () => {
    sources.when(closing(both)).yields(closed);
    sources.when(closing(both, { on: '2012-03-31' })).yields(closed);
  });

  it('knows a repeat whatever the order of the sources', () => {
    sources.and(closed).when(closing(both.toReversed())).changesNothing();
  });

  it('refuses to leave a source out, or to take one twice', () => {
    sources.when(closing([{ source: 'a-11' }])).refuses('source-missing-from-close', { sources: 'b-11' });
    sources.when(closing([...both, { source: 'a-11' }])).refuses('source-named-twice', { sources: 'a-11' });
  });

  it('refuses a source of another year', () => {
    sources
      .when(closing([...both, { source: 'a-12' }]))
      .refuses('not-a-source-of-the-year', { year: '2011-12', sources: 'a-12' });
  });

  it('carries to the next year alone', () => {
    sources
      .when(closing([{ source: 'b-11' }, { source: 'a-11', to: 'b-11' }]))
      .refuses('not-a-source-of-the-next-year', { next: '2012-13', sources: 'b-11' });
  });

  it('refuses a year that is not over', () => {
    sources
      .when(closing(both, { on: '2012-03-30' }))
      .refuses('too-early-to-close', { year: '2011-12', lastDay: '31 March 2012' });
  });

  it('refuses a year before which another is open', () => {
    const next = closing([{ source: 'a-12' }], { year: '2012-13', on: '2013-04-02' });
    sources.when(next).refuses('earlier-year-open', { earlier: '2011-12' });
    expect(sources.and(closed).when(next).events).toHaveLength(1);
  });

  it('refuses to close a year again otherwise', () => {
    const otherwise = { ...closing(both), reason: 'Another.' } as PartnershipAsk;
    sources.and(closed).when(otherwise).refuses('year-closed-otherwise', { year: '2011-12' });
  });
});
