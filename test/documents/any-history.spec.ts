import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { documentNames, documentOf, narrowingsOf, subjectOf } from '#documents/documents';
import type { DocumentName, Subject } from '#documents/documents';
import { partnershipPlan } from '#documents/partnership-plan';
import { performanceReport } from '#documents/performance-report';
import { valueForMoney } from '#documents/value-for-money';
import { factsAt } from '#documents/facts/facts';
import type { Facts } from '#documents/facts/facts';
import { moneyIn } from '#documents/facts/in-year';
import { outsideOf } from '#documents/facts/left-out';
import { json } from '#documents/formats/json';
import { tablesOf } from '#documents/model/document';
import type { Cell, Moment } from '#documents/model/document';
import { awardsOf } from '#documents/open/awards';
import { grantsRegister } from '#documents/open/grants-register';
import { spendingOver500 } from '#documents/open/spending';
import type { Recorded } from '#eventing/event-store';
import type { FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import { postingsOf } from '#funding/funding-source/postings';
import type { Account } from '#funding/funding-source/postings';
import type { PublisherTerms } from '#funding/publication/publication.events';
import { firstDayOf, lastDayOf } from '#kernel/financial-year';
import { sumPence } from '#kernel/pence';
import { budgetAt } from '#projections/budget-at';
import type { Budget } from '#projections/budget-at';
import type { BudgetLine } from '#projections/budget-figures';
import { readModels } from '#projections/read-models';
import { ProjectionRunner } from '#projections/runner';
import { Memory, MemoryStore } from '#stores/memory/memory-store';
import { decoding, emptyModels } from '#testing/read-story';
import { aHistory, draftsOf } from '../histories/histories.ts';
import type { KindedStep } from '../histories/histories.ts';
import { partnershipId } from '../histories/partnership.ts';
import { Tally } from '../histories/tally.ts';
import { begin, World } from '../histories/world.ts';
import type { Beginning } from '../histories/world.ts';
import { penceIn, tableIn } from './telling.ts';

const years = ['2011-12', '2012-13'] as const;
const aDay = fc.constantFrom('2011-09-30', '2012-03-28', '2012-03-31', '2012-04-03', '2012-04-10');
const aShare = fc.integer({ min: 10, max: 100 });

/** What happened in a history, told second by second, so that each moment knows more than the one before. */
async function recordedIn(beginning: Beginning, history: readonly KindedStep[]): Promise<Recorded[]> {
  const world = new World(beginning, new Tally());
  for (const step of history) {
    for (const draft of draftsOf(step, world.money)) if (!(await world.send(draft))) break;
  }
  return secondsApart(world['desk'].memory.events);
}

/** What one command made happen is recorded at one moment, as in a store. */
function secondsApart(events: readonly Recorded[]): Recorded[] {
  let at = Date.parse('2012-04-10T08:00:00.000Z');
  let last = '';
  return events.map((event) => {
    const { command } = JSON.parse(event.body) as { command: string };
    if (command !== last) at += 1000;
    last = command;
    return { ...event, recordedAt: new Date(at).toISOString() };
  });
}

function storeOf(events: readonly Recorded[]): MemoryStore {
  const memory = new Memory();
  memory.events.push(...events);
  return new MemoryStore(() => '2012-06-01T09:00:00.000Z', memory);
}

async function factsOf(events: readonly Recorded[], moment: Moment): Promise<Facts> {
  return factsAt({ store: storeOf(events), decoding }, partnershipId, moment);
}

/** The figures of a budget, and the accounts that a document takes them from. */
const accounts: Readonly<Partial<Record<keyof BudgetLine, Account>>> = {
  toBeConfirmed: 'expected',
  reserved: 'reserved',
  committed: 'committed',
  subjectToFunding: 'subject-to-funding',
  spent: 'spent',
  lapsed: 'lapsed',
};

describe('The documents of any history, at any moment', () => {
  it('have the figures of the budget at that moment', async () => {
    const beginning = await begin();
    await fc.assert(
      fc.asyncProperty(aHistory, aDay, aShare, async (history, asAt, share) => {
        const events = await recordedIn(beginning, history);
        const knownAt = events[Math.ceil((events.length * share) / 100) - 1]?.recordedAt ?? '';
        const facts = await factsOf(events, { asAt, knownAt });
        const db = emptyModels();
        const store = storeOf(events);
        await new ProjectionRunner({ store, decoding, db, projections: readModels }).catchUp();
        for (const year of years) {
          const budget = await budgetAt(db, { partnership: partnershipId, year, asAt, knownAt });
          for (const line of budget.lines) expectSameFigures(facts, line);
          expectNoGap(facts, year);
          expectSameSpent(facts, year);
          expectSameAwardable(facts, year, budget);
        }
        await db.destroy();
      }),
      { numRuns: 30 },
    );
  }, 120_000);

  it('come to the ledger where they are published, with what is held back of them', async () => {
    const beginning = await begin();
    await fc.assert(
      fc.asyncProperty(aHistory, aDay, aShare, async (history, asAt, share) => {
        const events = await recordedIn(beginning, history);
        const knownAt = events[Math.ceil((events.length * share) / 100) - 1]?.recordedAt ?? '';
        const facts = await factsOf(events, { asAt, knownAt });
        facts.publication.publisher = publisher;
        const known = events.filter(({ recordedAt }) => recordedAt <= knownAt);
        for (const year of years) {
          expect(lastPence(tableIn(spendingOver500(facts, year, itself), 'spending').totals)).toBe(
            paidIn(known, year, asAt),
          );
          const awarded = awardsOf(facts, year).map(({ project }) =>
            sumPence(everyYear.map((of) => moneyIn(facts, project, of).awardPence)),
          );
          expect(lastPence(tableIn(grantsRegister(facts, year, itself), 'grants-register').totals)).toBe(
            sumPence(awarded),
          );
        }
      }),
      { numRuns: 30 },
    );
  }, 120_000);

  it('stay the same whatever is recorded later', async () => {
    const beginning = await begin();
    await fc.assert(
      fc.asyncProperty(aHistory, aDay, aShare, async (history, asAt, share) => {
        const events = await recordedIn(beginning, history);
        const knownAt = events[Math.ceil((events.length * share) / 100) - 1]?.recordedAt ?? '';
        const moment = { asAt, knownAt };
        const then = await factsOf(
          events.filter(({ recordedAt }) => recordedAt <= knownAt),
          moment,
        );
        const later = await factsOf(events, moment);
        for (const name of documentNames.filter((one) => isThere(one, then))) {
          for (const year of years)
            expect(json(documentOf(name, later, subject(year)))).toBe(
              json(documentOf(name, then, subject(year))),
            );
        }
      }),
      { numRuns: 20 },
    );
  }, 120_000);
});

/** A project, a meeting and a report that every history has, once it has begun. */
function subject(year: string): Subject {
  return { year, project: 'bus', meeting: 'march', report: 'march', nameOf: (person) => person };
}

const everyYear = ['2010-11', '2011-12', '2012-13', '2013-14'] as const;
const itself = (person: string): string => person;
const publisher: PublisherTerms = {
  name: 'Riverside Council',
  identifier: 'GB-LAE-RVS',
  prefix: '360G-riverside',
  department: 'Community safety',
  areaCode: 'E22000999',
};

/** What left the sources in a year, reversals taken off, by the postings of their events alone. */
function paidIn(events: readonly Recorded[], year: string, asAt: string): number {
  const decoded = events
    .filter(({ stream }) => stream.startsWith('source-'))
    .map((one) => decoding.decode(one));
  const inYear = decoded.filter(
    ({ effectiveOn: on }) => on >= firstDayOf(year) && on <= lastDayOf(year) && on <= asAt,
  );
  const postings = inYear.flatMap((event) => postingsOf(event as unknown as FundingSourceEvent));
  const paid = postings.filter(({ account }) => account === 'spent' || account === 'prior-year');
  return sumPence(paid.map(({ amountPence }) => amountPence));
}

/** The last amount of the last total: all of it together. */
function lastPence(totals: readonly (readonly Cell[])[]): number | undefined {
  const amounts = (totals.at(-1) ?? []).flatMap((cell) => (cell.kind === 'pence' ? [cell.pence] : []));
  return amounts.at(-1);
}

function isThere(name: DocumentName, { projects, meetings, measures }: Facts): boolean {
  const of = subjectOf(name);
  if (of === 'project' || narrowingsOf(name).includes('project')) return projects.has('bus');
  if (of === 'meeting') return meetings.has('march');
  return of === 'year' || measures.reports.has('march');
}

function expectSameFigures(facts: Facts, line: BudgetLine): void {
  for (const [figure, account] of Object.entries(accounts)) {
    const { source, fundingType } = line;
    const asked = { account, source, fundingType: fundingType as 'revenue' };
    expect([figure, source, facts.money.pence(asked)]).toEqual([figure, source, line[figure as 'spent']]);
  }
}

/** From the awards to the budget, every step is named. */
function expectNoGap(facts: Facts, year: string): void {
  const made = valueForMoney(facts, year);
  expect(tablesOf(made).length).toBeGreaterThan(2);
  const [together, ...standing] = penceIn(tableIn(made, 'budget').totals, 1);
  expect(together).toBe(sumPence(standing));
}

/** What the finance table has as spent comes to what the budget has, however many years a project has. */
function expectSameSpent(facts: Facts, year: string): void {
  const { totals } = tableIn(performanceReport(facts, year), 'spent');
  const [together, inBudget] = penceIn(totals, 1);
  expect([year, together]).toEqual([year, inBudget]);
}

/** What can be awarded is the budget's, and so is each amount that is left out of it. */
function expectSameAwardable(facts: Facts, year: string, { totals, leftOut }: Budget): void {
  const made = partnershipPlan(facts, year);
  const rows = tableIn(made, 'awardable').totals;
  const balances = (['capital', 'revenue'] as const).map(
    (type) => totals[type].uncommitted - totals[type].uncovered,
  );
  expect([1, 2].flatMap((column) => penceIn(rows, column))).toEqual(balances);
  const outside = outsideOf(facts, year).filter(({ pence }) => pence !== 0);
  // Below nil is what was answered, on an earlier day, before it was asked for: nothing waits there.
  const kinds = leftOut.filter(({ kind, amountPence }) => amountPence > 0 && !inTheAccount.has(kind));
  // The budget names what waits decision by decision, and the plan project by project.
  expect(sumsByKind(outside)).toEqual(
    sumsByKind(kinds.map(({ kind, amountPence: pence }) => ({ kind, pence }))),
  );
}

const inTheAccount: ReadonlySet<string> = new Set(['reserve', 'uncovered', 'in-kind']);

interface OfKind {
  readonly kind: string;
  readonly pence: number;
}

function sumsByKind(amounts: readonly OfKind[]): Readonly<Record<string, number>> {
  const byKind = Object.entries(Object.groupBy(amounts, ({ kind }) => kind));
  return Object.fromEntries(
    byKind.map(([kind, those = []]) => [kind, sumPence(those.map(({ pence }) => pence))]),
  );
}
