import type { AnyAsk, Fold, Plan } from '#kernel/asking';
import type { Refused } from '#kernel/decider';
import type { Named } from '#funding/command-types';
import type { AllocationChange } from '#funding/decision.commands';
import { decideItem, isDecided } from './decisions.plans.js';
import { unsuitable } from './award-years.plans.js';
import { askProject, askSource, circumstancesOf, foldProject, foldSource } from './planning.js';
import type { PlanRefusal } from './planning.js';
import { decisionIdOf, releaseBy } from '#funding/project/project.asks';
import type { ProjectCommand } from '#funding/project/project.commands';
import { chargesAtHeirs, releaseAll } from './project-money.plans.js';
import { priorities } from '#funding/project/queries';
import { isAwarded } from '#funding/project/state';
import type { ProjectState } from '#funding/project/state';

type Asked<Name extends ProjectCommand['type']> = Named<ProjectCommand, Name>;

/** Ends an award that is declined or not answered: the project, and each source gets back what it gave. */
export function endAward(command: Asked<'DeclineAward' | 'LapseAward'>): Plan {
  return async (fold) => {
    const state = await foldProject(fold, command, command.project);
    const asked = askProject(command, command.project, command);
    // What was given back is given back once: what the sources hold since then was given after it.
    if (isEnded(state)) return [asked];
    const released =
      command.type === 'DeclineAward'
        ? { release: 'declined', reason: command.reason }
        : { release: 'lapsed', reason: 'The award was not accepted in time.' };
    return [asked, ...(await releaseAll(fold, command, state, released))];
  };
}

function isEnded(state: ProjectState): boolean {
  return isAwarded(state) && (state.acceptance.answer === 'declined' || state.acceptance.answer === 'lapsed');
}

/** Changes an award: the meeting, the project, and each source that gives more or gets back. */
export function varyAward(command: Asked<'VaryAward'>): Plan {
  return async (fold) => {
    const { decision, changes, project: id } = command;
    const state = await foldProject(fold, command, id);
    const kinds = ['variation', 'uncovered'] as const;
    const terms = { outcome: 'varied', kinds, project: id, concerns: [state] } as const;
    const less = changes.filter(({ change }) => change === 'less');
    const more = changes.filter(({ change }) => change === 'more');
    const asked = [askProject(command, id, command), ...(await decideItem(fold, command, decision, terms))];
    if (isDecided(state, decision)) return asked;
    const unfit = await Promise.all(more.map((change) => unsuitableChange(fold, command, change, state)));
    const wrong = unfit.find((refused) => refused !== undefined);
    if (wrong !== undefined) return wrong;
    return [
      ...asked,
      // What is freed first may be what the rest needs.
      ...(await giveBack(fold, command, less)),
      ...more.map((change) => giveMore(command, change, priorities(state))),
    ];
  };
}

/** Ends an award by another decision: the meeting, the project, and each source gets back what is unpaid. */
export function rescindAward(command: Asked<'RescindAward'>): Plan {
  return async (fold) => {
    const { decision, project: id } = command;
    const state = await foldProject(fold, command, id);
    const kinds = ['variation', 'uncovered'] as const;
    const terms = { outcome: 'rescinded', kinds, project: id, concerns: [state] } as const;
    const release = releaseBy('rescinded', decisionIdOf(decision));
    const asked = [askProject(command, id, command), ...(await decideItem(fold, command, decision, terms))];
    if (isDecided(state, decision)) return asked;
    return [...asked, ...(await releaseAll(fold, command, state, { release, reason: decision.reasons }))];
  };
}

/** Lets a condition go: the meeting and the project. */
export function waiveCondition(command: Asked<'WaiveCondition'>): Plan {
  return async (fold) => {
    const { decision, condition, project: id } = command;
    const concerns = [await foldProject(fold, command, id)];
    const about = { project: id, subject: condition, concerns };
    return [
      askProject(command, id, command),
      ...(await decideItem(fold, command, decision, { outcome: 'waived', kinds: ['condition'], ...about })),
    ];
  };
}

/**
 * Decides on an overspend: the meeting and the project, and where it is accepted, the sources that bear it.
 */
export function decideOverspend(command: Asked<'DecideOverspend'>): Plan {
  return async (fold) => {
    const { decision, outcome, shares, project: id } = command;
    const concerns = [await foldProject(fold, command, id)];
    const decided = outcome === 'accept' ? 'accepted' : 'to-be-recovered';
    const terms = { outcome: decided, kinds: ['overspend'], project: id, concerns } as const;
    const bearers = shares.map(({ source, ...share }) =>
      askSource(command, source, {
        ...circumstancesOf(command),
        type: 'AcceptOverspend',
        project: id,
        decision: decisionIdOf(decision),
        ...share,
      }),
    );
    return [
      askProject(command, id, command),
      ...(await decideItem(fold, command, decision, terms)),
      ...(outcome === 'accept' ? bearers : []),
    ];
  };
}

async function unsuitableChange(
  fold: Fold,
  command: Asked<'VaryAward'>,
  { source, fundingType, amountPence }: Readonly<AllocationChange>,
  state: ProjectState,
): Promise<Refused<PlanRefusal> | undefined> {
  const money = { fundingType, amountPence, on: command.on };
  return unsuitable(state, await foldSource(fold, command, source), money);
}

/**
 * What each source gives back, in one release. What was allocated at a source whose year has closed since
 * lies with its successor, which may have taken over from several of them, or be one of them.
 */
async function giveBack(
  fold: Fold,
  command: Asked<'VaryAward'>,
  less: readonly Readonly<AllocationChange>[],
): Promise<readonly AnyAsk[]> {
  const charges = await chargesAtHeirs(fold, command, less);
  return charges.map(({ source, ...only }) => askRelease(command, source, only));
}

function askRelease(
  command: Asked<'VaryAward'>,
  source: string,
  only: Pick<AllocationChange, 'fundingType' | 'amountPence'>,
): AnyAsk {
  return askSource(command, source, {
    ...circumstancesOf(command),
    type: 'ReleaseCommitment',
    project: command.project,
    release: releaseBy('varied', decisionIdOf(command.decision)),
    only,
    reason: command.decision.reasons,
  });
}

function giveMore(
  command: Asked<'VaryAward'>,
  { source, fundingType, amountPence, subjectToFunding }: Readonly<AllocationChange>,
  serves: readonly string[],
): AnyAsk {
  return askSource(command, source, {
    ...circumstancesOf(command),
    type: 'AllocateAward',
    project: command.project,
    decision: decisionIdOf(command.decision),
    fundingType,
    amountPence,
    priorities: serves,
    ...(subjectToFunding === undefined ? {} : { subjectToFunding }),
  });
}
