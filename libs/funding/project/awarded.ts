import { allocated, paidPart } from './award-lines.js';
import { withDueDate } from './due.js';
import { ownersWith } from './bid.js';
import type { AwardEvents, AwardTerms, Bid } from './project.events.js';
import { spentPence } from './queries.js';
import { stated, whenAwarded, whenBid, withDecision } from './rules.js';
import type { Folds } from './rules.js';
import { headingKey } from './state.js';
import type {
  Acceptance,
  Awarded,
  AwardedProject,
  Condition,
  Heading,
  Money,
  Proposed,
  ProjectState,
} from './state.js';

/** What an award, and what is decided on it afterwards, make of a project. */
export const awardFolds: Folds<
  Omit<AwardEvents, 'ConditionDischarged' | 'ConditionWaived' | 'OverspendDecided'>
> = {
  ProjectFunded: (state, data) => whenBid(state, (bid) => funded(bid, data)),
  ProjectTakenOn: takenOn,
  EvaluationFormIssued: (state, form) =>
    whenAwarded(state, (project) => {
      const { evaluation } = project;
      return { ...project, evaluation: { ...evaluation, issued: [...evaluation.issued, form] } };
    }),
  ChairsActionRatified: (state, data) =>
    whenAwarded(state, (project) =>
      withDecision(ratified(project), data.decision, { type: 'ChairsActionRatified', data }),
    ),
  ChairsActionNotRatified: (state, data) =>
    whenAwarded(state, (project) => {
      const decided = withDecision(ratified(project), data.decision, {
        type: 'ChairsActionNotRatified',
        data,
      });
      return withoutUnpaid(decided);
    }),
  AwardAccepted: (state) => answered(state, { answer: 'accepted' }),
  AwardDeclined: (state, { reason }) =>
    whenAwarded(answered(state, { answer: 'declined', reason }), withoutUnpaid),
  AwardLapsed: (state) => whenAwarded(answered(state, { answer: 'lapsed' }), withoutUnpaid),
  AwardVaried: (state, data) =>
    whenAwarded(state, (project) => {
      const { money } = project;
      const varied = { ...money, lines: data.changes.reduce(allocated, money.lines) };
      return withDecision({ ...project, money: varied }, data.decision, { type: 'AwardVaried', data });
    }),
  AwardRescinded: (state, data) =>
    whenAwarded(state, (project) =>
      withoutUnpaid(withDecision(project, data.decision, { type: 'AwardRescinded', data })),
    ),
};

function funded(bid: Proposed, data: AwardEvents['ProjectFunded']): ProjectState {
  const { decision, chairsAction, decidedOn, recordedOn, acceptBy } = data;
  const decided = withDecision(bid, decision, { type: 'ProjectFunded', data });
  const actionToRatify = chairsAction === undefined ? undefined : decision.replace(/^action\//u, '');
  const answer = { answer: 'awaited', on: acceptBy, recordedOn } as const;
  const award = awardOf(decided, data, { decidedOn, recordedOn, acceptance: answer, takenOn: false });
  return withDueDate({ ...award, actionToRatify, status: 'funded' }, recordedOn);
}

function takenOn(state: ProjectState, data: AwardEvents['ProjectTakenOn']): ProjectState {
  const { project, bid, decidedOn, recordedOn, yetToStart } = data;
  const known: Proposed = { project, bid, owners: ownersWith(state, bid.leadOfficer), decisions: new Map() };
  const decided = withDecision(known, 'taken-on', { type: 'ProjectTakenOn', data });
  const acceptance = { answer: 'accepted' } as const;
  const award = awardOf(decided, data, { decidedOn, recordedOn, acceptance, takenOn: true });
  if (yetToStart === true) return withDueDate({ ...award, status: 'funded' }, recordedOn);
  const updatesFrom = recordedOn.slice(0, 7);
  const start = { ...stated({ startedOn: bid.startsOn }), assumed: true, updatesFrom, recordedOn };
  return withDueDate({ ...award, status: 'started', start }, recordedOn);
}

type Circumstances = Pick<Awarded, 'decidedOn' | 'acceptance' | 'takenOn'> & { readonly recordedOn: string };

function awardOf(
  known: Proposed,
  terms: AwardTerms,
  { recordedOn, ...circumstances }: Circumstances,
): Awarded {
  const { project, owners, decisions, bid } = known;
  const planned = bid.finishesOn === undefined ? {} : { plannedFinish: { on: bid.finishesOn, recordedOn } };
  return {
    project,
    owners,
    decisions,
    bid,
    ...circumstances,
    ...planned,
    actionToRatify: undefined,
    money: awardedMoney(terms, bid),
    conditions: new Map(
      terms.conditions.map((condition) => [condition.condition, open(condition, recordedOn)]),
    ),
    updates: new Map(),
    corrections: new Map(),
    variations: new Map(),
    evaluation: { status: 'owed', issued: [] },
    reminders: new Map(),
  };
}

function open(terms: AwardTerms['conditions'][number], recordedOn: string): Condition {
  return { ...terms, status: 'open', recordedOn };
}

function awardedMoney({ allocations }: AwardTerms, bid: Bid): Money {
  const none: Money['lines'] = new Map();
  return {
    lines: allocations.reduce((lines, line) => allocated(lines, { ...line, change: 'more' }), none),
    claims: new Map(),
    payments: new Map(),
    releases: new Map(),
    moves: new Map(),
    headings: headingsOf(bid),
    headingMoves: new Map(),
    forecasts: new Map(),
    inKind: new Map(),
  };
}

function headingsOf(bid: Bid): ReadonlyMap<string, Heading> {
  const headings = new Map<string, Heading>();
  for (const { heading, year, fundingType, amountPence } of bid.costs) {
    if (heading === undefined) continue;
    const key = headingKey({ heading, year, fundingType });
    const before = headings.get(key)?.amountPence ?? 0;
    headings.set(key, { heading, year, fundingType, amountPence: before + amountPence });
  }
  return headings;
}

function answered(state: ProjectState, acceptance: Acceptance): ProjectState {
  return whenAwarded(state, (project) => ({ ...project, acceptance }));
}

function ratified(project: AwardedProject): AwardedProject {
  return { ...project, actionToRatify: undefined };
}

/**
 * What is left when an award falls: what is unpaid is withdrawn, and what is paid is answered for. So a
 * project that nobody has started or paid for ends here, and any other goes on with what it has spent.
 */
function withoutUnpaid(project: AwardedProject): AwardedProject {
  const money = { ...project.money, lines: paidPart(project.money.lines) };
  const untouched = project.status === 'funded' && spentPence(project) === 0;
  return untouched ? { ...project, money, status: 'award-withdrawn' } : { ...project, money };
}
