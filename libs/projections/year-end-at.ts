import { confirmation } from '#funding/confirmation/confirmation';
import type { ConfirmationState } from '#funding/confirmation/confirmation';
import type { FundingType } from '#funding/funding-source/funding-source.events';
import type { LocalDate } from '#kernel/local-date';
import type { Pence } from '#kernel/pence';
import type { ReadModels } from '#projections/read-models';
import { statesBy } from '#projections/told-by';
import type { Moment } from '#projections/told-by';

export interface YearEnd {
  /** Undefined where nothing was prepared yet. */
  readonly confirmation: ConfirmationState | undefined;
  /** What was reversed since the year was closed. The figures that were confirmed stand. */
  readonly adjustments: readonly Adjustment[];
}

/** A correction of a closed year, as the open year took it. */
export interface Adjustment {
  readonly closedSource: string;
  readonly source: string;
  readonly project: string;
  readonly payment: string;
  readonly fundingType: FundingType;
  readonly amountPence: Pence;
  readonly reason: string;
  readonly effectiveOn: LocalDate;
}

/** The confirmation of a year at a moment, with what was corrected of the year since its close. */
export async function yearEndAt(
  db: ReadModels,
  { year, ...moment }: Moment & { readonly year: string },
): Promise<YearEnd> {
  const states = await confirmationsAt(db, moment);
  return { confirmation: states.get(year), adjustments: await adjustmentsOf(db, year, moment) };
}

/** The confirmation of each year of which one was prepared by a moment. */
export async function confirmationsAt(
  db: ReadModels,
  moment: Moment,
): Promise<ReadonlyMap<string, ConfirmationState>> {
  return statesBy<ConfirmationState, never>(db, 'confirmations_told', confirmation, moment);
}

async function adjustmentsOf(
  db: ReadModels,
  year: string,
  { partnership, asAt, knownAt }: Moment,
): Promise<readonly Adjustment[]> {
  let adjusted = db
    .selectFrom('prior_year_adjustments')
    .selectAll()
    .where('partnership', '=', partnership)
    .where('closed_year', '=', year)
    .orderBy('position');
  if (asAt !== undefined) adjusted = adjusted.where('effective_on', '<=', asAt);
  if (knownAt !== undefined) adjusted = adjusted.where('recorded_at', '<=', knownAt);
  return (await adjusted.execute()).map((row) => ({
    closedSource: row.closed_source,
    source: row.source,
    project: row.project,
    payment: row.payment,
    fundingType: row.funding_type as FundingType,
    amountPence: row.amount_pence,
    reason: row.reason,
    effectiveOn: row.effective_on,
  }));
}
