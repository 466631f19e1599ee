import { beforeAll, describe, expect, it } from '@jest/globals';
import { budgetAt } from '#projections/budget-at';
import type { Budget } from '#projections/budget-at';
import type { BudgetFigures, BudgetLine, BudgetQuestion } from '#projections/budget-figures';
import { finance, fund, openSource } from '#testing/desk-story';
import { aPartnership, everyCommandPlayed, pay } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';

async function budget(story: ReadStory, question: Partial<BudgetQuestion> = {}): Promise<Budget> {
  return budgetAt(await story.read(), { partnership: story.partnership, ...question });
}

async function line(
  story: ReadStory,
  source: string,
  question: Partial<BudgetQuestion> & { readonly fundingType?: string } = {},
): Promise<BudgetLine | undefined> {
  const { fundingType = 'revenue', ...asked } = question;
  const { lines } = await budget(story, asked);
  return lines.find((one) => one.source === source && one.fundingType === fundingType);
}

const confirmation = {
  source: 'home-office',
  fundingType: 'revenue',
  reference: 'HO/2',
  reason: 'Second letter.',
};

describe('The budget as it was true on a day and known at a moment', () => {
  it('counts a back-dated confirmation on the past day, but not in what was known before it was told', async () => {
    const story = await aPartnership();
    story.on('2011-06-20');
    const more = { ...confirmation, entry: 'second', amountPence: 250_000, on: '2011-05-02' };
    await story.do(finance, 'ConfirmFunding', more);
    const before = '2011-06-19T23:59:59.999Z';
    expect(await line(story, 'home-office', { asAt: '2011-05-01' })).toMatchObject({ confirmed: 1_000_000 });
    expect(await line(story, 'home-office', { asAt: '2011-05-02' })).toMatchObject({ confirmed: 1_250_000 });
    expect(await line(story, 'home-office', { asAt: '2011-05-02', knownAt: before })).toMatchObject({
      confirmed: 1_000_000,
      uncommitted: 1_000_000,
    });
    expect(await line(story, 'home-office')).toMatchObject({ confirmed: 1_250_000 });
  });

  it('counts what is recorded at the moment that is asked about', async () => {
    const story = await aPartnership();
    const at = '2011-04-12T09:00:00.000Z';
    expect(await line(story, 'home-office', { knownAt: at })).toMatchObject({ confirmed: 1_000_000 });
    expect((await budget(story, { knownAt: '2011-04-12T08:59:59.999Z' })).lines).toEqual([]);
  });

  it('names a provider as it was called on the day, and as it was known by then', async () => {
    const story = await aPartnership();
    story.on('2011-09-01');
    const renamed = {
      source: 'home-office',
      provider: 'Ministry of Safety',
      reason: 'Machinery of government.',
    };
    await story.do(finance, 'RenameProvider', renamed);
    expect(await line(story, 'home-office')).toMatchObject({ provider: 'Ministry of Safety' });
    expect(await line(story, 'home-office', { asAt: '2011-08-31' })).toMatchObject({
      provider: 'Home Office',
    });
    expect(await line(story, 'home-office', { asAt: '2011-09-01' })).toMatchObject({
      provider: 'Ministry of Safety',
    });
    const knownAt = '2011-09-01T08:59:59.999Z';
    expect(await line(story, 'home-office', { knownAt })).toMatchObject({ provider: 'Home Office' });
  });

  it('names a source as it was called on the day, and as it was known by then', async () => {
    const story = await aPartnership();
    story.on('2011-09-01');
    const renamed = { source: 'home-office', name: 'Safety grant', reason: 'The letter calls it so.' };
    await story.do(finance, 'RenameFundingSource', renamed);
    const first = { name: 'Source home-office' };
    expect(await line(story, 'home-office')).toMatchObject({ name: 'Safety grant' });
    expect(await line(story, 'home-office', { asAt: '2011-08-31' })).toMatchObject(first);
    const knownAt = '2011-09-01T08:59:59.999Z';
    expect(await line(story, 'home-office', { knownAt })).toMatchObject(first);
  });

  it('lets a name of the provider that is back-dated bring no later name of the source with it', async () => {
    const story = await aPartnership();
    story.on('2011-09-01');
    const renamed = { source: 'home-office', name: 'Safety grant', reason: 'The letter calls it so.' };
    await story.do(finance, 'RenameFundingSource', renamed);
    const provider = { source: 'home-office', provider: 'Ministry of Safety', reason: 'Announced.' };
    await story.do(finance, 'RenameProvider', { ...provider, on: '2011-05-02' });
    expect(await line(story, 'home-office', { asAt: '2011-06-01' })).toMatchObject({
      name: 'Source home-office',
      provider: 'Ministry of Safety',
    });
  });

  it('does not let a ring-fence that is back-dated bring a later name of the provider with it', async () => {
    const story = await aPartnership();
    story.on('2011-09-01');
    const renamed = {
      source: 'home-office',
      provider: 'Ministry of Safety',
      reason: 'Machinery of government.',
    };
    await story.do(finance, 'RenameProvider', renamed);
    const fence = {
      source: 'home-office',
      ringFence: { priorities: ['asb'] },
      reference: 'HO/3',
      reason: 'Letter.',
    };
    await story.do(finance, 'SetRingFence', { ...fence, on: '2011-05-02' });
    expect(await line(story, 'home-office', { asAt: '2011-06-01' })).toMatchObject({
      provider: 'Home Office',
    });
  });

  it('asks for one year alone', async () => {
    const story = await aPartnership();
    await openSource(story, 'next', 700_000, { year: '2012-13' });
    const { lines, totals } = await budget(story, { year: '2012-13' });
    expect(lines.map(({ source }) => source)).toEqual(['next']);
    expect(totals.all.confirmed).toBe(700_000);
  });

  it('tells nothing of another partnership', async () => {
    const story = await aPartnership();
    expect((await budget(story, { partnership: 'elsewhere' })).lines).toEqual([]);
  });
});

