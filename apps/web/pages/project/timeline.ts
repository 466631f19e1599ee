import { happenedInWords } from '#documents/model/in-words';
import { formatDate } from '#kernel/local-date';
import { formatPence } from '#kernel/pence';
import type { HistoryEntry } from '#projections/history-of';
import { inWords, momentInWords } from '#reads/words';
import type { Visit } from '../../access/visit.js';
import { meetingDays, projectTitles, sourceNames } from '../../titles.js';
import type { Called } from '../../titles.js';

/** An event as a person reads it. */
export interface TimelineItem {
  readonly title: string;
  readonly by: string;
  readonly on: string;
  readonly words: string;
  readonly reason: string | null;
  readonly moved: readonly string[];
  /** The meeting that decided it, with the way to the decision. */
  readonly decidedAt: Way | undefined;
  readonly recorded: string;
  readonly event: Way;
}

interface Way {
  readonly text: string;
  readonly href: string;
}

/** The events of a project, the newest first, with who, when and what money moved. */
export async function timelineOf(
  history: readonly HistoryEntry[],
  visit: Visit,
): Promise<readonly TimelineItem[]> {
  const { names } = visit.reading;
  const callings = await callingsIn(history, visit);
  const { sourceCalled, dayOf } = callings;
  return Promise.all(
    history.toReversed().map(async (event) => ({
      title: happenedInWords(event.type),
      by: `${await names.of(event.person)}, ${inWords(event.role)}`,
      on: formatDate(event.effectiveOn),
      words: calledIn(await names.in(event.words), event, callings),
      reason: event.reason,
      moved: event.moved.map(({ amountPence, account, source, fundingType }) => {
        return `${amountPence > 0 ? '+' : ''}${formatPence(amountPence)} ${inWords(account)} (${sourceCalled(source)}, ${fundingType})`;
      }),
      decidedAt: decisionOf(event, dayOf, visit),
      recorded: momentInWords(event.recordedAt),
      event: { text: `Event ${event.position}`, href: visit.at(`/events/${event.position}`) },
    })),
  );
}

function decisionOf({ meeting, item }: HistoryEntry, dayOf: Called, visit: Visit): Way | undefined {
  if (meeting === null) return undefined;
  const at = visit.at(`/meetings/${meeting}`);
  return { text: `meeting of ${dayOf(meeting)}`, href: item === null ? at : `${at}/items/${item}` };
}

interface Callings {
  /** Every source whose money any of the events moved. */
  readonly sources: ReadonlySet<string>;
  readonly sourceCalled: Called;
  readonly projectCalled: Called;
  readonly dayOf: Called;
}

/** What the sources and projects are called whose money these events moved, and when their meetings were. */
async function callingsIn(history: readonly HistoryEntry[], visit: Visit): Promise<Callings> {
  const moved = history.flatMap((event) => event.moved);
  const sources = new Set(moved.map(({ source }) => source));
  const projects = moved.flatMap(({ project }) => project ?? []);
  const meetings = history.flatMap(({ meeting }) => meeting ?? []);
  return {
    sources,
    sourceCalled: await sourceNames(visit, [...sources]),
    projectCalled: await projectTitles(visit, projects),
    dayOf: await meetingDays(visit, meetings),
  };
}

/**
 * An event says its sources and projects by their ids; people know them by their names. Its meeting stands
 * beside it, by its day.
 */
function calledIn(
  words: string,
  { moved, meeting, item }: HistoryEntry,
  { sources, sourceCalled, projectCalled }: Callings,
): string {
  const ofSources = [...sources].reduce(
    (said, source) => said.replaceAll(` at ${source}, `, () => ` at ${sourceCalled(source)}, `),
    words.replace(`; meeting ${meeting ?? ''}, item ${item ?? ''}`, ''),
  );
  const projects = new Set(moved.flatMap(({ project }) => project ?? []));
  return [...projects].reduce((said, project) => {
    const named = new RegExp(`\\bproject ${project}(?![a-z0-9-])`, 'g');
    return said.replaceAll(named, () => `project ${projectCalled(project)}`);
  }, ofSources);
}
