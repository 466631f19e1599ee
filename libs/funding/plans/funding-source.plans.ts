import type { Circumstances, Fold, Plan } from '#kernel/asking';
import { fold as foldEvents, isRefused, refuse } from '#kernel/decider';
import type { Refused } from '#kernel/decider';
import { formatPence, sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { Named } from '#funding/command-types';
import { decideItem, giveNotice, matterId } from './decisions.plans.js';
import { fundingSource } from '#funding/funding-source/funding-source';
import type { FundingSourceCommand } from '#funding/funding-source/funding-source.commands';
import { balancePence, bothTypes, recoveryRaised } from '#funding/funding-source/state';
import type { FundingSourceState, Source } from '#funding/funding-source/state';
import {
  askPartnership,
  askSource,
  circumstancesOf,
  foldProject,
  foldSource,
  notThere,
  planned,
} from './planning.js';
import type { PlanRefusal } from './planning.js';
import { ownersOf } from '#funding/project/queries';
import { recoverable } from './recoverable.js';

type Asked<Name extends FundingSourceCommand['type']> = Named<FundingSourceCommand, Name>;

/** Opens a source: the source, and the partnership, which closes the year of all its sources together. */
export function openFundingSource(command: Asked<'OpenFundingSource'>): Plan {
  const { source, year } = command;
  return planned(
    askSource(command, source, command),
    askPartnership(command, { ...circumstancesOf(command), type: 'RegisterSource', source, year }),
  );
}

/**
 * Takes money away from a source: the source alone, and where that leaves it uncovered, notice to the tasking
 * group, which is asked to re-source, reduce or stop (rule 9).
 */
export function loseFunding(command: Asked<'CutFunding' | 'WithdrawFunding' | 'ReverseEntry'>): Plan {
  return async (fold) => {
    const { source } = command;
    const before = await foldSource(fold, command, source);
    const events = fundingSource.decide(command, before);
    const asked = askSource(command, source, command);
    if (isRefused(events)) return [asked];
    const after = foldEvents(fundingSource, events, before);
    const lackedPence = uncoveredPence(before);
    const lacksPence = uncoveredPence(after);
    if (after.status === 'none' || lacksPence <= lackedPence) return [asked];
    const cause = command.type === 'ReverseEntry' ? command.reversal : command.entry;
    const matter = matterId('uncovered', source, cause);
    const title = `${after.name} is short of ${formatPence(lacksPence)}`;
    return [asked, giveNotice(command, { matter, kind: 'uncovered', title, source })];
  };
}

/**
 * Holds a reserve: the meeting that decided it and the source, or the source alone for one decided before.
 */
export function holdReserve(command: Asked<'HoldReserve'>): Plan {
  return async (fold) => {
    const { source, reserve, decision } = command;
    const asked = askSource(command, source, command);
    if (decision === undefined) return [asked];
    const terms = { outcome: 'held', kinds: ['reserve'], source, subject: reserve, concerns: [] } as const;
    return [asked, ...(await decideItem(fold, command, decision, terms))];
  };
}

type Raise = Asked<'RaiseReclaim' | 'RaiseClawback'>;

/**
 * Raises a recovery: the source that paid, for a project that there is, and no more than it paid (rule 12).
 */
export function raiseRecovery(command: Raise): Plan {
  return async (fold) => {
    const { project, source } = command;
    const missing = await notThere(fold, command, { project });
    if (missing !== undefined) return missing;
    const asked = askSource(command, source, command);
    const events = fundingSource.decide(command, await foldSource(fold, command, source));
    // What is so already, and what the source refuses, is for the source to say.
    if (isRefused(events) || events.length === 0) return [asked];
    return (await beyondPaid(fold, command)) ?? [asked];
  };
}

async function beyondPaid(fold: Fold, command: Raise): Promise<Refused<PlanRefusal> | undefined> {
  const { project, fundingType, amountPence } = command;
  const payers = await withTakenOver(fold, command, command.source);
  const state = await foldProject(fold, command, project);
  const { paidPence, recoveredPence } = recoverable(payers, state, { project, fundingType });
  const facts = { project, fundingType, paid: formatPence(paidPence), asked: formatPence(amountPence) };
  if (paidPence === 0) return refuse('nothing-paid-to-recover', facts);
  if (amountPence <= paidPence - recoveredPence) return undefined;
  return refuse('more-than-paid-to-recover', { ...facts, recovered: formatPence(recoveredPence) });
}

/** A source, and those of the years before that it has taken over. */
async function withTakenOver(fold: Fold, command: Circumstances, source: string): Promise<readonly Source[]> {
  const state = await foldSource(fold, command, source);
  if (state.status === 'none') return [];
  const earlier = await Promise.all(state.tookOver.map((one) => withTakenOver(fold, command, one)));
  return [state, ...earlier.flat()];
}

/** Writes off what is owed: the source, unless it is owed on a project of whoever writes it off (rule 2). */
export function writeOffRecovery(command: Asked<'WriteOffReclaim' | 'WriteOffClawback'>): Plan {
  return async (fold) => {
    const { source, by } = command;
    const state = await foldSource(fold, command, source);
    const recovery =
      command.type === 'WriteOffReclaim'
        ? recoveryRaised(state, 'reclaim', command.reclaim)
        : recoveryRaised(state, 'clawback', command.clawback);
    const owners = recovery === undefined ? [] : ownersOf(await foldProject(fold, command, recovery.project));
    return owners.includes(by.person) ? refuse('own-bid') : [askSource(command, source, command)];
  };
}

/** What a source lacks over both funding types, in pence. */
export function uncoveredPence(source: FundingSourceState): Pence {
  if (source.status === 'none') return 0;
  return sumPence(bothTypes.map((fundingType) => Math.max(0, -balancePence(source, fundingType))));
}
