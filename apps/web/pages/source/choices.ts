import type { Visit } from '../../access/visit.js';
import type { Offered } from '../../acts/questions.js';

/** The priorities of the plan, to choose from. */
export function priorityChoices({ reading: { state } }: Visit): readonly Offered[] {
  return state.priorities.map(({ priority, name }) => ({ value: priority, text: name }));
}

/** The projects with an award, by title. */
export async function projectChoices(visit: Visit): Promise<readonly Offered[]> {
  const { models, partnership } = visit.reading;
  const rows = await models.db
    .selectFrom('projects')
    .select(['projects.project', 'title'])
    .distinct()
    .innerJoin('award_lines', (join) =>
      join
        .onRef('award_lines.partnership', '=', 'projects.partnership')
        .onRef('award_lines.project', '=', 'projects.project'),
    )
    .where('projects.partnership', '=', partnership)
    .orderBy('title')
    .execute();
  return rows.map(({ project, title }) => ({ value: project, text: title }));
}

/** The sources of a financial year, by name. */
export async function sourceChoices(visit: Visit, year: string): Promise<readonly Offered[]> {
  const { models, partnership } = visit.reading;
  const rows = await models.db
    .selectFrom('sources')
    .select(['source', 'name'])
    .where('partnership', '=', partnership)
    .where('year', '=', year)
    .orderBy('name')
    .execute();
  return rows.map(({ source, name }) => ({ value: source, text: name }));
}
