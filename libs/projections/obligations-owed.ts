import type { ObligationKind } from '#funding/ladder';
import { monthAfter } from '#funding/project/obligations';
import type { ProjectObligation } from '#funding/project/obligations';
import { maxDate } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';
import { dueDay, policyTermsOf } from '#projections/obligation-rows';
import type { PolicyTerms } from '#projections/obligation-rows';
import type { obligations } from '#projections/projects.tables';
import type { ReadModels } from '#projections/read-models';
import type { RowOf } from '#projections/table';

/** Something that is owed, and the project that it concerns. */
export interface Owed extends ProjectObligation {
  readonly project: string;
  /** The source that paid, for a reclaim. */
  readonly source?: string;
}

/**
 * What is owed by the projects of a partnership, and to it, with the monthly updates that are owed by a day.
 */
export async function obligationsOwed(
  db: ReadModels,
  partnership: string,
  upTo: LocalDate,
): Promise<readonly Owed[]> {
  const policies = await policiesOf(db, partnership);
  const rows = await db
    .selectFrom('obligations')
    .selectAll()
    .where('partnership', '=', partnership)
    .execute();
  return owedBy(rows, upTo, policies, await monthsReported(db, partnership));
}

/** What rows say is owed by a day, with the updates of further months that follow from them. */
export function owedBy(
  rows: readonly Row[],
  upTo: LocalDate,
  policies: readonly PolicyTerms[],
  reported: ReadonlySet<string>,
): readonly Owed[] {
  const owed = rows.flatMap((row) => [fromRow(row), ...furtherMonths(row, upTo, policies, reported)]);
  return owed.filter((one) => hasBegun(one, upTo));
}

/** The ladders that a partnership adopted, in the order of their versions. */
export async function policiesOf(db: ReadModels, partnership: string): Promise<readonly PolicyTerms[]> {
  return policyTermsOf(
    await db.selectFrom('ladders').selectAll().where('partnership', '=', partnership).execute(),
  );
}

type Row = RowOf<typeof obligations>;

function fromRow({ project, kind, which, source, due_on: dueOn, arose_on: from }: Row): Owed {
  return {
    project,
    kind: kind as ObligationKind,
    ...(which === '' ? {} : { of: which }),
    ...(source === '' ? {} : { source }),
    dueOn,
    from,
  };
}

/** A month is reported on once it has begun, and one that has not is no obligation yet. */
function hasBegun({ kind, of = '' }: Owed, upTo: LocalDate): boolean {
  return kind !== 'performance-update' || of <= upTo.slice(0, 7);
}

function furtherMonths(
  row: Row,
  upTo: LocalDate,
  policies: readonly PolicyTerms[],
  reported: ReadonlySet<string>,
): readonly Owed[] {
  if (row.further_months === 0) return [];
  const owed: Owed[] = [];
  for (let month = monthAfter(row.which); month <= upTo.slice(0, 7); month = monthAfter(month)) {
    if (reported.has(`${row.project} ${month}`)) continue;
    const first = `${monthAfter(month)}-01`;
    // Of a start that was recorded late, the updates of months before that arose when it was.
    const from = maxDate(first, row.arose_on);
    const obligation = { kind: 'performance-update', of: month, dueOn: first, from } as const;
    owed.push({ ...obligation, project: row.project, dueOn: dueDay(obligation, policies) });
  }
  return owed;
}

/** The months that projects have reported on, each with its project. */
export async function monthsReported(db: ReadModels, partnership: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('performance_updates')
    .select(['project', 'month'])
    .where('partnership', '=', partnership)
    .execute();
  return new Set(rows.map(({ project, month }) => `${project} ${month}`));
}
