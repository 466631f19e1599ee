import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ConfirmedLine } from '#funding/confirmation/confirmation.events';
import { budgetAt } from '#projections/budget-at';
import type { BudgetLine } from '#projections/budget-figures';
import { highlightsAt } from '#projections/highlights-at';
import { yearEndAt } from '#projections/year-end-at';
import { administrator, finance, fund, lead, openSource, refuses, support } from '#testing/desk-story';
import { aPartnership, pay } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';

const s151 = 's151-1/s151-officer';
const year = '2011-12';
const of1 = { year, preparation: 1 };
const statement = 'The money was allocated in line with agreed objectives.';
const question = { partnership: 'riverside', year };

/** A partnership with an s151 officer, a project of £1,000 and a source of the next year. */
async function yearOf(paidPence: number): Promise<ReadStory> {
  const story = await aPartnership();
  await story.do(administrator, 'RegisterPerson', { person: 's151-1', name: 'Chief finance officer' });
  await story.do(administrator, 'GiveRole', { person: 's151-1', role: 's151-officer' });
  await fund(story, 'bus', 100_000);
  if (paidPence > 0) await pay(story, 'bus', paidPence, { paidOn: '2011-08-01' });
  story.on('2012-03-30');
  await openSource(story, 'home-office-12', 0, { year: '2012-13' });
  return story;
}

async function close(story: ReadStory, day = '2012-04-20'): Promise<void> {
  story.on(day);
  const sources = [{ source: 'home-office', to: 'home-office-12', carry: [] }];
  await story.do(finance, 'CloseYear', { year, sources, reason: 'Agreed on 2 April.' });
}

/** The figures of a line of the budget that a confirmation states. */
function confirmedOf(line: BudgetLine): ConfirmedLine {
  return {
    source: line.source,
    name: line.name,
    provider: line.provider,
    fundingType: line.fundingType as ConfirmedLine['fundingType'],
    confirmedPence: line.confirmed,
    carriedPence: line.carried,
    virementsPence: line.virements,
    swapsPence: line.swaps,
    receivedPence: line.received,
    spentPence: line.spent,
    lapsedPence: line.lapsed,
  };
}

async function lose(story: ReadStory, amountPence: number): Promise<void> {
  const cut = { source: 'home-office', entry: 'cut', fundingType: 'revenue', amountPence };
  if (amountPence > 0) await story.do(finance, 'CutFunding', { ...cut, reference: 'HO/2', reason: 'A cut.' });
}

/** Of a closed year, all that came in was spent, went to the next, or lapsed. */
function expectNothingLeft(lines: readonly BudgetLine[]): void {
  for (const line of lines) {
    const { uncommitted, committed, reserved, uncovered, toBeConfirmed } = line;
    expect([uncommitted, committed, reserved, uncovered, toBeConfirmed]).toEqual([0, 0, 0, 0, 0]);
    expect(line.confirmed + line.carried + line.received).toBe(line.spent + line.lapsed);
  }
}

