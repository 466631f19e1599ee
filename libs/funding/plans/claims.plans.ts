import type { Circumstances, Fold, Plan } from '#kernel/asking';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { Named } from '#funding/command-types';
import type { FundingType } from '#funding/funding-source/funding-source.events';
import { outsideFenceAt } from '#funding/funding-source/payments';
import { outstandingPence } from '#funding/funding-source/state';
import type { FundingSourceState } from '#funding/funding-source/state';
import { askProject, foldProject, foldSource } from './planning.js';
import type { ProjectCommand } from '#funding/project/project.commands';
import type { Charge } from '#funding/project/money.events';
import { heirOf } from './project-money.plans.js';
import type { ClaimableFacts } from '#funding/project/project.asks';
import { awardLines } from '#funding/project/queries';
import { isAwarded, lineKey } from '#funding/project/state';
import type { ProjectState } from '#funding/project/state';

type Asked<Name extends ProjectCommand['type']> = Named<ProjectCommand, Name>;

/**
 * Claims what was spent. A claim may name the source of a new year, to which the award's money has followed:
 * it stands on the allocation that the award has at the source of the year before.
 */
export function claimExpenditure(command: Asked<'ClaimExpenditure'>): Plan {
  return async (fold) => {
    const state = await foldProject(fold, command, command.project);
    const charges = command.charges.map(async ({ source, fundingType, amountPence }) => ({
      source: await allocatedAt(fold, command, state, { source, fundingType }),
      fundingType,
      amountPence,
    }));
    const placed = await Promise.all(charges);
    const facts = { charges: await claimableAt(fold, command, state, placed) };
    return [askProject(command, command.project, { ...command, charges: placed, facts })];
  };
}

/** For each charge, what the source that answers for it now has committed and nobody has claimed. */
async function claimableAt(
  fold: Fold,
  command: Asked<'ClaimExpenditure'>,
  state: ProjectState,
  charges: readonly Charge[],
): Promise<readonly ClaimableFacts[]> {
  const { project, category } = command;
  const claimed = await Promise.all(openCharges(state).map((charge) => placeOf(fold, command, charge)));
  const places = await Promise.all(charges.map((charge) => placeOf(fold, command, charge)));
  return places.map(({ place, at, fundingType }, index) => {
    const before = [...claimed, ...places.slice(0, index)].filter((other) => other.place === place);
    const taken = sumPence(before.map(({ amountPence }) => amountPence));
    const committedPence = Math.max(0, outstandingPence(at, project, fundingType) - taken);
    const onlyFor = outsideFenceAt(at, { project, category, fundingType });
    return { committedPence, ...(onlyFor === undefined ? {} : { onlyFor }) };
  });
}

function openCharges(state: ProjectState): readonly Charge[] {
  const claims = isAwarded(state) ? [...state.money.claims.values()] : [];
  return claims.filter(({ status }) => status === 'open').flatMap(({ terms }) => terms.charges);
}

interface Placed {
  /** The source and the funding type at which the money lies now. */
  readonly place: string;
  readonly at: FundingSourceState;
  readonly fundingType: FundingType;
  readonly amountPence: Pence;
}

async function placeOf(fold: Fold, command: Circumstances, charge: Charge): Promise<Placed> {
  const { source, fundingType, amountPence } = charge;
  const heir = (await heirOf(fold, command, source)) ?? source;
  const at = await foldSource(fold, command, heir);
  return { place: lineKey({ source: heir, fundingType }), at, fundingType, amountPence };
}

async function allocatedAt(
  fold: Fold,
  command: Circumstances,
  state: ProjectState,
  { source, fundingType }: Pick<Charge, 'source' | 'fundingType'>,
): Promise<string> {
  const lines = awardLines(state).filter((line) => line.fundingType === fundingType && line.awardedPence > 0);
  if (lines.some((line) => line.source === source)) return source;
  const heirs = await Promise.all(lines.map(async (line) => heirOf(fold, command, line.source)));
  return lines[heirs.indexOf(source)]?.source ?? source;
}
