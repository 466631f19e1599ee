import type { ProjectEvent } from '#funding/project/project.events';
import { sumPence } from '#kernel/pence';
import type { Happened, HandlersOf, Projection, Write } from '#projections/projection';
import { optionalText, pence, standing, text } from '#projections/table';
import type { RowOf } from '#projections/table';

/** What lead officers claimed, and what finance answered. */
const claims = standing(
  'claims',
  {
    partnership: text,
    project: text,
    claim: text,
    /** `open`, `paid` or `declined`. */
    status: text,
    payee: text,
    reference: text,
    purpose: text,
    amount_pence: pence,
    claimed_by: text,
    claimed_on: text,
    /** The payment that settled it. */
    payment: optionalText,
    /** Why it was declined. */
    declined_because: optionalText,
    answered_on: optionalText,
  },
  { owner: 'project', and: ['claim'], indexes: [['partnership', 'status']] },
);

export const claimTables = [claims] as const;

const handlers = {
  ExpenditureClaimed(event, write) {
    const { claim, payee, reference, purpose, netPence, irrecoverableVatPence, claimedBy } = event.data;
    write.put(claims, {
      partnership: event.partnership,
      project: event.subject,
      claim,
      status: 'open',
      payee,
      reference,
      purpose,
      amount_pence: sumPence([netPence, irrecoverableVatPence]),
      claimed_by: claimedBy,
      claimed_on: event.effectiveOn,
    });
  },
  ClaimDeclined(event, write) {
    const { claim, reason } = event.data;
    answer(event, write, claim, { status: 'declined', declined_because: reason });
  },
  ExpenditureRecorded(event, write) {
    const { claim, payment } = event.data;
    if (claim !== undefined) answer(event, write, claim, { status: 'paid', payment });
  },
  /** What was claimed is still owed to whoever it should have been paid to. */
  ExpenditureReversed({ stream, data: { payment } }, write) {
    const paid = write.all(claims, stream).find((row) => row.payment === payment);
    if (paid !== undefined) write.change(claims, paid, { status: 'open', payment: null, answered_on: null });
  },
} satisfies HandlersOf<ProjectEvent>;

/** What was claimed, and which of it waits to be paid. */
export const claimsProjection: Projection<typeof claimTables> = {
  name: 'claims',
  version: 1,
  tables: claimTables,
  on: { project: handlers },
};

function answer(
  { stream, effectiveOn }: Happened,
  write: Write,
  claim: string,
  changes: Partial<RowOf<typeof claims>>,
): void {
  write.change(claims, write.the(claims, stream, claim), { ...changes, answered_on: effectiveOn });
}
