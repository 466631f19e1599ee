/** A state and the version of the last event in it; -1 before the first. */
export interface FoldedState {
  readonly state: unknown;
  readonly version: number;
}

/**
 * Recently folded states by stream and decider, so that only newer events are read. A cache: losing any of it
 * costs time alone.
 */
export class FoldedStates {
  // A Map keeps the order of insertion, so the first stream is the one unused for longest.
  private readonly byStream = new Map<string, Map<object, FoldedState>>();

  private readonly limit: number;

  /** @param limit the most streams that are kept */
  constructor(limit: number) {
    this.limit = limit;
  }

  get(stream: string, decider: object): FoldedState | undefined {
    const states = this.byStream.get(stream);
    if (states === undefined) return undefined;
    this.byStream.delete(stream);
    this.byStream.set(stream, states);
    return states.get(decider);
  }

  /** Keeps a state unless a newer one is known already: readers of one stream may finish in any order. */
  set(stream: string, decider: object, folded: FoldedState): void {
    const states = this.byStream.get(stream) ?? new Map<object, FoldedState>();
    const known = states.get(decider);
    if (known === undefined || known.version < folded.version) states.set(decider, folded);
    this.byStream.delete(stream);
    this.byStream.set(stream, states);
    if (this.byStream.size > this.limit) this.forgetOldest();
  }

  /** Every remembered state of a stream with its decider. */
  of(stream: string): Iterable<[object, FoldedState]> {
    return this.byStream.get(stream) ?? [];
  }

  /** The newest version of any remembered state of a stream; -1 when there is none. */
  newestVersion(stream: string): number {
    let newest = -1;
    for (const [, { version }] of this.of(stream)) newest = Math.max(newest, version);
    return newest;
  }

  /** How many streams are remembered. */
  get size(): number {
    return this.byStream.size;
  }

  private forgetOldest(): void {
    for (const stream of this.byStream.keys()) {
      this.byStream.delete(stream);
      return;
    }
  }
}
