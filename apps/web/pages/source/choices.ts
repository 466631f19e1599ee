import { prioritiesInForce } from '#funding/partnership/queries';
import type { Visit } from '../../access/visit.js';
import type { Offered } from '../../acts/questions.js';

/** The priorities of the plan, to choose from; those that were retired say so. */
export function priorityChoices({ reading: { state } }: Visit): readonly Offered[] {
  return state.priorities.map(({ priority, name, retired }) => ({
    value: priority,
    text: retired ? `${name} (retired)` : name,
  }));
}

/** The priorities that something new can be about, and one that it is about already. */
export function priorityChoicesNow(visit: Visit, already?: string): readonly Offered[] {
  const inForce = prioritiesInForce(visit.reading.state);
  return priorityChoices(visit).filter(({ value }) => inForce.includes(value) || value === already);
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

/** Every other project and bid, by title, each with how it stands: some share a title. */
export async function otherProjects(
  { reading: { models, partnership } }: Visit,
  project: string,
): Promise<readonly Offered[]> {
  const rows = await models.db
    .selectFrom('projects')
    .select(['project', 'title', 'status'])
    .where('partnership', '=', partnership)
    .where('project', '!=', project)
    .orderBy('title')
    .execute();
  return rows.map(({ project: value, title, status }) => ({
    value,
    text: `${title} (${status.replaceAll('-', ' ')})`,
  }));
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
