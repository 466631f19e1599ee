import type { Bar } from '#documents/model/document';

/** How long a bar is, from 0 to 1, against the longest of its chart. Below nil there is no bar. */
export function fraction({ pence }: Bar, bars: readonly Bar[]): number {
  const longest = Math.max(1, ...bars.map((bar) => bar.pence));
  return Math.max(0, pence) / longest;
}
