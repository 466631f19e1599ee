import { setTimeout as wait } from 'node:timers/promises';

/** Long enough that looking costs little, and short enough that nobody notices it. */
const lookAgainMs = 10;

interface Waiting {
  readonly position: number;
  readonly until: number;
  readonly resolve: (isReached: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets everyone who waits until the read models are at a position share one look at how far they are. Were
 * each to look for themselves, those who wait would take the time of those for whom they wait.
 */
export class Reaching {
  private readonly look: () => Promise<number>;
  private readonly waiting = new Set<Waiting>();
  private reached = 0;
  private isLooking = false;

  /** @param look finds out how far they are, whoever has brought them there */
  constructor(look: () => Promise<number>) {
    this.look = look;
  }

  /** They are at a position, as whoever keeps them here knows without looking. */
  at(position: number): void {
    this.reached = Math.max(this.reached, position);
    for (const one of this.waiting) if (one.position <= this.reached) this.end(one, true);
  }

  /** Whether they have come as far as a position, waiting so many milliseconds at most for it. */
  async waitFor(position: number, timeoutMs: number): Promise<boolean> {
    if (position <= this.reached) return true;
    return new Promise((resolve, reject) => {
      this.waiting.add({ position, until: performance.now() + timeoutMs, resolve, reject });
      if (!this.isLooking) void this.lookOn();
    });
  }

  private async lookOn(): Promise<void> {
    this.isLooking = true;
    try {
      while (this.waiting.size > 0) {
        this.at(await this.look());
        this.endLate();
        if (this.waiting.size > 0) await wait(lookAgainMs);
      }
    } catch (error) {
      for (const { reject } of this.waiting) reject(error);
      this.waiting.clear();
    } finally {
      this.isLooking = false;
    }
  }

  private endLate(): void {
    const now = performance.now();
    for (const one of this.waiting) if (one.until <= now) this.end(one, false);
  }

  private end(one: Waiting, isReached: boolean): void {
    this.waiting.delete(one);
    one.resolve(isReached);
  }
}
