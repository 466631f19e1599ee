import { escaped } from '#documents/formats/markup';
import type { Bar } from '#documents/model/document';
import { formatPence } from '#kernel/pence';
import { fraction } from '#documents/formats/bars';

const width = 640;
const labelWidth = 220;
const barWidth = 300;
const thick = 20;
const between = 8;
const lineStep = 15;
/** So many letters of a label stand on a line, more or less. */
const lettersOnLine = 30;
/** A label of more lines than this ends in an ellipsis; the table beside the chart has all of it. */
const mostLines = 2;

/** Bars of money as an SVG that says in words what it shows. Its table stands beside it. */
export function chartSvg(title: string, bars: readonly Bar[]): string {
  const told = bars.map(({ label, pence }) => `${label}: ${formatPence(pence)}`).join('; ');
  let height = between / 2;
  const rows = bars.map((bar) => {
    const lines = linesOf(bar.label);
    const top = height;
    height += rowHeight(lines);
    return row(bar, lines, top, fraction(bar, bars));
  });
  const all = height + between / 2;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${width} ${all}" width="${width}" height="${all}">`,
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(told)}</desc>`,
    ...rows,
    '</svg>',
  ].join('\n');
}

function rowHeight(lines: readonly string[]): number {
  return Math.max(thick, lines.length * lineStep) + between;
}

function row({ pence }: Bar, lines: readonly string[], top: number, share: number): string {
  const long = Math.round(share * barWidth);
  const middle = top + (rowHeight(lines) - between) / 2;
  const words = 'font-size="13" font-family="sans-serif" fill="#0b0c0c"';
  // Letters stand on a line a third of their size beneath the middle of it.
  const first = middle - ((lines.length - 1) * lineStep) / 2 + 4.5;
  const label = lines.map((line, nth) => {
    return `<text x="${labelWidth - 8}" y="${first + nth * lineStep}" ${words} text-anchor="end">${escaped(line)}</text>`;
  });
  return [
    ...label,
    `<rect x="${labelWidth}" y="${middle - thick / 2}" width="${long}" height="${thick}" fill="#1d70b8"/>`,
    `<text x="${labelWidth + long + 6}" y="${middle + 4.5}" ${words}>${formatPence(pence)}</text>`,
  ].join('');
}

/** A label in lines of whole words; a word that is longer than a line is cut. */
function linesOf(label: string): readonly string[] {
  const lines: string[] = [];
  for (const word of label.split(/\s+/u)) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
    if (lines.length === 0 || longer.length > lettersOnLine) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  const kept =
    lines.length <= mostLines ? lines : [...lines.slice(0, mostLines - 1), `${lines[mostLines - 1] ?? ''}…`];
  return kept.map((line) => (line.length <= lettersOnLine + 1 ? line : `${line.slice(0, lettersOnLine)}…`));
}
