import { refuse } from '#kernel/decider';
import { formatDate, maxDate } from '#kernel/local-date';
import type { LadderPolicy, ObligationKind, Rung } from '#funding/ladder';
import type { Asked, InTheWay, PartnershipOutcome } from './refusals.js';
import type { Founded } from './state.js';
import type { EvaluationFormTerms, Policy, PriorityTerms } from './partnership.events.js';
import { sameContent } from '#funding/same-content';

/**
 * The partnership plan and its policies: objectives, priorities, limits, the quorum, the ladder, the forms.
 */
export function adoptObjective(command: Asked<'AdoptObjective'>, state: Founded): PartnershipOutcome {
  const { objective, name } = command;
  const known = state.objectives.find((other) => other.objective === objective);
  if (known === undefined) return [{ type: 'ObjectiveAdopted', data: { objective, name } }];
  return known.name === name ? [] : refuse('objective-differs', { name: known.name });
}

export function adoptPriority(command: Asked<'AdoptPriority'>, state: Founded): PartnershipOutcome {
  const wanted = priorityTermsOf(command);
  const known = state.priorities.find(({ priority }) => priority === command.priority);
  if (known !== undefined) {
    const { retired, ...terms } = known;
    if (!sameContent(terms, wanted)) return refuse('priority-differs', { name: known.name });
    return retired ? refuse('priority-retired') : [];
  }
  const { objective } = wanted;
  if (objective !== undefined && !state.objectives.some((other) => other.objective === objective)) {
    return refuse('no-such-objective', { objective });
  }
  return [{ type: 'PriorityAdopted', data: wanted }];
}

export function retirePriority(command: Asked<'RetirePriority'>, state: Founded): PartnershipOutcome {
  const { priority, reason } = command;
  const known = state.priorities.find((other) => other.priority === priority);
  if (known === undefined) return refuse('no-such-priority', { priority });
  return known.retired ? [] : [{ type: 'PriorityRetired', data: { priority, reason } }];
}

/** A policy says all of its terms, so that nobody has to look through the older ones for what it left out. */
export function adoptPolicy(command: Asked<'AdoptPolicy'>, state: Founded): PartnershipOutcome {
  const { version, from, today } = command;
  const previous = state.policies.find((policy) => policy.version === version - 1);
  if (previous === undefined) return outOfOrder(state.policies);
  const known = state.policies.find((policy) => policy.version === version);
  if (known !== undefined) {
    return sameContent(adopted(command, previous, known.ladder.from), known) ? [] : refuse('policy-differs');
  }
  const inTheWay =
    startsTooEarly(command, previous) ?? moreThanAll(command) ?? laddersTwice(command) ?? noHours(command);
  // What was due before anyone knew of the policy is past, and a new ladder never sends it (rule 18).
  return inTheWay ?? [{ type: 'PolicyAdopted', data: adopted(command, previous, maxDate(from, today)) }];
}

export function adoptForm(command: Asked<'AdoptEvaluationForm'>, state: Founded): PartnershipOutcome {
  const { version, form, questions } = command;
  const versions = state.forms.filter((other) => other.form === form);
  const terms: EvaluationFormTerms = {
    version,
    form,
    questions: questions.map(({ question, asks }) => ({ question, asks })),
  };
  const known = versions.find((other) => other.version === version);
  if (known !== undefined) return sameContent(known, terms) ? [] : refuse('form-differs');
  if (version !== nextVersion(versions)) return outOfOrder(versions);
  return [{ type: 'EvaluationFormAdopted', data: terms }];
}

function priorityTermsOf(command: Asked<'AdoptPriority'>): PriorityTerms {
  const { priority, name, objective, alsoWritten = [] } = command;
  const spellings = alsoWritten.map(({ written }) => written);
  return { priority, name, ...(objective === undefined ? {} : { objective }), alsoWritten: spellings };
}

