import type { Figure, Spread } from './benchmark.ts';

/**
 * The figures as a table in Markdown: medians, each with the least and the most of its rounds.
 *
 * @param against what the ratios are held against
 */
export function tableOf(figures: readonly Figure[], against: string): string {
  const head = ['', 'a second', `times ${against}`, 'goal', ''];
  const rows = figures.map((figure) => [
    figure.measured,
    inWords(figure.perSecond, 0),
    figure.times === undefined ? '1' : inWords(figure.times, 2),
    goalOf(figure),
    verdictOn(figure),
  ]);
  return markdownOf(head, rows);
}

/** A table in Markdown, its columns as wide as their widest cell. */
export function markdownOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widthOf(column))).join(' | ')} |`;
  const widthOf = (column: number): number =>
    Math.max(3, ...[head, ...rows].map((cells) => cells[column]?.length ?? 0));
  const rule = head.map((_, column) => '-'.repeat(widthOf(column)));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** The median, with the least and the most. */
export function inWords({ median, least, most }: Spread, decimals: number): string {
  const [middle, low, high] = [median, least, most].map((value) => value.toFixed(decimals));
  return `${middle} (${low} to ${high})`;
}

function goalOf({ goal }: Figure): string {
  if (goal === undefined) return '';
  return 'times' in goal ? `≥ ${goal.times} times` : `≥ ${goal.perSecond} a second`;
}

function verdictOn({ perSecond, times, goal }: Figure): string {
  if (goal === undefined) return '';
  const isMet = 'times' in goal ? (times?.median ?? 0) >= goal.times : perSecond.median >= goal.perSecond;
  return isMet ? 'met' : 'missed';
}
