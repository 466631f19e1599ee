import { refuse } from '#kernel/decider';
import type { Decider } from '#kernel/decider';
import type { ProjectAsk } from './project.asks.js';
import { awardRules, decisionRules, takingOn } from './award.js';
import { awardFolds } from './awarded.js';
import { bidBeginnings, bidFolds, bidRules } from './bid.js';
import { conditionFolds, conditionRules } from './conditions.js';
import { deliveryFolds, deliveryRules, leadOfficerRules } from './delivery.js';
import { evaluationFolds, evaluationRules } from './evaluation.js';
import type { ProjectEvent, ProjectEvents } from './project.events.js';
import { moneyFolds, moneyRules } from './money.js';
import { outcomeFolds, outcomeRules } from './outcome.js';
import { leadOfficerOf, ownersOf } from './queries.js';
import type { ProjectRefusal } from './refusals.js';
import { reminderFolds, reminderRules } from './reminders.js';
import { wrongStage } from './rules.js';
import type { Answer, Folds, Refusal, Rules } from './rules.js';
import { spendingFolds, spendingRules } from './spending.js';
import { isAwarded, noProject } from './state.js';
import type { AwardedProject, ProjectState } from './state.js';

export { projectRefusalMessages } from './refusals.js';
export type { ProjectRefusal, ProjectState };

/**
 * A project through its life: a bid, a decision, an award, its money, its delivery, its evaluation, and what
 * became of it. The rules of each part of that life are in a file of their own, the states in
 * `project-state.ts`, and the money that sources hold is the sources' (see `funding-source.ts`).
 */
export const project: Decider<ProjectState, ProjectAsk, ProjectEvent, ProjectRefusal> = {
  initialState: noProject,
  decide,
  evolve,
};

/** What may be asked of a project that is not there yet. */
const beginnings = { ...bidBeginnings, ...takingOn };
/** What may be asked of any other; some of it is "already so" long after. */
const ofAnyProject = { ...bidRules, ...decisionRules, ...leadOfficerRules };
type Earlier = keyof typeof beginnings | keyof typeof ofAnyProject;

/**
 * What is asked of a project with an award. With the tables above it covers every command, or does not
 * compile.
 */
const ofAwards: Rules<Exclude<ProjectAsk['type'], Earlier>, AwardedProject> = {
  ...awardRules,
  ...conditionRules,
  ...spendingRules,
  ...moneyRules,
  ...deliveryRules,
  ...reminderRules,
  ...evaluationRules,
  ...outcomeRules,
};

function decide(command: ProjectAsk, state: ProjectState): Answer {
  const forbidden = notTheirs(command, state);
  if (forbidden !== undefined) return forbidden;
  if (Object.hasOwn(beginnings, command.type)) return ruled(beginnings, command, state);
  if (state.status === 'none') return refuse('no-such-project');
  if (Object.hasOwn(ofAnyProject, command.type)) return ruled(ofAnyProject, command, state);
  return isAwarded(state) ? ruled(ofAwards, command, state) : wrongStage(state, 'with an award');
}

/** A table keeps each rule with its own command; which one this is, only its name can tell. */
function ruled(rules: object, command: ProjectAsk, state: ProjectState): Answer {
  const rule = (rules as Record<string, (command: ProjectAsk, state: ProjectState) => Answer>)[command.type];
  if (rule === undefined) throw new Error(`No rule for ${command.type}`);
  return rule(command, state);
}

type Name = ProjectAsk['type'];

/** What is decided on a bid, by whoever decides it: none of it is for those whose bid it is (rule 2). */
export const notForOwners: ReadonlySet<Name> = new Set<Name>([
  ...([
    'FundProject',
    'DeferBid',
    'RefuseBid',
    'TakeChairsAction',
    'RatifyChairsAction',
    'TakeOnProject',
  ] as const),
  ...(['VaryAward', 'RescindAward', 'DischargeCondition', 'WaiveCondition', 'DecideOverspend'] as const),
  ...(['ReverseExpenditure', 'ReleaseCommitment'] as const),
  ...(['VireWithinProject', 'MoveAward', 'ExtendProject', 'VaryProject'] as const),
  ...(['ReturnEvaluation', 'AcceptEvaluation', 'PutOffEvaluation', 'WaiveEvaluation'] as const),
  ...(['MainstreamProject', 'ContinueProject', 'DiscontinueProject'] as const),
]);

/** What nobody does in the lead officer's place, whatever role they hold. */
const byLeadOfficerAlone: ReadonlySet<Name> = new Set<Name>([
  'AcceptAward',
  'DeclineAward',
  'ClaimExpenditure',
  'DraftEvaluation',
  'SubmitEvaluation',
]);

function notTheirs(command: ProjectAsk, state: ProjectState): Refusal {
  const { by, type } = command;
  const owners = type === 'TakeOnProject' ? [command.bid.leadOfficer, ...ownersOf(state)] : ownersOf(state);
  if (notForOwners.has(type) && owners.includes(by.person)) return refuse('own-bid');
  // The role is held in the partnership; that it is held for this project, only the project knows.
  const asLeadOfficer = by.role === 'lead-officer' || byLeadOfficerAlone.has(type);
  return asLeadOfficer && isStranger(command, state) ? refuse('not-lead-officer') : undefined;
}

/**
 * Whether someone acts as lead officer of what is not theirs: neither as it stands nor, for a bid, as they
 * put it.
 */
function isStranger(command: ProjectAsk, state: ProjectState): boolean {
  const { person } = command.by;
  // Whoever has handed a project on is no longer its lead officer when the same is asked again.
  if (command.type === 'ChangeLeadOfficer' && command.leadOfficer === leadOfficerOf(state))
    return !ownersOf(state).includes(person);
  const puts = 'bid' in command ? command.bid : undefined;
  return [leadOfficerOf(state), puts?.leadOfficer].some((named) => named !== undefined && named !== person);
}

/** What each event makes of a project. An event that is forgotten here does not compile. */
const folds: Folds<ProjectEvents> = {
  ...bidFolds,
  ...awardFolds,
  ...conditionFolds,
  ...spendingFolds,
  ...moneyFolds,
  ...deliveryFolds,
  ...reminderFolds,
  ...evaluationFolds,
  ...outcomeFolds,
};

function evolve(state: ProjectState, event: ProjectEvent): ProjectState {
  const apply = folds[event.type] as (state: ProjectState, data: ProjectEvent['data']) => ProjectState;
  return apply(state, event.data);
}
