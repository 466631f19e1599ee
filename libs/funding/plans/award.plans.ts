import type { AnyAsk, Circumstances, Fold, Plan } from '#kernel/asking';
import { isRefused, refuse } from '#kernel/decider';
import type { Refused } from '#kernel/decider';
import { formatDate } from '#kernel/local-date';
import { acrossYears } from './award-years.plans.js';
import type { Named } from '#funding/command-types';
import type { Award } from '#funding/decision.commands';
import { decideItem, giveNotice, isDecided, matterId, titleOf } from './decisions.plans.js';
import {
  agenciesOf,
  formVersionsOn,
  policyOn,
  taskingGroup,
  votingMembers,
} from '#funding/partnership/queries';
import type { PartnershipState } from '#funding/partnership/state';
import {
  askProject,
  askSource,
  circumstancesOf,
  foldPartnership,
  foldProject,
  unknownIn,
} from './planning.js';
import type { PlanRefusal } from './planning.js';
import type { AwardFacts } from '#funding/project/project.asks';
import { decisionIdOf, releaseBy } from '#funding/project/project.asks';
import type { ProjectCommand } from '#funding/project/project.commands';
import type { Bid } from '#funding/project/project.events';
import { releaseAll } from './project-money.plans.js';
import { bidSoFar, costOf } from '#funding/project/queries';

type Asked<Name extends ProjectCommand['type']> = Named<ProjectCommand, Name>;

/** Approves a bid: the meeting, the project, and each source that gives, all or none of them. */
export function fundProject(command: Asked<'FundProject'>): Plan {
  return async (fold) => {
    const { decision, award, project: id } = command;
    const state = await foldProject(fold, command, id);
    const bid = bidSoFar(state);
    const sources = await allocate(fold, command, award, { decision: decisionIdOf(decision), bid });
    if (isRefused(sources)) return sources;
    const inPart = award.awardPence < costOf({ costs: bid.costs ?? [] });
    const outcome = inPart ? 'approved-in-part' : 'approved';
    const conditions = (award.conditions ?? []).map(({ text }) => text);
    const terms = { outcome, kinds: ['bid'], project: id, concerns: [state], conditions } as const;
    const facts = awardFactsOf(command, await foldPartnership(fold, command));
    return [
      askProject(command, id, { ...command, facts }),
      ...(await decideItem(fold, command, decision, terms)),
      ...sources,
    ];
  };
}

/** Puts a bid off, or refuses it: the meeting and the project. */
export function declineBid(command: Asked<'DeferBid' | 'RefuseBid'>): Plan {
  return async (fold) => {
    const { decision, project: id } = command;
    const concerns = [await foldProject(fold, command, id)];
    const outcome = command.type === 'DeferBid' ? 'deferred' : 'refused';
    return [
      askProject(command, id, command),
      ...(await decideItem(fold, command, decision, { outcome, kinds: ['bid'], project: id, concerns })),
    ];
  };
}

/**
 * Approves a bid between meetings: the project, each source, and notice to the next meeting, which ratifies
 * it.
 */
export function takeChairsAction(command: Asked<'TakeChairsAction'>): Plan {
  return async (fold) => {
    const { action, award, by, consulted, project: id } = command;
    const state = await foldProject(fold, command, id);
    const bid = bidSoFar(state);
    const sources = await allocate(fold, command, award, { decision: decisionIdOf({ action }), bid });
    if (isRefused(sources)) return sources;
    const partnership = await foldPartnership(fold, command);
    const facts = {
      ...awardFactsOf(command, partnership),
      limitPence: chairsLimitPence(partnership, command),
      consultedAgencies: agenciesOfMember(partnership, consulted),
      ownAgencies: agenciesOf(partnership, by.person),
    };
    const title = `Chair's action ${action}: ${titleOf(state, id)}`;
    const matter = { matter: matterId('ratify', action), kind: 'ratification', title, project: id } as const;
    return [askProject(command, id, { ...command, facts }), ...sources, giveNotice(command, matter)];
  };
}

