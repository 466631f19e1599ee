import type { Decoding } from '#eventing/decoding';
import type { EventStore, Recorded } from '#eventing/event-store';
import type { FoldedState, FoldedStates } from '#eventing/folded-states';
import type { EventOf } from '#kernel/asking';

export interface FoldedFrom {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly decoding: Decoding;
  /** What was folded before, so that only newer events are read; everything is where it is not given. */
  readonly folded?: FoldedStates;
}

/** What a stream is folded by: a decider, or something that also looks at when and where each is recorded. */
export interface Folding<State, Event extends EventOf> {
  readonly initialState: State;
  evolve(state: State, event: Event, recorded: Pick<Recorded, 'recordedAt' | 'position'>): State;
}

/** What a noun is now, folded from its own stream; its initial state for a stream that is not there. */
export async function foldStream<State, Event extends EventOf>(
  { store, decoding, folded }: FoldedFrom,
  stream: string,
  folding: Folding<State, Event>,
): Promise<State> {
  const before = folded?.get(stream, folding) ?? { state: folding.initialState, version: -1 };
  const now = await foldOn({ store, decoding }, stream, folding, before);
  folded?.set(stream, folding, now);
  return now.state as State;
}

/**
 * A state with the events that its stream has after it.
 *
 * @param upTo the last version that counts; the stream's own last when not given
 */
export async function foldOn<State, Event extends EventOf>(
  { store, decoding }: Pick<FoldedFrom, 'store' | 'decoding'>,
  stream: string,
  folding: Folding<State, Event>,
  from: FoldedState,
  upTo?: number,
): Promise<FoldedState> {
  let { state, version } = from;
  for await (const recorded of store.readStream(stream, version + 1)) {
    if (upTo !== undefined && recorded.version > upTo) break;
    const { type, data, effectiveOn } = decoding.decode(recorded);
    // The decoding gave today's shape, and a stream of a noun holds that noun's events.
    state = folding.evolve(state as State, { type, data, effectiveOn } as EventOf as Event, recorded);
    version = recorded.version;
  }
  return { state, version };
}
