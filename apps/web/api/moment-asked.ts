import { day, instant } from '#funding/fields';

/** By when it was true, and by when it was known: what every figure can be asked as of. */
export class MomentAsked {
  @day('As it was true at the end of this day; left out, as it is.', { optional: true }) asAt?: string;
  @instant('As it was known at this moment; left out, as it is known.', { optional: true }) knownAt?: string;
}