describe('The figures of a line', () => {
  it('keeps capital and revenue apart, and sums both to a count', async () => {
    const story = await aPartnership();
    const capital = { ...confirmation, entry: 'capital', fundingType: 'capital', amountPence: 400_000 };
    await story.do(finance, 'ConfirmFunding', capital);
    await fund(story, 'bus', 300_000);
    const { lines, totals } = await budget(story);
    expect(lines.map(({ fundingType }) => fundingType)).toEqual(['capital', 'revenue']);
    expect(totals.capital).toMatchObject({ confirmed: 400_000, committed: 0, uncommitted: 400_000 });
    expect(totals.revenue).toMatchObject({ confirmed: 1_000_000, committed: 300_000, uncommitted: 700_000 });
    expect(totals.all).toMatchObject({ confirmed: 1_400_000, uncommitted: 1_100_000 });
  });

  it('moves a payment from committed to spent, and takes what goes beyond from the balance', async () => {
    const story = await aPartnership();
    await fund(story, 'bus', 300_000);
    await pay(story, 'bus', 320_000, { paidOn: '2011-07-01' });
    expect(await line(story, 'home-office')).toMatchObject({
      committed: 0,
      spent: 320_000,
      uncommitted: 680_000,
    });
  });

  it('says uncovered what a cut leaves without money', async () => {
    const story = await aPartnership();
    await fund(story, 'bus', 300_000);
    await story.do(finance, 'CutFunding', { ...confirmation, entry: 'cut', amountPence: 800_000 });
    expect(await line(story, 'home-office')).toMatchObject({ uncommitted: 0, uncovered: 100_000 });
  });

  it('carries what was authorised into the next year at the close, and lapses the rest', async () => {
    const story = await aPartnership();
    await openSource(story, 'crossing', 500_000, { mayCrossYear: true });
    await openSource(story, 'crossing-12', 0, { year: '2012-13' });
    story.on('2012-04-10');
    await story.do(finance, 'CloseYear', {
      year: '2011-12',
      sources: [
        { source: 'crossing', to: 'crossing-12', carry: [{ fundingType: 'revenue', amountPence: 120_000 }] },
        { source: 'home-office', carry: [] },
      ],
      reason: 'Agreed by the section 151 officer.',
    });
    const closed = { carried: -120_000, lapsed: 380_000, uncommitted: 0, uncovered: 0 };
    expect(await line(story, 'crossing')).toMatchObject(closed);
    expect(await line(story, 'crossing-12')).toMatchObject({ carried: 120_000, uncommitted: 120_000 });
    expect(await line(story, 'home-office')).toMatchObject({ lapsed: 1_000_000, uncommitted: 0 });
    expect((await budget(story)).totals.revenue).toMatchObject({ carried: 0, lapsed: 1_380_000 });
  });
});

describe('The budget of a partnership that has done everything', () => {
  let story: ReadStory;
  beforeAll(async () => {
    story = await everyCommandPlayed();
  });

  it('adds up by rule 8, line by line and in total, at every moment of recording', async () => {
    const moments = [...new Set(story.memory.events.map(({ recordedAt }) => recordedAt))];
    expect(moments.length).toBeGreaterThan(250);
    for (const knownAt of moments) insistItAddsUp(await budget(story, { knownAt }), knownAt);
  });

  it('adds up on every day of it too, as everything is known now', async () => {
    const days = new Set(
      story.memory.events.map(({ body }) => (JSON.parse(body) as { effectiveOn: string }).effectiveOn),
    );
    for (const asAt of days) insistItAddsUp(await budget(story, { asAt }), asAt);
  });

  it('has something in every column, so that adding up says something of each', async () => {
    const seen = new Set<string>();
    for (const { recordedAt: knownAt } of story.memory.events) {
      const { lines } = await budget(story, { knownAt });
      for (const name of columns) if (lines.some((figures) => figures[name] !== 0)) seen.add(name);
      if (seen.size === columns.length) break;
    }
    expect([...seen].toSorted()).toEqual(columns.toSorted());
  });
});

const columns: readonly (keyof BudgetFigures)[] = [
  'confirmed',
  'toBeConfirmed',
  'carried',
  'lapsed',
  'virements',
  'swaps',
  'received',
  'reserved',
  'committed',
  'subjectToFunding',
  'spent',
  'uncommitted',
  'uncovered',
];

/** Rule 8 as it is written, and that totals are sums. */
function insistItAddsUp({ lines, totals }: Budget, when: string): void {
  for (const figures of lines) {
    const { confirmed, carried, lapsed, virements, swaps, received } = figures;
    const { reserved, committed, spent, uncommitted, uncovered } = figures;
    const balance =
      confirmed + carried - lapsed + virements + swaps + received - reserved - committed - spent;
    expect([when, figures.source, uncommitted - uncovered]).toEqual([when, figures.source, balance]);
    expect(Math.min(uncommitted, uncovered)).toBe(0);
  }
  for (const name of columns) {
    const sumOf = (type: string): number =>
      lines.filter(({ fundingType }) => fundingType === type).reduce((sum, one) => sum + one[name], 0);
    expect([name, totals.capital[name], totals.revenue[name]]).toEqual([
      name,
      sumOf('capital'),
      sumOf('revenue'),
    ]);
    expect(totals.all[name]).toBe(totals.capital[name] + totals.revenue[name]);
  }
}
