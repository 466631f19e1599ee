import { rolesHeld } from '#funding/partnership/queries';
import { formatDate } from '#kernel/local-date';
import { evaluationQueue } from '#reads/evaluation-queue';
import type { Visit } from '../../access/visit.js';
import type { Need } from './need.js';

/** Evaluations that were handed in, for the chair of their thematic group; never one of their own. */
export async function evaluationsToAnswer(visit: Visit): Promise<Need> {
  const heading = 'Evaluations to accept or return';
  if (!visit.holds('thematic-chair')) return { heading, items: [] };
  const groups = groupsChaired(visit);
  const queue = await evaluationQueue(visit.reading);
  const theirs = queue.filter(
    ({ state, thematicGroup, leadOfficer }) =>
      state === 'handed in' && groups.has(thematicGroup ?? '') && leadOfficer !== visit.person,
  );
  return {
    heading,
    items: theirs.map(({ project, title, day }) => ({
      text: title,
      href: visit.at(`/evaluations/${project}`),
      when: day === null ? '' : `Handed in on ${formatDate(day)}`,
    })),
  };
}

/** Projects of a chair's group whose latest monthly update is red or amber, the red first. */
export async function projectsInTrouble(visit: Visit): Promise<Need> {
  const heading = 'Projects that report red or amber';
  if (!visit.holds('thematic-chair')) return { heading, items: [] };
  const { models, partnership } = visit.reading;
  const rows = await models.db
    .selectFrom('performance_updates')
    .innerJoin('projects', (join) =>
      join
        .onRef('projects.partnership', '=', 'performance_updates.partnership')
        .onRef('projects.project', '=', 'performance_updates.project'),
    )
    .select(['projects.project', 'title', 'month', 'rag', 'thematic_group'])
    .where('performance_updates.partnership', '=', partnership)
    .where('projects.status', '=', 'started')
    .orderBy('month', 'desc')
    .execute();
  const groups = groupsChaired(visit);
  const latest = new Map(rows.toReversed().map((row) => [row.project, row]));
  const theirs = [...latest.values()].filter(
    ({ rag, thematic_group: group }) => rag !== 'green' && groups.has(group ?? ''),
  );
  return {
    heading,
    items: theirs
      .toSorted((a, b) => b.rag.localeCompare(a.rag) || a.title.localeCompare(b.title))
      .map(({ project, title, rag }) => ({
        text: title,
        href: visit.at(`/projects/${project}`),
        when: rag === 'red' ? 'Red' : 'Amber',
        isLate: rag === 'red',
      })),
  };
}

function groupsChaired({ reading: { state }, person: who }: Visit): ReadonlySet<string> {
  const held = rolesHeld(state).filter(({ person, role }) => person === who && role === 'thematic-chair');
  return new Set(held.flatMap(({ group }) => group ?? []));
}
