import { carryOut } from '#desk/carrying-out';
import { CommandDesk } from '#desk/desk';
import { planDepsOf } from '#desk/desk-tools';
import type { DeskTools } from '#desk/desk-tools';
import type { GivenCommand } from '#desk/given-command';
import { parseCommand } from '#desk/parse-command';
import { decodingOf } from '#eventing/decoding';
import { openDesk } from '#eventing/desk';
import type { EventStore } from '#eventing/event-store';
import type { KeyVault } from '#eventing/key-vault';
import { eventSchemas } from '#funding/event-schemas';
import type { CommandName } from '#funding/roles';
import { MemoryKeyVault } from '#stores/memory/memory-key-vault';

/** A command as it is sent to the desk. */
type Sent = Readonly<Record<string, unknown>>;

/** The projects that a source pays for already when a decision is made. */
const projectsOfSource = 50;
/** The bids on the agenda of the open meeting. */
export const bidsOfPartnership = 25;

const day = '2011-05-12';
export const now = (): string => `${day}T09:00:00.000Z`;
const costPence = 398_000;
const admin = { person: 'admin-1', role: 'administrator' };
const support = { person: 'support-1', role: 'support-officer' };
const finance = { person: 'finance-1', role: 'finance-officer' };
const lead = { person: 'lead-1', role: 'lead-officer' };
const seats = [
  { person: 'chair-1', role: 'chair', agency: 'council' },
  { person: 'deputy-1', role: 'deputy-chair', agency: 'police' },
  { person: 'police-1', role: 'member', agency: 'police' },
  { person: 'fire-1', role: 'member', agency: 'fire' },
];

/** A desk at a store, with the real deciders and plans, that remembers nothing yet. */
export function toolsAt(store: EventStore, vault: KeyVault = new MemoryKeyVault(now)): DeskTools {
  const desk = openDesk({ store, decoding: decodingOf(eventSchemas), commandKey: new Uint8Array(32) });
  return { desk, clock: { now }, planDeps: planDepsOf(vault, async () => []) };
}

export function deskWith(tools: DeskTools): CommandDesk {
  return new CommandDesk(async (given) => carryOut(tools, given), tools.clock);
}

/** A command whose shape was checked, as the handler gets it. */
export function shapeOf(sent: Sent): GivenCommand {
  const parsed = parseCommand(sent);
  if ('given' in parsed) return parsed.given;
  throw new Error(`${JSON.stringify(sent)}: ${JSON.stringify(parsed.wrong)}`);
}

/** Sends a command that is to be accepted. @throws Error with the answer when it is not. */
async function insistOn(desk: CommandDesk, sent: Sent): Promise<void> {
  const reply = await desk.send(sent);
  if (reply.outcome !== 'accepted') throw new Error(`${JSON.stringify(sent)}: ${JSON.stringify(reply)}`);
}

/**
 * Brings partnerships to where a tasking group decides: each has one source that pays for 50 projects, and a
 * meeting that is open with 25 bids before it.
 */
export async function setScene(
  store: EventStore,
  partnerships: readonly string[],
  vault?: KeyVault,
): Promise<void> {
  const desk = deskWith(toolsAt(store, vault));
  await Promise.all(
    partnerships.map(async (partnership) => {
      for (const sent of [...founding(partnership), ...projects(partnership), ...meeting(partnership)]) {
        await insistOn(desk, sent);
      }
    }),
  );
}

/** The decision on the bid of this number, from 0: the meeting, the project and the source in one append. */
export function decisionOn(partnership: string, bid: number): Sent {
  const decision = { meeting: 'may', item: `item-${bid}`, reasons: 'It serves the priority at a fair cost.' };
  return command(partnership, support, 'FundProject', `bid-${bid}`, {
    project: `bid-${bid}`,
    decision,
    award,
  });
}

const award = {
  awardPence: costPence,
  allocations: [{ source: 'home-office', fundingType: 'revenue', amountPence: costPence }],
};

