import type { Entry, Recovery, Reserve, Source, Swap, Virement } from '#funding/funding-source/state';
import { isId } from '#kernel/ids';
import type { Pence } from '#kernel/pence';
import { budgetAt } from '#projections/budget-at';
import type { BudgetLine } from '#projections/budget-figures';
import type { Reading } from '#reads/reading';
import { sourceNow } from '#reads/uncovered';
import type { UncoveredSince } from '#reads/uncovered';

/** How sure the money of a source is, as people say it. */
export type Certainty = 'no money yet' | 'to be confirmed' | 'confirmed in part' | 'confirmed' | 'withdrawn';

/** What a source pays for: a project's award at one funding type. */
export interface PaysFor {
  readonly project: string;
  readonly title: string;
  readonly fundingType: string;
  readonly awardedPence: Pence;
  readonly spentPence: Pence;
  readonly releasedPence: Pence;
}

/** A source as it stands: its money by funding type, what it pays for, and what waits for an answer. */
export interface SourceDetail {
  readonly source: string;
  readonly name: string;
  readonly provider: string;
  readonly year: string;
  readonly status: Source['status'];
  readonly certainty: Certainty;
  readonly mayCrossYear: boolean;
  readonly ringFence: Source['ringFence'];
  readonly comment: string | null;
  readonly exampleOnly: boolean;
  readonly continuedAs: string | null;
  readonly figures: readonly BudgetLine[];
  readonly uncovered: readonly UncoveredSince[];
  readonly pays: readonly PaysFor[];
  readonly reserves: readonly Reserve[];
  readonly swaps: readonly Swap[];
  readonly virements: readonly Virement[];
  readonly recoveries: readonly Recovery[];
  /** Entries that were not reversed, and can be: the identity of each, with what it was. */
  readonly entries: readonly (Pick<Entry, 'of' | 'effects'> & { readonly entry: string })[];
}

/** A source by its id; undefined when the partnership has none of that id. */
export async function sourceDetail(from: Reading, id: string): Promise<SourceDetail | undefined> {
  if (!isId(id)) return undefined;
  const { state, uncovered } = await sourceNow(from.place, from.partnership, id);
  const row = await rowOf(from, id);
  if (state.status === 'none' || row === undefined) return undefined;
  const { lines } = await budgetAt(from.models.db, { partnership: from.partnership, year: state.year });
  const figures = lines.filter(({ source }) => source === id);
  const { source, name, provider, year, status, mayCrossYear, ringFence } = state;
  return {
    source,
    name,
    provider,
    year,
    status,
    mayCrossYear,
    ringFence,
    ...row,
    certainty: certaintyOf(status, figures),
    figures,
    uncovered,
    pays: await paysFor(from, id),
    reserves: state.reserves.filter(({ heldPence }) => heldPence > 0),
    swaps: [...state.swaps.values()],
    virements: [...state.virements.values()],
    recoveries: state.recoveries,
    entries: reversible(state),
  };
}

/** How sure the money is, by what is confirmed and what is to be confirmed of both funding types. */
export function certaintyOf(
  status: string,
  figures: readonly Pick<BudgetLine, 'confirmed' | 'toBeConfirmed'>[],
): Certainty {
  if (status === 'withdrawn') return 'withdrawn';
  const isConfirmed = figures.some(({ confirmed }) => confirmed > 0);
  const isExpected = figures.some(({ toBeConfirmed }) => toBeConfirmed > 0);
  if (isConfirmed) return isExpected ? 'confirmed in part' : 'confirmed';
  return isExpected ? 'to be confirmed' : 'no money yet';
}

function reversible({ entries, status }: Source): SourceDetail['entries'] {
  if (status === 'year-closed') return [];
  return [...entries].flatMap(([entry, { of, effects, reversedBy }]) =>
    reversedBy === undefined ? [{ entry, of, effects }] : [],
  );
}

async function rowOf(
  { models, partnership }: Reading,
  source: string,
): Promise<Pick<SourceDetail, 'comment' | 'exampleOnly' | 'continuedAs'> | undefined> {
  const row = await models.db
    .selectFrom('sources')
    .select(['comment', 'example_only as exampleOnly', 'continued_as as continuedAs'])
    .where('partnership', '=', partnership)
    .where('source', '=', source)
    .executeTakeFirst();
  return row && { ...row, exampleOnly: row.exampleOnly === 1 };
}

async function paysFor({ models, partnership }: Reading, source: string): Promise<readonly PaysFor[]> {
  return models.db
    .selectFrom('award_lines')
    .innerJoin('projects', (join) =>
      join
        .onRef('projects.partnership', '=', 'award_lines.partnership')
        .onRef('projects.project', '=', 'award_lines.project'),
    )
    .select(['award_lines.project', 'title', 'funding_type as fundingType', 'awarded_pence as awardedPence'])
    .select(['spent_pence as spentPence', 'released_pence as releasedPence'])
    .where('award_lines.partnership', '=', partnership)
    .where('source', '=', source)
    .where((where) => where.or([where('awarded_pence', '!=', 0), where('spent_pence', '!=', 0)]))
    .orderBy('title')
    .orderBy('funding_type')
    .execute();
}
