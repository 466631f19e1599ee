import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { partnership } from '#funding/partnership/partnership';
import type { PartnershipAsk } from '#funding/partnership/partnership.asks';
import { defaultFullForm, defaultPolicy, defaultShortForm } from '#funding/partnership/defaults';
import type { PartnershipEvent, Role } from '#funding/partnership/partnership.events';
import { roles } from '#funding/partnership/partnership.events';
import {
  agenciesOf,
  formVersionsOn,
  groupKindOf,
  isThematicChairFor,
  isYearClosed,
  lastAdministrator,
  openMatters,
  policiesOf,
  policyOn,
  prioritiesInForce,
  rolesHeld,
  sourcesOfYear,
  substitutesFor,
  taskingGroup,
  votingMembers,
  whoAnswersEvaluation,
} from '#funding/partnership/queries';
import { fold, isRefused } from '#kernel/decider';

const founded: PartnershipEvent = {
  type: 'PartnershipFounded',
  data: { name: 'Riverside', administrator: 'admin-1', example: false },
};
const group = (id: string, kind: 'tasking' | 'thematic' | 'strategy'): PartnershipEvent => ({
  type: 'GroupFormed',
  data: { group: id, name: id, kind, priorities: [] },
});
const given = (person: string, role: Role, inGroup?: string, agency?: string): PartnershipEvent => ({
  type: 'RoleGiven',
  data: {
    person,
    role,
    ...(inGroup === undefined ? {} : { group: inGroup }),
    ...(agency === undefined ? {} : { agency }),
  },
});
const ended = (person: string, role: Role, inGroup?: string): PartnershipEvent => ({
  type: 'RoleEnded',
  data: { person, role, ...(inGroup === undefined ? {} : { group: inGroup }), reason: 'Moved on.' },
});
const named = (member: string, substitute: string, inGroup = 'tasking'): PartnershipEvent => ({
  type: 'SubstituteNamed',
  data: { member, substitute, agency: 'fire', group: inGroup },
});
const after = (...events: PartnershipEvent[]) => fold(partnership, [founded, ...events]);
const none = partnership.initialState;
const groups = [group('tasking', 'tasking'), group('asb', 'thematic')];

describe('the groups of a partnership', () => {
  it('are known by what they do', () => {
    expect(taskingGroup(after(...groups))).toMatchObject({ group: 'tasking' });
    expect(groupKindOf(after(...groups), 'asb')).toBe('thematic');
    expect([groupKindOf(after(), 'asb'), taskingGroup(none)]).toEqual([undefined, undefined]);
  });
});

describe('who votes in a group', () => {
  const seated = [
    ...groups,
    given('m1', 'member', 'tasking', 'police'),
    given('d1', 'deputy-chair', 'tasking', 'fire'),
    given('c1', 'chair', 'tasking', 'council'),
  ];

  it('is its members, with their office and agency', () => {
    expect(votingMembers(after(...seated), 'tasking')).toEqual([
      { person: 'c1', agency: 'council', office: 'chair' },
      { person: 'd1', agency: 'fire', office: 'deputy-chair' },
      { person: 'm1', agency: 'police' },
    ]);
    expect(votingMembers(after(...seated), 'asb')).toEqual([]);
    expect(votingMembers(none, 'tasking')).toEqual([]);
  });

  it('is each person once, by the highest office', () => {
    const state = after(...seated, given('c1', 'member', 'tasking', 'health'));
    expect(votingMembers(state, 'tasking').filter(({ person }) => person === 'c1')).toEqual([
      { person: 'c1', agency: 'council', office: 'chair' },
    ]);
  });

  it('is no longer someone whose role ended', () => {
    const state = after(...seated, ended('c1', 'chair', 'tasking'));
    expect(votingMembers(state, 'tasking').map(({ person }) => person)).toEqual(['d1', 'm1']);
  });

  it('counts the chair of a thematic group where an agency is known', () => {
    const chair = given('t1', 'thematic-chair', 'asb', 'police');
    expect(votingMembers(after(...groups, chair), 'asb')).toEqual([
      { person: 't1', agency: 'police', office: 'chair' },
    ]);
    expect(votingMembers(after(...groups, given('t1', 'thematic-chair', 'asb')), 'asb')).toEqual([]);
  });

  it('may be substituted, as long as they are members', () => {
    const substitution = { member: 'm1', substitute: 's1', agency: 'fire' };
    const state = after(...seated, named('m1', 's1'));
    expect(substitutesFor(state, 'tasking')).toEqual([substitution]);
    expect(substitutesFor(state, 'asb')).toEqual([]);
    expect(
      substitutesFor(after(...seated, named('m1', 's1'), ended('m1', 'member', 'tasking')), 'tasking'),
    ).toEqual([]);
    const data = { ...substitution, group: 'tasking' };
    const without = after(...seated, named('m1', 's1'), { type: 'SubstituteEnded', data });
    expect(substitutesFor(without, 'tasking')).toEqual([]);
  });
});

