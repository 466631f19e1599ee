import { expect } from '@jest/globals';
import type { Recorded } from '#eventing/event-store';
import { fundingSource } from '#funding/funding-source/funding-source';
import type { FundingSourceState } from '#funding/funding-source/funding-source';
import { project } from '#funding/project/project';
import type { ProjectState } from '#funding/project/project';
import { openObligations } from '#funding/project/obligations';
import { awardLines, leadOfficerOf } from '#funding/project/queries';
import { isAwarded } from '#funding/project/state';
import type { AwardedProject } from '#funding/project/state';
import type { EventOf } from '#kernel/asking';
import type { Decider } from '#kernel/decider';
import { parseStream } from '#kernel/ids';
import type { ReadModels } from '#projections/read-models';
import { decoding } from '#testing/read-story';

/**
 * Expects that the rows of every project and source say what its own rules fold from the same events: its
 * status, its money, when its evaluation is due and what it owes.
 */
export async function expectRowsAsFolded(db: ReadModels, events: readonly Recorded[]): Promise<void> {
  const streams = Map.groupBy(events, (event) => event.stream);
  const folded = {
    projects: {} as Rows,
    lines: {} as Rows,
    evaluations: {} as Rows,
    owed: {} as Rows,
    money: {} as Rows,
  };
  for (const [stream, recorded] of streams) {
    const { noun, id } = parseStream(stream);
    if (noun === 'project') addProject(folded, id, foldOf(project, recorded));
    if (noun === 'source') {
      const state = foldOf(fundingSource, recorded);
      addMoney(folded.money, id, state);
      addRecoveries(folded.owed, id, state);
    }
  }
  expect(await rowsOf(db)).toEqual(folded);
}

/** What rows say, by what they are about. */
type Rows = Record<string, unknown>;
type Folded = Record<'projects' | 'lines' | 'evaluations' | 'owed' | 'money', Rows>;

function foldOf<State, Event extends EventOf>(
  decider: Pick<Decider<State, never, Event, never>, 'initialState' | 'evolve'>,
  events: readonly Recorded[],
): State {
  return events.reduce((state, recorded) => {
    const { type, data } = decoding.decode(recorded);
    return decider.evolve(state, { type, data } as Event);
  }, decider.initialState);
}

function addProject(folded: Folded, id: string, state: ProjectState): void {
  folded.projects[id] = { status: state.status, leadOfficer: leadOfficerOf(state) ?? null };
  for (const { source, fundingType, ...pence } of awardLines(state))
    folded.lines[`${id} ${source} ${fundingType}`] = pence;
  if (!isAwarded(state)) return;
  folded.evaluations[id] = evaluationOf(state);
  addOwed(folded.owed, id, state);
}

/** How many updates are owed depends on the day of asking, so they are left out. */
function addOwed(owed: Rows, id: string, state: AwardedProject): void {
  const upTo = state.plannedFinish?.on ?? '1900-01-01';
  for (const { kind, of = '', dueOn, from } of openObligations(state, { upTo, updatesDueOnDay: 7 })) {
    if (kind !== 'performance-update') owed[`${id} ${kind} ${of}`] = { dueOn, from };
  }
}

/** From which day on is in the events alone. What was owed to a closed year is owed to its successor. */
function addRecoveries(owed: Rows, id: string, state: FundingSourceState): void {
  const isOpen = state.status === 'open' || state.status === 'withdrawn';
  const recoveries = isOpen ? state.recoveries : [];
  for (const { project: of, recovery, dueOn, owedPence } of recoveries) {
    if (owedPence > 0) owed[`${of} reclaim ${recovery} ${id}`] = { dueOn };
  }
}

function evaluationOf({ evaluation }: AwardedProject): unknown {
  const { status, due, firstDaysLate = null } = evaluation;
  return { status, dueOn: due?.on ?? null, since: due?.recordedOn ?? null, firstDaysLate };
}

function addMoney(money: Rows, id: string, state: FundingSourceState): void {
  if (state.status === 'none') return;
  for (const [fundingType, accounts] of Object.entries(state.money)) {
    for (const [account, pence] of Object.entries(accounts)) {
      if (pence !== 0) money[`${id} ${fundingType} ${account}`] = pence;
    }
  }
}

async function rowsOf(db: ReadModels): Promise<Folded> {
  const [projects, lines, evaluations, owed, money] = await Promise.all([
    db.selectFrom('projects').selectAll().execute(),
    db.selectFrom('award_lines').selectAll().execute(),
    db.selectFrom('evaluations').selectAll().execute(),
    db.selectFrom('obligations').selectAll().where('kind', '!=', 'performance-update').execute(),
    moneyOf(db),
  ]);
  return {
    projects: byKey(projects, (row) => [row.project, { status: row.status, leadOfficer: row.lead_officer }]),
    lines: byKey(lines, (row) => [`${row.project} ${row.source} ${row.funding_type}`, lineOf(row)]),
    evaluations: byKey(evaluations, ({ project: id, status, due_on, due_since, first_days_late }) => {
      return [id, { status, dueOn: due_on, since: due_since, firstDaysLate: first_days_late }];
    }),
    owed: byKey(owed, ({ project: of, kind, which, source, due_on: dueOn, arose_on: from }) => {
      if (kind === 'reclaim') return [`${of} reclaim ${which} ${source}`, { dueOn }];
      return [`${of} ${kind} ${which}`, { dueOn, from }];
    }),
    money,
  };
}

async function moneyOf(db: ReadModels): Promise<Rows> {
  const sums = await db
    .selectFrom('postings')
    .select(['source', 'funding_type', 'account'])
    .select((eb) => eb.fn.sum('amount_pence').as('pence'))
    .groupBy(['source', 'funding_type', 'account'])
    .execute();
  const open = sums.filter(({ pence }) => pence !== 0);
  return byKey(open, (row) => [`${row.source} ${row.funding_type} ${row.account}`, row.pence]);
}

interface LineRow {
  readonly awarded_pence: number;
  readonly released_pence: number;
  readonly spent_pence: number;
  readonly overspend_pence: number;
  readonly recovering_pence: number;
}

function lineOf(row: LineRow): unknown {
  return {
    awardedPence: row.awarded_pence,
    releasedPence: row.released_pence,
    spentPence: row.spent_pence,
    overspendPence: row.overspend_pence,
    recoveringPence: row.recovering_pence,
  };
}

function byKey<Row>(rows: readonly Row[], entryOf: (row: Row) => [string, unknown]): Rows {
  return Object.fromEntries(rows.map(entryOf));
}
