import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aHistory, draftsOf } from './histories.ts';
import { Tally } from './tally.ts';
import { begin, World } from './world.ts';

/**
 * What has to come up this often in a thousand histories, or the property would be about less than it says.
 * Each is so far below what comes up on average that chance alone does not fall short of it.
 */
const atLeast = {
  // What was accepted.
  ConfirmFunding: 100,
  ExpectFunding: 40,
  CutFunding: 60,
  WithdrawFunding: 15,
  ReverseEntry: 40,
  HoldReserve: 60,
  ReleaseReserve: 5,
  AgreeSwap: 8,
  FundProject: 500,
  TakeChairsAction: 75,
  RatifyChairsAction: 6,
  TakeOnProject: 150,
  DeferBid: 30,
  AcceptAward: 150,
  DeclineAward: 7,
  LapseAward: 8,
  VaryAward: 30,
  RescindAward: 5,
  RecordExpenditure: 350,
  ReverseExpenditure: 80,
  DecideOverspend: 6,
  ReleaseCommitment: 1,
  AuthoriseVirement: 40,
  ReceiveReclaim: 1,
  ReceiveClawback: 1,
  WriteOffReclaim: 1,
  CloseYear: 150,
  // What followed.
  uncovered: 150,
  AwardAllocatedSubjectToFunding: 300,
  AllocationsCovered: 70,
  ReserveCalled: 1,
  'paid ahead': 20,
  OverspendAccepted: 1,
  PriorYearAdjusted: 7,
  ChairsActionNotRatified: 1,
  'stepped out': 200,
  'again unchanged': 2_000,
  // What was refused.
  'more-than-uncommitted': 600,
  'more-than-to-be-confirmed': 40,
  'ring-fenced': 150,
  'own-bid': 300,
  'may-not-vote': 80,
  'not-quorate': 4,
  'pays-own-claim': 17,
  'more-than-chairs-limit': 60,
  'own-project': 2,
  'own-virement': 14,
  'above-virement-limit': 8,
  'year-closed': 200,
  'closed-then': 20,
} as const;

describe('Any history of a partnership', () => {
  it('keeps the money, the decisions and the answers as the rules say', async () => {
    const tally = new Tally();
    const beginning = await begin();
    await fc.assert(
      fc.asyncProperty(aHistory, async (history) => {
        const world = new World(beginning, tally);
        for (const step of history) {
          for (const draft of draftsOf(step, world.money)) {
            if (!(await world.send(draft))) break;
          }
        }
        await world.settle();
      }),
      { numRuns: 1000 },
    );
    expect(tally.short(atLeast)).toEqual({});
  });
});
