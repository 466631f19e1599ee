import type { ContentOf } from '#desk/command-registry';
import type { FundingType, MeetingDecision } from '#funding/decision.commands';
import type { CommandName } from '#funding/roles';
import { fundingTypes, NaiveSource } from './naive-source.ts';
import type { Paid, Purse } from './naive-source.ts';

/** An accepted command as it was sent. */
export type Sent = Readonly<Record<string, unknown>> & { readonly command: CommandName };

interface PaidPart {
  readonly source: string;
  readonly fundingType: FundingType;
  readonly paid: Paid;
}

/**
 * The money of a partnership as simply as it can be told, to hold the real one against: figures that are
 * added to and taken from as each accepted command says. It reads no event and knows no posting.
 */
export class NaiveMoney {
  readonly sources = new Map<string, NaiveSource>();
  /** By project and payment. */
  readonly payments = new Map<string, readonly PaidPart[]>();
  readonly virements = new Map<string, ContentOf<'RequestVirement'>>();
  /** The projects that were given something, once each. */
  readonly awarded = new Set<string>();
  /** Which commands were accepted for a project. */
  private readonly done = new Set<string>();
  /** The chair's actions, by their number. */
  readonly actions = new Map<string, string>();

  /** Takes in what a command did that was accepted. */
  accept(sent: Sent): void {
    this.done.add(`${String(sent['project'])} ${sent.command}`);
    const tell = told[sent.command] as ((money: NaiveMoney, said: unknown) => void) | undefined;
    tell?.(this, sent);
  }

  isDone(project: string, ...commands: readonly CommandName[]): boolean {
    return commands.some((command) => this.done.has(`${project} ${command}`));
  }

  source(id: string): NaiveSource {
    const source = this.sources.get(id);
    if (source === undefined) throw new Error(`Money at ${id}, which was never opened`);
    return source;
  }

  purse(source: string, fundingType: FundingType): Purse {
    return this.source(source).purses[fundingType];
  }

  /** Where what was at a source is now: after the close of its year, at the source that took it over. */
  heirOf(id: string): string {
    const { closed, heir } = this.source(id);
    return closed && heir !== undefined ? this.heirOf(heir) : id;
  }

  /** What of a project is not paid at one source and funding type. */
  unpaid(source: string, fundingType: FundingType, project: string): number {
    const { promises } = this.purse(source, fundingType);
    const own = promises.filter((one) => one.project === project);
    return own.reduce((sum, { unpaid }) => sum + unpaid, 0);
  }

  /**
   * Rule 12: what can be recovered at a source is what it paid for a project, with the sources whose year it
   * took over, and was not taken back, less what was recovered or is owed.
   */
  recoverable(id: string, fundingType: FundingType, project: string): number {
    const { purses, owed, closed } = this.source(id);
    const own = purses[fundingType].payments.filter((paid) => paid.project === project && !paid.reversed);
    const asked = [...owed.values()].filter(
      (one) => one.project === project && one.fundingType === fundingType,
    );
    const paid = own.reduce((sum, { amount }) => sum + amount, 0);
    const taken = asked.reduce((sum, { received, amount }) => sum + received + (closed ? 0 : amount), 0);
    const before = [...this.sources].filter(([, one]) => one.heir === id).map(([source]) => source);
    return before.reduce((sum, one) => sum + this.recoverable(one, fundingType, project), paid - taken);
  }

  /** What was paid for a project and not taken back. */
  spentOn(project: string): number {
    const parts = [...this.payments].flatMap(([key, list]) => (key.startsWith(`${project} `) ? list : []));
    return parts.reduce((sum, { paid }) => sum + (paid.reversed ? 0 : paid.amount), 0);
  }

  /** Every source and funding type with its purse. */
  *purses(): Iterable<readonly [source: string, fundingType: FundingType, purse: Purse]> {
    for (const [id, { purses }] of this.sources) {
      for (const fundingType of fundingTypes) yield [id, fundingType, purses[fundingType]];
    }
  }

  releaseAll(project: string): void {
    for (const source of this.sources.values()) {
      source.change((purses) => {
        for (const type of fundingTypes) purses[type].release(project);
      });
    }
  }
}

type AwardSaid = ContentOf<'FundProject'>['award'];

function award(money: NaiveMoney, project: string, decision: string, { allocations }: AwardSaid): void {
  money.awarded.add(project);
  for (const { source, fundingType, amountPence, subjectToFunding, fromReserve } of allocations) {
    money.source(source).change((purses) => {
      const purse = purses[fundingType];
      if (fromReserve !== undefined) purse.hold(fromReserve, -amountPence);
      const promised = purse.promised(project, decision);
      if (subjectToFunding === true) promised.waiting += amountPence;
      else promised.unpaid += amountPence;
    });
  }
}

