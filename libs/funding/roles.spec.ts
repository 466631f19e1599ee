import { describe, expect, it } from '@jest/globals';
import { confirmationCommands } from '#funding/confirmation/confirmation.commands';
import { fundingSourceCommands } from '#funding/funding-source/funding-source.commands';
import { highlightCommands } from '#funding/highlight/highlight.commands';
import { indicatorCommands } from '#funding/indicator/indicator.commands';
import { ledgerCommands } from '#funding/ledger/ledger.commands';
import { meetingCommands } from '#funding/meeting/meeting.commands';
import { messageCommands } from '#funding/message/message.commands';
import { partnership } from '#funding/partnership/partnership';
import { partnershipCommands } from '#funding/partnership/partnership.commands';
import { roles } from '#funding/partnership/partnership.events';
import type { PartnershipEvent, Role } from '#funding/partnership/partnership.events';
import { personCommands } from '#funding/person/person.commands';
import { projectCommands } from '#funding/project/project.commands';
import { publicationCommands } from '#funding/publication/publication.commands';
import { riskCommands } from '#funding/risk/risk.commands';
import { clockActor, holdsRole, mayGive, roleRefusal } from '#funding/roles';
import type { ActingRole } from '#funding/role-names';
import type { CommandName } from '#funding/roles';
import { given } from '#testing/given';

const commandNames = Object.keys({
  ...partnershipCommands,
  ...personCommands,
  ...fundingSourceCommands,
  ...projectCommands,
  ...meetingCommands,
  ...messageCommands,
  ...indicatorCommands,
  ...riskCommands,
  ...confirmationCommands,
  ...highlightCommands,
  ...ledgerCommands,
  ...publicationCommands,
}) as CommandName[];

const founded: PartnershipEvent = {
  type: 'PartnershipFounded',
  data: { name: 'Riverside', administrator: 'admin-1', example: true },
};
const group = (id: string, kind: 'tasking' | 'strategy'): PartnershipEvent => ({
  type: 'GroupFormed',
  data: { group: id, name: id, kind, priorities: [] },
});
const role = (person: string, held: Role, inGroup?: string): PartnershipEvent => ({
  type: 'RoleGiven',
  data: { person, role: held, ...(inGroup === undefined ? {} : { group: inGroup, agency: 'council' }) },
});
const ended = (person: string, held: Role): PartnershipEvent => ({
  type: 'RoleEnded',
  data: { person, role: held, reason: 'Moved on.' },
});
const { state } = given(
  partnership,
  founded,
  group('tasking', 'tasking'),
  group('strategy', 'strategy'),
  role('chair-1', 'chair', 'tasking'),
  role('chair-2', 'chair', 'strategy'),
  role('finance-1', 'finance-officer'),
  role('support-1', 'support-officer'),
  ended('support-1', 'support-officer'),
);
const none = partnership.initialState;
const mayBeGivenBy = (acting: ActingRole): CommandName[] =>
  commandNames.filter((name) => mayGive[name].includes(acting));
const chairsAction = (person: string) => roleRefusal(state, { person, role: 'chair' }, 'TakeChairsAction');

describe('who may give which command', () => {
  it('has a line for every public command, and no other', () => {
    expect(Object.keys(mayGive).toSorted()).toEqual(commandNames.toSorted());
    expect(commandNames.filter((name) => mayGive[name].length === 0)).toEqual([]);
  });

  it('lets those who only read change nothing', () => {
    expect(mayBeGivenBy('auditor')).toEqual([]);
    expect(mayBeGivenBy('county-viewer')).toEqual([]);
    // Members decide in the room; what they decided is recorded by the support officer.
    expect(mayBeGivenBy('member')).toEqual([]);
  });

  it('lets an administrator set a partnership up by themselves, plan and all', () => {
    const needed = ['AdmitAgency', 'FormGroup', 'GiveRole', 'AdoptObjective', 'AdoptPriority', 'AdoptPolicy'];
    for (const name of needed) expect(mayGive[name as CommandName]).toContain('administrator');
  });

  it('leaves to the clock what comes with a day, and to nobody else', () => {
    const ofTheClock = [
      'LapseAward',
      'RecordReminder',
      'PassOverReminder',
      'EscalateEvaluation',
      'ClaimMessage',
      'BeginSending',
      'RecordSending',
      'RecordDelivery',
    ];
    expect(mayBeGivenBy('clock')).toEqual(ofTheClock);
    for (const name of ofTheClock) expect(mayGive[name as CommandName]).toEqual(['clock']);
  });

  it('keeps a lead officer from recording decisions and from paying', () => {
    expect(mayBeGivenBy('lead-officer')).toEqual([
      'RaiseMatter',
      'DraftBid',
      'ProposeProject',
      'WithdrawBid',
      'AcceptAward',
      'DeclineAward',
      'StartProject',
      'SubmitPerformanceUpdate',
      'CorrectPerformanceUpdate',
      'ChangeLeadOfficer',
      'NameDeputy',
      'StandDownDeputy',
      'FinishProject',
      'CorrectFinish',
      'RecordInKindInput',
      'ClaimExpenditure',
      'RecordForecast',
      'DraftEvaluation',
      'SubmitEvaluation',
      'RegisterRisk',
      'ReviewRisk',
      'CloseRisk',
      'SubmitHighlightReport',
    ]);
  });

  it.each<[Role, readonly CommandName[]]>([
    [
      'chair',
      ['TakeChairsAction', 'ReturnEvaluation', 'AcceptEvaluation', 'PutOffEvaluation', 'WaiveEvaluation'],
    ],
    ['deputy-chair', ['TakeChairsAction']],
    [
      'thematic-chair',
      [
        'ReturnEvaluation',
        'AcceptEvaluation',
        'PutOffEvaluation',
        'WaiveEvaluation',
        'PlanMitigation',
        'ReportMitigation',
        'SubmitHighlightReport',
      ],
    ],
    ['s151-officer', ['CloseYear', 'CertifyYearEnd', 'DeclineYearEnd']],
    [
      'strategy-member',
      [
        'AdoptObjective',
        'AdoptPriority',
        'RetirePriority',
        'DefineIndicator',
        'RedefineIndicator',
        'RetireIndicator',
        'SetTarget',
        'JoinCounty',
        'LeaveCounty',
      ],
    ],
  ])('gives the %s exactly %j', (acting, names) => {
    expect(mayBeGivenBy(acting)).toEqual(names);
  });

  it('gives every meeting command to the support officer alone', () => {
    for (const name of Object.keys(meetingCommands)) {
      expect(mayGive[name as CommandName]).toEqual(['support-officer']);
    }
  });

  it('keeps money with finance: no one else pays, vires, swaps or reclaims', () => {
    const shared = new Set(['HoldReserve']);
    for (const name of Object.keys(fundingSourceCommands).filter((each) => !shared.has(each))) {
      expect(mayGive[name as CommandName]).toEqual(['finance-officer']);
    }
    expect(mayGive.RecordExpenditure).toEqual(['finance-officer']);
  });
});