/**
 * The limit on the day of the action, or today's where that is lower: a day given later makes it no higher.
 */
function chairsLimitPence(state: PartnershipState, { on, today }: Circumstances): number {
  return Math.min(...[on, today].map((day) => policyOn(state, day).chairsActionLimitPence));
}

/**
 * Ratifies a chair's action or not: the meeting and the project, and where it is not ratified, the sources
 * get back what is unpaid.
 */
export function ratifyChairsAction(command: Asked<'RatifyChairsAction'>): Plan {
  return async (fold) => {
    const { action, outcome, decision, project: id } = command;
    const state = await foldProject(fold, command, id);
    const about = { project: id, subject: action, concerns: [state] };
    const released = {
      // The whole award falls, with what a virement or a variation has added to it since.
      release: releaseBy('not-ratified', decisionIdOf({ action })),
      reason: decision.reasons,
    };
    return [
      askProject(command, id, command),
      ...(await decideItem(fold, command, decision, { outcome, kinds: ['ratification'], ...about })),
      ...(outcome === 'ratified' || isDecided(state, decision)
        ? []
        : await releaseAll(fold, command, state, released)),
    ];
  };
}

/** Enters a project that was decided before: the project and each source. */
export function takeOnProject(command: Asked<'TakeOnProject'>): Plan {
  return async (fold) => {
    const { bid, award, project: id } = command;
    const partnership = await foldPartnership(fold, command);
    const wrong = decidedHere(command, partnership) ?? (await unknownIn(fold, command, bid));
    if (wrong !== undefined) return wrong;
    const given = { decision: decisionIdOf('taken-on'), bid, takenOn: true } as const;
    const sources = await allocate(fold, command, award, given);
    if (isRefused(sources)) return sources;
    const facts = awardFactsOf(command, partnership);
    return [askProject(command, id, { ...command, facts }), ...sources];
  };
}

/** Only what was decided before the partnership was here is taken on (rule 1). */
function decidedHere(
  { takenOn: { decidedOn } }: Asked<'TakeOnProject'>,
  state: PartnershipState,
): Refused<PlanRefusal> | undefined {
  const foundedOn = state.status === 'none' ? undefined : state.foundedOn;
  if (foundedOn === undefined || decidedOn <= foundedOn) return undefined;
  return refuse('decided-here', { founded: formatDate(foundedOn) });
}

interface Given {
  readonly decision: string;
  readonly bid: Partial<Bid>;
  readonly takenOn?: true;
}

/** Each source's part in an award. */
async function allocate(
  fold: Fold,
  command: Circumstances & { readonly project: string },
  award: Readonly<Award>,
  { decision, bid, takenOn }: Given,
): Promise<readonly AnyAsk[] | Refused<PlanRefusal>> {
  const across = await acrossYears(fold, command, award.allocations, bid.costs ?? []);
  if (across !== undefined) return across;
  return award.allocations.map(({ source, ...allocation }) =>
    askSource(command, source, {
      ...circumstancesOf(command),
      type: 'AllocateAward',
      project: command.project,
      decision,
      ...allocation,
      priorities: bid.priorities ?? [],
      ...(takenOn === undefined ? {} : { takenOn }),
    }),
  );
}

function awardFactsOf(command: Circumstances, state: PartnershipState): AwardFacts {
  const { shortFormBelowPence, acceptanceDays } = policyOn(state, command.on);
  return { formVersions: formVersionsOn(state), shortFormBelowPence, acceptanceDays };
}

/**
 * The agencies for which someone votes in the tasking group: nobody else is a member who can be consulted.
 */
function agenciesOfMember(partnership: PartnershipState, person: string): readonly string[] {
  const group = taskingGroup(partnership)?.group;
  const members = group === undefined ? [] : votingMembers(partnership, group);
  return members.flatMap((member) => (member.person === person ? [member.agency] : []));
}
