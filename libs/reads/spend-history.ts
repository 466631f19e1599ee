import type { LocalDate } from '#kernel/local-date';
import type { Pence } from '#kernel/pence';
import {
  greatestFirst,
  inOrder,
  leastFirst,
  nearest,
  partBeside,
  rowCount,
  sumOf,
} from '#projections/keyset';
import type { Key, Part, PartAsked } from '#projections/keyset';
import type { Reading } from '#reads/reading';
import { sourcesByYear } from '#reads/sources-by-year';
import type { SourceOfYear } from '#reads/sources-by-year';

/** Which part of the spending is asked for; what is left out narrows nothing. */
export interface SpendQuestion {
  readonly project?: string | undefined;
  readonly source?: string | undefined;
  /** The lead officer of the project now. */
  readonly officer?: string | undefined;
  /** By the day on which it took effect, both days among them. */
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
}

/** What one payment, or its reversal, took from one source under one decision. */
export interface SpendLine {
  readonly position: number;
  /** Which of the lines of its event. */
  readonly line: number;
  readonly project: string;
  readonly title: string;
  readonly leadOfficer: string | null;
  readonly payment: string;
  readonly kind: 'payment' | 'reversal';
  readonly payee: string | null;
  readonly reference: string | null;
  readonly purpose: string | null;
  readonly category: string | null;
  readonly source: string;
  readonly sourceName: string;
  readonly fundingType: string;
  /** The decision that had given the money; none for what went beyond every commitment. */
  readonly decision: string | null;
  readonly meeting: string | null;
  /** The day on which that meeting is held. */
  readonly meetingOn: LocalDate | null;
  readonly item: string | null;
  readonly amountPence: Pence;
  readonly effectiveOn: LocalDate;
  readonly recordedAt: string;
}

/** By what a line is known in the spending, the newest first. */
export function placeOfLine({
  effectiveOn,
  position,
  line,
}: Pick<SpendLine, 'effectiveOn' | 'position' | 'line'>): Key {
  return [effectiveOn, position, line];
}

const newestFirst = [
  greatestFirst('payment_charges.effective_on'),
  greatestFirst('payment_charges.position'),
  leastFirst('payment_charges.line'),
];

/** What was spent, the newest first: a line for each decision that gave a part of a payment. */
export async function spendHistory(from: Reading, question: SpendQuestion): Promise<readonly SpendLine[]> {
  return inOrder(withNames(withPayments(chargesOf(from, question))), newestFirst).execute();
}

/** So many lines of the same that stand after a place. */
export async function spendingAfter(
  from: Reading,
  question: SpendQuestion,
  { after: key, limit }: Omit<PartAsked, 'before'>,
): Promise<readonly SpendLine[]> {
  const lines = withNames(withPayments(chargesOf(from, question)));
  return nearest(lines, newestFirst, { key, limit }).execute();
}

/** A part of the spending, and what all of it comes to. */
export interface SpendingPart extends Part<SpendLine> {
  /** Of how many lines it is a part. */
  readonly count: number;
  /** What they come to together, reversals taken off. */
  readonly amountPence: Pence;
}

/** By what spending can be narrowed: every project of the partnership, and every source. */
interface Narrowings {
  readonly projects: readonly {
    readonly project: string;
    readonly title: string;
    readonly leadOfficer: string | null;
  }[];
  readonly sources: readonly SourceOfYear[];
}

/** A part of the spending, with that by which it can be narrowed. */
export async function partOfSpending(
  from: Reading,
  question: SpendQuestion,
  asked: PartAsked,
): Promise<SpendingPart & Narrowings> {
  const counted = chargesOf(from, question);
  const sums = counted.select([rowCount().as('count'), sumOf('amount_pence').as('amountPence')]);
  const list = { rows: withPayments(counted), counted, sums, order: newestFirst, keyOf: placeOfLine };
  const narrowings = [projectsByTitle(from), sourcesByYear(from)] as const;
  const { part, beside } = await partBeside(from.models.db, list, asked, narrowings);
  const [projects, sources] = beside;
  return { ...part, rows: part.rows.map(namedBy(projects, sources)), projects, sources };
}

