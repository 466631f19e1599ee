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
    .where('project', 'in', [...projects])
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
    .where('source', 'in', [...sources])
    .execute();
  return calledIn(new Map(rows.map(({ source, name, year }) => [source, `${name}, ${year}`])));
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
