import { isRefused, refuse } from '#kernel/decider';
import { addDays, formatDate } from '#kernel/local-date';
import { formatPence } from '#kernel/pence';
import type { AwardFacts } from './project.asks.js';
import { decisionIdOf } from './project.asks.js';
import { awardRefusal, duplicateOf } from './award-terms.js';
import { finishBeforeStart, notOnThisAgenda } from './bid.js';
import type { AwardTerms, DecisionPlace, ProjectEvent } from './project.events.js';
import { awardPence, takeablePence, ownersOf, shortAt, spentPence } from './queries.js';
import { decidedBefore, placeOf, stated, wrongStage } from './rules.js';
import type { Answer, Asked, ExistingProject, Refusal, Rules } from './rules.js';
import { isBid, isCurrent } from './state.js';
import type { AwardedProject, ProjectState } from './state.js';

export const takingOn: Rules<'TakeOnProject', ProjectState> = { TakeOnProject: takeOn };

export const decisionRules: Rules<'FundProject' | 'TakeChairsAction', ExistingProject> = {
  FundProject: fund,
  TakeChairsAction: takeChairsAction,
};

export const awardRules: Rules<
  'RatifyChairsAction' | 'AcceptAward' | 'DeclineAward' | 'LapseAward' | 'VaryAward' | 'RescindAward',
  AwardedProject
> = {
  RatifyChairsAction: ratify,
  AcceptAward: accept,
  DeclineAward: decline,
  LapseAward: lapse,
  VaryAward: vary,
  RescindAward: rescind,
};

type AwardSaid = Asked<'FundProject'>['award'];

function termsOf({ awardPence: awarded, allocations, conditions = [] }: AwardSaid): AwardTerms {
  return { awardPence: awarded, allocations, conditions };
}

function fund(command: Asked<'FundProject'>, state: ExistingProject): Answer {
  const { decision, award } = command;
  const place = placeOf(decision);
  const said = { ...termsOf(award), reasons: decision.reasons };
  const before = decidedBefore(state, { type: 'ProjectFunded', decision: place.decision, said });
  if (before !== undefined) return before;
  if (!isBid(state)) return wrongStage(state, 'on the agenda of a meeting');
  return (
    notOnThisAgenda(state, decision) ??
    awardRefusal(state.bid, termsOf(award)) ??
    newAward(command, place, termsOf(award))
  );
}

function newAward(
  { on, today, facts }: Asked<'FundProject' | 'TakeChairsAction'>,
  place: DecisionPlace,
  terms: AwardTerms,
): readonly ProjectEvent[] {
  const dates = { decidedOn: on, acceptBy: addDays(on, facts.acceptanceDays), recordedOn: today };
  return [{ type: 'ProjectFunded', data: { ...place, ...terms, ...dates } }, formIssued(terms, facts)];
}

/** The form goes with the approval, in the wording in force then (rule 15). */
function formIssued(terms: AwardTerms, { formVersions, shortFormBelowPence }: AwardFacts): ProjectEvent {
  const { short, full } = formVersions;
  const data =
    terms.awardPence < shortFormBelowPence
      ? ({ form: 'short', version: short } as const)
      : ({ form: 'full', version: full, shortVersion: short } as const);
  return { type: 'EvaluationFormIssued', data };
}

function takeChairsAction(command: Asked<'TakeChairsAction'>, state: ExistingProject): Answer {
  const { action, award, by, consulted, reasons } = command;
  const decision = decisionIdOf({ action });
  const chairsAction = stated({
    by: by.person,
    consulted,
    chairIs: command.chairIs,
    declares: declared(command),
  });
  const said = { ...termsOf(award), chairsAction, reasons };
  const before = decidedBefore(state, { type: 'ProjectFunded', decision, said });
  if (before !== undefined) return before;
  if (state.status !== 'proposed' && state.status !== 'deferred')
    return wrongStage(state, 'proposed or deferred, and on no agenda');
  return (
    beyondChair(command, ownersOf(state)) ??
    interested(command, state.bid.leadAgency) ??
    awardRefusal(state.bid, termsOf(award)) ??
    newAward(command, { decision, chairsAction, reasons }, termsOf(award))
  );
}

