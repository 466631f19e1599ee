import type { AnyAsk, Circumstances, Fold, Plan } from '#kernel/asking';
import { refuse } from '#kernel/decider';
import type { Refused } from '#kernel/decider';
import { unsuitable } from './award-years.plans.js';
import type { Named } from '#funding/command-types';
import { decideItem } from './decisions.plans.js';
import type { FundingSourceCommand } from '#funding/funding-source/funding-source.commands';
import type { VirementEnd, VirementTerms } from '#funding/funding-source/funding-source.events';
import { virementRequested } from '#funding/funding-source/state';
import type { Virement } from '#funding/funding-source/state';
import { policyOn } from '#funding/partnership/queries';
import {
  askProject,
  askSource,
  circumstancesOf,
  foldPartnership,
  foldProject,
  foldSource,
} from './planning.js';
import type { PlanRefusal } from './planning.js';
import { decisionIdOf } from '#funding/project/project.asks';
import { ownersOf, priorities } from '#funding/project/queries';
import { isAwarded } from '#funding/project/state';
import type { ProjectState } from '#funding/project/state';

type Asked<Name extends FundingSourceCommand['type']> = Named<FundingSourceCommand, Name>;
type Authorise = Asked<'AuthoriseVirement'>;

/** Asks for a virement: the source that it comes from, when there is something at either end. */
export function requestVirement(command: Asked<'RequestVirement'>): Plan {
  return async (fold) => {
    const { from, to } = command;
    const projects = await projectsAt(fold, command, [from, to]);
    if (projects.some((state) => !isAwarded(state))) return refuse('virement-without-award');
    const facts = { owners: [...new Set(projects.flatMap(ownersOf))] };
    const wrong =
      (await betweenYears(fold, command, from, to)) ?? (await unsuitableAt(fold, command, command));
    return wrong ?? [askSource(command, from.source, { ...command, facts })];
  };
}

/**
 * Authorises a virement and moves the money: the source and the project at either end, and above the limit
 * the meeting that decided it.
 */
export function authoriseVirement(command: Authorise): Plan {
  return async (fold) => {
    const { virement: id, source, decision } = command;
    const virement = virementRequested(await foldSource(fold, command, source), id);
    const projects =
      virement === undefined ? [] : await projectsAt(fold, command, [virement.from, virement.to]);
    const { virementLimitPence: limitPence } = policyOn(await foldPartnership(fold, command), command.on);
    const facts = { owners: [...new Set(projects.flatMap(ownersOf))], limitPence };
    const isOpen = virement?.status === 'requested';
    const wrong = isOpen ? await unsuitableAt(fold, command, virement) : undefined;
    if (wrong !== undefined) return wrong;
    const terms = {
      outcome: 'authorised',
      kinds: ['virement'],
      source,
      subject: id,
      concerns: projects,
    } as const;
    return [
      askSource(command, source, { ...command, facts }),
      ...(decision === undefined ? [] : await decideItem(fold, command, decision, terms)),
      ...(virement === undefined ? [] : await moveMoney(fold, command, virement)),
    ];
  };
}

/** Declines a virement: the source, unless it touches a project of whoever declines it (rule 2). */
export function declineVirement(command: Asked<'DeclineVirement'>): Plan {
  return async (fold) => {
    const { virement: id, source, by } = command;
    const virement = virementRequested(await foldSource(fold, command, source), id);
    const projects =
      virement === undefined ? [] : await projectsAt(fold, command, [virement.from, virement.to]);
    const isOwn = projects.some((state) => ownersOf(state).includes(by.person));
    return isOwn ? refuse('own-bid') : [askSource(command, source, command)];
  };
}

/** Whether the money suits the project that it goes to. */
async function unsuitableAt(
  fold: Fold,
  command: Circumstances,
  { to, fundingType, amountPence }: Pick<VirementTerms, 'to' | 'fundingType' | 'amountPence'>,
): Promise<Refused<PlanRefusal> | undefined> {
  if (to.project === undefined) return undefined;
  const state = await foldProject(fold, command, to.project);
  const source = await foldSource(fold, command, to.source);
  return unsuitable(state, source, { fundingType, amountPence, on: command.on });
}

async function projectsAt(
  fold: Fold,
  command: Asked<'RequestVirement' | 'AuthoriseVirement' | 'DeclineVirement'>,
  ends: readonly VirementEnd[],
): Promise<readonly ProjectState[]> {
  const named = new Set(ends.flatMap(({ project }) => project ?? []));
  return Promise.all([...named].map((project) => foldProject(fold, command, project)));
}

/**
 * A virement never crosses years (rule 12). A source that is not there is for the source itself to refuse.
 */
async function betweenYears(
  fold: Fold,
  command: Asked<'RequestVirement'>,
  from: VirementEnd,
  to: VirementEnd,
): Promise<Refused<PlanRefusal> | undefined> {
  const sending = await foldSource(fold, command, from.source);
  const taking = await foldSource(fold, command, to.source);
  if (taking.status === 'none') return refuse('virement-to-no-source');
  if (sending.status === 'none' || sending.year === taking.year) return undefined;
  const years = { fromYear: sending.year, toYear: taking.year };
  return refuse('virement-between-years', { from: sending.name, to: taking.name, ...years });
}

async function moveMoney(fold: Fold, command: Authorise, virement: Virement): Promise<readonly AnyAsk[]> {
  const { from, to } = virement;
  return [
    await endOf(fold, command, virement, 'SendVirement'),
    await endOf(fold, command, virement, 'TakeVirement'),
    ...(from.project === undefined ? [] : [moveAward(command, virement, from.project, 'less')]),
    ...(to.project === undefined ? [] : [moveAward(command, virement, to.project, 'more')]),
  ];
}

async function endOf(
  fold: Fold,
  command: Authorise,
  { virement, fundingType, amountPence, from, to, providerAgreement }: Virement,
  type: 'SendVirement' | 'TakeVirement',
): Promise<AnyAsk> {
  const end = type === 'SendVirement' ? from : to;
  const sending = await foldSource(fold, command, from.source);
  const project = end.project === undefined ? undefined : await foldProject(fold, command, end.project);
  const { decision } = command;
  return askSource(command, end.source, {
    ...circumstancesOf(command),
    type,
    virement,
    fundingType,
    amountPence,
    from,
    to,
    year: sending.status === 'none' ? '' : sending.year,
    decision: decisionIdOf(decision ?? { source: from.source, virement }),
    ...(project === undefined ? {} : { priorities: priorities(project) }),
    ...(providerAgreement === undefined ? {} : { providerAgreement }),
  });
}

function moveAward(
  command: Authorise,
  { virement, fundingType, amountPence, from, to }: Virement,
  project: string,
  change: 'more' | 'less',
): AnyAsk {
  const { source } = change === 'less' ? from : to;
  return askProject(command, project, {
    ...circumstancesOf(command),
    type: 'MoveAward',
    virement,
    change,
    from: from.source,
    source,
    fundingType,
    amountPence,
  });
}
