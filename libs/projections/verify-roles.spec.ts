import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Verdict } from '#projections/verify-check';
import { verifyEvents } from '#projections/verify-events';
import { administrator, finance } from '#testing/desk-story';
import { forgeEvent } from '#testing/forged-event';
import { aPartnership, decoding, everyCommandPlayed } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';

const check = 'Every command was given in a role that its giver held';

let story: ReadStory;

beforeEach(async () => {
  story = await aPartnership();
});

async function verdictOn({ store }: ReadStory): Promise<Verdict> {
  const verdicts = await verifyEvents(store, decoding);
  const found = verdicts.find((one) => one.check === check);
  if (found === undefined) throw new Error('It was not checked.');
  return found;
}

/** Money is confirmed by someone whom no desk has asked who they are. */
async function confirmBy(by: string): Promise<void> {
  const money = { entry: 'more', fundingType: 'revenue', amountPence: 100 };
  const data = { ...money, fromExpectedPence: 0, reason: 'A letter.', reference: 'HO/2' };
  await forgeEvent(story, { stream: 'source-riverside.home-office', type: 'FundingConfirmed', data, by });
}

/** Decision 18. */
describe('The check of who gave each command', () => {
  it('has no complaint of a partnership in which everything happened, and looks at every command', async () => {
    const { counted, of, complaints } = await verdictOn(await everyCommandPlayed());
    expect({ of, complaints }).toEqual({ of: 'commands', complaints: [] });
    expect(counted).toBeGreaterThan(100);
  });

  it('complains of somebody who never held the role', async () => {
    await confirmBy('lead-1/finance-officer');
    expect((await verdictOn(story)).complaints).toEqual([
      expect.stringMatching(/source-riverside\.home-office: lead-1 did not act as finance officer then\.$/),
    ]);
  });

  it.each([
    ['the role has ended', 'EndRole', { person: 'finance-1', role: 'finance-officer', reason: 'Left.' }],
    ['they were switched off', 'SwitchOffPerson', { person: 'finance-1', reason: 'Left.' }],
  ] as const)('complains of somebody after %s, and not while it was held', async (_, command, fields) => {
    await confirmBy(finance);
    await story.do(administrator, command, fields);
    expect((await verdictOn(story)).complaints).toEqual([]);
    story.on('2011-04-13');
    await confirmBy(finance);
    expect((await verdictOn(story)).complaints).toEqual([expect.stringContaining('finance-1 did not act')]);
  });

  it('counts what was recorded in the moment in which the role ended', async () => {
    await story.do(administrator, 'EndRole', {
      person: 'finance-1',
      role: 'finance-officer',
      reason: 'Left.',
    });
    await confirmBy(finance);
    const { of, complaints } = await verdictOn(story);
    expect(complaints).toEqual([]);
    expect(of).toBe('commands, 1 of them in the moment in which the role ended');
  });
});