/** What a chair may not do alone: the limit, and the word of someone of another agency (rule 1). */
function beyondChair(command: Asked<'TakeChairsAction'>, owners: readonly string[]): Refusal {
  const { award, by, consulted, facts } = command;
  if (award.awardPence > facts.limitPence) {
    const figures = { limit: formatPence(facts.limitPence), award: formatPence(award.awardPence) };
    return refuse('more-than-chairs-limit', figures);
  }
  if (consulted === by.person || owners.includes(consulted)) return refuse('consulted-own-bid');
  if (facts.consultedAgencies.length === 0) return refuse('consulted-no-member');
  const another = facts.consultedAgencies.some((agency) => !facts.ownAgencies.includes(agency));
  return another ? undefined : refuse('consulted-same-agency');
}

/**
 * Every check but quorum: the deputy acts only for a chair who cannot, and nobody with an interest acts at
 * all.
 */
function interested(command: Asked<'TakeChairsAction'>, leadAgency: string): Refusal {
  const { by, chairIs, declares, facts } = command;
  const isDeputy = by.role === 'deputy-chair';
  if (isDeputy !== (chairIs !== undefined)) return refuse(isDeputy ? 'chair-acts-first' : 'chair-is-there');
  if (declares === 'interest') return refuse('interest-declared');
  const mustDeclare = declares === undefined && facts.ownAgencies.includes(leadAgency);
  return mustDeclare ? refuse('declaration-needed') : undefined;
}

function declared({ declares }: Asked<'TakeChairsAction'>): 'none' | undefined {
  return declares === 'none' ? declares : undefined;
}

function takeOn(command: Asked<'TakeOnProject'>, state: ProjectState): Answer {
  const { project, bid, award, facts, exampleOnly, today } = command;
  const { decidedOn, reference } = command.takenOn;
  const said = { project, bid, decidedOn, reference, ...termsOf(award), exampleOnly };
  if (state.status !== 'none') return takenOnBefore(state, said);
  const isToCome = command.yetToStart === true || (bid.startsOn !== undefined && bid.startsOn > today);
  const yetToStart = isToCome ? true : undefined;
  const data = stated({ ...said, yetToStart, recordedOn: today });
  return (
    finishBeforeStart(bid.startsOn, bid.finishesOn) ??
    awardRefusal(bid, termsOf(award)) ?? [{ type: 'ProjectTakenOn', data }, formIssued(termsOf(award), facts)]
  );
}

function takenOnBefore(state: ExistingProject, said: object): Answer {
  const decision = decisionIdOf('taken-on');
  const before = decidedBefore(state, { type: 'ProjectTakenOn', decision, said });
  return before === undefined || isRefused(before) ? refuse('project-differs') : before;
}

function ratify(command: Asked<'RatifyChairsAction'>, state: AwardedProject): Answer {
  const { action, decision, outcome } = command;
  const place = placeOf(decision);
  const type = outcome === 'ratified' ? 'ChairsActionRatified' : 'ChairsActionNotRatified';
  const said = { action, reasons: decision.reasons };
  const before = decidedBefore(state, { type, decision: place.decision, said });
  if (before !== undefined) return before;
  if (state.actionToRatify !== action) return refuse('no-action-to-ratify', { action });
  return [{ type, data: { ...place, action, paidPence: spentPence(state) } }];
}

const answered = { accepted: 'accepted', declined: 'declined', lapsed: 'left to lapse' } as const;

