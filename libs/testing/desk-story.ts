import { expect } from '@jest/globals';
import { carryOut } from '#desk/carrying-out';
import { CommandDesk } from '#desk/desk';
import { planDepsOf } from '#desk/desk-tools';
import type { DeskTools } from '#desk/desk-tools';
import type { Reply } from '#desk/reply';
import type { Clock } from '#eventing/clock';
import { decodingOf } from '#eventing/decoding';
import { openDesk } from '#eventing/desk';
import type { EventStore } from '#eventing/event-store';
import { foldStream } from '#eventing/fold-stream';
import type { KeyVault } from '#eventing/key-vault';
import { eventSchemas } from '#funding/event-schemas';
import type { CommandName } from '#funding/roles';
import type { EventOf } from '#kernel/asking';
import type { Decider } from '#kernel/decider';
import { Memory, MemoryStore } from '#stores/memory/memory-store';
import { MemoryKeyVault } from '#stores/memory/memory-key-vault';

type Accepted = Extract<Reply, { outcome: 'accepted' }>;
type Fields = Readonly<Record<string, unknown>>;

/**
 * A partnership at a desk on a memory store, told command by command. Each command gets an id of its own,
 * and is given by someone as `person/role`, on the day of the story.
 */
export class DeskStory {
  readonly store: EventStore;
  readonly vault: KeyVault;
  readonly tools: DeskTools;
  readonly desk: CommandDesk;
  /** Evaluations that are overdue, as a read model would say. */
  overdue: readonly string[] = [];
  partnership = 'riverside';
  private now = '2011-04-12T09:00:00.000Z';
  private sent = 0;

  /** @param at what its store remembers, to have two desks at one store, or a store by a clock */
  constructor(at: Memory | ((clock: Clock) => EventStore) = new Memory()) {
    const clock = { now: () => this.now, setTo: (instant: string) => void (this.now = instant) };
    this.store = at instanceof Memory ? new MemoryStore(clock.now, at) : at(clock.now);
    this.vault = new MemoryKeyVault(clock.now);
    const decoding = decodingOf(eventSchemas);
    // Both desks of a store have the same key, as processes that share a data folder do.
    const desk = openDesk({ store: this.store, decoding, commandKey: new Uint8Array(32) });
    this.tools = { desk, clock, planDeps: planDepsOf(this.vault, async () => this.overdue) };
    this.desk = new CommandDesk((given) => carryOut(this.tools, given), clock);
  }

  /** Goes on to nine in the morning of a day. */
  on(day: string): this {
    this.now = `${day}T09:00:00.000Z`;
    return this;
  }

  /** A command as it is sent, with an id of its own unless it is given one. */
  command(by: string, command: CommandName, fields: Fields = {}): Fields {
    const [person, role] = by.split('/');
    this.sent += 1;
    return {
      command,
      id: `command-${this.sent}`,
      partnership: this.partnership,
      actor: { person, role },
      ...fields,
    };
  }

  async send(by: string, command: CommandName, fields: Fields = {}): Promise<Reply> {
    return this.desk.send(this.command(by, command, fields));
  }

  /** Sends a command that is to be accepted, and throws with the words of a refusal when it is not. */
  async do(by: string, command: CommandName, fields: Fields = {}): Promise<Accepted> {
    const reply = await this.send(by, command, fields);
    if (reply.outcome !== 'accepted') throw new Error(`${command}: ${JSON.stringify(reply)}`);
    return reply;
  }

  /** What a noun is now. */
  async state<State, Event extends EventOf>(
    stream: string,
    decider: Pick<Decider<State, never, Event, never>, 'initialState' | 'evolve'>,
  ): Promise<State> {
    return foldStream(this.tools.desk, stream, decider);
  }

  /** The types of the events of a stream, in order. */
  async typesOf(stream: string): Promise<readonly string[]> {
    const types: string[] = [];
    for await (const { type } of this.store.readStream(stream)) types.push(type);
    return types;
  }
}

/** Expects a refusal with words for a person, every fact filled in, and that it was kept (rule 24). */
export async function refuses(
  story: DeskStory,
  refusal: string,
  by: string,
  command: CommandName,
  fields: Fields = {},
): Promise<void> {
  const sent = story.command(by, command, fields);
  const reply = await story.desk.send(sent);
  expect(reply).toMatchObject({ outcome: 'refused', refusal });
  expect(reply).toMatchObject({ words: expect.stringMatching(/^[^{}]+[.:][^{}]*$/) as unknown });
  const kept = await story.store.answerTo(`${story.partnership}/${String(sent['id'])}`);
  expect(kept).toMatchObject({ outcome: 'refused' });
}

export const administrator = 'admin-1/administrator';
export const support = 'support-1/support-officer';
export const finance = 'finance-1/finance-officer';
export const otherFinance = 'finance-2/finance-officer';
export const lead = 'lead-1/lead-officer';
export const chair = 'chair-1/chair';
export const thematicChair = 'theme-1/thematic-chair';

/** Founds a partnership with its agencies, groups, people, a priority, and a source with money to award. */
export async function foundPartnership(story: DeskStory): Promise<void> {
  await story.do(administrator, 'FoundPartnership', {
    name: 'Riverside Community Safety Partnership',
    example: true,
  });
  for (const agency of ['council', 'police', 'fire', 'youth-trust']) {
    await story.do(administrator, 'AdmitAgency', { agency, name: `The ${agency}` });
  }
  await story.do(administrator, 'FormGroup', { group: 'tasking', name: 'Tasking group', kind: 'tasking' });
  await story.do(administrator, 'FormGroup', {
    group: 'asb',
    name: 'Anti-social behaviour',
    kind: 'thematic',
  });
  await giveRoles(story);
  await story.do(support, 'AdoptPriority', { priority: 'asb', name: 'Anti-social behaviour' });
  await openSource(story, 'home-office', 1_000_000);
}

