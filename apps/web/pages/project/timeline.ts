import { happenedInWords } from '#documents/model/in-words';
import { formatDate } from '#kernel/local-date';
import { formatPence } from '#kernel/pence';
import type { HistoryEntry } from '#projections/history-of';
import { inWords, momentInWords } from '#reads/words';
import type { Visit } from '../../access/visit.js';

/** An event as a person reads it. */
export interface TimelineItem {
  readonly title: string;
  readonly by: string;
  readonly on: string;
  readonly words: string;
  readonly reason: string | null;
  readonly moved: readonly string[];
  readonly decidedAt: string | undefined;
  readonly recorded: string;
}

/** The events of a project, the newest first, with who, when and what money moved. */
export async function timelineOf(
  history: readonly HistoryEntry[],
  { reading: { names } }: Visit,
): Promise<readonly TimelineItem[]> {
  return Promise.all(
    history.toReversed().map(async (event) => ({
      title: happenedInWords(event.type),
      by: `${await names.of(event.person)}, ${inWords(event.role)}`,
      on: formatDate(event.effectiveOn),
      words: await names.in(event.words),
      reason: event.reason,
      moved: event.moved.map(({ amountPence, account, source, fundingType }) => {
        return `${amountPence > 0 ? '+' : ''}${formatPence(amountPence)} ${inWords(account)} (${source}, ${fundingType})`;
      }),
      decidedAt: event.meeting ?? undefined,
      recorded: momentInWords(event.recordedAt),
    })),
  );
}
