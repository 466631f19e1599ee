import type { AnyAsk, Fold, Plan } from '#kernel/asking';
import { isRefused, refuse } from '#kernel/decider';
import type { Refused } from '#kernel/decider';
import type { Named } from '#funding/command-types';
import { itemOf } from '#funding/meeting/state';
import type { ProjectCommand } from '#funding/project/project.commands';
import { settleMatter } from './decisions.plans.js';
import { askMeeting, askProject, circumstancesOf, foldMeeting, foldProject } from './planning.js';

type OutcomeCommand = Named<ProjectCommand, 'MainstreamProject' | 'ContinueProject' | 'DiscontinueProject'>;

/**
 * What becomes of a project: the project, and the meeting that agreed it, whose item is noted by the same
 * append. So minutes never say that it was agreed while the register says nothing, nor the other way round.
 */
export function settleProject(command: OutcomeCommand): Plan {
  return async (fold) => {
    const missing = await noContinuation(fold, command);
    if (missing !== undefined) return missing;
    const agreed = await agreedAt(fold, command);
    return isRefused<string>(agreed) ? agreed : [askProject(command, command.project, command), ...agreed];
  };
}

async function noContinuation(fold: Fold, command: OutcomeCommand): Promise<Refused | undefined> {
  if (command.type !== 'ContinueProject') return undefined;
  const { status } = await foldProject(fold, command, command.as);
  return status === 'none' ? refuse('no-such-continuation', { as: command.as }) : undefined;
}

/**
 * The meeting's part, where an item of one is named. An item on which something was said before stays as it
 * is: the outcome that follows from it may be recorded later.
 */
async function agreedAt(fold: Fold, command: OutcomeCommand): Promise<readonly AnyAsk[] | Refused> {
  const { meeting, item, reasons } = command;
  if (meeting === undefined || item === undefined) return [];
  const state = await foldMeeting(fold, command, meeting);
  if (state.status === 'none') return refuse('no-such-meeting');
  const known = itemOf(state, item);
  if (known === undefined) return refuse('no-such-item');
  const { project = command.project } = known.terms;
  if (project !== command.project) return refuse('about-another-project');
  if (known.decision !== undefined) return [];
  const noted = { ...circumstancesOf(command), type: 'NoteItem', meeting, item, reasons } as const;
  return [
    askMeeting(command, meeting, noted),
    ...(await settleMatter(fold, command, { meeting, item, outcome: 'noted' })),
  ];
}
