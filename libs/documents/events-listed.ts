import { behindOf, figuresOf, inRanges } from '#documents/followed';
import type { PlacedFigure } from '#documents/followed';
import { heading, note } from '#documents/model/document';
import type { Behind, Document, EventBehind, Part } from '#documents/model/document';
import { cellInWords, happenedInWords } from '#documents/model/in-words';
import { quoted } from '#documents/model/text-safety';
import { formatDate, londonDateOf } from '#kernel/local-date';

/**
 * For paper, and for files in which a figure is no link: at the end, of each figure the numbers of the events
 * behind it, and then what each event was. It is kept short: a row of a table takes a line, figures of one
 * row with the same events stand together, and so do the events of one record. A letter has their numbers
 * alone.
 */
export function eventsListed(document: Document): readonly Part[] {
  const { events = [], isLetter } = document;
  if (events.length === 0) return [];
  if (isLetter === true)
    return [
      note(`In the record: ${events.length === 1 ? 'event' : 'events'} ${inRanges(positionsOf(events))}.`),
    ];
  const groups = Map.groupBy(figuresOf(document), ({ caption = 'In the text' }) => caption);
  const records = Map.groupBy(events, ({ stream }) => stream);
  return [
    heading('What is behind the figures'),
    note(
      'Of each figure above, by its table, row and column, the numbers of the events behind it. An event bears its number in the record, which never changes, and by which it is found there. A total that is not listed is the sum of the figures above it.',
    ),
    ...[...groups].flatMap(([caption, figures]) => [heading(caption, 2), ...rowsOf(figures).map(note)]),
    heading('The events, by their records', 2),
    ...[...records].map(([record, those]) =>
      note(`${quoted(record)}: ${those.map(eventInWords).join('; ')}.`),
    ),
  ];
}

function positionsOf(events: readonly EventBehind[]): Behind {
  return events.map(({ position }) => position);
}

function rowsOf(figures: readonly PlacedFigure[]): readonly string[] {
  const rows = Map.groupBy(figures, ({ nth, row }) => `${nth ?? ''} ${row}`);
  return [...rows.values()].map((those) => `${placeInWords(those[0])}: ${eventsOfRow(those)}.`);
}

function placeInWords(figure: PlacedFigure | undefined): string {
  const { nth, row = '' } = figure ?? {};
  const short = shortened(quoted(row));
  if (nth === undefined) return `“${short}”`;
  return short === '' ? `Row ${nth}` : `Row ${nth}, ${short}`;
}

/** Enough of a text to know it again. */
const fewLetters = 80;

function shortened(text: string): string {
  const letters = [...text];
  return letters.length <= fewLetters ? text : `${letters.slice(0, fewLetters).join('')}…`;
}

/** Of a row `Cost £, Spent £: 12, 15–19; Cost an output £: 19`; of a text, the figures themselves. */
function eventsOfRow(figures: readonly PlacedFigure[]): string {
  const same = Map.groupBy(figures, ({ cell }) => inRanges(behindOf(cell)));
  const said = [...same].map(([events, those]) => {
    const named = new Set(
      those.map(({ cell, caption, column = '' }) => (caption === undefined ? cellInWords(cell) : column)),
    );
    return `${[...named].join(', ')}: ${events}`;
  });
  return said.join('; ');
}

/** `12 Project funded, 12 April 2011`, and when that was recorded, where it was on another day. */
function eventInWords({ position, type, effectiveOn, recordedAt }: EventBehind): string {
  const recordedOn = londonDateOf(recordedAt);
  const later = recordedOn === effectiveOn ? '' : ` (recorded ${formatDate(recordedOn)})`;
  return `${position} ${happenedInWords(type)}, ${formatDate(effectiveOn)}${later}`;
}
