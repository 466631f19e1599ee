import type { TextTable } from '#documents/text-table';
import type { RegisterItem, RegisterReading } from '#imports/register';
import type { RegisterProblem } from '#imports/register-cells';
import type { RowOutcome } from '#imports/sending-rows';
import { formatPence, sumPence } from '#kernel/pence';
import { counted, heading, paragraph, table } from './terminal.js';
import type { Terminal } from './terminal.js';

/** What an import came to. */
export interface RegisterImport {
  readonly file: string;
  readonly dryRun: boolean;
  readonly reading: RegisterReading;
  /** How many priorities the partnership has, so that "all" need not list them. */
  readonly priorityCount: number;
  readonly problems: readonly RegisterProblem[];
  /** Each row that can be entered, as rehearsed or as entered. */
  readonly rows: readonly RowOutcome[];
  readonly written: boolean;
}

/** The same for a program. */
export function asData({ file, dryRun, reading, problems, rows, written }: RegisterImport): unknown {
  return {
    file,
    dryRun,
    written,
    rows: rows.map(({ item, outcome }) => dataOf(item, outcome)),
    problems,
    totals: reading.totals,
    unreadColumns: reading.unreadColumns,
  };
}

function dataOf(item: RegisterItem, outcome: RowOutcome['outcome']): unknown {
  const { row, kind, id, title, priorities, amountPence, spentPence } = item;
  return { row, kind, id, title, priorities, amountPence, spentPence, outcome };
}

export async function showImport(imported: RegisterImport, terminal: Terminal): Promise<void> {
  const { file, problems, reading } = imported;
  await heading(terminal, `Register ${file}`);
  await table(terminal, rowsTable(imported), 'No row can be entered.');
  await terminal.line();
  if (problems.length > 0) {
    await table(terminal, problemsTable(problems), '');
    await terminal.line();
  }
  if (reading.unreadColumns.length > 0) {
    await paragraph(terminal, `Nothing was read under: ${reading.unreadColumns.join(', ')}.`);
  }
  for (const { row, amountPence } of reading.totals) {
    await paragraph(terminal, `Row ${row} is a total, ${formatPence(amountPence)}, and no project.`);
  }
  await paragraph(terminal, conclusion(imported));
}

function rowsTable({ rows, written, priorityCount }: RegisterImport): TextTable {
  const cells = rows.map(({ item, outcome }) => [
    String(item.row),
    item.title,
    item.priorities.length === priorityCount ? 'all' : item.priorities.join(', '),
    formatPence(item.amountPence),
    item.spentPence === undefined ? '' : formatPence(item.spentPence),
    outcome === 'entered' ? becomes(item, written) : outcome,
  ]);
  return {
    columns: [
      { heading: 'Row', align: 'right' },
      { heading: 'Project' },
      { heading: 'Priorities' },
      { heading: 'Award', align: 'right' },
      { heading: 'Spent', align: 'right' },
      { heading: 'Outcome' },
    ],
    rows: cells,
    totals: [
      ['', counted(rows.length, 'row'), '', totalOf(rows, 'amountPence'), totalOf(rows, 'spentPence'), ''],
    ],
  };
}

function totalOf(rows: readonly RowOutcome[], what: 'amountPence' | 'spentPence'): string {
  const sums = rows.flatMap(({ item }) => item[what] ?? []);
  return sums.length === 0 ? '' : formatPence(sumPence(sums));
}

function becomes({ kind }: RegisterItem, written: boolean): string {
  const done = kind === 'reserve' ? 'held as a reserve' : 'taken on';
  return written ? done : `to be ${done}`;
}

function problemsTable(problems: readonly RegisterProblem[]): TextTable {
  const columns = [
    { heading: 'Row', align: 'right' },
    { heading: 'Column' },
    { heading: 'What stands in the way' },
  ] as const;
  const rows = problems.map(({ row, column, reason }) => [
    String(row),
    column === '' ? '(the row)' : column,
    reason,
  ]);
  return { columns, rows };
}

function conclusion({ dryRun, written, problems, rows }: RegisterImport): string {
  const entered = counted(rows.filter(({ outcome }) => outcome === 'entered').length, 'row');
  const bad = new Set(problems.map(({ row }) => row)).size;
  const cannot = `${counted(bad, 'row')} cannot be entered`;
  if (dryRun) {
    const end = bad === 0 ? '' : ` ${cannot}, so without --accept-valid nothing would be.`;
    return `A dry run: nothing was changed. ${entered} would be entered.${end}`;
  }
  if (!written) return `Nothing was changed: ${cannot}. --accept-valid enters the others.`;
  const others = bad === 0 ? '' : ` ${counted(bad, 'row')} left out.`;
  return entered.startsWith('0 ')
    ? `Nothing was changed: every row was entered before.${others}`
    : `${entered} entered.${others}`;
}
