import type { LocalDate } from '#kernel/local-date';
import type { Pence } from '#kernel/pence';
import type { Reading } from '#reads/reading';

/** Which part of the spending is asked for; what is left out narrows nothing. */
export interface SpendQuestion {
  readonly project?: string | undefined;
  readonly source?: string | undefined;
  /** The lead officer of the project now. */
  readonly officer?: string | undefined;
  /** By the day on which it took effect, both days among them. */
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
  /** Only so many, and only those that come after a line. */
  readonly part?: { readonly after: SpendPlace | undefined; readonly limit: number } | undefined;
}

/** Where a line stands in the spending, the newest first. */
export type SpendPlace = Pick<SpendLine, 'effectiveOn' | 'position' | 'line'>;

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
  readonly item: string | null;
  readonly amountPence: Pence;
  readonly effectiveOn: LocalDate;
  readonly recordedAt: string;
}

/** What was spent, the newest first: a line for each decision that gave a part of a payment. */
export async function spendHistory(
  { models, partnership }: Reading,
  { project, source, officer, from, to, part }: SpendQuestion,
): Promise<readonly SpendLine[]> {
  let lines = chargesWithPayments(models.db).where('payment_charges.partnership', '=', partnership);
  const narrowed = [
    ['payment_charges.project', '=', project],
    ['payment_charges.source', '=', source],
    ['projects.lead_officer', '=', officer],
    ['payment_charges.effective_on', '>=', from],
    ['payment_charges.effective_on', '<=', to],
  ] as const;
  for (const [column, is, value] of narrowed) if (value !== undefined) lines = lines.where(column, is, value);
  if (part?.after !== undefined) lines = afterLine(lines, part.after);
  if (part !== undefined) lines = lines.limit(part.limit);
  const rows = await lines.execute();
  return rows.map((row) => ({ ...row, kind: row.amountPence < 0 ? 'reversal' : 'payment' }));
}

function afterLine(
  lines: ReturnType<typeof chargesWithPayments>,
  { effectiveOn, position, line }: SpendPlace,
): ReturnType<typeof chargesWithPayments> {
  return lines.where((where) => {
    const sameEvent = where.and([
      where('payment_charges.position', '=', position),
      where('payment_charges.line', '>', line),
    ]);
    const sameDay = where.and([
      where('payment_charges.effective_on', '=', effectiveOn),
      where.or([where('payment_charges.position', '<', position), sameEvent]),
    ]);
    return where.or([where('payment_charges.effective_on', '<', effectiveOn), sameDay]);
  });
}

/** Each charge, with what its payment says of itself. */
const chargesWithPayments = (db: Reading['models']['db']) =>
  db
    .selectFrom('payment_charges')
    .innerJoin('projects', (join) =>
      join
        .onRef('projects.partnership', '=', 'payment_charges.partnership')
        .onRef('projects.project', '=', 'payment_charges.project'),
    )
    .innerJoin('payments', (join) =>
      join
        .onRef('payments.partnership', '=', 'payment_charges.partnership')
        .onRef('payments.project', '=', 'payment_charges.project')
        .onRef('payments.payment', '=', 'payment_charges.payment')
        .on('payments.kind', '=', 'payment'),
    )
    .innerJoin('sources', (join) =>
      join
        .onRef('sources.partnership', '=', 'payment_charges.partnership')
        .onRef('sources.source', '=', 'payment_charges.source'),
    )
    .select('sources.name as sourceName')
    .select(['payment_charges.position', 'payment_charges.line', 'payment_charges.project'])
    .select(['title', 'payment_charges.payment'])
    .select(['payee', 'payments.reference', 'purpose', 'category', 'payment_charges.source'])
    .select(['payment_charges.funding_type as fundingType', 'payment_charges.decision'])
    .select(['payment_charges.meeting', 'payment_charges.item', 'lead_officer as leadOfficer'])
    .select(['payment_charges.amount_pence as amountPence', 'payment_charges.effective_on as effectiveOn'])
    .select(['payment_charges.recorded_at as recordedAt'])
    .orderBy('payment_charges.effective_on', 'desc')
    .orderBy('payment_charges.position', 'desc')
    .orderBy('payment_charges.line');
