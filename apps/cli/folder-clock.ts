import type { DeskClock } from '#desk/desk-tools';
import { systemClock } from '#eventing/clock';
import type { EventStore } from '#eventing/event-store';
import type { FolderKind } from './folder-mark.js';

/**
 * The time in a data folder: the machine's in a real one. In an example time stands still at the last thing
 * that was recorded, and each `at` sets it.
 */
export class FolderClock implements DeskClock {
  private standsAt: string | undefined;
  readonly setTo?: (instant: string) => void;

  constructor(kind: FolderKind) {
    if (kind !== 'example') return;
    this.setTo = (instant) => {
      this.standsAt = instant;
    };
  }

  readonly now = (): string => this.standsAt ?? systemClock();

  /** Has an example go on where it stopped. */
  async goOnFrom(store: EventStore): Promise<void> {
    const last = await store.lastPosition();
    if (last > 0) for await (const { recordedAt } of store.readAll(last - 1)) this.setTo?.(recordedAt);
  }
}
