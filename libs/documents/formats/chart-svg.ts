import { escaped } from '#documents/formats/markup';
import type { Bar } from '#documents/model/document';
import { formatPence } from '#kernel/pence';
import { fraction } from '#documents/formats/bars';

const width = 640;
const rowHeight = 28;
const labelWidth = 220;
const barWidth = 300;

/** Bars of money as an SVG that says in words what it shows. Its table stands beside it. */
export function chartSvg(title: string, bars: readonly Bar[]): string {
  const height = bars.length * rowHeight + 8;
  const told = bars.map(({ label, pence }) => `${label}: ${formatPence(pence)}`).join('; ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(told)}</desc>`,
    ...bars.map((bar, index) => row(bar, index, fraction(bar, bars))),
    '</svg>',
  ].join('\n');
}

function row({ label, pence }: Bar, index: number, share: number): string {
  const top = index * rowHeight + 4;
  const long = Math.round(share * barWidth);
  const words = `y="${top + 14}" font-size="13" font-family="sans-serif" fill="#0b0c0c"`;
  return [
    `<text x="${labelWidth - 8}" ${words} text-anchor="end">${escaped(shortened(label))}</text>`,
    `<rect x="${labelWidth}" y="${top}" width="${long}" height="20" fill="#1d70b8"/>`,
    `<text x="${labelWidth + long + 6}" ${words}>${formatPence(pence)}</text>`,
  ].join('');
}

function shortened(label: string): string {
  return label.length <= 32 ? label : `${label.slice(0, 31)}…`;
}
