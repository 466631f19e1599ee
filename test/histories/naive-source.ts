import type { FundingType } from '#funding/decision.commands';

export const fundingTypes: readonly FundingType[] = ['capital', 'revenue'];

/** What one decision promised one project, as far as it is not paid; a part may wait for funding. */
export interface Promised {
  readonly project: string;
  readonly decision: string;
  unpaid: number;
  waiting: number;
}

/** A payment as far as one source and funding type bore it, and which promises it kept. */
export interface Paid {
  readonly project: string;
  readonly amount: number;
  readonly kept: (readonly [promised: Promised, amount: number])[];
  /** What it took of promises that waited for funding. */
  readonly hastened: readonly (readonly [promised: Promised, amount: number])[];
  /** What went beyond what was promised, and nobody has accepted. */
  over: number;
  reversed: boolean;
}

/** The money of a source and funding type, as plain sums of what was said of it. */
export class Purse {
  confirmed = 0;
  expected = 0;
  carriedIn = 0;
  carriedOut = 0;
  lapsed = 0;
  virements = 0;
  swaps = 0;
  received = 0;
  /** What was taken back of payments of years that are closed. */
  adjusted = 0;
  spent = 0;
  /** In the order in which they were held. */
  readonly reserves = new Map<string, number>();
  /** In the order in which they were made. */
  readonly promises: Promised[] = [];
  readonly payments: Paid[] = [];

  get reserved(): number {
    return sum(this.reserves.values());
  }

  get committed(): number {
    return sum(this.promises.map(({ unpaid }) => unpaid));
  }

  get waiting(): number {
    return sum(this.promises.map(({ waiting }) => waiting));
  }

  /** Rule 8, in the order in which it is written there. */
  get balance(): number {
    const came = this.confirmed + this.carriedIn - this.carriedOut - this.lapsed;
    const moved = this.virements + this.swaps + this.received + this.adjusted;
    return came + moved - this.reserved - this.committed - this.spent;
  }

  get uncommitted(): number {
    return Math.max(0, this.balance);
  }

  get uncovered(): number {
    return Math.max(0, -this.balance);
  }

  promised(project: string, decision: string): Promised {
    const known = this.promises.find((one) => one.project === project && one.decision === decision);
    if (known !== undefined) return known;
    const promised = { project, decision, unpaid: 0, waiting: 0 };
    this.promises.push(promised);
    return promised;
  }

  hold(reserve: string, amount: number): void {
    this.reserves.set(reserve, (this.reserves.get(reserve) ?? 0) + amount);
  }

  pay(project: string, amount: number): Paid {
    const own = this.promises.filter((one) => one.project === project);
    const kept = inTurn(own, ({ unpaid }) => unpaid, amount);
    for (const [promised, share] of kept) promised.unpaid -= share;
    const beyond = amount - sum(kept.map(([, share]) => share));
    const hastened = inTurn(own, ({ waiting }) => waiting, beyond);
    for (const [promised, share] of hastened) promised.waiting -= share;
    const over = beyond - sum(hastened.map(([, share]) => share));
    const paid = { project, amount, kept: [...kept], hastened, over, reversed: false };
    this.spent += amount;
    this.payments.push(paid);
    return paid;
  }

  takeBack(paid: Paid): void {
    if (paid.reversed) return;
    this.spent -= paid.amount;
    for (const [promised, share] of paid.kept) promised.unpaid += share;
    for (const [promised, share] of paid.hastened) promised.waiting += share;
    paid.reversed = true;
  }

  acceptOverspend(project: string, decision: string, amount: number): void {
    const own = this.payments.filter((paid) => paid.project === project && !paid.reversed);
    const promised = this.promised(project, decision);
    for (const [paid, share] of inTurn(own, ({ over }) => over, amount)) {
      paid.over -= share;
      paid.kept.push([promised, share]);
    }
  }

  /** Newest decision first, and of each what waits before what is committed. */
  release(project: string, amount = Infinity): void {
    const own = this.promises.filter((one) => one.project === project).toReversed();
    for (const [promised, share] of inTurn(own, ({ unpaid, waiting }) => unpaid + waiting, amount)) {
      const waited = Math.min(share, promised.waiting);
      promised.waiting -= waited;
      promised.unpaid -= share - waited;
    }
  }

