import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { inFormat } from '#documents/formats/formats';
import { ledgerBatchDocument } from '#documents/general-ledger';
import type { TextTable } from '#documents/text-table';
import type { BatchLine } from '#funding/ledger/batch-lines';
import type { Batch } from '#funding/ledger/ledger';
import { formatPence } from '#kernel/pence';
import { batchSent, batchToSend, ledgerState } from '../ledger-batches.js';
import type { Reading } from '#reads/reading';
import { inWords } from '#reads/words';
import { reading } from '../reading.js';
import type { ReadOptions } from '../reading.js';
import { counted, heading, json, paragraph, section, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { WrongUse } from '../wrong-use.js';

export interface LedgerBatchOptions extends ReadOptions {
  readonly batch?: string;
  readonly output?: string;
}

/**
 * Shows what goes to the general ledger next, with the hash to send it under, and the batches so far; or
 * writes a batch into a file.
 */
export async function ledgerBatch(options: LedgerBatchOptions, terminal: Terminal): Promise<void> {
  await reading(options, async (from) => {
    if (options.output !== undefined) return writeBatch(from, options, options.output, terminal);
    if (options.batch !== undefined)
      throw new WrongUse('A batch by its number is written: give --output FILE.');
    return showBatches(from, options, terminal);
  });
}

/** Writes the next batch, or one that was sent, in the format that the name of the file says. */
async function writeBatch(
  { place, partnership, state }: Reading,
  { batch }: LedgerBatchOptions,
  output: string,
  terminal: Terminal,
): Promise<void> {
  const format = ledgerFormats.find((known) => known === extname(output).slice(1));
  if (format === undefined)
    throw new WrongUse(`A batch is written as ${ledgerFormats.join(', ')}, not ${output}.`);
  const made =
    batch === undefined
      ? await batchToSend(place, partnership)
      : await batchSent(place, partnership, Number(batch));
  if (made === undefined) throw new WrongUse(`No batch ${batch ?? ''} has been sent.`);
  const moment = { asAt: place.today(), knownAt: place.clock.now() };
  const bytes = await inFormat(ledgerBatchDocument(state.name, moment, made), format);
  writeFileSync(output, bytes);
  await paragraph(
    terminal,
    `Written to ${output}: batch ${made.batch}, ${counted(made.lines.length, 'line')}.`,
  );
  await paragraph(terminal, `${made.standing} Hash: ${made.hash}`);
}

const ledgerFormats = ['csv', 'xlsx', 'ods'] as const;

async function showBatches(
  { place, partnership, state }: Reading,
  options: LedgerBatchOptions,
  terminal: Terminal,
): Promise<void> {
  const { batches } = await ledgerState(place, partnership);
  const { standing: _, ...next } = await batchToSend(place, partnership);
  if (options.json === true) return json(terminal, { unit: 'pence', partnership, ...next, batches });
  await heading(terminal, `${state.name}: batch ${next.batch} for the general ledger`);
  await table(terminal, linesTable(next.lines, next.totalPence), 'Nothing has moved since the last batch.');
  if (next.lines.length > 0) await paragraph(terminal, `Hash, to send it under: ${next.hash}`);
  await section(terminal, 'Batches so far');
  await table(terminal, batchesTable(batches), 'No batch has been sent.');
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