const bid = {
  title: 'Youth bus',
  description: 'A bus with youth workers at three estates on Friday nights.',
  priorities: ['asb'],
  leadOfficer: lead.person,
  leadAgency: 'youth-trust',
  startsOn: '2011-08-01',
  finishesOn: '2012-02-29',
  costs: [{ year: '2011-12', fundingType: 'revenue', amountPence: costPence, heading: 'Hire' }],
  partnerInput: 'Two volunteers a night.',
  expectedOutputs: [{ text: 'Friday nights with the bus', quantity: 30, measure: 'nights' }],
  riskOfNotDoing: 'Complaints on the three estates keep rising.',
  challenges: 'Finding drivers.',
  beneficiaries: { place: 'Three estates', group: 'Young people' },
};

function founding(partnership: string): Sent[] {
  const by = (actor: typeof admin, name: CommandName, what: string, fields: Sent): Sent =>
    command(partnership, actor, name, what, fields);
  const register = ({ person }: { readonly person: string }): Sent =>
    by(admin, 'RegisterPerson', person, { person, name: `The officer ${person}` });
  const role = (person: string, fields: Sent): Sent => by(admin, 'GiveRole', person, { person, ...fields });
  return [
    by(admin, 'FoundPartnership', 'it', { name: 'Riverside Community Safety Partnership', example: true }),
    ...['council', 'police', 'fire', 'youth-trust'].map((agency) =>
      by(admin, 'AdmitAgency', agency, { agency, name: `The ${agency}` }),
    ),
    ...[support, finance, lead, ...seats].map(register),
    by(admin, 'FormGroup', 'tasking', { group: 'tasking', name: 'Tasking group', kind: 'tasking' }),
    role(support.person, { role: support.role }),
    role(finance.person, { role: finance.role }),
    role(lead.person, { role: lead.role, agency: 'youth-trust' }),
    ...seats.map(({ person, ...seat }) => role(person, { ...seat, group: 'tasking' })),
    by(support, 'AdoptPriority', 'asb', { priority: 'asb', name: 'Anti-social behaviour' }),
    by(finance, 'OpenFundingSource', 'source', {
      source: 'home-office',
      name: 'Community Safety Fund',
      provider: 'Home Office',
      year: '2011-12',
      mayCrossYear: false,
    }),
    by(finance, 'ConfirmFunding', 'money', {
      source: 'home-office',
      entry: 'grant',
      fundingType: 'revenue',
      amountPence: costPence * (projectsOfSource + bidsOfPartnership),
      reason: 'Grant letter.',
      reference: 'HO/2011/118',
    }),
  ];
}

function projects(partnership: string): Sent[] {
  const takenOn = { decidedOn: '2011-04-04', reference: 'Register of 2011/12' };
  return Array.from({ length: projectsOfSource }, (_, number) => {
    const project = `project-${number}`;
    return command(partnership, support, 'TakeOnProject', project, { project, bid, takenOn, award });
  });
}

function meeting(partnership: string): Sent[] {
  const called = { meeting: 'may', group: 'tasking', heldOn: day };
  const numbers = Array.from({ length: bidsOfPartnership }, (_, number) => number);
  const by = (name: CommandName, what: string, fields: Sent): Sent =>
    command(partnership, support, name, what, { meeting: 'may', ...fields });
  return [
    by('CallMeeting', 'may', called),
    ...numbers.flatMap((number) => {
      const project = `bid-${number}`;
      return [
        command(partnership, lead, 'ProposeProject', project, { project, bid }),
        by('PutOnAgenda', project, { item: `item-${number}`, kind: 'bid', project }),
      ];
    }),
    by('OpenMeeting', 'may', {}),
    ...seats.map(({ person }) => by('RecordAttendance', person, { person, capacity: 'member' })),
  ];
}

function command(
  partnership: string,
  actor: typeof admin,
  name: CommandName,
  what: string,
  fields: Sent,
): Sent {
  return { command: name, id: `${name.toLowerCase()}-${what}`, partnership, actor, on: day, ...fields };
}
