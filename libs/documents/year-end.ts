import type { Facts } from '#documents/facts/facts';
import type { Folded } from '#documents/facts/measure-facts';
import { projectNamed } from '#documents/facts/project-words';
import type { PriorYearAdjustment } from '#documents/facts/source-facts';
import type { NameOf } from '#documents/people';
import { sourceNamed } from '#documents/source-words';
import { date, heading, money, note, paragraph, table, words } from '#documents/model/document';
import type { Behind, Cell, Document, Part } from '#documents/model/document';
import { quoted } from '#documents/model/text-safety';
import type { ConfirmationState, Preparation } from '#funding/confirmation/confirmation';
import type { ConfirmedLine } from '#funding/confirmation/confirmation.events';
import { figuresOf } from '#funding/funding-source/figures';
import type { BudgetFigures } from '#funding/funding-source/figures';
import { accounts } from '#funding/funding-source/postings';
import { yearInWords } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import { formatDate } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';

/**
 * The confirmation of a year to the county body: what finance prepared of the closed year, what the s151
 * officer said to it, and beside the figures that stand, what was corrected since by reversal.
 */
export function yearEndConfirmation(facts: Facts, year: FinancialYear, nameOf: NameOf): Document {
  const known = facts.measures.confirmations.get(year);
  const last = known?.preparations.at(-1);
  return {
    name: 'year-end-confirmation',
    title: `Confirmation of the year ${yearInWords(year)}`,
    partnership: facts.partnership.name,
    moment: facts.moment,
    paper: 'sideways',
    mainTable: 'confirmed',
    parts: [
      paragraph(
        confirmationStanding(facts, year, (person, office) => `${quoted(nameOf(person))}, ${office},`),
      ),
      ...givenTo(facts),
      heading('What is confirmed'),
      ...(known === undefined || last === undefined
        ? [confirmedTable(year, [], [])]
        : confirmed(facts, year, known, last, nameOf)),
      heading('Corrected since the close'),
      ...correctionParts(facts, year),
    ],
  };
}

/** The county body that is shown the partnership's totals is who asked for the confirmation. */
function givenTo({ publication: { counties } }: Facts): readonly Part[] {
  const names = [...counties.values()].map(({ name }) => quoted(name));
  return names.length === 0 ? [] : [paragraph(`It is for ${names.join(' and ')}.`)];
}

/** Who signed, in the words of a document that names people, or of one that does not. */
type Signer = (person: string, office: string) => string;

/** How the confirmation of a year stands, in a sentence or two. */
export function confirmationStanding(facts: Facts, year: FinancialYear, signer: Signer): string {
  const shown = yearInWords(year);
  const known = facts.measures.confirmations.get(year);
  const last = known?.preparations.at(-1);
  if (known === undefined || last === undefined) {
    const closedOn = facts.partnership.closedOn.get(year);
    if (closedOn === undefined) return `The year ${shown} is not closed. It is confirmed once it is.`;
    return `The year ${shown} was closed on ${formatDate(closedOn)}. Its confirmation has not been prepared.`;
  }
  const day = dayOf(known, 'YearEndPrepared', last);
  const prepared = `Prepared by ${signer(last.preparedBy, 'finance officer')} on ${day}.`;
  const { answer } = last;
  if (answer === undefined) return `${prepared} It waits for the s151 officer.`;
  const answered = dayOf(known, answeredBy[answer.outcome], last);
  const by = `by ${signer(answer.by, 's151 officer')} on ${answered}`;
  if (answer.outcome === 'certified') return `${prepared} Certified ${by}.`;
  return `${prepared} Declined ${by}: ${answer.reason}`;
}

/** The same of whether it is certified, for whoever reads no further. */
export function confirmationInShort(
  { measures, partnership }: Pick<Facts, 'measures' | 'partnership'>,
  year: FinancialYear,
): string {
  const last = measures.confirmations.get(year)?.preparations.at(-1);
  if (last === undefined)
    return partnership.closedOn.has(year)
      ? 'The year is closed, and its confirmation is not prepared yet.'
      : 'The year is not closed.';
  if (last.answer === undefined) return 'The confirmation of the year waits for the s151 officer.';
  return last.answer.outcome === 'certified'
    ? 'The s151 officer has certified the year.'
    : 'The s151 officer has declined to certify the year.';
}

const answeredBy = { certified: 'YearEndCertified', declined: 'YearEndDeclined' } as const;

function dayOf(known: Folded<ConfirmationState>, type: string, preparation: Preparation): string {
  const day = toldOn(known, type, preparation);
  return day === undefined ? 'a later day' : formatDate(day);
}

function toldOn(
  { told }: Folded<ConfirmationState>,
  type: string,
  { preparation }: Preparation,
): LocalDate | undefined {
  const said = told.find((one) => one.type === type && isOf(one.data, preparation));
  return said?.effectiveOn;
}

function isOf(data: unknown, preparation: number): boolean {
  return (data as { readonly preparation: number }).preparation === preparation;
}

const figures = [
  ['Confirmed £', 'confirmedPence', 'confirmed'],
  ['Carried £', 'carriedPence', 'carried'],
  ['Virements £', 'virementsPence', 'virements'],
  ['Swaps £', 'swapsPence', 'swaps'],
  ['Received £', 'receivedPence', 'received'],
  ['Spent £', 'spentPence', 'spent'],
  ['Lapsed £', 'lapsedPence', 'lapsed'],
] as const;