describe('The confirmation of a year', () => {
  it('is prepared once the year is closed, and not before', async () => {
    const story = await yearOf(40_000);
    await refuses(story, 'year-still-open', finance, 'PrepareYearEnd', { ...of1, statement });
    await close(story);
    await story.do(finance, 'PrepareYearEnd', { ...of1, statement });
    const { confirmation } = await yearEndAt(await story.read(), question);
    expect(confirmation).toMatchObject({ status: 'waiting', preparations: [{ preparedBy: 'finance-1' }] });
  });

  it('is answered by the s151 officer, who did not prepare it and owns no project of it', async () => {
    const story = await yearOf(40_000);
    await close(story);
    for (const [person, role] of [
      ['s151-1', 'finance-officer'],
      ['lead-1', 's151-officer'],
      ['finance-1', 's151-officer'],
    ])
      await story.do(administrator, 'GiveRole', { person, role });
    await story.do('finance-1/finance-officer', 'PrepareYearEnd', { ...of1, statement });
    await refuses(story, 'not-your-role', finance, 'CertifyYearEnd', of1);
    await refuses(story, 'prepared-it-yourself', 'finance-1/s151-officer', 'CertifyYearEnd', of1);
    await refuses(story, 'own-bid', 'lead-1/s151-officer', 'CertifyYearEnd', of1);
    await story.do(s151, 'DeclineYearEnd', { ...of1, reason: 'The lapse is not in my letter.' });
    await story.do('s151-1/finance-officer', 'PrepareYearEnd', { year, preparation: 2, statement });
    await refuses(story, 'prepared-it-yourself', s151, 'CertifyYearEnd', { year, preparation: 2 });
    const { confirmation } = await yearEndAt(await story.read(), question);
    expect(confirmation?.status).toBe('waiting');
  });

  it('stands when something proves wrong later, which is shown beside it', async () => {
    const story = await yearOf(40_000);
    await close(story);
    await story.do(finance, 'PrepareYearEnd', { ...of1, statement });
    await story.do(s151, 'CertifyYearEnd', of1);
    const knownAt = '2012-04-20T09:00:00.000Z';
    const before = await yearEndAt(await story.read(), { ...question, asAt: '2012-04-20', knownAt });
    story.on('2012-06-01');
    const wrong = { project: 'bus', payment: 'p-1', reason: 'Wrong payee.', adjustAt: 'home-office-12' };
    await story.do(finance, 'ReverseExpenditure', wrong);
    const after = await yearEndAt(await story.read(), question);
    expect(after.confirmation).toEqual(before.confirmation);
    expect([before.adjustments, after.adjustments]).toMatchObject([
      [],
      [{ closedSource: 'home-office', source: 'home-office-12', payment: 'p-1', amountPence: 40_000 }],
    ]);
    const then = await yearEndAt(await story.read(), { ...question, asAt: '2012-04-20', knownAt });
    expect(then).toEqual(before);
  });

  it('has the figures of the budget, then and ever after, and they come out to nil', async () => {
    const amount = fc.integer({ min: 0, max: 90_000 });
    await fc.assert(
      fc.asyncProperty(amount, amount, fc.boolean(), async (paid, cut, reversed) => {
        const story = await yearOf(paid);
        await lose(story, cut);
        await close(story);
        await story.do(finance, 'PrepareYearEnd', { ...of1, statement });
        const adjusted = { project: 'bus', payment: 'p-1', adjustAt: 'home-office-12' };
        if (reversed && paid > 0)
          await story.do(finance, 'ReverseExpenditure', { ...adjusted, reason: 'Wrong payee.' });
        const db = await story.read();
        const budget = await budgetAt(db, question);
        const lines = (await yearEndAt(db, question)).confirmation?.preparations[0]?.lines;
        expect(lines).toEqual(budget.lines.map(confirmedOf));
        expectNothingLeft(budget.lines);
      }),
      { numRuns: 15 },
    );
  });
});

describe('Highlight reports', () => {
  const report = {
    from: '2011-04-01',
    to: '2011-05-31',
    budget: 'On track.',
    progress: 'It began.',
    performanceAndRisk: 'Nothing stands in the way.',
    nextPeriod: 'Friday nights.',
  };

  it('are kept as they were submitted, and corrected by another that names the old one', async () => {
    const story = await aPartnership();
    await fund(story, 'bus', 100_000);
    await story.do(lead, 'SubmitHighlightReport', { ...report, report: 'may', project: 'bus' });
    const anew = { ...report, report: 'may-2', project: 'bus', replaces: 'may', budget: 'Late.' };
    await story.do(lead, 'SubmitHighlightReport', anew);
    await refuses(story, 'report-replaced', lead, 'SubmitHighlightReport', { ...anew, report: 'may-3' });
    await refuses(story, 'no-such-report', lead, 'SubmitHighlightReport', {
      ...anew,
      report: 'x',
      replaces: 'y',
    });
    const lines = await highlightsAt(await story.read(), { partnership: 'riverside' });
    expect(lines.map((line) => [line.report, line.state.replacedBy, line.state.terms.budget])).toEqual([
      ['may', 'may-2', 'On track.'],
      ['may-2', undefined, 'Late.'],
    ]);
  });

  it('are by the lead officer of the project, the chair of the group, or the support officer', async () => {
    const story = await aPartnership();
    await fund(story, 'bus', 100_000);
    const ofBus = { ...report, report: 'may', project: 'bus' };
    await refuses(story, 'not-lead-officer', 'lead-2/lead-officer', 'SubmitHighlightReport', ofBus);
    await refuses(story, 'not-lead-officer', lead, 'SubmitHighlightReport', { ...report, report: 'all' });
    const chairOfAsb = 'theme-1/thematic-chair';
    await refuses(story, 'report-of-another-group', chairOfAsb, 'SubmitHighlightReport', ofBus);
    await story.do(chairOfAsb, 'SubmitHighlightReport', { ...report, report: 'group', group: 'asb' });
    await refuses(story, 'no-thematic-group', support, 'SubmitHighlightReport', {
      ...report,
      report: 'other',
      group: 'tasking',
    });
    await refuses(story, 'no-such-project', support, 'SubmitHighlightReport', { ...ofBus, project: 'none' });
    await story.do(support, 'SubmitHighlightReport', { ...report, report: 'all' });
  });
});
