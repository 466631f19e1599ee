import type { VirementEnd } from '#funding/funding-source/funding-source.events';
import { yearInWords } from '#kernel/financial-year';
import { formatDate } from '#kernel/local-date';
import type { Visit } from './access/visit.js';

/** What people call a thing, for its id; the id itself where there is no such thing. */
export type Called = (id: string) => string;

/** The titles of projects. */
export async function projectTitles(
  { reading: { models, partnership } }: Visit,
  projects: readonly string[],
): Promise<Called> {
  if (projects.length === 0) return asItIs;
  const rows = await models.db
    .selectFrom('projects')
    .select(['project', 'title'])
    .where('partnership', '=', partnership)
    .where('project', 'in', [...new Set(projects)])
    .execute();
  return calledIn(new Map(rows.map(({ project, title }) => [project, title])));
}

/** The names of sources, each with its year: most of a name come again every year. */
export async function sourceNames(
  { reading: { models, partnership } }: Visit,
  sources: readonly string[],
): Promise<Called> {
  if (sources.length === 0) return asItIs;
  const rows = await models.db
    .selectFrom('sources')
    .select(['source', 'name', 'year'])
    .where('partnership', '=', partnership)
    .where('source', 'in', [...new Set(sources)])
    .execute();
  return calledIn(new Map(rows.map(({ source, name, year }) => [source, `${name}, ${yearInWords(year)}`])));
}

/** Where a virement comes from or goes to, as people know it. */
export type EndCalled = (end: VirementEnd) => string;

/** The ends of virements: a project, or uncommitted money, at a source. */
export async function endsCalled(
  visit: Visit,
  virements: readonly { readonly from: VirementEnd; readonly to: VirementEnd }[],
): Promise<EndCalled> {
  const ends = virements.flatMap(({ from, to }) => [from, to]);
  const projects = ends.flatMap(({ project }) => project ?? []);
  const projectCalled = await projectTitles(visit, projects);
  const sourceCalled = await sourceNames(
    visit,
    ends.map(({ source }) => source),
  );
  return ({ source, project }) => {
    const whose = project === undefined ? 'uncommitted money' : projectCalled(project);
    return `${whose}, at ${sourceCalled(source)}`;
  };
}

/** The days on which meetings are held, by which people know them. */
export async function meetingDays(
  { reading: { models, partnership } }: Visit,
  meetings: readonly string[],
): Promise<Called> {
  if (meetings.length === 0) return asItIs;
  const rows = await models.db
    .selectFrom('meetings')
    .select(['meeting', 'held_on'])
    .where('partnership', '=', partnership)
    .where('meeting', 'in', [...new Set(meetings)])
    .execute();
  return calledIn(new Map(rows.map(({ meeting, held_on: heldOn }) => [meeting, formatDate(heldOn)])));
}

const asItIs: Called = (id) => id;

function calledIn(names: ReadonlyMap<string, string>): Called {
  return (id) => names.get(id) ?? id;
}

/** What each project of the partnership is called, by its identity. */
export async function allProjectTitles({
  reading: { models, partnership },
}: Visit): Promise<ReadonlyMap<string, string>> {
  const rows = await models.db
    .selectFrom('projects')
    .select(['project', 'title'])
    .where('partnership', '=', partnership)
    .execute();
  return new Map(rows.map(({ project, title }) => [project, title]));
}
