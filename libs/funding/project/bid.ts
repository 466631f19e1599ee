import { refuse } from '#kernel/decider';
import { formatDate } from '#kernel/local-date';
import type { BidFacts } from './project.asks.js';
import type { Bid, BidEvents } from './project.events.js';
import type { ProjectForm } from './delivery.events.js';
import { bidSoFar, costOf, inWords, ownersOf } from './queries.js';
import { decidedBefore, placeOf, stated, whenBid, withDecision, wrongStage } from './rules.js';
import type { Answer, Asked, ExistingProject, Folds, Refusal, Rules } from './rules.js';
import { isBid } from './state.js';
import type { BidProject, Proposed, ProjectState } from './state.js';
import { sameContent } from '#funding/same-content';

/** What begins a project, and so may be asked of one that is not there yet. */
export const bidBeginnings: Rules<'DraftBid' | 'ProposeProject', ProjectState> = {
  DraftBid: draft,
  ProposeProject: propose,
};

export const bidRules: Rules<
  'WithdrawBid' | 'CloseAsDuplicate' | 'GoOnAgenda' | 'ComeOffAgenda' | 'DeferBid' | 'RefuseBid',
  ExistingProject
> = {
  WithdrawBid: (command, state) => withdraw(state, { reason: command.reason }),
  CloseAsDuplicate: closeAsDuplicate,
  GoOnAgenda: goOnAgenda,
  ComeOffAgenda: comeOffAgenda,
  DeferBid: defer,
  RefuseBid: refuseBid,
};

function draft({ project, bid }: Asked<'DraftBid'>, state: ProjectState): Answer {
  if (state.status === 'none') return [{ type: 'BidDrafted', data: { project, bid } }];
  if (state.status !== 'drafted') return wrongStage(state, 'still a draft');
  return sameContent(bid, state.draft) ? [] : [{ type: 'BidRevised', data: { project, bid } }];
}

function propose(command: Asked<'ProposeProject'>, state: ProjectState): Answer {
  const bid = command.bid ?? bidSoFar(state);
  if (isPutForward(state) && sameContent(bid, state.bid)) return [];
  return isOpen(state) ? putForward(command, bid) : wrongStage(state, 'not decided, and on no agenda');
}

function putForward({ project, facts, by }: Asked<'ProposeProject'>, bid: Partial<Bid>): Answer {
  if (Object.keys(bid).length === 0) return refuse('no-such-project');
  const form = formFor(bid, facts.shortFormBelowPence);
  if (!isComplete(bid, form)) return incomplete(bid, form);
  const overdue = facts.overdue.length === 0 ? {} : { overdueEvaluations: facts.overdue };
  const data = { project, bid, form, proposedBy: by.person, ...overdue };
  return unfit(bid, facts) ?? [{ type: 'ProjectProposed', data }];
}

function isPutForward(
  state: ProjectState,
): state is Extract<BidProject, { status: 'proposed' | 'on-agenda' }> {
  return state.status === 'proposed' || state.status === 'on-agenda';
}

/**
 * Whether what it says can still change. Once it is on an agenda, what members have read stays as they read
 * it.
 */
function isOpen({ status }: ProjectState): boolean {
  return status === 'none' || status === 'drafted' || status === 'proposed' || status === 'deferred';
}

/** The form that a bid, or an award, of this size needs: the partnership sets the threshold. */
function formFor(bid: Partial<Bid>, shortFormBelowPence: number): ProjectForm {
  return costOf({ costs: bid.costs ?? [] }) < shortFormBelowPence ? 'short' : 'full';
}

type Question = readonly [words: string, isAnswered: (bid: Partial<Bid>) => boolean];

/**
 * Without a planned finish nobody would ever be asked for an evaluation, so the short form asks for it too.
 */