describe('what is known of a person', () => {
  const state = after(
    ...groups,
    given('m1', 'member', 'tasking', 'police'),
    given('m1', 'lead-officer', undefined, 'council'),
    given('m1', 'auditor'),
    named('c1', 'm1'),
    given('t1', 'thematic-chair', 'asb'),
  );

  it('are the agencies that they come from', () => {
    expect(agenciesOf(state, 'm1')).toEqual(['police', 'council', 'fire']);
    expect(agenciesOf(state, 't1')).toEqual([]);
    expect(agenciesOf(none, 'm1')).toEqual([]);
  });

  it('is whether they chair a thematic group', () => {
    expect(isThematicChairFor(state, 't1', 'asb')).toBe(true);
    expect(isThematicChairFor(state, 't1', 'other')).toBe(false);
    expect(isThematicChairFor(state, 'm1', 'asb')).toBe(false);
  });

  it('is whose evaluations they answer: as a chair of the group, else of the tasking group, never their own', () => {
    const seats = after(
      ...groups,
      given('t1', 'thematic-chair', 'asb', 'fire'),
      given('c1', 'chair', 'tasking', 'police'),
      given('s1', 'chair', 'strategy', 'council'),
    );
    const answering = (thematicGroup: string | undefined, ...owners: string[]) =>
      whoAnswersEvaluation(seats, { thematicGroup, owners });
    expect(answering('asb')).toEqual({ role: 'thematic-chair', people: ['t1'] });
    expect(answering('asb', 't1')).toEqual({ role: 'chair', people: ['c1'] });
    expect(answering('empty')).toEqual({ role: 'chair', people: ['c1'] });
    expect(answering(undefined)).toEqual({ role: 'chair', people: ['c1'] });
    expect(answering(undefined, 'c1')).toEqual({ role: 'chair', people: [] });
    expect(whoAnswersEvaluation(none, { owners: [] })).toEqual({ role: 'chair', people: [] });
  });

  it('is whether they are the last administrator', () => {
    expect(lastAdministrator(state)).toBe('admin-1');
    expect(lastAdministrator(after(given('a2', 'administrator')))).toBeUndefined();
    expect(lastAdministrator(after(given('a2', 'administrator'), ended('admin-1', 'administrator')))).toBe(
      'a2',
    );
  });
});

describe('the policy in force', () => {
  const second = { ...defaultPolicy, version: 2, from: '2011-05-01' };
  const third = { ...defaultPolicy, version: 3, from: '2011-05-01', acceptanceDays: 21 };

  it('is the defaults until another starts, and the later of two that start together', () => {
    const state = after({ type: 'PolicyAdopted', data: second }, { type: 'PolicyAdopted', data: third });
    expect(policyOn(state, '2011-04-30')).toBe(defaultPolicy);
    expect(policyOn(state, '2011-05-01')).toEqual(third);
    expect(policyOn(none, '2011-05-01')).toBe(defaultPolicy);
    expect(policyOn(after(), '1066-10-14')).toBe(defaultPolicy);
  });

  it('is one of all that were adopted', () => {
    const state = after({ type: 'PolicyAdopted', data: second });
    expect(policiesOf(state)).toEqual([defaultPolicy, second]);
    expect(policiesOf(none)).toEqual([defaultPolicy]);
  });
});

describe('the evaluation forms', () => {
  it('are in the versions last adopted', () => {
    const adopted: PartnershipEvent = {
      type: 'EvaluationFormAdopted',
      data: { version: 2, form: 'full', questions: [{ question: 'Done', asks: 'What was done?' }] },
    };
    expect(formVersionsOn(none)).toEqual({ short: 1, full: 1 });
    expect(formVersionsOn(after(adopted))).toEqual({ short: 1, full: 2 });
  });

  it('ask at the least what rule 22 names, and the short one less', () => {
    expect(defaultFullForm.questions.map(({ question }) => question)).toEqual([
      'What was done',
      'Outputs',
      'Outcomes and evidence',
      'Economy',
      'Efficiency',
      'Effectiveness',
      'Cost against the award',
      'Lessons',
      'What should happen next',
    ]);
    expect(defaultShortForm.questions.length).toBeLessThan(defaultFullForm.questions.length);
  });
});

const priority = (id: string): PartnershipEvent => ({
  type: 'PriorityAdopted',
  data: { priority: id, name: id, alsoWritten: [] },
});

