import type { Decoding } from '#eventing/decoding';
import type { EventStore } from '#eventing/event-store';
import type { EventOf } from '#kernel/asking';
import type { Decider } from '#kernel/decider';

/** What a noun is now, folded from its own stream; its initial state for a stream that is not there. */
export async function foldStream<State, Event extends EventOf>(
  { store, decoding }: { readonly store: EventStore; readonly decoding: Decoding },
  stream: string,
  decider: Pick<Decider<State, never, Event, never>, 'initialState' | 'evolve'>,
): Promise<State> {
  let { initialState: state } = decider;
  for await (const recorded of store.readStream(stream)) {
    const { type, data } = decoding.decode(recorded);
    // The decoding gave today's shape, and a stream of a noun holds that noun's events.
    state = decider.evolve(state, { type, data } as Event);
  }
  return state;
}
