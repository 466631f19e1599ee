import type { Filled } from './peer.ts';
import { fullSize, quickSize } from './clients.ts';

/** How long everything is measured, and how full the filled stores are. */
export interface Extent {
  readonly rounds: number;
  readonly portions: number;
  readonly portionMs: number;
  readonly filled: Filled;
}

/** A round is 0.4 seconds of each contestant, in portions. */
export const full: Extent = { rounds: 7, portions: 2, portionMs: 200, filled: fullSize };
/** For trying the benchmark itself: its figures say nothing. */
export const quick: Extent = { rounds: 2, portions: 2, portionMs: 40, filled: quickSize };
