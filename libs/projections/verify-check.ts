import type { Recorded } from '#eventing/event-store';

/** What was checked, how much of it, and what is wrong; nothing is when there are no complaints. */
export interface Verdict {
  readonly check: string;
  readonly counted: number;
  readonly of: string;
  readonly complaints: readonly string[];
}

/** So many complaints of one check are told; one is enough to act on. */
const toldAtMost = 20;

/** Something that the record promises, and that is checked event by event, in the order of recording. */
export abstract class Check {
  protected counted = 0;
  private readonly complaints: string[] = [];
  protected abstract readonly check: string;
  protected readonly of: string = 'events';

  abstract see(recorded: Recorded): void;

  verdict(): Verdict {
    const { check, counted, of, complaints } = this;
    return { check, counted, of, complaints };
  }

  protected complain({ position, stream }: Recorded, words: string): void {
    if (this.complaints.length < toldAtMost)
      this.complaints.push(`Position ${position}, ${stream}: ${words}`);
  }
}
