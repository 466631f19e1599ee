import { beforeAll, describe, expect, it } from '@jest/globals';
import { documentOf, NotThereThen } from '#documents/documents';
import type { Subject } from '#documents/documents';
import { draftOf } from '#documents/highlight-draft';
import type { Document, Moment } from '#documents/model/document';
import { administrator, finance, lead, support } from '#testing/desk-story';
import type { ReadStory } from '#testing/read-story';
import { expectGolden } from './golden-files.ts';
import { factsOf, rowsInWords, tableIn } from './telling.ts';
import { walthamForest } from './waltham-forest.ts';

const moment: Moment = { asAt: '2008-10-29', knownAt: '2008-10-29T22:00:00.000Z' };
const period = { from: '2008-04-01', to: '2008-10-27' };
const nameOf = (person: string): string => `The officer ${person}`;

function subject(more: Partial<Subject> = {}): Subject {
  return { year: '2008-09', nameOf, ...more };
}

/** What a document says, part by part. */
function saidIn({ parts }: Document): string[] {
  return parts.flatMap((part) => {
    if (part.kind === 'list') return part.items.map(({ text }) => text);
    return part.kind === 'table' || part.kind === 'chart' ? [] : [part.text];
  });
}

// The facts and figures are those of the project highlight report of Waltham Forest, October 2008.
describe('A highlight report of Waltham Forest, 2008', () => {
  let story: ReadStory;
  beforeAll(async () => {
    story = await walthamForest();
  });

  it('is drafted from the money, and names the £25,000 that remains to be allocated', async () => {
    const { budget } = draftOf(await factsOf(story, 'waltham-forest', moment), period);
    expect(budget.split('\n')).toEqual([
      '£610,000.00 is allocated, £310,000.00 is spent and £300,000.00 is committed and not yet spent.',
      '- Alcohol brief intervention: £60,000.00 is allocated, £60,000.00 is spent and £0.00 is committed and not yet spent.',
      '- Drug treatment: £550,000.00 is allocated, £250,000.00 is spent and £300,000.00 is committed and not yet spent.',
      "- £25,000.00 of revenue remains to be allocated at Young People's Substance Misuse Budget.",
    ]);
  });

  it('is drafted from the updates of the period: progress, risks and next steps', async () => {
    const { progress, nextPeriod } = draftOf(await factsOf(story, 'waltham-forest', moment), period);
    expect(progress).toBe(
      [
        '- Alcohol brief intervention started on 1 April 2008.',
        '- Alcohol brief intervention, September 2008 (green): A temporary lead was appointed.',
        '- Drug treatment started on 1 April 2008.',
        '- Drug treatment, September 2008 (amber): The services were rated as excellent.',
      ].join('\n'),
    );
    expect(nextPeriod.split('\n')).toEqual([
      '- Alcohol brief intervention finishes on 30 April 2009.',
      '- Drug treatment: A review of performance on 27 November.',
      '- Clinic and plan, kept up to date. By 31 December 2008: Acquisitive crime group.',
    ]);
  });

  it('is drafted from what was measured, with what is not available, and the risks in order', async () => {
    const { performanceAndRisk } = draftOf(await factsOf(story, 'waltham-forest', moment), period);
    expect(performanceAndRisk.split('\n')).toEqual([
      '- NI 15 Serious violence, first half of 2008/09: not available: There are no accurate data.',
      '- NI 16 Serious acquisitive crime, first half of 2008/09: 28.4 against 24: red.',
      '- Drug treatment is amber. The providers changed in June.',
      '- The service still lacks a hub. Likelihood medium, impact high. Countermeasure: Satellites are open.',
      '- A delay in links to the youth team. Likelihood medium, impact high. Countermeasure: none recorded.',
    ]);
  });

  it('of one project leaves the others out', async () => {
    const facts = await factsOf(story, 'waltham-forest', moment);
    const { budget, performanceAndRisk } = draftOf(facts, { project: 'alcohol', ...period });
    expect(budget).toBe(
      '£60,000.00 is allocated, £60,000.00 is spent and £0.00 is committed and not yet spent.',
    );
    expect(performanceAndRisk).toBe('Nothing is recorded.');
  });

  it('is kept as it was submitted, whatever is recorded later, and says when another takes its place', async () => {
    const told = await walthamForest();
    const report = { ...period, ...draftOf(await factsOf(told, 'waltham-forest', moment), period) };
    const finished = { ...report, budget: 'On track; £25,000 remains to be allocated.\n- By the new group.' };
    told.on('2008-10-29');
    await told.do(support, 'SubmitHighlightReport', { report: 'october', ...finished });
    const made = async (at: Moment): Promise<Document> =>
      documentOf(
        'highlight-report',
        await factsOf(told, 'waltham-forest', at),
        subject({ report: 'october' }),
      );
    const then = await made(moment);
    told.on('2008-11-10');
    await told.do(finance, 'ConfirmFunding', {
      source: 'young-people',
      entry: 'more',
      fundingType: 'revenue',
      amountPence: 1_000_000,
      reason: 'More.',
      reference: 'Letter',
    });
    const anew = { report: 'october-2', ...finished, replaces: 'october', budget: 'On track.' };
    await told.do(support, 'SubmitHighlightReport', anew);
    expect(await made(moment)).toEqual(then);
    const later = await made({ asAt: '2008-11-10', knownAt: '2008-11-10T22:00:00.000Z' });
    const replaced = 'Another report, october-2, has taken the place of this one.';
    expect(saidIn(later)).toEqual([replaced, ...saidIn(then)]);
    expect(saidIn(then)).toContain('On track; £25,000 remains to be allocated.');
    expect(rowsInWords(tableIn(then, 'report').rows)).toContainEqual([
      'Submitted by',
      'The officer support-1, partnership support officer',
    ]);
    expectGolden('highlight-report', then);
  });

  it('of a project has who was responsible on its day, whoever leads the project later', async () => {
    const told = await walthamForest();
    await told.do(administrator, 'AdmitAgency', { agency: 'trust', name: 'Primary care trust' });
    const of = { report: 'alcohol', project: 'alcohol', ...period };
    const texts = { budget: 'So.', progress: 'So.', performanceAndRisk: 'So.', nextPeriod: 'So.' };
    told.on('2008-10-29');
    await told.do(support, 'SubmitHighlightReport', { ...of, ...texts });
    const madeOn = async (day: string): Promise<string[][]> => {
      const facts = await factsOf(told, 'waltham-forest', { asAt: day, knownAt: `${day}T22:00:00.000Z` });
      return rowsInWords(
        tableIn(documentOf('highlight-report', facts, subject({ report: 'alcohol' })), 'report').rows,
      );
    };
    const then = await madeOn('2008-10-29');
    expect(then).toContainEqual(['Officer responsible', 'Lead officer, Waltham Forest Council']);
    told.on('2008-11-10');
    const handed = { project: 'alcohol', leadOfficer: 'support-1', leadAgency: 'trust', reason: 'Left.' };
    await told.do(support, 'ChangeLeadOfficer', handed);
    expect(await madeOn('2008-11-10')).toEqual(then);
  });

  it('is drafted from an update as it was corrected, with the day, and before that as it was sent', async () => {
    const told = await walthamForest();
    const again = { project: 'alcohol', month: '2008-09', rag: 'amber', progress: 'The lead has left.' };
    told.on('2008-10-30');
    await told.do(lead, 'CorrectPerformanceUpdate', { ...again, reason: 'It was another project.' });
    const draftAt = async (day: string): Promise<string> =>
      draftOf(await factsOf(told, 'waltham-forest', { asAt: day, knownAt: `${day}T22:00:00.000Z` }), period)
        .progress;
    expect(await draftAt('2008-10-29')).toContain('September 2008 (green): A temporary lead was appointed.');
    const later = await draftAt('2008-10-30');
    expect(later).toContain('September 2008 (amber, corrected on 30 October 2008): The lead has left.');
    expect(later).not.toContain('A temporary lead');
  });

  it('of something that was not there yet is none', async () => {
    const facts = await factsOf(story, 'waltham-forest', moment);
    expect(() => documentOf('highlight-report', facts, subject({ report: 'march' }))).toThrow(NotThereThen);
    expect(() => documentOf('highlight-draft', facts, subject({ group: 'other' }))).toThrow(NotThereThen);
    expect(() => documentOf('highlight-draft', facts, subject({ project: 'other' }))).toThrow(NotThereThen);
  });

  it('reads, as a draft, as its golden file does', async () => {
    const facts = await factsOf(story, 'waltham-forest', moment);
    expectGolden('highlight-draft', documentOf('highlight-draft', facts, subject(period)));
  });
});
