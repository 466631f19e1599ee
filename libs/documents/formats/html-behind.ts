import { behindOf, figuresOf } from '#documents/followed';
import type { PlacedFigure } from '#documents/followed';
import { escaped } from '#documents/formats/markup';
import type { Cell, Document, EventBehind } from '#documents/model/document';
import { cellInWords, happenedInWords, instantInWords } from '#documents/model/in-words';
import { formatDate } from '#kernel/local-date';

/** At the end of a page: of each figure the events behind it, and then what each event was. */
export function behindFigures(document: Document): readonly string[] {
  const { events = [] } = document;
  if (events.length === 0) return [];
  const groups = Map.groupBy(figuresOf(document), ({ caption = 'In the text' }) => caption);
  return [
    '<section class="behind">',
    '<h2>What is behind the figures</h2>',
    '<p class="note">Each figure above leads here. An event bears its number in the record, which never changes. A total without a link is the sum of the figures above it.</p>',
    ...[...groups].flatMap(([caption, figures]) => listOf(caption, figures)),
    '<h3>The events</h3>',
    ...eventTable(events),
    '</section>',
  ];
}

function listOf(caption: string, figures: readonly PlacedFigure[]): readonly string[] {
  const items = figures.some((figure) => figure.caption === undefined)
    ? [...Map.groupBy(figures, ({ row }) => row)].map(sentenceItem)
    : figures.map(itemOf);
  return [`<h3>${escaped(caption)}</h3>`, '<ul>', ...items, '</ul>'];
}

/** A sentence once, with each of its figures beneath it. */
function sentenceItem([text, figures]: readonly [string, readonly PlacedFigure[]]): string {
  const figuresOfIt = figures.map(
    ({ cell, place }) => `<li id="of-${escaped(place)}">${behindIt(cell, place)}</li>`,
  );
  return `<li dir="auto">“${escaped(text)}”<ul>${figuresOfIt.join('')}</ul></li>`;
}

function itemOf({ cell, place, row, column = '' }: PlacedFigure): string {
  const of = [row, column].filter((part) => part !== '').join(', ');
  return `<li id="of-${escaped(place)}" dir="auto">${escaped(of)}: ${behindIt(cell, place)}</li>`;
}

function behindIt(cell: Cell, place: string): string {
  const figure = `<a href="#${escaped(place)}">${escaped(cellInWords(cell))}</a>`;
  const events = behindOf(cell).map((position) => `<a href="#event-${position}">${position}</a>`);
  return `${figure} by ${events.join(', ')}`;
}

function eventTable(events: readonly EventBehind[]): readonly string[] {
  const headings = ['Event', 'What happened', 'True on', 'Recorded', 'Record'];
  return [
    '<div class="wide" tabindex="0" role="group" aria-label="The events">',
    '<table><caption>In the order of recording</caption>',
    `<thead><tr>${headings.map((text) => `<th scope="col">${text}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...events.map(eventRow),
    '</tbody></table>',
    '</div>',
  ];
}

function eventRow({ position, type, effectiveOn, recordedAt, stream }: EventBehind): string {
  const told = [happenedInWords(type), formatDate(effectiveOn), instantInWords(recordedAt), stream];
  const cells = told.map((text) => `<td>${escaped(text)}</td>`).join('');
  return `<tr id="event-${position}"><td>${position}</td>${cells}</tr>`;
}
