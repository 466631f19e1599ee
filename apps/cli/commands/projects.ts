import type { TextTable } from '#documents/text-table';
import { formatPence, sumPence } from '#kernel/pence';
import { projectRows } from '#reads/project-rows';
import type { ProjectRow } from '#reads/project-rows';
import { inWords } from '#reads/words';
import { reading } from '../reading.js';
import type { Reading } from '#reads/reading';
import type { ReadOptions } from '../reading.js';
import { counted, heading, json, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';

/** Lists every project and bid, with what was awarded and spent. */
export async function projects(options: ReadOptions, terminal: Terminal): Promise<void> {
  await reading(options, async (from) => {
    const rows = await projectRows(from.models.db, from.partnership);
    if (options.json === true) return json(terminal, { partnership: from.partnership, projects: rows });
    await heading(terminal, `${from.state.name}: projects`);
    await table(terminal, await tableOf(rows, from), 'There are no projects yet.');
  });
}

async function tableOf(rows: readonly ProjectRow[], { names }: Reading): Promise<TextTable> {
  const cells: string[][] = [];
  for (const row of rows) {
    const leadOfficer = row.leadOfficer === null ? '' : await names.of(row.leadOfficer);
    const status = row.takenOn ? `${inWords(row.status)} (taken on)` : inWords(row.status);
    const money = [row.awardPence, row.spentPence].map(formatPence);
    cells.push([row.title, row.project, leadOfficer, status, ...money]);
  }
  const sums = [rows.map(({ awardPence }) => awardPence), rows.map(({ spentPence }) => spentPence)].map(
    sumPence,
  );
  return {
    columns: [
      { heading: 'Project' },
      { heading: 'Id' },
      { heading: 'Lead officer' },
      { heading: 'Status' },
      { heading: 'Award', align: 'right' },
      { heading: 'Spent', align: 'right' },
    ],
    rows: cells,
    totals: [[counted(rows.length, 'project'), '', '', '', ...sums.map(formatPence)]],
  };
}
