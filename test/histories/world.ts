import type { ContentOf } from '#desk/command-registry';
import type { Reply } from '#desk/reply';
import type { DecodedEvent } from '#eventing/decoding';
import type { ItemDecision } from '#funding/meeting/meeting.events';
import type { CommandName } from '#funding/roles';
import { checkFigures, same } from './figures.ts';
import { checkFolded } from './folded.ts';
import { Ledger } from './ledger.ts';
import { NaiveMoney } from './naive-money.ts';
import type { Sent } from './naive-money.ts';
import type { Purse } from './naive-source.ts';
import { Ownership } from './ownership.ts';
import { beginning, meetings, partnershipId, projects, today } from './partnership.ts';
import type { MeetingId } from './partnership.ts';
import { RealDesk } from './real-desk.ts';
import type { Came } from './real-desk.ts';
import type { Draft } from './step.ts';
import type { Tally } from './tally.ts';

/**
 * What may leave more uncovered than it found (rule 9), and the close of a year, which carries what it is
 * told.
 */
const mayUncover: ReadonlySet<CommandName> = new Set<CommandName>([
  'CutFunding',
  'WithdrawFunding',
  'ReverseEntry',
  'RecordExpenditure',
  'CloseYear',
]);

/** Where a history begins: what was sent, to which desk, and what happened. */
export interface Beginning {
  readonly sent: readonly Sent[];
  readonly desk: RealDesk;
  readonly events: readonly DecodedEvent[];
}

/** Sends once what every history begins with. */
export async function begin(): Promise<Beginning> {
  const desk = new RealDesk();
  const sent = beginning();
  const happened: DecodedEvent[] = [];
  for (const command of sent) {
    const { reply, events } = await desk.send(command);
    if (reply.outcome !== 'accepted') throw new Error(`${command.command}: ${JSON.stringify(reply)}`);
    happened.push(...events);
  }
  return { sent, desk, events: happened };
}

/**
 * One history: the real desk, beside it the naive money and whose bids they are, and what has to hold of
 * them.
 */
export class World {
  readonly money = new NaiveMoney();
  private readonly ownership = new Ownership(this.money);
  private readonly ledger = new Ledger();
  private readonly desk: RealDesk;
  private readonly tally: Tally;
  /** A project that was handed on can rightly be handed back: that says how it is, and adds nothing. */
  private readonly handedOn = new Set<string>();
  private readonly replies: (readonly [id: string, reply: Reply])[] = [];

  constructor({ sent, desk, events }: Beginning, tally: Tally) {
    this.desk = new RealDesk(desk);
    this.tally = tally;
    for (const command of sent) {
      this.money.accept(command);
      this.ownership.accept(command);
    }
    for (const event of events) this.ledger.take(event);
  }

  /**
   * Sends a command, checks all that has to hold afterwards, and sends it again. Says if it was not refused.
   */
  async send([by, command, fields]: Draft): Promise<boolean> {
    const [person, role] = by.split('/');
    const id = `command-${this.replies.length}`;
    const around = { partnership: partnershipId, actor: { person, role } };
    const days = { on: dayOf(fields), at: `${today}T09:00:00.000Z` };
    const sent: Sent = { ...days, ...fields, command, id, ...around };
    const came = await this.desk.send(sent);
    this.replies.push([id, came.reply]);
    if (came.reply.outcome === 'accepted') this.accepted(sent, came);
    else this.notAccepted(sent, came);
    await this.isAnsweredTheSame(id, came.reply);
    if (came.reply.outcome === 'accepted') await this.happensOnce(id, `${id}-again`);
    return came.reply.outcome !== 'refused';
  }

  /** What has to hold at the end of a history. */
  async settle(): Promise<void> {
    checkFolded(this.desk.memory.streams, this.ledger, this.money);
    for (const [id, reply] of this.replies) await this.isAnsweredTheSame(id, reply);
    for (const [id, reply] of this.replies) {
      if (reply.outcome === 'accepted' && !this.handedOn.has(id)) await this.happensOnce(id, `${id}-late`);
    }
  }

  private accepted(sent: Sent, { reply, events }: Came): void {
    const told = reply.outcome === 'accepted' ? reply.events.map(({ id }) => id) : [];
    const happened = events.map(({ id }) => id);
    same(happened, told, `the events of ${sent.command}`);
    this.ownership.accept(sent);
    this.ownership.checkGiver(sent);
    this.checkFence(sent);
    const moved = this.ownership.movedBy(sent);
    const before = new Map([...this.money.purses()].map(([, , purse]) => [purse, promisesOf(purse)]));
    this.money.accept(sent);
    for (const event of events) this.happened(event, moved);
    checkFigures(this.ledger, this.money, sent.command);
    this.checkShort(sent, before);
    this.checkHopes(sent, before);
    this.tally.count(sent.command);
    if (sent.command === 'ChangeLeadOfficer') this.handedOn.add(String(sent['id']));
  }

