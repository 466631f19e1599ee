import type { FundingSourceQuestion } from '#funding/funding-source/funding-source.asks';
import type { FundingType } from '#funding/funding-source/funding-source.events';
import type { Asked } from '#funding/funding-source/state';
import { closePurse, Purse, release, takeOver } from '#testing/naive-purse';
import type { Line, Payment } from '#testing/naive-purse';

/**
 * A funding source as simply as it can be told, to hold the real one against: figures that are added to and
 * taken from as each accepted command says, and the balance of rule 8 written out as the rule writes it.
 */
export class NaiveSource {
  readonly purses: Readonly<Record<FundingType, Purse>> = { capital: new Purse(), revenue: new Purse() };
  /** What takes an entry back, by its number. */
  readonly undo = new Map<string, () => void>();
  readonly payments = new Map<string, Payment[]>();
  readonly owed = new Map<string, number>();
  readonly swaps = new Map<string, number>();
  /** What the close of the year left for the successor. */
  readonly left = { capital: new Purse(), revenue: new Purse() };

  /**
   * Takes in a command that the real source has accepted; `from` is the source that a successor takes over.
   */
  accept(command: FundingSourceQuestion, from?: NaiveSource): void {
    const before = uncommittedOf(this);
    const tell = told[command.type] as
      ((source: NaiveSource, said: unknown, from?: NaiveSource) => void) | undefined;
    tell?.(this, command, from);
    const after = uncommittedOf(this);
    if (after.capital > before.capital) this.purses.capital.cover();
    if (after.revenue > before.revenue) this.purses.revenue.cover();
  }
}

function uncommittedOf({ purses }: NaiveSource): Record<FundingType, number> {
  return { capital: Math.max(0, purses.capital.balance), revenue: Math.max(0, purses.revenue.balance) };
}

