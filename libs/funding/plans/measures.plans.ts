import { ask } from '#kernel/asking';
import type { Circumstances, Fold, Plan } from '#kernel/asking';
import { refuse } from '#kernel/decider';
import type { Refused } from '#kernel/decider';
import { highlightStream, indicatorStream, riskStream } from '#kernel/ids';
import type { Named } from '#funding/command-types';
import { highlight } from '#funding/highlight/highlight';
import type { HighlightCommand } from '#funding/highlight/highlight.commands';
import { indicator } from '#funding/indicator/indicator';
import type { IndicatorCommand } from '#funding/indicator/indicator.commands';
import { groupKindOf, isThematicChairFor, prioritiesInForce } from '#funding/partnership/queries';
import { leadOfficerOf } from '#funding/project/queries';
import { risk } from '#funding/risk/risk';
import type { RiskCommand } from '#funding/risk/risk.commands';
import { circumstancesOf, foldPartnership, foldProject, notRegistered, notThere } from './planning.js';

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
 * Submits a highlight report: the report, and the one in whose place it comes. Of a project it is for its
 * lead officer to report, of a thematic group's projects for its chair; the support officer may report of
 * each.
 */
export function submitHighlight(command: HighlightCommand): Plan {
  return async (fold) => {
    const { partnership, report, project, group, replaces } = command;
    const missing = await notThere(fold, command, project === undefined ? {} : { project });
    const refused = missing ?? (await notTheirReport(fold, command));
    if (refused !== undefined) return refused;
    const submitted = ask(highlightStream(partnership, report), highlight, command);
    if (replaces === undefined || replaces === report) return [submitted];
    const of = { ...(project === undefined ? {} : { project }), ...(group === undefined ? {} : { group }) };
    const asked = { ...circumstancesOf(command), type: 'GiveWay', to: report, of } as const;
    return [submitted, ask(highlightStream(partnership, replaces), highlight, asked)];
  };
}

async function notTheirReport(fold: Fold, command: HighlightCommand): Promise<Refused | undefined> {
  const { by, group, project } = command;
  if (by.role === 'lead-officer') return notTheirs(fold, command, project);
  const state = await foldPartnership(fold, command);
  if (group !== undefined && groupKindOf(state, group) !== 'thematic')
    return refuse('no-thematic-group', { group });
  if (by.role !== 'thematic-chair') return undefined;
  const chairs = group !== undefined && isThematicChairFor(state, by.person, group);
  return chairs ? undefined : refuse('report-of-another-group');
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