describe('priorities, matters, sources and years', () => {
  const state = after(
    priority('asb'),
    priority('drugs'),
    { type: 'PriorityRetired', data: { priority: 'asb', reason: 'Dropped.' } },
    { type: 'MatterRaised', data: { matter: 'm1', kind: 'other', title: 'First' } },
    { type: 'MatterRaised', data: { matter: 'm2', kind: 'other', title: 'Second' } },
    { type: 'MatterSettled', data: { matter: 'm1', outcome: 'noted' } },
    { type: 'FundingSourceRegistered', data: { source: 'a', year: '2011-12' } },
    { type: 'FundingSourceRegistered', data: { source: 'b', year: '2012-13' } },
    { type: 'YearClosed', data: { year: '2011-12', sources: ['a'], reason: 'Over.' } },
  );

  it('are those in force, those that wait, those of a year', () => {
    expect(prioritiesInForce(state)).toEqual(['drugs']);
    expect(openMatters(state)).toEqual([{ matter: 'm2', kind: 'other', title: 'Second' }]);
    expect(sourcesOfYear(state, '2012-13')).toEqual(['b']);
    expect([isYearClosed(state, '2011-12'), isYearClosed(state, '2012-13')]).toEqual([true, false]);
  });

  it('are none where there is no partnership', () => {
    expect([prioritiesInForce(none), openMatters(none), sourcesOfYear(none, '2011-12')]).toEqual([
      [],
      [],
      [],
    ]);
    expect(isYearClosed(none, '2011-12')).toBe(false);
  });
});

const id = (...ids: string[]) => fc.constantFrom(...ids);

describe('any history of a partnership', () => {
  const within = fc.record({
    by: fc.record({ person: id('p1', 'p2'), role: fc.constant('administrator') }),
    partnership: fc.constant('riverside'),
    on: id('2011-04-12', '2012-04-12'),
    today: fc.constant('2012-04-12'),
  });
  const place = {
    group: fc.option(id('g1', 'g2'), { nil: undefined }),
    agency: fc.option(id('a1', 'a2'), { nil: undefined }),
  };
  const pair = {
    member: id('p1', 'p2'),
    substitute: id('p2', 'p3'),
    agency: id('a1', 'a2'),
    group: id('g1'),
  };
  const person = id('p1', 'p2', 'p3');
  const role = fc.constantFrom(...roles);
  const reason = id('This.', 'That.');
  const name = id('One', 'Two');
  const year = id('2010-11', '2011-12');
  const kinds = ['tasking', 'thematic'] as const;
  const lines = fc.array(fc.record({ source: id('s1', 's2'), carry: fc.constant([]) }), { maxLength: 3 });
  const asked = fc.oneof(
    fc.record({ type: fc.constant('FoundPartnership' as const), name }),
    fc.record({ type: fc.constant('AdmitAgency' as const), agency: id('a1', 'a2'), name }),
    fc.record({ type: fc.constant('FormGroup' as const), group: id('g1', 'g2'), name, kind: id(...kinds) }),
    fc.record({ type: fc.constant('GiveRole' as const), person, role, ...place }),
    fc.record({ type: fc.constant('EndRole' as const), person, role, group: place.group, reason }),
    fc.record({ type: id('NameSubstitute', 'EndSubstitute'), ...pair }),
    fc.record({ type: fc.constant('AdoptObjective' as const), objective: id('o1'), name }),
    fc.record({ type: fc.constant('AdoptPriority' as const), priority: id('r1', 'r2'), name }),
    fc.record({ type: fc.constant('RetirePriority' as const), priority: id('r1', 'r2'), reason }),
    fc.record({
      type: fc.constant('AdoptPolicy' as const),
      version: fc.integer({ min: 1, max: 4 }),
      from: id('2012-05-01'),
    }),
    fc.record({ type: fc.constant('RegisterSource' as const), source: id('s1', 's2'), year }),
    fc.record({ type: fc.constant('GiveNotice' as const), matter: id('m1'), kind: id('other'), title: name }),
    fc.record({
      type: fc.constant('SettleMatter' as const),
      matter: id('m1'),
      outcome: id('noted', 'varied'),
    }),
    fc.record({ type: fc.constant('CloseYear' as const), year, sources: lines, reason }),
  );
  const command = fc
    .tuple(within, asked)
    .map(([circumstances, bare]) => Object.assign(circumstances, bare) as PartnershipAsk);

  it('keeps an administrator and one tasking group, and no repeat changes it', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        let state = after();
        for (const each of commands) {
          const outcome = partnership.decide(each, state);
          if (isRefused(outcome)) continue;
          state = fold(partnership, outcome, state);
          expect(partnership.decide(each, state)).toEqual([]);
          expect(rolesHeld(state).some((held) => held.role === 'administrator')).toBe(true);
        }
        const tasking =
          state.status === 'founded' ? state.groups.filter(({ kind }) => kind === 'tasking') : [];
        expect(tasking.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });

  it('folds, even when it begins in the middle', () => {
    expect(fold(partnership, [given('m1', 'auditor'), ...groups])).toEqual({ status: 'none' });
  });
});
