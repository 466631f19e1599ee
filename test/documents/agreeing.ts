import { behindOf, everyFigureOf, placeOf } from '#documents/followed';
import { tablesOf } from '#documents/model/document';
import type { Cell, Document, Sentence, Table } from '#documents/model/document';
import { cellInWords } from '#documents/model/in-words';
import { piecesOf } from '#documents/model/sentence';
import type { Recorded } from '#eventing/event-store';
import { figuresOf } from '#funding/funding-source/figures';
import type { Account } from '#funding/funding-source/postings';
import { lastDayOf, yearAfter, yearBefore } from '#kernel/financial-year';
import { formatPence, sumPence } from '#kernel/pence';
import type { PostedLedger } from './posted.ts';
import { annualCommitments, correctedOf, costOf, financesOf } from './reckoned.ts';

/** The amounts of a row, in the order of its columns. */
function penceOf(row: readonly Cell[] | undefined): readonly number[] {
  return (row ?? []).flatMap((cell) => (cell.kind === 'pence' ? [cell.pence] : []));
}

/** What a table's totals say, and what they are to say by the ledger of its year. */
type Agreement = (
  totals: Table['totals'],
  ledger: PostedLedger,
  year: string,
) => readonly [said: unknown, posted: unknown];

const each =
  (...accounts: readonly Account[]) =>
  (ledger: PostedLedger, year: string): readonly number[] =>
    accounts.map((account) => ledger.sum(account, { year }));
const given = (ledger: PostedLedger, year: string): number => 0 - ledger.sum('provider', { year });
const canBeAwarded: Agreement = ([total], ledger, year) => [
  penceOf(total).slice(0, 2),
  (['capital', 'revenue'] as const).map((fundingType) => ledger.canBeAwarded(year, fundingType)),
];

/** What is committed and spent of revenue and of capital for these projects; for all without one. */
const heldFor =
  (projects: readonly (string | undefined)[]) =>
  (ledger: PostedLedger, year: string): readonly number[] =>
    (['revenue', 'capital'] as const).map((fundingType) => {
      const asked = projects.map((project) => ({ year, fundingType, ...(project && { project }) }));
      return sumPence(asked.flatMap((of) => [ledger.sum('committed', of), ledger.sum('spent', of)]));
    });

/** The last amount of the last row: all of it, each project counted once. */
const costs: Agreement = (totals, ledger, year) => [penceOf(totals.at(-1)).at(-1), costOf(ledger, year)];

const ofTheCounty: Agreement = ([total], ledger, year) => [
  penceOf(total),
  [given(ledger, year), ...each('expected', 'reserved', 'committed', 'spent')(ledger, year)],
];

/** By the document and the table: which totals are the ledger's. */
const agreements: Readonly<Record<string, Agreement>> = {
  'value-for-money/projects': ([total], ledger, year) => [
    penceOf(total),
    [costOf(ledger, year), ledger.sum('spent', { year })],
  ],
  'value-for-money/by-priority': costs,
  'annual-report/by-priority': costs,
  'annual-report/resources': costs,
  'county-view/by-priority': costs,
  'partnership-plan/commitments': ([total], ledger, year) => [
    penceOf(total),
    heldFor(annualCommitments(ledger))(ledger, year),
  ],
  'partnership-plan/other-awards': ([total], ledger, year) => {
    const annual = heldFor(annualCommitments(ledger))(ledger, year);
    const all = heldFor([undefined])(ledger, year);
    return [penceOf(total), all.map((pence, at) => pence - (annual[at] ?? 0))];
  },
  'year-end-confirmation/corrections': ([total], ledger, year) => [
    penceOf(total),
    [correctedOf(ledger, year)],
  ],
  'value-for-money/budget': ([, ...standing], ledger, year) => [
    standing.flatMap(penceOf),
    each('spent', 'committed', 'reserved')(ledger, year),
  ],
  'annual-report/budget': ([, ...standing], ledger, year) => [
    standing.flatMap(penceOf),
    each('spent', 'committed', 'reserved')(ledger, year),
  ],
  'partnership-plan/sources': ([total], ledger, year) => [penceOf(total)[2], given(ledger, year)],
  'partnership-plan/change': ([total], ledger, year) => {
    const [before, now] = [given(ledger, yearBefore(year)), given(ledger, year)];
    return [penceOf(total), [before, now, now - before]];
  },
  'partnership-plan/awardable': canBeAwarded,
  'agenda-pack/awardable': canBeAwarded,
  'partnership-plan/awardable-by-source': canBeAwarded,
  'agenda-pack/awardable-by-source': canBeAwarded,
  'performance-report/spent': (totals, ledger, year) => [
    totals.flatMap(penceOf),
    each('spent', 'spent')(ledger, year),
  ],
  'year-end-confirmation/confirmed': (totals, ledger, year) => {
    const of = figuresOf((account) => ledger.sum(account, { year }));
    const { confirmed, carried, virements, swaps, received, spent, lapsed } = of;
    const figures = [confirmed, carried, virements, swaps, received, spent, lapsed];
    return [totals.map(penceOf), [figures, figures]];
  },
  'county-view/by-partnership': ofTheCounty,
  'county-view/by-source': ofTheCounty,
};

