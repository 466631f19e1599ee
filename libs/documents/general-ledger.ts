import { table, words, money, count, paragraph } from '#documents/model/document';
import type { Cell, Document, Moment } from '#documents/model/document';
import type { BatchLine } from '#funding/ledger/batch-lines';
import { formatPence } from '#kernel/pence';

/** A batch for the general ledger, with the hash under which it was sent or can be. */
export interface LedgerBatch {
  readonly batch: number;
  readonly hash: string;
  readonly lines: readonly BatchLine[];
  readonly totalPence: number;
  /** What became of it, in a sentence. */
  readonly standing: string;
}

const columns = [
  'Batch #',
  'Line #',
  'Cost centre',
  'Subjective',
  'Analysis',
  'Amount £',
  'Funding type',
  'Source',
  'Project',
  'Payment',
  'Category',
  'Hash of the batch',
];

/**
 * A batch as the general ledger takes it in: a line an amount, by its codes, payments above nil. Each line
 * carries the number and the hash of its batch, so that one that comes twice is known for what it is.
 */
export function ledgerBatchDocument(partnership: string, moment: Moment, one: LedgerBatch): Document {
  const { batch, hash, lines, totalPence, standing } = one;
  const rows = lines.map((line, at) => rowOf(line, at + 1, one));
  const totals = [[count(batch), ...Array.from({ length: 4 }, () => words('')), money(totalPence)]];
  return {
    name: 'ledger-batch',
    title: `General ledger: batch ${batch}`,
    partnership,
    moment,
    paper: 'sideways',
    mainTable: 'lines',
    parts: [
      paragraph(`${lines.length} lines, ${formatPence(totalPence)}. ${standing} Hash: ${hash}`),
      table('lines', `Batch ${batch}`, columns, rows, { totals, whenEmpty: 'Nothing has moved.' }),
    ],
  };
}

function rowOf(line: BatchLine, nth: number, { batch, hash }: LedgerBatch): readonly Cell[] {
  const { codes, amountPence, fundingType, source, project, payment, category } = line;
  return [
    count(batch),
    count(nth),
    words(codes?.costCentre),
    words(codes?.subjective),
    words(codes?.analysis),
    money(amountPence),
    words(fundingType),
    words(source),
    words(project),
    words(payment),
    words(category),
    words(hash),
  ];
}
