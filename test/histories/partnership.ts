import type { CommandName } from '#funding/roles';
import type { Sent } from './naive-money.ts';

/**
 * The partnership in which every history begins: its people, sources, bids and two meetings that are open.
 */
export const partnershipId = 'riverside';

/** The day on which all of a history is recorded: the year 2011/12 is over, and not closed yet. */
export const today = '2012-04-10';

export const sourceIds = ['grant', 'council', 'police', 'grant-next', 'police-next'] as const;
export const sourcesOfYear = ['grant', 'council', 'police'] as const;
const heirs = ['grant-next', 'police-next'] as const;

/** Those whose bid a project is hold other roles as well, so that they may well be asked to decide on it. */
export const projects = [
  { project: 'bus', leadOfficer: 'lead-1', leadAgency: 'youth-trust', priorities: ['asb'] },
  { project: 'gates', leadOfficer: 'lead-2', leadAgency: 'youth-trust', priorities: ['violence'] },
  { project: 'patrol', leadOfficer: 'chair-1', leadAgency: 'youth-trust', priorities: ['asb', 'violence'] },
  { project: 'leaflet', leadOfficer: 'support-2', leadAgency: 'youth-trust', priorities: ['asb'] },
  { project: 'refuge', leadOfficer: 'finance-2', leadAgency: 'youth-trust', priorities: ['violence'] },
  { project: 'clinic', leadOfficer: 'health-1', leadAgency: 'health', priorities: ['asb'] },
  { project: 'alarms', leadOfficer: 'lead-1', leadAgency: 'fire', priorities: ['asb'] },
  { project: 'survey', leadOfficer: 'lead-2', leadAgency: 'youth-trust', priorities: ['violence'] },
  { project: 'training', leadOfficer: 'chair-1', leadAgency: 'council', priorities: ['asb'] },
  // These two were decided before, and come in by being taken on.
  { project: 'hostel', leadOfficer: 'lead-2', leadAgency: 'youth-trust', priorities: ['asb'] },
  { project: 'mentors', leadOfficer: 'support-2', leadAgency: 'youth-trust', priorities: ['violence'] },
] as const;
export const onAgenda = projects.slice(0, 7);
export const proposed = projects.slice(0, 9);

export type ProjectId = (typeof projects)[number]['project'];
const leads = new Map<string, string>(projects.map(({ project, leadOfficer }) => [project, leadOfficer]));

/** Who leads a project from the start. */
export function leadOfficerOf(project: ProjectId): string {
  return leads.get(project) ?? '';
}

export type SourceId = (typeof sourceIds)[number];

/** In the second meeting there are just enough people for a quorum, and one less when someone steps out. */
export const meetings = {
  march: { heldOn: '2012-03-28', members: ['chair-1', 'deputy-1', 'police-1', 'fire-1', 'health-1'] },
  april: { heldOn: '2012-04-03', members: ['chair-1', 'deputy-1', 'fire-1'] },
} as const;
export type MeetingId = keyof typeof meetings;
const meetingIds = Object.keys(meetings) as MeetingId[];

/** Who sits in the tasking group, and for whom. */
export const agencies: Readonly<Record<string, string>> = {
  'chair-1': 'council',
  'deputy-1': 'police',
  'police-1': 'police',
  'fire-1': 'fire',
  'health-1': 'health',
};

/** What a bid says; each costs as much of each kind. */
const bidCosts = [
  { year: '2011-12', fundingType: 'revenue', amountPence: 200 },
  { year: '2011-12', fundingType: 'capital', amountPence: 90 },
  { year: '2012-13', fundingType: 'revenue', amountPence: 60 },
  { year: '2012-13', fundingType: 'capital', amountPence: 40 },
] as const;

export function bidOf({ project, ...terms }: (typeof projects)[number]): Record<string, unknown> {
  // Some are committed before bidding opens, which a plan has apart.
  const annual = project === 'gates' || project === 'bus' ? { annualCommitment: true } : {};
  return { title: `The ${project}`, ...terms, finishesOn: '2012-09-30', costs: bidCosts, ...annual };
}

/** The commands by which the partnership comes to where a history begins. */
export function beginning(): readonly Sent[] {
  const told = new Telling();
  founding(told);
  funding(told);
  bids(told);
  for (const meeting of meetingIds) agenda(told, meeting);
  for (const { project } of onAgenda) item(told, 'march', 'bid', { project });
  for (const meeting of meetingIds) sitting(told, meeting);
  return told.commands;
}

/** Commands with an id, a person and a time of their own. */
class Telling {
  readonly commands: Sent[] = [];
  day = '2012-03-01';

  say(by: string, command: CommandName, fields: Readonly<Record<string, unknown>>): void {
    const [person, role] = by.split('/');
    const id = `beginning-${this.commands.length}`;
    const around = { partnership: partnershipId, actor: { person, role }, at: `${this.day}T09:00:00.000Z` };
    this.commands.push({ command, id, ...around, ...fields });
  }
}

const administrator = 'admin-1/administrator';
const support = 'support-1/support-officer';
const finance = 'finance-1/finance-officer';

