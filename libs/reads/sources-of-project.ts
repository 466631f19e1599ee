import type { AwardedProject } from '#funding/project/state';
import type { Reading } from '#reads/reading';
import { sourceNow } from '#reads/uncovered';
import type { SourceNow } from '#reads/uncovered';

/**
 * The sources of an award as they stand: those that it was charged to, those that took over from them at the
 * close of a year, and those to which others owe for it.
 */
export async function sourcesOf(from: Reading, state: AwardedProject): Promise<readonly SourceNow[]> {
  const { place, partnership, models } = from;
  const owed = await models.db
    .selectFrom('reclaims_owed')
    .select('source')
    .where('partnership', '=', partnership)
    .where('project', '=', state.project)
    .execute();
  const charged = [...state.money.lines.values()];
  const waiting = [...charged, ...owed].map(({ source }) => source);
  const known = new Map<string, SourceNow>();
  for (let source = waiting.shift(); source !== undefined; source = waiting.shift()) {
    if (known.has(source)) continue;
    const now = await sourceNow(place, partnership, source);
    known.set(source, now);
    const next = successorOf(now);
    if (next !== undefined) waiting.push(next);
  }
  return [...known.values()];
}

/** The source of the next year that took over at the close. */
export function successorOf({ state }: SourceNow): string | undefined {
  return state.status === 'none' ? undefined : state.closing?.to;
}