/** Opens a source of 2011/12 unless told, with this much revenue confirmed, in pence. */
export async function openSource(
  story: DeskStory,
  source: string,
  revenuePence: number,
  more: Fields = {},
): Promise<void> {
  const terms = {
    source,
    name: `Source ${source}`,
    provider: 'Home Office',
    year: '2011-12',
    mayCrossYear: false,
  };
  await story.do(finance, 'OpenFundingSource', { ...terms, ...more });
  const entry = {
    source,
    entry: 'grant',
    fundingType: 'revenue',
    amountPence: revenuePence,
    reason: 'Grant letter.',
  };
  if (revenuePence > 0) await story.do(finance, 'ConfirmFunding', { ...entry, reference: 'HO/1' });
}

async function giveRoles(story: DeskStory): Promise<void> {
  const people = ['support-1', 'finance-1', 'finance-2', 'lead-1', 'lead-2', 'chair-1', 'deputy-1'];
  for (const person of [...people, 'police-1', 'fire-1', 'theme-1']) {
    await story.do(administrator, 'RegisterPerson', { person, name: `The officer ${person}` });
  }
  const whole = {
    'support-1': 'support-officer',
    'finance-1': 'finance-officer',
    'finance-2': 'finance-officer',
  };
  for (const [person, role] of Object.entries(whole))
    await story.do(administrator, 'GiveRole', { person, role });
  for (const person of ['lead-1', 'lead-2']) {
    await story.do(administrator, 'GiveRole', { person, role: 'lead-officer', agency: 'youth-trust' });
  }
  const seats = [
    ['chair-1', 'chair', 'tasking', 'council'],
    ['deputy-1', 'deputy-chair', 'tasking', 'police'],
    ['police-1', 'member', 'tasking', 'police'],
    ['fire-1', 'member', 'tasking', 'fire'],
    ['theme-1', 'thematic-chair', 'asb', 'fire'],
  ];
  for (const [person, role, group, agency] of seats) {
    await story.do(administrator, 'GiveRole', { person, role, group, agency });
  }
}

/** A bid of this much revenue in 2011/12, in pence. */
export function bidOf(amountPence: number, more: Fields = {}): Fields {
  return {
    title: 'Youth bus',
    description: 'A bus with youth workers on Friday nights.',
    priorities: ['asb'],
    leadOfficer: 'lead-1',
    leadAgency: 'youth-trust',
    thematicGroup: 'asb',
    startsOn: '2011-06-01',
    finishesOn: '2011-12-31',
    costs: [{ year: '2011-12', fundingType: 'revenue', amountPence, heading: 'Hire' }],
    partnerInput: 'Two volunteers a night.',
    expectedOutputs: [{ text: 'Friday nights', quantity: 30, measure: 'nights' }],
    riskOfNotDoing: 'Complaints keep rising.',
    challenges: 'Finding drivers.',
    beneficiaries: { place: 'Three estates', group: 'Young people' },
    ...more,
  };
}

/** An award of this much revenue from one source. */
export function awardOf(amountPence: number, source = 'home-office'): Fields {
  return { awardPence: amountPence, allocations: [{ source, fundingType: 'revenue', amountPence }] };
}

export function decisionAt(meeting: string, item: string): Fields {
  return { meeting, item, reasons: 'It serves the priority at a fair cost.' };
}

/** Proposes a bid, by the lead officer that it names. */
export async function propose(
  story: DeskStory,
  project: string,
  amountPence: number,
  more: Fields = {},
): Promise<void> {
  const bid = bidOf(amountPence, more);
  await story.do(`${String(bid['leadOfficer'])}/lead-officer`, 'ProposeProject', { project, bid });
}

/**
 * Calls a meeting for this day of the story, puts these items on its agenda and opens it, with all members
 * there.
 */
export async function openMeetingOn(
  story: DeskStory,
  day: string,
  items: readonly Fields[],
  where: Fields = {},
): Promise<string> {
  const meeting = `tasking-${day}`;
  await story.do(support, 'CallMeeting', { meeting, group: 'tasking', heldOn: day, ...where });
  for (const item of items) await story.do(support, 'PutOnAgenda', { meeting, ...item });
  story.on(day);
  await story.do(support, 'OpenMeeting', { meeting });
  for (const person of ['chair-1', 'deputy-1', 'police-1', 'fire-1']) {
    await story.do(support, 'RecordAttendance', { meeting, person, capacity: 'member' });
  }
  return meeting;
}

/** A project with an award from one source, decided in a meeting on this day. */
export async function fund(
  story: DeskStory,
  project: string,
  amountPence: number,
  day = '2011-05-12',
  bid: Fields = {},
): Promise<void> {
  await propose(story, project, amountPence, bid);
  const meeting = await openMeetingOn(story, day, [{ item: project, kind: 'bid', project }]);
  const decision = decisionAt(meeting, project);
  await story.do(support, 'FundProject', { project, decision, award: awardOf(amountPence) });
  await story.do(support, 'CloseMeeting', { meeting });
  await story.do(lead, 'AcceptAward', { project });
}
