import type { Circumstances, Fold } from '#kernel/asking';
import { refuse } from '#kernel/decider';
import type { Refused } from '#kernel/decider';
import { financialYearOf } from '#kernel/financial-year';
import { formatPence, sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { Allocation } from '#funding/decision.commands';
import { foldSource } from './planning.js';
import type { PlanRefusal } from './planning.js';
import type { CostLine } from '#funding/project/project.events';

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
