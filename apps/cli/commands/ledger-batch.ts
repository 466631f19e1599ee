import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { inFormat } from '#documents/formats/formats';
import { journalOf, ledgerBatchDocument, sumsOf } from '#documents/general-ledger';
import type { JournalLine } from '#documents/general-ledger';
import type { Document } from '#documents/model/document';
import type { EventStore } from '#eventing/event-store';
import { foldStream } from '#eventing/fold-stream';
import type { TextTable } from '#documents/text-table';
import type { Batch } from '#funding/ledger/ledger';
import { formatDate } from '#kernel/local-date';
import { formatPence } from '#kernel/pence';
import {
  batchSent,
  batchToSend,
  eventsOfLines,
  ledgerState,
  sentInWords,
  standingOf,
  withPositions,
} from '#reads/ledger-batches';
import type { LedgerPlace } from '#reads/ledger-batches';
import type { DataPlace } from '#reads/data-place';
import type { Reading } from '#reads/reading';
import { inWords } from '#reads/words';
import { progressBar } from '../progress.js';
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
  from: Reading,
  { batch }: LedgerBatchOptions,
  output: string,
  terminal: Terminal,
): Promise<void> {
  const format = ledgerFormats.find((known) => known === extname(output).slice(1));
  if (format === undefined)
    throw new WrongUse(`A batch is written as ${ledgerFormats.join(', ')}, not ${output}.`);
  const { store } = from.place;
  const bar = await progressBar('Reading events', await store.lastPosition());
  const watched = watching(from.place, (events) => bar.at(events));
  const { document, said } =
    batch === undefined ? await nextOne(from, watched) : await sentOne(from, watched, batch);
  bar.end();
  writeFileSync(output, await inFormat(document, format));
  await paragraph(terminal, `Written to ${output}: ${said}`);
}

/** The place, telling how many events have been read of it. */
function watching({ store, decoding }: DataPlace, onRead: (events: number) => void): LedgerPlace {
  let events = 0;
  const readStream: EventStore['readStream'] = async function* (...asked) {
    for await (const recorded of store.readStream(...asked)) {
      onRead((events += 1));
      yield recorded;
    }
  };
  const from = { store: { readStream }, decoding };
  return { ...from, state: async (stream, folding) => foldStream(from, stream, folding) };
}

interface ToWrite {
  readonly document: Document;
  readonly said: string;
}

async function nextOne({ place, partnership, state }: Reading, watched: LedgerPlace): Promise<ToWrite> {
  const next = await batchToSend(watched, partnership);
  const moment = { asAt: place.today(), knownAt: place.clock.now() };
  const standing = 'It has not been sent.';
  const events = await eventsOfLines(watched, partnership, next.lines);
  const document = ledgerBatchDocument(state.name, moment, { ...next, standing, isDraft: true, events });
  return { document, said: `batch ${next.batch}. ${standing} Hash: ${next.hash}` };
}

/** The same bytes whenever it is written. @throws WrongUse for one that must not be imported */
async function sentOne(
  { partnership, state }: Reading,
  watched: LedgerPlace,
  number: string,
): Promise<ToWrite> {
  const sent = await batchSent(watched, partnership, Number(number));
  if (sent === undefined) throw new WrongUse(`No batch ${number} has been sent.`);
  if (sent.standing === 'taken-back') throw new WrongUse(`Batch ${number}: ${standingOf(sent)}`);
  const moment = { asAt: sent.sentOn, knownAt: sent.sentAt };
  const events = await eventsOfLines(watched, partnership, sent.lines);
  const standing = sentInWords(sent);
  const document = ledgerBatchDocument(state.name, moment, { ...sent, standing, events });
  return { document, said: `batch ${number}. ${standingOf(sent)} Hash: ${sent.hash}` };
}

const ledgerFormats = ['csv', 'xlsx', 'ods'] as const;

async function showBatches(
  { place, partnership, state }: Reading,
  options: LedgerBatchOptions,
  terminal: Terminal,
): Promise<void> {
  const { batches } = await ledgerState(place, partnership);
  const next = await batchToSend(place, partnership);
  if (options.json === true) {
    const followed = await withPositions({ place, partnership }, next);
    return json(terminal, { unit: 'pence', partnership, ...followed, batches });
  }
  await heading(terminal, `${state.name}: batch ${next.batch} for the general ledger`);
  await table(terminal, journalTable(journalOf(next)), 'Nothing has moved since the last batch.');
  if (next.lines.length > 0) await paragraph(terminal, `Hash, to send it under: ${next.hash}`);
  await section(terminal, 'Batches so far');
  await table(terminal, batchesTable(batches), 'No batch has been sent.');
}

function journalTable(journal: readonly JournalLine[]): TextTable {
  const { debitPence, creditPence } = sumsOf(journal);
  const titles = ['Posted', 'What', 'Where', 'Project', 'Payment', 'Category'];
  const codes = ['Cost centre', 'Subjective', 'Analysis'];
  return {
    columns: [
      { heading: 'Debit', align: 'right' },
      { heading: 'Credit', align: 'right' },
      ...[...titles, ...codes].map((text) => ({ heading: text })),
    ],
    rows: journal.map(cellsOf),
    totals: [[formatPence(debitPence), formatPence(creditPence), counted(journal.length, 'line')]],
  };
}

function cellsOf({ debitPence, creditPence, on, description, codes, line }: JournalLine): string[] {
  const sums = [debitPence, creditPence].map((pence) => (pence === 0 ? '' : formatPence(pence)));
  const { costCentre = 'none', subjective = 'none', analysis = '' } = codes ?? {};
  return [...sums, formatDate(on), description, ...aboutLine(line), costCentre, subjective, analysis];
}

function aboutLine(line: JournalLine['line']): string[] {
  if (line === undefined) return ['', '', '', ''];
  const { source, fundingType, project = '', payment = '', category = '' } = line;
  return [`${source}, ${fundingType}`, project, payment, category];
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