  /** What leaves a project by virement: of its newest decision first, and only what has money behind it. */
  send(project: string | undefined, amount: number): void {
    const behind = this.behindPromises();
    this.virements -= amount;
    if (project === undefined) return;
    const own = this.promises.filter((one) => one.project === project).toReversed();
    for (const [promised, share] of inTurn(own, (one) => behind.get(one) ?? 0, amount)) {
      promised.unpaid -= share;
    }
  }

  /** New money goes to the oldest decision that waits for it, as far as it goes. */
  cover(): void {
    for (const [promised, share] of inTurn(this.promises, ({ waiting }) => waiting, this.uncommitted)) {
      promised.waiting -= share;
      promised.unpaid += share;
    }
  }

  /** Ends the year, and leaves what the next one takes over; `asked` is what is to be carried. */
  close(asked: number): Purse {
    const left = new Purse();
    const unspent = this.balance + this.reserved + this.committed;
    left.carriedIn = unspent < 0 ? unspent : asked;
    const beyondPromises = Math.max(0, left.carriedIn - this.committed);
    const held = [...this.reserves].filter(([, amount]) => amount > 0);
    for (const [[reserve], share] of inTurn(held, ([, amount]) => amount, beyondPromises)) {
      left.hold(reserve, share);
    }
    left.promises.push(...this.promises.filter(isOpen).map((one) => ({ ...one })));
    this.carriedOut += left.carriedIn;
    this.lapsed += unspent - left.carriedIn;
    this.expected = 0;
    this.reserves.clear();
    for (const promised of this.promises) Object.assign(promised, { unpaid: 0, waiting: 0 });
    return left;
  }

  takeOver(left: Purse): void {
    this.carriedIn += left.carriedIn;
    for (const [reserve, amount] of left.reserves) this.hold(reserve, amount);
    for (const { project, decision, unpaid, waiting } of left.promises) {
      const promised = this.promised(project, decision);
      promised.unpaid += unpaid;
      promised.waiting += waiting;
    }
  }

  /** What is short falls on the newest decision first. */
  private behindPromises(): ReadonlyMap<Promised, number> {
    const newest = this.promises.toReversed();
    const lacking = new Map(inTurn(newest, ({ unpaid }) => unpaid, this.uncovered));
    return new Map(newest.map((one) => [one, one.unpaid - (lacking.get(one) ?? 0)]));
  }
}

/** Money that another body, or a recipient, owes. */
interface Owed {
  readonly project: string;
  readonly fundingType: FundingType;
  amount: number;
  received: number;
}

/** A source, and what was said of it that money may still follow from. */
export class NaiveSource {
  readonly purses: Readonly<Record<FundingType, Purse>> = { capital: new Purse(), revenue: new Purse() };
  /** What undoes an entry, by its number. */
  readonly undo = new Map<string, () => void>();
  readonly owed = new Map<string, Owed>();
  readonly swaps = new Map<string, number>();
  closed = false;
  heir: string | undefined;
  readonly year: string;
  /** The priorities that it may pay for, where it is ring-fenced. */
  readonly fence: readonly string[] | undefined;

  constructor(year: string, fence: readonly string[] | undefined) {
    this.year = year;
    this.fence = fence;
  }

  /** Makes a change, and where that leaves more uncommitted than before, covers what waits for it. */
  change(act: (purses: NaiveSource['purses']) => void): void {
    const before = fundingTypes.map((type) => this.purses[type].uncommitted);
    act(this.purses);
    for (const [index, type] of fundingTypes.entries()) {
      if (this.purses[type].uncommitted > (before[index] ?? 0)) this.purses[type].cover();
    }
  }
}

function isOpen({ unpaid, waiting }: Promised): boolean {
  return unpaid + waiting > 0;
}

/** An amount taken from each in turn, as much as it has, until there is enough. */
function inTurn<T>(
  from: readonly T[],
  has: (one: T) => number,
  amount: number,
): readonly (readonly [T, number])[] {
  let left = amount;
  return from.flatMap((one): (readonly [T, number])[] => {
    const share = Math.min(left, has(one));
    left -= Math.max(0, share);
    return share > 0 ? [[one, share]] : [];
  });
}

function sum(amounts: Iterable<number>): number {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
}