/** Tables whose totals are those of their rows, of which each is followed, or of another table here. */
const ofTheirRows: ReadonlySet<string> = new Set([
  // Row by row by `wrongFinances`.
  'performance-report/finance',
  // By what the decision says, and not by what became of it.
  'award-letter/award',
  // By what a bid asks for, which is no money yet.
  'agenda-pack/costs',
  'agenda-pack/agenda',
  // By `expectSamePublished`.
  '360giving/grants',
  'grants-register/grants-register',
  'spending-over-500/spending',
]);

/** Where a document's totals are not its ledger's, in words; nothing where all agree. */
export function disagreements(made: Document, ledger: PostedLedger, year: string): readonly string[] {
  return [
    ...wrongTotals(made, ledger, year),
    ...wrongFinances(made, ledger, year),
    ...wrongSentences(made, ledger, year),
  ];
}

function wrongTotals(made: Document, ledger: PostedLedger, year: string): readonly string[] {
  return tablesOf(made).flatMap((table) => {
    // The costs of a bid stand in a table a bid, and the money of other years in tables that name their year.
    const [inId, of = year] = /-(\d{4}-\d\d)/u.exec(table.id) ?? [];
    const id = table.id.replace(/^costs-.*/u, 'costs').replace(inId ?? '', '');
    const name = `${made.name}/${id}`;
    if (table.totals.flatMap(penceOf).length === 0) return [];
    const agreement = agreements[name];
    if (agreement === undefined)
      return ofTheirRows.has(name) ? [] : [`${name}: nothing says what it comes to`];
    const [said, posted] = agreement(table.totals, ledger, of);
    return JSON.stringify(said) === JSON.stringify(posted)
      ? []
      : [`${name} of ${of}: ${JSON.stringify(said)}, and the ledger has ${JSON.stringify(posted)}`];
  });
}

/** Where a finance table says of a project, over all its years, what its events do not come to. */
function wrongFinances(made: Document, ledger: PostedLedger, year: string): readonly string[] {
  if (!ledger.isWhole) return [];
  const table = tablesOf(made).find(({ id }) => id === 'finance');
  return (table?.rows ?? []).flatMap((row) => {
    const project = cellInWords(row.at(-1) ?? { kind: 'absent', why: '' });
    const has = financesOf(ledger, project, made.moment.asAt);
    const pence = row.filter((_, at) => table?.columns[at]?.figures === true).map(penceIn);
    const next = yearAfter(year);
    const later = [...has.planned].filter(([of]) => of > next).map(([, amount]) => amount);
    const planned = [has.planned.get(year) ?? 0, has.planned.get(next) ?? 0];
    const said = [has.allocated, has.spent, has.owed, ...planned];
    const wanted = [...said, ...(pence.length === 7 ? [sumPence(later)] : []), has.short];
    return JSON.stringify(pence) === JSON.stringify(wanted)
      ? []
      : [`${project} of ${year}: ${JSON.stringify(pence)}, and its events come to ${JSON.stringify(wanted)}`];
  });
}

/** An amount; nil where there is none. */
function penceIn(cell: Cell): number {
  return cell.kind === 'pence' ? cell.pence : 0;
}

/** The amounts in the sentences of a document that are its ledger's, and those that are to stand there. */
function wrongSentences(made: Document, ledger: PostedLedger, year: string): readonly string[] {
  const wanted = sentences[made.name]?.(ledger, year) ?? [];
  const said = new Set(amountsInSentences(made));
  return wanted.flatMap((pence) =>
    said.has(pence) ? [] : [`${made.name} of ${year} does not say ${pence}`],
  );
}

/** By the document: the amounts that its sentences are to say. */
const sentences: Readonly<Record<string, (ledger: PostedLedger, year: string) => readonly number[]>> = {
  'value-for-money': each('spent'),
  'annual-report': each('spent'),
  'county-view': (ledger, year) => [
    given(ledger, year),
    ...each('committed', 'spent', 'reserved')(ledger, year),
  ],
  'partnership-plan': (ledger, year) => [
    given(ledger, year),
    sumPence(each('committed', 'spent')(ledger, year)),
    ...each('reserved')(ledger, year),
    ...(['capital', 'revenue'] as const).map((fundingType) => ledger.canBeAwarded(year, fundingType)),
  ],
  // The one that is made of each history is of this project.
  'highlight-draft'(ledger, year) {
    if (!ledger.isWhole) return [];
    const { allocated, spent } = financesOf(ledger, 'bus', lastDayOf(year));
    return [allocated, spent, ledger.sum('committed', { project: 'bus' })];
  },
};

