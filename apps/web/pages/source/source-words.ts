import type { VirementEnd } from '#funding/funding-source/funding-source.events';
import type { Recovery, Virement } from '#funding/funding-source/state';
import type { SourceDetail } from '#reads/source-detail';
import type { Visit } from '../../access/visit.js';
import { callings } from '../../titles.js';
import type { Called, Callings } from '../../titles.js';
import { virementLetterAt } from '../documents/letters.js';
import { needsMeeting } from './acts/virements.js';

interface SourceInWords {
  readonly continuedAs: string | undefined;
  readonly fence: readonly string[];
  readonly uncovered: readonly object[];
  readonly virements: readonly (Virement & {
    readonly fromTo: string;
    /** Who asked for it. */
    readonly by: string;
    readonly isOwn: boolean;
    readonly needsMeeting: boolean;
    /** The letter to finance, where a meeting authorised it. */
    readonly letterHref: string | undefined;
  })[];
  readonly recoveries: readonly (Recovery & { readonly projectTitle: string })[];
}

/** What a source shows of projects, reserves and other sources, each by the name that people know it by. */
export async function sourceInWords(detail: SourceDetail, visit: Visit): Promise<SourceInWords> {
  const called = await callingsFor(detail, visit);
  const { projectCalled, sourceCalled } = called;
  return {
    continuedAs: detail.continuedAs === null ? undefined : sourceCalled(detail.continuedAs),
    fence: fenceInWords(detail, visit, projectCalled),
    uncovered: uncoveredInWords(detail, projectCalled),
    virements: await virementsInWords(detail, visit, called),
    recoveries: detail.recoveries.map((one) => ({ ...one, projectTitle: projectCalled(one.project) })),
  };
}

async function callingsFor(detail: SourceDetail, visit: Visit): Promise<Callings> {
  const ends = detail.virements.flatMap(({ from, to }) => [from, to]);
  const projects = [
    ...ends.flatMap(({ project }) => project ?? []),
    ...detail.uncovered.flatMap((one) => (one.of === 'commitment' ? [one.project] : [])),
    ...detail.recoveries.map(({ project }) => project),
    ...(detail.ringFence.projects ?? []),
  ];
  const sources = [
    ...ends.map(({ source }) => source),
    ...(detail.continuedAs === null ? [] : [detail.continuedAs]),
  ];
  return callings(visit, { projects, sources });
}

/** What it may only pay for, a line for each kind of limit; none for a source that may pay for anything. */
function fenceInWords(
  { ringFence }: SourceDetail,
  { reading }: Visit,
  projectCalled: Called,
): readonly string[] {
  const named = new Map(reading.state.priorities.map(({ priority, name }) => [priority, name]));
  const limits = [
    ['priorities', (ringFence.priorities ?? []).map((one) => named.get(one) ?? one)],
    ['projects', (ringFence.projects ?? []).map(projectCalled)],
    ['categories of cost', ringFence.categories ?? []],
  ] as const;
  return limits.flatMap(([kind, all]) => (all.length === 0 ? [] : [`Only the ${kind} ${all.join('; ')}`]));
}

function uncoveredInWords({ uncovered, reserves }: SourceDetail, projectCalled: Called): readonly object[] {
  return uncovered.map((one) => {
    if (one.of === 'commitment') return { ...one, what: `awarded to ${projectCalled(one.project)}` };
    const purpose = reserves.find(({ reserve }) => reserve === one.reserve)?.purpose;
    return { ...one, what: `reserved for ${purpose ?? one.reserve}` };
  });
}

async function virementsInWords(
  { virements, source: here }: SourceDetail,
  visit: Visit,
  { projectCalled, sourceCalled }: Callings,
): Promise<SourceInWords['virements']> {
  const end = ({ project, source }: VirementEnd): string => {
    const named = project === undefined ? 'uncommitted money' : projectCalled(project);
    return source === here ? named : `${named} at ${sourceCalled(source)}`;
  };
  return Promise.all(
    virements.map(async (one) => ({
      ...one,
      fromTo: `from ${end(one.from)} to ${end(one.to)}`,
      by: await visit.reading.names.of(one.requestedBy),
      isOwn: one.requestedBy === visit.person,
      needsMeeting: needsMeeting(one, visit),
      letterHref: letterOn(visit, here, one),
    })),
  );
}

function letterOn(visit: Visit, source: string, { status, answer }: Virement): string | undefined {
  return status === 'sent' && answer !== undefined ? virementLetterAt(visit, source, answer) : undefined;
}