function placeOf({ meeting, item }: MeetingDecision): string {
  return `${meeting}/${item}`;
}

function change(purse: Purse, confirmed: number, expected: number): void {
  purse.confirmed += confirmed;
  purse.expected += expected;
}

function swap({ capital, revenue }: NaiveSource['purses'], amount: number): void {
  capital.swaps -= amount;
  revenue.swaps += amount;
}

function raise(money: NaiveMoney, id: string, said: ContentOf<'RaiseReclaim' | 'RaiseClawback'>): void {
  const { source, project, fundingType, amountPence: amount } = said;
  if (amount > money.recoverable(source, fundingType, project))
    throw new Error(`${id} asks for more than ${source} paid for ${project}`);
  money.source(source).owed.set(id, { project, fundingType, amount, received: 0 });
}

function receive(
  money: NaiveMoney,
  id: string,
  { source: at, entry, amountPence }: ContentOf<'ReceiveReclaim' | 'ReceiveClawback'>,
): void {
  const source = money.source(at);
  const owed = source.owed.get(id);
  if (owed === undefined) throw new Error(`Received on ${id}, which nobody raised`);
  const received = (amount: number): void => {
    source.purses[owed.fundingType].received += amount;
    owed.amount -= amount;
    owed.received += amount;
  };
  source.change(() => received(amountPence));
  source.undo.set(entry, () => received(-amountPence));
}

function writeOff(money: NaiveMoney, at: string, id: string): void {
  const owed = money.source(at).owed.get(id);
  if (owed !== undefined) owed.amount = 0;
}

function closeSource(
  money: NaiveMoney,
  { source: id, to, carry }: ContentOf<'CloseYear'>['sources'][number],
): () => void {
  const source = money.source(id);
  const left = fundingTypes.map((type) => {
    const asked = carry.find(({ fundingType }) => fundingType === type);
    return [type, source.purses[type].close(asked?.amountPence ?? 0)] as const;
  });
  source.closed = true;
  source.heir = to;
  if (to === undefined) return () => undefined;
  return () => {
    const heir = money.source(to);
    for (const [reclaim, owed] of source.owed)
      if (owed.amount > 0) heir.owed.set(reclaim, { ...owed, received: 0 });
    heir.change((purses) => {
      for (const [type, purse] of left) purses[type].takeOver(purse);
    });
  };
}

function reverse(money: NaiveMoney, said: ContentOf<'ReverseExpenditure'>): void {
  const parts = money.payments.get(`${said.project} ${said.payment}`) ?? [];
  const closed = parts.find(({ source }) => money.source(source).closed);
  for (const { source: id, fundingType, paid } of parts) {
    const source = money.source(id);
    if (!source.closed) {
      source.change((purses) => purses[fundingType].takeBack(paid));
      continue;
    }
    // The closed year stands as it was closed, and the money comes back to an open one.
    const place = said.adjustAt ?? money.heirOf(closed?.source ?? id);
    money.source(place).change((purses) => {
      purses[fundingType].adjusted += paid.amount;
    });
    paid.reversed = true;
  }
}

