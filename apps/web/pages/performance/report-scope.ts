import type { ReportScope } from '#documents/highlight-draft';
import { rolesHeld } from '#funding/partnership/queries';
import { isLocalDate } from '#kernel/local-date';
import type { Visit } from '../../access/visit.js';
import type { Offered } from '../../acts/questions.js';

const scoped =
  /^(?<about>all|(?<kind>project|group)\.(?<id>[a-z0-9-]{1,64}))_(?<from>[\d-]{10})_(?<to>[\d-]{10})$/u;

/** What a highlight report is about, as one part of an address: `project.youth-bus_2011-04-01_2011-06-30`. */
export function scopeInAddress(about: string, from: string, to: string): string {
  return `${about}_${from}_${to}`;
}

/** What such a part of an address says; undefined when it says nothing of that kind. */
export function scopeOf(part: string): ReportScope | undefined {
  const { kind, id, from, to } = scoped.exec(part)?.groups ?? {};
  if (!isLocalDate(from) || !isLocalDate(to)) return undefined;
  return { ...(kind === undefined ? {} : { [kind]: id }), from, to };
}

/** What someone may report of: support of all, a chair of their groups, a lead officer of their projects. */
export async function scopesOf(visit: Visit): Promise<readonly Offered[]> {
  const isSupport = visit.holds('support-officer');
  const all = isSupport ? [{ value: 'all', text: 'All projects' }] : [];
  const groups = visit.reading.state.groups.filter(
    ({ group, kind }) => kind === 'thematic' && (isSupport || chairs(visit, group)),
  );
  const ofGroups = groups.map(({ group, name }) => ({ value: `group.${group}`, text: `Group: ${name}` }));
  return [...all, ...ofGroups, ...(await projectsOf(visit, isSupport))];
}

function chairs({ person: who, reading }: Visit, of: string): boolean {
  return rolesHeld(reading.state).some(
    ({ person, role, group }) => person === who && role === 'thematic-chair' && group === of,
  );
}

async function projectsOf({ reading, person }: Visit, isSupport: boolean): Promise<readonly Offered[]> {
  const rows = await reading.models.db
    .selectFrom('projects')
    .select(['project', 'title', 'lead_officer as leadOfficer'])
    .where('partnership', '=', reading.partnership)
    .where('status', 'in', ['funded', 'started', 'finished'])
    .orderBy('title')
    .execute();
  const theirs = rows.filter(({ leadOfficer }) => isSupport || leadOfficer === person);
  return theirs.map(({ project, title }) => ({ value: `project.${project}`, text: title }));
}
