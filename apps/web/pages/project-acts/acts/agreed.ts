import { formatDate } from '#kernel/local-date';
import { askChoice, maybe } from '../../../acts/questions.js';
import type { Offered, Question } from '../../../acts/questions.js';
import type { ProjectAt } from '../project-at.js';

interface Agreed {
  readonly agreed: Question<string | undefined>;
}

/** Where something was agreed: the items of agendas that name the project; not asked where there is none. */
export async function agreedAt(at: ProjectAt): Promise<Agreed> {
  const items = await itemsNaming(at);
  const question = askChoice({ label: 'Where it was agreed', what: 'where it was agreed' }, items);
  // What is not asked is answered with nothing, as what is left unanswered is.
  return (items.length === 0 ? {} : { agreed: maybe(question) }) as Agreed;
}

/** The meeting and the item of an answer, as commands name them. */
export function agreedWhere(agreed: string | undefined): {
  readonly meeting?: string;
  readonly item?: string;
} {
  const [meeting, item] = agreed?.split('/') ?? [];
  return meeting === undefined || item === undefined ? {} : { meeting, item };
}

async function itemsNaming({ visit, detail }: ProjectAt): Promise<readonly Offered[]> {
  const { models, partnership } = visit.reading;
  const rows = await models.db
    .selectFrom('agenda_items')
    .innerJoin('meetings', (join) =>
      join
        .onRef('meetings.partnership', '=', 'agenda_items.partnership')
        .onRef('meetings.meeting', '=', 'agenda_items.meeting'),
    )
    .select(['agenda_items.meeting', 'item', 'kind', 'title', 'held_on'])
    .where('agenda_items.partnership', '=', partnership)
    .where('project', '=', detail.project)
    .orderBy('held_on', 'desc')
    .execute();
  return rows.map(({ meeting, item, kind, title, held_on: heldOn }) => ({
    value: `${meeting}/${item}`,
    text: `${formatDate(heldOn)}: ${title ?? kind.replaceAll('-', ' ')}`,
  }));
}
