import { prioritiesInForce } from '#funding/partnership/queries';
import { yearInWords } from '#kernel/financial-year';
import { formatPence } from '#kernel/pence';
import { takersOf } from '#reads/movable';
import type { Left } from '#reads/movable';
import type { Visit } from '../../access/visit.js';
import type { Offered } from '../../acts/questions.js';
import { projectTitles } from '../../titles.js';

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

/** Money that is left of projects, or of none, to choose from by title, each with how much of what it is. */
export async function leftChoices(visit: Visit, left: readonly Left[]): Promise<readonly Offered[]> {
  const title = await projectTitles(
    visit,
    left.flatMap(({ project }) => project ?? []),
  );
  const choices = [...Map.groupBy(left, ({ project }) => project)].map(([project, all]) => {
    const sums = all.map(({ leftPence, fundingType }) => `${formatPence(leftPence)} of ${fundingType}`);
    const words = project === undefined ? 'The source’s uncommitted money' : title(project);
    return { value: project ?? uncommitted, text: `${words}: ${sums.join(' and ')}` };
  });
  return choices.toSorted(byText);
}

/** The projects to which money of a year can be moved, each with what of it. */
export async function takerChoices({ reading }: Visit, year: string): Promise<readonly Offered[]> {
  const takers = await takersOf(reading, year);
  return takers.map(({ project, title, fundingTypes }) => {
    return { value: project, text: `${title}: ${fundingTypes.join(' or ')}` };
  });
}

/** The money of no project, which stands first: no project is called so, for an id has no full stop. */
export const uncommitted = 'uncommitted.';

function byText(one: Offered, other: Offered): number {
  if (one.value === uncommitted || other.value === uncommitted) return one.value === uncommitted ? -1 : 1;
  return one.text.localeCompare(other.text);
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

/** Every source, the latest year first: what is asked may be about money that was spent long ago. */
export async function allSourceChoices({
  reading: { models, partnership },
}: Visit): Promise<readonly Offered[]> {
  const rows = await models.db
    .selectFrom('sources')
    .select(['source', 'name', 'year'])
    .where('partnership', '=', partnership)
    .orderBy('year', 'desc')
    .orderBy('name')
    .execute();
  return rows.map(({ source, name, year }) => ({ value: source, text: `${name}, ${yearInWords(year)}` }));
}
