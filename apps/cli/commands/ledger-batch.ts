import { createHash } from 'node:crypto';
import type { TextTable } from '#documents/text-table';
import { nextBatch, textOf } from '#funding/ledger/batch-lines';
import type { BatchLine } from '#funding/ledger/batch-lines';
import { ledger } from '#funding/ledger/ledger';
import type { Batch } from '#funding/ledger/ledger';
import { ledgerStream } from '#kernel/ids';
import { formatPence } from '#kernel/pence';
import { inWords } from '#reads/words';
import { reading } from '../reading.js';
import type { ReadOptions } from '../reading.js';
import { counted, heading, json, paragraph, section, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';

/** Shows what goes to the general ledger next, with the hash to send it under, and the batches so far. */
export async function ledgerBatch(options: ReadOptions, terminal: Terminal): Promise<void> {
  await reading(options, async ({ place, partnership, state }) => {
    const { batches } = await place.state(ledgerStream(partnership), ledger);
    const next = await nextBatch(async (stream, decider) => place.state(stream, decider), partnership);
    const hash = createHash('sha256').update(next.lines.map(textOf).join('\n')).digest('hex');
    const batch = batches.length + 1;
    if (options.json === true)
      return json(terminal, { unit: 'pence', partnership, batch, hash, ...next, batches });
    await heading(terminal, `${state.name}: batch ${batch} for the general ledger`);
    await table(terminal, linesTable(next.lines, next.totalPence), 'Nothing has moved since the last batch.');
    if (next.lines.length > 0) await paragraph(terminal, `Hash, to send it under: ${hash}`);
    await section(terminal, 'Batches so far');
    await table(terminal, batchesTable(batches), 'No batch has been sent.');
  });
}

function linesTable(lines: readonly BatchLine[], totalPence: number): TextTable {
  const titles = ['What', 'Where', 'Project', 'Payment', 'Category', 'Cost centre', 'Subjective', 'Analysis'];
  return {
    columns: [{ heading: 'Amount', align: 'right' }, ...titles.map((text) => ({ heading: text }))],
    rows: lines.map(cellsOf),
    totals: [[formatPence(totalPence), counted(lines.length, 'line')]],
  };
}

function cellsOf({ codes, ...line }: BatchLine): string[] {
  const { project = '', payment = '', category = '' } = line;
  const { costCentre = 'none', subjective = 'none', analysis = '' } = codes ?? {};
  const where = `${line.source}, ${line.fundingType}`;
  const what = [formatPence(line.amountPence), inWords(line.account), where, project, payment, category];
  return [...what, costCentre, subjective, analysis];
}

function batchesTable(batches: readonly Batch[]): TextTable {
  const titles = ['Batch', 'Lines', 'Total', 'Mapping', 'Stands', 'Reference or reason', 'Hash'];
  return {
    columns: titles.map((text) => ({ heading: text })),
    rows: batches.map(({ batch, lines, totalPence, mapping, standing, answer = '', hash }) => [
      String(batch),
      String(lines),
      formatPence(totalPence),
      String(mapping),
      inWords(standing),
      answer,
      hash,
    ]),
  };
}
