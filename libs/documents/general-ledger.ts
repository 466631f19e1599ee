import { together } from '#documents/facts/money';
import { withEvents } from '#documents/followed';
import { count, date, money, note, numbered, paragraph, table, words } from '#documents/model/document';
import type { Behind, Cell, Document, EventBehind, Moment, Part } from '#documents/model/document';
import { many, told } from '#documents/model/sentence';
import { lineKey } from '#funding/ledger/batch-lines';
import type { BatchLine, NextBatch } from '#funding/ledger/batch-lines';
import type { LedgerCodes } from '#funding/ledger/ledger.events';
import { financialMonthOf, financialYearOf } from '#kernel/financial-year';
import type { LocalDate } from '#kernel/local-date';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';

/** A batch for the general ledger, with the hash under which it was sent or can be. */
export interface LedgerBatch extends Pick<NextBatch, 'lines' | 'balancing'> {
  readonly batch: number;
  readonly hash: string;
  /** Whether it was sent, in a sentence. */
  readonly standing: string;
  /** Left out once it was sent. What comes meanwhile makes other lines of the same number. */
  readonly isDraft?: true;
  /** The events behind its lines, by `lineKey`. */
  readonly events: ReadonlyMap<string, EventBehind>;
}

/** A line of the journal that a batch is in the general ledger: a debit or a credit, and never both. */
export interface JournalLine {
  readonly on: LocalDate;
  /** The period of the general ledger: a financial year, and its month from 1 for April. */
  readonly year: string;
  readonly period: number;
  /** Undefined where the mapping has none. */
  readonly codes: LedgerCodes | undefined;
  readonly debitPence: Pence;
  readonly creditPence: Pence;
  readonly description: string;
  /** The amount behind it; undefined for the other side. */
  readonly line?: BatchLine;
  /** The amounts that it is the sum of. */
  readonly of: readonly BatchLine[];
}

/**
 * A batch as a journal: a line an amount, payments as debits and what came back as credits, and for each
 * period the other side, so that the debits of every period, and of all of them, come to its credits.
 */
export function journalOf({
  lines,
  balancing,
}: Pick<LedgerBatch, 'lines' | 'balancing'>): readonly JournalLine[] {
  const entries = lines.map((line) => ({
    ...entryOf(line.on, line.amountPence),
    codes: line.codes,
    description: inWords(line),
    line,
    of: [line],
  }));
  if (balancing === undefined) return entries;
  const periods = Map.groupBy(lines, ({ on }) => on.slice(0, 7));
  const others = [...periods.values()].flatMap((within) => otherSideOf(within, balancing));
  return [...entries, ...others.toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)))];
}

/** Nothing stands on the other side of a period in which as much came back as was paid. */
function otherSideOf(within: readonly BatchLine[], balancing: LedgerCodes): readonly JournalLine[] {
  const pence = sumPence(within.map(({ amountPence }) => amountPence));
  if (pence === 0) return [];
  const [on = ''] = within
    .map((line) => line.on)
    .toSorted()
    .toReversed();
  const description = 'The other side of this period';
  return [{ ...entryOf(on, -pence), codes: balancing, description, of: within }];
}

function entryOf(
  on: LocalDate,
  pence: Pence,
): Pick<JournalLine, 'on' | 'year' | 'period' | 'debitPence' | 'creditPence'> {
  const [debitPence, creditPence] = pence > 0 ? [pence, 0] : [0, -pence];
  return { on, year: financialYearOf(on), period: financialMonthOf(on), debitPence, creditPence };
}

function inWords({ account, amountPence }: BatchLine): string {
  if (account === 'prior-year') return 'Prior-year adjustment';
  if (account === 'recoveries') return amountPence < 0 ? 'Received from others' : 'Receipt reversed';
  return amountPence > 0 ? 'Payment' : 'Payment reversed';
}

/** What the debits of a journal come to, and its credits. */
export function sumsOf(journal: readonly JournalLine[]): Pick<JournalLine, 'debitPence' | 'creditPence'> {
  return {
    debitPence: sumPence(journal.map(({ debitPence }) => debitPence)),
    creditPence: sumPence(journal.map(({ creditPence }) => creditPence)),
  };
}

const columns = [
  'Batch #',
  'Line #',
  'Posting date',
  'Year',
  'Period #',
  'Cost centre',
  'Subjective',
  'Analysis',
  'Debit £',
  'Credit £',
  'Description',
  'Funding type',
  'Source',
  'Project',
  'Payment',
  'Category',
  'Hash of the batch',
];