const told: {
  readonly [Name in FundingSourceQuestion['type']]?: (
    source: NaiveSource,
    said: Asked<Name>,
    from?: NaiveSource,
  ) => void;
} = {
  ExpectFunding: ({ purses, undo }, { entry, fundingType, amountPence }) => {
    const purse = purses[fundingType];
    purse.expected += amountPence;
    undo.set(entry, () => (purse.expected -= amountPence));
  },
  ConfirmFunding: ({ purses, undo }, { entry, fundingType, amountPence }) => {
    const purse = purses[fundingType];
    const used = Math.min(purse.expected, amountPence);
    change(purse, amountPence, -used);
    undo.set(entry, () => change(purse, -amountPence, used));
  },
  CutFunding: ({ purses, undo }, { entry, fundingType, amountPence }) => {
    const purse = purses[fundingType];
    const hoped = Math.min(purse.expected, amountPence);
    change(purse, hoped - amountPence, -hoped);
    undo.set(entry, () => change(purse, amountPence - hoped, hoped));
  },
  WithdrawFunding: ({ purses, undo }, { entry }) => {
    const lost = Object.values(purses).map((purse) => {
      const { confirmed, expected } = purse;
      change(purse, -confirmed, -expected);
      return () => change(purse, confirmed, expected);
    });
    undo.set(entry, () => lost.forEach((giveBack) => giveBack()));
  },
  ReverseEntry: ({ undo }, { entry }) => undo.get(entry)?.(),
  HoldReserve: ({ purses }, { fundingType, reserve, amountPence }) => {
    purses[fundingType].reserve(reserve).amount += amountPence;
  },
  ReleaseReserve: ({ purses }, { reserve, amountPence }) => {
    const held = [...purses.capital.reserves, ...purses.revenue.reserves].find(
      (one) => one.reserve === reserve,
    );
    if (held !== undefined) held.amount -= amountPence;
  },
  AllocateAward: (
    { purses },
    { project, decision, fundingType, amountPence, fromReserve, subjectToFunding },
  ) => {
    const purse = purses[fundingType];
    if (fromReserve !== undefined) purse.reserve(fromReserve).amount -= amountPence;
    purse.line(project, decision)[subjectToFunding === true ? 'subject' : 'unpaid'] += amountPence;
  },
  ReleaseCommitment: ({ purses }, { project, only }) => {
    for (const fundingType of ['capital', 'revenue'] as const) {
      if (only !== undefined && only.fundingType !== fundingType) continue;
      release(purses[fundingType], project, only?.amountPence ?? Infinity);
    }
  },
  ChargeExpenditure: ({ purses, payments }, { project, payment, fundingType, amountPence }) => {
    const purse = purses[fundingType];
    purse.spent += amountPence;
    const met: [Line, number][] = [];
    const waited: [Line, number][] = [];
    let over = amountPence;
    for (const [part, taken] of [['unpaid', met] as const, ['subject', waited] as const]) {
      for (const line of purse.lines.filter((one) => one.project === project)) {
        const share = Math.min(over, line[part]);
        line[part] -= share;
        over -= share;
        taken.push([line, share]);
      }
    }
    const paid = { purse, amount: amountPence, met, waited, over, reversed: false };
    payments.set(`${project} ${payment}`, [...(payments.get(`${project} ${payment}`) ?? []), paid]);
  },
  ReverseCharge: ({ payments }, { project, payment }) => {
    for (const paid of payments.get(`${project} ${payment}`) ?? []) {
      if (paid.reversed) continue;
      paid.reversed = true;
      paid.purse.spent -= paid.amount;
      for (const [line, share] of paid.met) line.unpaid += share;
      for (const [line, share] of paid.waited) line.subject += share;
    }
  },
  AcceptOverspend: ({ purses, payments }, { project, decision, fundingType, amountPence }) => {
    const purse = purses[fundingType];
    let left = amountPence;
    for (const [key, paid] of [...payments].flatMap(([name, list]) =>
      list.map((one) => [name, one] as const),
    )) {
      if (!key.startsWith(`${project} `) || paid.purse !== purse || paid.reversed) continue;
      const share = Math.min(left, paid.over);
      paid.over -= share;
      left -= share;
      paid.met.push([purse.line(project, decision), share]);
    }
  },
  AdjustPriorYear: ({ purses }, { fundingType, amountPence }) => {
    purses[fundingType].priorYear += amountPence;
  },
  RequestSwap: ({ swaps }, { swap, amountPence }) => {
    swaps.set(swap, amountPence);
  },
  AgreeSwap: ({ purses, swaps, undo }, { swap }) => {
    const amount = swaps.get(swap) ?? 0;
    moveSwap(purses, amount);
    if (!undo.has(swap)) undo.set(swap, () => moveSwap(purses, -amount));
  },
  SendVirement: ({ purses }, { fundingType, amountPence, from }) => {
    const purse = purses[fundingType];
    let left = from.project === undefined ? 0 : amountPence;
    const covered = purse.covered();
    purse.virements -= amountPence;
    for (const line of purse.lines.filter(({ project }) => project === from.project).toReversed()) {
      const share = Math.min(left, covered.get(line) ?? 0);
      line.unpaid -= share;
      left -= share;
    }
  },
  TakeVirement: ({ purses }, { fundingType, amountPence, to, decision }) => {
    purses[fundingType].virements += amountPence;
    if (to.project !== undefined) purses[fundingType].line(to.project, decision).unpaid += amountPence;
  },
  RaiseReclaim: ({ owed }, { reclaim, amountPence }) => {
    owed.set(reclaim, (owed.get(reclaim) ?? 0) + amountPence);
  },
  ReceiveReclaim: ({ purses, owed, undo }, { reclaim, entry, amountPence }) => {
    const receive = (amount: number): void => {
      purses.revenue.received += amount;
      owed.set(reclaim, (owed.get(reclaim) ?? 0) - amount);
    };
    receive(amountPence);
    undo.set(entry, () => receive(-amountPence));
  },
  WriteOffReclaim: ({ owed }, { reclaim }) => {
    owed.set(reclaim, 0);
  },
  CloseSourceYear: ({ purses, left }, { carry }) => {
    for (const fundingType of ['capital', 'revenue'] as const) {
      const asked = carry.find((one) => one.fundingType === fundingType)?.amountPence ?? 0;
      closePurse(purses[fundingType], left[fundingType], asked);
    }
  },
  BringForward: ({ purses, owed }, _, from = new NaiveSource()) => {
    takeOver(purses.capital, from.left.capital);
    takeOver(purses.revenue, from.left.revenue);
    for (const [reclaim, amount] of from.owed) owed.set(reclaim, (owed.get(reclaim) ?? 0) + amount);
  },
};

function change(purse: Purse, confirmed: number, expected: number): void {
  purse.confirmed += confirmed;
  purse.expected += expected;
}

function moveSwap({ capital, revenue }: NaiveSource['purses'], amount: number): void {
  capital.swaps -= amount;
  revenue.swaps += amount;
}
