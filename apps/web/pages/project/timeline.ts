import { happenedInWords } from '#documents/model/in-words';
import { formatDate } from '#kernel/local-date';
import { formatPence } from '#kernel/pence';
import type { HistoryEntry, MoneyMoved } from '#projections/history-of';
import { inWords, momentInWords } from '#reads/words';
import type { Visit } from '../../access/visit.js';
import { callings } from '../../titles.js';
import type { Callings } from '../../titles.js';

/** An event as a person reads it. */
export interface TimelineItem {
  readonly position: number;
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

/** The sources and projects whose money these events moved, and the meetings that they name. */
export function namedIn(history: readonly HistoryEntry[]): {
  readonly sources: readonly string[];
  readonly projects: readonly string[];
  readonly meetings: readonly string[];
} {
  const moved = history.flatMap((event) => event.moved);
  return {
    sources: [...new Set(moved.map(({ source }) => source))],
    projects: moved.flatMap(({ project }) => project ?? []),
    meetings: history.flatMap(({ meeting }) => meeting ?? []),
  };
}

/**
 * The events of a project, the newest first, with who, when and what money moved.
 *
 * @param known what is called how that they name, where whoever asks has asked for it
 */
export async function timelineOf(
  history: readonly HistoryEntry[],
  visit: Visit,
  known?: Callings,
): Promise<readonly TimelineItem[]> {
  const { names } = visit.reading;
  const named = namedIn(history);
  const called = known ?? (await callings(visit, named));
  return Promise.all(
    history.toReversed().map(async (event) => {
      // Both at once, so that everyone's name of the page is read together.
      const [by, words] = await Promise.all([names.of(event.person), names.in(event.words)]);
      return {
        position: event.position,
        title: happenedInWords(event.type),
        by: `${by}, ${inWords(event.role)}`,
        on: formatDate(event.effectiveOn),
        words: calledIn(words, event, { ...called, sources: named.sources }),
        reason: event.reason,
        moved: event.moved.map((one) => movedInWords(one, called)),
        decidedAt: decisionOf(event, called, visit),
        recorded: momentInWords(event.recordedAt),
        event: { text: `Event ${event.position}`, href: visit.at(`/events/${event.position}`) },
      };
    }),
  );
}

function decisionOf({ meeting, item }: HistoryEntry, { dayOf }: Callings, visit: Visit): Way | undefined {
  if (meeting === null) return undefined;
  const at = visit.at(`/meetings/${meeting}`);
  return { text: `meeting of ${dayOf(meeting)}`, href: item === null ? at : `${at}/items/${item}` };
}

function movedInWords(
  { amountPence, account, source, fundingType }: MoneyMoved,
  { sourceCalled }: Callings,
): string {
  const sign = amountPence > 0 ? '+' : '';
  return `${sign}${formatPence(amountPence)} ${inWords(account)} (${sourceCalled(source)}, ${fundingType})`;
}

/**
 * An event says its sources and projects by their ids; people know them by their names. Its meeting stands
 * beside it, by its day.
 */
function calledIn(
  words: string,
  { moved, meeting, item }: HistoryEntry,
  { sources, sourceCalled, projectCalled }: Callings & { readonly sources: readonly string[] },
): string {
  const ofSources = sources.reduce(
    (said, source) => said.replaceAll(` at ${source}, `, () => ` at ${sourceCalled(source)}, `),
    words.replace(`; meeting ${meeting ?? ''}, item ${item ?? ''}`, ''),
  );
  const projects = new Set(moved.flatMap(({ project }) => project ?? []));
  return [...projects].reduce((said, project) => {
    const named = new RegExp(`\\bproject ${project}(?![a-z0-9-])`, 'g');
    return said.replaceAll(named, () => `project ${projectCalled(project)}`);
  }, ofSources);
}
