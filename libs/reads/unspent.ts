import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { Reading } from '#reads/reading';

/** A project that has finished, and what of its award is committed still and was not spent. */
export interface Unspent {
  readonly project: string;
  readonly title: string;
  readonly finishedOn: string;
  readonly unspentPence: Pence;
}

/**
 * What finance can release of projects that have finished, the longest finished first. What was left at a
 * source that nothing took over at the close of its year has lapsed, and is none of it.
 */
export async function unspentAfterFinish(from: Reading): Promise<readonly Unspent[]> {
  const rows = await from.models.db
    .selectFrom('projects')
    .innerJoin('award_lines', (join) =>
      join
        .onRef('award_lines.partnership', '=', 'projects.partnership')
        .onRef('award_lines.project', '=', 'projects.project'),
    )
    .select(['projects.project', 'title', 'finished_on', 'source'])
    .select(['awarded_pence', 'released_pence', 'spent_pence', 'overspend_pence'])
    .where('projects.partnership', '=', from.partnership)
    .where('finished_on', 'is not', null)
    .where('projects.status', '!=', 'award-withdrawn')
    .whereRef('awarded_pence', '>', 'released_pence')
    .orderBy('finished_on')
    .orderBy('projects.project')
    .execute();
  const unspent = rows.map((row) => ({ ...row, pence: unspentPence(row) })).filter(({ pence }) => pence > 0);
  if (unspent.length === 0) return [];
  const lapsed = await lapsedSources(from);
  const kept = unspent.filter(({ source }) => !lapsed.has(source));
  return [...Map.groupBy(kept, ({ project }) => project)].map(([project, lines]) => ({
    project,
    title: lines[0]?.title ?? project,
    finishedOn: lines[0]?.finished_on ?? '',
    unspentPence: sumPence(lines.map(({ pence }) => pence)),
  }));
}

interface AwardRow {
  readonly awarded_pence: Pence;
  readonly released_pence: Pence;
  readonly spent_pence: Pence;
  readonly overspend_pence: Pence;
}

/** What was paid beyond the award is none of what the award paid. */
function unspentPence({
  awarded_pence: awarded,
  released_pence: released,
  spent_pence: spent,
  overspend_pence: overspend,
}: AwardRow): Pence {
  return sumPence([awarded, -released, -spent, overspend]);
}

/** The sources that were closed, they or those that took over from them, and that nothing took over. */
async function lapsedSources({ models, partnership }: Reading): Promise<ReadonlySet<string>> {
  const rows = await models.db
    .selectFrom('sources')
    .select(['source', 'status', 'continued_as'])
    .where('partnership', '=', partnership)
    .execute();
  const known = new Map(rows.map((row) => [row.source, row]));
  const hasLapsed = (source: string): boolean => {
    const row = known.get(source);
    if (row?.status !== 'closed') return false;
    return row.continued_as === null || hasLapsed(row.continued_as);
  };
  return new Set(rows.map(({ source }) => source).filter(hasLapsed));
}
