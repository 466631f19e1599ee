import type { ContentOf } from '#desk/command-registry';
import type { ItemDecision } from '#funding/meeting/meeting.events';
import type { CommandName } from '#funding/roles';
import type { Actor } from '#kernel/asking';
import type { NaiveMoney, Sent } from './naive-money.ts';
import { agencies, meetings } from './partnership.ts';

/** Rule 2: what it is to decide on a bid, by whoever gives the command. */
const decidesOnProject: ReadonlySet<CommandName> = new Set<CommandName>([
  'FundProject',
  'DeferBid',
  'RefuseBid',
  'TakeChairsAction',
  'RatifyChairsAction',
  'TakeOnProject',
  'VaryAward',
  'RescindAward',
  'DecideOverspend',
  'DischargeCondition',
  'ReverseExpenditure',
  'ReleaseCommitment',
]);

/** Whose bid each project is, by the commands that were accepted, and that none of them decides on it. */
export class Ownership {
  private readonly owners = new Map<string, Set<string>>();
  private readonly leads = new Map<string, string>();
  private readonly money: NaiveMoney;

  constructor(money: NaiveMoney) {
    this.money = money;
  }

  /** Takes in a command that was accepted. */
  accept(sent: Sent): void {
    const { actor } = sent as unknown as { readonly actor: Actor };
    if (sent.command === 'ProposeProject' || sent.command === 'TakeOnProject') {
      const { project, bid } = sent as unknown as ContentOf<'TakeOnProject'>;
      this.leads.set(project, bid.leadOfficer);
      this.own(project, bid.leadOfficer);
      if (sent.command === 'ProposeProject') this.own(project, actor.person);
    }
    if (sent.command === 'ChangeLeadOfficer') {
      const { project, leadOfficer } = sent as unknown as ContentOf<'ChangeLeadOfficer'>;
      this.leads.set(project, leadOfficer);
      this.own(project, leadOfficer);
    }
  }

  of(project: string): ReadonlySet<string> {
    return this.owners.get(project) ?? new Set();
  }

  /**
   * @throws when whoever gave an accepted command, or was consulted for it, decided on a bid of their own.
   */
  checkGiver(sent: Sent): void {
    const { actor, project, consulted } = sent as unknown as {
      readonly actor: Actor;
      readonly project: string;
      readonly consulted?: string;
    };
    const hands = [actor.person, ...(consulted === undefined ? [] : [consulted])];
    const about = decidesOnProject.has(sent.command)
      ? [project]
      : [...this.movedBy(sent), ...this.writtenOffBy(sent)];
    const own = about.find((one) => hands.some((person) => this.of(one).has(person)));
    if (own !== undefined) throw new Error(`${sent.command} on their own bid: ${own}`);
    if (sent.command === 'RecordExpenditure' && this.leads.get(project) === actor.person)
      throw new Error(`${actor.person} paid for a project of their own: ${project}`);
  }

  /**
   * What a meeting decided on these projects. Says whether someone had to step out.
   *
   * @throws when someone whose bid it is voted, chaired, dissented or counted, or when too few were there.
   */
  checkDecision(decision: ItemDecision, projects: readonly string[]): boolean {
    const owners = new Set(projects.flatMap((project) => [...this.of(project)]));
    const { present, steppedOut } = decision;
    const there = present.map(({ person }) => person).filter((person) => agencies[person] !== undefined);
    const counted = there.filter((person) => !steppedOut.includes(person));
    const wrong = [...handsIn(decision), ...counted].find((person) => owners.has(person));
    if (wrong !== undefined) throw new Error(`${wrong} took part in a decision on a bid of their own`);
    checkVotes(decision, counted);
    checkQuorum(decision, counted);
    return there.some((person) => owners.has(person));
  }

  /** The projects at the ends of a virement. */
  movedBy(sent: Sent): readonly string[] {
    if (sent.command !== 'AuthoriseVirement' && sent.command !== 'DeclineVirement') return [];
    const { source, virement } = sent as unknown as ContentOf<'AuthoriseVirement'>;
    const asked = this.money.virements.get(`${source} ${virement}`);
    return [asked?.from.project, asked?.to.project].flatMap((project) => project ?? []);
  }

  /** The project whose money is not recovered any more. */
  private writtenOffBy(sent: Sent): readonly string[] {
    if (!sent.command.startsWith('WriteOff')) return [];
    const { source, reclaim, clawback } = sent as unknown as Partial<
      ContentOf<'WriteOffReclaim'> & ContentOf<'WriteOffClawback'>
    > & { readonly source: string };
    const owed = this.money.source(source).owed.get(reclaim ?? clawback ?? '');
    return owed === undefined ? [] : [owed.project];
  }

  private own(project: string, person: string): void {
    this.owners.set(project, new Set([...this.of(project), person]));
  }
}

function votesOf({ ballot }: ItemDecision): readonly string[] {
  return ballot === undefined ? [] : [...ballot.for, ...ballot.against, ...ballot.abstained];
}

/** Everyone who had a hand in a decision. */
function handsIn(decision: ItemDecision): readonly string[] {
  const { chairedBy, dissent } = decision;
  return [...votesOf(decision), ...dissent, ...(chairedBy === undefined ? [] : [chairedBy])];
}

function checkVotes(decision: ItemDecision, counted: readonly string[]): void {
  const votes = votesOf(decision);
  const isWrong = (person: string, at: number): boolean =>
    votes.indexOf(person) !== at || !counted.includes(person);
  if (votes.some(isWrong)) throw new Error(`Votes that do not count: ${votes.join(', ')}`);
}

/** Rule 1: a third of the voting members, and at least three people of at least two agencies. */
function checkQuorum({ quorum, quorate, outcome }: ItemDecision, counted: readonly string[]): void {
  const needed = Math.max(3, Math.ceil(meetings.march.members.length / 3));
  const from = new Set(counted.map((person) => agencies[person])).size;
  const isQuorate = counted.length >= needed && from >= 2;
  if (quorum.people !== counted.length || quorate !== isQuorate)
    throw new Error(`${counted.length} counted, and the minutes say ${JSON.stringify(quorum)}`);
  if (!isQuorate && outcome !== 'deferred') throw new Error(`${outcome} by ${counted.length} people`);
}
