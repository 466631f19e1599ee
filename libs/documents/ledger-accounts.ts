import type { Account, Posting } from '#funding/funding-source/postings';

/**
 * Where each account of the domain stands in a journal. What is not money yet stands under equity, in pairs
 * that cancel out, so that it enters neither what there is nor what was spent.
 */
const accountRoots: Readonly<Record<Account, string>> = {
  provider: 'Income:Provider',
  recoveries: 'Income:Recoveries',
  uncommitted: 'Assets:Uncommitted',
  reserved: 'Assets:Reserved',
  committed: 'Assets:Committed',
  spent: 'Expenses:Spent',
  lapsed: 'Expenses:Lapsed',
  carried: 'Equity:Carried',
  virements: 'Equity:Virements',
  swaps: 'Equity:Swaps',
  'prior-year': 'Equity:Prior-Year',
  expected: 'Equity:Expected',
  'expected-from-provider': 'Equity:Expected-From-Provider',
  'subject-to-funding': 'Equity:Subject-To-Funding',
  'subject-to-funding-awards': 'Equity:Subject-To-Funding-Awards',
};

/**
 * The name of an account: `Assets:Committed:Community-Safety-2011-12:Revenue:Daat`. It keeps beancount's
 * rules, which are the narrowest: each part begins with a capital or a digit and holds letters, digits and
 * hyphens. Two ids never share a name, since in small letters it is the id again.
 */
export function accountOf(source: string, { account, fundingType, project }: Posting): string {
  const parts = project === undefined ? [source, fundingType] : [source, fundingType, project];
  return [accountRoots[account], ...parts.map(capitalised)].join(':');
}

function capitalised(id: string): string {
  return id.replaceAll(/(^|-)([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
}
