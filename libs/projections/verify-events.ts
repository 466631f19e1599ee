import type { DecodedEvent, Decoding } from '#eventing/decoding';
import type { EventStore, Recorded } from '#eventing/event-store';
import type { DataOf, FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import { postingsOf } from '#funding/funding-source/postings';
import type { Account, Posting } from '#funding/funding-source/postings';
import { formatPence, isPence, sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import { Check } from '#projections/verify-check';
import type { Verdict } from '#projections/verify-check';
import { GivenInRoles } from '#projections/verify-roles';

/**
 * Reads every event of a store and checks, at every point of its history, what the record promises:
 *
 * - every event decodes, in the place where it lies;
 * - positions rise, versions are dense, and no time of recording goes back;
 * - the postings of every event sum to zero, for each funding type;
 * - nothing but a provider's cut or withdrawal, a reversal, an overspend or what a close brings forward takes
 * a
 *   source's balance below nil or further below, and nothing takes more from a reserve or a commitment than
 *   is in it;
 * - whoever gave a command held the role in which they gave it.
 *
 * @param onEvent called with each position, to show how far it is
 */
export async function verifyEvents(
  store: EventStore,
  decoding: Decoding,
  onEvent: (position: number) => void = () => undefined,
): Promise<readonly Verdict[]> {
  const checks = [
    new Decodes(decoding),
    new InOrder(),
    new SumsToZero(decoding),
    new NeverBelow(decoding),
    new GivenInRoles(decoding),
  ];
  for await (const recorded of store.readAll(0)) {
    for (const check of checks) check.see(recorded);
    onEvent(recorded.position);
  }
  return checks.map((check) => check.verdict());
}

class Decodes extends Check {
  protected readonly check = 'Every event decodes';
  private readonly decoding: Decoding;

  constructor(decoding: Decoding) {
    super();
    this.decoding = decoding;
  }

  see(recorded: Recorded): void {
    this.counted += 1;
    try {
      this.decoding.decode(recorded);
    } catch (error) {
      this.complain(recorded, error instanceof Error ? error.message : String(error));
    }
  }
}

class InOrder extends Check {
  protected readonly check = 'Positions rise, versions are dense, times never go back';
  private readonly versions = new Map<string, number>();
  private last: Pick<Recorded, 'position' | 'recordedAt'> = { position: 0, recordedAt: '' };

  see(recorded: Recorded): void {
    const { stream, version, position, recordedAt } = recorded;
    this.counted += 1;
    const expected = (this.versions.get(stream) ?? -1) + 1;
    if (version !== expected) this.complain(recorded, `version ${version} stands where ${expected} belongs.`);
    if (position <= this.last.position) this.complain(recorded, `it follows position ${this.last.position}.`);
    if (recordedAt < this.last.recordedAt)
      this.complain(recorded, `recorded before the event that it follows.`);
    this.versions.set(stream, version);
    this.last = recorded;
  }
}

/**
 * A check of the events of sources, which are the ones that move money. Those of other nouns are passed over,
 * and so are those that do not decode, of which another check complains.
 */
abstract class MoneyCheck extends Check {
  protected override readonly of = 'events that move money';
  private readonly decoding: Decoding;

  constructor(decoding: Decoding) {
    super();
    this.decoding = decoding;
  }

  see(recorded: Recorded): void {
    if (!recorded.stream.startsWith('source-')) return;
    const event = this.read(recorded);
    if (event === undefined) return;
    const postings = wholePostingsOf(event);
    if (postings === undefined) return this.seeUnreadable(recorded);
    if (postings.length === 0) return;
    this.counted += 1;
    this.seeMoney(recorded, event, postings);
  }

  protected abstract seeMoney(
    recorded: Recorded,
    event: FundingSourceEvent,
    postings: readonly Posting[],
  ): void;

  protected abstract seeUnreadable(recorded: Recorded): void;

  private read(recorded: Recorded): FundingSourceEvent | undefined {
    try {
      const { type, data }: Pick<DecodedEvent, 'type' | 'data'> = this.decoding.decode(recorded);
      // A source's stream holds a source's events; the decoding gave today's shape.
      return { type, data } as FundingSourceEvent;
    } catch {
      return undefined;
    }
  }
}

/**
 * The postings of an event; undefined when what it says is no whole pence, since somebody has been at the
 * store.
 */
function wholePostingsOf(event: FundingSourceEvent): readonly Posting[] | undefined {
  try {
    const postings = postingsOf(event);
    return postings.every(({ amountPence }) => isPence(amountPence)) ? postings : undefined;
  } catch {
    return undefined;
  }
}

class SumsToZero extends MoneyCheck {
  protected readonly check = 'Postings sum to zero at every point';

  protected seeMoney(recorded: Recorded, _: FundingSourceEvent, postings: readonly Posting[]): void {
    for (const [type, moved] of Map.groupBy(postings, ({ fundingType }) => fundingType)) {
      // A swap is the one thing that crosses: what leaves capital arrives in revenue, through one account.
      const sum = sumPence(moved.map(({ amountPence }) => amountPence));
      if (sum !== 0) this.complain(recorded, `its ${type} postings sum to ${formatPence(sum)}.`);
    }
  }

  protected seeUnreadable(recorded: Recorded): void {
    this.complain(recorded, 'its money cannot be read in whole pence.');
  }
}

/**
 * What may take a balance below nil (rules 9 and 10). A payment may by its overspend alone: what commitments
 * meet moves no balance. What a close brings forward may, for commitments follow whether or not money is
 * carried.
 */
const mayUncover: ReadonlySet<FundingSourceEvent['type']> = new Set([
  'FundingCut',
  'FundingWithdrawn',
  'EntryReversed',
  'ExpenditureCharged',
  'BroughtForward',
]);

/** What is set aside or awaited is an amount of something, and nothing can take more of it than there is. */
const holding: ReadonlySet<Account> = new Set(['reserved', 'committed', 'subject-to-funding', 'expected']);

class NeverBelow extends MoneyCheck {
  protected readonly check = 'No decision takes a balance below nil';
  private readonly accounts = new Map<string, Pence>();

  /** The event counts as a whole: what it takes out and puts back in between was never a balance. */
  protected seeMoney(recorded: Recorded, event: FundingSourceEvent, postings: readonly Posting[]): void {
    const { stream } = recorded;
    for (const moved of Map.groupBy(postings, (posting) => accountKey(stream, posting)).values()) {
      const [posting] = moved as [Posting];
      const change = sumPence(moved.map(({ amountPence }) => amountPence));
      const now = this.add(accountKey(stream, posting), change);
      if (now < 0 && change < 0) this.seeBelow(recorded, event, posting, now);
    }
    if (event.type === 'ExpenditureCharged') this.seeCharge(recorded, event.data);
  }

  protected seeUnreadable(): void {
    // The check of the postings says so, and there is no amount to count.
  }

  private seeBelow(recorded: Recorded, { type }: FundingSourceEvent, posting: Posting, now: Pence): void {
    const { account, fundingType, project } = posting;
    if (account === 'uncommitted' && !mayUncover.has(type)) {
      this.complain(recorded, `${type} takes its ${fundingType} balance to ${formatPence(now)}.`);
    }
    if (holding.has(account)) {
      const held = `what is ${account} in ${fundingType}${project === undefined ? '' : ` to ${project}`}`;
      this.complain(recorded, `${type} takes ${held} to ${formatPence(now)}.`);
    }
  }

  /** Commitments meet a payment first, so there is no overspend while any is left. */
  private seeCharge({ stream, ...recorded }: Recorded, data: DataOf<'ExpenditureCharged'>): void {
    const { fundingType, project, overspendPence } = data;
    const left = this.add(accountKey(stream, { account: 'committed', fundingType, project }), 0);
    if (overspendPence <= 0 || left <= 0) return;
    const words = `${formatPence(overspendPence)} is overspent while ${formatPence(left)} is committed to ${project}.`;
    this.complain({ stream, ...recorded }, words);
  }

  private add(key: string, change: Pence): Pence {
    const now = (this.accounts.get(key) ?? 0) + change;
    this.accounts.set(key, now);
    return now;
  }
}

function accountKey(stream: string, posting: Omit<Posting, 'amountPence'>): string {
  const { account, fundingType, project = '' } = posting;
  return `${stream} ${fundingType} ${account} ${project}`;
}
