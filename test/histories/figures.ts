import type { Ledger } from './ledger.ts';
import type { NaiveMoney } from './naive-money.ts';
import type { Purse } from './naive-source.ts';

/** @throws when the figures of a source and funding type are not those of the naive money (rule 8). */
export function checkFigures(ledger: Ledger, money: NaiveMoney, after: string): void {
  for (const [source, fundingType, purse] of money.purses()) {
    same(realFigures(ledger.at(source, fundingType)), naiveFigures(purse), `${source} after ${after}`);
  }
}

/**
 * @throws when two values differ. A comparison of texts: it is made a million times, and a test's is slow.
 */
export function same(real: unknown, expected: unknown, what: string): void {
  const [a, b] = [JSON.stringify(real), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: ${a} and not ${b}`);
}

/** What is outside, such as the provider, goes below zero by what it gives. */
function realFigures(sums: ReturnType<Ledger['at']>): object {
  return {
    balance: sums.uncommitted,
    confirmed: -sums.provider,
    expected: sums.expected,
    carried: -sums.carried,
    lapsed: sums.lapsed,
    virements: -sums.virements,
    swaps: -sums.swaps,
    received: -sums.recoveries,
    adjusted: -sums['prior-year'],
    reserved: sums.reserved,
    committed: sums.committed,
    waiting: sums['subject-to-funding'],
    spent: sums.spent,
  };
}

function naiveFigures(purse: Purse): object {
  return {
    balance: purse.balance,
    confirmed: purse.confirmed,
    expected: purse.expected,
    carried: purse.carriedIn - purse.carriedOut,
    lapsed: purse.lapsed,
    virements: purse.virements,
    swaps: purse.swaps,
    received: purse.received,
    adjusted: purse.adjusted,
    reserved: purse.reserved,
    committed: purse.committed,
    waiting: purse.waiting,
    spent: purse.spent,
  };
}