function confirmed(
  facts: Facts,
  year: FinancialYear,
  known: Folded<ConfirmationState>,
  last: Preparation,
  nameOf: NameOf,
): readonly Part[] {
  const behind = known.told.flatMap(({ type, data, position }) =>
    type === 'YearEndPrepared' && isOf(data, last.preparation) ? [position] : [],
  );
  return [
    ...last.statement.split('\n').map(paragraph),
    confirmedTable(year, confirmedRows(last.lines, behind), confirmedTotals(facts, year, last.lines)),
    note(
      'Carried is what came from the year before, less what went to the next; received is what came back by reclaims and clawback. What came in, less what was spent and lapsed, comes to nil, for the close left nothing.',
    ),
    ...earlierAnswers(known, nameOf),
  ];
}

function confirmedTable(year: FinancialYear, rows: readonly Cell[][], totals: readonly Cell[][]): Part {
  const columns = ['Source', 'Provider', 'Funding type', ...figures.map(([title]) => title), 'Reference'];
  return table('confirmed', `Figures of ${yearInWords(year)}, as confirmed`, columns, rows, {
    totals,
    whenEmpty: 'Nothing is confirmed.',
  });
}

function confirmedRows(lines: readonly ConfirmedLine[], behind: Behind): readonly Cell[][] {
  return lines.map((line) => [
    words(quoted(line.name)),
    words(quoted(line.provider)),
    words(line.fundingType),
    ...figures.map(([, figure]) => money(line[figure], behind)),
    words(line.source),
  ]);
}

function confirmedTotals(
  facts: Facts,
  year: FinancialYear,
  lines: readonly ConfirmedLine[],
): readonly Cell[][] {
  const blanks = [words(''), words('')];
  const total = figures.map(([, figure]) => money(sumPence(lines.map((line) => line[figure]))));
  const recorded = figures.map(([, , figure]) => recordedCell(facts, year, figure));
  return [
    [words('Total'), ...blanks, ...total],
    [words('In the record at this moment'), ...blanks, ...recorded],
  ];
}

/** A figure as the record has it now, with the events of the accounts that it is made of. */
function recordedCell({ money: known }: Facts, year: FinancialYear, figure: keyof BudgetFigures): Cell {
  const made = accounts.filter((one) => figuresOf((account) => (account === one ? 1 : 0))[figure] !== 0);
  const { behind } = known.figure({ account: made, year });
  return money(figuresOf((account) => known.pence({ account, year }))[figure], behind);
}

/** Where the year was prepared more than once: each time, and what was said to it. */
function earlierAnswers(known: Folded<ConfirmationState>, nameOf: NameOf): readonly Part[] {
  if (known.preparations.length < 2) return [];
  const rows = known.preparations.map((one) => [
    words(String(one.preparation)),
    words(quoted(nameOf(one.preparedBy))),
    date(toldOn(known, 'YearEndPrepared', one)),
    ...answerCells(known, one, nameOf),
  ]);
  const columns = ['Preparation', 'Prepared by', 'On', 'Answer', 'By', 'On', 'Why'];
  return [heading('Every preparation', 2), table('preparations', 'Prepared, and answered', columns, rows)];
}

function answerCells(known: Folded<ConfirmationState>, one: Preparation, nameOf: NameOf): readonly Cell[] {
  const { answer } = one;
  if (answer === undefined) return [words('waits'), words(''), words(''), words('')];
  return [
    words(answer.outcome),
    words(quoted(nameOf(answer.by))),
    date(toldOn(known, answeredBy[answer.outcome], one)),
    words(answer.outcome === 'declined' ? answer.reason : ''),
  ];
}

/** What was found wrong of a closed year: its figures stand, and each reversal is named with its reason. */
function correctionParts(facts: Facts, year: FinancialYear): readonly Part[] {
  const all = [...facts.sources.values()].flatMap(({ source, adjustments }) =>
    adjustments.filter(({ closedYear }) => closedYear === year).map((one) => ({ ...one, source })),
  );
  const rows = all.map((one) => correctionRow(facts, one));
  const columns = ['Project', 'Payment', 'Amount £', 'Was charged to', 'Given back to', 'On', 'Why'];
  const total: Pence = sumPence(all.map(({ pence }) => pence));
  return [
    table('corrections', 'Payments of the year that were reversed in a later one', columns, rows, {
      totals: rows.length === 0 ? [] : [[words('Total'), words(''), money(total)]],
      whenEmpty: 'Nothing was corrected.',
    }),
    ...(rows.length === 0 ? [] : [note('The figures of the closed year stand as they were confirmed.')]),
  ];
}

type Correction = PriorYearAdjustment & { readonly source: string };

function correctionRow(facts: Facts, one: Correction): readonly Cell[] {
  const { project, payment, pence, closedSource, fundingType, source, on, reason, position } = one;
  return [
    words(projectNamed(facts, project)),
    words(payment),
    money(pence, [position]),
    words(`${sourceNamed(facts, closedSource)}, ${fundingType}`),
    words(sourceNamed(facts, source)),
    date(on),
    words(reason),
  ];
}
