import type { Plan } from '#kernel/asking';
import { fold as foldEvents, isRefused } from '#kernel/decider';
import { formatPence, sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { Named } from '#funding/command-types';
import { decideItem, giveNotice, matterId } from './decisions.plans.js';
import { fundingSource } from '#funding/funding-source/funding-source';
import type { FundingSourceCommand } from '#funding/funding-source/funding-source.commands';
import { balancePence, bothTypes } from '#funding/funding-source/state';
import type { FundingSourceState } from '#funding/funding-source/state';
import { askPartnership, askSource, circumstancesOf, foldSource, notThere, planned } from './planning.js';

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

/** Raises a recovery: the source that paid, for a project that there is. */
export function raiseRecovery(command: Asked<'RaiseReclaim' | 'RaiseClawback'>): Plan {
  return async (fold) => {
    const { project, source } = command;
    return (await notThere(fold, command, { project })) ?? [askSource(command, source, command)];
  };
}

/** What a source lacks over both funding types, in pence. */
export function uncoveredPence(source: FundingSourceState): Pence {
  if (source.status === 'none') return 0;
  return sumPence(bothTypes.map((fundingType) => Math.max(0, -balancePence(source, fundingType))));
}
