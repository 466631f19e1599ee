import { describe, expect, it } from '@jest/globals';
import { accountOf } from '#documents/ledger-accounts';
import { ledgerFormats, ledgerLines } from '#documents/ledger';
import type { JournalOf, LedgerFormat } from '#documents/ledger';
import type { DecodedEvent } from '#eventing/decoding';
import type { FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import { accounts } from '#funding/funding-source/postings';

let position = 0;

function recorded(
  event: FundingSourceEvent,
  effectiveOn = '2011-04-12',
  stream = 'source-thurrock.grant',
): DecodedEvent {
  position += 1;
  return {
    ...event,
    id: `00000000-0000-8000-8000-${String(position).padStart(12, '0')}`,
    stream,
    schema: 1,
    effectiveOn,
    partnership: 'thurrock',
    actor: { person: 'finance', role: 'finance-officer' },
    command: 'thurrock/c',
    causation: 'thurrock/c',
    correlation: 'thurrock/c',
    version: position,
    position,
    recordedAt: '2011-04-12T09:00:00.000Z',
  };
}

const known = { knownAt: '2012-04-13T10:00:00.000Z' };

async function journal(
  format: LedgerFormat,
  events: readonly DecodedEvent[],
  moment: Omit<JournalOf, 'partnership'> = known,
): Promise<string[]> {
  async function* one(): AsyncGenerator<DecodedEvent> {
    yield* events;
  }
  return Array.fromAsync(ledgerLines(format, { partnership: 'thurrock', ...moment }, one()));
}

const entry = {
  fundingType: 'revenue',
  reason: 'A "letter"; it said £5,000\n2011-01-01 open Assets:Other',
} as const;
const confirmed: FundingSourceEvent = {
  type: 'FundingConfirmed',
  data: { ...entry, entry: 'first', amountPence: 123_456_789, fromExpectedPence: 0, reference: 'Letter' },
};
const allocated: FundingSourceEvent = {
  type: 'AwardAllocated',
  data: { project: 'daat', decision: 'april/daat', fundingType: 'revenue', amountPence: 5 },
};

/** What the documentation of beancount says of a line: a directive, metadata or a posting. */
const beancountLine = new RegExp(
  [
    '^$',
    '^; .*$',
    '^option "[a-z_]+" "[^"\\\\]*"$',
    '^\\d{4}-\\d\\d-\\d\\d open (?:Assets|Liabilities|Equity|Income|Expenses)(?::[A-Z0-9][A-Za-z0-9-]*)+ GBP$',
    '^\\d{4}-\\d\\d-\\d\\d \\* "[^"\\\\]*"$',
    '^  [a-z][a-zA-Z0-9_-]*: (?:"[^"\\\\]*"|\\d+)$',
    '^  (?:Assets|Liabilities|Equity|Income|Expenses)(?::[A-Z0-9][A-Za-z0-9-]*)+ {2,}-?\\d+\\.\\d\\d GBP$',
  ].join('|'),
  'u',
);

describe('The journal for a ledger', () => {
  it('is read by hledger and ledger: a transaction an event, in pounds without separators', async () => {
    position = 0;
    const lines = await journal('hledger', [recorded(confirmed), recorded(allocated, '2011-04-13')]);
    expect(lines.map((line) => line.replaceAll(/ {3,}(?=\S)/g, '   '))).toEqual([
      '; The money of thurrock, from Tallystick.',
      '; With everything that is recorded, as known on 13 April 2012, 11:00.',
      '; The number in brackets is the position of the event in the store.',
      'commodity GBP',
      '   format 1000.00 GBP',
      '',
      'account Income:Provider:Grant:Revenue',
      'account Assets:Uncommitted:Grant:Revenue',
      '2011-04-12 * (1) Funding confirmed: first',
      '   ; event: 00000000-0000-8000-8000-000000000001',
      '   ; recorded: 2011-04-12T09:00:00.000Z',
      '   ; by: finance as finance-officer',
      '   ; source: grant',
      '   ; entry: first',
      '   Income:Provider:Grant:Revenue   -1234567.89 GBP',
      '   Assets:Uncommitted:Grant:Revenue   1234567.89 GBP',
      '',
      'account Assets:Committed:Grant:Revenue:Daat',
      '2011-04-13 * (2) Award allocated: daat',
      '   ; event: 00000000-0000-8000-8000-000000000002',
      '   ; recorded: 2011-04-12T09:00:00.000Z',
      '   ; by: finance as finance-officer',
      '   ; source: grant',
      '   ; project: daat',
      '   ; decision: april/daat',
      '   Assets:Uncommitted:Grant:Revenue   -0.05 GBP',
      '   Assets:Committed:Grant:Revenue:Daat   0.05 GBP',
    ]);
  });

  it('keeps the rules of beancount in every line, and opens each account once, before every day', async () => {
    position = 0;
    const lines = await journal('beancount', [
      recorded(confirmed, '2011-05-01', 'source-thurrock.2011-grant'),
      recorded(allocated, '2011-04-01', 'source-thurrock.2011-grant'),
      recorded(allocated, '2011-04-02', 'source-thurrock.2011-grant'),
    ]);
    expect(lines.filter((line) => !beancountLine.test(line))).toEqual([]);
    const opened = lines.filter((line) => line.includes(' open '));
    expect(opened).toHaveLength(3);
    expect(opened.every((line) => line.startsWith('1900-01-01'))).toBe(true);
    const places = lines.filter((line) => line.startsWith('  position: '));
    expect(places).toEqual(['  position: 1', '  position: 2', '  position: 3']);
  });

  it.each(ledgerFormats)('says of which moment it speaks, for %s', async (format) => {
    const lines = await journal(format, [], { asAt: '2012-03-31', ...known });
    expect(lines).toContain('; As at 31 March 2012, as known on 13 April 2012, 11:00.');
  });

  it('would notice a line that beancount does not read', () => {
    expect(beancountLine.test('  assets:Committed  5.00 GBP')).toBe(false);
    expect(beancountLine.test('  Assets:Committed  5,000.00 GBP')).toBe(false);
    expect(beancountLine.test('2011-04-12 * "It said "no""')).toBe(false);
  });

  it.each(ledgerFormats)('holds nothing that anyone typed, for %s', async (format) => {
    const lines = await journal(format, [recorded(confirmed)]);
    expect(lines.join('\n')).not.toMatch(/letter|£|Other/i);
  });

  it('passes over what moves no money', async () => {
    const requested = { type: 'SwapRequested', data: { swap: 's', amountPence: 5, reason: 'r' } } as const;
    const elsewhere = { ...recorded(confirmed), stream: 'project-thurrock.daat' };
    const [none, nothing] = await Promise.all([
      journal('ledger', []),
      journal('ledger', [recorded(requested), elsewhere]),
    ]);
    expect(nothing).toEqual(none);
  });

  it('names every account as beancount wants it, and no two alike', () => {
    const names = accounts.flatMap((account) =>
      ['a', 'a-b', '1-a', 'a--b', 'a-'].map((source) => {
        return accountOf(source, { account, fundingType: 'capital', project: 'p-1', amountPence: 1 });
      }),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[A-Z][A-Za-z]*(?::[A-Z0-9][A-Za-z0-9-]*)+$/.test(name))).toEqual([]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  });
});
