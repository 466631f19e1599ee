import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { FundingType } from '#funding/funding-source/funding-source.events';
import { recoveredPence } from '#funding/funding-source/state';
import type { Source } from '#funding/funding-source/state';
import { standingCharges } from '#funding/project/queries';
import type { ProjectState } from '#funding/project/state';

/** What was paid of one project's costs, and what of that came back or is owed, in pence. */
interface Recoverable {
  readonly paidPence: Pence;
  readonly recoveredPence: Pence;
}

/**
 * What can be recovered of a project's costs of a funding type: what was paid and not reversed, less what was
 * recovered (rule 12).
 *
 * @param payers a source, and those of the years before that it has taken over
 */
export function recoverable(
  payers: readonly Source[],
  state: ProjectState,
  { project, fundingType }: { readonly project: string; readonly fundingType: FundingType },
): Recoverable {
  const sources = new Set(payers.map(({ source }) => source));
  const paid = standingCharges(state).filter(
    (one) => one.fundingType === fundingType && sources.has(one.source),
  );
  return {
    paidPence: sumPence(paid.map(({ amountPence }) => amountPence)),
    recoveredPence: sumPence(payers.map((payer) => recoveredPence(payer, project, fundingType))),
  };
}
