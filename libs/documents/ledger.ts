import type { DecodedEvent } from '#eventing/decoding';
import { accountOf } from '#documents/ledger-accounts';
import { instantInWords, momentInWords } from '#documents/model/in-words';
import type { EventOf } from '#kernel/asking';
import type { FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import { postingsOf } from '#funding/funding-source/postings';
import { parseStream } from '#kernel/ids';
import type { Instant, LocalDate } from '#kernel/local-date';
import { plainPounds } from '#kernel/pence';
import type { Pence } from '#kernel/pence';

export const ledgerFormats = ['hledger', 'ledger', 'beancount'] as const;

/** The programs of plain-text accounting that the journal is written for. */
export type LedgerFormat = (typeof ledgerFormats)[number];

/** Whose journal it is, and of which moment it speaks. */
export interface JournalOf {
  readonly partnership: string;
  /** Left out, of whichever day. */
  readonly asAt?: LocalDate | undefined;
  readonly knownAt: Instant;
}

/**
 * The journal of every event that moves money, as lines without their ends: balanced, in pounds with two
 * decimals and no thousands separators, a transaction an event, on the day when it was true. Streams: memory
 * grows with the number of accounts alone.
 *
 * Holds no text that anyone typed, only ids, days and sums, so nothing in it can be taken for a directive.
 *
 * @param events every event of one partnership by that moment, in the order of recording; those that move no
 * money are passed over
 */
export async function* ledgerLines(
  format: LedgerFormat,
  of: JournalOf,
  events: AsyncIterable<DecodedEvent>,
): AsyncGenerator<string> {
  const style = styles[format];
  const declared = new Set<string>();
  yield* style.head(of);
  for await (const event of events) {
    const transaction = transactionOf(event);
    if (transaction === undefined) continue;
    yield '';
    for (const { account } of transaction.postings) {
      if (!declared.has(account)) yield style.declare(account);
      declared.add(account);
    }
    yield* style.transaction(transaction);
  }
}

/** What one event comes to in a journal. */
interface Transaction {
  readonly event: DecodedEvent;
  /** The event in words: `Award allocated: daat`. */
  readonly words: string;
  /** Which decisions the money goes back to, and whatever else the event names by an id. */
  readonly tags: readonly (readonly [name: string, value: string])[];
  readonly postings: readonly { readonly account: string; readonly amountPence: Pence }[];
}

function transactionOf(event: DecodedEvent): Transaction | undefined {
  const { noun, id: source } = parseStream(event.stream);
  if (noun !== 'source') return undefined;
  // The decoding gave today's shape, and a source's stream holds a source's events.
  const money = postingsOf(event as unknown as FundingSourceEvent).filter(
    ({ amountPence }) => amountPence !== 0,
  );
  if (money.length === 0) return undefined;
  const postings = money.map((posting) => ({
    account: accountOf(source, posting),
    amountPence: posting.amountPence,
  }));
  return { event, words: wordsOf(event), tags: tagsOf(event, source), postings };
}

/** Where events name something by an id, in the order in which the journal shows them. */
const identities = [
  'project',
  'payment',
  'entry',
  'reserve',
  'release',
  'virement',
  'swap',
  'reclaim',
  'clawback',
] as const;

type Named = Partial<Record<(typeof identities)[number] | 'decision', string>> &
  Partial<
    Record<'lines' | 'met' | 'covered', readonly { readonly decision: string; readonly project?: string }[]>
  >;

function wordsOf({ type, data }: EventOf): string {
  const words = type.replaceAll(/(?!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const named = data as Named;
  const id = identities.map((name) => named[name]).find((value) => value !== undefined);
  return id === undefined ? words : `${words}: ${id}`;
}

function tagsOf({ id, recordedAt, actor, data }: DecodedEvent, source: string): Transaction['tags'] {
  const named = data as Named;
  const own = identities.flatMap((name) => (named[name] === undefined ? [] : [[name, named[name]] as const]));
  const lines = [...(named.lines ?? []), ...(named.met ?? []), ...(named.covered ?? [])];
  const decisions = new Set(
    [named.decision, ...lines.map(({ decision }) => decision)].filter((d) => d !== undefined),
  );
  return [
    ['event', id],
    ['recorded', recordedAt],
    ['by', `${actor.person} as ${actor.role}`],
    ['source', source],
    ...own,
    ...(decisions.size === 0 ? [] : [['decision', [...decisions].join(' ')] as const]),
  ];
}

/** By when it was true and known, as every paper says it of itself. */
function momentOf({ asAt, knownAt }: JournalOf): string {
  if (asAt !== undefined) return momentInWords({ asAt, knownAt });
  return `With everything that is recorded, as known on ${instantInWords(knownAt)}.`;
}

interface Style {
  head(of: JournalOf): string[];
  declare(account: string): string;
  transaction(transaction: Transaction): string[];
}

const hledger: Style = {
  head: (of) => [
    `; The money of ${of.partnership}, from Tallystick.`,
    `; ${momentOf(of)}`,
    '; The number in brackets is the position of the event in the store.',
    'commodity GBP',
    '    format 1000.00 GBP',
  ],
  declare: (account) => `account ${account}`,
  transaction: ({ event, words, tags, postings }) => [
    `${event.effectiveOn} * (${event.position}) ${words}`,
    ...tags.map(([name, value]) => `    ; ${name}: ${value}`),
    ...postings.map(({ account, amountPence }) => `    ${aligned(account, amountPence)} GBP`),
  ],
};

const beancount: Style = {
  head: (of) => [
    `; ${momentOf(of)}`,
    `option "title" "The money of ${of.partnership}, from Tallystick"`,
    'option "operating_currency" "GBP"',
  ],
  // Recorded order is not the order of days, and an account has to be open on the first of them.
  declare: (account) => `1900-01-01 open ${account} GBP`,
  transaction: ({ event, words, tags, postings }) => [
    `${event.effectiveOn} * "${words}"`,
    `  position: ${event.position}`,
    ...tags.map(([name, value]) => `  ${name}: "${value}"`),
    ...postings.map(({ account, amountPence }) => `  ${aligned(account, amountPence)} GBP`),
  ],
};

const tagNames = ['event', 'recorded', 'by', 'source', ...identities, 'decision'];

/** The same journal as for hledger; under `--pedantic`, ledger also wants each tag declared. */
const ledger: Style = {
  ...hledger,
  head: (of) => [...hledger.head(of), ...tagNames.map((name) => `tag ${name}`)],
};

const styles: Readonly<Record<LedgerFormat, Style>> = { hledger, ledger, beancount };

/** Two spaces at the least part an account from its amount. */
function aligned(account: string, amountPence: Pence): string {
  return `${account.padEnd(76)}  ${plainPounds(amountPence).padStart(12)}`;
}