const shortForm: readonly Question[] = [
  ['the title', (bid) => bid.title !== undefined],
  ['a priority that it serves', ({ priorities = [] }) => priorities.length > 0],
  ['the lead officer', (bid) => bid.leadOfficer !== undefined],
  ['the lead agency', (bid) => bid.leadAgency !== undefined],
  ['the cost', (bid) => bid.costs !== undefined],
  ['the planned finish', (bid) => bid.finishesOn !== undefined],
];
const fullForm: readonly Question[] = [
  ...shortForm,
  ['the description', (bid) => bid.description !== undefined],
  ['the planned start', (bid) => bid.startsOn !== undefined],
  ['match funding, or what partners put in', (bid) => (bid.matchFunding ?? bid.partnerInput) !== undefined],
  ['an expected output in words', ({ expectedOutputs = [] }) => expectedOutputs.length > 0],
  ['an expected output in numbers', hasQuantity],
  ['the risk of not doing it', (bid) => bid.riskOfNotDoing !== undefined],
  ['the challenges', (bid) => bid.challenges !== undefined],
  ['the place that benefits', ({ beneficiaries }) => beneficiaries?.place !== undefined],
  ['the people who benefit', ({ beneficiaries }) => beneficiaries?.group !== undefined],
];
const questions: Record<ProjectForm, readonly Question[]> = { short: shortForm, full: fullForm };

function hasQuantity({ expectedOutputs = [] }: Partial<Bid>): boolean {
  return expectedOutputs.some(({ quantity }) => quantity !== undefined);
}

function isComplete(bid: Partial<Bid>, form: ProjectForm): bid is Bid {
  return questions[form].every(([, isAnswered]) => isAnswered(bid));
}

function incomplete(bid: Partial<Bid>, form: ProjectForm): Answer {
  return refuse('bid-incomplete', { form, missing: inWords(missingOf(bid, form)) });
}

function missingOf(bid: Partial<Bid>, form: ProjectForm): readonly string[] {
  return questions[form].filter(([, isAnswered]) => !isAnswered(bid)).map(([words]) => words);
}

/** Which form a bid needs as it stands, and what of it is not answered yet, in words. */
export function whatIsMissing(
  bid: Partial<Bid>,
  shortFormBelowPence: number,
): { readonly form: ProjectForm; readonly missing: readonly string[] } {
  const form = formFor(bid, shortFormBelowPence);
  return { form, missing: missingOf(bid, form) };
}

/** Why a bid that is complete cannot be put forward all the same. */
function unfit(bid: Bid, facts: BidFacts): Refusal {
  const unknown = bid.priorities.filter((priority) => !facts.priorities.includes(priority));
  if (unknown.length > 0) return refuse('priority-not-in-force', { priorities: inWords(unknown) });
  if (facts.overdueEvaluations === 'block' && facts.overdue.length > 0)
    return refuse('evaluation-overdue', { projects: inWords(facts.overdue) });
  return finishBeforeStart(bid.startsOn, bid.finishesOn);
}

/** The refusal of a finish before the start, where both are known. */
export function finishBeforeStart(start: string | undefined, finish: string | undefined): Refusal {
  if (start === undefined || finish === undefined || finish >= start) return undefined;
  return refuse('finish-before-start', { start: formatDate(start), finish: formatDate(finish) });
}

function withdraw(state: ExistingProject, data: BidEvents['BidWithdrawn']): Answer {
  if (state.status === 'withdrawn' && sameContent(state.withdrawal, data)) return [];
  const undecided = state.status === 'drafted' || (isBid(state) && state.status !== 'refused');
  return undecided ? [{ type: 'BidWithdrawn', data }] : wrongStage(state, 'not decided');
}

function closeAsDuplicate({ project, of }: Asked<'CloseAsDuplicate'>, state: ExistingProject): Answer {
  if (of === project) return refuse('duplicate-of-itself');
  return withdraw(state, { reason: `It repeats the bid ${of}.`, duplicateOf: of });
}

function goOnAgenda({ meeting, item }: Asked<'GoOnAgenda'>, state: ExistingProject): Answer {
  if (isOnAgenda(state, { meeting, item })) return [];
  if (state.status === 'on-agenda') return refuse('on-another-agenda', { meeting: state.meeting });
  const mayGo = state.status === 'proposed' || state.status === 'deferred';
  return mayGo
    ? [{ type: 'BidPutOnAgenda', data: { meeting, item } }]
    : wrongStage(state, 'proposed or deferred');
}

