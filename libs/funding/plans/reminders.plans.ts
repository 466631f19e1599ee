import type { AnyAsk, Circumstances, Fold, Plan } from '#kernel/asking';
import { refuse } from '#kernel/decider';
import type { Refused } from '#kernel/decider';
import { formatDate } from '#kernel/local-date';
import { bankHolidaysEnglandAndWales as holidays } from '#funding/bank-holidays';
import type { Named } from '#funding/command-types';
import { recoveryRaised } from '#funding/funding-source/state';
import type { FundingSourceState } from '#funding/funding-source/state';
import { rungGoesOn, toldAt } from '#funding/ladder';
import type { Told } from '#funding/ladder';
import { openMatters, policiesOf, policyOn } from '#funding/partnership/queries';
import type { PartnershipState } from '#funding/partnership/state';
import { monthAfter } from '#funding/project/obligations';
import type { ProjectCommand } from '#funding/project/project.commands';
import { bidSoFar } from '#funding/project/queries';
import { isOwedStill } from '#funding/project/reminders';
import type { OwedRung } from '#funding/project/reminders';
import { isAwarded } from '#funding/project/state';
import type { ProjectState } from '#funding/project/state';
import { giveNotice, matterId, titleOf } from './decisions.plans.js';
import { askProject, foldPartnership, foldProject, foldSource } from './planning.js';
import { recipientOf } from './recipients.js';
import type { WhoseProject } from './recipients.js';

type Asked<Name extends ProjectCommand['type']> = Named<ProjectCommand, Name>;

/** Some rungs of one thing that is owed. */
interface RungsOf extends OwedRung {
  readonly project: string;
  readonly days: readonly number[];
  readonly told?: Told | undefined;
}

/** Records a reminder that went out otherwise: the project, when its ladder has such a rung by now. */
export function recordReminder(command: Asked<'RecordReminder'>): Plan {
  return async (fold) => {
    const state = await foldPartnership(fold, command);
    const wrong = await wrongRungs(fold, command, { ...command, days: [command.days] }, state);
    return wrong ?? [askProject(command, command.project, command)];
  };
}

/** Passes a rung over: the project, when there is nobody whom it could tell. */
export function passOverReminder(command: Asked<'PassOverReminder'>): Plan {
  return async (fold) => {
    const state = await foldPartnership(fold, command);
    const wrong = await wrongRungs(fold, command, { ...command, days: [command.days] }, state);
    if (wrong !== undefined) return wrong;
    const whose = whoseOf(await foldProject(fold, command, command.project));
    const there = await recipientOf(fold, command, command.told, { whose, state });
    return there === undefined
      ? [askProject(command, command.project, command)]
      : refuse('somebody-to-tell', { person: there.person });
  };
}

/**
 * Tells of what is overdue: the project, and when it is the tasking group that is told, its next agenda.
 */
export function escalateEvaluation(command: Asked<'EscalateEvaluation'>): Plan {
  return async (fold) => {
    const { project: id, dueOn, days, to, obligation = 'evaluation' } = command;
    const asked = askProject(command, id, command);
    if (to === 'thematic-chair') return [asked];
    const rungs = { ...command, obligation, days: [days], told: to };
    if (!(await isOwedNow(fold, command, rungs))) return refuse('nothing-due', { dueOn: formatDate(dueOn) });
    const wrong = await wrongRungs(fold, command, rungs, await foldPartnership(fold, command));
    return wrong ?? [asked, ...(await noticeOf(fold, command))];
  };
}

