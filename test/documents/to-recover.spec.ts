import { beforeAll, describe, expect, it } from '@jest/globals';
import { documentOf } from '#documents/documents';
import type { Facts } from '#documents/facts/facts';
import { finance } from '#testing/desk-story';
import { decideInEveryWay } from '#testing/every-decision';
import { aPartnership } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';
import { factsOf, rowsInWords, tableIn } from './telling.ts';

const meeting = 'tasking-2011-10-13';
const nameOf = (person: string): string => `The officer ${person}`;
const clawback = { clawback: 'clawback-1', source: 'home-office', amountPence: 5_000 };

function stateIn(facts: Facts): string | undefined {
  const log = documentOf('action-log', facts, { year: '2011-12', meeting, nameOf });
  const rows = rowsInWords(tableIn(log, 'actions').rows);
  return rows.find(([what]) => what === 'Recover £50.00 paid beyond the award')?.at(-1);
}

describe('An overspend that is to be recovered, in the action log of the meeting', () => {
  let story: ReadStory;
  const now = async (): Promise<Facts> =>
    factsOf(story, 'riverside', { asAt: '2011-10-14', knownAt: '2011-10-14T22:00:00.000Z' });

  beforeAll(async () => {
    story = await aPartnership();
    await decideInEveryWay(story);
  });

  it('is open, also where something else was clawed back before it was decided', async () => {
    const facts = await now();
    expect(stateIn(facts)).toBe('open');
    const before = { kind: 'clawback', recovery: 'before', project: 'van', from: 'The van hire' } as const;
    const settled = { dueOn: '2011-10-01', owedPence: 0, receivedPence: 9_000 };
    facts.sources.get('home-office')?.recoveries.set('before', { ...before, ...settled, behind: [1, 2] });
    expect(stateIn(facts)).toBe('open');
  });

  it('is asked for by a clawback, and settled once that is received', async () => {
    const asked = { project: 'van', from: 'The van hire', fundingType: 'revenue', dueOn: '2011-11-30' };
    await story.do(finance, 'RaiseClawback', { ...clawback, ...asked, reason: 'Paid beyond the award.' });
    expect(stateIn(await now())).toBe('asked for');
    await story.do(finance, 'ReceiveClawback', { ...clawback, entry: 'receipt-1', reference: 'Cheque 1' });
    expect(stateIn(await now())).toBe('settled');
  });
});
