import type { FoldedState } from '#eventing/folded-states';

/**
 * Lets those who want to know in the same moment how a stream stands share one read of it.
 *
 * A read begins after everyone who shares it has asked. None of them can miss what was recorded before it
 * asked, as it could by joining a read that had begun.
 */
export class SharedReads {
  private readonly toCome = new Map<string, Map<object, Promise<FoldedState>>>();

  /** @param begin reads the stream by the decider; called for the first who asks, on behalf of the others */
  async read(stream: string, decider: object, begin: () => Promise<FoldedState>): Promise<FoldedState> {
    const known = this.toCome.get(stream)?.get(decider);
    if (known !== undefined) return known;
    const reading = Promise.resolve().then(() => {
      this.forget(stream, decider);
      return begin();
    });
    const byDecider = this.toCome.get(stream) ?? new Map<object, Promise<FoldedState>>();
    this.toCome.set(stream, byDecider.set(decider, reading));
    return reading;
  }

  private forget(stream: string, decider: object): void {
    const byDecider = this.toCome.get(stream);
    byDecider?.delete(decider);
    if (byDecider?.size === 0) this.toCome.delete(stream);
  }
}
