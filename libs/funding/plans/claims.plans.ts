import type { Circumstances, Fold, Plan } from '#kernel/asking';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { Named } from '#funding/command-types';
import type { FundingType } from '#funding/funding-source/funding-source.events';
import { takeInTurn } from '#funding/funding-source/cover';
import { outsideFenceAt } from '#funding/funding-source/payments';
import { outstandingPence } from '#funding/funding-source/state';
import type { FundingSourceState } from '#funding/funding-source/state';
import { askProject, foldProject, foldSource } from './planning.js';
import type { ProjectCommand } from '#funding/project/project.commands';
import type { Charge } from '#funding/project/money.events';
import { chargesAtHeirs, heirOf } from './project-money.plans.js';
import { duplicateOf } from '#funding/project/award-terms';
import type { ClaimableFacts } from '#funding/project/project.asks';
import { awardLines, claimablePence, oneAPlace } from '#funding/project/queries';
import { isAwarded, lineKey } from '#funding/project/state';
import type { AwardedProject, AwardLine, ProjectState } from '#funding/project/state';
import { sameContent } from '#funding/same-content';

type Asked<Name extends ProjectCommand['type']> = Named<ProjectCommand, Name>;

/**
 * Claims what was spent. A claim may name the source of a new year, to which the award's money has followed:
 * it stands on the allocations that the award has at the sources of the year before.
 */
export function claimExpenditure(command: Asked<'ClaimExpenditure'>): Plan {
  return async (fold) => {
    const state = await foldProject(fold, command, command.project);
    const charges = await chargesPlaced(fold, command, state);
    const facts = { charges: await claimableAt(fold, command, state, charges) };
    return [askProject(command, command.project, { ...command, charges, facts })];
  };
}

/** Where the claim stands. One that was made before stands where it did, whatever was claimed since. */
async function chargesPlaced(
  fold: Fold,
  command: Asked<'ClaimExpenditure'>,
  state: ProjectState,
): Promise<Charge[]> {
  const { claim, charges } = command;
  if (!isAwarded(state) || duplicateOf(charges) !== undefined) return charges;
  const known = state.money.claims.get(claim)?.terms.charges ?? [];
  const before = await chargesAtHeirs(fold, command, known);
  if (known.length > 0 && sameContent(before, await chargesAtHeirs(fold, command, charges)))
    return [...known];
  const placed = charges.map(async (charge) => allocatedAt(fold, command, state, charge));
  return oneAPlace((await Promise.all(placed)).flat());
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

/**
 * The allocations on which a charge stands: the one that it names, or in turn those whose money has followed
 * to the source that it names. What is more than they leave is refused, at the one that leaves most.
 */
async function allocatedAt(
  fold: Fold,
  command: Circumstances,
  state: AwardedProject,
  charge: Charge,
): Promise<readonly Charge[]> {
  const { source, fundingType, amountPence } = charge;
  const lines = awardLines(state).filter((line) => line.fundingType === fundingType && line.awardedPence > 0);
  const heirs = await Promise.all(lines.map(async (line) => heirOf(fold, command, line.source)));
  const own = lines.filter((line) => line.source === source);
  const followed = lines.filter((line, index) => line.source !== source && heirs[index] === source);
  const left = (line: AwardLine): Pence => claimablePence(state, line);
  const shares = takeInTurn([...own, ...followed], left, amountPence);
  if (sumPence(shares.map((share) => share.amountPence)) === amountPence)
    return shares.map((share) => ({ source: share.of.source, fundingType, amountPence: share.amountPence }));
  const [most = charge] = [...own, ...followed].toSorted((one, other) => left(other) - left(one));
  return [{ source: most.source, fundingType, amountPence }];
}