function accept({ on, today }: Asked<'AcceptAward'>, { acceptance, decidedOn }: AwardedProject): Answer {
  if (acceptance.answer === 'accepted') return [];
  if (acceptance.answer !== 'awaited')
    return refuse('award-answered', { answer: answered[acceptance.answer] });
  if (on < decidedOn) return refuse('before-the-decision', { decided: formatDate(decidedOn) });
  // Whoever owes an answer cannot make it an earlier one.
  if (today > acceptance.on) return refuse('acceptance-too-late', { dueOn: formatDate(acceptance.on) });
  return [{ type: 'AwardAccepted', data: {} }];
}

/** An award can be handed back until the project starts, also one that was accepted. */
function decline({ reason }: Asked<'DeclineAward'>, state: AwardedProject): Answer {
  const { acceptance } = state;
  if (acceptance.answer === 'declined' && acceptance.reason === reason) return [];
  if (acceptance.answer === 'declined' || acceptance.answer === 'lapsed')
    return refuse('award-answered', { answer: answered[acceptance.answer] });
  if (state.status !== 'funded') return wrongStage(state, 'funded and not started');
  return [{ type: 'AwardDeclined', data: { reason } }];
}

function lapse({ today }: Asked<'LapseAward'>, { acceptance }: AwardedProject): Answer {
  if (acceptance.answer === 'lapsed') return [];
  if (acceptance.answer !== 'awaited')
    return refuse('award-answered', { answer: answered[acceptance.answer] });
  const { on: dueOn } = acceptance;
  if (today <= dueOn) return refuse('acceptance-not-overdue', { dueOn: formatDate(dueOn) });
  return [{ type: 'AwardLapsed', data: { dueOn } }];
}

function vary({ decision, changes }: Asked<'VaryAward'>, state: AwardedProject): Answer {
  const place = placeOf(decision);
  const said = { changes, reasons: decision.reasons };
  const before = decidedBefore(state, { type: 'AwardVaried', decision: place.decision, said });
  if (before !== undefined) return before;
  if (state.status === 'award-withdrawn') return wrongStage(state, 'with an award');
  return (
    ratifyFirst(state) ??
    unfitChanges(changes, state) ?? [
      { type: 'AwardVaried', data: { ...place, awardPence: awardPence(state) + netOf(changes), changes } },
    ]
  );
}

type Changes = Asked<'VaryAward'>['changes'];

function netOf(changes: Changes): number {
  return changes.reduce(
    (net, { change, amountPence }) => net + (change === 'more' ? 1 : -1) * amountPence,
    0,
  );
}

function unfitChanges(changes: Changes, state: AwardedProject): Refusal {
  const twice = duplicateOf(changes.map(placeOfChange));
  if (twice !== undefined) return refuse('duplicate-allocation', twice);
  const tooMuch = changes.find(
    (line) => line.change === 'less' && line.amountPence > takeablePence(state, line),
  );
  if (tooMuch === undefined) return undefined;
  return refuse('more-than-unspent', shortAt(tooMuch, 'unspent', takeablePence(state, tooMuch)));
}

/** One source may give more at once, or take back, and give more that waits for funding. */
function placeOfChange({ source, fundingType, change, subjectToFunding = false }: Changes[number]) {
  return { source, fundingType, part: change === 'more' && subjectToFunding ? 'subject to funding' : '' };
}

/** An action that is still to be ratified falls as a whole if it is not; so nothing is built on it before. */
function ratifyFirst({ actionToRatify: action }: AwardedProject): Refusal {
  return action === undefined ? undefined : refuse('ratify-first', { action });
}

function rescind({ decision }: Asked<'RescindAward'>, state: AwardedProject): Answer {
  const place = placeOf(decision);
  const said = { reasons: decision.reasons };
  const before = decidedBefore(state, { type: 'AwardRescinded', decision: place.decision, said });
  if (before !== undefined) return before;
  if (!isCurrent(state)) return wrongStage(state, 'funded or running');
  return ratifyFirst(state) ?? [{ type: 'AwardRescinded', data: { ...place, paidPence: spentPence(state) } }];
}