function adopted(command: Asked<'AdoptPolicy'>, previous: Policy, ladderFrom: string): Policy {
  const { version, from, quorum = previous.quorum } = command;
  const { numerator, denominator, atLeastPeople, atLeastAgencies } = quorum;
  return {
    version,
    from,
    quorum: { numerator, denominator, atLeastPeople, atLeastAgencies },
    chairsActionLimitPence: command.chairsActionLimitPence ?? previous.chairsActionLimitPence,
    virementLimitPence: command.virementLimitPence ?? previous.virementLimitPence,
    shortFormBelowPence: command.shortFormBelowPence ?? previous.shortFormBelowPence,
    acceptanceDays: command.acceptanceDays ?? previous.acceptanceDays,
    overdueEvaluations: command.overdueEvaluations ?? previous.overdueEvaluations,
    updatesDueOnDay: command.updatesDueOnDay ?? previous.updatesDueOnDay,
    ladder: ladderOf(command, previous.ladder, ladderFrom),
    ...marginOf(command, previous),
  };
}

/** Stated once a partnership has said it, and never before: what was stored earlier says nothing of it. */
function marginOf(command: Asked<'AdoptPolicy'>, previous: Policy): Pick<Policy, 'amberWithinPercent'> {
  const amberWithinPercent = command.amberWithinPercent ?? previous.amberWithinPercent;
  return amberWithinPercent === undefined ? {} : { amberWithinPercent };
}

function ladderOf(command: Asked<'AdoptPolicy'>, previous: LadderPolicy, from: string): LadderPolicy {
  const { version, workingHours = previous.workingHours } = command;
  return {
    ...previous,
    version,
    from,
    obligations: { ...previous.obligations, ...laddersOf(command) },
    workingHours: { from: workingHours.from, to: workingHours.to },
  };
}

function laddersOf({
  evaluationLadder,
  ladders = [],
}: Asked<'AdoptPolicy'>): Partial<Record<ObligationKind, readonly Rung[]>> {
  const given = ladders.map(({ obligation, rungs }) => [obligation, rungs.map(rungOf)] as const);
  const evaluation = evaluationLadder === undefined ? {} : { evaluation: evaluationLadder.map(rungOf) };
  return { ...Object.fromEntries(given), ...evaluation };
}

type GivenRung = NonNullable<Asked<'AdoptPolicy'>['evaluationLadder']>[number];

function rungOf({ days, every, tells }: GivenRung): Rung {
  return { days, tells: tells.map(({ who }) => who), ...(every === undefined ? {} : { every }) };
}

/** Versions follow each other in time too, so that the one in force is the last that has begun. */
function startsTooEarly({ from, on }: Asked<'AdoptPolicy'>, previous: Policy): InTheWay {
  const earliest = maxDate(on, previous.from);
  return from < earliest ? refuse('policy-starts-too-early', { earliest: formatDate(earliest) }) : undefined;
}

function laddersTwice({ evaluationLadder, ladders = [] }: Asked<'AdoptPolicy'>): InTheWay {
  const given = [
    ...(evaluationLadder === undefined ? [] : ['evaluation']),
    ...ladders.map(({ obligation }) => obligation),
  ];
  const twice = given.find((obligation, index) => given.indexOf(obligation) !== index);
  return twice === undefined ? undefined : refuse('ladder-given-twice', { obligation: twice });
}

function noHours({ workingHours }: Asked<'AdoptPolicy'>): InTheWay {
  if (workingHours === undefined || workingHours.from < workingHours.to) return undefined;
  return refuse('no-working-hours', { from: workingHours.from, to: workingHours.to });
}

function moreThanAll({ quorum }: Asked<'AdoptPolicy'>): InTheWay {
  const tooMuch = quorum !== undefined && quorum.numerator > quorum.denominator;
  return tooMuch ? refuse('quorum-of-more-than-all') : undefined;
}

function nextVersion(versions: readonly { readonly version: number }[]): number {
  return (versions.at(-1)?.version ?? 0) + 1;
}

function outOfOrder(versions: readonly { readonly version: number }[]): NonNullable<InTheWay> {
  return refuse('version-out-of-order', { next: String(nextVersion(versions)) });
}
