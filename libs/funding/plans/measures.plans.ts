import { ask } from '#kernel/asking';
import type { Circumstances, Fold, Plan } from '#kernel/asking';
import { refuse } from '#kernel/decider';
import type { Refused } from '#kernel/decider';
import { indicatorStream, riskStream } from '#kernel/ids';
import type { Named } from '#funding/command-types';
import { indicator } from '#funding/indicator/indicator';
import type { IndicatorCommand } from '#funding/indicator/indicator.commands';
import { prioritiesInForce } from '#funding/partnership/queries';
import { leadOfficerOf } from '#funding/project/queries';
import { risk } from '#funding/risk/risk';
import type { RiskCommand } from '#funding/risk/risk.commands';
import { foldPartnership, foldProject, notRegistered, notThere } from './planning.js';

/** A command that the indicator answers alone. */
export function indicatorAlone(command: IndicatorCommand): Plan {
  return async () => [askIndicator(command)];
}

/** Defines an indicator of a priority that the plan has. */
export function defineIndicator(
  command: Named<IndicatorCommand, 'DefineIndicator' | 'RedefineIndicator'>,
): Plan {
  return async (fold) => {
    const state = await fold(indicatorStream(command.partnership, command.indicator), indicator);
    const before = state.status === 'none' ? [] : state.definitions;
    // What is so already stays so, also after its priority was retired.
    const isKnown = before.some(({ priority }) => priority === command.priority);
    const inForce = prioritiesInForce(await foldPartnership(fold, command));
    if (!isKnown && !inForce.includes(command.priority))
      return refuse('no-such-priority', { priority: command.priority });
    return [askIndicator(command)];
  };
}

/** Plans what is done, by someone who is registered here, where a person is named. */
export function planMitigation(command: Named<IndicatorCommand, 'PlanMitigation'>): Plan {
  return async (fold) => {
    const missing =
      command.person === undefined ? undefined : await notRegistered(fold, command, command.person);
    return missing ?? [askIndicator(command)];
  };
}

/**
 * Enters, reviews or closes a risk: by its project's lead officer, for that project alone, or by support.
 */
export function aboutRisk(command: RiskCommand): Plan {
  return async (fold) => {
    const stream = riskStream(command.partnership, command.risk);
    const state = await fold(stream, risk);
    const named = 'project' in command ? command.project : undefined;
    const of = state.status === 'none' ? named : state.terms.project;
    return (
      (await unknownHere(fold, command)) ??
      (await notTheirs(fold, command, of)) ?? [ask(stream, risk, command)]
    );
  };
}

/** Why the project or the person that a risk names is not known here; undefined when they are. */
async function unknownHere(fold: Fold, command: RiskCommand): Promise<Refused | undefined> {
  const project = 'project' in command ? command.project : undefined;
  const owner = 'owner' in command ? command.owner : undefined;
  const missing = await notThere(fold, command, project === undefined ? {} : { project });
  if (missing !== undefined || owner === undefined) return missing;
  return notRegistered(fold, command, owner);
}

/**
 * A lead officer speaks for their own project: of another's, or of the partnership as a whole, others do.
 */
async function notTheirs(
  fold: Fold,
  command: Circumstances,
  project: string | undefined,
): Promise<Refused | undefined> {
  if (command.by.role !== 'lead-officer') return undefined;
  const lead = project === undefined ? undefined : leadOfficerOf(await foldProject(fold, command, project));
  return lead === command.by.person ? undefined : refuse('not-lead-officer');
}

function askIndicator(command: IndicatorCommand): ReturnType<typeof ask> {
  return ask(indicatorStream(command.partnership, command.indicator), indicator, command);
}
