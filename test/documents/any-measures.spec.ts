import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { documentNames, documentOf, subjectOf } from '#documents/documents';
import type { Subject } from '#documents/documents';
import { factsAt } from '#documents/facts/facts';
import type { Facts } from '#documents/facts/facts';
import { json } from '#documents/formats/json';
import type { Document, Moment } from '#documents/model/document';
import { performanceReport } from '#documents/performance-report';
import { yearEndConfirmation } from '#documents/year-end';
import type { Recorded } from '#eventing/event-store';
import type { CommandName } from '#funding/roles';
import { budgetAt } from '#projections/budget-at';
import { indicatorsAt } from '#projections/indicators-at';
import { Memory, MemoryStore } from '#stores/memory/memory-store';
import { administrator, finance, fund, lead, openSource, support } from '#testing/desk-story';
import { aPartnership, decoding, pay } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';
import { penceIn, rowsInWords, tableIn } from './telling.ts';

type Told = readonly [by: string, command: CommandName, fields: Readonly<Record<string, unknown>>];

const year = '2011-12';
const half = { indicator: 'repeats', year, period: 'first-half' } as const;
const definition = {
  indicator: 'repeats',
  unit: 'percentage',
  better: 'lower',
  priority: 'asb',
  suppliedBy: 'Police',
};
const texts = { budget: 'So.', progress: 'So.', performanceAndRisk: 'So.', nextPeriod: 'So.' };
const report = { project: 'bus', from: '2011-04-01', to: '2011-06-30', ...texts };
const closing = { year, sources: [{ source: 'home-office', to: 'next', carry: [] }], reason: 'It is over.' };
const confirming = { year, preparation: 1 };

/** What may be told of how a partnership does, some of it more than once. What is refused is passed over. */
const tellings: readonly Told[] = [
  [support, 'DefineIndicator', { ...definition, name: 'Repeats' }],
  [
    support,
    'RedefineIndicator',
    { ...definition, name: 'Incidents', definition: 2, reason: 'They say more.' },
  ],
  [support, 'SetTarget', { ...half, figure: '30' }],
  [support, 'SetTarget', { ...half, figure: '25', reason: 'Anew.' }],
  [support, 'RecordActual', { ...half, actual: 'a', figure: '31', source: 'Police' }],
  [
    support,
    'CorrectActual',
    { indicator: 'repeats', corrects: 'a', actual: 'b', notAvailable: 'No.', source: 'x', reason: 'y' },
  ],
  [
    support,
    'PlanMitigation',
    { ...half, mitigation: 'm', action: 'Do.', inRole: 'Chair', dueOn: '2011-12-01' },
  ],
  [
    support,
    'ReportMitigation',
    { indicator: 'repeats', mitigation: 'm', report: 'r', progress: 'Done.', standing: 'done' },
  ],
  [
    support,
    'RegisterRisk',
    { risk: 'rain', description: 'Rain.', owner: 'lead-1', impact: 'high', likelihood: 'low' },
  ],
  [support, 'ReviewRisk', { risk: 'rain', review: 'r', impact: 'low', likelihood: 'low' }],
  [support, 'CloseRisk', { risk: 'rain', reason: 'Dry.' }],
  [lead, 'SubmitHighlightReport', { report: 'june', ...report }],
  [lead, 'SubmitHighlightReport', { report: 'june-2', ...report, replaces: 'june', budget: 'Late.' }],
  [lead, 'RecordForecast', { project: 'bus', year: '2012-13', amountPence: 90_000 }],
  [
    finance,
    'RaiseReclaim',
    {
      reclaim: 'r',
      source: 'home-office',
      project: 'bus',
      from: 'X',
      fundingType: 'revenue',
      amountPence: 5_000,
      dueOn: '2012-03-01',
      reason: 'y',
    },
  ],
  [administrator, 'AdoptPolicy', { version: 2, from: '2011-05-01', amberWithinPercent: 3 }],
  [administrator, 'EndRole', { person: 'lead-1', role: 'lead-officer', reason: 'Left.' }],
  [finance, 'CloseYear', closing],
  [finance, 'PrepareYearEnd', { ...confirming, statement: 'In line.' }],
  ['s151-1/s151-officer', 'DeclineYearEnd', { ...confirming, reason: 'Not yet.' }],
  [finance, 'ReverseExpenditure', { project: 'bus', payment: 'p-1', reason: 'Wrong.', adjustAt: 'next' }],
];

const anyDays = fc.constantFrom('2011-10-12', '2011-12-31', '2012-04-20', '2012-05-10');
const aTelling = fc.tuple(fc.constantFrom(...tellings), anyDays);
/** In the order of the list for the most part, so that much of it is accepted. */
const aHistory = fc
  .array(aTelling, { minLength: 12, maxLength: 40, size: 'max' })
  .map((told) =>
    told.toSorted(([a, on], [b, day]) => on.localeCompare(day) || tellings.indexOf(a) - tellings.indexOf(b)),
  );

