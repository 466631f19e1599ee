import { systemClock } from '#eventing/clock';
import type { EventStore } from '#eventing/event-store';

/**
 * The time where data is: the machine's, unless it is an example. There time stands still at the last thing
 * that was recorded, and each `at` sets it.
 */
export class PlaceClock {
  private standsAt: string | undefined;
  /** Sets the time; there in an example alone. */
  setTo?: (instant: string) => void;

  readonly now = (): string => this.standsAt ?? systemClock();

  /** Makes it the clock of an example, which goes on where the example stopped. */
  async standStill(store: EventStore): Promise<void> {
    this.setTo = (instant) => {
      this.standsAt = instant;
    };
    // From the start, since not every store can begin to read at its last event, and examples are short.
    for await (const { recordedAt } of store.readAll(0)) this.standsAt = recordedAt;
  }
}
