import type { Question } from '#projections/read-models';
import type { Reading } from '#reads/reading';

/** A source, as a list to choose from names it. */
export interface SourceOfYear {
  readonly source: string;
  readonly name: string;
  readonly year: string;
  readonly status: string;
}

/** Asks for every source of a partnership, of the latest year first and then by name. */
export function sourcesByYear({
  models,
  partnership,
}: Pick<Reading, 'models' | 'partnership'>): Question<'sources', SourceOfYear> {
  return models.db
    .selectFrom('sources')
    .select(['source', 'name', 'year', 'status'])
    .where('partnership', '=', partnership)
    .orderBy('year', 'desc')
    .orderBy('name');
}
