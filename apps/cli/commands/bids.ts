import type { TextTable } from '#documents/text-table';
import { formatPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import { overdueByLeadOfficer } from '#reads/overdue';
import { dayInWords, inWords } from '#reads/words';
import { reading } from '../reading.js';
import type { Reading } from '#reads/reading';
import type { ReadOptions } from '../reading.js';
import { heading, json, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';

interface WaitingBid {
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

/**
 * Lists the bids that wait for a decision, with the meeting whose agenda they are on and what their lead
 * officers owe.
 */
export async function bids(options: ReadOptions, terminal: Terminal): Promise<void> {
  await reading(options, async (from) => {
    const rows = await waitingBids(from);
    if (options.json === true) return json(terminal, { partnership: from.partnership, bids: rows });
    await heading(terminal, `${from.state.name}: bids that wait for a decision`);
    await table(terminal, await tableOf(rows, from), 'No bid waits for a decision.');
  });
}

async function waitingBids(from: Reading): Promise<readonly WaitingBid[]> {
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

async function tableOf(rows: readonly WaitingBid[], { names }: Reading): Promise<TextTable> {
  const cells: string[][] = [];
  for (const row of rows) {
    cells.push([
      row.title,
      row.project,
      row.leadOfficer === null ? '' : await names.of(row.leadOfficer),
      inWords(row.status),
      row.meeting ?? dayInWords(row.deferredUntil),
      dayInWords(row.proposedOn),
      formatPence(row.capitalPence),
      formatPence(row.revenuePence),
      row.overdueEvaluations.join(', '),
    ]);
  }
  return { columns, rows: cells };
}

const columns = [
  { heading: 'Bid' },
  { heading: 'Id' },
  { heading: 'Lead officer' },
  { heading: 'Status' },
  { heading: 'Meeting, or until' },
  { heading: 'Proposed' },
  { heading: 'Capital', align: 'right' },
  { heading: 'Revenue', align: 'right' },
  { heading: 'Evaluations overdue' },
] as const;
