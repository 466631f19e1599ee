import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandLine } from '../cli/command-line.js';
import type { Ended } from '../cli/command-line.js';
import { movements } from './movements.js';

interface Line {
  readonly source: string;
  readonly fundingType: string;
  readonly [figure: string]: number | string;
}

/** The lines of a budget, with the balance that is either uncommitted or uncovered. */
function budgetOf(cli: CommandLine, moment: readonly string[] = []): readonly Line[] {
  const { lines } = JSON.parse(cli.run(['budget', '--json', ...moment]).out) as { lines: Line[] };
  return lines.map((line) => ({ ...line, balance: Number(line['uncommitted']) - Number(line['uncovered']) }));
}

/**
 * Where each figure of a budget stands in the journal, and its sign there: what a provider gives goes below
 * nil.
 */
const accounts: Readonly<Record<string, readonly (readonly [sign: 1 | -1, account: string])[]>> = {
  confirmed: [[-1, 'Income:Provider']],
  toBeConfirmed: [[1, 'Equity:Expected']],
  carried: [[-1, 'Equity:Carried']],
  lapsed: [[1, 'Expenses:Lapsed']],
  virements: [[-1, 'Equity:Virements']],
  swaps: [[-1, 'Equity:Swaps']],
  received: [
    [-1, 'Income:Recoveries'],
    [-1, 'Equity:Prior-Year'],
  ],
  reserved: [[1, 'Assets:Reserved']],
  committed: [[1, 'Assets:Committed']],
  subjectToFunding: [[1, 'Equity:Subject-To-Funding']],
  spent: [[1, 'Expenses:Spent']],
  balance: [[1, 'Assets:Uncommitted']],
};

/** Balances by account, in pence. */
type Balances = ReadonlyMap<string, number>;

function penceOf(pounds: string): number {
  return Number(pounds.replace('.', ''));
}

/** What hledger makes of a journal, strictly read. */
function readByHledger(file: string): Balances {
  const csv = execFileSync('hledger', ['-s', '-f', file, 'balance', '-N', '--flat', '-O', 'csv'], {
    encoding: 'utf8',
  });
  const lines = csv.trim().split('\n').slice(1);
  return new Map(
    lines.map((line) => {
      const [, account = '', pounds = ''] = /^"(.+)","(-?\d+\.\d\d) GBP"$/.exec(line) ?? [];
      return [account, penceOf(pounds)];
    }),
  );
}

/** What ledger makes of it, pedantically read: the balance of each account without those below it. */
function readByLedger(file: string): Balances {
  const format = '%(account)\t%(quantity(scrub(amount)))\n';
  const args = ['--pedantic', '-f', file, 'balance', '--flat', '--no-total', '--format', format];
  const lines = execFileSync('ledger', args, { encoding: 'utf8' }).trim().split('\n');
  return new Map(
    lines.map((line) => {
      const [account = '', pounds = ''] = line.split('\t');
      return [account, Math.round(Number(pounds) * 100)];
    }),
  );
}

/** What beancount makes of it, once it has found nothing wrong. */
function readByBeancount(file: string): Balances {
  execFileSync('bean-check', [file], { encoding: 'utf8' });
  const question = 'select account, sum(number) as pounds group by account';
  const csv = execFileSync('bean-query', ['-f', 'csv', file, question], { encoding: 'utf8' });
  const lines = csv.trim().split('\n').slice(1);
  return new Map(
    lines.map((line) => {
      const [account = '', pounds = ''] = line.split(',');
      return [account.trim(), penceOf(pounds.trim())];
    }),
  );
}

function capitalised(id: string): string {
  return id.replaceAll(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}

/** The sum of an account at a source and funding type, over its projects. */
function sumAt(balances: Balances, account: string, { source, fundingType }: Line): number {
  const name = `${account}:${capitalised(source)}:${capitalised(fundingType)}`;
  return [...balances].reduce((sum, [known, pence]) => {
    return known === name || known.startsWith(`${name}:`) ? sum + pence : sum;
  }, 0);
}

type Said = readonly (readonly [source: string, fundingType: string, pence: unknown])[];

/** A figure of each line, as the budget says it. */
function saidBy(budget: readonly Line[], figure: string): Said {
  return budget.map((line) => [line.source, line.fundingType, line[figure]]);
}

/** The same as the accounts of a journal come to it. */
function readFrom(balances: Balances, budget: readonly Line[], figure: string): Said {
  return budget.map((line) => {
    const parts = accounts[figure]!.map(([sign, account]) => sign * sumAt(balances, account, line));
    return [line.source, line.fundingType, parts.reduce((sum, part) => sum + part, 0)];
  });
}

const oracles = { hledger: readByHledger, ledger: readByLedger, beancount: readByBeancount } as const;
const formats = Object.keys(oracles) as (keyof typeof oracles)[];

/** What is told to a new partnership, by which command. */
const stories: Readonly<Record<string, (cli: CommandLine) => Ended>> = {
  'the published example': (cli) => cli.run(['demo', '--no-serve']),
  'a year of every movement': (cli) => cli.run(['run', '-'], { input: movements() }),
};

describe.each(Object.keys(stories))('The journal of %s', (story) => {
  const cli = new CommandLine();
  let budget: readonly Line[];
  const journals = new Map<string, Balances>();

  beforeAll(() => {
    const { code, out, err } = stories[story]!(cli);
    if (code !== 0) throw new Error(`${err}${out.replaceAll(/^.*"accepted".*$\n/gm, '')}`);
    budget = budgetOf(cli);
    for (const format of formats) {
      writeFileSync(cli.at(format), cli.run(['ledger', '--format', format]).out);
      journals.set(format, oracles[format](cli.at(format)));
    }
  });
  afterAll(() => cli.remove());

  it.each(formats)('balances, as %s reads it', (format) => {
    const balances = [...journals.get(format)!.values()];
    expect(balances.length).toBeGreaterThan(30);
    expect(balances.reduce((sum, pence) => sum + pence, 0)).toBe(0);
  });

  const all = formats.flatMap((format) => Object.keys(accounts).map((figure) => [format, figure]));

  it.each(all)('agrees with the budget to the penny, as %s reads it, on %s', (format, figure) => {
    expect(readFrom(journals.get(format)!, budget, figure)).toEqual(saidBy(budget, figure));
  });

  it('agrees with it as it was true on an earlier day and known on another', () => {
    const moment = ['--as-at', '2011-07-31', '--known-at', '2011-08-15'];
    const before = budgetOf(cli, moment);
    expect(before).not.toEqual(budget);
    writeFileSync(cli.at('before'), cli.run(['ledger', '--format', 'hledger', ...moment]).out);
    const balances = readByHledger(cli.at('before'));
    for (const figure of Object.keys(accounts))
      expect([figure, ...readFrom(balances, before, figure)]).toEqual([figure, ...saidBy(before, figure)]);
  });
});

describe('A year of every movement', () => {
  const cli = new CommandLine();
  afterAll(() => cli.remove());

  it('has something in every figure of a budget', () => {
    cli.run(['run', '-'], { input: movements() });
    const budget = budgetOf(cli);
    const figures = [...Object.keys(accounts), 'uncommitted', 'uncovered'];
    expect(figures.filter((figure) => budget.every((line) => line[figure] === 0))).toEqual([]);
  });
});