async function toldBy(history: readonly (readonly [Told, string])[]): Promise<ReadStory> {
  const story = await aPartnership();
  await story.do(administrator, 'RegisterPerson', { person: 's151-1', name: 'Chief finance officer' });
  await story.do(administrator, 'GiveRole', { person: 's151-1', role: 's151-officer' });
  await fund(story, 'bus', 100_000);
  await pay(story, 'bus', 40_000, { paidOn: '2011-08-01' });
  await openSource(story, 'next', 0, { year: '2012-13' });
  for (const [[by, command, fields], day] of history) {
    story.on(day);
    await story.send(by, command, fields);
  }
  return story;
}

async function factsOf(events: readonly Recorded[], moment: Moment): Promise<Facts> {
  const memory = new Memory();
  memory.events.push(...events);
  const store = new MemoryStore(() => '2013-01-01T09:00:00.000Z', memory);
  return factsAt({ store, decoding }, 'riverside', moment);
}

function madeOf(facts: Facts): string {
  const subject: Subject = { year, period: 'first-half', project: 'bus', report: 'june', nameOf: (id) => id };
  const there = documentNames.filter((name) => {
    const of = subjectOf(name);
    return of === 'year' || of === 'project' || (of === 'report' && facts.measures.reports.has('june'));
  });
  return there.map((name) => json(documentOf(name, facts, subject))).join('');
}

/** The same history in which the year is closed and its confirmation prepared, whatever else is told. */
function confirmedIn(history: readonly (readonly [Told, string])[]): readonly (readonly [Told, string])[] {
  const close = tellings.filter(([, command]) => command === 'CloseYear' || command === 'PrepareYearEnd');
  const before = history.filter(([, day]) => day < '2012-04-20');
  const after = history.filter(([, day]) => day >= '2012-04-20');
  return [...before, ...close.map((told) => [told, '2012-04-20'] as const), ...after];
}

/** For how many lines the performance report says that an action is required and not planned. */
function owedIn(facts: Facts): number {
  const { rows } = tableIn(performanceReport(facts, year, 'first-half'), 'mitigation');
  return rowsInWords(rows).filter((row) => row[2] === 'Required, and not yet planned').length;
}

/** The figures of a row of totals. */
function figuresIn(document: Document, row: number): readonly number[] {
  const cells = tableIn(document, 'confirmed').totals[row] ?? [];
  return penceIn(
    cells.map((cell) => [cell]),
    0,
  );
}

describe('The documents on performance, of any history', () => {
  it('stay the same for a day and a moment, whatever is told later', async () => {
    await fc.assert(
      fc.asyncProperty(aHistory, anyDays, anyDays, async (history, asAt, known) => {
        const { memory } = await toldBy(history);
        const moment = { asAt, knownAt: `${known}T09:00:00.000Z` };
        const before = memory.events.filter(({ recordedAt }) => recordedAt <= moment.knownAt);
        const made = madeOf(await factsOf(memory.events, moment));
        expect(made).toBe(madeOf(await factsOf(before, moment)));
      }),
      { numRuns: 25 },
    );
  });

  it('have the indicators of the read, and the figures of the budget in a confirmation', async () => {
    await fc.assert(
      fc.asyncProperty(aHistory, async (history) => {
        const story = await toldBy(confirmedIn(history));
        const moment = { asAt: '2012-05-10', knownAt: '2013-01-01T09:00:00.000Z' };
        const facts = await factsOf(story.memory.events, moment);
        const db = await story.read();
        const question = { partnership: 'riverside', year, period: 'first-half', ...moment } as const;
        const lines = await indicatorsAt(db, question);
        const rows = rowsInWords(tableIn(performanceReport(facts, year, 'first-half'), 'indicators').rows);
        expect(rows.map((row) => row[7])).toEqual(lines.map(({ rating }) => ratingWords[rating]));
        expect(owedIn(facts)).toBe(lines.filter(({ mitigationOwed }) => mitigationOwed).length);
        const made = yearEndConfirmation(facts, year, (person) => person);
        const { totals } = await budgetAt(db, { partnership: 'riverside', year, ...moment });
        const { confirmed, carried, virements, swaps, received, spent, lapsed } = totals.all;
        const figures = [confirmed, carried, virements, swaps, received, spent, lapsed];
        expect([figuresIn(made, 0), figuresIn(made, 1)]).toEqual([figures, figures]);
      }),
      { numRuns: 25 },
    );
  });
});

const ratingWords = { green: 'Green', amber: 'Amber', red: 'Red', 'not-rated': 'Not rated' } as const;