async function noticeOf(fold: Fold, command: Asked<'EscalateEvaluation'>): Promise<readonly AnyAsk[]> {
  const { project: id, dueOn, days, obligation = 'evaluation', of, source } = command;
  const isEvaluation = obligation === 'evaluation';
  const kind = isEvaluation ? 'overdue-evaluation' : 'other';
  const what = titleOf(await foldProject(fold, command, id), id);
  const title = `${overdueWords[obligation]}: ${what}, due ${dueOn}`;
  // One line on the agenda is enough, however many weeks it has waited there.
  const waits = openMatters(await foldPartnership(fold, command)).some((matter) => {
    return matter.kind === kind && matter.project === id && (isEvaluation || matter.title === title);
  });
  if (waits) return [];
  const which = isEvaluation ? [] : [obligation, of, source].flatMap((part) => part ?? []);
  const matter = matterId('overdue', id, dueOn, String(days), ...which);
  return [giveNotice(command, { matter, kind, title, project: id })];
}

const overdueWords: Readonly<Record<OwedRung['obligation'], string>> = {
  evaluation: 'Overdue evaluation',
  'performance-update': 'Overdue performance update',
  acceptance: 'Award not answered',
  condition: 'Condition not met',
  reclaim: 'Money not recovered',
  'finish-check': 'Finish not recorded',
};

/**
 * Why these rungs are none that may go out today: the ladder in force has no such rung, or its day is still
 * to come, or a reclaim is settled. Undefined when they may.
 */
export async function wrongRungs(
  fold: Fold,
  within: Circumstances,
  rungs: RungsOf,
  state: PartnershipState,
): Promise<Refused | undefined> {
  const { obligation: kind, dueOn, told } = rungs;
  const ladders = policiesOf(state).map(({ ladder }) => ladder);
  for (const days of rungs.days) {
    const tells = toldAt(ladders, { kind, dueOn }, days, holidays);
    const isRung = told === undefined ? tells.length > 0 : tells.includes(told);
    if (!isRung)
      return refuse('no-such-rung', { days: String(days), obligation: kind, project: rungs.project });
    const goesOn = rungGoesOn(dueOn, days, holidays);
    if (goesOn > within.today) {
      const { project } = rungs;
      return refuse('rung-to-come', { days: String(days), goesOn: formatDate(goesOn), project });
    }
  }
  const isDue = kind !== 'reclaim' || (await isOwedNow(fold, within, rungs));
  const { project } = rungs;
  return isDue && isDueThen(rungs, state)
    ? undefined
    : refuse('nothing-due', { dueOn: formatDate(dueOn), project });
}

/** On which day of the month updates are due is the partnership's policy, which the project does not know. */
function isDueThen({ obligation, of, dueOn }: RungsOf, state: PartnershipState): boolean {
  if (obligation !== 'performance-update' || of === undefined) return true;
  const month = monthAfter(of);
  const { updatesDueOnDay } = policyOn(state, `${month}-01`);
  return dueOn === `${month}-${String(updatesDueOnDay).padStart(2, '0')}`;
}

/** Whether what rungs remind of is owed still: by the project, and of a reclaim to the source that paid. */
export async function isOwedNow(fold: Fold, within: Circumstances, rungs: RungsOf): Promise<boolean> {
  const { project, obligation, source } = rungs;
  if (!isOwedStill(await foldProject(fold, within, project), rungs, within.today)) return false;
  if (obligation !== 'reclaim' || source === undefined) return true;
  return isOwedTo(await foldSource(fold, within, source), rungs);
}

function isOwedTo(state: FundingSourceState, { project, of = '', dueOn }: RungsOf): boolean {
  // What was owed to a closed year is owed to the source that took it over, and has a ladder there.
  if (state.status === 'year-closed') return false;
  const known = recoveryRaised(state, 'reclaim', of) ?? recoveryRaised(state, 'clawback', of);
  if (known === undefined || known.owedPence === 0) return false;
  return known.project === project && known.dueOn === dueOn;
}

/** Of a project, what says whom its reminders are for. */
export function whoseOf(state: ProjectState): WhoseProject {
  const { leadOfficer, thematicGroup } = bidSoFar(state);
  return { leadOfficer, thematicGroup, deputy: isAwarded(state) ? state.deputy : undefined };
}
