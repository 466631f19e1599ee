import type { Circumstances, Fold } from '#kernel/asking';
import { refuse } from '#kernel/decider';
import type { Refused } from '#kernel/decider';
import { financialYearOf, firstDayOf } from '#kernel/financial-year';
import { formatPence, sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { Allocation } from '#funding/decision.commands';
import type { FundingSourceState } from '#funding/funding-source/state';
import { foldSource } from './planning.js';
import type { PlanRefusal } from './planning.js';
import type { CostLine } from '#funding/project/project.events';
import { bidSoFar, costYears } from '#funding/project/queries';
import { isAwarded } from '#funding/project/state';
import type { ProjectState } from '#funding/project/state';

interface YearsAmount {
  readonly year: string;
  readonly amountPence: Pence;
}

/**
 * What of an award would pay across the end of a year (rule 10): money that may not cross pays no costs
 * after its own year, and a later year's money pays no costs before it, unless they are those of a year
 * that is over.
 */
export async function acrossYears(
  fold: Fold,
  command: Circumstances,
  allocations: readonly Allocation[],
  costs: readonly CostLine[],
): Promise<Refused<PlanRefusal> | undefined> {
  const given: (YearsAmount & { readonly mayCrossYear: boolean })[] = [];
  for (const { source, amountPence } of allocations) {
    const state = await foldSource(fold, command, source);
    // A source that is not there is for the source itself to refuse.
    if (state.status === 'none') continue;
    const { year, mayCrossYear } = state;
    given.push({ year, mayCrossYear, amountPence });
  }
  const staying = given.filter(({ mayCrossYear }) => !mayCrossYear);
  return tooLate(staying, costs) ?? tooEarly(given, costs, financialYearOf(command.on));
}

/**
 * Why money does not suit a project that has its award already: the bid has no costs of the funding type, or
 * the money is of a later year, into which the project does not cross. What it may come to is not in
 * question: an approximate cost is trued up later.
 */
export function unsuitable(
  state: ProjectState,
  source: FundingSourceState,
  { fundingType, amountPence, on }: Pick<Allocation, 'fundingType' | 'amountPence'> & { readonly on: string },
): Refused<PlanRefusal> | undefined {
  const { title = '', costs = [] } = bidSoFar(state);
  if (!costs.some((cost) => cost.fundingType === fundingType))
    return refuse('bid-without-type', { project: title, fundingType });
  if (source.status === 'none' || source.year <= financialYearOf(on) || crossesInto(state, source.year))
    return undefined;
  return refuse('money-of-a-later-year', { year: source.year, amount: formatPence(amountPence) });
}

/** By its costs, or because it was extended. */
function crossesInto(state: ProjectState, year: string): boolean {
  const finish = isAwarded(state) ? state.plannedFinish?.on : undefined;
  return (finish ?? '') >= firstDayOf(year) || costYears(state).some((one) => one >= year);
}

function tooLate(
  staying: readonly YearsAmount[],
  costs: readonly CostLine[],
): Refused<PlanRefusal> | undefined {
  for (const year of yearsOf(staying)) {
    const beyond = amountOf(staying, (one) => one <= year) - amountOf(costs, (one) => one <= year);
    // An award of more than the costs is for the project to refuse, and is not a matter of years.
    const amountPence = Math.min(
      beyond,
      amountOf(costs, (one) => one > year),
    );
    if (amountPence > 0)
      return refuse('money-may-not-cross-year', { year, amount: formatPence(amountPence) });
  }
  return undefined;
}

function tooEarly(
  given: readonly YearsAmount[],
  costs: readonly CostLine[],
  now: string,
): Refused<PlanRefusal> | undefined {
  for (const year of yearsOf(given).filter((one) => one > now)) {
    const beyond = amountOf(given, (one) => one >= year) - amountOf(costs, (one) => one >= year);
    if (beyond > 0) return refuse('money-of-a-later-year', { year, amount: formatPence(beyond) });
  }
  return undefined;
}

function yearsOf(amounts: readonly YearsAmount[]): readonly string[] {
  return [...new Set(amounts.map(({ year }) => year))].toSorted();
}

function amountOf(amounts: readonly YearsAmount[], within: (year: string) => boolean): Pence {
  return sumPence(amounts.filter(({ year }) => within(year)).map(({ amountPence }) => amountPence));
}
