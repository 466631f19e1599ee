/** How often things happened over all the histories, by which it is seen that they are about something. */
export class Tally {
  private readonly counts = new Map<string, number>();

  count(what: string, times = 1): void {
    this.counts.set(what, this.of(what) + times);
  }

  of(what: string): number {
    return this.counts.get(what) ?? 0;
  }

  /** Which of these came up less often than it says, with how often they did. */
  short(atLeast: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
    const few = Object.entries(atLeast).filter(([what, times]) => this.of(what) < times);
    return Object.fromEntries(few.map(([what]) => [what, this.of(what)]));
  }
}