/** What each command says of the money. One that is not here moves none. */
const told: { readonly [Name in CommandName]?: (money: NaiveMoney, said: ContentOf<Name>) => void } = {
  OpenFundingSource: (money, { source, year, ringFence }) => {
    money.sources.set(source, new NaiveSource(year, ringFence?.priorities));
  },
  ExpectFunding: (money, { source: id, fundingType, amountPence, entry }) => {
    const source = money.source(id);
    const purse = source.purses[fundingType];
    purse.expected += amountPence;
    source.undo.set(entry, () => change(purse, 0, -amountPence));
  },
  ConfirmFunding: (money, { source: id, fundingType, amountPence, entry }) => {
    const source = money.source(id);
    const purse = source.purses[fundingType];
    const hoped = Math.min(purse.expected, amountPence);
    source.change(() => change(purse, amountPence, -hoped));
    source.undo.set(entry, () => change(purse, -amountPence, hoped));
  },
  CutFunding: (money, { source: id, fundingType, amountPence, entry }) => {
    const source = money.source(id);
    const purse = source.purses[fundingType];
    const hoped = Math.min(purse.expected, amountPence);
    change(purse, hoped - amountPence, -hoped);
    source.undo.set(entry, () => change(purse, amountPence - hoped, hoped));
  },
  WithdrawFunding: (money, { source: id, entry }) => {
    const source = money.source(id);
    const lost = fundingTypes.map((type) => {
      const purse = source.purses[type];
      const { confirmed, expected } = purse;
      change(purse, -confirmed, -expected);
      return () => change(purse, confirmed, expected);
    });
    source.undo.set(entry, () => lost.forEach((giveBack) => giveBack()));
  },
  ReverseEntry: (money, { source: id, entry }) => {
    const source = money.source(id);
    source.change(() => source.undo.get(entry)?.());
  },
  HoldReserve: (money, { source, fundingType, reserve, amountPence }) =>
    money.purse(source, fundingType).hold(reserve, amountPence),
  ReleaseReserve: (money, { source: id, reserve, amountPence }) =>
    money.source(id).change((purses) => {
      for (const type of fundingTypes) {
        if (purses[type].reserves.has(reserve)) purses[type].hold(reserve, -amountPence);
      }
    }),
  RequestSwap: (money, { source, swap: id, amountPence }) =>
    void money.source(source).swaps.set(id, amountPence),
  AgreeSwap: (money, { source: id, swap: agreed }) => {
    const source = money.source(id);
    const amount = source.swaps.get(agreed) ?? 0;
    source.change((purses) => swap(purses, amount));
    source.undo.set(agreed, () => swap(source.purses, -amount));
  },
  FundProject: (money, said) => award(money, said.project, placeOf(said.decision), said.award),
  TakeChairsAction: (money, said) => {
    money.actions.set(said.action, said.project);
    award(money, said.project, `action/${said.action}`, said.award);
  },
  TakeOnProject: (money, said) => award(money, said.project, 'taken-on', said.award),
  RatifyChairsAction: (money, { project, outcome }) => {
    if (outcome === 'not-ratified') money.releaseAll(project);
  },
  DeclineAward: (money, { project }) => money.releaseAll(project),
  LapseAward: (money, { project }) => money.releaseAll(project),
  RescindAward: (money, { project }) => money.releaseAll(project),
  ReleaseCommitment: (money, { project }) => money.releaseAll(project),
  VaryAward: (money, { project, decision, changes }) => {
    for (const { source, fundingType, amountPence } of changes.filter((one) => one.change === 'less')) {
      const place = money.source(money.heirOf(source));
      place.change((purses) => purses[fundingType].release(project, amountPence));
    }
    const allocations = changes.filter((one) => one.change === 'more');
    award(money, project, placeOf(decision), { awardPence: 0, allocations });
  },
  RecordExpenditure: (money, { project, payment, charges }) => {
    const parts = charges.map(({ source, fundingType, amountPence }) => {
      const place = money.heirOf(source);
      return { source: place, fundingType, paid: money.purse(place, fundingType).pay(project, amountPence) };
    });
    money.payments.set(`${project} ${payment}`, parts);
  },
  ReverseExpenditure: reverse,
  DecideOverspend: (money, { project, decision, outcome, shares }) => {
    if (outcome === 'recover') return;
    for (const { source, fundingType, amountPence } of shares) {
      money.purse(source, fundingType).acceptOverspend(project, placeOf(decision), amountPence);
    }
  },
  RequestVirement: (money, said) => void money.virements.set(`${said.from.source} ${said.virement}`, said),
  AuthoriseVirement: (money, { source, virement, decision }) => {
    const asked = money.virements.get(`${source} ${virement}`);
    if (asked === undefined) throw new Error(`Authorised ${virement}, which nobody asked for`);
    const { fundingType, amountPence, from, to } = asked;
    money.source(from.source).change((purses) => purses[fundingType].send(from.project, amountPence));
    money.source(to.source).change((purses) => {
      const purse = purses[fundingType];
      purse.virements += amountPence;
      const by = decision === undefined ? `virement/${source}/${virement}` : placeOf(decision);
      if (to.project !== undefined) purse.promised(to.project, by).unpaid += amountPence;
    });
  },
  RaiseReclaim: (money, said) => raise(money, said.reclaim, said),
  RaiseClawback: (money, said) => raise(money, said.clawback, said),
  ReceiveReclaim: (money, said) => receive(money, said.reclaim, said),
  ReceiveClawback: (money, said) => receive(money, said.clawback, said),
  WriteOffReclaim: (money, { source, reclaim }) => writeOff(money, source, reclaim),
  WriteOffClawback: (money, { source, clawback }) => writeOff(money, source, clawback),
  CloseYear: (money, { sources }) => {
    const takeovers = sources.map((source) => closeSource(money, source));
    for (const takeOver of takeovers) takeOver();
  },
};
