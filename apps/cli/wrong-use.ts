/**
 * What was asked cannot be asked so. The message tells the person what to write instead; the program ends
 * with 2.
 */
export class WrongUse extends Error {
  override name = 'WrongUse';
}

/**
 * What was asked could not be done, and it was nobody's bug. The message says why; the program ends with 1.
 */
export class CannotBeDone extends Error {
  override name = 'CannotBeDone';
}
