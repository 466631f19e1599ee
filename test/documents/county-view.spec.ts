import { beforeAll, describe, expect, it } from '@jest/globals';
import { countyView, joinedTo } from '#documents/county-view';
import type { Facts } from '#documents/facts/facts';
import { json } from '#documents/formats/json';
import type { Document } from '#documents/model/document';
import { sumPence } from '#kernel/pence';
import { administrator } from '#testing/desk-story';
import { expectGolden } from './golden-files.ts';
import { basildon } from './basildon.ts';
import { afterTheYear, openStory } from './open-story.ts';
import { factsOf, penceIn, rowsInWords, saidFirst, tableIn } from './telling.ts';

const county = { county: 'essex', name: 'Safer Essex' };

function view(year: string, ...partnerships: Facts[]): Document {
  const joined = joinedTo('essex', partnerships);
  return countyView({ county: 'essex', partnerships: joined, moment: afterTheYear }, year);
}

describe("A county's view", () => {
  let riverside: Facts;
  let plan: Facts;
  let apart: Facts;

  beforeAll(async () => {
    const story = await openStory();
    apart = await factsOf(story, 'riverside', afterTheYear);
    await story.do(administrator, 'JoinCounty', county);
    riverside = await factsOf(story, 'riverside', afterTheYear);
    const other = await basildon();
    await other.do(administrator, 'JoinCounty', county);
    plan = await factsOf(other, 'basildon', afterTheYear);
  });

  it('has the partnerships that joined it, and no other', () => {
    const rows = rowsInWords(tableIn(view('2011-12', apart, riverside, plan), 'by-partnership').rows);
    expect(rows.map(([name]) => name)).toEqual([
      'Riverside Community Safety Partnership',
      'Basildon District Community Safety Partnership (example)',
    ]);
    expect(joinedTo('suffolk', [riverside, plan])).toEqual([]);
  });

  it('says first what they have together, and what has become of it', () => {
    expect(saidFirst(view('2011-12', riverside, plan))).toEqual([
      '2 partnerships have joined, with 6 projects. £15,000.00 is confirmed for 2011/12: £7,680.00 is committed, £2,820.00 spent and £0.00 held in reserve.',
    ]);
  });

  it('has no longer a partnership that has left', async () => {
    const story = await openStory();
    await story.do(administrator, 'JoinCounty', county);
    await story.do(administrator, 'LeaveCounty', { county: 'essex', reason: 'Unitary now.' });
    expect(joinedTo('essex', [await factsOf(story, 'riverside', afterTheYear)])).toEqual([]);
  });

  it('comes to the ledgers of its partnerships, by partnership and by source alike', () => {
    for (const year of ['2010-11', '2011-12']) {
      const made = view(year, riverside, plan);
      const accounts = ['expected', 'reserved', 'committed', 'spent'] as const;
      const ledgers = accounts.map((account) =>
        sumPence([riverside, plan].map(({ money }) => money.pence({ account, year }))),
      );
      const [, ...sums] = penceOfTotals(made, 'by-partnership');
      expect(sums).toEqual(ledgers);
      expect(penceOfTotals(made, 'by-source')).toEqual(penceOfTotals(made, 'by-partnership'));
    }
  });

  it('has by priority what was awarded or is held in reserve, each project counted once', () => {
    const made = view('2010-11', riverside, plan);
    const { rows, totals } = tableIn(made, 'by-priority');
    // The plan of Basildon: £85,875 committed to posts, and £9,000 held back.
    expect(penceIn(totals, 3)).toEqual([9_487_500]);
    expect(sumPence(penceIn(rows, 3))).toBe(9_487_500);
  });

  it('names no person and no project', () => {
    const text = json(view('2011-12', riverside, plan));
    expect(text).not.toMatch(/Oakenshaw|officer|lead-1|Helpline|youth-bus|Refuge/iu);
  });

  it('reads as its golden file does', () => {
    expectGolden('county-view', view('2011-12', riverside, plan));
  });
});

function penceOfTotals(made: Document, table: string): readonly number[] {
  return tableIn(made, table).totals.flatMap((row) =>
    row.flatMap((cell) => (cell.kind === 'pence' ? [cell.pence] : [])),
  );
}
