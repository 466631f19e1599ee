import { balancePence, bothTypes } from '#funding/funding-source/state';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { Reading } from '#reads/reading';
import { sourceNow } from '#reads/uncovered';
import type { UncoveredSince } from '#reads/uncovered';

/** A source that lacks money, and what is uncovered there; money that is spent already names nothing. */
export interface ShortSource {
  readonly source: string;
  readonly name: string;
  readonly lacksPence: Pence;
  readonly uncovered: readonly UncoveredSince[];
}

/**
 * The sources of open years that lack money now, the shortest first. Whatever leaves a source short gives the
 * tasking group notice of it, so no other source has to be looked at.
 */
export async function shortOfMoney({
  place,
  partnership,
  state: { matters, sources, closedYears },
}: Reading): Promise<readonly ShortSource[]> {
  const told = new Set(
    matters.flatMap(({ terms }) => (terms.kind === 'uncovered' ? (terms.source ?? []) : [])),
  );
  const closed = new Set(closedYears.map(({ year }) => year));
  const open = sources.filter(({ source, year }) => told.has(source) && !closed.has(year));
  const now = await Promise.all(open.map(async ({ source }) => sourceNow(place, partnership, source)));
  return now
    .flatMap(({ source, state, uncovered }): readonly ShortSource[] => {
      if (state.status === 'none') return [];
      const lacksPence = sumPence(bothTypes.map((type) => Math.max(0, -balancePence(state, type))));
      return lacksPence === 0 ? [] : [{ source, name: state.name, lacksPence, uncovered }];
    })
    .toSorted((a, b) => b.lacksPence - a.lacksPence);
}
