import type { VirementEnd } from '#funding/funding-source/funding-source.events';
import { yearInWords } from '#kernel/financial-year';
import { formatDate } from '#kernel/local-date';
import { askTogether } from '#projections/batches';
import type { Reading } from '#reads/reading';
import type { Visit } from './access/visit.js';

/** What people call a thing, for its id; the id itself where there is no such thing. */
export type Called = (id: string) => string;

/** The titles of projects. */
export async function projectTitles({ reading }: Visit, projects: readonly string[]): Promise<Called> {
  return projects.length === 0 ? asItIs : byTitle(await projectsWith(reading, projects).execute());
}

/** The names of sources, each with its year: most of a name come again every year. */
export async function sourceNames({ reading }: Visit, sources: readonly string[]): Promise<Called> {
  return sources.length === 0 ? asItIs : byName(await sourcesWith(reading, sources).execute());
}

/** What the things of a page are called, each as by the function of its kind. */
export interface Callings {
  readonly sourceCalled: Called;
  readonly projectCalled: Called;
  /** Of a meeting: the day on which it is held, by which people know it. */
  readonly dayOf: Called;
}

/** What all of these are called, asked at once. */
export async function callings(
  { reading }: Visit,
  ids: {
    readonly sources?: readonly string[];
    readonly projects?: readonly string[];
    readonly meetings?: readonly string[];
  },
): Promise<Callings> {
  const { sources = [], projects = [], meetings = [] } = ids;
  if (sources.length + projects.length + meetings.length === 0)
    return { sourceCalled: asItIs, projectCalled: asItIs, dayOf: asItIs };
  const [sourceRows, projectRows, meetingRows] = await askTogether(reading.models.db, [
    sourcesWith(reading, sources),
    projectsWith(reading, projects),
    meetingsWith(reading, meetings),
  ]);
  return { sourceCalled: byName(sourceRows), projectCalled: byTitle(projectRows), dayOf: byDay(meetingRows) };
}

const sourcesWith = ({ models: { db }, partnership }: Reading, sources: readonly string[]) =>
  db
    .selectFrom('sources')
    .select(['source', 'name', 'year'])
    .where('partnership', '=', partnership)
    .where('source', 'in', anyOf(sources));

const projectsWith = ({ models: { db }, partnership }: Reading, projects: readonly string[]) =>
  db
    .selectFrom('projects')
    .select(['project', 'title'])
    .where('partnership', '=', partnership)
    .where('project', 'in', anyOf(projects));

const meetingsWith = ({ models: { db }, partnership }: Reading, meetings: readonly string[]) =>
  db
    .selectFrom('meetings')
    .select(['meeting', 'held_on as heldOn'])
    .where('partnership', '=', partnership)
    .where('meeting', 'in', anyOf(meetings));

/** Each of them once. A question may not name none at all, and no id is empty. */
function anyOf(ids: readonly string[]): readonly string[] {
  return ids.length === 0 ? [''] : [...new Set(ids)];
}

const asItIs: Called = (id) => id;

function calledIn(names: ReadonlyMap<string, string>): Called {
  return (id) => names.get(id) ?? id;
}

function byName(
  rows: readonly { readonly source: string; readonly name: string; readonly year: string }[],
): Called {
  return calledIn(new Map(rows.map(({ source, name, year }) => [source, `${name}, ${yearInWords(year)}`])));
}

function byTitle(rows: readonly { readonly project: string; readonly title: string }[]): Called {
  return calledIn(new Map(rows.map(({ project, title }) => [project, title])));
}

function byDay(rows: readonly { readonly meeting: string; readonly heldOn: string }[]): Called {
  return calledIn(new Map(rows.map(({ meeting, heldOn }) => [meeting, formatDate(heldOn)])));
}

/** Where a virement comes from or goes to, as people know it. */
export type EndCalled = (end: VirementEnd) => string;

/** The ends of virements: a project, or uncommitted money, at a source. */
export async function endsCalled(
  visit: Visit,
  virements: readonly { readonly from: VirementEnd; readonly to: VirementEnd }[],
): Promise<EndCalled> {
  const ends = virements.flatMap(({ from, to }) => [from, to]);
  const { projectCalled, sourceCalled } = await callings(visit, {
    projects: ends.flatMap(({ project }) => project ?? []),
    sources: ends.map(({ source }) => source),
  });
  return ({ source, project }) => {
    const whose = project === undefined ? 'uncommitted money' : projectCalled(project);
    return `${whose}, at ${sourceCalled(source)}`;
  };
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
