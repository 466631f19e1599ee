import type { ClosedType } from '#funding/funding-source/closed-type';
import type { VirementEnd } from '#funding/funding-source/funding-source.events';
import type { StreamNoun } from '#kernel/ids';
import type { Happened } from '#projections/projection';

/** Where events name somebody or something, under one name whatever the type. */
interface Naming {
  readonly project?: string;
  readonly source?: string;
  readonly person?: string;
  readonly member?: string;
  readonly substitute?: string;
  readonly administrator?: string;
  readonly leadOfficer?: string;
  readonly deputy?: string;
  readonly previously?: string;
  readonly bid?: { readonly leadOfficer?: string };
  readonly chairsAction?: { readonly by: string; readonly consulted: string };
  readonly requestedBy?: string;
  /** The project that continues another. */
  readonly as?: string;
  readonly duplicateOf?: string;
  readonly covered?: readonly { readonly project: string }[];
  readonly from?: VirementEnd | string;
  readonly to?: VirementEnd | string;
  readonly types?: readonly ClosedType[];
  readonly carries?: readonly { readonly project: string }[];
  /** Who looks after a risk. */
  readonly owner?: string;
  /** Who prepared the confirmation of a year, and who answered it. */
  readonly preparedBy?: string;
  readonly certifiedBy?: string;
  readonly declinedBy?: string;
}

/** The projects whose rows an event may change, besides one in whose stream it lies. */
export function projectsOf({ noun, type, data }: Happened): readonly string[] {
  if (noun !== 'source') return [];
  const { project, types } = data as Naming;
  if (type === 'BroughtForward' || type === 'SourceYearClosed')
    return (types ?? []).flatMap(projectsThatRecover);
  return project === undefined ? [] : [project];
}

/** The streams of what an event is about, besides its own stream and whoever gave the command. */
export function streamsNamedIn(event: Happened): readonly string[] {
  const { partnership, data } = event;
  const { projects = [], sources = [], people = [] } = named[event.noun](data as Naming);
  const streams: string[] = [];
  const add = (noun: StreamNoun, id: string | undefined): void => {
    if (id === undefined) return;
    const stream = `${noun}-${partnership}.${id}`;
    if (stream !== event.stream && !streams.includes(stream)) streams.push(stream);
  };
  for (const id of projects) add('project', id);
  for (const id of sources) add('source', id);
  for (const id of people) add('person', id);
  return streams;
}

interface Named {
  readonly projects?: readonly (string | undefined)[];
  readonly sources?: readonly (string | undefined)[];
  readonly people?: readonly (string | undefined)[];
}

const named: Readonly<Record<StreamNoun, (data: Naming) => Named>> = {
  partnership: ({ project, source, person, member, substitute, administrator }) => ({
    projects: [project],
    sources: [source],
    people: [person, member, substitute, administrator],
  }),
  person: () => ({}),
  // A source has an event of its own for the money that a project moves at it.
  project: ({ as, duplicateOf, leadOfficer, deputy, previously, bid, chairsAction }) => ({
    projects: [as, duplicateOf],
    people: [leadOfficer, deputy, previously, bid?.leadOfficer, chairsAction?.by, chairsAction?.consulted],
  }),
  source: ({ project, covered, from, to, types, requestedBy }) => ({
    projects: [
      project,
      ...projectsIn(covered),
      projectAt(from),
      projectAt(to),
      ...(types ?? []).flatMap(projectsClosed),
    ],
    people: [requestedBy],
  }),
  meeting: ({ project, source, person }) => ({ projects: [project], sources: [source], people: [person] }),
  message: ({ person, carries }) => ({ projects: projectsIn(carries), people: [person] }),
  indicator: ({ person }) => ({ people: [person] }),
  risk: ({ project, owner }) => ({ projects: [project], people: [owner] }),
  confirmation: ({ preparedBy, certifiedBy, declinedBy }) => ({
    people: [preparedBy, certifiedBy, declinedBy],
  }),
  highlight: ({ project }) => ({ projects: [project] }),
  ledger: () => ({}),
  publication: ({ project }) => ({ projects: [project] }),
};

function projectAt(end: VirementEnd | string | undefined): string | undefined {
  return typeof end === 'object' ? end.project : undefined;
}

function projectsIn(lines: readonly { readonly project: string }[] = []): string[] {
  return lines.map(({ project }) => project);
}

function projectsClosed(type: ClosedType): string[] {
  return [...projectsIn(type.commitments), ...projectsThatRecover(type)];
}

function projectsThatRecover({ recoveries }: ClosedType): string[] {
  return projectsIn(recoveries);
}
