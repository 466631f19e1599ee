/**
 * Wakes those who wait for something new.
 *
 * Whoever looks and finds nothing waits *from the count it saw before it looked*, so an arrival between the
 * look and the wait wakes it at once.
 */
export class Arrivals {
  private seen = 0;
  private readonly waiting = new Set<() => void>();

  /** How many arrivals were announced so far. */
  get count(): number {
    return this.seen;
  }

  announce(): void {
    this.seen += 1;
    for (const wake of this.waiting) wake();
  }

  /** Returns on the next arrival after a count, when the signal is given, or after so many milliseconds. */
  async after(count: number, signal: AbortSignal, atMostMs?: number): Promise<void> {
    if (this.seen > count || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = atMostMs === undefined ? undefined : setTimeout(wake, atMostMs);
      const { waiting } = this;
      function wake(): void {
        clearTimeout(timer);
        waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      }
      waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}
