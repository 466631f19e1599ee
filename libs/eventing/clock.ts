/**
 * The time of day, as an ISO instant in UTC with milliseconds (`2011-04-12T09:00:00.000Z`), so that text
 * order is time order.
 */
export type Clock = () => string;

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** The clock of the machine. */
export function systemClock(): string {
  return new Date().toISOString();
}

/** Whether a text is an instant as a `Clock` gives it, and a day that the calendar has. */
export function isInstant(text: string): boolean {
  return instant.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text;
}

/**
 * What the clock says, or `earliest` when the clock has gone back: a machine's clock is corrected now and
 * then, and an order of recording that contradicts the order of positions could not be read "as known at" an
 * instant.
 *
 * @throws Error when the clock gives anything but an instant.
 */
export function readNoEarlierThan(earliest: string | undefined, clock: Clock): string {
  const now = clock();
  if (!instant.test(now))
    throw new Error(`The clock gave "${now}", not an instant such as 2011-04-12T09:00:00.000Z.`);
  return earliest !== undefined && now < earliest ? earliest : now;
}
