import { projectRows } from '#reads/project-rows';
import type { Visit } from '../../access/visit.js';

/** The titles of projects and bids that are there, by their ids. */
export async function titlesOf(
  { reading: { models, partnership } }: Visit,
  projects: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = projects.length === 0 ? [] : await projectRows(models.db, partnership, projects);
  return new Map(rows.map(({ project, title }) => [project, title]));
}
