import { behindOf } from '#documents/followed';
import type { PlacedFigure } from '#documents/followed';
import type { Document } from '#documents/model/document';
import { cellInWords, momentInWords } from '#documents/model/in-words';
import { entriesAt } from '#projections/history-of';
import type { HistoryEntry } from '#projections/history-of';
import type { Visit } from '../../access/visit.js';
import { Page } from '../../answering/page.js';
import { timelineOf } from '../project/timeline.js';

interface Followed {
  readonly document: Document;
  readonly figure: PlacedFigure;
  /** Where the document is read. */
  readonly backHref: string;
}

/** The page of one figure: where it stands, and every event behind it with the money that it moved. */
export async function figurePage(visit: Visit, { document, figure, backHref }: Followed): Promise<Page> {
  const { models, partnership } = visit.reading;
  const entries = await entriesAt(models.db, partnership, behindOf(figure.cell));
  return new Page('documents/figure.njk', {
    title: `What is behind ${cellInWords(figure.cell)}`,
    caption: document.title,
    moment: momentInWords(document.moment),
    where: whereIn(figure),
    trail: [
      { text: 'Documents', href: visit.at('/documents') },
      { text: document.title, href: backHref },
    ],
    events: await eventsShown(entries, visit),
  });
}

function whereIn({ caption, row, column }: PlacedFigure): readonly (readonly [what: string, said: string])[] {
  if (caption === undefined) return [['Text', row]];
  const places: readonly (readonly [what: string, said: string])[] = [
    ['Table', caption],
    ['Row', row],
    ['Column', column ?? ''],
  ];
  return places.filter(([, said]) => said !== '');
}

async function eventsShown(entries: readonly HistoryEntry[], visit: Visit): Promise<readonly object[]> {
  // A timeline begins with the newest.
  const told = (await timelineOf(entries, visit)).toReversed();
  return entries.map(({ position, stream }, at) => {
    return { ...told[at], position, stream, href: visit.at(`/events/${position}`) };
  });
}
