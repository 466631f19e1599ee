import type { TextTable } from '#documents/text-table';
import { formatPence } from '#kernel/pence';
import { waitingBids } from '#reads/waiting-bids';
import type { WaitingBid } from '#reads/waiting-bids';
import { dayInWords, inWords } from '#reads/words';
import { reading } from '../reading.js';
import type { Reading } from '#reads/reading';
import type { ReadOptions } from '../reading.js';
import { heading, json, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';

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