type Line = Omit<SpendLine, 'title' | 'leadOfficer' | 'sourceName'>;

/** Gives a line the names of its project and its source, where all of these are known. */
function namedBy(
  projects: Narrowings['projects'],
  sources: Narrowings['sources'],
): (line: Line) => SpendLine {
  const byProject = new Map(projects.map((one) => [one.project, one]));
  const bySource = new Map(sources.map(({ source, name }) => [source, name]));
  return (line) => {
    const { title = line.project, leadOfficer = null } = byProject.get(line.project) ?? {};
    return { ...line, title, leadOfficer, sourceName: bySource.get(line.source) ?? line.source };
  };
}

const projectsByTitle = ({ models: { db }, partnership }: Reading) =>
  db
    .selectFrom('projects')
    .select(['project', 'title', 'lead_officer as leadOfficer'])
    .where('partnership', '=', partnership)
    .orderBy('title')
    .orderBy('project');

/** The charges that are asked for. */
function chargesOf(
  { models: { db }, partnership }: Reading,
  { project, source, officer, from, to }: SpendQuestion,
): ReturnType<typeof chargesIn> {
  let charges = chargesIn(db, partnership);
  const narrowed = [
    ['payment_charges.project', '=', project],
    ['payment_charges.source', '=', source],
    ['payment_charges.effective_on', '>=', from],
    ['payment_charges.effective_on', '<=', to],
  ] as const;
  for (const [column, is, value] of narrowed)
    if (value !== undefined) charges = charges.where(column, is, value);
  if (officer === undefined) return charges;
  const led = db.selectFrom('projects').select('project').where('partnership', '=', partnership);
  return charges.where('payment_charges.project', 'in', led.where('lead_officer', '=', officer));
}

const chargesIn = (db: Reading['models']['db'], partnership: string) =>
  db.selectFrom('payment_charges').where('payment_charges.partnership', '=', partnership);

/** Each charge, with what its payment says of itself, and the day of the meeting that gave the money. */
const withPayments = (charges: ReturnType<typeof chargesIn>) =>
  charges
    .innerJoin('payments', (join) =>
      join
        .onRef('payments.partnership', '=', 'payment_charges.partnership')
        .onRef('payments.project', '=', 'payment_charges.project')
        .onRef('payments.payment', '=', 'payment_charges.payment')
        .on('payments.kind', '=', 'payment'),
    )
    .leftJoin('meetings', (join) =>
      join
        .onRef('meetings.partnership', '=', 'payment_charges.partnership')
        .onRef('meetings.meeting', '=', 'payment_charges.meeting'),
    )
    .select('meetings.held_on as meetingOn')
    .select(['payment_charges.position', 'payment_charges.line', 'payment_charges.project'])
    .select([
      'payment_charges.payment',
      'payee',
      'payments.reference',
      'purpose',
      'category',
      'payment_charges.source',
    ])
    .select(['payment_charges.funding_type as fundingType', 'payment_charges.decision'])
    .select(['payment_charges.meeting', 'payment_charges.item'])
    .select(['payment_charges.amount_pence as amountPence', 'payment_charges.effective_on as effectiveOn'])
    .select(['payment_charges.recorded_at as recordedAt'])
    .select((of) => {
      const isReversal = of.case().when('payment_charges.amount_pence', '<', 0);
      return isReversal.then<'reversal'>('reversal').else<'payment'>('payment').end().as('kind');
    });

/** The same with the names of the project and the source. */
const withNames = (lines: ReturnType<typeof withPayments>) =>
  lines
    .innerJoin('projects', (join) =>
      join
        .onRef('projects.partnership', '=', 'payment_charges.partnership')
        .onRef('projects.project', '=', 'payment_charges.project'),
    )
    .innerJoin('sources', (join) =>
      join
        .onRef('sources.partnership', '=', 'payment_charges.partnership')
        .onRef('sources.source', '=', 'payment_charges.source'),
    )
    .select(['sources.name as sourceName', 'projects.title', 'projects.lead_officer as leadOfficer']);
