import type { Decoding } from '#eventing/decoding';
import type { EventStore } from '#eventing/event-store';
import type { FoldedStates } from '#eventing/folded-states';
import type { EventOf } from '#kernel/asking';
import type { Decider } from '#kernel/decider';

export interface FoldedFrom {
  readonly store: EventStore;
  readonly decoding: Decoding;
  /** What was folded before, so that only newer events are read; everything is where it is not given. */
  readonly folded?: FoldedStates;
}

/** What a noun is now, folded from its own stream; its initial state for a stream that is not there. */
export async function foldStream<State, Event extends EventOf>(
  { store, decoding, folded }: FoldedFrom,
  stream: string,
  decider: Pick<Decider<State, never, Event, never>, 'initialState' | 'evolve'>,
): Promise<State> {
  const before = folded?.get(stream, decider);
  let state = (before?.state ?? decider.initialState) as State;
  let version = before?.version ?? -1;
  for await (const recorded of store.readStream(stream, version + 1)) {
    const { type, data } = decoding.decode(recorded);
    // The decoding gave today's shape, and a stream of a noun holds that noun's events.
    state = decider.evolve(state, { type, data } as Event);
    version = recorded.version;
  }
  folded?.set(stream, decider, { state, version });
  return state;
}
