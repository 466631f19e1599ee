import type { Pence } from '#kernel/pence';
import { overdueByLeadOfficer } from '#reads/overdue';
import type { Reading } from '#reads/reading';

/** A bid on which nothing is decided yet. */
export interface WaitingBid {
  readonly project: string;
  readonly title: string;
  readonly status: string;
  readonly form: string | null;
  readonly leadOfficer: string | null;
  readonly proposedOn: string | null;
  readonly capitalPence: Pence;
  readonly revenuePence: Pence;
  readonly meeting: string | null;
  readonly item: string | null;
  readonly deferredUntil: string | null;
  /** Projects of the lead officer whose evaluations are overdue today (rule 21). */
  readonly overdueEvaluations: readonly string[];
}

/** Where a bid stands while nothing is decided on it. */
const waiting = ['drafted', 'proposed', 'on-agenda', 'deferred'];

/** The bids that wait for a decision, the longest first. */
export async function waitingBids(from: Reading): Promise<readonly WaitingBid[]> {
  const rows = await from.models.db
    .selectFrom('bids')
    .select(['project', 'title', 'status', 'form', 'lead_officer as leadOfficer'])
    .select(['proposed_on as proposedOn', 'deferred_until as deferredUntil', 'meeting', 'item'])
    .select(['capital_pence as capitalPence', 'revenue_pence as revenuePence'])
    .where('partnership', '=', from.partnership)
    .where('status', 'in', waiting)
    .orderBy('proposed_on')
    .orderBy('project')
    .execute();
  const overdue = await overdueByLeadOfficer(from);
  return rows.map((row) =>
    Object.assign(row, { overdueEvaluations: overdue.get(row.leadOfficer ?? '') ?? [] }),
  );
}
