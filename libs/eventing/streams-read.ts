import type { Desk } from '#eventing/desk';
import type { FoldedState } from '#eventing/folded-states';
import type { Recorded, Write } from '#eventing/event-store';

interface Folding {
  readonly initialState: unknown;
  evolve(state: never, event: never): unknown;
}

/**
 * The streams that one attempt at a command has read, each at one revision however often it is folded:
 * what the plan saw, what the decider saw and what the append expects are then the same.
 */
export class StreamsRead {
  private readonly desk: Desk;
  private readonly versions = new Map<string, number>();
  private readonly lastFold = new Map<string, Promise<unknown>>();

  constructor(desk: Desk) {
    this.desk = desk;
  }

  /**
   * The state of a stream by a decider, read on from the last state that is remembered.
   *
   * A plan may fold several things at once; two folds of one stream still go in turn, so the first fixes the
   * revision.
   */
  async fold<State>(stream: string, decider: { readonly initialState: State }): Promise<State> {
    const turn = (this.lastFold.get(stream) ?? Promise.resolve()).then(() =>
      this.foldInTurn(stream, decider),
    );
    this.lastFold.set(stream, turn);
    return turn;
  }

  private async foldInTurn<State>(stream: string, decider: { readonly initialState: State }): Promise<State> {
    const folding = decider as unknown as Folding;
    const upTo = this.versions.get(stream);
    const from = this.remembered(stream, folding, upTo);
    const folded = from.version === upTo ? from : await this.readOn(stream, folding, from, upTo);
    this.versions.set(stream, folded.version);
    this.desk.folded.set(stream, folding, folded);
    return folded.state as State;
  }

  /** The version of the last event that was read, -1 for an empty stream. */
  versionOf(stream: string): number {
    return this.versions.get(stream) ?? -1;
  }

  expectedOf(stream: string): Write['expected'] {
    const version = this.versionOf(stream);
    return version === -1 ? 'no-stream' : version;
  }

  private remembered(stream: string, folding: Folding, upTo = Number.MAX_SAFE_INTEGER): FoldedState {
    const known = this.desk.folded.get(stream, folding);
    // A state that is newer than this attempt's revision is of no use to it.
    return known !== undefined && known.version <= upTo
      ? known
      : { state: folding.initialState, version: -1 };
  }

  private async readOn(
    stream: string,
    folding: Folding,
    from: FoldedState,
    upTo?: number,
  ): Promise<FoldedState> {
    let { state, version } = from;
    for await (const recorded of this.desk.store.readStream(stream, version + 1)) {
      if (upTo !== undefined && recorded.version > upTo) break;
      state = evolve(this.desk, folding, state, recorded);
      version = recorded.version;
    }
    return { state, version };
  }
}

function evolve(desk: Desk, folding: Folding, state: unknown, recorded: Recorded): unknown {
  const { type, data } = desk.decoding.decode(recorded);
  return folding.evolve(state as never, { type, data } as never);
}

/**
 * Brings the remembered states of the streams just written up to date, so that the next command reads
 * nothing.
 */
export function remember(desk: Desk, events: readonly Recorded[]): void {
  for (const recorded of events) {
    for (const [decider, folded] of desk.folded.of(recorded.stream)) {
      if (folded.version !== recorded.version - 1) continue;
      const state = evolve(desk, decider as Folding, folded.state, recorded);
      desk.folded.set(recorded.stream, decider, { state, version: recorded.version });
    }
  }
}