/** A bid that is not there does not come off: it was decided, withdrawn or taken off before. */
function comeOffAgenda(command: Asked<'ComeOffAgenda'>, state: ExistingProject): Answer {
  const { meeting, item, reason } = command;
  if (!isOnAgenda(state, { meeting, item })) return [];
  return [{ type: 'BidTakenOffAgenda', data: { meeting, item, reason } }];
}

function defer({ decision, until }: Asked<'DeferBid'>, state: ExistingProject): Answer {
  const place = placeOf(decision);
  const said = { reasons: decision.reasons, until };
  const data = stated({ ...place, until });
  return (
    decidedBefore(state, { type: 'BidDeferred', decision: place.decision, said }) ??
    notOnThisAgenda(state, decision) ?? [{ type: 'BidDeferred', data }]
  );
}

function refuseBid({ decision }: Asked<'RefuseBid'>, state: ExistingProject): Answer {
  const place = placeOf(decision);
  const said = { reasons: decision.reasons };
  return (
    decidedBefore(state, { type: 'BidRefused', decision: place.decision, said }) ??
    notOnThisAgenda(state, decision) ?? [{ type: 'BidRefused', data: place }]
  );
}

interface AgendaPlace {
  readonly meeting: string;
  readonly item: string;
}

/** The refusal of a decision on a bid that is not under the item that decides it. */
export function notOnThisAgenda(state: ExistingProject, place: AgendaPlace): Refusal {
  if (isOnAgenda(state, place)) return undefined;
  const mayGo = state.status === 'proposed' || state.status === 'deferred' || state.status === 'on-agenda';
  return mayGo ? refuse('not-on-this-agenda') : wrongStage(state, 'on the agenda of a meeting');
}

function isOnAgenda(state: ProjectState, { meeting, item }: AgendaPlace): boolean {
  return state.status === 'on-agenda' && state.meeting === meeting && state.item === item;
}

export const bidFolds: Folds<BidEvents> = {
  BidDrafted: drafted,
  BidRevised: drafted,
  ProjectProposed: (state, { project, bid, proposedBy }) => {
    const owners = ownersWith(state, bid.leadOfficer, proposedBy);
    return { status: 'proposed', project, owners, decisions: decisionsOf(state), bid };
  },
  BidWithdrawn: (state, withdrawal) => {
    if (state.status === 'none') return state;
    const { project, owners, decisions } = state;
    return { status: 'withdrawn', project, owners, decisions, draft: bidSoFar(state), withdrawal };
  },
  BidPutOnAgenda: (state, { meeting, item }) =>
    whenBid(state, (bid) => ({ ...asProposed(bid), status: 'on-agenda', meeting, item })),
  BidTakenOffAgenda: (state) => whenBid(state, (bid) => ({ ...asProposed(bid), status: 'proposed' })),
  BidDeferred: (state, data) =>
    whenBid(state, (bid) => {
      const { until } = data;
      const decided = withDecision(asProposed(bid), data.decision, { type: 'BidDeferred', data });
      return { ...decided, status: 'deferred', ...stated({ until }) };
    }),
  BidRefused: (state, data) =>
    whenBid(state, (bid) => ({
      ...withDecision(asProposed(bid), data.decision, { type: 'BidRefused', data }),
      status: 'refused',
    })),
};

function drafted(state: ProjectState, { project, bid }: BidEvents['BidDrafted']): ProjectState {
  const owners = ownersWith(state, ...(bid.leadOfficer === undefined ? [] : [bid.leadOfficer]));
  return { status: 'drafted', project, owners, decisions: decisionsOf(state), draft: bid };
}

/** What stays of a bid wherever it goes; what only its last stage knew is left behind. */
function asProposed({ project, owners, decisions, bid }: BidProject): Proposed {
  return { project, owners, decisions, bid };
}

/** Everyone whose bid it was before, and these. */
export function ownersWith(state: ProjectState, ...people: readonly string[]): readonly string[] {
  return [...new Set([...ownersOf(state), ...people])];
}

function decisionsOf(state: ProjectState): BidProject['decisions'] {
  return state.status === 'none' ? new Map() : state.decisions;
}
