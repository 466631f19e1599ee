import type { DecodedEvent } from '#eventing/decoding';
import type { FundingType } from '#funding/decision.commands';
import type { FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import { accounts, postingsOf } from '#funding/funding-source/postings';
import type { Account } from '#funding/funding-source/postings';
import { parseStream } from '#kernel/ids';

/** The accounts of one source and funding type. */
type Sums = Record<Account, number>;

/**
 * The one thing that an event of each of these may do to a balance that it leaves below zero (rules 9 and
 * 10).
 */
const mayLower: ReadonlySet<string> = new Set([
  'FundingCut',
  'FundingWithdrawn',
  'EntryReversed',
  'ExpenditureCharged',
  'BroughtForward',
]);

/** What is never below zero, whatever a balance is. */
const never: readonly Account[] = [
  'reserved',
  'committed',
  'spent',
  'expected',
  'subject-to-funding',
  'recoveries',
];

/** Every posting of every event, summed up as it comes, and what has to hold after each. */
export class Ledger {
  private readonly sums = new Map<string, Sums>();
  private total = 0;

  /** @throws when the event breaks rule 8 or 9. */
  take({ stream, type, data }: DecodedEvent): void {
    const { noun, id } = parseStream(stream);
    if (noun !== 'source') return;
    const balances = { capital: this.balance(id, 'capital'), revenue: this.balance(id, 'revenue') };
    let sum = 0;
    for (const { account, fundingType, amountPence } of postingsOf({ type, data } as FundingSourceEvent)) {
      this.at(id, fundingType)[account] += amountPence;
      sum += amountPence;
    }
    this.total += sum;
    if (sum !== 0 || this.total !== 0) throw new Error(`Not balanced by ${sum}: ${type} of ${stream}`);
    for (const fundingType of ['capital', 'revenue'] as const) {
      this.check({ id, fundingType, type, data, before: balances[fundingType] });
    }
  }

  at(source: string, fundingType: FundingType): Sums {
    const key = `${source} ${fundingType}`;
    const known = this.sums.get(key);
    if (known !== undefined) return known;
    const sums = Object.fromEntries(accounts.map((account) => [account, 0])) as Sums;
    this.sums.set(key, sums);
    return sums;
  }

  balance(source: string, fundingType: FundingType): number {
    return this.at(source, fundingType).uncommitted;
  }

  private check(event: Lowering): void {
    const { id, fundingType, type } = event;
    const sums = this.at(id, fundingType);
    const low = never.find((account) => (account === 'recoveries' ? -1 : 1) * sums[account] < 0);
    if (low !== undefined) throw new Error(`${low} of ${id} is ${sums[low]} by ${type}`);
    if (sums.uncommitted < 0 && !mayLowerSo(event, event.before - sums.uncommitted))
      throw new Error(`The balance of ${id} fell to ${sums.uncommitted} by ${type}`);
  }
}

function mayLowerSo({ type, data }: Lowering, lowered: number): boolean {
  const { overspendPence = 0, met = [], fromReserve, amountPence = 0 } = data as Said;
  // What a reserve gives came back to the balance by the event before.
  if (lowered <= (fromReserve === undefined ? 0 : amountPence)) return true;
  const hastened = met.reduce((sum, { subjectPence = 0 }) => sum + subjectPence, 0);
  return mayLower.has(type) && (type !== 'ExpenditureCharged' || lowered === overspendPence + hastened);
}

/** What an event may say that bears on how far it may lower a balance. */
interface Said {
  readonly amountPence?: number;
  readonly overspendPence?: number;
  /** What of a payment was still subject to funding is paid before its money is there. */
  readonly met?: readonly { readonly subjectPence?: number }[];
  readonly fromReserve?: string;
}

interface Lowering {
  readonly id: string;
  readonly fundingType: FundingType;
  readonly type: string;
  readonly data: unknown;
  readonly before: number;
}