  private notAccepted(sent: Sent, { reply, events }: Came): void {
    if (reply.outcome === 'invalid' || reply.outcome === 'conflict')
      throw new Error(`${sent.command}: ${JSON.stringify(reply)}`);
    if (events.length > 0) throw new Error(`${reply.outcome} with events: ${sent.command}`);
    this.tally.count(reply.outcome === 'refused' ? reply.refusal : 'unchanged');
  }

  private async isAnsweredTheSame(id: string, reply: Reply): Promise<void> {
    const { reply: again, events } = await this.desk.sendAgain(id);
    same(again, { ...reply, repeated: true }, `the answer to ${id}`);
    same(events, [], `the events of ${id}`);
  }

  /** Rule 6: the same under another id changes nothing, or is refused. */
  private async happensOnce(id: string, as: string): Promise<void> {
    const { reply, events } = await this.desk.sendAgain(id, as);
    if (events.length > 0 || reply.outcome === 'accepted') throw new Error(`${id} happened twice`);
    this.tally.count(`again ${reply.outcome}`);
  }

  private happened(event: DecodedEvent, moved: readonly string[]): void {
    this.ledger.take(event);
    if (isPaidAhead(event)) this.tally.count('paid ahead');
    if (event.type !== 'ItemDecided') return this.tally.count(event.type);
    const decision = event.data as ItemDecision;
    const about = decision.project === undefined ? moved : [decision.project];
    if (this.ownership.checkDecision(decision, about)) this.tally.count('stepped out');
  }

  /** Rule 4: no decision creates or enlarges what is uncovered. */
  private checkShort({ command }: Sent, before: ReadonlyMap<Purse, Promises>): void {
    for (const [source, fundingType, purse] of this.money.purses()) {
      const more = purse.uncovered - (before.get(purse)?.uncovered ?? 0);
      if (more > 0) this.tally.count('uncovered');
      if (more > 0 && !mayUncover.has(command))
        throw new Error(`${command} leaves ${fundingType} of ${source} short of ${more} more`);
    }
  }

  /**
   * Rule 4 too: nothing is promised that is neither there nor to be confirmed. A cut may leave what was, and
   * what was paid before its money came waits again when the payment is taken back.
   */
  private checkHopes({ command }: Sent, before: ReadonlyMap<Purse, Promises>): void {
    if (command === 'CloseYear' || command === 'ReverseExpenditure') return;
    for (const [source, fundingType, purse] of this.money.purses()) {
      const most = Math.max(before.get(purse)?.waiting ?? 0, purse.expected);
      if (purse.waiting > most)
        throw new Error(`${command} promises more ${fundingType} than ${source} hopes for`);
    }
  }

  /** Rules 4 and 12: a ring-fenced source pays for its priorities alone, but as its provider agrees. */
  private checkFence(sent: Sent): void {
    for (const { source, project: id } of this.gains(sent)) {
      const priorities: readonly string[] = projects.find((one) => one.project === id)?.priorities ?? [];
      const { fence = priorities } = this.money.source(source);
      if (!priorities.some((priority) => fence.includes(priority)))
        throw new Error(`${source} pays for ${id}`);
    }
  }

  /** Which projects are given more by a command, and by which sources. */
  private gains(sent: Sent): readonly { readonly source: string; readonly project: string }[] {
    if (sent.command !== 'AuthoriseVirement') return givers(sent);
    const { source, virement } = sent as unknown as ContentOf<'AuthoriseVirement'>;
    const { to, providerAgreement } = this.money.virements.get(`${source} ${virement}`) ?? {};
    if (to?.project === undefined || providerAgreement !== undefined) return [];
    return [{ source: to.source, project: to.project }];
  }
}

/** A decision is made on the day of its meeting, and everything else on the day it is recorded. */
function dayOf({ decision }: Readonly<Record<string, unknown>>): string {
  const meeting = (decision as { readonly meeting?: MeetingId } | undefined)?.meeting;
  return meeting === undefined ? today : meetings[meeting].heldOn;
}

/** The sources that give more to a project by a decision on it. */
function givers(sent: Sent): readonly { readonly source: string; readonly project: string }[] {
  const {
    project: id = '',
    award,
    changes = [],
  } = sent as unknown as Partial<ContentOf<'FundProject'> & ContentOf<'VaryAward'>>;
  const more = changes.filter(({ change }) => change === 'more');
  return [...(award?.allocations ?? []), ...more].map(({ source }) => ({ source, project: id }));
}

/** Whether something was paid that was still subject to funding. */
function isPaidAhead({ type, data }: DecodedEvent): boolean {
  const { met = [] } = data as { readonly met?: readonly { readonly subjectPence?: number }[] };
  return type === 'ExpenditureCharged' && met.some(({ subjectPence = 0 }) => subjectPence > 0);
}

type Promises = Pick<Purse, 'uncovered' | 'waiting'>;

function promisesOf({ uncovered, waiting }: Purse): Promises {
  return { uncovered, waiting };
}
