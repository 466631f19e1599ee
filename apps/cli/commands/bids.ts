import { formatPence } from '#kernel/pence';
import { dayInWords, inWords, reading } from '../reading.js';
import type { ReadOptions } from '../reading.js';
import { heading, json, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';

/** Where a bid stands while nothing is decided on it. */
const waiting = ['drafted', 'proposed', 'on-agenda', 'deferred'];

/** Lists the bids that wait for a decision, with the meeting whose agenda they are on. */
export async function bids(options: ReadOptions, terminal: Terminal): Promise<void> {
  await reading(options, async ({ models, partnership, state, names }) => {
    const rows = await models.db
      .selectFrom('bids')
      .select([
        'project',
        'title',
        'status',
        'form',
        'lead_officer as leadOfficer',
        'proposed_on as proposedOn',
      ])
      .select(['capital_pence as capitalPence', 'revenue_pence as revenuePence', 'meeting', 'item'])
      .select('deferred_until as deferredUntil')
      .where('partnership', '=', partnership)
      .where('status', 'in', waiting)
      .orderBy('proposed_on')
      .orderBy('project')
      .execute();
    if (options.json === true) return json(terminal, { partnership, bids: rows });
    const cells: string[][] = [];
    for (const row of rows) {
      const where = row.meeting === null ? dayInWords(row.deferredUntil) : row.meeting;
      const leadOfficer = row.leadOfficer === null ? '' : await names.of(row.leadOfficer);
      const money = [row.capitalPence, row.revenuePence].map(formatPence);
      cells.push([
        row.title,
        row.project,
        leadOfficer,
        inWords(row.status),
        where,
        dayInWords(row.proposedOn),
        ...money,
      ]);
    }
    await heading(terminal, `${state.name}: bids that wait for a decision`);
    await table(terminal, { columns, rows: cells }, 'No bid waits for a decision.');
  });
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
] as const;
