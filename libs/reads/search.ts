import { yearInWords } from '#kernel/financial-year';
import { agencyName } from '#reads/agency-name';
import { projectRows } from '#reads/project-rows';
import type { ProjectRow } from '#reads/project-rows';
import type { Reading } from '#reads/reading';
import { says, stageInWords } from '#reads/words';

export const foundKinds = ['project', 'lead-officer', 'agency', 'source'] as const;
export type FoundKind = (typeof foundKinds)[number];

/** One thing that was found. */
export interface Found {
  readonly kind: FoundKind;
  /** The project, the person, the agency or the source. */
  readonly id: string;
  /** What it is called; of a person, their name. */
  readonly text: string;
  readonly about: string;
  /** By what else it is found, which people are not shown. */
  readonly also?: string;
}

/** Everything of a partnership in which every one of the words stands, in whatever order, by kind. */
export async function foundBy(from: Reading, words: string): Promise<readonly Found[]> {
  const rows = await projectRows(from.models.db, from.partnership);
  const named = await from.names.byId(rows.flatMap(({ leadOfficer }) => leadOfficer ?? []));
  const all = [
    ...projectsOf(rows, named, from),
    ...officersOf(rows, named),
    ...agenciesOf(rows, from),
    ...(await sourcesOf(from)),
  ];
  return all.filter((one) => says(words, `${one.text} ${one.about} ${one.also ?? ''}`));
}

type Named = ReadonlyMap<string, string>;

function projectsOf(rows: readonly ProjectRow[], named: Named, { state }: Reading): readonly Found[] {
  return rows.map(({ project, title, status, finishManner, leadOfficer, leadAgency }) => ({
    kind: 'project',
    id: project,
    text: title,
    about: [
      stageInWords({ status, finishManner }),
      named.get(leadOfficer ?? '') ?? '',
      agencyName(state, leadAgency),
    ]
      .filter((part) => part !== '')
      .join(', '),
    also: project,
  }));
}

function officersOf(rows: readonly ProjectRow[], named: Named): readonly Found[] {
  return [...named].map(([officer, name]) => {
    const led = rows.filter(({ leadOfficer }) => leadOfficer === officer).length;
    const about = led === 1 ? 'lead officer of 1 project' : `lead officer of ${led} projects`;
    return { kind: 'lead-officer', id: officer, text: name, about };
  });
}

function agenciesOf(rows: readonly ProjectRow[], { state }: Reading): readonly Found[] {
  return state.agencies.map(({ agency, name }) => {
    const led = rows.filter(({ leadAgency }) => leadAgency === agency).length;
    const about = led === 1 ? 'leads 1 project' : `leads ${led} projects`;
    return { kind: 'agency', id: agency, text: name, about };
  });
}

/** The sources; one that was renamed is found by the names that it had as well. */
async function sourcesOf({ models, partnership }: Reading): Promise<readonly Found[]> {
  const rows = await models.db
    .selectFrom('sources')
    .select(['source', 'name', 'provider', 'year'])
    .where('partnership', '=', partnership)
    .orderBy('name')
    .execute();
  const versions = await models.db
    .selectFrom('source_versions')
    .select(['source', 'name'])
    .distinct()
    .where('partnership', '=', partnership)
    .orderBy('name')
    .execute();
  const bySource = Map.groupBy(versions, ({ source }) => source);
  return rows.map(({ source, name, provider, year }) => {
    const names = (bySource.get(source) ?? []).map((version) => version.name);
    const earlier = names.filter((one) => one !== name).map((one) => `, once called ${one}`);
    const about = `${provider}, ${yearInWords(year)}${earlier.join('')}`;
    return { kind: 'source', id: source, text: name, about };
  });
}
