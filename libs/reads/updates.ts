import { greatestFirst, inOrder, leastFirst, nearest, partOf, rowCount } from '#projections/keyset';
import type { Key, Part, PartAsked } from '#projections/keyset';
import type { Reading } from '#reads/reading';

/** Which of the monthly updates are asked for; what is left out narrows nothing. */
export interface UpdatesAsked {
  readonly group?: string | undefined;
  readonly rag?: string | undefined;
}

/** A monthly update as the list shows it. */
export interface UpdateRow {
  readonly project: string;
  readonly title: string;
  readonly month: string;
  readonly rag: string;
  /** Nil for red, then amber, then green. */
  readonly worstFirst: number;
  readonly progress: string;
  readonly risks: string | null;
  readonly nextSteps: string | null;
  readonly submittedOn: string;
  /** When it was corrected last; null where it stands as it was sent. */
  readonly correctedOn: string | null;
}

/** The newest month first, and the worst first in a month. */
const order = [greatestFirst('month'), leastFirst('worstFirst'), leastFirst('title'), leastFirst('project')];

/** How an update says that its project goes, the worst first. */
export const rags = ['red', 'amber', 'green'] as const;

/** By what an update is known among them. */
export function placeOfUpdate({
  month,
  rag,
  title,
  project,
}: Pick<UpdateRow, 'month' | 'rag' | 'title' | 'project'>): Key {
  const worstFirst = rags.findIndex((one) => one === rag);
  return [month, worstFirst, title, project];
}

/** All of the monthly updates that are asked for. */
export async function updatesOf(from: Reading, asked: UpdatesAsked): Promise<readonly UpdateRow[]> {
  return inOrder(updatesLike(from, asked).selectAll(), order).execute();
}

/** So many of the same that stand after a place. */
export async function updatesAfter(
  from: Reading,
  asked: UpdatesAsked,
  { after: key, limit }: Omit<PartAsked, 'before'>,
): Promise<readonly UpdateRow[]> {
  return nearest(updatesLike(from, asked).selectAll(), order, { key, limit }).execute();
}

/** A part of the same, and how many there are. */
export async function partOfUpdates(
  from: Reading,
  asked: UpdatesAsked,
  part: PartAsked,
): Promise<Part<UpdateRow> & { readonly count: number }> {
  const counted = updatesLike(from, asked);
  const sums = counted.select(rowCount().as('count'));
  const list = { rows: counted.selectAll(), counted, sums, order, keyOf: placeOfUpdate };
  return partOf(from.models.db, list, part);
}

function updatesLike({ models: { db }, partnership }: Reading, { group, rag }: UpdatesAsked) {
  let updates = db
    .selectFrom('performance_updates')
    .innerJoin('projects', (join) =>
      join
        .onRef('projects.partnership', '=', 'performance_updates.partnership')
        .onRef('projects.project', '=', 'performance_updates.project'),
    )
    .where('performance_updates.partnership', '=', partnership)
    .select(['projects.project', 'title', 'month', 'rag', 'progress', 'risks'])
    .select(['next_steps as nextSteps', 'submitted_on as submittedOn', 'corrected_on as correctedOn'])
    .select((of) => {
      const red = of.case().when('rag', '=', 'red').then(0);
      return red.when('rag', '=', 'amber').then(1).else(2).end().as('worstFirst');
    });
  if (group !== undefined) updates = updates.where('thematic_group', '=', group);
  if (rag !== undefined) updates = updates.where('rag', '=', rag);
  return db.selectFrom(updates.as('updates'));
}
