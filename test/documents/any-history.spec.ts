import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countyView, joinedTo } from '#documents/county-view';
import { documentNames, documentOf, narrowingsOf, subjectOf } from '#documents/documents';
import type { DocumentName, Subject } from '#documents/documents';
import { decisionsOf } from '#documents/project-decisions';
import { virementsDecided } from '#documents/virement-letter';
import { partnershipPlan } from '#documents/partnership-plan';
import { performanceReport } from '#documents/performance-report';
import { valueForMoney } from '#documents/value-for-money';
import type { Facts } from '#documents/facts/facts';
import { moneyIn } from '#documents/facts/in-year';
import { outsideOf } from '#documents/facts/left-out';
import { csv } from '#documents/formats/csv';
import { json } from '#documents/formats/json';
import { tablesOf, words } from '#documents/model/document';
import type { Cell, Document } from '#documents/model/document';
import { cellInWords } from '#documents/model/in-words';
import { awardsOf } from '#documents/open/awards';
import { grantsRegister } from '#documents/open/grants-register';
import { openGrants } from '#documents/open/open-grants';
import { spendingOver500 } from '#documents/open/spending';
import type { Recorded } from '#eventing/event-store';
import type { FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import { postingsOf } from '#funding/funding-source/postings';
import type { Account } from '#funding/funding-source/postings';
import type { PublisherTerms } from '#funding/publication/publication.events';
import { financialYearOf, firstDayOf, lastDayOf } from '#kernel/financial-year';
import { sumPence } from '#kernel/pence';
import { budgetAt } from '#projections/budget-at';
import type { Budget } from '#projections/budget-at';
import type { BudgetLine } from '#projections/budget-figures';
import { readModels } from '#projections/read-models';
import { ProjectionRunner } from '#projections/runner';
import { decoding, emptyModels } from '#testing/read-story';
import { aHistory } from '../histories/histories.ts';
import { meetings, partnershipId, today } from '../histories/partnership.ts';
import { begin } from '../histories/world.ts';
import { disagreements, loose, textsIn, unfollowed, unsummed } from './agreeing.ts';
import { PostedLedger } from './posted.ts';
import { coveredBeforeItsDay, factsOf, recordedIn, storeOf } from './recorded-histories.ts';
import { saidIn } from './said.ts';
import { wrongBy360Giving } from './standards/360giving.ts';
import { penceIn, tableIn } from './telling.ts';

const years = ['2011-12', '2012-13'] as const;
const aDay = fc.constantFrom('2011-09-30', '2012-03-28', '2012-03-31', '2012-04-03', today, today);
/** How much of a history is known, by the hundred; often all of it, as what is told last is told by then. */
const aShare = fc.oneof(fc.constant(100), fc.integer({ min: 10, max: 100 }));

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
        const knownAt = knownIn(events, share);
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
  });

  it('come to the ledger in each total, by figures that lead to their events', async () => {
    const beginning = await begin();
    await fc.assert(
      fc.asyncProperty(aHistory, aDay, aShare, async (history, asAt, share) => {
        const events = await recordedIn(beginning, history);
        const moment = { asAt, knownAt: knownIn(events, share) };
        const facts = await factsOf(events, moment);
        facts.publication.publisher = publisher;
        const [first] = facts.events.keys();
        if (first !== undefined)
          facts.publication.counties.set('essex', { name: 'Safer Essex', position: first });
        const ledger = new PostedLedger(events, moment);
        const typed = textsIn(events);
        for (const { made, year } of madeIn(facts)) {
          expect(disagreements(made, ledger, year)).toEqual([]);
          expect(unsummed(made)).toEqual([]);
          expect(unfollowed(made, facts.events)).toEqual([]);
          expect(loose(made, typed)).toEqual([]);
          expect(csv(made)).toContain('\r\n');
        }
        if (facts.meetings.get('march')?.quorum !== undefined) expectSameMembers(facts);
        const known = events.filter(({ recordedAt }) => recordedAt <= moment.knownAt);
        for (const year of years) {
          expectSamePublished(facts, known, year);
          expectGrantsByTheStandard(facts, year);
        }
      }),
      { numRuns: 60, examples: [[coveredBeforeItsDay, '2012-04-03', 100]] },
    );
  });

  it('stay the same whatever is recorded later', async () => {
    const beginning = await begin();
    await fc.assert(
      fc.asyncProperty(aHistory, aDay, aShare, async (history, asAt, share) => {
        const events = await recordedIn(beginning, history);
        const knownAt = knownIn(events, share);
        const moment = { asAt, knownAt };
        const then = await factsOf(
          events.filter(({ recordedAt }) => recordedAt <= knownAt),
          moment,
        );
        const later = await factsOf(events, moment);
        expect(writtenIn(later)).toEqual(writtenIn(then));
      }),
      { numRuns: 20 },
    );
  });
});

