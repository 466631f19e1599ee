import type { Plan } from '#kernel/asking';
import { refuse } from '#kernel/decider';
import type { Refused } from '#kernel/decider';
import type { Named } from '#funding/command-types';
import { groupOf, policyOn, prioritiesInForce, whoAnswersEvaluation } from '#funding/partnership/queries';
import type { PartnershipState } from '#funding/partnership/state';
import {
  askMeeting,
  askProject,
  circumstancesOf,
  foldPartnership,
  foldProject,
  notRegistered,
  unknownIn,
} from './planning.js';
import type { PlanOf } from './planning.js';
import type { ProjectAsk } from '#funding/project/project.asks';
import type { ProjectCommand } from '#funding/project/project.commands';
import { bidSoFar, leadOfficerOf, ownersOf } from '#funding/project/queries';

type Asked<Name extends ProjectCommand['type']> = Named<ProjectCommand, Name>;
/** What a project is asked exactly as it is commanded. */
type AskedAlone = Extract<ProjectCommand, ProjectAsk>;

/** A command that the project answers alone. */
export function projectAlone(command: AskedAlone): Plan {
  return async () => [askProject(command, command.project, command)];
}

/**
 * Puts a bid forward: the project, which has to know the plan, the policy and what its lead officer still
 * owes.
 */
export const proposeProject: PlanOf<Asked<'ProposeProject'>> = (command, deps) => async (fold) => {
  const { partnership, project: id, bid, on, today } = command;
  const known = await foldProject(fold, command, id);
  const missing = await unknownIn(fold, command, bid ?? bidSoFar(known));
  if (missing !== undefined) return missing;
  const lead = bid?.leadOfficer ?? leadOfficerOf(known);
  const state = await foldPartnership(fold, command);
  const { shortFormBelowPence, overdueEvaluations } = policyOn(state, on);
  const overdue = lead === undefined ? [] : await deps.overdueEvaluationsOf(partnership, lead, today);
  const facts = { shortFormBelowPence, overdueEvaluations, priorities: prioritiesInForce(state), overdue };
  return [askProject(command, id, { ...command, facts })];
};

/**
 * Withdraws a bid, or closes one that repeats another: the project, and the meeting on whose agenda it is.
 */
export function withdrawBid(command: Asked<'WithdrawBid' | 'CloseAsDuplicate'>): Plan {
  return async (fold) => {
    const repeats = command.type === 'CloseAsDuplicate' ? command.of : undefined;
    if (repeats !== undefined && (await foldProject(fold, command, repeats)).status === 'none') {
      return refuse('no-such-duplicate');
    }
    const state = await foldProject(fold, command, command.project);
    const asked = askProject(command, command.project, command);
    if (state.status !== 'on-agenda') return [asked];
    const { meeting, item } = state;
    const reason = 'The bid was withdrawn.';
    const off = { ...circumstancesOf(command), type: 'TakeOffAgenda', meeting, item, reason } as const;
    return [asked, askMeeting(command, meeting, off)];
  };
}

/** Hands a project to another lead officer, who is known here, as is their agency. */
export function changeLeadOfficer(command: Asked<'ChangeLeadOfficer'>): Plan {
  return async (fold) => {
    const { leadOfficer, leadAgency, project: id } = command;
    const named = leadAgency === undefined ? { leadOfficer } : { leadOfficer, leadAgency };
    return (await unknownIn(fold, command, named)) ?? [askProject(command, id, command)];
  };
}

/** Names a deputy who is known here. */
export function nameDeputy(command: Asked<'NameDeputy'>): Plan {
  return async (fold) =>
    (await notRegistered(fold, command, command.deputy)) ?? [askProject(command, command.project, command)];
}

/**
 * What is for the chair who answers the project's evaluation to decide: the project, unless that is another
 * chair. Whose own project it is, the project itself turns away (rule 2).
 */
export function byAnsweringChair(
  command: Asked<'AcceptEvaluation' | 'ReturnEvaluation' | 'PutOffEvaluation' | 'WaiveEvaluation'>,
): Plan {
  return async (fold) => {
    const { by, project: id } = command;
    const project = await foldProject(fold, command, id);
    const [{ thematicGroup }, owners] = [bidSoFar(project), ownersOf(project)];
    const asked = [askProject(command, id, command)];
    if (project.status === 'none' || owners.includes(by.person)) return asked;
    const state = await foldPartnership(fold, command);
    const { role, people } = whoAnswersEvaluation(state, { thematicGroup, owners });
    // Someone may hold both chairs, and acts in either role.
    if (people.includes(by.person)) return asked;
    return role === 'chair' ? refuse('for-the-tasking-chair') : ofAnotherGroup(state, thematicGroup);
  };
}

function ofAnotherGroup(state: PartnershipState, thematicGroup = ''): Refused {
  const group = groupOf(state, thematicGroup)?.name ?? thematicGroup;
  return refuse('thematic-chair-of-another-group', { group });
}