describe('holding a role', () => {
  it('is to have been given it here, and not to have lost it', () => {
    expect(holdsRole(state, { person: 'finance-1', role: 'finance-officer' })).toBe(true);
    expect(holdsRole(state, { person: 'finance-1', role: 's151-officer' })).toBe(false);
    expect(holdsRole(state, { person: 'support-1', role: 'support-officer' })).toBe(false);
    expect(holdsRole(state, { person: 'admin-1', role: 'administrator' })).toBe(true);
    expect(holdsRole(none, { person: 'admin-1', role: 'administrator' })).toBe(false);
  });

  it('is the system alone that is the clock', () => {
    expect(holdsRole(state, clockActor)).toBe(true);
    expect(holdsRole(state, { person: 'admin-1', role: 'clock' })).toBe(false);
  });
});

describe('why a command is not theirs to give', () => {
  it('is nothing where the role fits and is held', () => {
    expect(
      roleRefusal(state, { person: 'finance-1', role: 'finance-officer' }, 'CutFunding'),
    ).toBeUndefined();
    expect(roleRefusal(state, clockActor, 'LapseAward')).toBeUndefined();
  });

  it('is the role, whether they hold it or not', () => {
    expect(roleRefusal(state, { person: 'finance-1', role: 'finance-officer' }, 'FundProject')).toEqual({
      refused: 'not-your-role',
      facts: { role: 'finance officer', roles: 'partnership support officer' },
    });
    expect(roleRefusal(none, { person: 'nobody', role: 'constructor' }, 'CloseYear')).toEqual({
      refused: 'not-your-role',
      facts: { role: 'constructor', roles: 'finance officer or the s151 officer' },
    });
  });

  it('is that they do not hold it here', () => {
    const asked = roleRefusal(state, { person: 'support-1', role: 'support-officer' }, 'FundProject');
    expect(asked).toEqual({
      refused: 'not-a-role-you-hold',
      facts: { role: 'partnership support officer' },
    });
  });

  it('is the same in a partnership that does not exist as in one that is not theirs', () => {
    const actor = { person: 'finance-9', role: 'finance-officer' };
    expect(roleRefusal(none, actor, 'CutFunding')).toEqual(roleRefusal(state, actor, 'CutFunding'));
  });

  it("lets the tasking group's chair take chair's action, and the chair of no other group", () => {
    expect(chairsAction('chair-1')).toBeUndefined();
    expect(chairsAction('chair-2')).toMatchObject({ refused: 'not-a-role-you-hold' });
  });

  it('lets anyone found a partnership that is not there yet, as its administrator', () => {
    const founder = { person: 'someone', role: 'administrator' };
    expect(roleRefusal(none, founder, 'FoundPartnership')).toBeUndefined();
    expect(roleRefusal(state, founder, 'FoundPartnership')).toMatchObject({ refused: 'not-a-role-you-hold' });
    expect(roleRefusal(none, { ...founder, role: 'auditor' }, 'FoundPartnership')).toMatchObject({
      refused: 'not-your-role',
    });
  });

  it('has roles in the table that exist', () => {
    const known = new Set<string>([...roles, 'clock']);
    expect(commandNames.flatMap((name) => mayGive[name]).filter((each) => !known.has(each))).toEqual([]);
  });
});
