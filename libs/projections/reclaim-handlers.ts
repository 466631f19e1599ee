import type { OwedRecovery } from '#funding/funding-source/closed-type';
import type { FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import { londonDateOf } from '#kernel/local-date';
import { writeRecovery } from '#projections/obligation-rows';
import type { Happened, HandlersOf, Write } from '#projections/projection';
import { reclaimsOwed } from '#projections/projects.tables';
import type { RowOf } from '#projections/table';

/** What others owe to a source, of which its payer is reminded. */
export const reclaimHandlers = {
  ReclaimRaised: (event, write) => owe(event, write, { kind: 'reclaim', recovery: event.data.reclaim }),
  ReclaimReceived: (event, write) => take(event, write, event.data.reclaim, event.data.amountPence),
  ReclaimWrittenOff: (event, write) => take(event, write, event.data.reclaim, event.data.amountPence),
  ClawbackRaised: (event, write) => owe(event, write, { kind: 'clawback', recovery: event.data.clawback }),
  ClawbackReceived: (event, write) => take(event, write, event.data.clawback, event.data.amountPence),
  ClawbackWrittenOff: (event, write) => take(event, write, event.data.clawback, event.data.amountPence),
  EntryReversed(event, write) {
    const { recovery, receivedPence } = event.data;
    if (recovery !== undefined) take(event, write, recovery, -receivedPence);
  },
  SourceYearClosed({ stream }, write) {
    for (const row of write.all(reclaimsOwed, stream)) {
      if (row.owed_pence > 0) owes(write, row, 0);
    }
  },
  BroughtForward(event, write) {
    for (const { recoveries = [] } of event.data.types) {
      for (const recovery of recoveries) bringForward(event, write, recovery);
    }
  },
} satisfies HandlersOf<FundingSourceEvent>;

interface Raised {
  readonly project: string;
  readonly from: string;
  readonly amountPence: number;
  readonly dueOn: string;
}

function owe(
  { partnership, subject: source, recordedAt, data }: Happened<Raised>,
  write: Write,
  recovery: { readonly kind: string; readonly recovery: string },
): void {
  const { project, from: from_whom, dueOn: due_on, amountPence: owed_pence } = data;
  const owed = { project, from_whom, due_on, arose_on: londonDateOf(recordedAt), owed_pence };
  const row = { partnership, source, ...recovery, ...owed };
  write.put(reclaimsOwed, row);
  writeRecovery(row, write);
}

/** Changes how much is owed, and of what a reminder is due. */
function owes(write: Write, row: Readonly<RowOf<typeof reclaimsOwed>>, owed_pence: number): void {
  write.change(reclaimsOwed, row, { owed_pence });
  writeRecovery({ ...row, owed_pence }, write);
}

function take({ stream }: Happened, write: Write, recovery: string, amountPence: number): void {
  const row = write.the(reclaimsOwed, stream, recovery);
  owes(write, row, row.owed_pence - amountPence);
}

/** Owed to the next year's source from now on, by the same day. */
function bringForward(
  { partnership, subject: source, recordedAt }: Happened,
  write: Write,
  owed: OwedRecovery,
): void {
  const { kind, recovery, project, from: from_whom, owedPence: owed_pence, dueOn: due_on } = owed;
  const terms = {
    kind,
    recovery,
    project,
    from_whom,
    due_on,
    arose_on: londonDateOf(recordedAt),
    owed_pence,
  };
  write.put(reclaimsOwed, { partnership, source, ...terms });
  writeRecovery({ partnership, source, ...terms }, write);
}
