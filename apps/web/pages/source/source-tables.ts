import { date, money, words } from '#documents/model/document';
import type { BudgetLine } from '#projections/budget-figures';
import type { SourceDetail } from '#reads/source-detail';
import { inWordsAtFirst } from '#reads/words';
import type { Pence } from '#kernel/pence';
import type { TablesOf } from '../../answering/export.js';
import { sourceInWords } from './source-words.js';

const accounts = [
  ['Confirmed', 'confirmed'],
  ['To be confirmed', 'toBeConfirmed'],
  ['Carried in, less carried out', 'carried'],
  ['Lapsed', 'lapsed'],
  ['Virements', 'virements'],
  ['Swaps', 'swaps'],
  ['Reclaims and clawback received', 'received'],
  ['Reserved', 'reserved'],
  ['Committed and not paid', 'committed'],
  ['Awarded subject to funding', 'subjectToFunding'],
  ['Spent', 'spent'],
] as const;

interface Figures {
  readonly types: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly Pence[] }[];
  /** What can still be awarded of each funding type, or what it lacks. */
  readonly left: readonly { readonly pence: Pence; readonly isUncovered: boolean }[];
}

/** A row an account, a column a funding type; an account in which nothing stands is left out. */
export function figuresOf({ figures }: Pick<SourceDetail, 'figures'>): Figures {
  const inUse = accounts.filter(
    ([, account]) => account === 'confirmed' || figures.some((line) => line[account] !== 0),
  );
  const left = figures.map(({ uncommitted, uncovered }: BudgetLine) => uncommitted - uncovered);
  return {
    types: figures.map(({ fundingType }) => fundingType),
    rows: inUse.map(([name, account]) => ({ name, cells: figures.map((line) => line[account]) })),
    left: left.map((pence) => ({ pence: Math.abs(pence), isUncovered: pence < 0 })),
  };
}

/** What the page of a source shows, each table by the name by which its file is asked for. */
export const sourceTables: TablesOf<SourceDetail> = {
  money: (detail) => {
    const { types, rows } = figuresOf(detail);
    return {
      ...named('money', 'The money of', detail),
      columns: ['Account', ...types.map((type) => `${inWordsAtFirst(type)} £`)],
      rows: rows.map(({ name, cells }) => [words(name), ...cells.map((pence) => money(pence))]),
    };
  },
  virements: async (detail, visit) => ({
    ...named('virements', 'Virements from', detail),
    columns: ['Virement', 'Funding type', 'Amount £', 'From and to', 'Asked for by', 'Why', 'State'],
    rows: (await sourceInWords(detail, visit)).virements.map((one) => [
      words(one.virement),
      words(one.fundingType),
      money(one.amountPence),
      words(one.fromTo),
      words(one.by),
      words(one.reason),
      words(one.status),
    ]),
  }),
  swaps: (detail) => ({
    ...named('swaps', 'Swaps at', detail),
    columns: ['Swap', 'Amount £', 'State', 'Answer'],
    rows: detail.swaps.map(({ swap, amountPence, status, answer }) => [
      words(swap),
      money(amountPence),
      words(status),
      words(answer),
    ]),
  }),
  reserves: (detail) => ({
    ...named('reserves', 'Reserves of', detail),
    columns: ['Held for', 'Reserve', 'Funding type', 'Amount £'],
    rows: detail.reserves.map(({ purpose, reserve, fundingType, heldPence }) => [
      words(purpose),
      words(reserve),
      words(fundingType),
      money(heldPence),
    ]),
  }),
  recoveries: async (detail, visit) => ({
    ...named('recoveries', 'Reclaims and clawback of', detail),
    columns: ['What', 'Number', 'From', 'For', 'Funding type', 'Still owed £', 'Due', 'Written off because'],
    rows: (await sourceInWords(detail, visit)).recoveries.map((one) => [
      words(one.kind),
      words(one.recovery),
      words(one.from),
      words(one.projectTitle),
      words(one.fundingType),
      money(one.owedPence),
      date(one.dueOn),
      words(one.writtenOffBecause),
    ]),
  }),
  pays: (detail) => ({
    ...named('pays', 'What is paid for by', detail),
    columns: ['Project', 'Title', 'Funding type', 'Awarded £', 'Spent £', 'Released £'],
    rows: detail.pays.map((one) => [
      words(one.project),
      words(one.title),
      words(one.fundingType),
      money(one.awardedPence),
      money(one.spentPence),
      money(one.releasedPence),
    ]),
  }),
};

function named(what: string, title: string, { source, name }: SourceDetail): NamedFile {
  return { name: `${what}-${source}`, title: `${title} ${name}` };
}

interface NamedFile {
  readonly name: string;
  readonly title: string;
}