function amountsInSentences({ parts }: Document): readonly number[] {
  const said = parts.flatMap((part) => {
    if (part.kind === 'list') return part.items;
    return part.kind === 'paragraph' ? [part] : [];
  });
  return said.flatMap(({ figures = [] }) => figures.map(({ cell }) => penceIn(cell)));
}

/** Totals without events of their own that are not the sum of what stands above them. */
export function unsummed(made: Document): readonly string[] {
  return tablesOf(made).flatMap(({ id, rows, totals, columns }) =>
    totals.flatMap((total, nth) =>
      total.flatMap((cell, at) => {
        if (cell.kind !== 'pence' || behindOf(cell).length > 0 || cell.pence === 0) return [];
        const above = rows.flatMap((row) => penceOf(row.slice(at, at + 1)));
        const sum = above.reduce((all, pence) => all + pence, 0);
        const what = `${made.name}/${id}, total ${nth + 1}, ${columns[at]?.heading ?? ''}`;
        return sum === cell.pence ? [] : [`${what}: ${formatPence(cell.pence)}, and not ${formatPence(sum)}`];
      }),
    ),
  );
}

/** Sums and counts, in tables and in texts, that lead to no event, or to one that is none of the facts. */
export function unfollowed(
  made: Document,
  events: { readonly has: (position: number) => boolean },
): string[] {
  const sums = sumsOfTheirColumn(made);
  return everyFigureOf(made).flatMap(({ cell, place, row, column = '' }) => {
    const behind = behindOf(cell);
    const what = `${made.name}/${place}, ${row}, ${column}: ${cellInWords(cell)}`;
    if (behind.some((position) => !events.has(position))) return [`${what}: an event that is not there`];
    return isFigure(cell) && behind.length === 0 && !sums.has(place) ? [`${what}: no event`] : [];
  });
}

/** Where totals stand that may be the sum of the figures above them. */
function sumsOfTheirColumn(made: Document): ReadonlySet<string> {
  const places = tablesOf(made).flatMap(({ id, rows, totals }) =>
    totals.flatMap((total, nth) =>
      total.flatMap((cell, at) => (cell.kind === 'pence' ? [placeOf(id, rows.length + nth, at)] : [])),
    ),
  );
  return new Set(places);
}

/** An amount, a count, or what somebody stated; a nil leads nowhere, and a number that names is no figure. */
function isFigure(cell: Cell): boolean {
  if (cell.kind === 'pence') return cell.pence !== 0;
  return cell.kind === 'number' && cell.names !== true && (cell.number !== 0 || cell.said !== undefined);
}

const anAmount = /-?£\d+(?:,\d{3})*(?:\.\d+)?/gu;
/** What the law and a nil are called. */
const noFigures: ReadonlySet<string> = new Set(['£500', '£0', '£0.00']);

/**
 * Amounts in the texts of a document, of its tables too, that are neither figures with events nor in a text
 * of the record.
 *
 * @param record every text that somebody typed
 */
export function loose(made: Document, record: readonly string[]): readonly string[] {
  const typed = new Set(record.flatMap((text) => text.match(anAmount) ?? []));
  return textsOf(made).flatMap((said) => {
    const words = piecesOf(said).map(({ text, figure }) =>
      figure === undefined || (behindOf(figure.cell).length === 0 && isFigure(figure.cell)) ? text : ' ',
    );
    const amounts = words.join('').match(anAmount) ?? [];
    return amounts
      .filter((amount) => !typed.has(amount) && !noFigures.has(amount))
      .map((amount) => `${made.name}: ${amount} in “${said.text}”`);
  });
}

/** Every text of a document that a figure may stand in. */
function textsOf(made: Document): readonly Sentence[] {
  return made.parts.flatMap((part): readonly Sentence[] => {
    if (part.kind === 'list') return part.items;
    if (part.kind === 'paragraph' || part.kind === 'note') return [part];
    if (part.kind !== 'table') return [];
    return [...part.rows, ...part.totals].flat().flatMap((cell) => (cell.kind === 'text' ? [cell] : []));
  });
}

/** Every text in these events, as somebody typed it. */
export function textsIn(events: readonly Pick<Recorded, 'body'>[]): readonly string[] {
  const texts: string[] = [];
  for (const { body } of events)
    JSON.parse(body, (_, value: unknown) => {
      if (typeof value === 'string') texts.push(value);
      return value;
    });
  return texts;
}
