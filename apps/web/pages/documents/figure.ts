import { behindOf } from '#documents/followed';
import type { PlacedFigure } from '#documents/followed';
import { numbered, words } from '#documents/model/document';
import type { Document } from '#documents/model/document';
import { cellInWords, momentInWords } from '#documents/model/in-words';
import { entriesAt } from '#projections/history-of';
import type { HistoryEntry } from '#projections/history-of';
import type { Visit } from '../../access/visit.js';
import type { Exported } from '../../answering/export.js';
import { Page } from '../../answering/page.js';
import { timelineOf } from '../project/timeline.js';
import type { TimelineItem } from '../project/timeline.js';

export interface Followed {
  readonly document: Document;
  readonly figure: PlacedFigure;
  /** Where the document is read. */
  readonly backHref: string;
  readonly exportHref: string;
}

/** The page of one figure: where it stands, and every event behind it with the money that it moved. */
export async function figurePage(
  visit: Visit,
  { document, figure, backHref, exportHref }: Followed,
): Promise<Page> {
  return new Page('documents/figure.njk', {
    title: `What is behind ${cellInWords(figure.cell)}`,
    caption: document.title,
    moment: momentInWords(document.moment),
    where: whereIn(figure),
    trail: [
      { text: 'Documents', href: visit.at('/documents') },
      { text: document.title, href: backHref },
    ],
    events: await eventsBehind(figure, visit),
    exportHref,
  });
}

/** The same events as a file. */
export async function figureExported(visit: Visit, { figure }: Followed): Promise<Exported> {
  const events = await eventsBehind(figure, visit);
  return {
    name: 'events-behind',
    title: `What is behind ${cellInWords(figure.cell)}`,
    columns: ['Event #', 'What happened', 'More', 'Reason', 'Money moved', 'By', 'Effective', 'Record'],
    rows: events.map(({ position, title, words: more, reason, moved, by, on, stream }) => [
      numbered(position),
      ...[title, more, reason ?? '', moved.join('; '), by, on, stream].map((text) => words(text)),
    ]),
  };
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

interface EventShown extends TimelineItem {
  readonly stream: string;
  readonly href: string;
}

async function eventsBehind({ cell }: PlacedFigure, visit: Visit): Promise<readonly EventShown[]> {
  const { models, partnership } = visit.reading;
  const entries = await entriesAt(models.db, partnership, behindOf(cell));
  // A timeline begins with the newest.
  const told = (await timelineOf(entries, visit)).toReversed();
  return told.map((event, at) => {
    const { stream } = entries[at] as HistoryEntry;
    return { ...event, stream, href: visit.at(`/events/${event.position}`) };
  });
}