/** When a share of a history was known. */
function knownIn(events: readonly Recorded[], share: number): string {
  return events[Math.ceil((events.length * share) / 100) - 1]?.recordedAt ?? '';
}

/** Every document that can be made of a history, of each year, with the year whose money it is about. */
function madeIn(facts: Facts): readonly { readonly made: Document; readonly year: string }[] {
  const there = documentNames.filter((one) => isThere(one, facts));
  const { moment } = facts;
  return years.flatMap((year) => [
    ...there.map((name) => ({
      made: documentOf(name, facts, subject(year)),
      // A pack has the money of the year of its meeting.
      year: name === 'agenda-pack' ? financialYearOf(meetings.march.heldOn) : year,
    })),
    ...(year === years[0] ? lettersIn(facts).map((made) => ({ made, year })) : []),
    {
      made: countyView({ county: 'essex', partnerships: joinedTo('essex', [facts]), moment }, year),
      year,
    },
  ]);
}

/** Every letter on a decision, to whomever it goes. */
function lettersIn(facts: Facts): readonly Document[] {
  const of = { year: years[0], nameOf: itself };
  const onAwards = [...facts.projects.values()].flatMap((project) =>
    decisionsOf(facts, project).map(({ decision = '' }) =>
      documentOf('award-letter', facts, { ...of, project: project.project, decision }),
    ),
  );
  const toFinance = [...facts.sources.values()].flatMap((source) =>
    [...virementsDecided(source).keys()].map((decision) =>
      documentOf('virement-letter', facts, { ...of, source: source.source, decision }),
    ),
  );
  return [...onAwards, ...toFinance];
}

function writtenIn(facts: Facts): readonly string[] {
  return madeIn(facts).map(({ made }) => json(made));
}

/** What is published, and held back, comes to all that was awarded, and to all that was paid. */
function expectSamePublished(facts: Facts, known: readonly Recorded[], year: string): void {
  expect(lastPence(tableIn(spendingOver500(facts, year, itself), 'spending').totals)).toBe(
    paidIn(known, year, facts.moment.asAt),
  );
  const awarded = awardsOf(facts, year).map(({ project }) =>
    sumPence(everyYear.map((of) => moneyIn(facts, project, of).awardPence)),
  );
  expect(lastPence(tableIn(grantsRegister(facts, year, itself), 'grants-register').totals)).toBe(
    sumPence(awarded),
  );
}

/** Whatever happened, the grants are as the standard has them, their sums too. */
function expectGrantsByTheStandard(facts: Facts, year: string): void {
  for (const [agency] of facts.partnership.agencies)
    facts.publication.agencies.set(agency, { agency, kind: 'voluntary' });
  const { published } = openGrants(facts, year, itself);
  const made = published?.json as { readonly grants: readonly unknown[] };
  if (made.grants.length > 0) expect(wrongBy360Giving(made)).toEqual([]);
}

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

function isThere(name: DocumentName, { projects, meetings: held, measures }: Facts): boolean {
  const of = subjectOf(name);
  if (of === 'project' || narrowingsOf(name).includes('project')) return projects.has('bus');
  if (of === 'meeting') return held.has('march');
  // Each of them is among the letters.
  if (of === 'source') return false;
  return of === 'year' || measures.reports.has('march');
}

function expectSameFigures(facts: Facts, line: BudgetLine): void {
  for (const [figure, account] of Object.entries(accounts)) {
    const { source, fundingType } = line;
    const asked = { account, source, fundingType: fundingType as 'revenue' };
    expect([figure, source, facts.money.pence(asked)]).toEqual([figure, source, line[figure as 'spent']]);
  }
  const { name, provider } = facts.sources.get(line.source) ?? {};
  expect({ name, provider }).toEqual({ name: line.name, provider: line.provider });
}

/** Whoever the agenda names as a member the minutes have, there or not, and as a member nobody else. */
function expectSameMembers(facts: Facts): void {
  const made = (name: DocumentName): Document => documentOf(name, facts, subject('2011-12'));
  const called = tableIn(made('agenda-pack'), 'members').rows.map(([person]) => person);
  const seated = tableIn(made('minutes'), 'attendance').rows.flatMap(([person, , as]) =>
    isMember(as) ? [person] : [],
  );
  const absent = saidIn(made('minutes')).flatMap(
    (text) => /^Not there: (?<names>.*)\.$/u.exec(text)?.groups?.['names']?.split(', ') ?? [],
  );
  const minuted = [...seated.map((cell) => cellInWords(cell ?? words(''))), ...absent];
  expect(minuted.toSorted()).toEqual(called.map((cell) => cellInWords(cell ?? words(''))).toSorted());
}

function isMember(as: Cell | undefined): boolean {
  return as !== undefined && /^(?:member|chair|deputy chair)$/u.test(cellInWords(as));
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
  const uncommitted = (['capital', 'revenue'] as const).map((type) => totals[type].uncommitted);
  expect([1, 2].flatMap((column) => penceIn(rows, column))).toEqual(uncommitted);
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
