import { isCommandError } from '@kurrent/kurrentdb-client';
import { NotWritten, OutcomeUnknown } from '#eventing/event-store';
import { backOff, isAccessDenied, isTooLarge, isUnsent, isWithoutAnswer } from '#stores/kurrentdb/connection';

/** How often one append is sent, and for how long. */
export class Tries {
  /** Whether a request had no answer that the server may have carried out. */
  mayBeWritten = false;
  private readonly until: number;
  private count = 0;

  constructor(patienceMs: number) {
    this.until = performance.now() + patienceMs;
  }

  /** Returns when it is to be sent again. @throws the error when there is no time or no sense in it */
  async hadNoAnswer(error: unknown): Promise<void> {
    this.mayBeWritten ||= isWithoutAnswer(error) && !isUnsent(error);
    if (!isWithoutAnswer(error) || performance.now() > this.until) throw error;
    await this.pause();
  }

  /** Another process was faster, so there is something new to look at. */
  async lostTheRace(): Promise<void> {
    if (performance.now() > this.until)
      throw new NotWritten('Other processes kept the store so busy that there was no turn to write.');
    // The first time is the usual one, and needs no pause: this process did not know of the others' append.
    if (this.count > 0) await this.pause();
    else this.count += 1;
  }

  /** What to throw in the end: whether it is written may be unknown for an earlier request's sake. */
  finalErrorFor(error: unknown): unknown {
    if (this.mayBeWritten)
      return new OutcomeUnknown('KurrentDB gave no answer, so the append may be written or not.');
    return asNotWritten(error);
  }

  private async pause(): Promise<void> {
    await backOff(this.count);
    this.count += 1;
  }
}

/** An error of the client as the port has it, for what was certainly not written. */
export function asNotWritten(error: unknown): unknown {
  if (isWithoutAnswer(error)) return new NotWritten('KurrentDB could not be reached.');
  if (isAccessDenied(error)) return new NotWritten('KurrentDB refuses the right to write.');
  if (isTooLarge(error)) return new NotWritten('The append is larger than KurrentDB is set to take.');
  // The words of the client may repeat what was sent.
  const isFromClient = error instanceof Error && isCommandError(error);
  return isFromClient ? new NotWritten(`KurrentDB refused: ${error.type}.`) : error;
}
