import type { ItemKind } from '#funding/meeting/meeting.events';
import { formatDate } from '#kernel/local-date';
import { inWordsAtFirst } from '#reads/words';
import type { Visit } from '../access/visit.js';
import type { Offered } from './questions.js';

/** Which items are meant: those that name a project, or those of a kind that wait in a meeting now. */
type Narrowing = { readonly project: string } | { readonly waiting: ItemKind };

/** Items of agendas to choose from, each by what it is about and the day of its meeting, the latest first. */
export async function itemChoices(
  { reading: { models, partnership } }: Visit,
  narrowing: Narrowing,
): Promise<readonly Offered[]> {
  const items = models.db
    .selectFrom('agenda_items')
    .innerJoin('meetings', (join) =>
      join
        .onRef('meetings.partnership', '=', 'agenda_items.partnership')
        .onRef('meetings.meeting', '=', 'agenda_items.meeting'),
    )
    .select(['agenda_items.meeting', 'item', 'kind', 'title', 'held_on'])
    .where('agenda_items.partnership', '=', partnership)
    .orderBy('held_on', 'desc')
    .orderBy('put_at');
  const narrowed =
    'project' in narrowing
      ? items.where('project', '=', narrowing.project)
      : items
          .where('meetings.status', '=', 'open')
          .where('agenda_items.status', '=', 'waiting')
          .where('kind', '=', narrowing.waiting);
  return (await narrowed.execute()).map(({ meeting, item, kind, title, held_on: heldOn }) => ({
    value: `${meeting}/${item}`,
    text: `${title ?? inWordsAtFirst(kind)}, meeting of ${formatDate(heldOn)}`,
  }));
}

/** The meeting and the item that were chosen, as commands name them. */
export function itemChosen(value: string): { readonly meeting: string; readonly item: string } {
  const [meeting = '', item = ''] = value.split('/');
  return { meeting, item };
}
