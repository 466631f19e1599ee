import type { TextTable } from '#documents/text-table';
import { formatDate } from '#kernel/local-date';
import { formatPence } from '#kernel/pence';
import { budgetAt } from '#projections/budget-at';
import type { Budget } from '#projections/budget-at';
import type { BudgetLine, BudgetQuestion } from '#projections/budget-figures';
import { budgetColumns } from '#reads/budget-columns';
import { inWords, momentInWords } from '#reads/words';
import { momentIn, reading, yearOf } from '../reading.js';
import type { Reading } from '#reads/reading';
import type { MomentOptions, ReadOptions } from '../reading.js';
import { heading, json, paragraph, section, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { sourceNow } from '#reads/uncovered';
import type { UncoveredSince } from '#reads/uncovered';

export interface BudgetOptions extends ReadOptions, MomentOptions {
  readonly year?: string;
}

/**
 * Shows what there is, by source and funding type, and what the totals leave out. @throws WrongUse for a bad
 * option
 */
export async function budget(options: BudgetOptions, terminal: Terminal): Promise<void> {
  await reading(options, async (from) => {
    const question = questionOf(options, from);
    const answer = await budgetAt(from.models.db, question);
    if (options.json !== true) return showBudget(from, question, answer, terminal);
    const uncoveredNow = await uncoveredNowOf(from, question, answer);
    await json(terminal, { unit: 'pence', ...question, ...answer, uncoveredNow });
  });
}

/** A budget for people: its moment, its lines and totals, and all that lies outside them. */
export async function showBudget(
  from: Reading,
  question: BudgetQuestion,
  answer: Budget,
  terminal: Terminal,
): Promise<void> {
  const { state, place } = from;
  const { year, asAt, knownAt = place.clock.now() } = question;
  await heading(terminal, `${state.name}: budget${year === undefined ? '' : ` for ${year}`}`);
  const asAtDay = asAt === undefined ? 'With everything that is recorded' : `As at ${formatDate(asAt)}`;
  await paragraph(terminal, `${asAtDay}, as known on ${momentInWords(knownAt)}.`);
  await terminal.line();
  await table(terminal, tableOf(answer), 'No source has any money.');
  await terminal.line();
  await paragraph(terminal, balanceInWords);
  if (answer.lines.some(({ exampleOnly }) => exampleOnly)) {
    await paragraph(terminal, `${madeUp} The source and its sums are made up for the example.`);
  }
  await section(terminal, 'What the uncommitted total leaves out, and why');
  await table(terminal, leftOutTable(answer), 'Nothing is left out.');
  const uncovered = await uncoveredNowOf(from, question, answer);
  if (uncovered === undefined || uncovered.length === 0) return;
  await section(terminal, 'What is uncovered, the newest decision first');
  await table(terminal, uncoveredTable(uncovered, answer), '');
}

/**
 * On what the uncovered column falls (rule 9). As it stands now: on a day that is asked about it is a figure
 * alone.
 */
async function uncoveredNowOf(
  { place, partnership }: Reading,
  { asAt, knownAt }: BudgetQuestion,
  { lines }: Budget,
): Promise<readonly UncoveredSince[] | undefined> {
  if (asAt !== undefined || knownAt !== undefined) return undefined;
  const sources = new Set(lines.filter(({ uncovered }) => uncovered > 0).map(({ source }) => source));
  const found: UncoveredSince[] = [];
  for (const source of sources) found.push(...(await sourceNow(place, partnership, source)).uncovered);
  return found;
}

function uncoveredTable(uncovered: readonly UncoveredSince[], { lines }: Budget): TextTable {
  const names = new Map(lines.map(({ source, name }) => [source, name]));
  const rows = uncovered.map((one) => [
    formatPence(one.uncoveredPence),
    one.of === 'reserve' ? `reserve ${one.reserve}` : `project ${one.project}`,
    one.of === 'reserve' ? '' : one.decision,
    `${names.get(one.source) ?? one.source}, ${one.fundingType}`,
    formatDate(one.since),
  ]);
  const titles = ['Of', 'Decision', 'Where', 'Since'].map((text) => ({ heading: text }));
  return { columns: [{ heading: 'Amount', align: 'right' }, ...titles], rows };
}

/** Rule 8, in the words of the headings. */
const balanceInWords =
  'The balance is what is confirmed, carried, received or moved in, less what is reserved, committed, spent or lapsed: ' +
  'above nil it is uncommitted, below nil uncovered.';

const madeUp = '*';

function questionOf(options: BudgetOptions, { partnership }: Reading): BudgetQuestion {
  const { year } = options;
  return {
    partnership,
    ...(year === undefined ? {} : { year: yearOf(year) }),
    ...momentIn(options),
  };
}

function tableOf(answer: Budget): TextTable {
  const { headings, cells, totals } = budgetColumns(answer);
  return {
    columns: [
      { heading: 'Source' },
      { heading: 'Year, type' },
      ...headings.map((title) => ({ heading: title, align: 'right' as const })),
    ],
    rows: answer.lines.map((line) => [
      nameOf(line),
      `${line.year}, ${line.fundingType}`,
      ...cells(line).map(formatPence),
    ]),
    totals: totals.map((total) => [total.heading, '', ...total.cells.map(formatPence)]),
  };
}

function nameOf({ name, exampleOnly }: BudgetLine): string {
  return exampleOnly ? `${name} ${madeUp}` : name;
}

function leftOutTable({ leftOut, lines }: Budget): TextTable {
  const names = new Map(lines.map(({ source, name }) => [source, name]));
  return {
    columns: [
      { heading: 'Amount', align: 'right' },
      { heading: 'What' },
      { heading: 'Where' },
      { heading: 'Year' },
      { heading: 'Why' },
    ],
    rows: leftOut.map(({ kind, source, project, reference, fundingType, year, amountPence, note, why }) => {
      const place = source === undefined ? undefined : (names.get(source) ?? source);
      const where = [project, place, fundingType].filter((part) => part !== undefined);
      const what = [inWords(kind), note ?? reference ?? ''].filter((part) => part !== '').join(': ');
      // What is given in kind may have no known value, and is listed all the same.
      const amount = amountPence === 0 ? 'not valued' : formatPence(amountPence);
      return [amount, what, where.join(', '), year, why];
    }),
  };
}
