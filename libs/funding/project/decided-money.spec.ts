import { describe, expect, it } from '@jest/globals';
import {
  decidedMoneyInWords,
  moneyDecided,
  moneyGivenBack,
  moneyHeld,
  moneyMoved,
  releaseEnding,
} from './decided-money.js';
import type { DecidedMoney } from './decided-money.js';

const place = { decision: 'july/bus', meeting: 'july', item: 'bus', reasons: 'It is needed.' };
const grant = { source: 'grant', fundingType: 'revenue', amountPence: 40_000 } as const;
const called = (source: string): string => `The ${source}`;
const titled = (project: string): string => `A ${project}`;

describe('What a decision did with money', () => {
  it('is what was awarded, changed or decided of an overspend, and of no other decision anything', () => {
    const award = { awardPence: 40_000, allocations: [grant], conditions: [] };
    expect(moneyDecided({ type: 'ProjectFunded', data: { ...place, ...award } })).toEqual([
      { ...grant, does: 'awarded' },
    ]);
    const changes = [{ ...grant, change: 'less' }];
    expect(moneyDecided({ type: 'AwardVaried', data: { ...place, awardPence: 0, changes } })).toEqual([
      { ...grant, does: 'less' },
    ]);
    const overspend = { outcome: 'recover', overspendPence: 40_000, allocations: [grant] };
    expect(moneyDecided({ type: 'OverspendDecided', data: { ...place, ...overspend } })).toEqual([
      { ...grant, does: 'recover' },
    ]);
    expect(moneyDecided({ type: 'BidRefused', data: place })).toEqual([]);
  });

  it('is what is held in reserve, and what a virement moves from where to where', () => {
    const { source, ...sum } = grant;
    expect(moneyHeld(source, sum)).toEqual({ does: 'held', ...grant });
    expect(moneyMoved({ ...sum, from: { source, project: 'bus' }, to: { source: 'fund' } })).toEqual({
      does: 'moved',
      ...grant,
      project: 'bus',
      to: 'fund',
    });
  });

  it('is told by the sources, where it ends an award: what was committed, and what waited', () => {
    const rescinded = { type: 'AwardRescinded', data: { ...place, paidPence: 100 } } as const;
    expect([moneyDecided(rescinded), releaseEnding(rescinded)]).toEqual([[], 'rescinded/july/bus']);
    const notRatified = { type: 'ChairsActionNotRatified', data: { ...place, action: 'a-1' } } as const;
    expect(releaseEnding(notRatified)).toBe('not-ratified/action/a-1');
    expect(releaseEnding({ type: 'AwardVaried', data: place })).toBeUndefined();
    const lines = [
      { decision: 'may/bus', committedPence: 300, subjectPence: 0 },
      { decision: 'june/bus', committedPence: 100, subjectPence: 50 },
    ];
    const at = { does: 'given-back', source: 'grant', fundingType: 'revenue' };
    expect(moneyGivenBack('grant', { fundingType: 'revenue', lines })).toEqual([
      { ...at, amountPence: 400 },
      { ...at, amountPence: 50, subjectToFunding: true },
    ]);
    expect(moneyGivenBack('grant', { fundingType: 'revenue', lines: [] })).toEqual([]);
  });

  it.each<[Partial<DecidedMoney> & Pick<DecidedMoney, 'does'>, string]>([
    [{ does: 'awarded' }, '£400.00 of revenue from The grant'],
    [{ does: 'awarded', subjectToFunding: true }, '£400.00 of revenue from The grant, subject to funding'],
    [
      { does: 'awarded', fromReserve: 'review' },
      '£400.00 of revenue from The grant, out of what was held in reserve',
    ],
    [{ does: 'given-back' }, '£400.00 of revenue given back to The grant'],
    [{ does: 'more' }, '£400.00 of revenue more from The grant'],
    [{ does: 'accept' }, '£400.00 of revenue spent beyond the award at The grant, accepted'],
    [{ does: 'held' }, '£400.00 of revenue held in reserve at The grant'],
    [{ does: 'moved', to: 'fund' }, '£400.00 of revenue moved from The grant to The fund'],
    [
      { does: 'moved', project: 'bus', to: 'grant', toProject: 'walk' },
      '£400.00 of revenue moved from A bus at The grant to A walk at The grant',
    ],
    [
      { does: 'moved', to: 'grant', toProject: 'walk' },
      '£400.00 of revenue moved from The grant to A walk at The grant',
    ],
  ])('is said in words: %j', (does, words) => {
    expect(decidedMoneyInWords({ ...grant, ...does }, called, titled)).toBe(words);
  });
});