/**
 * A batch as the general ledger takes it in. Each line carries the number and the hash of its batch, so that
 * one that comes twice is known for what it is. One that has not been sent says so in each line instead,
 * where a general ledger wants a number: nobody takes it in, and then its number again with other lines.
 */
export function ledgerBatchDocument(partnership: string, moment: Moment, one: LedgerBatch): Document {
  const { batch, standing, hash } = one;
  const journal = journalOf(one);
  const { debitPence, creditPence } = sumsOf(journal);
  const none = Array.from({ length: 7 }, () => words(''));
  const totals = [[numberCell(one), ...none, money(debitPence), money(creditPence)]];
  const behind = behindLines(one, one.lines);
  const [debits, credits] = [money(debitPence, behind), money(creditPence, behind)];
  const row = rowsOf(one);
  const made: Document = {
    name: 'ledger-batch',
    title: `General ledger: batch ${batch}`,
    partnership,
    moment,
    paper: 'sideways',
    mainTable: 'lines',
    isTakenIn: true,
    parts: [
      paragraph(
        told`${many(count(journal.length, behind), 'line')}, debits of ${debits} and credits of ${credits}. ${standing}`,
      ),
      note(`Hash, by which the batch is known if it comes twice: ${hash}`),
      table(
        'lines',
        `Batch ${batch}`,
        columns,
        journal.map((entry, at) => row(entry, at + 1)),
        { totals, whenEmpty: 'Nothing has moved.' },
      ),
      codeTable(journal, one),
    ],
  };
  const events = new Map([...one.events.values()].map((event) => [event.position, event]));
  return withEvents(made, { events });
}

/** What goes to which codes, for whoever checks a batch before it goes. */
function codeTable(journal: readonly JournalLine[], one: LedgerBatch): Part {
  const those = [...Map.groupBy(journal, (line) => JSON.stringify(codesOf(line)))];
  const rows = those
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, lines]) => {
      const behind = behindLines(
        one,
        lines.flatMap(({ of }) => of),
      );
      const { debitPence, creditPence } = sumsOf(lines);
      const codes = lines.slice(0, 1).flatMap(codesOf);
      return [...codes.map((code) => words(code)), money(debitPence, behind), money(creditPence, behind)];
    });
  const { debitPence, creditPence } = sumsOf(journal);
  const totals = [[words('Total'), words(''), words(''), money(debitPence), money(creditPence)]];
  return table('codes', 'What goes to which codes', codeColumns, rows, {
    totals,
    whenEmpty: 'Nothing has moved.',
  });
}

function codesOf({ codes }: JournalLine): readonly string[] {
  if (codes === undefined) return ['No code yet', '', ''];
  const { costCentre, subjective, analysis = '' } = codes;
  return [costCentre, subjective, analysis];
}

const codeColumns = ['Cost centre', 'Subjective', 'Analysis', 'Debit £', 'Credit £'];

/** The events behind these lines, each once. */
function behindLines({ events }: Pick<LedgerBatch, 'events'>, lines: readonly BatchLine[]): Behind {
  const positions = lines.flatMap((line) => events.get(lineKey(line))?.position ?? []);
  return together([positions]);
}

/** Makes the rows. What many lines say alike is one cell: a batch of many years is half a million of them. */
function rowsOf(one: LedgerBatch): (entry: JournalLine, nth: number) => readonly Cell[] {
  const cells = new Map<string | undefined, Cell>();
  const worded = (text: string | undefined): Cell => {
    const cell = cells.get(text) ?? words(text);
    cells.set(text, cell);
    return cell;
  };
  const [batch, nothing] = [numberCell(one), words('')];
  return (entry, nth) => {
    const { on, year, period, codes, debitPence, creditPence, description, line } = entry;
    const { costCentre, subjective, analysis } = codes ?? {};
    const behind = behindLines(one, entry.of);
    return [
      batch,
      numbered(nth),
      date(on),
      worded(year),
      numbered(period),
      ...[costCentre, subjective, analysis].map((code) => worded(code)),
      ...[debitPence, creditPence].map((pence) => (pence === 0 ? nothing : money(pence, behind))),
      worded(description),
      ...aboutLine(line).map((text) => worded(text)),
      worded(one.isDraft === true ? '' : one.hash),
    ];
  };
}

function numberCell({ batch, isDraft }: LedgerBatch): Cell {
  return isDraft === true ? words(`${batch}, not sent`) : numbered(batch);
}

function aboutLine(line: BatchLine | undefined): readonly (string | undefined)[] {
  const { fundingType, source, project, payment, category } = line ?? {};
  return [fundingType, source, project, payment, category];
}