function founding(told: Telling): void {
  told.say(administrator, 'FoundPartnership', { name: 'Riverside Community Safety Partnership' });
  for (const agency of ['council', 'police', 'fire', 'health', 'youth-trust']) {
    told.say(administrator, 'AdmitAgency', { agency, name: agency });
  }
  told.say(administrator, 'FormGroup', { group: 'tasking', name: 'Tasking group', kind: 'tasking' });
  const leaders = new Set(projects.map(({ leadOfficer }) => leadOfficer));
  const officers = ['support-1', 'support-2', 'finance-1', 'finance-2'];
  for (const person of new Set([...officers, ...leaders, ...Object.keys(agencies)])) {
    told.say(administrator, 'RegisterPerson', { person, name: `The officer ${person}` });
  }
  for (const person of ['support-1', 'support-2']) give(told, person, 'support-officer');
  for (const person of ['finance-1', 'finance-2']) give(told, person, 'finance-officer');
  for (const person of leaders) give(told, person, 'lead-officer', { agency: 'youth-trust' });
  for (const [person, agency] of Object.entries(agencies)) {
    give(told, person, officeOf(person), { agency, group: 'tasking' });
  }
  const limits = { chairsActionLimitPence: 50, virementLimitPence: 20, shortFormBelowPence: 10_000 };
  told.say(administrator, 'AdoptPolicy', { version: 2, from: told.day, ...limits });
  for (const priority of ['asb', 'violence'])
    told.say(support, 'AdoptPriority', { priority, name: priority });
}

function officeOf(person: string): string {
  if (person === 'chair-1') return 'chair';
  return person === 'deputy-1' ? 'deputy-chair' : 'member';
}

function give(told: Telling, person: string, role: string, terms: object = {}): void {
  told.say(administrator, 'GiveRole', { person, role, ...terms });
}

function funding(told: Telling): void {
  const fenced = { ringFence: { priorities: ['asb'] } };
  for (const source of sourceIds) {
    const year = heirs.some((heir) => heir === source) ? '2012-13' : '2011-12';
    const terms = { provider: 'Home Office', year, mayCrossYear: source !== 'council' };
    const fence = source === 'council' ? fenced : {};
    told.say(finance, 'OpenFundingSource', { source, name: source, ...terms, ...fence });
  }
  confirm(told, 'grant', 'revenue', 150);
  confirm(told, 'grant', 'capital', 90);
  confirm(told, 'council', 'revenue', 80);
  confirm(told, 'police', 'revenue', 20);
  expect(told, 'police', 'revenue', 60);
  expect(told, 'police', 'capital', 40);
  confirm(told, 'grant-next', 'revenue', 60);
  confirm(told, 'grant-next', 'capital', 40);
  expect(told, 'grant-next', 'revenue', 60);
  expect(told, 'police-next', 'revenue', 50);
}

function confirm(told: Telling, source: SourceId, fundingType: string, amountPence: number): void {
  const entry = `first-${fundingType}`;
  const letter = { reference: 'Letter', reason: 'For the year.' };
  told.say(finance, 'ConfirmFunding', { source, entry, fundingType, amountPence, ...letter });
}

function expect(told: Telling, source: SourceId, fundingType: string, amountPence: number): void {
  const entry = `hoped-${fundingType}`;
  told.say(finance, 'ExpectFunding', { source, entry, fundingType, amountPence, reason: 'For the year.' });
}

function bids(told: Telling): void {
  told.day = '2012-03-05';
  for (const terms of proposed) {
    const { project, leadOfficer } = terms;
    told.say(`${leadOfficer}/lead-officer`, 'ProposeProject', { project, bid: bidOf(terms) });
  }
}

/** The items on which money hangs are there from the start, under names that say what they are about. */
function agenda(told: Telling, meeting: MeetingId): void {
  told.say(support, 'CallMeeting', { meeting, group: 'tasking', heldOn: meetings[meeting].heldOn });
  for (const { project } of proposed) {
    for (const kind of ['variation', 'overspend', 'ratification']) item(told, meeting, kind, { project });
  }
  for (const source of sourceIds) {
    for (const kind of ['virement', 'reserve']) item(told, meeting, kind, { source });
  }
}

function sitting(told: Telling, meeting: MeetingId): void {
  const { heldOn, members } = meetings[meeting];
  told.day = heldOn;
  told.say(support, 'OpenMeeting', { meeting });
  for (const person of members) {
    told.say(support, 'RecordAttendance', { meeting, person, capacity: 'member' });
  }
}

function item(
  told: Telling,
  meeting: MeetingId,
  kind: string,
  about: { readonly project: string } | { readonly source: string },
): void {
  told.say(support, 'PutOnAgenda', { meeting, item: itemOf(kind, about), kind, ...about });
}

/** `variation-bus`, `reserve-grant`. */
export function itemOf(
  kind: string,
  about: { readonly project: string } | { readonly source: string },
): string {
  return `${kind}-${'project' in about ? about.project : about.source}`;
}
