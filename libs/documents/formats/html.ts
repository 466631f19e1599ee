import { chartSvg } from '#documents/formats/chart-svg';
import { escaped } from '#documents/formats/markup';
import type { Cell, Column, Document, Part, Sentence, Table } from '#documents/model/document';
import { cellInWords, headingInWords, momentInWords, standsRight } from '#documents/model/in-words';
import { piecesOf } from '#documents/model/sentence';
import { behindOf, placeOf, placeWithin, textPlaceOf } from '#documents/followed';
import { behindFigures } from '#documents/formats/html-behind';
import { inks } from '#documents/formats/tones';

/** A page of its own, with nothing to fetch: it reads the same from a folder, by mail and on paper. */
export function html(document: Document): string {
  const { title, partnership, moment, paper, parts } = document;
  const size = paper === 'sideways' ? 'A4 landscape' : 'A4';
  return `${[
    '<!doctype html>',
    '<html lang="en-GB">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(`${title}: ${partnership}`)}</title>`,
    `<style>${style}@page{size:${size};margin:15mm;@bottom-right{${pageNumber}}}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<p class="partnership" dir="auto">${escaped(partnership)}</p>`,
    `<h1>${escaped(title)}</h1>`,
    `<p class="moment">${escaped(momentInWords(moment))}</p>`,
    ...parts.map(partOf),
    ...behindFigures(document),
    '</main>',
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

function partOf(part: Part, nth: number): string {
  switch (part.kind) {
    case 'heading':
      return `<h${part.level + 1}>${escaped(part.text)}</h${part.level + 1}>`;
    case 'paragraph':
      return `<p dir="auto">${followed(part, textPlaceOf(nth))}</p>`;
    case 'note':
      return `<p class="note">${followed(part, textPlaceOf(nth))}</p>`;
    case 'list':
      return `<ul>${part.items.map((item, at) => `<li dir="auto">${followed(item, textPlaceOf(nth, at))}</li>`).join('')}</ul>`;
    case 'chart':
      return `<figure tabindex="0"><figcaption>${escaped(part.title)}</figcaption>${chartSvg(part.title, part.bars)}</figure>`;
    case 'table':
      return tableOf(part);
    default:
      throw new TypeError(`No page for ${JSON.stringify(part satisfies never)}.`);
  }
}

function tableOf({ id, caption, columns, rows, totals, whenEmpty }: Table): string {
  const named = `<caption>${escaped(caption)}</caption>`;
  if (rows.length === 0) return `<p><strong>${escaped(caption)}.</strong> ${escaped(whenEmpty)}</p>`;
  const headings = columns.map(
    (column) => `<th scope="col"${side(column)}>${escaped(headingInWords(column))}</th>`,
  );
  const line = (row: readonly Cell[], nth: number): string =>
    `<tr>${columns.map((column, at) => cellOf(row[at], column, placeOf(id, nth, at))).join('')}</tr>`;
  const last = totals.map((row, nth) => line(row, rows.length + nth));
  const foot = totals.length === 0 ? [] : ['<tfoot>', ...last, '</tfoot>'];
  return [
    `<div class="wide" tabindex="0" role="group" aria-label="${escaped(caption)}">`,
    `<table id="${escaped(id)}">${named}`,
    `<thead><tr>${headings.join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map(line),
    '</tbody>',
    ...foot,
    '</table>',
    '</div>',
  ].join('\n');
}

function cellOf(cell: Cell | undefined, column: Column, place: string): string {
  if (cell === undefined) return '<td></td>';
  if (cell.kind !== 'text') return `<td${side(column, cell)}>${linkedIfLed(cell, place)}</td>`;
  const text = followed(cell, place);
  const tone = cell.tone === undefined ? text : `<strong class="${cell.tone}">${text}</strong>`;
  return `<td${unbroken.test(cell.text) ? ' class="long"' : side(column)} dir="auto">${tone}</td>`;
}

/** A word, such as a hash, that would make its column too wide for paper. */
const unbroken = /\S{33}/u;

/** A text whose figures lead on. */
function followed(said: Sentence, place: string): string {
  return piecesOf(said)
    .map(({ text, figure }) =>
      figure === undefined ? paragraphs(text) : linkedIfLed(figure.cell, placeWithin(place, figure.nth)),
    )
    .join('');
}

/** A figure leads to the list of its events at the end of the page, and from there back. */
function linkedIfLed(cell: Cell, place: string): string {
  const text = paragraphs(cellInWords(cell));
  if (behindOf(cell).length === 0) return text;
  return `<a id="${escaped(place)}" href="#of-${escaped(place)}">${text}</a>`;
}

/** @param cell what stands there; nothing at the head of a column */
function side(column: Column, cell?: Cell): string {
  return standsRight(cell, column) ? ' class="figure"' : '';
}

function paragraphs(text: string): string {
  return escaped(text).replaceAll('\n', '<br>');
}

/** What stands at the foot of each page on paper; its words are none of the document's. */
const pageNumber =
  'content:"Page " counter(page) " of " counter(pages);font:8pt "DejaVu Sans Condensed",Arial,sans-serif;color:#505a5f';

const style = [
  'body{font:16px/1.45 "DejaVu Sans Condensed",Arial,sans-serif;color:#0b0c0c;margin:0}',
  'main{max-width:72rem;margin:0 auto;padding:1.5rem}',
  '.partnership{margin:0;color:#505a5f;font-size:1.1rem}h1{margin:.2rem 0 .4rem;font-size:2rem;line-height:1.15}',
  '.moment{margin:0 0 1.5rem;color:#505a5f}h2{margin:2rem 0 .6rem;font-size:1.4rem}h3{margin:1.4rem 0 .4rem}',
  '.note{color:#505a5f;font-size:.9rem;max-width:50rem}p{max-width:50rem}li{max-width:48rem}p,li{overflow-wrap:anywhere}',
  'table{border-collapse:collapse;margin:.8rem 0 1.2rem;font-size:.9rem}caption{text-align:left;font-weight:bold;padding:.3rem 0}',
  'th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid #b1b4b6;overflow-wrap:break-word;max-width:24rem}',
  '.figure{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}th.figure{white-space:normal}',
  'td a,p a,li a{color:inherit;text-decoration-color:#b1b4b6;text-underline-offset:.15em}.wide{overflow-x:auto}.long{overflow-wrap:anywhere}.behind{margin-top:3rem;border-top:2px solid #0b0c0c}.behind li{margin:.3rem 0}',
  'tfoot td{font-weight:bold;border-bottom:2px solid #0b0c0c}figure{margin:1rem 0;overflow-x:auto}figcaption{font-weight:bold}svg{max-width:100%;min-width:32rem;height:auto}',
  '.red{background:#d4351c;color:#fff;padding:0 .4rem}.amber{background:#ffdd00;padding:0 .4rem}.green{background:#00703c;color:#fff;padding:0 .4rem}',
  '@media print{.behind{display:none}.wide{overflow:visible}td a,p a,li a{text-decoration:none}main{padding:0;max-width:none}body{font-size:9.5pt}table{font-size:8pt}thead{display:table-header-group}tfoot{display:table-row-group}tr,figure{break-inside:avoid}h2,h3,caption,thead{break-after:avoid}tfoot{break-before:avoid}}',
  // Printers leave out what lies behind words, and white ones would not be seen.
  `@media print{.red,.amber,.green{background:none;padding:0}.red{color:${inks.red}}.amber{color:${inks.amber}}.green{color:${inks.green}}.note{font-size:8pt}}`,
].join('');
