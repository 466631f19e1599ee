/**
 * Lets tasks that share a stream run one after another in the order they came, and all others at once.
 *
 * Within one process this spares the conflicts that the store would find anyway; it guards nothing by itself.
 */
export class StreamQueue {
  private readonly lastInLine = new Map<string, Promise<void>>();

  /**
   * Runs the task when every earlier one that shares a name with it has ended, well or badly.
   *
   * Takes its place in all lines in one go, so two tasks can never each wait for the other.
   *
   * @param task receives whether it had to wait, in which case what it knew may be stale
   */
  async run<Result>(names: readonly string[], task: (waited: boolean) => Promise<Result>): Promise<Result> {
    const earlier = names.flatMap((name) => this.lastInLine.get(name) ?? []);
    const waited = earlier.length > 0;
    const turn = waited ? Promise.all(earlier).then(() => task(true)) : task(false);
    const ended = turn.then(ignore, ignore);
    for (const name of names) this.lastInLine.set(name, ended);
    try {
      return await turn;
    } finally {
      for (const name of names) if (this.lastInLine.get(name) === ended) this.lastInLine.delete(name);
    }
  }
}

function ignore(): void {
  // Whoever ran the task hears of its failure; those in line only wait for its end.
}
